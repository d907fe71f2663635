"""Cells of a table that hold sentences in place of a number, and the time that a column of times gives to a row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import regex

from extractor.core.document import Cell, Row
from extractor.core.period import Period
from extractor.link.cells import SENTENCE, CellFind
from extractor.link.grid import Column, TableView
from extractor.link.headings import time_in_words
from extractor.link.times import Clock

_WORD = regex.compile(r"\p{L}{2,}")
_TIMES = regex.compile(
    r"(?:thời\s+(?:gian|hạn|điểm)|tiến\s+độ|lộ\s+trình|hạn\s+(?:chót|hoàn\s+thành)|năm\s+(?:hoàn\s+thành|thực\s+hiện))(?!\w)",
    regex.IGNORECASE,
)
"""The head of a column that says when: "Thời gian hoàn thành"."""
_HOW = regex.compile(
    r"hướng\s+dẫn|(?:cách|phương\s+pháp|công\s+thức)\s+(?:tính|chấm|đánh\s+giá)|chấm\s+điểm|giải\s+trình|diễn\s+giải",
    regex.IGNORECASE,
)
"""The head of a column that says how something is reckoned: its numbers are examples and marks."""


@dataclass(frozen=True, slots=True)
class ProseCell:
    """A cell to be read as a sentence: its offsets, its row, the labels before it and its column."""

    start: int
    end: int
    row: int
    path: tuple[str, ...]
    column: Column
    address: str | None = None
    """In a workbook the address of the cell ("C6")."""


def prose_of(view: TableView, read: Collection[CellFind]) -> Iterator[ProseCell]:
    """The cells of a table's body that hold sentences with digits, in order of the text.

    ``read`` are the numbers that are read already; labels of their rows say what these measure, and numbers in such
    labels narrow it.
    """
    measured = {find.row for find in read}
    starts = sorted(find.start for find in read)
    for index, row in enumerate(view.table.rows[view.head_size :], view.head_size):
        label = view.row_label(row)
        for cell in row.cells:
            if cell.column >= len(view.columns):
                continue
            column = view.columns[cell.column]
            names = column.role in ("label", "group")
            if not (names or column.role == "value") or (names and index in measured):
                continue
            if (
                is_time(column)
                or _HOW.search(column.label)
                or bisect_left(starts, cell.start) < bisect_left(starts, cell.end)
            ):
                continue
            words = view.words(cell)
            if not any(map(str.isdigit, words)) or len(_WORD.findall(words)) < SENTENCE:
                continue
            path = (*view.groups.get(index, ()), *([label] if label else []))
            yield ProseCell(cell.start, cell.end, index, path, column, view.table.address(cell))


def is_time(column: Column) -> bool:
    """Whether a column says when each row is to be done."""
    return _TIMES.search(column.label) is not None


def time_of_row(view: TableView, row: Row, clock: Clock) -> Period | None:
    """The time in a row's column of times; ``None`` where there is no such column or it says none."""
    for column in view.columns:
        cell: Cell | None = view.covering(row, column.index) if is_time(column) else None
        if cell is not None:
            period = time_in_words(view.words(cell), clock.day, clock.year)
            if period is not None:
                return period
    return None
