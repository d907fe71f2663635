"""What a later document replaces, annuls or amends is told, and questions can be asked as of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from extractor.query.filter import Filter
from extractor.query.search import search
from extractor.query.validity import relations_of
from extractor.store.relations import relations
from extractor.store.repository import Store

from .conftest import by, record

OLD = "214/KH-UBND"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Quyết định này thay thế Quyết định số 12/2020/QĐ-UBND ngày 05/02/2020 của Ủy ban nhân dân tỉnh.",
         [("replaces", "12/2020/QĐ-UBND", date(2020, 2, 5))]),
        ("Bãi bỏ Nghị quyết số 27/NQ-HĐND ngày 14 tháng 7 năm 2022 và Nghị quyết số 28/NQ-HĐND.",
         [("annuls", "27/NQ-HĐND", date(2022, 7, 14)), ("annuls", "28/NQ-HĐND", None)]),
        ("Sửa đổi, bổ sung một số chỉ tiêu của Kế hoạch số 214/KH-UBND", [("amends", OLD, None)]),
        ("Bãi bỏ khoản 2 Điều 5 Quyết định số 77/QĐ-UBND.", [("amends", "77/QĐ-UBND", None)]),
        ("Kế hoạch số 99/KH-UBND hết hiệu lực kể từ ngày Kế hoạch này được ban hành.",
         [("replaces", "99/KH-UBND", None)]),
        ("Căn cứ Nghị định số 30/2020/NĐ-CP thay thế Nghị định số 10/2011/NĐ-CP;", []),
        ("Nghị định số 50/NĐ-CP đã được sửa đổi, bổ sung tại Nghị định số 51/NĐ-CP.", []),
        ("Thay thế 120 bóng đèn theo Quyết định số 12/QĐ-UBND.", []),
        ("Bổ sung 20 tỷ đồng cho chương trình.", []),
    ],
)  # fmt: skip
def test_what_a_sentence_does_to_a_document(sentence: str, expected: list[tuple[str, str, date | None]]) -> None:
    assert [(one.action, one.number, one.day) for one in relations([(0, sentence)], None)] == expected


def homes(value: str, year: int = 2025) -> Any:
    line = f"Xây {value} nhà năm {year}"
    return record(line, value, "count", value, unit="nhà", subject="nhà", due=by(year))


def quotes(store: Store, on: date | None) -> list[str]:
    return [hit.target.evidence.quote for hit in search(store, Filter(as_of=on), order="stored")]


@pytest.fixture
def old(store: Store, put: Callable[..., Any]) -> Any:
    put(store, "tỉnh khác.txt", [homes("70")], number=OLD, province="Hà Giang", issued=date(2022, 10, 12))
    lines = [homes("10"), homes("20", 2030)]
    return put(store, "cũ.txt", lines, number=OLD, province="Yên Bái", issued=date(2022, 10, 12))


def test_a_replaced_document_is_in_force_until_then(store: Store, put: Callable[..., Any], old: Any) -> None:
    lines = [f"Kế hoạch này thay thế Kế hoạch số {OLD} ngày 12/10/2022.", homes("15")]
    new = put(store, "mới.txt", lines, number="50/KH-UBND", province="Yên Bái", issued=date(2024, 3, 1))
    assert quotes(store, None) == ["70", "10", "20", "15"]
    assert quotes(store, date(2022, 1, 1)) == []
    assert quotes(store, date(2024, 2, 29)) == ["70", "10", "20"]
    assert quotes(store, date(2024, 3, 1)) == ["70", "15"]
    (told,) = relations_of(store, old.raw.document_id)
    assert (told.action, told.number, told.day, told.by_this) == ("replaces", "50/KH-UBND", date(2024, 3, 1), False)
    (stated,) = relations_of(store, new.raw.document_id)
    assert (stated.number, stated.document_id, stated.by_this) == (OLD, old.raw.document_id, True)
    assert "thay thế" in stated.sentence


def test_an_amended_document_keeps_what_is_not_amended(store: Store, put: Callable[..., Any], old: Any) -> None:
    title = f"Sửa đổi, bổ sung một số chỉ tiêu của Kế hoạch số {OLD}"
    put(store, "sửa.txt", [homes("12")], subject=title, number="60/KH-UBND", province="Yên Bái",
        issued=date(2024, 3, 1))  # fmt: skip
    assert quotes(store, date(2024, 2, 1)) == ["70", "10", "20"]
    assert quotes(store, date(2024, 4, 1)) == ["70", "20", "12"]
