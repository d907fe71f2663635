"""Text and tables of Word documents, web pages and workbooks, cell by cell: place, rows and columns covered."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractor.core.document import RawDocument
from extractor.reading import read, read_bytes

SAMPLES = Path(__file__).parent / "samples"
sys.path.insert(0, str(SAMPLES))
from word import cell, p, package, table  # noqa: E402 - the samples' makers stand beside them


def shown(document: RawDocument) -> list[str]:
    """Each row of each table as "column:text", with "/rows" and "+columns" where a cell covers several."""
    lines = []
    for number, found in enumerate(document.tables):
        for row in found.rows:
            cells = []
            for one in row.cells:
                words = f"{one.column}:{document.text[one.start : one.end]}"
                words += f"/{one.row_span}" if one.row_span > 1 else ""
                cells.append(words + (f"+{one.column_span}" if one.column_span > 1 else ""))
            lines.append(f"{number}.{row.cells[0].row} " + " | ".join(cells))
    return lines


WORD = {
    "plain": (
        table(cell("Xã") + cell("Số hộ"), cell("An Bình") + cell("1.250"), cell("Phú Lâm") + cell("980")),
        ["0.0 0:Xã | 1:Số hộ", "0.1 0:An Bình | 1:1.250", "0.2 0:Phú Lâm | 1:980"],
    ),
    "wide and tall": (
        table(
            cell("Chỉ tiêu", merge="restart") + cell("Năm 2024", span=2) + cell("Năm 2025"),
            cell("", merge="continue") + cell("KH") + cell("TH") + cell("KH"),
            cell("Lúa") + cell("12,5") + cell("12,7") + cell("13"),
        ),
        [
            "0.0 0:Chỉ tiêu/2 | 1:Năm 2024+2 | 3:Năm 2025",
            "0.1 1:KH | 2:TH | 3:KH",
            "0.2 0:Lúa | 1:12,5 | 2:12,7 | 3:13",
        ],
    ),
    "empty cells": (
        table(
            cell("TT") + cell("Chợ") + cell("Hạng"), cell("1") + cell("") + cell("3"), cell("") + cell("Mới") + cell("")
        ),
        ["0.0 0:TT | 1:Chợ | 2:Hạng", "0.1 0:1 | 1: | 2:3", "0.2 0: | 1:Mới | 2:"],
    ),
    "two tables": (
        table(cell("A") + cell("1"), cell("B") + cell("2"))
        + p("Và")
        + table(cell("C") + cell("3"), cell("D") + cell("4")),
        ["0.0 0:A | 1:1", "0.1 0:B | 1:2", "1.0 0:C | 1:3", "1.1 0:D | 1:4"],
    ),
    "tall group": (
        table(
            cell("Huyện") + cell("Việc") + cell("Ha"),
            cell("Sơn Hà", merge="restart") + cell("Rừng") + cell("350"),
            cell("", merge="continue") + cell("Chè") + cell("40"),
        ),
        ["0.0 0:Huyện | 1:Việc | 2:Ha", "0.1 0:Sơn Hà/2 | 1:Rừng | 2:350", "0.2 1:Chè | 2:40"],
    ),
}
WEB = {
    "plain": (
        "<tr><th>Xã</th><th>Số hộ</th></tr><tr><td>An Bình</td><td>1.250</td></tr>",
        ["0.0 0:Xã | 1:Số hộ", "0.1 0:An Bình | 1:1.250"],
    ),
    "wide and tall": (
        '<tr><td rowspan="2">Chỉ tiêu</td><td colspan="2">Năm 2024</td></tr><tr><td>KH</td><td>TH</td></tr>'
        "<tr><td>Lúa</td><td>12,5</td><td>12,7</td></tr>",
        ["0.0 0:Chỉ tiêu/2 | 1:Năm 2024+2", "0.1 1:KH | 2:TH", "0.2 0:Lúa | 1:12,5 | 2:12,7"],
    ),
    "paragraphs in cells": (
        "<tr><td><p>Chỉ</p><p>tiêu</p></td><td>ĐVT<br>(ha)</td></tr><tr><td><b>Rừng</b> mới</td><td>350</td></tr>",
        ["0.0 0:Chỉ tiêu | 1:ĐVT (ha)", "0.1 0:Rừng mới | 1:350"],
    ),
    "parts of a table": (
        "<thead><tr><th>TT</th><th>Chợ</th></tr></thead><tbody><tr><td>1</td><td>Mới</td></tr></tbody>"
        "<tfoot><tr><td></td><td>1 chợ</td></tr></tfoot>",
        ["0.0 0:TT | 1:Chợ", "0.1 0:1 | 1:Mới", "0.2 0: | 1:1 chợ"],
    ),
    "tall group": (
        '<tr><td>Huyện</td><td>Việc</td><td>Ha</td></tr><tr><td rowspan="2">Sơn Hà</td><td>Rừng</td><td>350</td></tr>'
        "<tr><td>Chè</td><td>40</td></tr>",
        ["0.0 0:Huyện | 1:Việc | 2:Ha", "0.1 0:Sơn Hà/2 | 1:Rừng | 2:350", "0.2 1:Chè | 2:40"],
    ),
}
SHEETS = {
    "plan.xlsx": [
        "0.0 0:CHỈ TIÊU KẾ HOẠCH+4",
        "0.2 0:Chỉ tiêu/2 | 1:ĐVT/2 | 2:Năm+2",
        "0.3 2:2024 | 3:2025",
        "0.4 0:Thu ngân sách | 1:Tỷ đồng | 2:12.345,7 | 3:13.000,0",
        "0.5 0:Tỷ lệ đô thị hóa | 1:% | 2:38,5% | 3:40,0%",
    ],
    "hidden.xlsx": ["0.0 0:Xã | 1:Dân số", "0.1 0:An Bình | 1:5400", "0.2 0:An Hòa | 1:6100", "1.0 0:Số liệu tạm"],
    "formulas.xlsx": [
        "0.0 0:Ngày | 1:05/06/2024 | 2:Đạt | 3:TRUE",
        "0.1 0:Tổng | 1: | 2: | 3:x",
        "0.2 0:Số lẻ | 1:1,5 | 2:1000000000000000 | 3:0,3",
    ],
    "far_cell.xlsx": ["0.0 0:Số xã | 1:19", "0.1048575 16383:lạc"],
    "two_sheets.xlsx": [
        "0.0 0:Chỉ tiêu chính | 1: | 2:KH",
        "0.1 0: | 1:Lúa | 2:120",
        "1.1 0: | 1:Ngô | 2:30,25",
    ],
}


@pytest.mark.parametrize("name", WORD)
def test_tables_of_word_documents(name: str) -> None:
    body, expected = WORD[name]
    document = read_bytes(package(p("BÁO CÁO") + body + p("Hết.")), "a.docx")
    assert shown(document) == expected
    assert document.text.startswith("BÁO CÁO\n")
    assert document.text.endswith("\nHết.\n")


@pytest.mark.parametrize("name", WEB)
def test_tables_of_web_pages(name: str) -> None:
    rows, expected = WEB[name]
    page = f"<html><body><main><h1>Báo cáo</h1><table>{rows}</table><p>Hết phụ lục.</p></main></body></html>"
    document = read_bytes(page.encode(), "a.html")
    assert shown(document) == expected
    assert document.text.startswith("Báo cáo\n")
    assert document.text.endswith("\nHết phụ lục.\n")


@pytest.mark.parametrize("name", SHEETS)
def test_tables_of_workbooks(name: str) -> None:
    assert shown(read(SAMPLES / name)) == SHEETS[name]
