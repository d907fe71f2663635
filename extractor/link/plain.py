"""Lines of a text without the marks of Markdown, for reading what a document says of itself."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractor.core.view import Edit, View

_MARKUP = regex.compile(
    r"[*_]++|\|++|^#{1,6}+\s|^[ \t]*+[-=_]{3,}+[ \t]*+$|(?<=\S)(?:\t++|[ \u00a0]{3,}+)(?=\S)", regex.MULTILINE
)
_KEEP_GAP = regex.compile(r"(?:số|ngày|tháng|năm)\s*+:?+$", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a view without the blanks around it; ``gap`` tells that an empty line stands before it."""

    text: str
    start: int
    end: int
    gap: bool


def plain_view(text: str) -> View:
    """A view without the marks of Markdown and with the columns of a letterhead on lines of their own."""
    edits = []
    for match in _MARKUP.finditer(text):
        mark = match.group()
        if mark[0] in "\t \u00a0" and "-" not in mark and "=" not in mark and "_" not in mark:
            if _KEEP_GAP.search(text[max(0, match.start() - 8) : match.start()]) or text[match.end()] in "/.…":
                continue
            edits.append(Edit(match.start(), match.end(), "\n"))
        else:
            edits.append(Edit(match.start(), match.end(), "\n" if mark[0] == "|" else ""))
    return View.of(text).apply(edits)


def lines_of(view: View) -> list[Line]:
    """The lines of a view that say something, in order."""
    lines, place, gap = [], 0, False
    for raw in view.text.split("\n"):
        said = raw.strip()
        if said:
            start = place + raw.index(said[0])
            lines.append(Line(said, start, start + len(said), gap))
            gap = False
        else:
            gap = True
        place += len(raw) + 1
    return lines


def lines_between(text: str, start: int, end: int) -> list[Line]:
    """The lines of a stretch of the document text without Markdown; offsets are the document's."""
    view = plain_view(text[start:end])
    lines = []
    for line in lines_of(view):
        span = view.raw_span(line.start, line.end)
        lines.append(Line(line.text, start + span.start, start + span.end, line.gap))
    return lines
