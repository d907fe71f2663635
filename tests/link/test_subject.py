"""Whose share or number a quantity is."""

from __future__ import annotations

import pytest

from extractor.link.cut import subject_of_label
from extractor.link.phrase import without_estimate
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


def test_figures_told_respectively_go_to_their_names() -> None:
    text = "Ba thị trường lớn nhất là Mỹ, Nhật Bản và Úc, lần lượt chiếm 28%, 19% và 17% tổng kim ngạch."
    assert subjects(text) == ["Mỹ", "Nhật Bản", "Úc"]
    text = "Diện tích và sản lượng lần lượt đạt 1.200 ha và 3.400 tấn."
    assert subjects(text) == ["Diện tích", "sản lượng"]


def test_respectively_without_names_leaves_what_was_measured() -> None:
    text = "Thu ngân sách đạt 300 tỷ đồng, lần lượt tăng 5% và 7% so với hai năm trước."
    assert subjects(text) == ["Thu ngân sách"] * 3


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Lực lượng công an đã khởi tố 61 vụ.", "vụ"),
        ("Tổng diện tích gieo trồng cây hằng năm thực hiện 148.230 ha.", "Tổng diện tích gieo trồng cây hằng năm"),
        ("Dự án cầu Vàm Kinh có chiều dài 1,2 km.", "chiều dài"),
        ("Chính sách mới hỗ trợ một lần 350 triệu đồng đối với bác sĩ nội trú.", "hỗ trợ"),
        ("Giá trị sản xuất (giá so sánh 2010): 2.456 tỷ đồng.", "Giá trị sản xuất"),
        ("Các ngành tập trung giảm nghèo 1,5%.", "nghèo"),
    ],
)
def test_what_a_figure_measures_is_not_the_word_that_stands_nearest(text: str, subject: str) -> None:
    assert one(text)["subject"] == subject


def test_a_bounded_share_behind_a_counted_verb_only_narrows() -> None:
    text = "Còn 7 dự án giải ngân dưới 30%."
    assert [target.to_json()["value"] for target in records(text)] == ["7"]


def test_cases_counted_behind_a_vehicle_are_no_size_of_it() -> None:
    text = "Lực lượng chức năng tước giấy phép lái xe 1.870 trường hợp."
    assert [target.to_json()["value"] for target in records(text)] == ["1870"]
    assert records("Cảng đón tàu cá từ 15 m trở lên.") == []


def test_how_an_estimate_was_come_by_is_no_subject() -> None:
    text = (
        "Dự ước giá trị sản xuất công nghiệp tháng 9 đạt 512,4 tỷ đồng, tăng 3,1% so với tháng trước. "
        "Ước thực hiện 9 tháng đạt 4.218 tỷ đồng, bằng 74% kế hoạch."
    )
    assert [said and said.lower() for said in subjects(text)] == ["giá trị sản xuất công nghiệp"] * 4


def test_a_share_in_a_label_belongs_to_who_has_it() -> None:
    assert [
        subject and subject.text
        for subject in map(
            subject_of_label,
            (
                "Tỷ lệ hộ có nhà ở kiên cố",
                "Tỷ lệ hộ nghèo",
                "2.4. Tỷ lệ lao động được dạy nghề",
                "Hoàn thành 03 hồ chứa",
            ),
        )
    ] == ["hộ", "hộ nghèo", "lao động", "hồ chứa"]


@pytest.mark.parametrize("phrase", ["chung cư mini", "quý hiếm loài", "thực phẩm an toàn", "sang nhượng đất"])
def test_nouns_that_begin_like_an_estimate_stay(phrase: str) -> None:
    assert without_estimate(phrase) == phrase
