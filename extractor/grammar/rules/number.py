"""Numbers that are part of nothing else: "3.324", "12,5", "hai mươi tư", "1 triệu 200 nghìn"."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.grammar.numbers import DIGITS, SCALE_TAIL, WORDS, parse_number
from extractor.grammar.rule import Example, Find, Rule
from extractor.lexicon import numbers as words

_NAMED = regex.compile(rf"(?r)(?<!\p{{L}})(?:{'|'.join(words.ORDINAL)}) ", regex.IGNORECASE)
_GOES_ON = regex.compile(r"(?r)[\p{L}\p{N},] ")
_DATED = regex.compile(r"(?r)(?<!\p{L})(?:ngày|tháng|quý|năm) ", regex.IGNORECASE)


def _build(match: regex.Match[str]) -> Find | None:
    value = parse_number(match[0])
    return None if value is None else Find("number", "number", match.start(), match.end(), value, match.span())


def _build_words(match: regex.Match[str]) -> Find | None:
    """Nothing behind a word that makes the number a name or a place in an order ("thứ hai", "tháng ba")."""
    if _NAMED.match(match.string, 0, match.start()):
        return None
    if match[0].istitle() and " " not in match[0] and _GOES_ON.match(match.string, 0, match.start()):
        return None  # "bà Ba"
    return _build(match)


def _build_digits(match: regex.Match[str]) -> Find | None:
    """Nothing that is one part of a date, of a name or of another figure ("ngày 31/4", "năm 2025", "2/3")."""
    text, (start, end) = match.string, match.span()
    if text[end : end + 1] in "/:" and text[end + 1 : end + 2].isdigit():
        return None
    if text[start - 1 : start] in ("/", ":") and text[start - 2 : start - 1].isalnum():
        return None
    return None if _DATED.match(text, 0, start) else _build(match)


DIGIT_RULE = Rule(
    "number",
    "number",
    regex.compile(rf"{DIGITS}(?:{SCALE_TAIL}|(?![\p{{L}}\p{{N}}_]))"),
    _build_digits,
    (
        Example("Con số [[3.324]] được nêu.", Decimal(3324)),
        Example("Cần [[1 triệu 200 nghìn]] nữa.", Decimal(1200000)),
    ),
    ("Mục 19.2.1 của bộ A12.", "Ghi 1,500 hay 012.345 là lẫn lộn."),
)
WORD_RULE = Rule(
    "number.words",
    "number",
    regex.compile(WORDS),
    _build_words,
    (Example("Có [[hai mươi tư]] xã.", Decimal(24)),),
    ("Một số xã tư vấn.", "Xếp thứ hai.", "Quận ba."),
)
RULES = (DIGIT_RULE, WORD_RULE)
