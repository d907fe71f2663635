"""Numbers of an allotment, name by name: "Tân Uyên: 50, Than Uyên: 40, Phong Thổ: 45"."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.core.quantity import Quantity
from extractor.grammar.numbers import DIGITS, parse_number
from extractor.grammar.rule import DIGITS_BEGIN, Example, Find, Rule

PATTERN = regex.compile(
    rf"""(?<=\p{{Lu}}[\p{{L}}.']{{0,14}}(?:\s\p{{Lu}}[\p{{L}}.']{{0,14}}){{0,3}}(?:\schỉ\stiêu)?:\s)
        (?P<low>{DIGITS}) (?=\s*+(?:[,;)…]|\.(?:\s|$)|và\s|$))""",
    regex.VERBOSE,
)


def build(match: regex.Match[str]) -> Find | None:
    """A number behind a name. What it counts stands elsewhere in the text: its unit is left open."""
    value = parse_number(match["low"])
    if value is None or value % 1:
        return None
    return Find("", "quantity", match.start(), match.end(), Quantity("count", value), match.span("low"))


RULE = Rule(
    "quantity.listed",
    "quantity",
    PATTERN,
    build,
    (Example("Giao cho Tân Uyên: [[50]], còn lại chưa giao.", Quantity("count", Decimal(50))),),
    ("Lấy mẫu: 50 mẫu.", "Điện thoại: 50"),
    (":",),
    (DIGITS_BEGIN,),
    lambda sign: not sign or sign in ",;)….vV",
)
