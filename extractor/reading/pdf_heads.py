"""What stands around the text of a PDF page: running heads, page numbers, stamps of signatures, footnotes."""

from __future__ import annotations

import regex

from extractor.reading.pdf_layout import Line, PageLayout
from extractor.reading.pdf_lines import Segment
from extractor.reading.pdf_tables import Grid

_PAGE_NUMBER = regex.compile(r"^(?:[Tt]rang\s*)?[-–—]?\s?\d{1,4}(?:\s?/\s?\d{1,4})?\s?[-–—]?$")
_STAMP = regex.compile(
    r"^(?:Người ký|Ký bởi|Ký số bởi|Được ký bởi|Thời gian ký|Ngày ký|Giờ ký|Signature (?:Valid|Not Verified)|"
    r"Signed by|Digitally signed|Email\s?:|Cơ quan\s?:|Date:\s*\d{4}|Chữ ký số)|\+07:?00$|\+07'00'$",
    regex.IGNORECASE,
)
_STAMP_LENGTH = 80
_FOOTNOTE = regex.compile(r"^(?:\(?\d{1,3}\)?|\[\d{1,3}\]|\*{1,3})\s?\p{Lu}")
_MARGIN = 0.09


def _masked(text: str) -> str:
    return regex.sub(r"\d+", "#", text)


def _near_edge(segment: Segment, page: PageLayout) -> bool:
    return segment.bottom < _MARGIN * page.height or segment.top > (1 - _MARGIN) * page.height


def running_heads(pages: list[PageLayout]) -> set[str]:
    """Texts that stand at the edge of many pages, their numbers masked."""
    counts: dict[str, int] = {}
    for page in pages:
        for text in {_masked(line.text) for line in page.lines if _near_edge(line.segment, page)}:
            counts[text] = counts.get(text, 0) + 1
    return {text for text, count in counts.items() if count >= 3 and count > 0.3 * len(pages)}


def is_head(segment: Segment, page: PageLayout, repeated: set[str]) -> bool:
    """Whether a line is a stamp of a digital signature, a page number or a running head."""
    text = segment.text
    if len(text) <= _STAMP_LENGTH and _STAMP.search(text):
        return True
    if not _near_edge(segment, page):
        return False
    return bool(_PAGE_NUMBER.match(text)) or _masked(text) in repeated


def footnotes_apart(body: list[Line | Grid], page: PageLayout) -> tuple[list[Line | Grid], list[Segment]]:
    """The body of a page without the footnotes below it: small lines at its foot, the first of which has a number."""
    sizes = sorted(part.segment.size for part in body if isinstance(part, Line))
    if not sizes:
        return body, []
    usual = sizes[len(sizes) // 2]
    start = len(body)
    for index in range(len(body) - 1, -1, -1):
        part = body[index]
        if not isinstance(part, Line) or part.side or part.segment.size > 0.88 * usual:
            break
        if part.segment.top > 0.5 * page.height and _FOOTNOTE.match(part.text):
            start = index
    return body[:start], [part.segment for part in body[start:] if isinstance(part, Line)]
