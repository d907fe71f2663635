"""Reads a table: which rows are its head, what each column is, and the labels that stand above a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

import regex

from extractor.core.document import Cell, Row, Table
from extractor.grammar.amount import alternatives
from extractor.lexicon.tables import (
    COMPARING_COLUMN,
    EMPTY,
    LABEL_COLUMN,
    NOTE_COLUMN,
    NUMBER_COLUMN,
    RESULT_COLUMN,
    TARGET_COLUMN,
    UNIT_COLUMN,
)
from extractor.link.depth import depths

Role = Literal["number", "label", "group", "unit", "note", "value"]
"""What a column holds. A "group" stands left of the label and says what the label belongs to."""

_NUMBERING = regex.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-ZĐa-zđ])[.)]?\W*|\W*")
_VALUE = regex.compile(
    r"\W*(?:trên|dưới|khoảng|từ|ít nhất|tối thiểu|đạt|>|<|≥|≤|\s)*[+-]?\d[\d.,]*\s*(?:%|-|÷|\d|,|\.|\s)*\W*",
    regex.IGNORECASE,
)
_COMPUTED = regex.compile(r"\(?\d{1,2}\)?\s?=\s?\(?\d{1,2}\)?\s?[/⁄:+-].{0,12}")
"""How a column is reckoned from others."""
_COLUMN_NUMBER = regex.compile(r"\W*\(?\d{1,2}\)?(?:\s*=.{1,30})?\W*|\W*[A-Za-z]\W*")
_YEAR_ONLY = regex.compile(r"\W*(?:năm\s+)?(?:19|20)\d\d(?:\s*-\s*(?:19|20)\d\d)?\W*", regex.IGNORECASE)
_SHARE = regex.compile(r"\W*[+-]?\d[\d.,]*\s*%\W*")
_WIDE = 0.75
"""A cell of the head over more of a table's width than this is its title."""
_MARKS = regex.compile(r"[*_`#]+|<[^>]{1,12}>")


def clean(text: str) -> str:
    """A cell's words without markup and without needless blanks."""
    return " ".join(_MARKS.sub(" ", text).split())


def _heads(words: Sequence[str]) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{alternatives(tuple(words))})(?!\w)", regex.IGNORECASE)


_UNIT, _NOTE, _LABEL = (_heads(words) for words in (UNIT_COLUMN, NOTE_COLUMN, LABEL_COLUMN))
_TARGET, _RESULT, _COMPARING = _heads(TARGET_COLUMN), _heads(RESULT_COLUMN), _heads(COMPARING_COLUMN)
_TO_REACH = regex.compile(
    r"(?<!\w)(?:cần|phải|sẽ|dự\s+kiến)\s+(?:đạt|thực\s+hiện|hoàn\s+thành)|đầu\s+ra(?!\w)", regex.IGNORECASE
)
"""Results that are still to be reached: "Kết quả cần đạt"."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its index, its label from the top of the head down, and what it holds."""

    index: int
    label: str
    role: Role
    status: Literal["target", "result"] | None = None
    compares: bool = False


