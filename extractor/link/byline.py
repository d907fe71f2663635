"""What an article says of itself: headline, day of publication, author, publisher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import regex

from extractor.core.document import Block, RawDocument
from extractor.link.days import DAY, day_of
from extractor.link.names import is_person
from extractor.link.plain import Line, lines_between

EDGE = 6000
"""Characters at either end of an article in which its byline stands."""

_CLOCK = r"\d{1,2}\s?+[:hHg]\s?+\d{2}(?::\d{2})?+(?:\s?+(?:AM|PM|am|pm))?+"
_DATE_LINE = regex.compile(
    rf"""
    ^\W*+
    (?:(?:Đăng|Cập\s++nhật|Xuất\s++bản|Ngày\s++đăng|Thời\s++gian|Đăng\s++ngày|Đăng\s++lúc|Ngày\s++cập\s++nhật|Ngày(?=\s*+:))
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
    text = raw.text
    end = _end_of_article(text, blocks)
    first = lines_between(text, 0, min(end, EDGE))
    last = lines_between(text, max(0, end - EDGE), end)
    _read_title(raw, blocks, first, found)
    for line in [*first[:15], *last[-8:]]:
        match = _DATE_LINE.match(line.text) if len(line.text) < 90 else None
        day = day_of(match) if match else None
        if match and day:
            found.published = day
            _put(text, found, "published", line, match.group("day"))
            break
    for line in [*first[:4], *last[-3:]]:
        match = _DATELINE.match(line.text)
        if match:
            found.publisher = match.group("publisher")
            _put(text, found, "publisher", line, found.publisher)
            break
    _read_author(text, last, found)
    _read_meta(raw, found)
    return found


def _put(text: str, found: Byline, name: str, line: Line, words: str) -> None:
    """Notes where words of a line stand; the whole line where marks part them."""
    start = text.find(words, line.start, line.end)
    found.spans[name] = (start, start + len(words)) if start >= 0 else (line.start, line.end)


def _end_of_article(text: str, blocks: Sequence[Block]) -> int:
    """Where the article ends and other documents' headlines begin."""
    for block in blocks:
        if block.kind in ("related", "comment") and block.start > len(text) // 10:
            return block.start
    place, told = 0, False
    for line in text.split("\n"):
        if told and len(line) < 60 and _RELATED.match(line):
            return place
        told = told or (len(line) > 60 and line.rstrip().endswith("."))
        place += len(line) + 1
    return len(text)


def _read_title(raw: RawDocument, blocks: Sequence[Block], lines: list[Line], found: Byline) -> None:
    """The headline: the title block, else a first line that is no sentence, else what the format states."""
    for block in blocks:
        if block.kind == "title":
            own = lines_between(raw.text, block.start, block.end)
            if own:
                found.title = _unlisted(" ".join(line.text for line in own))
                found.spans["title"] = (own[0].start, own[-1].end)
                return
    if lines:
        first = lines[0]
        short = len(first.text) <= 200 and not first.text.endswith((".", ";", ":", ","))
        if short and not _DATELINE.match(first.text) and len(lines) > 1:
            found.title = _unlisted(first.text)
            _put(raw.text, found, "title", first, found.title)
            return
    if raw.meta.get("title"):
        found.title = raw.meta["title"]


def _unlisted(said: str) -> str:
    """A headline out of the brackets and quotes of a list that it was saved as."""
    match = _LISTED.match(said)
    return (match.group(1) or match.group(2)) if match else said


def _read_author(text: str, lines: list[Line], found: Byline) -> None:
    """A name or initials alone on one of the last lines, the last before any caption."""
    for line in reversed(lines[-10:]):
        said = line.text.strip(" .")
        source = _SOURCE.match(line.text) if len(line.text) < 80 else None
        if source:
            if found.publisher is None:
                found.publisher = source.group("publisher").strip(" .")
                _put(text, found, "publisher", line, found.publisher)
            if source.group("author"):
                found.author = source.group("author")
                _put(text, found, "author", line, found.author)
                return
            continue
        if _PICTURE.search(line.text):
            continue
        if len(said) <= 40 and (is_person(said) or _INITIALS.fullmatch(line.text.strip())):
            found.author = line.text.strip()
            found.spans["author"] = (line.start, line.end)
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
