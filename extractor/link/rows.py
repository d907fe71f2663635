"""Target records of a table's cells: subject from the row's label, time and status from the column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractor.core.document import Block, Table
from extractor.core.period import Period
from extractor.core.quantity import Change
from extractor.core.target import Status, TableCell
from extractor.link.cells import CellFind, Skipped, finds_of
from extractor.link.due import Clock
from extractor.link.grid import TableView
from extractor.link.headings import time_in_words
from extractor.link.phrase import Subject, subject_of_label
from extractor.link.status import Setting, leaning

_GROWTH = regex.compile(
    r"(?:tốc\s+độ|tỷ\s+lệ|tỉ\s+lệ|mức)\s+tăng|tăng\s+thêm|^\W*tăng\s+trưởng|^\W*tăng\s", regex.IGNORECASE
)
_DECLINE = regex.compile(r"(?:tốc\s+độ|tỷ\s+lệ|tỉ\s+lệ|mức)\s+giảm|^\W*(?:cắt\s+)?giảm\s", regex.IGNORECASE)
_UNIT_OF_PLACE = regex.compile(
    r"^\W*(?:xã|phường|thị\s+trấn|huyện|thị\s+xã|thành\s+phố|TP\.?|quận|tỉnh|đặc\s+khu|thôn|bản|ấp)\s+\p{Lu}",
    regex.IGNORECASE,
)
_PLACE_HEAD = regex.compile(
    r"đơn\s+vị\s+hành\s+chính|địa\s+phương|tên\s+(?:xã|huyện|đơn\s+vị)|huyện,|xã,|^(?:xã|huyện|tỉnh)$", regex.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CellRecord:
    """What a cell says, ready to become a target: the parts that come from the table and not from a sentence."""

    find: CellFind
    subject: Subject | None
    indicator: str
    status: Status
    certainty: float
    change: Change
    due: Period | None
    scope: str | None
    place: TableCell


def records_of(
    text: str,
    table: Table,
    setting: Setting,
    clock: Clock,
    *,
    skipped: list[tuple[int, Skipped]],
    outer: Period | None,
) -> list[CellRecord]:
    """All records of a table in order of the text. ``outer`` is the time of the headings above it."""
    view = TableView(text, table)
    if view.width < 2 or not view.table.rows[view.head_size :]:
        return []
    by_place = any(column.role == "label" and _PLACE_HEAD.search(column.label) for column in view.columns)
    out = []
    for find in finds_of(view, skipped):
        label = find.label
        measured = find.column.label if by_place and not _plain(find.column.label) else label
        scope = label if by_place or _UNIT_OF_PLACE.match(label) else None
        status, certainty = _status(find, setting)
        path = " > ".join((*find.path, label))
        out.append(
            CellRecord(
                find,
                subject_of_label(measured),
                measured if not find.path else f"{measured} ({find.path[-1]})",
                status,
                certainty,
                _change(measured, find),
                _due(find, clock, outer),
                scope,
                TableCell(table.name, path, find.column.label),
            )
        )
    return out


def _plain(label: str) -> bool:
    """Whether a column's label says only when or in which role: "Kế hoạch 2024"."""
    words = regex.sub(r"\d+|năm|kế hoạch|thực hiện|ước|mục tiêu|chỉ tiêu|kết quả|[\W_]", " ", label.lower())
    return not words.strip()


def _status(find: CellFind, setting: Setting) -> tuple[Status, float]:
    if find.column.status:
        if find.column.status == "result" and find.column.label.lower().strip() == "kết quả" and setting.is_plan:
            return "target", 0.8  # a plan's column of results to be reached
        return find.column.status, 0.95
    score = leaning(setting, (*find.path, find.column.label))
    return ("target" if score > 0 else "result"), 0.7


def _change(label: str, find: CellFind) -> Change:
    if (find.quantity.kind == "percentage" or "tăng thêm" in label.lower()) and _GROWTH.search(label):
        return "increase"
    if _DECLINE.search(label):
        return "decrease"
    return "level"


def _due(find: CellFind, clock: Clock, outer: Period | None) -> Period | None:
    for label in (find.column.label, find.label, *reversed(find.path)):
        period = _time_in(label, clock)
        if period is not None:
            return period
    return replace(outer, source="context") if outer else None


def _time_in(label: str, clock: Clock) -> Period | None:
    if not any(c.isdigit() for c in label):
        return None
    return time_in_words(label, clock.day, clock.year)


def table_of(blocks: Sequence[Block], index: int, tables: Sequence[Table]) -> Table | None:
    """The table that a row's block points into."""
    block = blocks[index]
    if block.table is None or block.table >= len(tables):
        return None
    return tables[block.table]
