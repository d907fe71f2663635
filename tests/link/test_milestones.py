"""Goals without a number are found by their time; tasks that only carry a date, and what is past, are not."""

from __future__ import annotations

import time
from datetime import date

import pytest

from extractor.core.document import Sentence
from extractor.link.milestones import Milestone, milestones_of
from extractor.link.sentence import Passage
from extractor.link.times import Clock

PLAN = Clock(date(2024, 3, 1), 2024)
NEWS = Clock(None, None)


def found(text: str, clock: Clock = PLAN) -> list[Milestone]:
    return milestones_of(Passage(text, Sentence(0, len(text), 0)), clock)


def words(text: str, clock: Clock = PLAN) -> list[str]:
    passage = Passage(text, Sentence(0, len(text), 0))
    spans = [passage.raw_span(one.find.start, one.find.end) for one in milestones_of(passage, clock)]
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "quote", "end", "subject"),
    [
        (
            "Hoàn thành cầu Ba Son mới trước ngày 30/6/2026.",
            "trước ngày 30/6/2026",
            date(2026, 6, 29),
            "cầu Ba Son mới",
        ),
        (
            "Đưa trạm bơm Đông Hòa vào sử dụng trong quý III/2026.",
            "trong quý III/2026",
            date(2026, 9, 30),
            "trạm bơm Đông Hòa",
        ),
        (
            "Phấn đấu huyện Bát Xát đạt chuẩn nông thôn mới năm 2025.",
            "năm 2025",
            date(2025, 12, 31),
            "huyện Bát Xát",
        ),
        (
            "- Khởi công tuyến tránh thị trấn chậm nhất tháng 10/2024;",
            "chậm nhất tháng 10/2024",
            date(2024, 10, 31),
            "tuyến tránh thị trấn",
        ),
        (
            "Kho lạnh Đức Trọng dự kiến hoàn thành vào giữa năm 2025.",
            "vào giữa năm 2025",
            date(2025, 6, 30),
            "Kho lạnh Đức Trọng",
        ),
        (
            "Đến hết năm 2025, tỉnh sẽ hoàn thành quy hoạch chung.",
            "Đến hết năm 2025",
            date(2025, 12, 31),
            "quy hoạch chung",
        ),
        ("Mục tiêu đến năm 2030, Hòa Bình trở thành tỉnh công nghiệp.", "đến năm 2030", date(2030, 12, 31), "Hòa Bình"),
    ],
)
def test_a_goal_without_a_number_is_found_at_its_time(text: str, quote: str, end: date, subject: str) -> None:
    (one,) = found(text)
    assert words(text) == [quote]
    assert one.period.end == end
    assert one.period.source == "explicit"
    assert one.subject == subject


@pytest.mark.parametrize(
    "text",
    [
        "Các sở báo cáo kết quả thực hiện trước ngày 15/12/2024.",
        "Định kỳ trước ngày 15/12 hằng năm gửi báo cáo về Sở Tài chính.",
        "Hoàn thành, báo cáo kết quả Ủy ban nhân dân tỉnh trước ngày 30/11/2024.",
        "Trước ngày 20/6/2024, Công an tỉnh tổng hợp, trình phương án hoàn thành.",
    ],
)
def test_a_task_with_a_routine_date_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Cầu Ba Son đã hoàn thành trước ngày 30/6/2026.",
        "Nhà máy đi vào hoạt động trong quý I/2023.",
        "Đến nay cơ bản hoàn thành công tác đo đạc.",
        "Sau khi hoàn thành tuyến đường trong năm 2025, giá đất có thể tăng.",
        "Chưa hoàn thành việc bàn giao mặt bằng trong tháng 2/2024.",
    ],
)
def test_what_is_past_or_only_supposed_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Quyết tâm hoàn thành nhiệm vụ thu ngân sách năm 2025.",
        "Sớm hoàn thành Đề án phát triển du lịch cộng đồng đến năm 2030.",
        'Hoàn thành dự thảo Đề án "Nâng cao chất lượng dân số đến năm 2030" theo quy định.',
        "Hoàn thành Chương trình phát triển nhà ở, tầm nhìn đến năm 2045.",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2024 về hoàn thành hồ sơ.",
    ],
)
def test_a_year_in_a_name_is_no_day_to_be_met(text: str) -> None:
    assert found(text) == []


def test_a_time_that_governs_a_number_makes_no_second_record() -> None:
    assert found("Đến năm 2025 hoàn thành 12 công trình cấp nước.") == []
    assert found("Hoàn thành 85% khối lượng trong quý III/2024.") == []


def test_a_goal_beside_a_record_in_a_clause_of_its_own_is_found() -> None:
    text = "Đến quý II/2024 giải ngân 50% vốn; trước ngày 31/12/2024 hoàn thành giải phóng mặt bằng."
    assert words(text) == ["trước ngày 31/12/2024"]


def test_two_times_make_two_milestones() -> None:
    text = "Dự kiến khởi công nhà máy rác trong quý II/2024, khánh thành trước ngày 02/9/2025."
    assert words(text) == ["trong quý II/2024", "trước ngày 02/9/2025"]


def test_without_the_day_of_the_document_words_must_say_that_it_is_to_be_done() -> None:
    assert words("Dự án sẽ hoàn thành trước năm 2030.", NEWS) == ["trước năm 2030"]
    assert found("Nhà văn hóa hoàn thành trong tháng 5/2019, khang trang hơn.", NEWS) == []


def test_what_comes_round_again_is_a_goal_only_where_someone_strives_for_it() -> None:
    assert words("Ngành thuế phấn đấu hằng năm hoàn thành dự toán được giao.") == ["hằng năm"]
    assert found("Hằng năm hoàn thành việc kiểm kê tài sản.") == []


def test_lost_line_breaks_and_no_break_blanks_do_not_hide_a_milestone() -> None:
    assert words("Hoàn\nthành đê\u00a0bao trước ngày\n30/6/2026.") == ["trước ngày\n30/6/2026"]


def test_a_sentence_that_never_ends_takes_no_time() -> None:
    begun = time.monotonic()
    assert found("hoàn thành (đưa " * 60_000) == []
    assert time.monotonic() - begun < 2
