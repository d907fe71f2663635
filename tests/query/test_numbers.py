"""Numbers are compared where they can be, and refused with the reason where they cannot."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.core.target import Target
from extractor.query.numbers import Measured, NotComparableError, as_count, as_share, comparable, total

from .conftest import plan, record


def targets(*lines: tuple[str, str, dict[str, object]]) -> list[Target]:
    return list(plan("a.txt", list(lines)).targets)


RATIO, SHARE, MONEY, RANK, MILESTONE, AREA = targets(
    record("118/125 xã đạt", "118/125", "ratio", "118", total=Decimal(125), unit="xã", percent=Decimal("94.4")),
    record("60% số xã", "60%", "percentage", "60", unit="%", subject="xã"),
    record("6.800 tỷ đồng", "6.800", "money", "6800", unit="tỷ đồng"),
    record("đứng thứ 5", "5", "rank", "5"),
    record("hoàn thành đề án", "hoàn thành", "milestone", None),
    record("2 nghìn ha", "2", "measure", "2", unit="nghìn ha"),
)


def test_a_ratio_can_be_read_as_a_share_and_says_so() -> None:
    share = as_share(RATIO)
    assert (share.value, share.unit, share.reading) == (Decimal("0.944"), "1", "share of a ratio")
    assert share.told == "118 of 125 xã, 94.4% is stated"
    assert (as_share(SHARE).value, as_share(SHARE).reading) == (Decimal("0.60"), "stated")


def test_a_share_of_a_known_total_can_be_read_as_a_count_and_says_so() -> None:
    count = as_count(SHARE, Decimal(125))
    assert (count.value, count.unit, count.reading) == (Decimal(75), "xã", "count of a share")
    assert "reckoned, not stated" in count.told
    assert as_count(RATIO).value == 118
    with pytest.raises(NotComparableError, match="give the total"):
        as_count(SHARE)


@pytest.mark.parametrize("wrong", [MONEY, RANK, MILESTONE])
def test_what_is_no_share_says_why(wrong: Target) -> None:
    with pytest.raises(NotComparableError, match="is no share"):
        as_share(wrong)


def test_numbers_are_compared_in_base_units() -> None:
    assert (comparable(MONEY).value, comparable(MONEY).unit) == (Decimal(6_800_000_000_000), "đồng")
    assert (comparable(AREA).value, comparable(AREA).unit) == (Decimal(20_000_000), "m2")
    for wrong in (RANK, MILESTONE):
        with pytest.raises(NotComparableError):
            comparable(wrong)


def test_money_is_added_across_its_units() -> None:
    million = targets(record("500 triệu đồng", "500", "money", "500", unit="triệu đồng"))[0]
    assert total([Measured(MONEY), Measured(million)], "sum").value == Decimal(6_800_500_000_000)
    assert total([Measured(MONEY), Measured(million)], "mean").value == Decimal(3_400_250_000_000)


def test_ratios_are_put_together_by_their_totals() -> None:
    other = targets(record("50/60 xã", "50/60", "ratio", "50", total=Decimal(60), unit="xã"))[0]
    found = total([Measured(RATIO), Measured(other)], "mean")
    assert round(found.value, 6) == round(Decimal(168) / Decimal(185), 6)
    assert "168 of 185 xã" in found.told


def test_percentages_of_different_bases_are_refused_with_the_reason() -> None:
    other = targets(record("70% số xã", "70%", "percentage", "70", unit="%", subject="xã"))[0]
    for how in ("sum", "mean"):
        with pytest.raises(NotComparableError, match=r"different bases .*xã \(Lào Cai\); xã \(Yên Bái\)"):
            total([Measured(SHARE, "Lào Cai"), Measured(other, "Yên Bái")], how)  # type: ignore[arg-type]
    with pytest.raises(NotComparableError, match="compare them as a series"):
        total([Measured(SHARE, "Lào Cai"), Measured(other, "Lào Cai")], "mean")


def test_what_differs_in_kind_is_not_taken_together() -> None:
    result = targets(record("100 tỷ đồng", "100", "money", "100", unit="tỷ đồng", status="result"))[0]
    with pytest.raises(NotComparableError, match="goals and results"):
        total([Measured(MONEY), Measured(result)], "sum")
    with pytest.raises(NotComparableError, match=r"2 units \(m2, đồng\)"):
        total([Measured(MONEY), Measured(AREA)], "sum")
    with pytest.raises(NotComparableError, match="no records"):
        total([], "sum")
