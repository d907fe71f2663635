from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.core.errors import DataError
from extractor.lexicon.units import CURRENCIES, SCALES
from extractor.registry.measures import canonical, parse_measures


@pytest.mark.parametrize(
    ("value", "unit", "kind", "base", "name"),
    [
        ("6800", "tỷ đồng", "money", "6800000000000", "đồng"),
        ("6800", "tỉ đồng", "money", "6800000000000", "đồng"),
        ("1.024", "triệu tỷ đồng", "money", "1024000000000000", "đồng"),
        ("198.709", "tỷ đồng", "money", "198709000000", "đồng"),
        ("58", "triệu đồng/người/năm", "money", "58000000", "đồng/người/năm"),
        ("43.5", "tỷ USD", "money", "43500000000", "USD"),
        ("5400", "đô la Mỹ (USD)", "money", "5400", "USD"),
        ("120", "triệu đồng/ha", "money", "12000", "đồng/m2"),
        ("40", "%", "percentage", "0.4", "1"),
        ("7.85", "%/năm", "percentage", "0.0785", "1/năm"),
        ("0.23", "điểm %", "percentage", "0.0023", "1"),
        ("9", "‰", "percentage", "0.009", "1"),
        ("27", "", "percentage", "0.27", "1"),
        ("2500", "ha", "measure", "25000000", "m2"),
        ("15", "km", "measure", "15000", "m"),
        ("60", "tạ/ha", "measure", "0.6", "kg/m2"),
        ("600", "nghìn tấn", "measure", "600000000", "kg"),
        ("600", "MW", "measure", "600000000", "W"),
        ("560.4", "tỷ kWh", "measure", "560400000000", "kWh"),
        ("500", "m3/ngày đêm", "measure", "500", "m3/ngày"),
        ("23", "nghìn hộ", "count", "23000", "hộ"),
        ("18", "triệu lượt khách", "count", "18000000", "lượt khách"),
        ("120", "xã", "ratio", "120", "xã"),
        ("1.5", "lần", "multiple", "1.5", "lần"),
        ("30", "bác sĩ/1 vạn dân", "measure", "0.003", "bác sĩ/dân"),
        ("32", "giường bệnh/10.000 dân", "measure", "0.0032", "giường bệnh/dân"),
        ("12.5", "tiêu chí/xã", "measure", "12.5", "tiêu chí/xã"),
        ("7", "ca/3 ngày", "measure", "7", "ca/3 ngày"),
    ],
)
def test_a_value_in_base_units(value: str, unit: str, kind: str, base: str, name: str) -> None:
    assert canonical(Decimal(value), unit, kind) == (Decimal(base), name)


def test_what_has_no_unit_has_no_base() -> None:
    assert canonical(Decimal(3), "", "count") is None
    assert canonical(Decimal(6), "tỉnh", "rank") is None
    assert canonical(Decimal(2), "triệu", "count") is None


def test_every_scale_and_currency_of_the_lexicon_is_understood() -> None:
    for scale in SCALES:
        found = canonical(Decimal(1), f"{scale} đồng", "money")
        assert found is not None
        assert found[0] >= 100
        assert found[1] == "đồng"
    for currency in CURRENCIES:
        found = canonical(Decimal(2), f"tỷ {currency}", "money")
        assert found is not None
        assert found[0] == 2_000_000_000


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**30), max_value=10**30))
def test_no_digit_is_lost(value: Decimal) -> None:
    found = canonical(value, "triệu tỷ đồng", "money")
    assert found is not None
    assert int(found[0].scaleb(6).to_integral_value()) == int(value.scaleb(6).to_integral_value()) * 10**15


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("weight\ttấn\t1000\tkg\t5 tấn", "no kind"),
        ("unit\ttấn\tnhiều\tkg\t5 tấn", "is no number"),
        ("unit\ttấn\t0\tkg\t5 tấn", "more than nothing"),
        ("unit\ttấn\t1000\tkg\t", "no example"),
        ("scale\tnghìn\t1000\tkg\t5 nghìn", "has no base"),
        ("unit\ttấn\t1000\tkg\t5 tấn\nunit\ttấn\t1\tkg\t5 tấn", "stands twice"),
    ],
)
def test_a_wrong_unit_is_refused(row: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        parse_measures("kind\tword\tfactor\tbase\texample\n" + row + "\n")
