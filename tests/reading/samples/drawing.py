"""Draws tables into PDF with fpdf2 and DejaVu fonts, and keeps what stands in which cell."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

FONTS = Path("/usr/share/fonts/truetype/dejavu")
LEADING = 1.25
Grid = dict[tuple[int, int], str]
"""The cells of a table by row and column; a cell that covers several stands in the first."""


@dataclass(frozen=True, slots=True)
class Put:
    """A cell to be drawn: its words, its column, how many columns and rows it covers."""

    text: str
    column: int
    wide: int = 1
    high: int = 1


@dataclass(frozen=True, slots=True)
class Style:
    """How a table is drawn."""

    size: float = 9
    landscape: bool = False
    repeat: bool = True
    ruled: bool = True
    open_sides: bool = False
    boxes: bool = False
    thick: bool = False
    split: bool = False
    numbers: str = "C"


@dataclass
class Drawing:
    """A PDF with tables, and what stands in them."""

    widths: tuple[float, ...]
    style: Style = field(default_factory=Style)
    grids: list[Grid] = field(default_factory=list)
    pdf: FPDF = field(init=False)

    def __post_init__(self) -> None:
        self.pdf = FPDF("L" if self.style.landscape else "P")
        self.pdf.set_creation_date(datetime(2024, 1, 1, tzinfo=UTC))
        self.pdf.add_font("S", fname=FONTS / "DejaVuSerif.ttf")
        self.pdf.set_margins(18, 18, 12)
        self.pdf.set_auto_page_break(False)
        self.pdf.add_page()
        self.pdf.set_font("S", size=self.style.size)
        self.pdf.c_margin = 0

    @property
    def line(self) -> float:
        """The height of a line in millimetres."""
        return self.style.size * LEADING * 25.4 / 72

    def text(self, words: str) -> None:
        """A line of running text."""
        self.pdf.set_font("S", size=11)
        self.pdf.cell(0, 7, words, new_x="LMARGIN", new_y="NEXT")
        self.pdf.set_font("S", size=self.style.size)

    def bytes(self) -> bytes:
        made = io.BytesIO()
        self.pdf.output(made)
        return made.getvalue()

    def table(self, head: list[list[Put]], body: list[list[Put]]) -> None:
        """Draws a table, over pages where it must, and keeps what stands in it."""
        grid: Grid = {}
        for number, row in enumerate([*head, *body]):
            grid |= {(number, put.column): put.text for put in row if put.text}
        self.grids.append(grid)
        self._rows(head, head=True)
        at = 0
        while at < len(body):
            group = 1
            while any(put.high > group - offset for offset, row in enumerate(body[at : at + group]) for put in row):
                group += 1
            rows = body[at : at + group]
            heights = [self._height(row) for row in rows]
            left = self.pdf.h - 18 - self.pdf.get_y()
            if sum(heights) > left:
                rest = self._broken(rows, left) if self.style.split and group == 1 else None
                self.pdf.add_page()
                if self.style.repeat:
                    self._rows(head, head=True)
                rows = [rest] if rest is not None else rows
            self._rows(rows)
            at += group

    def _broken(self, rows: list[list[Put]], left: float) -> list[Put] | None:
        """Draws the first lines of a row that does not fit, and returns what is left of it for the next page."""
        lines = [self._wrapped(put) for put in rows[0]]
        fits = int((left - 2) / self.line)
        if fits < 1 or max(map(len, lines)) <= fits or sum(len(one) > fits for one in lines) != 1:
            return None
        self._rows([[Put("\n".join(one[:fits]), p.column, p.wide) for one, p in zip(lines, rows[0], strict=True)]])
        return [Put("\n".join(one[fits:]), p.column, p.wide) for one, p in zip(lines, rows[0], strict=True)]

    def _width(self, put: Put) -> float:
        return sum(self.widths[put.column : put.column + put.wide])

    def _wrapped(self, put: Put) -> list[str]:
        lines: list[str] = []
        for piece in put.text.split("\n"):
            lines.append("")
            for word in piece.split(" "):
                longer = f"{lines[-1]} {word}".strip()
                if self.pdf.get_string_width(longer) > self._width(put) - 3 and lines[-1]:
                    lines.append(word)
                else:
                    lines[-1] = longer
        return lines

    def _height(self, row: list[Put]) -> float:
        return max(len(self._wrapped(put)) / put.high for put in row) * self.line + 2.4

    def _rows(self, rows: list[list[Put]], *, head: bool = False) -> None:
        heights = [self._height(row) for row in rows]
        top = self.pdf.get_y()
        for number, row in enumerate(rows):
            for put in row:
                self._cell(put, top, sum(heights[number : number + put.high]), head=head)
            top += heights[number]
        self.pdf.set_xy(self.pdf.l_margin, top)

    def _cell(self, put: Put, top: float, high: float, *, head: bool) -> None:
        left = self.pdf.l_margin + sum(self.widths[: put.column])
        wide = self._width(put)
        if self.style.ruled:
            self._border(left, top, wide, high, put)
        lines = self._wrapped(put)
        y = top + (high - len(lines) * self.line) / 2
        words = sum(c.isalpha() for c in put.text) > 1 and put.wide == 1 and wide > 28
        for line in lines:
            room = wide - self.pdf.get_string_width(line)
            x = room / 2 if head or self.style.numbers == "C" else room - 1.5
            x = 1.5 if words and not head else x
            self.pdf.set_xy(left + max(x, 0.5), y)
            if line:
                self.pdf.cell(self.pdf.get_string_width(line), self.line, line)
            y += self.line

    def _border(self, left: float, top: float, wide: float, high: float, put: Put) -> None:
        last = put.column + put.wide == len(self.widths)
        if self.style.boxes:  # lines that are thin filled boxes, as word processors draw them
            self.pdf.set_fill_color(0)
            for x, y, w, h in ((left, top, wide, 0.17), (left, top + high, wide, 0.17)):
                self.pdf.rect(x, y, w, h, style="F")
            for x, y, w, h in ((left, top, 0.17, high), (left + wide, top, 0.17, high)):
                self.pdf.rect(x, y, w, h, style="F")
            return
        self.pdf.set_line_width(0.6 if self.style.thick else 0.2)
        self.pdf.line(left, top, left + wide, top)
        self.pdf.line(left, top + high, left + wide, top + high)
        if not (self.style.open_sides and put.column == 0):
            self.pdf.line(left, top, left, top + high)
        if not (self.style.open_sides and last):
            self.pdf.line(left + wide, top, left + wide, top + high)
