"""Whose share or number a quantity is."""

from __future__ import annotations

import pytest

from tests.link.test_linking import one, records


def subjects(text: str) -> list[str | None]:
    return [target.to_json()["subject"] for target in records(text)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Tỷ lệ hộ sử dụng nước hợp vệ sinh đạt 92%.", "hộ"),
        ("Tỷ lệ cử tri đồng ý phương án sắp xếp chiếm 96,4%.", "cử tri"),
        ("Có 38% doanh nghiệp tham gia chuỗi cung ứng.", "doanh nghiệp"),
    ],
)
def test_people_and_places_end_at_the_verb_after_them(text: str, subject: str) -> None:
    assert one(text)["subject"].startswith(subject)
    assert len(one(text)["subject"].split()) <= 5


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Thu nhập bình quân của người dân nông thôn tăng gấp 2,5 lần.", "Thu nhập bình quân của người dân"),
        ("Nguồn thu từ xuất nhập khẩu đạt 1.875 tỷ đồng.", "Nguồn thu từ xuất nhập khẩu"),
    ],
)
def test_a_short_head_keeps_the_phrase_that_tells_it_apart(text: str, subject: str) -> None:
    assert one(text)["subject"].startswith(subject)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Tỷ lệ hộ nghèo theo bảng đánh giá mới cũng hạ từ 4% xuống còn 3%.", "hộ nghèo"),
        ("Dây chuyền sản xuất bánh tráng trị giá 1,2 tỷ đồng.", "Dây chuyền sản xuất bánh tráng"),
    ],
)
def test_predicates_are_no_part_of_it(text: str, subject: str) -> None:
    assert {found for found in subjects(text) if found} >= {subject}


def test_a_share_of_the_whole_economy_is_not_of_it() -> None:
    text = "Nợ công khoảng 41,3% GDP, nợ nước ngoài của địa phương dưới 19% GDP."
    assert [(subject or "")[:13] for subject in subjects(text)] == ["Nợ công", "nợ nước ngoài"]


def test_where_nothing_else_is_named_the_whole_is_the_subject() -> None:
    assert subjects("Phấn đấu đóng góp 55 - 58% GDP, khoảng 35 - 40% tổng thu ngân sách.") == [
        "GDP",
        "tổng thu ngân sách",
    ]


def test_what_points_back_takes_the_subject_before() -> None:
    text = "Đến năm 2023, có 30% học sinh được học nghề. Đến năm 2026, tỷ lệ này nâng lên 45%."
    assert subjects(text) == ["học sinh", "học sinh"]


def test_who_reports_is_not_what_is_measured() -> None:
    text = "Số thu của chi cục giảm 4%. Đến nay, đơn vị đã đạt 162 tỷ đồng."
    assert subjects(text)[1] != "đơn vị"
    assert (subjects(text)[1] or "").lower().startswith("số thu") or (subjects(text)[1] or "").startswith("thu")
