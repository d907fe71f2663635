"""Writes a sheet as a PDF with a Vietnamese font inside, the same bytes on every run.

Needs ``fpdf2`` and the DejaVu fonts, which nothing else in the project needs: the built files are kept in the corpus.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align, TableSpan, XPos, YPos
from fpdf.fonts import FontFace
from sheet import Part, Sheet

FONTS = Path("/usr/share/fonts/truetype/dejavu")
_LINE = 6.0
_WIDTHS = {6: (10, 56, 37, 23, 23, 23)}


class _Page(FPDF):
    """A4 with the page's number in the middle of its foot, as in official papers."""

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("serif", "", 9)
        self.cell(0, 8, str(self.page_no()), align=Align.C)


def write(sheet: Sheet, path: Path, title: str, day: datetime) -> None:
    """Writes the document to a path; ``day`` is stated as the time at which it was made."""
    pdf = _Page(format="A4")
    pdf.set_margins(22, 20, 16)
    pdf.set_auto_page_break(auto=True, margin=20)
    pdf.add_font("serif", "", FONTS / "DejaVuSerif.ttf")
    pdf.add_font("serif", "B", FONTS / "DejaVuSerif-Bold.ttf")
    pdf.set_title(title)
    pdf.set_author("Chỉ Tiêu project")
    pdf.set_creation_date(day)
    pdf.add_page()
    pdf.set_font("serif", "", 10.5)
    for index, part in enumerate(sheet.parts):
        following = sheet.parts[index + 1] if index + 1 < len(sheet.parts) else None
        _put(pdf, part, following)
    path.write_bytes(bytes(pdf.output()))


def _put(pdf: FPDF, part: Part, following: Part | None) -> None:
    kind, lines = part.kind, part.lines
    if kind in {"left", "signleft"}:
        _two_sides(pdf, lines, following.lines if following else ())
    elif kind in {"right", "signright"}:
        return  # written with the left side
    elif kind == "page":
        pdf.add_page()
    elif kind == "table":
        _table(pdf, part)
    else:
        style, align = ("", Align.J)
        if kind in {"title", "about"}:
            style, align = "B", Align.C
        elif kind.startswith("heading"):
            style, align = "B", Align.L
        pdf.set_font("serif", style, 10.5)
        pdf.multi_cell(0, _LINE, lines[0], align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.ln(1.5)


def _two_sides(pdf: FPDF, left: tuple[str, ...], right: tuple[str, ...]) -> None:
    """Writes two columns side by side, each centred."""
    pdf.ln(2)
    pdf.set_font("serif", "", 9.5)
    top, width = pdf.get_y(), pdf.epw
    if top + _LINE * max(len(left), len(right)) > pdf.h - 22:
        pdf.add_page()
        pdf.set_font("serif", "", 9.5)
        top = pdf.get_y()
    for lines, x, wide in ((left, pdf.l_margin, width * 0.38), (right, pdf.l_margin + width * 0.4, width * 0.6)):
        for index, line in enumerate(lines):
            pdf.set_xy(x, top + index * 5.2)
            pdf.cell(wide, 5.2, line, align=Align.C)
    pdf.set_xy(pdf.l_margin, top + 5.2 * max(len(left), len(right)) + 5)


def _table(pdf: FPDF, part: Part) -> None:
    pdf.set_font("serif", "", 9)
    bold = FontFace(emphasis="BOLD")
    signs = {"<": TableSpan.COL, "^": TableSpan.ROW}
    with pdf.table(
        col_widths=_WIDTHS.get(len(part.rows[0])),
        line_height=5.5,
        padding=2.2,
        text_align=Align.C,
        headings_style=bold,
        repeat_headings=0,
    ) as table:
        for cells in part.rows:
            row = table.row()
            for column, cell in enumerate(cells):
                row.cell(signs.get(cell, cell), align=Align.L if column == 1 else Align.C)
    pdf.ln(3)
