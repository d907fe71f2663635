"""Workbooks (XLSX): each sheet a table named after the sheet, merged cells as spans, values as they are shown."""

from __future__ import annotations

import io
from typing import Any

import regex

from extractor.core.document import RawDocument
from extractor.reading.compose import CellText, Composer
from extractor.reading.container import Container, declares_entities
from extractor.reading.limits import MAX_CELLS
from extractor.reading.sheet import shown
from extractor.reading.source import Source

_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NO_VALUE = regex.compile(rb"<f\b[^>]*+>[^<]*+</f>\s*+(?:<v\s*+/>|<v></v>)?+\s*+</c>|<f\b[^>]*+/>\s*+</c>")
_WIDE = 400
"""Beyond so many columns only the filled cells of a row are written."""


def read(source: Source) -> RawDocument:
    """All visible sheets in their order, a row a line; what is hidden is read too and told in the notes."""
    import openpyxl  # noqa: PLC0415 - heavy, and needed for workbooks only

    container = Container(source)  # refuses bombs and broken containers before openpyxl sees them
    cells = without_value = 0
    for name in container.names:
        if not name.endswith((".xml", ".rels")):
            continue
        part = container.take(name)
        if declares_entities(part):
            raise source.error(f"its part {name} declares a document type, which is not allowed", "save it anew")
        if name.startswith("xl/worksheets/"):
            cells += part.count(b"<c ")
            without_value += len(_NO_VALUE.findall(part))
    if cells > MAX_CELLS:
        raise source.error(f"{cells:,} cells, more than the limit of {MAX_CELLS:,}", "split the workbook")
    book = openpyxl.load_workbook(io.BytesIO(source.data), data_only=True, keep_links=False)
    composer = Composer()
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            composer.note(f'sheet "{sheet.title}" is hidden')
        _sheet(composer, sheet)
    if without_value:
        composer.note(f"{without_value} formulas have no stored value and read as empty")
    if any(name.lower().endswith("vbaproject.bin") for name in container.names):
        composer.note("macros were ignored")
    properties = book.properties
    meta = {"title": properties.title or "", "author": properties.creator or ""}
    return composer.document(source, _MEDIA, meta=meta)


def _sheet(composer: Composer, sheet: Any) -> None:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for area in sheet.merged_cells.ranges:
        spans[area.min_row, area.min_col] = (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet._cells.items():
        if type(cell).__name__ == "MergedCell":
            covered.add((row, column))
            continue
        text = shown(cell.value, cell.number_format)
        if text.strip():
            rows.setdefault(row, {})[column] = text
    hidden_rows = [number for number, row in sheet.row_dimensions.items() if row.hidden]
    hidden_columns = [letter for letter, column in sheet.column_dimensions.items() if column.hidden]
    if hidden_rows:
        composer.note(f'sheet "{sheet.title}": rows {_list(hidden_rows)} are hidden')
    if hidden_columns:
        composer.note(f'sheet "{sheet.title}": columns {", ".join(hidden_columns[:20])} are hidden')
    composer.open_table(sheet.title, sheet=True)
    for number in sorted(rows):
        filled = rows[number]
        columns = range(1, max(filled) + 1) if max(filled) <= _WIDE else sorted(filled)
        composer.row(
            [
                CellText(filled.get(column, ""), column - 1, *spans.get((number, column), (1, 1)))
                for column in columns
                if (number, column) not in covered
            ],
            number - 1,
        )
    composer.close_table()


def _list(numbers: list[int]) -> str:
    return ", ".join(map(str, sorted(numbers)[:20])) + (" …" if len(numbers) > 20 else "")
