"""A ratio as a share, a share of a known total as a count; each says which it was, and refuses what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extractor.core.errors import ChiTieuError
from extractor.query.numbers import NotComparableError
from extractor.query.readings import read_as
from extractor.store.repository import Store

from .conftest import record

Put = Callable[..., Any]


def share(value: str, subject: str = "xã") -> Any:
    line = f"Phấn đấu {value}% số {subject} đạt chuẩn"
    return record(line, f"{value}%", "percentage", value, unit="%", subject=subject)


def ratio(part: str, total: str, subject: str = "xã") -> Any:
    line = f"Hiện có {part}/{total} {subject} đạt chuẩn"
    return record(line, f"{part}/{total}", "ratio", part, total=Decimal(total), unit="xã", subject=subject)


def test_a_ratio_is_read_as_a_share_and_as_a_count(store: Store, put: Put) -> None:
    made = put(store, "a.txt", [ratio("100", "125")], province="Lào Cai")
    found = read_as(store, made.targets[0].id, "share").number
    assert (found.value, found.unit, found.reading) == (Decimal("0.8"), "1", "share of a ratio")
    found = read_as(store, made.targets[0].id, "count").number
    assert (found.value, found.unit, found.reading) == (Decimal(100), "xã", "count of a ratio")


def test_a_share_is_a_count_of_the_total_that_its_document_or_place_knows(store: Store, put: Put) -> None:
    own = put(store, "a.txt", [share("80"), ratio("90", "125")], province="Lào Cai", number="1/KH-UBND")
    found = read_as(store, own.targets[0].id, "count")
    assert (found.number.value, found.number.reading) == (Decimal(100), "count of a share")
    assert found.number.told == "80% of 125, reckoned, not stated; the total is from 1/KH-UBND"
    assert found.total_from is not None
    put(store, "b.txt", [ratio("7", "50")], province="Sơn La", issued=date(2020, 1, 1))
    put(store, "c.txt", [ratio("7", "60")], province="Sơn La", issued=date(2023, 1, 1))
    other = put(store, "d.txt", [share("50")], province="Sơn La")
    assert read_as(store, other.targets[0].id, "count").number.value == 30, "the latest total of the place"
    assert read_as(store, other.targets[0].id, "count", Decimal(10)).number.value == 5, "a total that is given"


def test_a_total_of_something_else_or_of_two_sizes_is_no_total(store: Store, put: Put) -> None:
    made = put(store, "a.txt", [share("80", "xã khó khăn"), ratio("90", "125")], province="Lào Cai")
    with pytest.raises(NotComparableError, match="give the total"):
        read_as(store, made.targets[0].id, "count")
    made = put(store, "b.txt", [share("80"), ratio("9", "12"), ratio("8", "14")], province="Sơn La")
    with pytest.raises(NotComparableError, match="there are 2 totals of it"):
        read_as(store, made.targets[0].id, "count")
    with pytest.raises(NotComparableError, match="has no parts"):
        read_as(store, made.targets[0].id, "count", Decimal(0))
    with pytest.raises(ChiTieuError, match="there is no record"):
        read_as(store, "khong-co", "share")
