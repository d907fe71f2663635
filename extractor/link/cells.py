"""Quantities of table cells: the number in the cell, its unit from the column, the row, the head or the line above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import regex

from extractor.core.document import Row
from extractor.core.quantity import Comparator, Kind, Quantity
from extractor.grammar.amount import RANGE_SIGN, alternatives
from extractor.grammar.numbers import DIGITS, parse_number
from extractor.lexicon.comparators import BEFORE
from extractor.lexicon.counted import STRONG
from extractor.lexicon.tables import EMPTY
from extractor.lexicon.units import CURRENCIES, MEASURES
from extractor.link.grid import Column, TableView, clean

_CELL = regex.compile(
    rf"""\s*+[*_]*+\s*+(?:(?P<word>{alternatives(BEFORE)}|từ|đạt|ước)\s*+)*+(?P<number>(?P<low>{DIGITS})(?:\s*%)?+(?:{RANGE_SIGN}(?P<high>{DIGITS}))?+)
    \s*+(?P<sign>%)?+\s*+(?P<tail>[\p{{L}}][\p{{L}}/ .,²³0-9]{{0,40}})?+\s*+[*_]*+\s*""",
    regex.VERBOSE | regex.IGNORECASE,
)
_SEVERAL = regex.compile(
    rf"(?:^|(?<=[;\n]))\s*+(?P<word>{alternatives(BEFORE)})?\s*+(?P<number>(?P<low>{DIGITS}))\s*+"
    r"(?P<tail>\p{L}+(?: \p{L}+){0,2})\s*+(?=;|$)",
    regex.IGNORECASE,
)
_UNIT_LINE = regex.compile(r"(?:ĐVT|Đơn\s+vị(?:\s+tính)?|Đvt)\s*:\s*(?P<unit>[^)\n|]{1,40})", regex.IGNORECASE)
_IN_BRACKETS = regex.compile(r"\(\s*(?P<unit>[^()\d]{1,24}(?:/[^()]{1,16})?)\s*\)\s*$")
_CURRENCY = regex.compile(rf"(?<!\w)(?:{alternatives(CURRENCIES)})(?!\w)|(?:tỷ|triệu|nghìn)$", regex.IGNORECASE)
_PRICE = regex.compile(
    r"\W*(?:đơn\s+giá|giá\s+(?:ss|so\s+sánh|cố\s+định|gốc|bán|hiện\s+hành))(?:\s+(?:năm\s+)?(?:19|20)\d\d)?\W*",
    regex.IGNORECASE,
)
"""A column of what one unit costs: the row's unit is not that of its figures."""
_COUNTED = frozenset({"tiêu chí", "điểm", "giường", "giường bệnh", "bác sĩ", "bác sỹ"})
_MEASURE = regex.compile(
    r"(?:(?:nghìn|ngàn|triệu|tỷ|vạn|1\.000|1000)\s+)?"
    rf"(?:{alternatives(tuple(word for word in MEASURES if word not in _COUNTED))})(?!\w)",
    regex.IGNORECASE,
)
_POINTS = regex.compile(r"(?:tổng\s+)?(?:số\s+)?điểm(?!\w)", regex.IGNORECASE)
_FULL_MARKS = regex.compile(r"tối\s+(?:đa|thiểu)|chuẩn|thang", regex.IGNORECASE)
"""Words of a scale of marks, of which nobody has got any yet."""
_COUNT = regex.compile(
    rf"(?:tổng\s+)?(?:số\s+(?:lượng\s+)?)?(?P<noun>{alternatives(STRONG)})(?!\w)|"
    r"(?:tổng\s+)?số\s+(?:lượng\s+)?(?P<other>\p{Ll}{2,9})(?!\w)",
    regex.IGNORECASE,
)
_PER_HEAD = regex.compile(
    r"(?:trên|/|tính\s+trên)\s*(?:1|một|10|100|1\.000|10\.000|100\.000)?\s*(?:vạn|nghìn|ngàn|triệu)?\s*(?:dân|người\s+dân)(?!\w)",
    regex.IGNORECASE,
)
"""A label that counts for so many people: "Số bác sĩ trên 1 vạn dân"."""
_MONEY_END = regex.compile(r"(?<!\w)(?:(?:nghìn|ngàn|triệu|tỷ)\s+)?đồng$", regex.IGNORECASE)
_INDEX = regex.compile(r"chỉ\s+số|điểm|hệ\s+số", regex.IGNORECASE)
_RANK = regex.compile(r"thứ\s+(?:bậc|hạng|tự)|xếp\s+hạng|hạng", regex.IGNORECASE)

