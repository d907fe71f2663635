"""A document as it was read, and the parts that its text is cut into.

All offsets are code points of ``RawDocument.text`` (decoded, legacy encodings repaired, NFC, LF line ends, no byte
order mark).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Box = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in points from the page's top left."""

BlockKind = Literal[
    "title",  # the document's headline or trích yếu
    "heading",  # a numbered or typographic heading
    "paragraph",
    "item",  # an item of a list, numbered, bulleted or of a ";" list on lines of its own
    "row",  # a row of a table
    "letterhead",  # issuing body, national motto, number, place and date
    "signature",  # the block of the signer
    "recipients",  # "Nơi nhận"
    "caption",  # of a picture, also alternative text
    "menu",  # navigation, adverts, tags, buttons
    "related",  # headlines and teasers of other documents
    "comment",  # readers' comments
    "note",  # footnote, running head, page number, source line
]
TEXT_KINDS: frozenset[str] = frozenset({"title", "heading", "paragraph", "item", "row"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place on the page, for PDF and scans; ``confidence`` 0 to 1 where it was read by OCR."""

    start: int
    end: int
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its stretch of the text, its size in points and its words in order of offsets."""

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0
    words: tuple[Word, ...] = ()
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: where its text stands, its row and column from 0 and how many it covers."""

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its stretch of the text (one line, or several) and its cells from left to right."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a name ("Bảng 1", a caption or a sheet), its stretch of the text, its rows from top to bottom.

    ``sheet`` tells a sheet of a workbook, whose rows and columns are numbered as in its program.
    """

    name: str
    start: int
    end: int
    rows: tuple[Row, ...]
    sheet: bool = False

    def address(self, cell: Cell) -> str | None:
        """The address of a sheet's cell as its program writes it ("B7"); the first cell of those that are merged."""
        if not self.sheet:
            return None
        letters, left = "", cell.column + 1
        while left:
            left, letter = divmod(left - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{cell.row + 1}"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of whole lines that is one thing.

    ``section`` holds the headings above it, outermost first; ``lead`` the index of the block that introduces it (a
    list's lead-in, ending in ":"), ``marker`` its numbering as written ("1.", "a)", "-"), ``level`` its depth.
    ``joined`` tells a block that goes on the paragraph of the block before it (one sentence a line).
    ``table`` and ``row`` are indices into ``RawDocument.tables`` for a row.
    """

    kind: BlockKind
    start: int
    end: int
    section: tuple[str, ...] = ()
    lead: int | None = None
    marker: str | None = None
    level: int = 0
    joined: bool = False
    table: int | None = None
    row: int | None = None

    @property
    def is_text(self) -> bool:
        """Whether figures in it may be records: not boilerplate."""
        return self.kind in TEXT_KINDS


@dataclass(frozen=True, slots=True)
class Hint:
    """What a reader knows of a stretch of text from the format itself (a docx heading, an HTML caption)."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader makes of bytes. ``document_id`` is their SHA-256, ``name`` the base name of the file.

    ``origin`` is the path that was read, and for a document inside another also the part's name ("a.zip: b.docx").
    ``meta`` holds what the format itself states of the document (title, author, date), ``notes`` what a reader had to
    mend or leave out, in words for people.
    """

    name: str
    document_id: str
    media_type: str
    text: str
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    hints: tuple[Hint, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    origin: str = ""

    def page_of(self, offset: int) -> Page | None:
        """The page on which an offset stands, for formats that have pages."""
        for page in self.pages:
            if page.start <= offset < page.end:
                return page
        return None


@dataclass(frozen=True, slots=True)
class KnownPart:
    """A document inside another, or a message's own text, that was not read because its caller has it already."""

    origin: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence, by its offsets; ``text[start:end]`` may hold blanks ("nông thôn")."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A source sentence: one slice of the document text, and the index of the block that holds it."""

    start: int
    end: int
    block: int
