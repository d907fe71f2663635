"""Measures without a word of measure beside: "đạt 12,5 tiêu chí", an index ("chỉ số HDI đạt 0,8")."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.core.quantity import Quantity
from extractor.grammar.amount import FREE, before
from extractor.grammar.build import quantity_find
from extractor.grammar.noun import noun_after
from extractor.grammar.numbers import DIGITS, parse_number
from extractor.grammar.rule import DIGITS_BEGIN, Example, Find, Rule

SCALES = frozenset({"nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ"})
PATTERN = regex.compile(rf"{FREE}(?=[0-9]++[.,])(?P<low>{DIGITS})(?=\s++[^\W\d_])", regex.IGNORECASE)


def build(match: regex.Match[str]) -> Find | None:
    """A fractional number of things ("7,75 tiêu chí") is an average, and so a measure."""
    value = parse_number(match["low"])
    if value is None or not value % 1:
        return None
    noun = noun_after(match.string, match.end())
    if noun is None or noun.text.split()[0].lower() in SCALES:  # "1,5 triệu lượt" are counted
        return None
    return quantity_find(match, "measure", value, unit=noun.text, number=match.span("low"), end=noun.end)


RULE = Rule(
    "quantity.tally",
    "quantity",
    PATTERN,
    build,
    (Example("Bình quân mỗi xã đạt [[7,75 tiêu chí]].", Quantity("measure", Decimal("7.75"), unit="tiêu chí")),),
    ("Có 7 tiêu chí.",),
    (",", "."),
    (DIGITS_BEGIN,),
    before("", letters=True),
)
