"""Cells of annex tables become records: unit, role, time, scope and path come from the labels around them."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from extractor.core.extraction import Extraction
from extractor.core.target import Target
from extractor.pipeline import extract_document
from extractor.reading import read_bytes

SAMPLES = Path(__file__).parents[1] / "reading" / "samples"
sys.path.insert(0, str(SAMPLES))
import word  # noqa: E402 - the samples' makers stand beside them


def page(rows: str, before: str = "<h1>BÁO CÁO</h1><p>Ngày 15 tháng 12 năm 2024</p>") -> Extraction:
    """What is made of a web page with one table; cells are parted by bars, "text^3" covers three columns."""
    lines = []
    for line in rows.strip().split("\n"):
        cells = []
        for cell in line.split("|"):
            text, _, wide = cell.strip().partition("^")
            text, _, high = text.partition("_")
            cells.append(f'<td colspan="{wide or 1}" rowspan="{high or 1}">{text}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    html = f"<html><body><article>{before}<table>{''.join(lines)}</table></article></body></html>"
    return extract_document(read_bytes(html.encode(), "bảng.html"))


def at(made: Extraction, row: str, column: str) -> Target:
    """The one record of a row and a column, by the ends of their labels."""
    found = [
        target
        for target in made.targets
        if (cell := target.evidence.table) and cell.row.endswith(row) and cell.column.endswith(column)
    ]
    assert len(found) == 1, [(t.evidence.table, t.evidence.quote) for t in made.targets]
    return found[0]


PLAN = """
TT_2 | Chỉ tiêu_2 | ĐVT_2 | Năm 2024^3 | Năm 2025
Kế hoạch | Thực hiện | So sánh TH/KH (%) | Kế hoạch
A | NÔNG NGHIỆP | | | | |
I | Diện tích lúa | ha | 12.500 | 12.650 | 101,2 | 12.700
1 | Vụ mùa | ha | 7.000 | 7.100 | 101,4 | -
II | Đàn trâu | con | 3.200 | x | | 3.300
B | XÃ HỘI | | | | |
I | Tỷ lệ hộ nghèo | % | 4,5 | 4,2 | 93,3 | 3,9
"""


def test_years_and_roles_of_a_heading_of_two_rows() -> None:
    made = page(PLAN)
    plan, done, next_year = (
        at(made, "Diện tích lúa", end) for end in ("2024 / Kế hoạch", "Thực hiện", "Năm 2025 / Kế hoạch")
    )
    assert [str(one.value) for one in (plan, done, next_year)] == ["12500", "12650", "12700"]
    assert [one.status for one in (plan, done, next_year)] == ["target", "result", "target"]
    assert [one.due.end.year for one in (plan, done, next_year) if one.due and one.due.end] == [2024, 2024, 2025]
    assert {one.unit for one in (plan, done, next_year)} == {"ha"}
    assert plan.evidence.table is not None
    assert plan.evidence.table.row == "NÔNG NGHIỆP > Diện tích lúa"


def test_a_comparing_column_gives_percentages_of_the_results() -> None:
    compared = at(page(PLAN), "Diện tích lúa", "(%)")
    assert (compared.unit, compared.kind, compared.status) == ("%", "percentage", "result")
    assert compared.due is not None
    assert str(compared.due.end) == "2024-12-31"


def test_groups_are_the_path_and_empty_cells_are_none() -> None:
    made = page(PLAN)
    assert at(made, "NÔNG NGHIỆP > Diện tích lúa > Vụ mùa", "2024 / Kế hoạch").value == 7000
    assert at(made, "XÃ HỘI > Tỷ lệ hộ nghèo", "Năm 2025 / Kế hoạch").unit == "%"
    assert len(made.targets) == 4 + 3 + 2 + 4
    assert {reason for _, reason in made.skipped} == {"numbering"}


def test_the_line_above_gives_the_unit_and_the_title_the_time() -> None:
    made = page(
        """
        TT | Chỉ tiêu | Dự toán | Ước thực hiện
        1 | Thu nội địa | 1.250 | 1.310
        2 | Chi đầu tư phát triển | 640 | 655
        3 | Chi thường xuyên | 2.100 | 2.050
        """,
        "<h1>Dự toán ngân sách năm 2025</h1><p>Đơn vị tính: tỷ đồng</p>",
    )
    assert at(made, "Thu nội địa", "Dự toán").unit == "tỷ đồng"
    assert at(made, "Thu nội địa", "Dự toán").kind == "money"
    assert at(made, "Thu nội địa", "Ước thực hiện").status == "result"


def test_a_title_in_the_first_row_is_no_label_of_the_columns() -> None:
    made = page(
        """
        TỔNG HỢP CHỈ TIÊU NĂM 2020^6
        STT | Tên chỉ tiêu | Đơn vị tính | TH 2018 | TH 2019 | KH 2021
        1 | Sản lượng chè | Tấn | 410 | 432 | 450
        2 | Diện tích chè | Ha | 85 | 88 | 90
        """
    )
    tea = at(made, "Sản lượng chè", "TH 2019")
    assert tea.evidence.table is not None
    assert (tea.evidence.table.column, tea.unit, tea.status) == ("TH 2019", "Tấn", "result")
    assert tea.due is not None
    assert str(tea.due.end) == "2019-12-31"
    assert at(made, "Diện tích chè", "KH 2021").status == "target"


def test_communes_in_rows_are_the_scope_and_columns_say_what_is_counted() -> None:
    made = page(
        """
        TT | Xã, phường | Tổng số hộ | Hộ nghèo | Tổng điểm
        (1) | (2) | (3) | (4) | (5)
        1 | Xã An Bình | 1.820 | 64 | 91,5
        2 | Xã Phú Lâm | 2.105 | 58 | 88
        """
    )
    poor = at(made, "Xã Phú Lâm", "Hộ nghèo")
    assert (poor.value, poor.unit, poor.scope) == (58, "hộ", "Xã Phú Lâm")
    assert at(made, "Xã An Bình", "Tổng điểm").unit == "điểm"
    assert sum(reason == "numbering" for _, reason in made.skipped) == 5 + 2


def test_groups_of_communes_in_columns_are_the_scope() -> None:
    made = page(
        """
        TT_2 | Tên tiêu chí_2 | Nội dung tiêu chí_2 | Chỉ tiêu chung_2 | Yêu cầu đối với từng nhóm xã^2
        Xã nhóm 1 | Xã nhóm 2
        1_3 | Hạ tầng_3 | 1.1. Tỷ lệ hộ dùng điện an toàn | ≥98% | ≥99% | ≥98%
        1.2. Trường học đạt chuẩn | Đạt | Đạt | Đạt
        1.3. Có nhà văn hóa thôn | ≥01 | ≥02 | ≥01
        """
    )
    power = at(made, "dùng điện an toàn", "Xã nhóm 1")
    assert (power.value, power.unit, power.comparator, power.scope) == (99, "%", ">=", "Xã nhóm 1")
    assert power.status == "target"
    assert power.evidence.table is not None
    assert power.evidence.table.row.startswith("Hạ tầng > 1.1. ")
    assert at(made, "nhà văn hóa thôn", "Chỉ tiêu chung").scope is None


def test_shares_in_a_column_of_assessment_are_results() -> None:
    made = page(
        """
        STT | Chỉ tiêu | ĐVT | KH 2023 | Thực hiện 2023 | Ghi chú/ Đánh giá | Mục tiêu 2024
        A | Diện tích cà phê | Ha | 200,00 | 190,00 | 95,00 % | 210,00
        B | Diện tích tiêu | Ha | 40,00 | 44,00 | 110,00 % | 45,00
        C | Diện tích chè | Ha | 0,00 | 0,00 | 0,00 % | 0,00
        """
    )
    share = at(made, "Diện tích cà phê", "Đánh giá")
    assert (share.value, share.kind, share.status) == (95, "percentage", "result")
    assert share.due is not None
    assert str(share.due.end) == "2023-12-31"


def test_rows_that_are_all_zero_are_flagged_as_unfilled() -> None:
    made = page(
        """
        STT | Chỉ tiêu | ĐVT | KH 2023 | TH 2023
        1 | Đàn dê | Con | 0 | 0
        2 | Đàn bò | Con | 120 | 0
        """
    )
    flagged = [
        target.evidence.table.row
        for target in made.targets
        for c in target.checks
        if c.code == "unfilled" and target.evidence.table
    ]
    assert flagged == ["Đàn dê", "Đàn dê"]
    assert at(made, "Đàn dê", "KH 2023").confidence < at(made, "Đàn bò", "TH 2023").confidence


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("Nội dung | Số điện thoại\nVăn phòng | 0912345678\nTài vụ | 0912345679", "note"),
        ("TT | Chỉ tiêu | Mã\n1 | Lúa | 12\n2 | Ngô | 13", "note"),
        ("TT | Chỉ tiêu | ĐVT | KH 2024\n1 | | ha | 12\n2 | Ngô | ha | 13\n3 | Lạc | ha | 5", "no row label"),
        ("TT | Chỉ tiêu | ĐVT | KH 2024\n1 | Lúa | ha | 1.2.3.4\n2 | Ngô | ha | 13\n3 | Lạc | ha | 5", "unreadable"),
        ("TT | Nội dung | Cột A\n1 | Lúa | 17\n2 | Ngô | 13\n3 | Lạc | 5", "no unit and no role"),
    ],
)
def test_cells_that_say_nothing_are_counted_with_their_reason(table: str, reason: str) -> None:
    made = page(table)
    assert reason in {why for _, why in made.skipped}
    assert reason in made.tell_skipped()


def test_groups_that_go_on_over_rows_of_a_word_document() -> None:
    rows = [
        ("Huyện", "Chỉ tiêu", "ĐVT", "Giao năm 2025"),
        ("Huyện Sơn Hà", "Rừng trồng mới", "ha", "350"),
        ("", "Hộ thoát nghèo", "hộ", "120"),
    ]
    cells = [[word.cell(word.p(text)) for text in row] for row in rows]
    made = extract_document(
        read_bytes(word.package(word.p("KẾ HOẠCH") + word.table(*["".join(row) for row in cells])), "a.docx")
    )
    first = at(made, "Rừng trồng mới", "Giao năm 2025")
    assert (first.value, first.unit, first.scope) == (350, "ha", "Huyện Sơn Hà")


TASKS = """
TT | Nhiệm vụ | Kết quả cần đạt | Hướng dẫn chấm điểm | Thời gian hoàn thành | Ghi chú
1 | Bồi dưỡng giáo viên | Ít nhất 1.150 giáo viên tiểu học được bồi dưỡng; 95% số trường có phòng máy | Đủ 95% được cộng 10 điểm cho mỗi trường | Quý III/2025 | Đã làm thử tại 12 trường
2 | Tốc độ tăng số trường có thư viện | Bình quân từ 6 - 7%/năm, không kể trường mới | Thiếu 1% trừ 2 điểm mỗi năm | Trước ngày 15/11/2025 |
3 | Số lớp học bán trú | 240 lớp | | Năm 2026 |
"""  # noqa: E501 - rows of a table


def test_cells_that_hold_sentences_are_read_and_take_the_time_of_their_row() -> None:
    made = page(TASKS, "<h1>KẾ HOẠCH</h1><p>Ngày 15 tháng 01 năm 2025</p>")
    told = {
        target.evidence.quote: (target.unit, target.subject, target.status, target.due and target.due.end)
        for target in made.targets
    }
    assert told == {
        "1.150": ("giáo viên tiểu học", "giáo viên tiểu học", "target", date(2025, 9, 30)),
        "95%": ("%", "trường", "target", date(2025, 9, 30)),
        "6 - 7%": ("%/năm", "trường có thư viện", "target", date(2025, 11, 14)),
        "240": ("lớp", "lớp học bán trú", "target", date(2026, 12, 31)),
    }
    first = made.targets[0].evidence
    assert first.table is not None
    assert (first.table.row, first.table.column) == ("Bồi dưỡng giáo viên", "Kết quả cần đạt")
    assert first.sentence.startswith("1 | Bồi dưỡng giáo viên")
    assert first.sentence.rstrip().endswith("12 trường")


CRITERIA = """
TT | Tên tiêu chí | Nội dung tiêu chí | Chỉ tiêu | Xã vùng cao
1 | Giao thông | 1.2. Tỷ lệ đường trục thôn được cứng hóa | ≥ 92% | ≥ 81%
2 | Văn hóa | 2.1. Có khu thể thao phục vụ ít nhất 85% số thôn của xã | Đạt | Đạt
"""


def test_rows_of_a_set_of_criteria_give_their_codes_and_its_time() -> None:
    heading = "<h1>QUYẾT ĐỊNH</h1><h2>BỘ TIÊU CHÍ XÃ NÔNG THÔN MỚI GIAI ĐOẠN 2026 - 2030</h2>"
    made = page(CRITERIA, heading)
    codes = [(target.evidence.quote, target.criteria, target.criteria_set) for target in made.targets]
    assert codes == [("92%", ("1.2",), "xa-ntm"), ("81%", ("1.2",), "xa-ntm"), ("85%", ("2.1",), "xa-ntm")]
    assert {target.due and (target.due.start, target.due.end) for target in made.targets} == {
        (date(2026, 1, 1), date(2030, 12, 31))
    }
    plain = page(CRITERIA.replace("tiêu chí", "công việc"), "<h1>KẾ HOẠCH</h1>")
    assert [target.criteria for target in plain.targets] == [(), (), ()]


@pytest.mark.parametrize("name", ["plan.xlsx", "old_plan.xls"])
def test_a_record_of_a_workbook_names_its_sheet_and_the_address_of_its_cell(name: str) -> None:
    made = extract_document(read_bytes((SAMPLES / name).read_bytes(), name))
    first = 5 if name == "plan.xlsx" else 6  # the second has an empty row above its title, and a hidden one
    places = {t.evidence.quote: t.evidence.table.cell for t in made.targets if t.evidence.table is not None}
    assert {quote: places[quote] for quote in ("12.345,7", "13.000,0", "38,5%", "40,0%")} == {
        "12.345,7": f"C{first}", "13.000,0": f"D{first}", "38,5%": f"C{first + 1}", "40,0%": f"D{first + 1}",
    }  # fmt: skip
    assert made.targets[0].to_json()["table"]["table"] == "Kế hoạch"
    assert made.targets[0].to_json()["table"]["cell"] == f"C{first}"


def test_addresses_go_on_behind_z_and_merged_cells_have_that_of_their_first() -> None:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Biểu 1"
    sheet["A2"], sheet["Z2"], sheet["AA2"], sheet["AC2"] = "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2025", "Thực hiện năm 2024"
    sheet["A9"], sheet["Z9"], sheet["AA9"], sheet["AC9"] = "Sản lượng lúa", "tấn", 700, 650
    sheet.merge_cells("AA2:AB2")
    sheet.merge_cells("AA9:AB9")
    sheet.row_dimensions[9].hidden = True
    data = io.BytesIO()
    book.save(data)
    made = extract_document(read_bytes(data.getvalue(), "biểu.xlsx"))
    assert at(made, "lúa", "2025").evidence.table is not None
    assert [(t.evidence.quote, t.to_json()["table"]["cell"]) for t in made.targets] == [("700", "AA9"), ("650", "AC9")]
    assert any("rows 9 are hidden" in note for note in made.raw.notes)


def test_a_table_that_is_no_sheet_has_no_addresses() -> None:
    assert at(page(PLAN), "lúa", "Năm 2025 / Kế hoạch").to_json()["table"] == {
        "table": "Bảng 1",
        "row": "NÔNG NGHIỆP > Diện tích lúa",
        "column": "Năm 2025 / Kế hoạch",
    }


def test_a_row_in_capitals_whose_number_was_left_out_is_a_group_like_those_before_it() -> None:
    made = page(
        """
        STT | Chỉ tiêu | ĐVT | Kế hoạch 2025
        A | NÔNG NGHIỆP | |
        1 | Lúa | tấn | 700
        B | THỦY SẢN | |
        1 | Cá tra | tấn | 90
        | TỔNG SẢN LƯỢNG | tấn | 790
        2 | Tôm | tấn | 40
        | CÔNG NGHIỆP - TTCN | |
        1 | Gạch | viên | 5000
        """
    )
    paths = {target.evidence.quote: target.evidence.table.row for target in made.targets if target.evidence.table}
    assert paths["700"] == "NÔNG NGHIỆP > Lúa"
    assert paths["40"] == "THỦY SẢN > Tôm"
    assert paths["5000"] == "CÔNG NGHIỆP - TTCN > Gạch"


def test_a_column_of_prices_without_a_unit_does_not_take_that_of_the_row() -> None:
    rows = "Chỉ tiêu | ĐVT | Giá ss 2010 | Kế hoạch 2025\nLúa | tấn | 4.652.000 | 700\nNgô | tấn | 3.400.000 | 90"
    made = page(rows)
    assert [target.evidence.quote for target in made.targets] == ["700", "90"]
    assert [reason for _, reason in made.skipped] == ["no unit and no role"] * 2
    priced = page(rows.replace("Giá ss 2010", "Đơn giá (nghìn đồng)"))
    assert {target.unit for target in priced.targets} == {"tấn", "nghìn đồng"}


def test_what_was_reached_is_not_dated_by_the_years_of_a_plan() -> None:
    rows = """
TT | Chỉ tiêu | ĐVT | Thực hiện | Kế hoạch
1 | Diện tích chè | ha | 1.240 | 1.600
"""
    made = page(rows, "<h1>KẾ HOẠCH</h1><p>Phát triển cây chè giai đoạn 2026 - 2030</p>")
    done, planned = made.targets
    assert (done.status, done.due) == ("result", None)
    assert (planned.status, planned.due and planned.due.end) == ("target", date(2030, 12, 31))
