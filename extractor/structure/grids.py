"""Tables that a plain text or Markdown draws: pipes in a line, a cell a line between bars, tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.core.document import Cell, Row, Table
from extractor.structure.lines import Line

_RULE_ROW = re.compile(r"\|?(?:\s*:?-{2,}+:?\s*\|)+\s*(?::?-{2,}+:?)?\s*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_NUMBERED = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Za-z])[.)]?\W*")
_TITLE_OF_TABLE = re.compile(r"(?i)(?:bảng|biểu|phụ lục|phụ biểu|danh mục)\b")


@dataclass(frozen=True)
class Grid:
    """A table found in lines ``[first, last)``; ``bars`` tells the kind with one cell a line between bars."""

    first: int
    last: int
    rows: tuple[Row, ...]
    bars: bool = False


def find_grids(text: str, lines: Sequence[Line]) -> list[Grid]:
    """All tables drawn in a text, in order."""
    grids = []
    at = 0
    while at < len(lines):
        raw = lines[at].raw
        grid = None
        if raw[0] == "|":
            grid = _bar_grid(lines, at) if raw == "|" else _pipe_grid(text, lines, at)
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
        elif line.raw.count("|") >= 2:
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


def _bar_grid(lines: Sequence[Line], first: int) -> Grid | None:
    """A cell a line (or several), bars alone on the lines between; a row ends where two bars meet."""
    last = first + 1
    while last < len(lines) and not lines[last].gap:
        last += 1
    while lines[last - 1].raw != "|":
        last -= 1
    cells: list[tuple[int, int]] = []  # each cell as lines [from, to); empty cells as from == to
    begin = first + 1
    for at in range(first + 1, last):
        if lines[at].raw == "|":
            cells.append((begin, at))
            begin = at + 1
    if not any(start < end for start, end in cells):
        return None
    rows = _rows_of(cells, lines)
    built: list[Row] = []
    for number, row in enumerate(rows):
        filled = [pair for pair in row if pair[0] < pair[1]]
        if not filled:
            continue
        built.append(
            Row(
                lines[filled[0][0]].start,
                lines[filled[-1][1] - 1].end,
                tuple(
                    Cell(
                        lines[start].start if start < end else lines[start - 1].end,
                        lines[end - 1].end if start < end else lines[start - 1].end,
                        len(built),
                        column,
                        header=number == 0,
                    )
                    for column, (start, end) in enumerate(row)
                ),
            )
        )
    return Grid(first, last, tuple(built), bars=True)


def _rows_of(cells: Sequence[tuple[int, int]], lines: Sequence[Line]) -> list[list[tuple[int, int]]]:
    """Puts cells into rows. An empty cell and the end of a row look alike: width and numbering decide."""
    width = next((count for count, (start, end) in enumerate(cells) if start == end), len(cells))
    rows: list[list[tuple[int, int]]] = [[]]
    for place, (start, end) in enumerate(cells):
        row = rows[-1]
        if start < end:
            if len(row) >= width:
                rows.append(row := [])
            row.append((start, end))
            continue
        if len(row) >= width:  # the bar that ends a full row
            rows.append([])
            continue
        following = cells[place + 1] if place + 1 < len(cells) else None
        opens = following is not None and following[0] < following[1]
        numbered = opens and following is not None and _NUMBERED.fullmatch(lines[following[0]].words) is not None
        if row and opens and (len(row) == 1 or numbered):
            rows.append([])  # a short row: one cell over all columns, or the next line is numbered
        else:
            row.append((start, end))
    return [row for row in rows if row]
