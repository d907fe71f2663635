"""A workbook of before 2007, which needs xlwt to be made again (``pip install xlwt``, for nothing else)."""

from __future__ import annotations

import io

import xlwt


def old_plan() -> tuple[bytes, list[str]]:
    """Two sheets, merged headings, a hidden row, an empty row and numbers with their formats."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Kế hoạch")
    grouped, share = xlwt.easyxf(num_format_str="#,##0.0"), xlwt.easyxf(num_format_str="0.0%")
    sheet.write_merge(1, 1, 0, 3, "CHỈ TIÊU NĂM 2025")
    sheet.write_merge(3, 4, 0, 0, "Chỉ tiêu")
    sheet.write_merge(3, 4, 1, 1, "ĐVT")
    sheet.write_merge(3, 3, 2, 3, "Năm 2025")
    sheet.write(4, 2, "Kế hoạch")
    sheet.write(4, 3, "Ước thực hiện")
    rows = (("Thu ngân sách", "Tỷ đồng", 12345.678, 13000), ("Tỷ lệ đô thị hóa", "%", 0.385, 0.4))
    for row, (label, unit, *values) in enumerate(rows, start=5):
        sheet.write(row, 0, label)
        sheet.write(row, 1, unit)
        for column, value in enumerate(values, start=2):
            sheet.write(row, column, value, grouped if row == 5 else share)
    sheet.row(6).hidden = True
    other = book.add_sheet("Xã")
    for row, values in enumerate((("Xã", "Số hộ nghèo năm 2024"), ("An Bình", 12), ("An Hòa", 7))):
        for column, value in enumerate(values):
            other.write(row, column, value)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue(), [
        "CHỈ TIÊU NĂM 2025",
        "Chỉ tiêu | ĐVT | Năm 2025",
        "Kế hoạch | Ước thực hiện",
        "Thu ngân sách | Tỷ đồng | 12.345,7 | 13.000,0",
        "Tỷ lệ đô thị hóa | % | 38,5% | 40,0%",
        "Xã | Số hộ nghèo năm 2024",
        "An Bình | 12",
        "An Hòa | 7",
    ]


SAMPLES = {"old_plan.xls": old_plan}
