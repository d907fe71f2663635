"""Numbers that are part of nothing else: "3.324", "12,5", "hai mươi tư", "1 triệu 200 nghìn"."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.grammar.numbers import DIGITS, SCALED, WORDS, parse_number
from extractor.grammar.rule import Example, Find, Rule
from extractor.lexicon import numbers as words

_NAMES = "|".join(word.replace(" ", r"\ ") for word in words.ORDINAL)

PATTERN = regex.compile(
    rf"(?:{SCALED}|{DIGITS}(?![\p{{L}}\p{{N}}_])|(?i:(?<!(?<![\p{{L}}])(?:{_NAMES})\ )){WORDS})", regex.VERBOSE
)


def _build(match: regex.Match[str]) -> Find | None:
    value = parse_number(match[0])
    return None if value is None else Find("number", "number", match.start(), match.end(), value, match.span())


RULE = Rule(
    "number",
    "number",
    PATTERN,
    _build,
    (
        Example("Con số [[3.324]] được nêu.", Decimal(3324)),
        Example("Có [[hai mươi tư]] xã.", Decimal(24)),
        Example("Cần [[1 triệu 200 nghìn]] nữa.", Decimal(1200000)),
    ),
    ("Mục 19.2.1 của bộ A12.", "Một số xã tư vấn."),
)
