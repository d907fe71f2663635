"""What a sentence says of its quantities: whose they are, when, whether goal or result, and what they restate."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.core.document import RawDocument
from extractor.core.target import Target
from extractor.grammar.numbers import parse_number
from extractor.pipeline import extract_document


def records(text: str, name: str = "bai.txt") -> list[Target]:
    raw = RawDocument(name, hashlib.sha256(text.encode()).hexdigest(), "text/plain", text)
    return [target for target in extract_document(raw).targets if target.kind != "milestone"]


def one(text: str) -> dict[str, Any]:
    found = records(text)
    assert len(found) == 1, [(target.evidence.quote, target.kind) for target in found]
    return found[0].to_json()


PLAN = "KẾ HOẠCH\n\nI. MỤC TIÊU\n\n"


def test_one_deadline_governs_a_list_of_clauses() -> None:
    text = PLAN + (
        "Đến năm 2025, toàn tỉnh có 05 đơn vị cấp huyện đạt chuẩn; có 98/110 xã đạt tiêu chí 19.2 của tiêu chí số 19; "
        "ít nhất 45% số xã đạt chỉ tiêu 19.2 trong Bộ tiêu chí quốc gia về xã nông thôn mới nâng cao."
    )
    found = [target.to_json() for target in records(text)]
    assert [(r["quote"], r["subject"], r["comparator"]) for r in found] == [
        ("05", "đơn vị cấp huyện", "="),
        ("98/110", "xã", "="),
        ("45%", "xã", ">="),
    ]
    assert {r["due"]["end"] for r in found} == {"2025-12-31"}
    assert [r["criteria"] for r in found] == [[], ["19.2"], ["19.2"]]
    assert found[2]["criteria_set"] == "xa-ntm-nang-cao"
    assert {r["status"] for r in found} == {"target"}


def test_a_reported_state_is_a_result() -> None:
    record = one("Hết năm 2020 có 150/175 xã đạt tiêu chí về giao thông.")
    assert (record["status"], record["kind"], record["value"], record["total"]) == ("result", "ratio", "150", "175")
    assert record["due"]["end"] == "2020-12-31"


@pytest.mark.parametrize(
    ("text", "value", "percent"),
    [
        ("Đến nay có 49/181 thôn được công nhận, chiếm tỷ lệ 27,1%.", "49", "27.1"),
        ("Toàn huyện đã có 412/430 hộ cài ứng dụng, đạt 95,8%.", "412", "95.8"),
        ("Vốn tín dụng đạt 58.932 tỷ đồng (47,4%).", "58932", "47.4"),
        ("Trong đó có 28 trạm phát sóng mới (chiếm 32,2%).", "28", "32.2"),
    ],
)
def test_a_restated_share_belongs_to_its_record(text: str, value: str, percent: str) -> None:
    record = one(text)
    assert (record["value"], record["percent"]) == (value, percent)


def test_the_same_amount_in_another_currency_is_no_record() -> None:
    record = one("Quy mô kinh tế năm 2020 ước đạt 102 nghìn tỷ đồng, khoảng 4,3 tỷ USD.")
    assert (record["value"], record["unit"]) == ("102", "nghìn tỷ đồng")


@pytest.mark.parametrize(
    ("text", "change", "value"),
    [
        ("Kinh tế của tỉnh tăng 8,2% so với năm trước.", "increase", "8.2"),
        ("Tốc độ tăng trưởng GRDP đạt 7,85%.", "increase", "7.85"),
        ("Tỷ lệ hộ nghèo giảm còn 3%.", "level", "3"),
        ("Mỗi xã kéo giảm ít nhất 05% số vụ phạm tội.", "decrease", "5"),
        ("Thu nhập bình quân tăng lên 58 triệu đồng/người/năm.", "level", "58"),
        ("Doanh thu tăng 1,5 lần so với năm 2019.", "increase", "1.5"),
        ("Doanh thu gấp 1,5 lần năm 2019.", "level", "1.5"),
        ("Năm nay xã trồng thêm 12 ha rừng.", "increase", "12"),
        ("Nhằm thúc đẩy tăng trưởng kinh tế, tỷ lệ giải quyết hồ sơ trực tuyến đạt 90%.", "level", "90"),
        ("Tổng nguồn lực cho mục tiêu giảm nghèo khoảng 215 tỷ đồng.", "level", "215"),
        ("Huyện điều chỉnh giảm nguồn vốn cho các dự án hạ tầng thiết yếu vùng cao 80 tỷ đồng.", "decrease", "80"),
    ],
)
def test_change_and_level(text: str, change: str, value: str) -> None:
    record = one(text)
    assert (record["change"], record["value"]) == (change, value)


def test_a_turn_gives_two_records_and_a_baseline() -> None:
    first, second = (
        target.to_json() for target in records("Tỷ lệ hộ nghèo giảm từ 43,65% năm 2015 xuống 8,88% năm 2020.")
    )
    assert (first["value"], first["change"], first["due"]["end"]) == ("43.65", "level", "2015-12-31")
    assert (second["value"], second["change"], second["due"]["end"]) == ("8.88", "level", "2020-12-31")
    assert second["baseline"] == {"year": 2015, "value": "43.65"}


def test_a_year_after_so_voi_is_a_baseline_and_no_due() -> None:
    record = one("Số vụ cháy giảm 12% so với năm 2019.")
    assert record["baseline"] == {"year": 2019}
    assert record["due"] is None


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Phấn đấu 100% trạm y tế có bác sĩ.", "trạm y tế"),
        ("Tỷ lệ hộ nghèo còn 3%.", "hộ nghèo"),
        ("Thu nội địa đạt 104,2% dự toán.", "thu nội địa"),
        ("Cả huyện hiện có 35.000 lao động.", "lao động"),
        ("Trồng mới 2.500 ha rừng gỗ lớn.", "rừng gỗ lớn"),
        ("Vận động 100% cán bộ, công chức và người lao động tham gia.", "cán bộ, công chức và người lao động"),
        ("Số lao động có việc làm mới là 50.898 người.", "lao động"),
    ],
)
def test_subject(text: str, subject: str) -> None:
    assert one(text)["subject"].lower() == subject


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Tỉnh phấn đấu thu hút 6,5 triệu lượt khách.", "target"),
        ("Dự kiến sản lượng đạt 1,2 triệu tấn.", "target"),
        ("Thu ngân sách ước đạt 9.957 tỷ đồng.", "result"),
        ("Lũy kế đến nay đã giải ngân 4.067 tỷ đồng.", "result"),
        ("Trên 2.700 xã đã đạt chuẩn.", "result"),
        ("Chương trình mục tiêu quốc gia đã hỗ trợ 27 tỷ đồng.", "result"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert one(text)["status"] == status


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Quyết định số 318/QĐ-TTg ngày 08/3/2022 và Luật số 15/2017/QH14.",
        "Kế hoạch đưa ra 7 nhóm nhiệm vụ và 03 khâu đột phá.",
        "Sửa chữa Quốc lộ 4D và Tỉnh lộ 155 sau bão số 3.",
        "Liên hệ 0214 3840 034, phòng 12, tầng 3, lúc 14h30.",
        "Chủ tịch Ủy ban nhân dân 8 huyện, thành phố chịu trách nhiệm.",
        "Họp lúc 8 giờ 30 ngày 15/12/2022.",
        "Nếu có từ 02 địa phương trở lên bằng điểm thì bốc thăm.",
    ],
)
def test_what_is_no_record(text: str) -> None:
    assert [target.evidence.quote for target in records(text)] == []


def test_a_narrowing_number_is_no_record_of_its_own() -> None:
    assert one("Số xã đạt 15 - 18 tiêu chí là 4,7%.")["value"] == "4.7"
    assert one("Có 3 huyện giảm trên 20% số vụ.")["value"] == "3"


def test_an_allotment_takes_the_unit_that_was_counted_before() -> None:
    text = (
        "Năm 2023 tỉnh giao 400 giáo viên cho các huyện.\n\nGiao cho Tân Uyên: 150, Than Uyên: 140 và Phong Thổ: 110."
    )
    assert [(t.value, t.unit) for t in records(text)][1:] == [(Decimal(n), "giáo viên") for n in (150, 140, 110)]


def test_times_carry_over_a_paragraph_but_not_to_the_next() -> None:
    text = (
        "Đến cuối năm 2023 có 18 xã đạt chuẩn. Bình quân mỗi xã đạt 12,4 tiêu chí.\n\nToàn vùng có 25 trường nội trú."
    )
    dues = [target.due.end.isoformat() if target.due and target.due.end else None for target in records(text)]
    assert dues == ["2023-12-31", "2023-12-31", None]


def test_a_recurrence_ends_where_the_heading_says() -> None:
    text = PLAN.replace("I. MỤC TIÊU", "I. MỤC TIÊU ĐẾN NĂM 2030") + "Hằng năm đào tạo nghề cho ít nhất 1.500 lao động."
    due = one(text)["due"]
    assert (due["recurrence"], due["end"]) == ("yearly", "2030-12-31")


def test_table_cells_have_row_column_unit_and_status() -> None:
    text = (
        "PHỤ LỤC\n\nCHỈ TIÊU NĂM 2025\n\n"
        "| TT | Chỉ tiêu | Đơn vị | Thực hiện 2024 | Kế hoạch 2025 |\n| --- | --- | --- | --- | --- |\n"
        "| I | Giáo dục | | | |\n| 1 | Tỷ lệ trường đạt chuẩn | % | 58,5 | ≥ 63 |\n"
        "| 2 | Học sinh bán trú | nghìn học sinh | 36,4 | - |\n"
    )
    found = [target.to_json() for target in records(text, "phuluc.md")]
    assert [(r["value"], r["unit"], r["status"], r["comparator"]) for r in found] == [
        ("58.5", "%", "result", "="),
        ("63", "%", "target", ">="),
        ("36.4", "nghìn học sinh", "result", "="),
    ]
    assert [r["due"]["end"] for r in found] == ["2024-12-31", "2025-12-31", "2024-12-31"]
    assert found[1]["table"] == {
        "table": found[1]["table"]["table"],
        "row": "Giáo dục > Tỷ lệ trường đạt chuẩn",
        "column": "Kế hoạch 2025",
    }


def test_ids_are_stable_and_fact_keys_ignore_offsets() -> None:
    text = "Đến năm 2025 có 40% số xã đạt chuẩn."
    first, again = records(text)[0], records(text)[0]
    moved = records("Lời dẫn của bản sao.\n\n" + text)[0]
    assert (first.id, first.fact_key) == (again.id, again.fact_key)
    assert moved.id != first.id
    assert moved.fact_key == first.fact_key


NUMBERS = st.one_of(
    st.integers(1, 99).map(str),
    st.integers(1, 99).map(lambda n: f"{n:02d}"),
    st.tuples(st.integers(1, 999), st.integers(0, 999)).map(lambda p: f"{p[0]}.{p[1]:03d}"),
    st.tuples(st.integers(0, 99), st.integers(1, 9)).map(lambda p: f"{p[0]},{p[1]}"),
)
FRAMES = st.sampled_from(
    [
        "Đến năm 2025 có {} hộ được vay vốn.",
        "Tỷ lệ che phủ rừng đạt {}%.",
        "Tổng kinh phí là {} tỷ đồng.",
        "Diện tích đạt {} ha;\ntrong đó {} ha đã thu hoạch.",
        "Phấn đấu tăng từ {}% lên {}% vào năm 2030.",
    ]
)


@settings(max_examples=150, deadline=None)
@given(FRAMES, st.lists(NUMBERS, min_size=2, max_size=2), st.booleans())
def test_every_value_is_read_from_the_characters_of_its_span(frame: str, numbers: list[str], decomposed: bool) -> None:
    text = frame.format(*numbers[: frame.count("{}")])
    if decomposed:
        text = text.replace(" ", "\u00a0")
    for target in records(text):
        place = target.evidence
        assert text[place.start : place.end] == place.quote
        digits = place.quote.rstrip("%").strip()
        assert parse_number(digits) == target.value


def test_a_megabyte_of_one_line_stays_bounded_and_loses_no_figure() -> None:
    clause = "Năm 2024 xã có 125 hộ được vay vốn và 38% số hộ dùng nước sạch, "
    found = records(clause * 400)
    assert len(found) == 800
    assert {target.value for target in found} == {Decimal(125), Decimal(38)}
