"""Which time dates a figure: one of its own, one that governs from before, or none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.link.test_linking import one, records


def dues(text: str) -> list[tuple[str | None, str | None]]:
    """First and last day of each record's due, ``(None, None)`` for a record without one."""
    out: list[tuple[str | None, str | None]] = []
    for target in records(text):
        due: dict[str, Any] = target.to_json()["due"] or {}
        out.append((due.get("start"), due.get("end")))
    return out


def test_a_day_without_its_year_after_a_preposition() -> None:
    text = "Ngày 14/12/2021, Chi cục Thuế huyện báo cáo: tổng thu đến 9/12 tại đơn vị đạt hơn 310 tỷ đồng."
    assert dues(text) == [(None, "2021-12-09")]


def test_what_looks_like_such_a_day_may_be_a_ratio() -> None:
    record = one("Số xã đạt chuẩn tăng lên đến 9/12 xã.")
    assert (record["value"], record["total"], record["due"]) == ("9", "12", None)


def test_a_numbered_period_with_its_years() -> None:
    text = "Giai đoạn 2 (2022-2025), tỉnh đầu tư thêm khoảng 1.450 tỷ đồng cho cấp nước."
    assert dues(text) == [("2022-01-01", "2025-12-31")]


@pytest.mark.parametrize(
    "text",
    [
        "Đến năm 2027, tỉnh xong đường vành đai. Dự kiến tổng mức đầu tư giai đoạn một khoảng 2.150 tỷ đồng.",
        "Đến năm 2027, tỉnh xong đường vành đai. Trong giai đoạn 1, chủ đầu tư bỏ ra hơn 800 tỷ đồng.",
    ],
)
def test_a_phase_without_years_takes_no_time_from_before(text: str) -> None:
    assert dues(text) == [(None, None)]


def test_a_condition_dates_nothing() -> None:
    text = (
        "Sở đưa ra hai kịch bản cho năm 2022. Nếu cửa khẩu mở lại ngay từ đầu năm, lượng khách đến tỉnh đạt "
        "2,4 triệu lượt."
    )
    assert dues(text) == [("2022-01-01", "2022-12-31")]


def test_the_time_of_a_meeting_is_no_due() -> None:
    text = "Đầu tháng 11/2022, tại phiên họp của UBND tỉnh, lãnh đạo giao ngành thuế phấn đấu thu 8.400 tỷ đồng."
    assert dues(text) == [(None, None)]


def test_the_years_of_a_set_of_criteria_are_no_due() -> None:
    text = "Rà soát lại theo bộ tiêu chí mới giai đoạn 2021-2025, trên 60 xã đã đạt chuẩn bị rớt chuẩn."
    assert dues(text) == [(None, None)]


def test_the_first_clause_of_a_paragraph_dates_the_rest() -> None:
    text = (
        "Kinh tế của tỉnh 10 tháng năm 2023 cơ bản ổn định; GRDP 9 tháng năm 2023 tăng 7,1%. Sản xuất công nghiệp "
        "tăng 11,2% so với cùng kỳ."
    )
    assert dues(text) == [("2023-01-01", "2023-09-30"), ("2023-01-01", "2023-10-31")]


def test_a_paragraph_that_names_the_plan_again_goes_on_with_its_year() -> None:
    text = (
        "Hội đồng nhân dân tỉnh thông qua Nghị quyết về phát triển kinh tế - xã hội năm 2023.\n\n"
        "Nghị quyết đề ra 20 chỉ tiêu, trong đó, GRDP tăng khoảng 8,5%; kim ngạch xuất khẩu tăng 6%.\n"
    )
    assert dues(text) == [("2023-01-01", "2023-12-31")] * 2


def test_a_goal_takes_no_past_year_from_the_sentence_before() -> None:
    text = (
        "Ngày 5/6/2022. Năm 2015, xã An Phú là xã đầu tiên của huyện về đích. Mục tiêu của xã là tỷ lệ hộ có nhà tắm "
        "phải đạt tối thiểu 70%."
    )
    assert dues(text) == [(None, None)]


def test_a_time_behind_a_figure_does_not_pass_over_other_sentences() -> None:
    text = (
        "Tỷ lệ hộ nghèo giảm còn 12,4% vào cuối năm 2019. Đường sá ngày càng thuận lợi. Trên 80% hộ có ti vi, gần 75% "
        "hộ dùng nước sạch."
    )
    assert dues(text) == [(None, "2019-12-31"), (None, None), (None, None)]


def test_years_told_below_the_headline_are_the_document_s() -> None:
    text = (
        "92% dân số tỉnh có bảo hiểm y tế đến năm 2025\n\n"
        "Bảo hiểm xã hội tỉnh đưa ra các mục tiêu trong giai đoạn 2021-2025.\n\n"
        "Theo Bảo hiểm xã hội tỉnh, số lao động tham gia bảo hiểm xã hội sẽ chiếm 40%.\n"
    )
    assert dues(text)[-1] == ("2021-01-01", "2025-12-31")


def test_a_recurrence_goes_before_a_length_of_years() -> None:
    record = one("Tỉnh kiến nghị Bộ chi mỗi năm 145 tỷ đồng trong 5 năm tới để nạo vét luồng tàu.")
    assert record["due"]["recurrence"] == "yearly"


def test_the_day_of_an_event_does_not_date_the_next_sentence() -> None:
    text = "Dự án có tổng vốn 900 tỷ đồng, khởi công ngày 19/8/2024. Công suất của nhà máy là 40 MW."
    assert dues(text)[1] == (None, None)


def test_a_kind_of_crop_is_no_recurrence() -> None:
    record = one("Năm 2025, diện tích cây hằng năm đạt 148.230 ha.")
    assert (record["due"]["end"], record["due"]["recurrence"]) == ("2025-12-31", None)
    record = one("Đơn vị trồng 5.000 cây hằng năm.")
    assert record["due"]["recurrence"] == "yearly"


def test_a_report_looks_back_on_what_its_title_says_first() -> None:
    text = (
        "ỦY BAN NHÂN DÂN HUYỆN THANH KHÊ\nSố: 12/BC-UBND\n\nThanh Khê, ngày 05 tháng 7 năm 2024\n\nBÁO CÁO\n"
        "Tình hình 6 tháng đầu năm, phương hướng 6 tháng cuối năm 2024\n\nA. KẾT QUẢ\n\n"
        "Toàn huyện đã trồng 412 ha rừng.\n\nB. PHƯƠNG HƯỚNG\n\nTrồng thêm 300 ha rừng.\n"
    )
    assert dues(text) == [("2024-01-01", "2024-06-30"), ("2024-07-01", "2024-12-31")]


def test_where_a_change_began_is_not_dated_by_its_end() -> None:
    text = "Năm 2025, huyện nâng tỷ lệ lao động có chứng chỉ từ 24,6% lên 26,9%."
    assert dues(text) == [(None, None), ("2025-01-01", "2025-12-31")]
