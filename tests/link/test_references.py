from __future__ import annotations

from datetime import date

import pytest

from extractor.lexicon.doctypes import DOC_TYPES
from extractor.link.references import kind_of_number, references, tidy


def test_every_kind_of_document_is_cited_by_its_example() -> None:
    for kind in DOC_TYPES:
        (found,) = references(f"Thực hiện {kind.example} của cấp trên.")
        assert found.doc_type == kind.name
        assert found.number is not None
        assert found.number in kind.example


def test_number_kind_day_and_body_of_a_citation() -> None:
    (found,) = references("theo Quyết định số 318/QĐ-TTg ngày 08/3/2022 của Thủ tướng Chính phủ ban hành")
    assert (found.number, found.doc_type) == ("318/QĐ-TTg", "quyết định")
    assert (found.date, found.body) == (date(2022, 3, 8), "Thủ tướng Chính phủ")


@pytest.mark.parametrize(
    ("text", "number", "kind", "body"),
    [
        ("Nghị quyết 01 / NQ - CP của Chính phủ", "01/NQ-CP", "nghị quyết", "Chính phủ"),
        ("Nghị quyết số 66.4/2025/NQ-CP", "66.4/2025/NQ-CP", "nghị quyết", None),
        ("Kết luận số 132- KL/TW", "132-KL/TW", "kết luận", None),
        ("Luật Cư trú số 68/2020/QH14", "68/2020/QH14", "luật", None),
        ("Nghị quyết 80/2018 của Chính phủ", "80/2018", "nghị quyết", "Chính phủ"),
        (
            "Thông tư số 24/2018/TT-BNNPTNT của Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn quy định",
            "24/2018/TT-BNNPTNT",
            "thông tư",
            "Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn",
        ),
        ("Kế hoạch số 466-KH/TU của Tỉnh ủy về thực hiện", "466-KH/TU", "kế hoạch", "Tỉnh ủy"),
        (
            "Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu về",
            "12/QĐ-UBND",
            "quyết định",
            "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu",
        ),
    ],
)
def test_citations_as_they_are_written(text: str, number: str, kind: str, body: str | None) -> None:
    (found,) = references(text)
    assert (found.number, found.doc_type, found.body) == (number, kind, body)


@pytest.mark.parametrize(
    "text", ["có 120/127 xã", "tháng 12/2020", "ngày 18/9/2024", "Bảng 2020/KH", "15/6 GPXD", "24/7"]
)
def test_no_number_of_a_document(text: str) -> None:
    assert references(text) == ()


def test_a_document_is_listed_once_with_all_that_is_said_of_it() -> None:
    text = "Kế hoạch số 5/KH-UBND. Theo Kế hoạch số 5/KH-UBND ngày 02/01/2024 của UBND tỉnh; Báo cáo số 9/BC-SYT"
    first, second = references(text)
    assert (first.date, first.body) == (date(2024, 1, 2), "UBND tỉnh")
    assert second.number == "9/BC-SYT"
    assert [found.number for found in references(text, without="5/KH-UBND")] == ["9/BC-SYT"]


def test_the_kind_that_a_number_says() -> None:
    assert kind_of_number("45/KH-UBND") == "kế hoạch"
    assert kind_of_number("1234/UBND-KT") == "công văn"
    assert kind_of_number("18-CTr/TU") == "chương trình"
    assert kind_of_number("15/2017/QH14") is None
    assert tidy("01 / NQ – CP") == "01/NQ-CP"
