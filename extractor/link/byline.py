"""What an article says of itself: headline, day of publication, author, publisher."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import regex

from extractor.core.document import Block, RawDocument
from extractor.link.days import DAY, day_of
from extractor.link.letterhead import Line, lines_of, plain_view
from extractor.link.names import is_person

Put = Callable[[str, int, int], None]

_CLOCK = r"\d{1,2}\s?+[:hHg]\s?+\d{2}(?::\d{2})?+(?:\s?+(?:AM|PM|am|pm))?+"
_DATE_LINE = regex.compile(
    rf"""
    ^\W*+
    (?:(?:Đăng|Cập\s++nhật|Xuất\s++bản|Ngày\s++đăng|Thời\s++gian|Đăng\s++ngày|Đăng\s++lúc|Ngày\s++cập\s++nhật|Ngày)
       (?:\s++(?:ngày|lúc|vào|bài))?+\s*+:?+\s*+)?+
    (?:(?:Thứ\s++(?:\p{{L}}++|[2-7])|Chủ\s++nhật)\W++)?+
    (?:{_CLOCK}\W++(?:ngày\s++)?+)?+
    (?P<day>{DAY.pattern})
    (?:\W*+(?:lúc\s++)?+{_CLOCK})?+
    (?:\W*+\(?GMT[^)\n]{{0,8}}\)?)?+
    \W*+$
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_DATELINE = regex.compile(
    r"^\W{0,4}(?:more)?+\((?P<publisher>[\p{L}][\p{L}\d.]*+(?:\s[\p{L}\d.]++){0,3}+)\)\s*+[-–—]\s"
)
_SOURCE = regex.compile(
    r"^\W*+(?:Theo|Nguồn)\s*+:?+\s++(?:(?P<author>\p{Lu}\p{L}*+(?:\s\p{Lu}\p{L}*+){1,3}+)\s*+[/,(]\s*+)?+"
    r"(?P<publisher>[\p{L}\d][\p{L}\d.\- ]{1,40}?)\W*+$"
)
_INITIALS = regex.compile(r"\p{Lu}{1,2}\.\s?\p{Lu}[\p{L}.]*+(?:\s\p{L}++)?+(?:\s*+\(\p{L}++\s\p{L}++\))?+")
_PICTURE = regex.compile(r"^\W*+(?:ảnh|nguồn ảnh|đồ họa|video|clip)\b|\bảnh\s*+:", regex.IGNORECASE)
_LISTED = regex.compile(r"^\['(.*)'\]$|^\[\"(.*)\"\]$")
_RELATED = regex.compile(
    r"^\W*+(?:tin|bài)(?:\s++(?:viết|tức|bài))?+\s++(?:liên quan|mới|khác|cùng chuyên mục|đọc nhiều)"
    r"|^\W*+(?:có thể bạn quan tâm|xem thêm)",
    regex.IGNORECASE,
)


@dataclass(slots=True)
class Byline:
    """What stands around an article; spans in the document text."""

    title: str | None = None
    published: date | None = None
    author: str | None = None
    publisher: str | None = None
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_byline(raw: RawDocument, blocks: Sequence[Block]) -> Byline:
    """The particulars of an article, from its own lines first and from what its format states second."""
    found = Byline()
    text = raw.text[: _end_of_article(raw.text, blocks)]
    view = plain_view(text)
    lines = lines_of(view)

    def put(name: str, start: int, end: int) -> None:
        span = view.raw_span(start, end)
        found.spans[name] = (span.start, span.end)

    _read_title(raw, blocks, lines, found, put)
    for line in [*lines[:15], *lines[-8:]]:
        match = _DATE_LINE.match(line.text) if len(line.text) < 90 else None
        day = day_of(match) if match else None
        if match and day:
            found.published = day
            put("published", line.start + match.start("day"), line.start + match.end("day"))
            break
    for line in [*lines[:4], *lines[-3:]]:
        match = _DATELINE.match(line.text)
        if match:
            found.publisher = match.group("publisher")
            put("publisher", line.start + match.start("publisher"), line.start + match.end("publisher"))
            break
    _read_author(lines, found, put)
    _read_meta(raw, found)
    return found


def _end_of_article(text: str, blocks: Sequence[Block]) -> int:
    """Where the article ends and other documents' headlines begin."""
    for block in blocks:
        if block.kind in ("related", "comment") and block.start > len(text) // 10:
            return block.start
    place = 0
    for line in text.split("\n"):
        if _RELATED.match(line) and len(line) < 60 and place > 200:
            return place
        place += len(line) + 1
    return len(text)


def _read_title(raw: RawDocument, blocks: Sequence[Block], lines: list[Line], found: Byline, put: Put) -> None:
    """The headline: the title block, else a first line that is no sentence, else what the format states."""
    for block in blocks:
        if block.kind == "title":
            said = raw.text[block.start : block.end]
            inner = plain_view(said)
            own = lines_of(inner)
            if own:
                words = " ".join(line.text for line in own)
                found.title = _unlisted(words)
                span = inner.raw_span(own[0].start, own[-1].end)
                found.spans["title"] = (block.start + span.start, block.start + span.end)
                return
    if lines:
        first = lines[0]
        short = len(first.text) <= 200 and not first.text.endswith((".", ";", ":", ","))
        if short and not _DATELINE.match(first.text) and len(lines) > 1:
            found.title = _unlisted(first.text)
            shift = first.text.index(found.title)
            put("title", first.start + shift, first.start + shift + len(found.title))
            return
    if raw.meta.get("title"):
        found.title = raw.meta["title"]


def _unlisted(said: str) -> str:
    """A headline out of the brackets and quotes of a list that it was saved as."""
    match = _LISTED.match(said)
    return (match.group(1) or match.group(2)) if match else said


def _read_author(lines: list[Line], found: Byline, put: Put) -> None:
    """A name or initials alone on one of the last lines, the last before any caption."""
    for line in reversed(lines[-10:]):
        said = line.text.strip(" .")
        source = _SOURCE.match(line.text) if len(line.text) < 80 else None
        if source:
            if found.publisher is None:
                found.publisher = source.group("publisher").strip(" .")
                put("publisher", line.start + source.start("publisher"), line.start + source.end("publisher"))
            if source.group("author"):
                found.author = source.group("author")
                put("author", line.start + source.start("author"), line.start + source.end("author"))
                return
            continue
        if _PICTURE.search(line.text):
            continue
        if len(said) <= 40 and (is_person(said) or _INITIALS.fullmatch(line.text.strip())):
            found.author = line.text.strip()
            put("author", line.start, line.end)
            return


def _read_meta(raw: RawDocument, found: Byline) -> None:
    """What a web page states of itself, where its text does not."""
    if "html" not in raw.media_type:
        return
    if found.author is None and raw.meta.get("author"):
        found.author = raw.meta["author"]
    if found.publisher is None and raw.meta.get("publisher"):
        found.publisher = raw.meta["publisher"]
    if found.published is None and raw.meta.get("date"):
        try:
            found.published = date.fromisoformat(raw.meta["date"][:10])
        except ValueError:
            found.notes.append(f"the page's date is no day: {raw.meta['date']}")
        else:
            found.notes.append("the day of publication is what the page states of itself")
