"""Districts and communes have dates: what is asked for on a day finds what went into it, and says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from extractor.query.about import about
from extractor.query.filter import Filter, FilterError, parse
from extractor.query.memory import Memory
from extractor.query.place_names import meant_place
from extractor.query.search import search
from extractor.store.repository import Store

from .conftest import record

BEFORE, AFTER = date(2024, 1, 1), date(2025, 7, 1)
Put = Callable[..., Any]


@pytest.fixture
def plans(store: Store, put: Put) -> Store:
    def of(place: str, number: int) -> Any:
        return record(f"{place} có {number} hộ", f"{number} hộ", "count", str(number), unit="hộ", scope=place)

    put(store, "cũ.txt", [of("huyện Đô Lương", 1), of("thị trấn Đô Lương", 2), of("xã Bắc Sơn", 3)],
        province="Nghệ An", issued=date(2022, 1, 1))  # fmt: skip
    put(store, "mới.txt", [of("xã Đô Lương", 4), of("xã Bạch Ngọc", 5)], province="Nghệ An", issued=date(2025, 9, 1))
    put(store, "khác.txt", [of("xã Bắc Sơn", 6)], province="Lạng Sơn", issued=date(2022, 1, 1))
    return store


@pytest.mark.parametrize(
    ("place", "on", "found"),
    [
        ("huyện Đô Lương", None, {"1"}),
        ("huyện Đô Lương", AFTER, {"1", "2", "3", "4", "5"}),
        ("huyen do luong", AFTER, {"1", "2", "3", "4", "5"}),
        ("huyện Đô Lương", BEFORE, {"1", "2", "3"}),
        ("xã Đô Lương", AFTER, {"2", "3", "4"}),
        ("xã Đô Lương", BEFORE, {"2", "3"}),
        ("xã Bạch Ngọc", AFTER, {"5"}),
        ("xã Bắc Sơn", BEFORE, {"3"}),
    ],
)
def test_a_place_of_a_day_has_what_went_into_it(plans: Store, place: str, on: date | None, found: set[str]) -> None:
    wanted = Filter(place=place, units_on=on, province=("Nghệ An",))
    assert {str(hit.target.value) for hit in search(plans, wanted)} == found
    page = Memory(plans).page(wanted)
    assert {str(hit.target.value) for hit in page.hits} == found


def test_the_answer_says_of_which_day_its_places_are(plans: Store) -> None:
    told = about(plans, Filter(place="huyện Đô Lương", units_on=AFTER)).units
    assert told.startswith("huyện Đô Lương, which is on 2025-07-01:")
    assert "xã Bạch Ngọc (Nghệ An)" in told
    assert "units as of 2025-06-30" in about(plans, Filter(place="huyện Đô Lương", units_on=BEFORE)).units


def test_what_no_place_or_several_have_is_refused_with_what_there_is() -> None:
    with pytest.raises(FilterError, match="nearest: huyện Đô Lương"):
        meant_place("huyện Đô Lươn", AFTER, ())
    with pytest.raises(FilterError, match="give a province too") as caught:
        meant_place("xã Hòa Bình", BEFORE, ())
    assert caught.value.field == "place"
    with pytest.raises(FilterError, match="give one too"):
        parse({"units-on": "2025-07-01"})