SENTENCE = 4
"""Words from which on a cell is a sentence and no value: "100% số xã đạt chuẩn"."""
Skipped = Literal["numbering", "note", "unreadable", "no row label", "no unit and no role"]


@dataclass(frozen=True, slots=True)
class CellFind:
    """A quantity in a cell: the raw span of its number, the row's label path and the column, in a sheet its address."""

    start: int
    end: int
    quantity: Quantity
    row: int
    path: tuple[str, ...]
    label: str
    column: Column
    address: str | None = None


def unit_line(text: str, start: int) -> str | None:
    """The unit that a line above a table gives for all of it: "ĐVT: triệu đồng"."""
    found = list(_UNIT_LINE.finditer(text, max(0, start - 300), start))
    return clean(found[-1]["unit"]).strip(" .;)") if found else None


def finds_of(view: TableView, skipped: list[tuple[int, Skipped]]) -> Iterator[CellFind]:
    """Every numeric cell of a table that says something; the others are put on ``skipped`` by offset and reason."""
    general = unit_line(view.text, view.table.start) or _unit_said(view.title)
    for row in view.table.rows[: view.head_size]:
        if view.numbers_columns(row):
            skipped.extend((cell.start, "numbering") for cell in row.cells if any(map(str.isdigit, view.words(cell))))
    for index, row in enumerate(view.table.rows[view.head_size :], view.head_size):
        label = view.row_label(row)
        unit = _unit_of_row(view, row) or _unit_in(label)
        for cell in row.cells:
            if cell.column >= len(view.columns):
                continue
            column = view.columns[cell.column]
            words = view.words(cell)
            if words in EMPTY or not any(c.isdigit() for c in words):
                continue
            if column.role in ("number", "note", "unit", "label", "group"):
                if column.role in ("number", "note"):
                    skipped.append((cell.start, "numbering" if column.role == "number" else "note"))
                continue
            if not label:
                skipped.append((cell.start, "no row label"))
                continue
            own = _unit_of_column(column)
            if own is None and _PRICE.fullmatch(column.label.split(" / ")[-1]):
                skipped.append((cell.start, "no unit and no role"))
                continue
            known = own or unit or general or _counted_in(column.label)
            made = list(_read(view.text, cell.start, cell.end, known))
            if not made:
                skipped.append((cell.start, "unreadable"))
            for start, end, quantity in made:
                if quantity.unit is None and column.status is None and not _has_time(column.label):
                    skipped.append((cell.start, "no unit and no role"))
                    continue
                per_head = quantity.kind == "count" and _PER_HEAD.search(label)
                told = replace(quantity, kind="measure") if per_head else quantity
                path, address = view.groups.get(index, ()), view.table.address(cell)
                yield CellFind(start, end, told, index, path, label, column, address)


def _unit_said(title: str) -> str | None:
    """The unit that a table's own title gives."""
    found = _UNIT_LINE.search(title)
    return clean(found["unit"]).strip(" .;)") if found else None


def _unit_of_column(column: Column) -> str | None:
    """The unit that a column's label gives, its lowest part first: "(ha)", "Giá trị sản xuất, tỷ đồng", "So sánh"."""
    for part in reversed(column.label.split(" / ")):
        ends = _MONEY_END.search(part)
        unit = _unit_in(part) or (ends.group() if ends else None)
        if unit is not None:
            return unit
    if column.compares and ("%" in column.label or "so sánh" in column.label.lower()):
        return "%"
    points = any(_POINTS.match(part) for part in column.label.split(" / "))
    return "điểm" if points and not _FULL_MARKS.search(column.label) else None


