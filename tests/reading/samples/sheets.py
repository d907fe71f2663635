"""Workbook samples."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl


def _bytes(book: openpyxl.Workbook) -> bytes:
    book.properties.created = book.properties.modified = datetime(2024, 1, 1)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _book(title: str) -> tuple[openpyxl.Workbook, openpyxl.worksheet.worksheet.Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    return book, sheet


def plan() -> tuple[bytes, list[str]]:
    """Merged headings, a year in a column of amounts, numbers with and without thousands."""
    book, sheet = _book("Kế hoạch")
    sheet["A1"] = "CHỈ TIÊU KẾ HOẠCH"
    sheet.merge_cells("A1:D1")
    sheet["A3"], sheet["B3"], sheet["C3"] = "Chỉ tiêu", "ĐVT", "Năm"
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("C3:D3")
    sheet["C4"], sheet["D4"] = 2024, 2025
    sheet.append(["Thu ngân sách", "Tỷ đồng", 12345.678, 13000])
    sheet.append(["Tỷ lệ đô thị hóa", "%", 0.385, 0.4])
    for name in ("C4", "D4", "C5", "D5"):
        sheet[name].number_format = "#,##0.0"
    for name in ("C6", "D6"):
        sheet[name].number_format = "0.0%"
    return _bytes(book), [
        "CHỈ TIÊU KẾ HOẠCH",
        "Chỉ tiêu | ĐVT | Năm",
        "2024 | 2025",
        "Thu ngân sách | Tỷ đồng | 12.345,7 | 13.000,0",
        "Tỷ lệ đô thị hóa | % | 38,5% | 40,0%",
    ]


def hidden() -> tuple[bytes, list[str]]:
    """A hidden row, a hidden column and a hidden sheet are read, and told."""
    book, sheet = _book("Xã")
    for row in (["Xã", "Dân số"], ["An Bình", 5400], ["An Hòa", 6100]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    other = book.create_sheet("Nháp")
    other["A1"] = "Số liệu tạm"
    other.column_dimensions["A"].hidden = True
    other.sheet_state = "hidden"
    return _bytes(book), ["Xã | Dân số", "An Bình | 5400", "An Hòa | 6100", "Số liệu tạm"]


def formulas() -> tuple[bytes, list[str]]:
    """A formula without a stored value reads as empty; dates are written day first; true and false stay."""
    book, sheet = _book("Công thức")
    sheet.append(["Ngày", date(2024, 6, 5), "Đạt", True])
    sheet.append(["Tổng", "=SUM(1,2)", None, "x"])
    sheet.append(["Số lẻ", 1.5, 1e15, 0.1 + 0.2])
    return _bytes(book), ["Ngày | 05/06/2024 | Đạt | TRUE", "Tổng |  |  | x", "Số lẻ | 1,5 | 1000000000000000 | 0,3"]


def far_cell() -> tuple[bytes, list[str]]:
    """A stray cell at the far corner of a sheet costs neither time nor memory."""
    book, sheet = _book("Góc")
    sheet["A1"] = "Số xã"
    sheet["B1"] = 19
    sheet["XFD1048576"] = "lạc"
    return _bytes(book), ["Số xã | 19", "lạc"]


def two_sheets() -> tuple[bytes, list[str]]:
    """Two sheets are two tables; lines within a cell become blanks; gaps keep their place."""
    book, sheet = _book("Huyện A")
    sheet.append(["Chỉ tiêu\nchính", None, "KH"])
    sheet.append([None, "Lúa", 120])
    other = book.create_sheet("Huyện B")
    other["B2"] = "Ngô"
    other["C2"] = 30.25
    return _bytes(book), ["Chỉ tiêu chính |  | KH", " | Lúa | 120", " | Ngô | 30,25"]


SAMPLES = {
    "plan.xlsx": plan,
    "hidden.xlsx": hidden,
    "formulas.xlsx": formulas,
    "far_cell.xlsx": far_cell,
    "two_sheets.xlsx": two_sheets,
}
