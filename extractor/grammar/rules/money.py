"""Money: "6.800 tỷ đồng", "198 tỷ 709 triệu đồng", "58 triệu đồng/người/năm", "25.000 - 30.000 đồng", "5,1 tỷ USD"."""

from __future__ import annotations

import re
from decimal import Decimal

import regex

from extractor.core.quantity import Quantity
from extractor.grammar.amount import RANGE_BEGINS, RANGE_SIGN, alternatives, amount, before
from extractor.grammar.build import quantity_find
from extractor.grammar.numbers import DIGITS, SMALL_WORDS, parse_number
from extractor.grammar.rule import NUMBER_BEGINS, Example, Find, Rule
from extractor.lexicon.units import CURRENCIES, PERS, SCALES

SCALE = alternatives(SCALES)
CURRENCY = alternatives(CURRENCIES)
PER = rf"(?:\s?/\s?(?:(?:{alternatives(PERS)})(?!\w)|[^\W\d_]++))"
THINGS = (
    r"kWh|m3|m²|lượt|sản|con|cây|người|tấn|lít|hộ|khách|USD|quả|trứng|giao\s+dịch|liều|viên|bông|tin|bản|cái|chiếc|thẻ|tờ"
    r"|trái|kg|mét"
)
"""What may be counted in milliards: "tỷ" before them is no money."""
SCALE_VALUES = {
    "nghìn": Decimal(10) ** 3,
    "ngàn": Decimal(10) ** 3,
    "vạn": Decimal(10) ** 4,
    "triệu": Decimal(10) ** 6,
    "tỷ": Decimal(10) ** 9,
    "tỉ": Decimal(10) ** 9,
}

PATTERN = regex.compile(
    rf"""
    (?: (?P<low>{DIGITS})
        (?: (?:\s*+(?P<lscale>{SCALE}))?+ (?:\s*+(?:{CURRENCY})(?!\w))?+ {RANGE_SIGN} (?P<high>{DIGITS}) )?+
      | (?P<words>{SMALL_WORDS}) )
    (?: \s*+(?P<scale>{SCALE})(?!(?!USD|đồng)\w|\s+(?:lệ|trọng|suất|số|giá)(?!\w))
        (?: \s++(?P<more>{DIGITS}) \s*+(?P<mscale>nghìn|ngàn|triệu|tỷ|tỉ)(?!\w)          # "198 tỷ 709 triệu"
            (?: \s++(?P<third>{DIGITS}) \s*+(?P<tscale>nghìn|ngàn|triệu)(?!\w) )?+ )?+ )?+
    (?: \s*+(?P<currency>{CURRENCY})(?!\w|(?<=đồng)\s+(?:chí|bào)(?!\w))
        (?P<per>{PER}++ | \s+mỗi\s+(?:năm|tháng|người|hộ)(?!\w))?+
      | (?P<bare>(?<=tỷ|tỉ)(?!\s*+(?:{THINGS})\b)
           | (?<=triệu) (?P<perbare>{PER}{{2,}}+)) )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)

_NAMES_MONEY = re.compile(rf"(?:{CURRENCY})(?!\w)|t[ỷỉ](?!nh|\s+lệ)|triệu\s?/", re.IGNORECASE)
"""What stands in every amount of money."""


def build(match: regex.Match[str]) -> Find | None:
    """An amount of money, in the unit that is written first; "tỷ" alone is money, "triệu" only with its per-units."""
    scale, currency = match["scale"], match["currency"]
    if currency is None and match["bare"] is None and match["perbare"] is None:
        return None
    if currency is not None and scale is None and match["low"] and _not_money(currency, match["low"]):
        return None
    if match["words"]:
        value, upper = parse_number(match["words"]), None
        number = match.span("words")
    else:
        pair = amount(match)
        value, upper = pair if pair else (None, None)
        number = (match.start("low"), match.end("high") if match["high"] else match.end("low"))
    if value is None:
        return None
    for part, part_scale in ((match["more"], match["mscale"]), (match["third"], match["tscale"])):
        if part is None:
            continue
        small, first, second = parse_number(part), SCALE_VALUES.get(scale.lower()), SCALE_VALUES[part_scale.lower()]
        if small is None or first is None or second >= first or small * second >= first or upper is not None:
            return None
        value += small * second / first
        number = (number[0], match.end("tscale") if match["third"] else match.end("mscale"))
    if match["lscale"] and scale and match["lscale"].lower() != scale.lower():
        return None  # "900 triệu đến 1,2 tỷ": two units, no one value
    unit = " ".join(part for part in (scale, currency) if part)
    per = match["per"] or match["perbare"] or ""
    return quantity_find(match, "money", value, upper=upper, unit=unit + per, number=number)


def _not_money(currency: str, digits: str) -> bool:
    """A single letter "đ" is money only after at least four digits ("5.000đ"); "xu" and "cent" are always read."""
    return currency.lower() == "đ" and sum(c.isdigit() for c in digits) < 4


def _is(value: str, unit: str, upper: str | None = None, comparator: str = "=") -> Quantity:
    high = Decimal(upper) if upper else None
    return Quantity("money", Decimal(value), high, None, unit, comparator)  # type: ignore[arg-type]  # a literal


RULE = Rule(
    "quantity.money",
    "quantity",
    PATTERN,
    build,
    (
        Example("Dành [[6.800 tỷ đồng]] cho chương trình.", _is("6800", "tỷ đồng")),
        Example("Tổng kinh phí [[198 tỷ 709 triệu đồng]].", _is("198.709", "tỷ đồng")),
        Example("Thu nhập đạt [[58 triệu đồng/người/năm]].", _is("58", "triệu đồng/người/năm")),
        Example("Chi phí [[từ 25.000 - 30.000 đồng]].", _is("25000", "đồng", "30000")),
        Example("Kim ngạch [[hơn 5,1 tỷ USD]].", _is("5.1", "tỷ USD", comparator=">")),
        Example("Dự kiến thu thêm [[181 tỷ đồng đến 362 tỷ đồng]].", _is("181", "tỷ đồng", "362")),
        Example("Được giao thêm [[350 tỷ]].", _is("350", "tỷ")),
        Example("Huy động [[1,2 triệu tỷ đồng]].", _is("1.2", "triệu tỷ đồng")),
        Example("Giá điện [[7,5 cent/kWh]].", _is("7.5", "cent/kWh")),
        Example("Mức đóng là [[63.000đ]].", _is("63000", "đ")),
    ),
    ("Đi 5 đường.", "Sản lượng 3 tỷ kWh.", "Có 2 triệu lượt khách.", "Họp tại phòng 3 đ."),
    begins=NUMBER_BEGINS,
    then=before(RANGE_BEGINS + "".join(word[0] for word in (*SCALES, *CURRENCIES))),
    needs=_NAMES_MONEY,
)
