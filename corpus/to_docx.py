"""Writes a sheet as a Word document whose bytes are the same on every run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from sheet import MARK, Part, Sheet, spans

_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write(sheet: Sheet, path: Path, title: str, day: datetime) -> None:
    """Writes the document to a path; ``day`` is stated as the time at which it was made."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, "Chỉ Tiêu project", "vi-VN"
    properties.created = properties.modified = day
    properties.last_modified_by, properties.revision = "Chỉ Tiêu project", 1
    if sheet.notes:
        _add_notes(document, sheet.notes)
    counter = _Numbering(document)
    for part, following in _with_next(sheet.parts):
        _put(document, part, following, counter)
    buffer = io.BytesIO()
    document.save(buffer)
    _same_bytes(buffer, path)


def _with_next(parts: tuple[Part, ...]) -> Iterator[tuple[Part, Part | None]]:
    for index, part in enumerate(parts):
        yield part, parts[index + 1] if index + 1 < len(parts) else None


def _put(document: Any, part: Part, following: Part | None, counter: _Numbering) -> None:
    kind, lines = part.kind, part.lines
    if kind != "number":
        counter.stop()
    if kind in {"left", "signleft"}:
        _two_sides(document, lines, following.lines if following else ())
    elif kind in {"right", "signright"}:
        return  # written with the left side
    elif kind == "table":
        _table(document, part)
    elif kind == "page":
        document.add_page_break()
    elif kind in {"title", "about"}:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(lines[0]).bold = True
    elif kind.startswith("heading"):
        document.add_heading(lines[0], int(kind[-1]))
    elif kind == "number":
        paragraph = document.add_paragraph(style="List Number")
        counter.give(paragraph)
        _text(paragraph, lines[0])
    else:
        _text(document.add_paragraph(), lines[0])


def _text(paragraph: Any, line: str) -> None:
    """Adds a line to a paragraph, with its footnote marks as references."""
    for index, piece in enumerate(MARK.split(line)):
        if index % 2 == 0:
            if piece:
                paragraph.add_run(piece)
            continue
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), piece)
        run._r.append(reference)


def _two_sides(document: Any, left: tuple[str, ...], right: tuple[str, ...]) -> None:
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in zip(cells, (left, right), strict=True):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def _table(document: Any, part: Part) -> None:
    table = document.add_table(rows=len(part.rows), cols=len(part.rows[0]))
    table.style = "Table Grid"
    for (y, x), (tall, wide) in spans(part.rows).items():
        cell = table.cell(y, x)
        if tall > 1 or wide > 1:
            cell = cell.merge(table.cell(y + tall - 1, x + wide - 1))
        cell.text = part.rows[y][x]


class _Numbering:
    """Lists that each start at 1, numbered by the word processor."""

    def __init__(self, document: Any) -> None:
        self._numbering = document.part.numbering_part.element
        style = document.styles["List Number"].element
        used = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
        number = next(num for num in self._numbering.num_lst if str(num.numId) == used)
        self._abstract = number.abstractNumId.val
        self._current: int | None = None

    def stop(self) -> None:
        self._current = None

    def give(self, paragraph: Any) -> None:
        if self._current is None:
            number = self._numbering.add_num(self._abstract)
            number.add_lvlOverride(ilvl=0).add_startOverride(1)
            self._current = number.numId
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = self._current


def _add_notes(document: Any, notes: dict[str, str]) -> None:
    """Adds the footnotes as a part of the package; python-docx cannot."""
    rows = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        for number, text in notes.items()
    )
    blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>'
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f"{rows}</w:footnotes>"
    )
    part = PackagePart(PackURI("/word/footnotes.xml"), _FOOTNOTES, blob.encode("utf-8"), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _same_bytes(buffer: io.BytesIO, path: Path) -> None:
    """Copies the package with one fixed time for all of its files."""
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
