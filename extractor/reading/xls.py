"""Old workbooks (XLS): as XLSX, by xlrd."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from extractor.core.document import RawDocument
from extractor.reading.compose import CellText, Composer
from extractor.reading.limits import MAX_CELLS
from extractor.reading.ole import Silent, refuse_encrypted
from extractor.reading.sheet import shown
from extractor.reading.source import Source

_MEDIA = "application/vnd.ms-excel"


def read(source: Source) -> RawDocument:
    """All sheets in their order, a row a line; hidden ones are told in the notes."""
    import xlrd  # noqa: PLC0415 - needed for old workbooks only

    refuse_encrypted(source)
    try:
        book = xlrd.open_workbook(file_contents=source.data, formatting_info=True, logfile=Silent())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise source.error("encrypted with a password", "save it without one") from error
        raise source.error("a damaged workbook", "save it anew as XLSX") from error
    composer = Composer()
    left = MAX_CELLS
    for sheet in book.sheets():
        left -= sheet.nrows * sheet.ncols
        if left < 0:
            raise source.error(f"more than {MAX_CELLS:,} cells", "split the workbook")
        if sheet.visibility:
            composer.note(f'sheet "{sheet.name}" is hidden')
        _sheet(composer, book, sheet)
    return composer.document(source, _MEDIA, meta={"author": book.user_name or ""})


def _sheet(composer: Composer, book: Any, sheet: Any) -> None:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for top, bottom, left, right in sheet.merged_cells:
        spans[top, left] = (bottom - top, right - left)
        covered.update((row, column) for row in range(top, bottom) for column in range(left, right))
        covered.discard((top, left))
    hidden = sorted(number + 1 for number, info in sheet.rowinfo_map.items() if info.hidden)
    if hidden:
        shown_rows = ", ".join(map(str, hidden[:20])) + (" …" if len(hidden) > 20 else "")
        composer.note(f'sheet "{sheet.name}": rows {shown_rows} are hidden')
    composer.open_table(sheet.name, sheet=True)
    for number in range(sheet.nrows):
        cells = [
            CellText(_text(book, sheet.cell(number, column)), column, *spans.get((number, column), (1, 1)))
            for column in range(sheet.row_len(number))
            if (number, column) not in covered
        ]
        while cells and not cells[-1].text.strip():
            cells.pop()
        composer.row(cells, number)
    composer.close_table()


def _text(book: Any, cell: Any) -> str:
    import xlrd  # noqa: PLC0415 - needed for old workbooks only

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return ""
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            value: Any = datetime(*xlrd.xldate_as_tuple(cell.value, book.datemode))
        except (xlrd.XLDateError, ValueError):
            value = cell.value
        return shown(value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        value = int(cell.value) if float(cell.value).is_integer() else cell.value
        style = book.format_map.get(book.xf_list[cell.xf_index].format_key) if cell.xf_index is not None else None
        return shown(value, style.format_str if style else None)
    return str(cell.value)