@dataclass(eq=False)
class TableView:
    """A table over the document text, read once."""

    text: str
    table: Table

    def words(self, cell: Cell) -> str:
        return clean(self.text[cell.start : cell.end])

    @cached_property
    def width(self) -> int:
        return max((cell.column + cell.column_span for row in self.table.rows for cell in row.cells), default=0)

    @cached_property
    def head_size(self) -> int:
        """How many rows from the top are the head: those marked, else those before the first row with values."""
        rows = self.table.rows
        marked = 0
        while marked < len(rows) and rows[marked].cells and all(cell.header for cell in rows[marked].cells):
            marked += 1
        size = marked
        if not size:
            for row in rows[:6]:
                if self._holds_values(row) or (size and self._names_group(row)):
                    break
                size += 1
                if self.numbers_columns(row):
                    break
            if size == len(rows) or size > 4:
                size = 1 if rows and not self._holds_values(rows[0]) else 0
        size = self._reach(size)
        while size < len(rows) and self.numbers_columns(rows[size]):
            size += 1
        return size

    def _reach(self, size: int) -> int:
        """The size of a head with the rows that its own cells reach down to, where these hold no values."""
        rows = self.table.rows
        while 0 < size < min(6, len(rows)):
            end = max(cell.row + cell.row_span for row in rows[:size] for cell in row.cells)
            reached = rows[size].cells and rows[size].cells[0].row < end
            if not reached or self._holds_values(rows[size]) or self._names_group(rows[size]):
                break
            size += 1
        return size

    def _names_group(self, row: Row) -> bool:
        """A row of the body without values: numbered, or one name among empty cells."""
        words = [self.words(cell) for cell in row.cells]
        first = words[0] if row.cells and row.cells[0].column == 0 else ""
        if first and _NUMBERING.fullmatch(first) and not self.numbers_columns(row):
            return True
        return len(words) > 2 and sum(word not in EMPTY for word in words) == 1

    def _holds_values(self, row: Row) -> bool:
        values = [cell for cell in row.cells if cell.column > 0 and _VALUE.fullmatch(self.words(cell))]
        return any(not _YEAR_ONLY.fullmatch(self.words(cell)) for cell in values) and not self.numbers_columns(row)

    def numbers_columns(self, row: Row) -> bool:
        """A row of column numbers: (1) (2) (3) …, or A B 1 2 3."""
        words = [self.words(cell) for cell in row.cells if self.words(cell)]
        if len(words) >= 4 and words[0] == "A" and any(_COMPUTED.fullmatch(word) for word in words):
            return True  # "A B 1 2 3=2/1": some numbers may have been misread
        if len(words) < 3 or not all(_COLUMN_NUMBER.fullmatch(word) for word in words):
            return False
        numbers = [int(found.group()) for word in words if (found := regex.search(r"\d+", word))]
        return len(numbers) >= 2 and all(b - a == 1 for a, b in pairwise(numbers))

    def is_title(self, cell: Cell) -> bool:
        """Whether a cell of the head is the title of the whole table."""
        return self.width > 2 and cell.column_span >= _WIDE * self.width

    @cached_property
    def title(self) -> str:
        """The title that stands in the table's own first rows, or nothing."""
        head = self.table.rows[: self.head_size]
        return " ".join(self.words(cell) for row in head for cell in row.cells if self.is_title(cell))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        labels = [self._label(index) for index in range(self.width)]
        body = self.table.rows[self.head_size :]
        roles: list[Role] = [self._role(index, labels[index], body) for index in range(self.width)]
        if "label" not in roles:
            loose = [i for i, role in enumerate(roles) if role == "value" and self._share_of_values(i, body) < 0.3]
            if loose:
                roles[loose[0]] = "label"
        self._choose_label(roles, body)
        return tuple(
            Column(index, label, roles[index], self._status(index, label, body), _COMPARING.search(label) is not None)
            for index, label in enumerate(labels)
        )

    def _choose_label(self, roles: list[Role], body: Sequence[Row]) -> None:
        """Of several columns of labels takes the one that says most; those left of it are its groups.

        Those right of it hold values, or notes where there is hardly a value in them.
        """
        named = [index for index, role in enumerate(roles) if role == "label"]
        end = next((i for i, role in enumerate(roles) if role in ("unit", "value") and i > min(named, default=0)), None)
        left = [index for index in named if end is None or index < end] or named[:1]
        if not left:
            return
        said = {index: {*self._column_words(index, body)} - EMPTY for index in left}
        main = max(left, key=lambda index: (len(said[index]), sum(map(len, said[index])), -index))
        for index in named:
            if index < main:
                roles[index] = "group"
            elif index > main:
                few = self._share_of_values(index, body) <= 0.2 and _status(self._label(index)) != "target"
                roles[index] = "note" if few else "value"

    def _status(self, index: int, label: str, body: Sequence[Row]) -> Literal["target", "result"] | None:
        return _status(label) or ("result" if self._is_assessment(self._last(index), index, body) else None)

    def _is_assessment(self, plain: str, index: int, body: Sequence[Row]) -> bool:
        """Whether a column of notes holds what has been reached, as a share: "Ghi chú/ Đánh giá" with 95,24 %."""
        if not _NOTE.match(plain):
            return False
        words = [word for word in self._column_words(index, body) if word not in EMPTY]
        return len(words) > 2 and sum(bool(_SHARE.fullmatch(word)) for word in words) >= 0.8 * len(words)

    def _last(self, index: int) -> str:
        """The lowest part of a column's label, in small letters."""
        return self._label(index).split(" / ")[-1].lower().strip(" .:")

    def _label(self, index: int) -> str:
        parts: list[str] = []
        for row in self.table.rows[: self.head_size]:
            if self.numbers_columns(row):
                continue
            for cell in row.cells:
                if cell.column <= index < cell.column + cell.column_span and not self.is_title(cell):
                    words = self.words(cell)
                    if words and words not in parts:
                        parts.append(words)
        return " / ".join(parts)

    def _role(self, index: int, label: str, body: Sequence[Row]) -> Role:
        plain = self._last(index)
        if plain in NUMBER_COLUMN or (index == 0 and self._is_numbering(index, body)):
            return "number"
        if plain in UNIT_COLUMN or (
            _UNIT.match(plain) and len(plain) < 18 and "hành chính" not in plain and "chủ" not in plain
        ):
            return "unit"
        if _NOTE.match(plain):
            return "value" if self._is_assessment(plain, index, body) else "note"
        values = self._share_of_values(index, body)
        if values < 0.3 and _LABEL.search(label.lower()):
            return "label"
        return "value"

    def _column_words(self, index: int, body: Sequence[Row]) -> list[str]:
        return [self.words(cell) for row in body for cell in row.cells if cell.column == index]

    def _is_numbering(self, index: int, body: Sequence[Row]) -> bool:
        words = [word for word in self._column_words(index, body) if word]
        return bool(words) and sum(bool(_NUMBERING.fullmatch(word)) for word in words) >= 0.8 * len(words)

    def _share_of_values(self, index: int, body: Sequence[Row]) -> float:
        words = [word for word in self._column_words(index, body) if word not in EMPTY]
        return sum(bool(_VALUE.fullmatch(word)) for word in words) / len(words) if words else 0.0

    def cell_at(self, row: Row, column: int) -> Cell | None:
        for cell in row.cells:
            if cell.column <= column < cell.column + cell.column_span:
                return cell
        return None

    @cached_property
    def _tall(self) -> dict[tuple[int, int], Cell]:
        """Cells that cover several rows, by the row and column of every place below their first."""
        return {
            (cell.row + down, cell.column): cell
            for row in self.table.rows
            for cell in row.cells
            for down in range(1, min(cell.row_span, 1000))
        }

    def covering(self, row: Row, column: int) -> Cell | None:
        """The cell at a place, also one that began in a row above."""
        own = self.cell_at(row, column)
        return own or (self._tall.get((row.cells[0].row, column)) if row.cells else None)

    def outer(self, row: Row) -> tuple[str, ...]:
        """The words of a row's group columns, outermost first; a group without a cell of its own goes on."""
        cells = [self.covering(row, column.index) for column in self.columns if column.role == "group"]
        return tuple(words for cell in cells if cell is not None and (words := self.words(cell)) not in EMPTY)

    def row_label(self, row: Row) -> str:
        """The words of a row's label column."""
        for column in self.columns:
            if column.role == "label":
                cell = self.covering(row, column.index)
                return self.words(cell) if cell else ""
        return ""

    @cached_property
    def groups(self) -> dict[int, tuple[str, ...]]:
        """For each row index the labels of the groups above it, outermost first; a group's row holds no values."""
        body = self.table.rows[self.head_size :]
        labels = [self.row_label(row) for row in body]
        cells = [self.covering(row, 0) for row in body]
        numbers = [self.words(cell) if cell is not None else "" for cell in cells]
        first = self.columns[0].role if self.columns else "value"
        if first not in ("number", "value"):
            numbers = [""] * len(body)
        stack: list[tuple[int, str]] = []
        out: dict[int, tuple[str, ...]] = {}
        for index, depth in enumerate(depths(numbers, labels)):
            while stack and stack[-1][0] >= depth:
                stack.pop()
            out[self.head_size + index] = (*(label for _, label in stack), *self.outer(body[index]))
            label = labels[index] or clean(" ".join(self.words(cell) for cell in body[index].cells))
            if label:
                stack.append((depth, label))
        return out


def _status(label: str) -> Literal["target", "result"] | None:
    """A column's status by its label; the lowest part of the head decides."""
    for part in reversed(label.split(" / ")):
        target, result = _TARGET.search(part), _RESULT.search(part)
        if _TO_REACH.search(part):
            return "target"
        if result and not (target and target.start() < result.start()):
            return "result"
        if target:
            return "target"
    return None
