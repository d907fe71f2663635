"""Tables that a plain text or Markdown draws: pipes in a line and tabs; bars alone are in ``bars``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.core.document import Cell, Row, Table
from extractor.structure.bars import Grid, bar_grid
from extractor.structure.lines import Line

_RULE_ROW = re.compile(r"\|?(?:\s*:?-{2,}+:?\s*\|)+\s*(?::?-{2,}+:?)?\s*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_TITLE_OF_TABLE = re.compile(r"(?i)(?:bảng|biểu|phụ lục|phụ biểu|danh mục)\b")

_WIDEST = 500
"""No table has more columns than this; a line of more bars is drawn."""


def find_grids(text: str, lines: Sequence[Line]) -> list[Grid]:
    """All tables drawn in a text, in order."""
    grids = []
    at = 0
    while at < len(lines):
        raw = lines[at].raw
        grid = None
        if raw[0] == "|":
            grid = bar_grid(lines, at) if raw == "|" else _pipe_grid(text, lines, at)
        elif "\t" in raw:
            grid = _tab_grid(text, lines, at)
        if grid:
            grids.append(grid)
            at = grid.last
        else:
            at += 1
    return grids


def as_table(grid: Grid, lines: Sequence[Line]) -> Table:
    """The table of a grid, named by the line above it where that names one."""
    name = ""
    if grid.first:
        above = lines[grid.first - 1].words
        if len(above) < 200 and _TITLE_OF_TABLE.match(above):
            name = above
    return Table(name, grid.rows[0].start, grid.rows[-1].end, grid.rows)


def _pipe_grid(text: str, lines: Sequence[Line], first: int) -> Grid | None:
    """Lines that begin with a pipe and hold at least two; the line of dashes below the head is no row."""
    last = first
    rows: list[tuple[Line, bool]] = []
    head = 0
    while last < len(lines) and lines[last].raw[0] == "|" and not (lines[last].gap and last > first):
        line = lines[last]
        if _RULE_ROW.fullmatch(line.raw):
            head = head or len(rows)
        elif 2 <= line.raw.count("|") <= _WIDEST:
            rows.append((line, False))
        else:
            break
        last += 1
    if not rows:
        return None
    return Grid(
        first, last, tuple(_pipe_row(text, line, number, number < head) for number, (line, _) in enumerate(rows))
    )


def _pipe_row(text: str, line: Line, number: int, header: bool) -> Row:
    bounds = [line.start + match.start() for match in _PIPE.finditer(line.raw)]
    if not line.raw.endswith("|"):
        bounds.append(line.end)
    cells = [
        _cell(text, left + 1, right, number, column, header=header)
        for column, (left, right) in enumerate(pairwise(bounds))
    ]
    return Row(line.start, line.end, tuple(cells))


def _cell(text: str, start: int, end: int, row: int, column: int, *, header: bool) -> Cell:
    """A cell without the blanks around its words."""
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    words = inner.strip()
    begin = start + left if words else start
    return Cell(begin, begin + len(words), row, column, header=header)


def _tab_grid(text: str, lines: Sequence[Line], first: int) -> Grid | None:
    """Two or more lines one below the other that hold the same number of tabs, at least two, or numbers after one."""
    last = first
    width = lines[first].raw.count("\t")
    while last < len(lines) and lines[last].raw.count("\t") == width and not (lines[last].gap and last > first):
        last += 1
    if last - first < 2 or (width < 2 and last - first < 3):
        return None
    rows = []
    for number, line in enumerate(lines[first:last]):
        cells = []
        place = line.start
        for column, part in enumerate(line.raw.split("\t")):
            cells.append(_cell(text, place, place + len(part), number, column, header=number == 0))
            place += len(part) + 1
        rows.append(Row(line.start, line.end, tuple(cells)))
    return Grid(first, last, tuple(rows))
