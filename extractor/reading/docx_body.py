"""The body of a Word document: blocks, runs, tables, and what tracked changes leave of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.core.document import BlockKind
from extractor.reading.compose import CellText, Composer
from extractor.reading.docx_numbering import Numbering, W
from extractor.reading.docx_styles import Style, Styles, font_of, is_on
from extractor.reading.layout import frame_of, kind_in, names_table
from extractor.reading.legacy import convert, encoding_of_font

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = frozenset(
    [f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "footnoteReference",
     "endnoteReference", "commentReference", "footnoteRef", "endnoteRef", "rPr", "pPr", "object", "ruby", "sdtPr")]
    + [f"{_MC}Fallback"]
)  # fmt: skip
_SYMBOLS = {0xF0B3: "≥", 0xF0A3: "≤", 0xF0B1: "±", 0xF0B4: "×", 0xF0B7: "•", 0xF02D: "-", 0xF0B0: "°", 0xF02B: "+"}
_LINE = "\n"


class Body:
    """Writes the blocks of a body into a composer."""

    def __init__(self, composer: Composer, styles: Styles, numbering: Numbering) -> None:
        self._composer = composer
        self._styles = styles
        self._numbering = numbering
        self._changes = 0
        self._hidden = 0
        self._carried: list[tuple[str, BlockKind | None, int]] = []

    def blocks(self, parent: Any) -> None:
        """Paragraphs and tables below an element, content controls opened."""
        for element in _opened(parent):
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element)

    def footnotes(self, root: Any, kind: str) -> None:
        """Adds the texts of foot- or endnotes as notes, numbered as they are referred to."""
        number = 0
        for note in root.iterfind(f"{W}{kind}"):
            if note.get(f"{W}type") not in (None, "normal"):
                continue
            number += 1
            text = " ".join(self._text(paragraph) for paragraph in note.iter(f"{W}p"))
            if text.strip():
                self._composer.line(f"[{number}] {text}", "note")

    def tell(self) -> None:
        """Says in the notes what was not taken as it stands."""
        if self._changes:
            self._composer.note(f"tracked changes taken as accepted: {self._changes} deletions left out")
        if self._hidden:
            self._composer.note(f"{self._hidden} stretches of hidden text left out")

    def _paragraph(self, paragraph: Any) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = self._style(properties)
        boxes: list[Any] = []
        text = self._text(paragraph, style, boxes)
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None and text.strip():
            # The mark of this paragraph was deleted: once accepted it runs on into the next one.
            self._carried.append((text, None, 0))
            return
        if self._carried:
            text = "".join(piece for piece, _, _ in self._carried) + text
            self._carried.clear()
        mark, level = self._mark(properties, style)  # an empty paragraph counts as well
        kind: BlockKind | None = None
        heading = self._heading(properties, style)
        if heading is not None:
            kind, level = ("title", 0) if heading == 0 else ("heading", heading)
        elif mark is not None:
            kind, level = "item", level + 1
        elif style.name.lower() == "caption":
            kind = "caption"
        for number, line in enumerate(text.split(_LINE)):
            self._composer.line(f"{mark} {line}" if mark and number == 0 and line.strip() else line, kind, level)
        for box in boxes:
            self.blocks(box)

    def _style(self, properties: Any | None) -> Style:
        named = properties.find(f"{W}pStyle") if properties is not None else None
        return self._styles.get(named.get(f"{W}val") if named is not None else None)

    def _heading(self, properties: Any | None, style: Style) -> int | None:
        own = properties.find(f"{W}outlineLvl") if properties is not None else None
        if own is not None and (own.get(f"{W}val") or "").isdigit():
            level = int(own.get(f"{W}val"))
            return level + 1 if level < 9 else None
        return style.heading

    def _mark(self, properties: Any | None, style: Style) -> tuple[str | None, int]:
        """The automatic number of a paragraph, and its level."""
        number, level = style.number, style.level
        own = properties.find(f"{W}numPr") if properties is not None else None
        if own is not None:
            named, placed = own.find(f"{W}numId"), own.find(f"{W}ilvl")
            number = named.get(f"{W}val") if named is not None else number
            if placed is not None and (placed.get(f"{W}val") or "").isdigit():
                level = int(placed.get(f"{W}val"))
        if not number or number == "0":
            return None, 0
        if level is None:
            key = properties.find(f"{W}pStyle").get(f"{W}val") if properties is not None and properties.find(
                f"{W}pStyle"
            ) is not None else self._styles.default  # fmt: skip
            level = self._numbering.level_of_style(number, key or "") or 0
        return self._numbering.next(number, level), level

    def _text(self, paragraph: Any, style: Style | None = None, boxes: list[Any] | None = None) -> str:
        """The visible characters of a paragraph; line breaks are LF. Text boxes in it are added to ``boxes``."""
        pieces: list[str] = []
        style = style or self._style(paragraph.find(f"{W}pPr"))
        stack: list[Iterator[Any]] = [iter(paragraph)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
                continue
            tag = element.tag
            if tag in (f"{W}del", f"{W}moveFrom"):
                self._changes += 1
            if tag in _GONE or not isinstance(tag, str):
                continue
            if tag == f"{W}r":
                self._run(element, style, pieces, boxes)
            elif tag == f"{W}txbxContent":
                if boxes is not None:
                    boxes.append(element)
            elif tag == f"{_M}t":
                pieces.append(element.text or "")
            else:
                stack.append(iter(element))
        return "".join(pieces)

    def _run(self, run: Any, style: Style, pieces: list[str], boxes: list[Any] | None) -> None:
        properties = run.find(f"{W}rPr")
        font = style.font or self._styles.font
        hidden = style.hidden
        if properties is not None:
            named = properties.find(f"{W}rStyle")
            if named is not None:
                of_characters = self._styles.get(named.get(f"{W}val"))
                font, hidden = of_characters.font or font, hidden or of_characters.hidden
            font = font_of(properties) or font
            hidden = is_on(properties.find(f"{W}vanish"), hidden)
        if hidden:
            self._hidden += 1
            return
        text = "".join(self._characters(run, boxes))
        encoding = encoding_of_font(font)
        if encoding and not text.isascii():
            made = convert(text, encoding)
            self._composer.mender.count(encoding, len(text))
            text = made
        if encoding and font and font.rsplit("+", 1)[-1].endswith("H") and encoding == "TCVN3":
            text = text.upper()  # ".VnTimeH" draws small letters as capitals
        pieces.append(text)

    def _characters(self, run: Any, boxes: list[Any] | None) -> Iterator[str]:
        stack: list[Iterator[Any]] = [iter(run)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
                continue
            tag = element.tag
            if tag in _GONE or not isinstance(tag, str):
                continue
            if tag == f"{W}t":
                yield (element.text or "").replace("\n", " ")
            elif tag in (f"{W}tab", f"{W}ptab"):
                yield "\t"
            elif tag in (f"{W}br", f"{W}cr"):
                if element.get(f"{W}type") in (None, "textWrapping"):
                    yield _LINE
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag == f"{W}sym":
                yield _symbol(element.get(f"{W}char"))
            elif tag == f"{W}txbxContent":
                if boxes is not None:
                    boxes.append(element)
            else:
                stack.append(iter(element))

    def _table(self, table: Any) -> None:
        rows = [row for row in _opened(table) if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None]
        cells = [[cell for cell in _opened(row) if cell.tag == f"{W}tc"] for row in rows]
        plain = [[self._plain_text(cell) for cell in row] for row in cells]
        frame = frame_of(plain, first=not self._composer.tables and self._composer.size < 400)
        if frame is not None:
            for row, row_texts in zip(cells, plain, strict=True):
                for cell, text in zip(row, row_texts, strict=True):
                    start = self._composer.size
                    self.blocks(cell)
                    kind = kind_in(frame, text)
                    if kind is not None:
                        self._composer.hint_lines(kind, start)
            return
        texts = [[self._cell_text(cell) for cell in row] for row in cells]
        last = self._composer.last_line()
        self._composer.open_table(last if names_table(last) else "")
        inner: list[Any] = []
        for number, made in enumerate(self._grid(rows, cells, texts)):
            self._composer.row(made, number)
        self._composer.close_table()
        for row in cells:
            for cell in row:
                inner += [element for element in _opened(cell) if element.tag == f"{W}tbl"]
        for element in inner:
            self._table(element)

    def _plain_text(self, cell: Any) -> str:
        """A cell's text without numbers: counting them would move the counters."""
        return "\n".join(self._text(paragraph) for paragraph in cell.iter(f"{W}p"))

    def _cell_text(self, cell: Any) -> str:
        """A cell's paragraphs with their numbers, on one line; tables inside it follow the table."""
        pieces: list[str] = []
        for paragraph in _opened(cell):
            if paragraph.tag != f"{W}p":
                continue
            text = self._text(paragraph).replace(_LINE, " ").strip()
            if text:
                properties = paragraph.find(f"{W}pPr")
                mark, _ = self._mark(properties, self._style(properties))
                pieces.append(f"{mark} {text}" if mark else text)
            elif (mark := self._lone_mark(paragraph)) is not None:
                pieces.append(mark)
        return " ".join(pieces)

    def _lone_mark(self, paragraph: Any) -> str | None:
        """The number of an empty paragraph: columns of automatic row numbers have nothing else."""
        properties = paragraph.find(f"{W}pPr")
        mark, _ = self._mark(properties, self._style(properties))
        return mark if mark and any(c.isdigit() for c in mark) else None

    def _grid(self, rows: list[Any], cells: list[list[Any]], texts: list[list[str]]) -> Iterator[list[CellText]]:
        """Gives cells their columns and heights; a cell that goes on one from above is not repeated."""
        placed: list[list[tuple[Any, int, int, str]]] = []
        for row, row_cells, row_texts in zip(rows, cells, texts, strict=True):
            column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
            line: list[tuple[Any, int, int, str]] = []
            for cell, text in zip(row_cells, row_texts, strict=True):
                wide = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
                line.append((cell, column, wide, text))
                column += wide
            placed.append(line)
        going_on = [{column for cell, column, _, _ in line if _goes_on(cell)} for line in placed]
        for number, line in enumerate(placed):
            header = is_on(rows[number].find(f"{W}trPr/{W}tblHeader"), False)
            made: list[CellText] = []
            for cell, column, wide, text in line:
                if column in going_on[number] and number and not text:
                    continue
                high = 1
                if cell.find(f"{W}tcPr/{W}vMerge") is not None:
                    while number + high < len(placed) and column in going_on[number + high]:
                        high += 1
                made.append(CellText(text, column, high, wide, header))
            yield made


def _opened(parent: Any) -> Iterator[Any]:
    """The children of an element, those of content controls and accepted insertions among them."""
    for element in parent:
        tag = element.tag
        if tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            if content is not None:
                yield from _opened(content)
        elif tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
            yield from _opened(element)
        elif isinstance(tag, str):
            yield element


def _goes_on(cell: Any) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and (merge.get(f"{W}val") or "continue") == "continue"


def _number(element: Any | None, otherwise: int) -> int:
    value = element.get(f"{W}val") if element is not None else None
    return min(int(value), 1000) if value and value.isdigit() else otherwise


def _symbol(code: str | None) -> str:
    try:
        value = int(code or "", 16)
    except ValueError:
        return ""
    return _SYMBOLS.get(value, chr(value) if 0x20 <= value < 0xE000 else "")
