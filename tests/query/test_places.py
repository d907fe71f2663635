"""Provinces have dates: old names find their successors and back, and answers say of which day they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from extractor.query.filter import Filter, FilterError
from extractor.query.places import meant, today
from extractor.query.search import search
from extractor.store.places import place_of
from extractor.store.repository import Store

from .conftest import record

BEFORE, AFTER = date(2024, 1, 1), date(2025, 7, 1)


def test_a_province_of_a_day_has_what_went_into_it() -> None:
    assert {unit.id for unit in meant("Lào Cai", AFTER).parts} == {"lao-cai-34", "lao-cai", "yen-bai"}
    assert {unit.id for unit in meant("Lào Cai", BEFORE).parts} == {"lao-cai"}
    assert {unit.id for unit in meant("lao cai").parts} == {"lao-cai-34", "lao-cai"}
    assert "tỉnh Lào Cai as of 2025-07-01" in meant("Yên Bái", AFTER).told()


def test_an_old_name_finds_its_successor_and_back() -> None:
    assert meant("Yên Bái", AFTER).unit == meant("Lào Cai", AFTER).unit
    assert meant("Yên Bái", BEFORE).unit != meant("Lào Cai", BEFORE).unit
    found = today("yen-bai", AFTER)
    assert found is not None
    assert found.name == "Lào Cai"
    assert today("lao-cai-34", BEFORE) == meant("Lào Cai", BEFORE).unit


@pytest.mark.parametrize(("name", "near"), [("Lao Kai", "Lào Cai"), ("Ninh Bin", "Ninh Bình"), ("' OR 1=1", "none")])
def test_an_unknown_province_is_refused_with_the_nearest_names(name: str, near: str) -> None:
    with pytest.raises(FilterError, match=near) as caught:
        meant(name)
    assert caught.value.field == "province"


def test_records_are_found_by_the_province_of_a_day(store: Store, put: Callable[..., Any]) -> None:
    put(store, "cũ.txt", [record("10 xã", "10", "count", "10")], province="Yên Bái", issued=date(2022, 5, 1))
    put(store, "mới.txt", [record("20 xã", "20", "count", "20")], province="Lào Cai", issued=date(2025, 9, 1))
    put(store, "xưa.txt", [record("30 xã", "30", "count", "30")], province="Lào Cai", issued=date(2023, 9, 1))

    def found(name: str, on: date | None) -> set[str]:
        return {hit.target.evidence.quote for hit in search(store, Filter(province=(name,), units_on=on))}

    assert found("Lào Cai", AFTER) == {"10", "20", "30"}
    assert found("Yên Bái", AFTER) == {"10", "20", "30"}
    assert found("Lào Cai", BEFORE) == {"30"}
    assert found("Lào Cai", None) == {"20", "30"}
    assert found("Yên Bái", None) == {"10"}


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (("Huyện Đô Lương",), "huyện Đô Lương"),
        (("TP. Vinh",), "thành phố Vinh"),
        (("mỗi huyện", "Thị xã Cửa Lò"), "thị xã Cửa Lò"),
        (("toàn tỉnh", None, "UBND huyện Mường Tè"), "huyện Mường Tè"),
        (("quận 1",), "quận 1"),
        (("100 xã đặc biệt khó khăn",), None),
        (("Xã đạt tiêu chí số 19",), None),
        ((None,), None),
    ],
)
def test_places_below_the_province_are_named(texts: tuple[str | None, ...], place: str | None) -> None:
    assert place_of(*texts) == place


def test_a_place_is_found_with_and_without_tones(store: Store, put: Callable[..., Any]) -> None:
    lines = [
        record("10 việc", "10", "count", "10", scope="Huyện Đô Lương"),
        record("20 việc", "20", "count", "20", scope="huyện Đồ Lương"),
    ]
    put(store, "a.txt", lines)
    assert len(list(search(store, Filter(place="do luong")))) == 2
    assert [hit.target.value for hit in search(store, Filter(place="đô lương"))] == [10]
