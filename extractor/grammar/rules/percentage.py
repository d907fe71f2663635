"""Percentages: "40%", "05 %", "từ 5% đến 7%", "10 ÷ 12%", "80 phần trăm", "2,3 điểm %", "7‰", "0,5 %o"."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.core.quantity import Quantity
from extractor.grammar.amount import RANGE_BEGINS, RANGE_SIGN, amount, before
from extractor.grammar.build import quantity_find
from extractor.grammar.numbers import DIGITS, WORDS, parse_number
from extractor.grammar.rule import NUMBER_BEGINS, Example, Find, Rule

SIGN = r"(?:%o|‰|%|phần\s+trăm|phần\s+nghìn|phần\s+ngàn)"
POINT = r"điểm\s*+(?:%|phần\s+trăm)"

PATTERN = regex.compile(
    rf"""
    (?: (?P<low>{DIGITS})
        (?: (?:\s*+{SIGN})?+ {RANGE_SIGN} (?P<high>{DIGITS}) )?+        # a range, "%" written once or twice
        \s*+ (?P<sign>{POINT}|{SIGN})
      | (?P<words>{WORDS}) \s++ (?P<wsign>điểm\s+phần\s+trăm|phần\s+(?:trăm|nghìn|ngàn))   # number words
    )
    (?![\w%])
    (?P<per>\s?/\s?(?:năm|tháng|quý|ngày)(?!\w))?+                      # "%/năm" is the unit of a yearly growth
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def _unit(sign: str) -> str:
    plain = " ".join(sign.split())
    if plain.lower().startswith("điểm"):
        return plain
    plain = plain.lower()
    return "‰" if plain in ("‰", "%o", "phần nghìn", "phần ngàn") else "%"


def build(match: regex.Match[str]) -> Find | None:
    """A percentage; "phần trăm" and "%" give the same unit."""
    per = "".join((match["per"] or "").split())
    if match["words"]:
        value = parse_number(match["words"])
        if value is None:
            return None
        number = (match.start("words"), match.end("wsign"))
        return quantity_find(match, "percentage", value, unit=_unit(match["wsign"]) + per, number=number)
    pair = amount(match)
    if pair is None:
        return None
    number = (match.start("low"), match.end("sign"))
    return quantity_find(match, "percentage", pair[0], upper=pair[1], unit=_unit(match["sign"]) + per, number=number)


def _is(value: str, upper: str | None = None, unit: str = "%", comparator: str = "=") -> Quantity:
    high = Decimal(upper) if upper else None
    return Quantity("percentage", Decimal(value), high, None, unit, comparator)  # type: ignore[arg-type]  # a literal


RULE = Rule(
    "quantity.percentage",
    "quantity",
    PATTERN,
    build,
    (
        Example("Có [[ít nhất 40%]] số xã đạt chuẩn.", _is("40", comparator=">=")),
        Example("Kéo giảm [[05%]] số vụ phạm tội.", _is("5")),
        Example("Tỷ lệ che phủ rừng đạt [[52,5 %]].", _is("52.5")),
        Example("Tăng trưởng [[từ 5% đến 7%]] mỗi năm.", _is("5", "7")),
        Example("Tỷ trọng dịch vụ [[10 ÷ 12%]].", _is("10", "12")),
        Example("Kinh tế tăng [[8,5-9%/năm]].", _is("8.5", "9", "%/năm")),
        Example("Tỷ suất tử vong mẹ giảm [[dưới 0,2‰]].", _is("0.2", unit="‰", comparator="<")),
        Example("Mức sinh giảm [[0,1 %o]].", _is("0.1", unit="‰")),
        Example("Chỉ số hài lòng tăng [[2,3 điểm %]] so với kỳ trước.", _is("2.3", unit="điểm %")),
        Example("Đã có [[tám mươi phần trăm]] hộ dân dùng nước sạch.", _is("80")),
        Example("Nộp ngân sách cao hơn [[4,6%]] so với dự toán.", _is("4.6")),
        Example("Tỷ lệ hộ nghèo [[80% trở lên]].", _is("80", comparator=">=")),
    ),
    ("Mã số 40%2F là địa chỉ.", "Đường 5 và 7 phần việc."),
    ("%", "‰", "phần"),
    NUMBER_BEGINS,
    before("%‰pđ" + RANGE_BEGINS),
)