def _counted_in(label: str) -> str | None:
    """What a column counts by its label: "Số hộ nghèo", "Hộ cận nghèo", "Tổng số xã"."""
    for part in reversed(label.split(" / ")):
        found = _COUNT.match(part.strip())
        if found is not None:
            return (found["noun"] or found["other"]).lower()
    return None


def _has_time(label: str) -> bool:
    return regex.search(r"(?:19|20)\d\d|năm|quý|tháng", label, regex.IGNORECASE) is not None


def _unit_of_row(view: TableView, row: Row) -> str | None:
    for column in view.columns:
        if column.role == "unit":
            cell = view.cell_at(row, column.index)
            words = view.words(cell) if cell else ""
            return None if words in EMPTY else words
    return None


def _unit_in(label: str) -> str | None:
    """A unit in brackets at the end of a label: "Diện tích (ha)", "Tỷ lệ hộ nghèo (%)"."""
    found = _IN_BRACKETS.search(label)
    if found is None:
        return None
    unit = clean(found["unit"])
    if (
        unit == "%"
        or _MEASURE.match(unit)
        or _CURRENCY.search(unit)
        or unit.lower() in ("người", "hộ", "xã", "lượt", "lần", "cơ sở")
    ):
        return unit
    return None


def _read(text: str, start: int, end: int, unit: str | None) -> Iterator[tuple[int, int, Quantity]]:
    cell = text[start:end]
    whole = _CELL.fullmatch(cell)
    if whole is not None and len((whole["tail"] or "").split()) < SENTENCE:
        low = parse_number(whole["low"])
        high = parse_number(whole["high"]) if whole["high"] else None
        if low is None or (whole["high"] and (high is None or high <= low)):
            return
        share = whole["sign"] or "%" in whole["number"]
        own = "%" if share else clean(whole["tail"] or "") or unit
        quantity = _quantity(low, high, own, _sign(whole["word"]))
        number_end = whole.end("sign") if whole["sign"] else whole.end("number")
        yield start + whole.start("number"), start + number_end, quantity
        return
    for part in _SEVERAL.finditer(cell):
        low = parse_number(part["low"])
        if low is not None:
            yield (
                start + part.start("number"),
                start + part.end("number"),
                _quantity(low, None, unit, _sign(part["word"])),
            )


def _sign(word: str | None) -> Comparator:
    return BEFORE.get(" ".join(word.lower().split()), "=") if word else "="  # type: ignore[return-value]  # the lexicon holds the literals only


def _quantity(low: Decimal, high: Decimal | None, unit: str | None, sign: Comparator) -> Quantity:
    kind = kind_of(unit, low)
    return Quantity(kind, low, high, None, unit, "=" if high is not None else sign)


_LASTS = regex.compile(r"(?:giờ|phút|ngày|tháng|tuổi|năm)(?:\s+làm\s+việc)?", regex.IGNORECASE)
"""Units of what lasts."""


def kind_of(unit: str | None, value: Decimal) -> Kind:
    """The kind of a number by its unit; without one a whole number is a count and a fraction a measure."""
    words = unit or ""
    if words.startswith(("%", "‰")) or words.lower().startswith(("điểm %", "phần trăm", "điểm phần trăm")):
        return "percentage"
    if _RANK.match(words):
        return "rank"
    if words.lower() == "lần":
        return "multiple"
    if _CURRENCY.search(words.split("/")[0]):
        return "money"
    if _LASTS.fullmatch(words) or _MEASURE.match(words) or _INDEX.match(words) or "/" in words:
        return "measure"
    scaled = words.split()[:1] and words.split()[0].lower() in ("nghìn", "ngàn", "vạn", "triệu")
    return "measure" if value % 1 and not scaled else "count"
