"""What was reached of a plan, in its unit: "186,4/320 tỷ đồng", "412 ha/800 ha", "1.120 lao động/KH 2.000 lao động"."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.core.quantity import Quantity
from extractor.grammar.amount import FREE, before
from extractor.grammar.build import quantity_find
from extractor.grammar.numbers import DIGITS, parse_number
from extractor.grammar.rule import DIGITS_BEGIN, Example, Find, Rule

PATTERN = regex.compile(
    rf"""{FREE}(?P<low>{DIGITS}) (?:
        \s?/\s? (?P<total>{DIGITS}) \s+ (?P<sum>(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+(?:đồng|USD)|đồng|USD) (?!\w|\s?/)
      | \s+ (?P<unit>[^\W\d_]++(?:\d(?!\d))?+ (?:\ [^\W\d_]++){{0,3}}?) \s?/\s? (?:(?:KH|kế\s+hoạch)\s+)?
        (?P<whole>{DIGITS}) \s+ (?P=unit) (?!\w|\s?/)          # the same unit on both sides
    )""",
    regex.VERBOSE | regex.IGNORECASE,
)


def build(match: regex.Match[str]) -> Find | None:
    """A ratio of what was reached to what was planned. Two whole numbers that may be a day and a month are none."""
    name = "total" if match["total"] else "whole"
    low, total = parse_number(match["low"]), parse_number(match[name])
    if low is None or total is None or (match["total"] and low <= 31 and total <= 12 and not low % 1):
        return None
    number = (match.start("low"), match.end(name))
    return quantity_find(match, "ratio", low, total=total, unit=match["sum"] or match["unit"], number=number)


def _is(value: str, total: str, unit: str) -> Quantity:
    return Quantity("ratio", Decimal(value), None, Decimal(total), unit)


RULE = Rule(
    "quantity.fulfilment",
    "quantity",
    PATTERN,
    build,
    (
        Example("Thu ngân sách trên địa bàn: [[186,4/320 tỷ đồng]].", _is("186.4", "320", "tỷ đồng")),
        Example("Trồng rừng tập trung [[412 ha/800 ha]], đạt thấp.", _is("412", "800", "ha")),
        Example("Tạo việc làm mới [[1.120 lao động/KH 2.000 lao động]].", _is("1120", "2000", "lao động")),
    ),
    ("Ngày 30/6 tỷ đồng.", "Mức 30 bác sĩ/10.000 dân.", "Thu 2 triệu đồng/3 tháng.", "Chi 5 triệu đồng/ha/năm."),
    trigger=("/",),
    begins=(DIGITS_BEGIN,),
    then=before("/", letters=True),
)
