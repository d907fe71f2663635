"""Target records of a table's cells: subject from the row's label, time and status from the column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import regex

from extractor.core.document import Block, Table
from extractor.core.period import Period
from extractor.core.quantity import Change
from extractor.core.target import Status, TableCell
from extractor.link.cells import CellFind, Skipped, finds_of
from extractor.link.cut import Subject, subject_of_label
from extractor.link.grid import Column, TableView
from extractor.link.headings import time_in_words
from extractor.link.prose import time_of_row
from extractor.link.status import Setting, leaning
from extractor.link.times import Clock

_MORE = regex.compile(r"(?<!\w)thêm(?!\w)", regex.IGNORECASE)
_GROWTH = regex.compile(
    r"(?:tốc\s+độ|tỷ\s+lệ|tỉ\s+lệ|mức)\s+tăng|tăng\s+thêm|^\W*tăng\s+trưởng|^\W*tăng\s", regex.IGNORECASE
)
_DECLINE = regex.compile(
    r"(?:tốc\s+độ|tỷ\s+lệ|tỉ\s+lệ|mức)\s+(?:cắt\s+|kéo\s+)?giảm(?!\s+hoặc)|^\W*(?:cắt\s+)?giảm\s", regex.IGNORECASE
)
_UNIT_OF_PLACE = regex.compile(
    r"^\W*(?:xã|phường|thị\s+trấn|huyện|thị\s+xã|thành\s+phố|TP\.?|quận|tỉnh|đặc\s+khu|thôn|bản|ấp)\s+\p{Lu}",
    regex.IGNORECASE,
)
_SAYS_WHEN = regex.compile(
    r"\d+|năm|tháng|quý|kế hoạch|thực hiện|ước|mục tiêu|chỉ tiêu|kết quả|giai đoạn|đến|giao|phấn đấu|dự kiến|dự toán|"
    r"so sánh|đánh giá|ghi chú|tỷ lệ|(?<!\w)(?:kh|th|ưth|qđ|bqgđ|chung)(?!\w)|[\W_]"
)
_PRICES = regex.compile(r"giá\s+(?:ss|so\s+sánh|cố\s+định|gốc)?\s*(?:năm\s+)?(?:19|20)\d\d", regex.IGNORECASE)
"""A year that only says in whose prices a value is given."""
_YEARS = regex.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)\s*[-–]\s*(?P<last>(?:19|20)\d\d)(?!\d)")
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
    view: TableView,
    setting: Setting,
    clock: Clock,
    *,
    skipped: list[tuple[int, Skipped]],
    outer: Period | None,
) -> list[CellRecord]:
    """All records of a table in order of the text. ``outer`` is the time of the headings above it."""
    table = view.table
    if view.width < 2 or not view.table.rows[view.head_size :]:
        return []
    by_place = any(column.role == "label" and _PLACE_HEAD.search(column.label) for column in view.columns)
    out = []
    for find in finds_of(view, skipped):
        label = find.label
        own = [part for part in find.column.label.split(" / ") if not _plain(part)]
        measured = own[-1] if by_place and own else label
        scope = label if by_place or _UNIT_OF_PLACE.match(label) else _place_in((*find.path, *own))
        status, certainty = _status(find, setting)
        path = " > ".join((*find.path, label))
        out.append(
            CellRecord(
                find,
                _index_of(find.quantity.unit) or subject_of_label(measured),
                _indicator(measured, find, [] if by_place else own),
                status,
                certainty,
                _change(measured, find),
                _due(view, find, clock, outer),
                scope,
                TableCell(table.name, path, find.column.label, find.address),
            )
        )
    return out


def _index_of(unit: str | None) -> Subject | None:
    """An index that stands as a unit is what is measured: "Chỉ số phát triển con người (HDI)"."""
    return Subject(unit, None, "subject.unit") if unit and unit.lower().startswith("chỉ số ") else None


def _indicator(measured: str, find: CellFind, columns: Sequence[str]) -> str:
    """What is measured: the row's words, with the group above it and what its column adds."""
    around = [*find.path[-1:], *columns]
    return f"{measured} ({', '.join(around)})" if around else measured


def _place_in(labels: Sequence[str]) -> str | None:
    """The nearest of some labels that names a district, a commune or a group of them."""
    return next((label for label in reversed(labels) if _UNIT_OF_PLACE.match(label)), None)


def _plain(label: str) -> bool:
    """Whether a column's label says only when or in which role: "Kế hoạch 2024"."""
    words = _SAYS_WHEN.sub(" ", label.lower())
    return not words.strip()


def _status(find: CellFind, setting: Setting) -> tuple[Status, float]:
    if find.column.status:
        if find.column.status == "result" and find.column.label.lower().strip() == "kết quả" and setting.is_plan:
            return "target", 0.8  # a plan's column of results to be reached
        return find.column.status, 0.95
    if find.quantity.unit == "điểm" and "điểm" in find.column.label.lower():
        return "result", 0.8  # points are given for what has been reached
    score = leaning(setting, (*find.path, find.column.label))
    return ("target" if score > 0 else "result"), 0.7


def _change(label: str, find: CellFind) -> Change:
    if _MORE.search(label) or (find.quantity.kind == "percentage" and _GROWTH.search(label)):
        return "increase"
    if _DECLINE.search(label):
        return "decrease"
    return "level"


def _due(view: TableView, find: CellFind, clock: Clock, outer: Period | None) -> Period | None:
    """The time of a cell: of its column, of the results that its column compares, of its row, of what is above."""
    period = _of_column(find.column, clock) or time_of_row(view, view.table.rows[find.row], clock)
    if period is None and find.column.compares | (find.column.role == "value" and find.quantity.unit == "%"):
        left = [column for column in view.columns[: find.column.index] if column.status == "result"]
        period = _of_column(left[-1], clock) if left and find.column.status == "result" else None
    for label in (find.label, *reversed(find.path), view.title):
        period = period or _time_in(label, clock)
    if period is not None:
        return period
    return outer


def _of_column(column: Column, clock: Clock) -> Period | None:
    for part in reversed(column.label.split(" / ")):
        period = _time_in(part, clock)
        if period is not None:
            return period
    return None


def _time_in(label: str, clock: Clock) -> Period | None:
    label = _PRICES.sub(" ", label)
    if not any(c.isdigit() for c in label):
        return None
    period = time_in_words(label, clock.day, clock.year)
    years = _YEARS.search(label) if period is None else None
    if years is None or int(years["first"]) >= int(years["last"]):
        return period
    first, last = int(years["first"]), int(years["last"])
    return Period(years.group(), date(first, 1, 1), date(last, 12, 31), source="context")


def table_of(blocks: Sequence[Block], index: int, tables: Sequence[Table]) -> Table | None:
    """The table that a row's block points into."""
    block = blocks[index]
    if block.table is None or block.table >= len(tables):
        return None
    return tables[block.table]
