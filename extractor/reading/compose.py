"""Builds a document text line by line and keeps the offsets of what was put into it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import regex

from extractor.core.document import BlockKind, Cell, Hint, Page, RawDocument, Row, Table
from extractor.reading.mend import Mender
from extractor.reading.source import Source

SEPARATOR = " | "
"""Stands between the cells of a row in the document text."""

_PARAGRAPH = 90
"""A line of so many characters is a paragraph, whatever it ends in."""
_BLANKS = regex.compile(r"[\s\u00a0\u200b\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell that is still to be written: its text, its column, and what it covers."""

    text: str
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass
class Composer:
    """Grows a document: each line is mended (NFC, legacy, look-alikes), its blanks are made single ones."""

    mender: Mender = field(default_factory=Mender)
    size: int = 0
    references: int = 0
    paragraphs: bool = False
    """Whether the format knows where paragraphs end: then a line that reads as one is hinted as one."""
    _pieces: list[str] = field(default_factory=list)
    _hints: list[Hint] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _rows: list[Row] = field(default_factory=list)
    _name: str | None = None
    _is_sheet: bool = False
    _first: int = 0
    _notes: list[str] = field(default_factory=list)

    def clean(self, text: str) -> str:
        """One line of mended text without leading, trailing and double blanks."""
        return _BLANKS.sub(" ", self.mender.mend(_BLANKS.sub(" ", text))).strip()

    def put(self, line: str) -> tuple[int, int]:
        """Adds a line as it is, and returns its span without the line end."""
        start = self.size
        self._pieces.append(line)
        self._pieces.append("\n")
        self.size += len(line) + 1
        return start, start + len(line)

    def line(self, text: str, kind: BlockKind | None = None, level: int = 0) -> tuple[int, int] | None:
        """Adds a line, with a hint where its kind is known; nothing for blank text."""
        cleaned = self.clean(text)
        if not cleaned:
            return None
        start, end = self.put(cleaned)
        self._hint_line(kind, start, end, level)
        return start, end

    def _hint_line(self, kind: BlockKind | None, start: int, end: int, level: int = 0) -> None:
        """Hints a line of known kind, and a paragraph: short lines may be titles or letterheads and are left open."""
        if kind is None and self.paragraphs:
            line = self._pieces[-2]
            if len(line) >= _PARAGRAPH or line.endswith((".", ";", ":")):
                kind = "paragraph"
        if kind is not None:
            self.hint(kind, start, end, level)

    def words(
        self, words: Sequence[str], kind: BlockKind | None = None, *, glued: Collection[int] = ()
    ) -> list[tuple[int, int]]:
        """Adds words as one line, and returns the span of each; blank words get an empty span.

        No blank stands before the words whose numbers are in ``glued``.
        """
        mended = self._mend_words(words)
        place = start = self.size
        spans: list[tuple[int, int]] = []
        pieces: list[str] = []
        for number, word in enumerate(mended):
            if word and pieces and number not in glued:
                pieces.append(" ")
                place += 1
            pieces.append(word)
            spans.append((place, place + len(word)))
            place += len(word)
        _, end = self.put("".join(pieces))
        self._hint_line(kind, start, end)
        return spans

    def _mend_words(self, words: Sequence[str]) -> list[str]:
        """Mends words in their context where that keeps them apart, else one by one."""
        parts = self.clean(" ".join(words)).split(" ")
        return parts if len(parts) == len(words) else [self.clean(word) for word in words]

    @staticmethod
    def _spans(words: Sequence[str], place: int) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        for word in words:
            spans.append((place, place + len(word)))
            place += len(word) + 1 if word else 0
        return spans

    def word_row(
        self, cells: Sequence[tuple[CellText, Sequence[str]]], number: int
    ) -> list[list[tuple[int, int]]] | None:
        """Adds a row whose cells are given as words, and returns the words' spans cell by cell."""
        mended = [self._mend_words(words) if words else [] for _, words in cells]
        texts = [replace(cell, text=" ".join(words)) for (cell, _), words in zip(cells, mended, strict=True)]
        if self.row(texts, number) is None:
            return None
        return [self._spans(words, cell.start) for words, cell in zip(mended, self._rows[-1].cells, strict=True)]

    def hint(self, kind: BlockKind, start: int, end: int, level: int = 0) -> None:
        self._hints.append(Hint(kind, start, end, level))

    def hint_lines(self, kind: BlockKind, start: int) -> None:
        """Gives every line from offset ``start`` on one kind, in place of the hints that they have."""
        self._hints = [hint for hint in self._hints if hint.start < start]
        place = self.size
        index = len(self._pieces)
        while index and place > start:
            index -= 2
            line = self._pieces[index]
            place -= len(line) + 1
            self.hint(kind, place, place + len(line))

    def note(self, text: str) -> None:
        """Says something about the reading once."""
        if text not in self._notes:
            self._notes.append(text)

    def tell_references(self) -> None:
        """Says how many references to footnotes were left out of the text."""
        if self.references:
            self.note(f"{self.references} references to footnotes left out of the text")

    def open_table(self, name: str, *, sheet: bool = False) -> None:
        """Starts a table; its rows follow by ``row`` until ``close_table``, those of a sheet with their numbers."""
        self.close_table()
        self._is_sheet = sheet
        self._name = name or f"Bảng {len(self._tables) + 1}"
        self._rows, self._first = [], 0

    def row(self, cells: Sequence[CellText], number: int | None = None) -> tuple[int, int] | None:
        """Adds a row as one line. Rows without any text are left out, but keep their place in the numbering."""
        index = self._first if number is None else number
        self._first = index + 1
        texts = [self.clean(cell.text) for cell in cells]
        if not any(texts):
            return None
        start = place = self.size
        made: list[Cell] = []
        for text, cell in zip(texts, cells, strict=True):
            made.append(
                Cell(place, place + len(text), index, cell.column, cell.row_span, cell.column_span, cell.header)
            )
            place += len(text) + len(SEPARATOR)
        # An empty cell at an end must not leave a blank there, so the line keeps the separator's bar only.
        _, end = self.put(SEPARATOR.join(texts))
        self._rows.append(Row(start, end, tuple(made)))
        return start, end

    def close_table(self) -> None:
        if self._name is not None and self._rows:
            rows = tuple(self._rows)
            self._tables.append(Table(self._name, rows[0].start, rows[-1].end, rows, self._is_sheet))
        self._name = None
        self._rows = []

    def last_line(self) -> str:
        """The line that was put last, without its line end."""
        return self._pieces[-2] if self._pieces else ""

    @property
    def tables(self) -> int:
        """How many tables are finished."""
        return len(self._tables)

    def document(
        self,
        source: Source,
        media_type: str,
        *,
        meta: dict[str, str] | None = None,
        pages: Sequence[Page] = (),
    ) -> RawDocument:
        """The finished document. Raises ``UnreadableError`` where no text was found at all."""
        self.close_table()
        if not self.size:
            raise source.error("no text in it", "if it holds pictures of text, send them through OCR as a PDF")
        kept = {key: self.clean(value) for key, value in (meta or {}).items() if value and value.strip()}
        return RawDocument(
            source.name,
            source.document_id,
            media_type,
            "".join(self._pieces),
            tuple(pages),
            tuple(self._tables),
            tuple(sorted(self._hints, key=lambda hint: (hint.start, hint.end))),
            kept,
            tuple(self._notes) + self.mender.notes(),
        )
