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

Role = Literal["number", "label", "unit", "note", "value"]

_NUMBERING = regex.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-ZĐa-zđ])[.)]?\W*|\W*")
_ROMAN = regex.compile(r"\W*[IVXLC]{1,6}[.)]?\W*")
_LETTER = regex.compile(r"\W*[A-ZĐ][.)]?\W*")
_DOTTED = regex.compile(r"\W*(\d{1,3}(?:\.\d{1,3})*)[.)]?\W*")
_VALUE = regex.compile(
    r"\W*(?:trên|dưới|khoảng|từ|ít nhất|tối thiểu|đạt|>|<|≥|≤|\s)*[+-]?\d[\d.,]*\s*(?:%|-|÷|\d|,|\.|\s)*\W*",
    regex.IGNORECASE,
)
_COLUMN_NUMBER = regex.compile(r"\W*\(?\d{1,2}\)?(?:\s*=.{1,30})?\W*|\W*[A-Za-z]\W*")
_YEAR_ONLY = regex.compile(r"\W*(?:năm\s+)?(?:19|20)\d\d(?:\s*-\s*(?:19|20)\d\d)?\W*", regex.IGNORECASE)
_MARKS = regex.compile(r"[*_`#]+|<[^>]{1,12}>")


def clean(text: str) -> str:
    """A cell's words without markup and without needless blanks."""
    return " ".join(_MARKS.sub(" ", text).split())


def _heads(words: Sequence[str]) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{alternatives(tuple(words))})(?!\w)", regex.IGNORECASE)


_NUMBER, _UNIT, _NOTE, _LABEL = (_heads(words) for words in (NUMBER_COLUMN, UNIT_COLUMN, NOTE_COLUMN, LABEL_COLUMN))
_TARGET, _RESULT, _COMPARING = _heads(TARGET_COLUMN), _heads(RESULT_COLUMN), _heads(COMPARING_COLUMN)


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
                if self._holds_values(row):
                    break
                size += 1
                if self._numbered_columns(row):
                    break
            if size == len(rows) or size > 4:
                size = 1 if rows and not self._holds_values(rows[0]) else 0
        while size < len(rows) and self._numbered_columns(rows[size]):
            size += 1
        return size

    def _holds_values(self, row: Row) -> bool:
        values = [cell for cell in row.cells if cell.column > 0 and _VALUE.fullmatch(self.words(cell))]
        return any(not _YEAR_ONLY.fullmatch(self.words(cell)) for cell in values) and not self._numbered_columns(row)

    def _numbered_columns(self, row: Row) -> bool:
        """A row of column numbers: (1) (2) (3) …, or A B 1 2 3."""
        words = [self.words(cell) for cell in row.cells if self.words(cell)]
        if len(words) < 3 or not all(_COLUMN_NUMBER.fullmatch(word) for word in words):
            return False
        numbers = [int(found.group()) for word in words if (found := regex.search(r"\d+", word))]
        return len(numbers) >= 2 and all(b - a == 1 for a, b in pairwise(numbers))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        labels = [self._label(index) for index in range(self.width)]
        body = self.table.rows[self.head_size :]
        roles: list[Role] = [self._role(index, labels[index], body) for index in range(self.width)]
        if "label" not in roles:
            loose = [i for i, role in enumerate(roles) if role == "value" and self._share_of_values(i, body) < 0.3]
            if loose:
                roles[loose[0]] = "label"
        first = roles.index("label") if "label" in roles else None
        out = []
        for index, label in enumerate(labels):
            role = roles[index]
            if role == "label" and index != first:
                role = "value" if self._share_of_values(index, body) > 0.2 else "note"
            out.append(Column(index, label, role, _status(label), _COMPARING.search(label) is not None))
        return tuple(out)

    def _label(self, index: int) -> str:
        parts: list[str] = []
        for row in self.table.rows[: self.head_size]:
            if self._numbered_columns(row):
                continue
            for cell in row.cells:
                if cell.column <= index < cell.column + cell.column_span:
                    words = self.words(cell)
                    if words and words not in parts:
                        parts.append(words)
        return " / ".join(parts)

    def _role(self, index: int, label: str, body: Sequence[Row]) -> Role:
        plain = label.lower().strip(" .:")
        if plain in NUMBER_COLUMN or (index == 0 and self._is_numbering(index, body)):
            return "number"
        if plain in UNIT_COLUMN or (
            _UNIT.match(plain) and len(plain) < 18 and "hành chính" not in plain and "chủ" not in plain
        ):
            return "unit"
        if _NOTE.match(plain):
            return "note"
        values = self._share_of_values(index, body)
        if values < 0.3 and _LABEL.search(plain):
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

    def row_label(self, row: Row) -> str:
        """The words of a row's label column."""
        for column in self.columns:
            if column.role == "label":
                cell = self.cell_at(row, column.index)
                return self.words(cell) if cell else ""
        return ""

    @cached_property
    def groups(self) -> dict[int, tuple[str, ...]]:
        """For each row index the labels of the groups above it, outermost first; a group's row holds no values."""
        stack: list[tuple[int, str]] = []
        out: dict[int, tuple[str, ...]] = {}
        for index, row in enumerate(self.table.rows):
            if index < self.head_size:
                continue
            depth = self._depth(row)
            while stack and stack[-1][0] >= depth:
                stack.pop()
            out[index] = tuple(label for _, label in stack)
            label = self.row_label(row) or clean(" ".join(self.words(cell) for cell in row.cells))
            if label:
                stack.append((depth, label))
        return out

    def _depth(self, row: Row) -> int:
        number = next((self.words(cell) for cell in row.cells if cell.column == 0), "")
        if number and _ROMAN.fullmatch(number):
            return 1
        if number and _LETTER.fullmatch(number):
            return 0
        dotted = _DOTTED.fullmatch(number) if number else None
        if dotted:
            return 2 + dotted[1].count(".")
        label = self.row_label(row)
        if label[:1] in "-+•":
            return 8 if label[:1] == "-" else 9
        return 7 if not number else 6


def _status(label: str) -> Literal["target", "result"] | None:
    """A column's status by its label; the lowest part of the head decides."""
    for part in reversed(label.split(" / ")):
        target, result = _TARGET.search(part), _RESULT.search(part)
        if result and not (target and target.start() < result.start()):
            return "result"
        if target:
            return "target"
    return None
