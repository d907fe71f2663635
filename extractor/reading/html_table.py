"""Tables of web pages: spans resolved into a grid, a row a line."""

from __future__ import annotations

from typing import Any

import regex

from extractor.reading.compose import CellText, Composer
from extractor.reading.layout import frame_of, kind_in, names_table

_MAX_SPAN = 1000
_REFERENCE = regex.compile(r"^[\[(]?(?:\d{1,3}|[*†])[\])]?$")
_UNIT_END = regex.compile(r"(?<!\p{L})(?:[kcdm]?m|hm|dam)$")


def is_reference(raised: Any, before: str) -> bool:
    """Whether a raised text is a footnote's number: "19.2" with a raised 2 must not become 19.22, "m2" is a unit."""
    text = "".join(raised.itertext()).strip()
    return bool(_REFERENCE.match(text)) and not (text.isdigit() and _UNIT_END.search(before.rstrip()))


def put_table(composer: Composer, table: Any, *, first: bool) -> bool:
    """Writes a table and says so, or says no where the element only arranges blocks (then it is walked as such)."""
    rows = _rows(table)
    if not rows:
        return True
    if next(table.iterdescendants("table"), None) is not None:
        return False
    texts = [[_cell_text(cell) for cell in row] for row in rows]
    frame = frame_of(texts, first=first)
    if frame in ("letterhead", "signature"):
        for row in rows:
            for cell in row:
                lines = _cell_lines(cell)
                kind = kind_in(frame, "\n".join(lines))
                for line in lines:
                    composer.line(line, kind)
        return True
    if frame == "frame" or sum(len(row) > 1 for row in rows) < 1:
        return False
    caption = table.find("caption")
    composer.open_table(_name(composer, caption))
    if caption is not None:
        composer.line(_cell_text(caption), "caption")
    for number, cells in enumerate(_grid(rows, texts)):
        composer.row(cells, number)
    composer.close_table()
    return True


def _name(composer: Composer, caption: Any) -> str:
    if caption is not None and _cell_text(caption):
        return composer.clean(_cell_text(caption))
    last = composer.last_line()
    return last if names_table(last) else ""


def _rows(table: Any) -> list[list[Any]]:
    """The rows of a table itself, without those of tables inside it."""
    found: list[list[Any]] = []
    for part in [table, *table.iterchildren("thead", "tbody", "tfoot")]:
        for row in part.iterchildren("tr"):
            cells = list(row.iterchildren("td", "th"))
            if cells:
                found.append(cells)
    return found


def _grid(rows: list[list[Any]], texts: list[list[str]]) -> list[list[CellText]]:
    """Gives each cell its column: those that a cell from above reaches into are taken."""
    taken: dict[int, int] = {}  # column -> rows that are still covered from above
    made: list[list[CellText]] = []
    for number, row in enumerate(rows):
        left = len(rows) - number
        column = 0
        cells: list[CellText] = []
        begun: dict[int, int] = {}
        for cell, text in zip(row, texts[number], strict=True):
            while taken.get(column, 0) > 0:
                column += 1
            wide = _span(cell.get("colspan"))
            high = min(_span(cell.get("rowspan")), left)
            header = cell.tag == "th" or cell.getparent().getparent().tag == "thead"
            cells.append(CellText(text, column, high, wide, header))
            for place in range(column, column + wide):
                begun[place] = high
            column += wide
        taken = {place: count - 1 for place, count in taken.items() if count > 1}
        for place, count in begun.items():
            if count > 1:
                taken[place] = count - 1
        made.append(cells)
    return made


def _span(value: str | None) -> int:
    digits = (value or "").strip()
    return min(max(1, int(digits)), _MAX_SPAN) if digits.isdigit() and len(digits) < 6 else 1


def _cell_text(cell: Any) -> str:
    return " ".join(_cell_lines(cell))


def _cell_lines(cell: Any) -> list[str]:
    """The lines of a cell as a browser breaks them."""
    from lxml import etree  # noqa: PLC0415 - needed for web pages only

    lines: list[str] = []
    pieces: list[str] = []

    def flush() -> None:
        line = " ".join("".join(pieces).split())
        pieces.clear()
        if line:
            lines.append(line)

    for event, element in etree.iterwalk(cell, events=("start", "end")):
        block = element.tag in ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6")
        if block:
            flush()
        if event == "start":
            if element.tag == "sup" and is_reference(element, "".join(pieces[-4:])):
                element.clear(keep_tail=True)
            if element.text:
                pieces.append(element.text)
        elif element is not cell and element.tail:
            pieces.append(element.tail)
    flush()
    return lines
