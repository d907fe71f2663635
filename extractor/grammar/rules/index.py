"""Indices, which have no unit: "chỉ số HDI đạt 0,75", "số bác sĩ trên một vạn dân lên 11,5", "hệ số ICOR: 5,2"."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.core.quantity import Quantity
from extractor.grammar.amount import FREE, RANGE_BEGINS, RANGE_SIGN, amount, before
from extractor.grammar.build import quantity_find
from extractor.grammar.numbers import DIGITS
from extractor.grammar.rule import DIGITS_BEGIN, Example, Find, Rule

PATTERN = regex.compile(
    rf"""{FREE}(?P<low>{DIGITS}) (?: {RANGE_SIGN} (?P<high>{DIGITS}) )?+
    (?= \s*+ (?: $ | [,.;)(] (?!\d) | (?:trở\s+lên|so\s+với|vào|và|trong|năm|trước)(?!\w) ) )""",
    regex.VERBOSE | regex.IGNORECASE,
)
_REACH = 120
_INDEX = regex.compile(
    r"""(?<!\w)(?:
        (?:chỉ\s+số|hệ\s+số|tỷ\s+số|tỉ\s+số) (?!\s+(?:tiêu\s+chí|này))
      | số \s+ (?:\p{L}+\s*){1,4}? (?:/|(?:bình\s+quân\s+)?trên) \s*
        (?:một\s+|1\s+|10\.000\s+)? (?:vạn\s+)? (?:người\s+)? dân
    ) (?!\w) [^.;,:\d]{0,80}?
    (?: : | (?<!\w) (?: đạt | lên | còn | là | bằng | ở\s+mức | xuống | vượt
      | tối\s+thiểu | ít\s+nhất | không\s+dưới | [A-Z]{2,7} ) )
    (?: \s+ (?:mức|trên|dưới|hơn|gần|khoảng|từ|tối\s+thiểu|ít\s+nhất|đến|còn) )* \s* $""",
    regex.VERBOSE | regex.IGNORECASE,
)


def build(match: regex.Match[str]) -> Find | None:
    """A bare number, where the words before name an index or a number of things per so many people."""
    start = match.start()
    if not _INDEX.search(match.string[max(0, start - _REACH) : start]):
        return None
    pair = amount(match)
    if pair is None or (pair[1] is None and 1900 < pair[0] < 2100):
        return None
    number = (match.start("low"), match.end("high") if match["high"] else match.end("low"))
    return quantity_find(match, "measure", pair[0], upper=pair[1], number=number)


def _is(value: str) -> Quantity:
    return Quantity("measure", Decimal(value))


RULE = Rule(
    "quantity.index",
    "quantity",
    PATTERN,
    build,
    (
        Example("Chỉ số HDI đạt [[0,75]].", _is("0.75")),
        Example("Chỉ số cải cách hành chính của tỉnh đạt [[87,3]], tăng so với năm trước.", _is("87.3")),
        Example("Hệ số ICOR [[5,2]].", _is("5.2")),
        Example("Nâng số bác sĩ trên một vạn dân lên [[11,5]].", _is("11.5")),
        Example("Số giường bệnh/vạn dân: [[32]].", _is("32")),
    ),
    (
        "Chỉ số này tăng so với năm 2024.",
        "Công bố chỉ số PCI năm 2025.",
        "Chỉ số giá tiêu dùng đạt 3,5%.",
        "Số bác sĩ của tỉnh là 1.200 người.",
    ),
    trigger=("chỉ số", "hệ số", "tỷ số", "tỉ số", "dân"),
    begins=(DIGITS_BEGIN,),
    then=before(RANGE_BEGINS + ",.;)(", letters=True),
)
