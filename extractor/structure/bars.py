"""Tables with a cell a line (or several) and bars alone on the lines between, as some converters write them.

A row is bar, cell, bar, cell, bar; the next row begins with a bar of its own. So two bars that meet are either the end
of a row or an empty cell, and only the table as a whole tells which: the division into rows of one width, where each
begins with its number, costs least.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.core.document import Cell, Row
from extractor.structure.lines import Line

_NUMBERED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Za-z])[.)]?|TT|STT")
_WIDEST = 24
_SAMPLE = 400
"""Cells from which the width is found; a long table repeats itself."""
_SHORT, _NUMBER, _EMPTY, _WIDER = 0.3, -0.5, 0.3, 0.3
"""What a row costs that is short, one that begins with a number, one that begins with an empty cell, and what a table
costs for each column that its first row lacks."""

Slot = tuple[int, int]
"""The lines ``[from, to)`` of what stands between two bars; none where ``from == to``."""


@dataclass(frozen=True)
class Grid:
    """A table found in lines ``[first, last)``."""

    first: int
    last: int
    rows: tuple[Row, ...]


def bar_grid(lines: Sequence[Line], first: int) -> Grid | None:
    """The table whose first bar is line ``first``, up to the next blank line; nothing where it holds no words."""
    last = first + 1
    while last < len(lines) and not lines[last].gap:
        last += 1
    while lines[last - 1].raw != "|":
        last -= 1
    slots: list[Slot] = []
    begin = first + 1
    for at in range(first + 1, last):
        if lines[at].raw == "|":
            slots.append((begin, at))
            begin = at + 1
    numbered = [start < end and _NUMBERED.fullmatch(lines[start].words) is not None for start, end in slots]
    head = max(1, next((count for count, (start, end) in enumerate(slots) if start == end), len(slots)))
    widths = range(min(head, _WIDEST), min(2 * head, _WIDEST) + 1)
    width = min(widths, key=lambda wide: _divide(slots[:_SAMPLE], numbered, wide)[1] + _WIDER * (wide - head))
    rows: list[Row] = []
    for low, high in _divide(slots, numbered, width)[0]:
        row = _row(slots[low:high], lines, len(rows))
        if row:
            rows.append(row)
    return Grid(first, last, tuple(rows)) if rows else None


def _divide(slots: Sequence[Slot], numbered: Sequence[bool], width: int) -> tuple[list[tuple[int, int]], float]:
    """The cheapest division into rows of at most ``width`` cells, each closed by an empty slot, and its cost."""
    size = len(slots)
    best = [0.0] * (size + 2)
    length = [1] * (size + 1)
    for at in range(size - 1, -1, -1):
        head = _EMPTY if slots[at][0] == slots[at][1] else 0.0
        best[at] = float("inf")
        for wide in range(min(width, size - at), 0, -1):
            close = at + wide
            if close < size and slots[close][0] < slots[close][1]:
                continue
            cost = head + (0.0 if wide == width else _SHORT) + best[close + 1]
            cost += _NUMBER if numbered[at] and wide > 1 else 0.0
            if cost < best[at]:
                best[at], length[at] = cost, wide
        if best[at] == float("inf"):  # more cells than the width: let the row run on
            best[at], length[at] = head + 1.0 + best[min(at + width, size)], width
    found = []
    at = 0
    while at < size:
        end = min(at + length[at], size)
        found.append((at, end))
        at = end + (end < size and slots[end][0] == slots[end][1])
    return found, best[0]


def _row(slots: Sequence[Slot], lines: Sequence[Line], number: int) -> Row | None:
    filled = [slot for slot in slots if slot[0] < slot[1]]
    if not filled:
        return None
    cells = []
    for column, (start, end) in enumerate(slots):
        place = lines[start].start if start < end else lines[start - 1].end
        cells.append(Cell(place, lines[end - 1].end if start < end else place, number, column, header=number == 0))
    return Row(lines[filled[0][0]].start, lines[filled[-1][1] - 1].end, tuple(cells))
