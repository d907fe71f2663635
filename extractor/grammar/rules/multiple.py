"""Multiples: "1,5 lần", "gấp 2 - 3 lần", "gấp đôi", "gấp rưỡi", "gấp ba"."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.core.quantity import Quantity
from extractor.grammar.amount import RANGE_BEGINS, RANGE_SIGN, amount, before, comparator_before
from extractor.grammar.build import quantity_find
from extractor.grammar.numbers import DIGITS
from extractor.grammar.rule import DIGITS_BEGIN, Example, Find, Rule

FOLDS = {"đôi": Decimal(2), "rưỡi": Decimal("1.5"), "ba": Decimal(3), "bốn": Decimal(4), "năm": Decimal(5)}

PATTERN = regex.compile(
    rf"""
    (?: (?P<low>{DIGITS}) (?: (?:\s*+lần)?+ {RANGE_SIGN} (?P<high>{DIGITS}) )?+ \s++ (?P<times>lần)(?!\w)(?!\s?/)
      | (?<![\w])gấp \s+ (?P<fold>đôi|rưỡi|ba|bốn|năm) (?:\s+lần)?+(?!\w)(?!\s+\d) )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


_FOLD = regex.compile(r"(?<!\w)gấp\s+$", regex.IGNORECASE)


def build(match: regex.Match[str]) -> Find | None:
    """How many times as much; "02 lần" of doing something a year is a measure and not found here."""
    if match["fold"]:
        number = match.span("fold")
        return quantity_find(match, "multiple", FOLDS[match["fold"].lower()], unit="lần", number=number)
    pair = amount(match)
    if pair is None:
        return None
    number = (match.start("low"), match.end("high") if match["high"] else match.end("low"))
    if pair[1] is None and (fold := _FOLD.search(match.string, max(0, number[0] - 12), number[0])):
        sign, start = comparator_before(match.string, fold.start())
        if sign != "=":  # "gần gấp 3 lần"
            return Find(
                "", "quantity", start, match.end(), Quantity("multiple", pair[0], None, None, "lần", sign), number
            )
    return quantity_find(match, "multiple", pair[0], upper=pair[1], unit="lần", number=number)


def _is(value: str, upper: str | None = None) -> Quantity:
    return Quantity("multiple", Decimal(value), Decimal(upper) if upper else None, None, "lần")


RULE = Rule(
    "quantity.multiple",
    "quantity",
    PATTERN,
    build,
    (
        Example("Kim ngạch tăng [[1,5 lần]] so với năm 2020.", _is("1.5")),
        Example("Thu nhập gấp [[2 - 3 lần]] trồng lúa.", _is("2", "3")),
        Example("Năng suất gấp [[1,9 lần]].", _is("1.9")),
        Example("Thu [[gần gấp 3 lần]] năm ngoái.", Quantity("multiple", Decimal(3), None, None, "lần", "~")),
    ),
    ("Kiểm tra 2 lần/năm.", "Họp lần 2."),
    ("lần", "gấp"),
    (DIGITS_BEGIN, "gấp"),
    before("l" + RANGE_BEGINS),
)
