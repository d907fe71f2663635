"""Lengths of time: "trong vòng 30 ngày", "trong 5 năm", "2 giờ 30 phút", "từ 3 đến 5 năm", "05 ngày làm việc".

A duration of two units is given in the smaller one ("1 năm 6 tháng" is 18 months); working days keep their name.
"""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.grammar.moments import B, E, one_of
from extractor.grammar.numbers import parse_number
from extractor.grammar.rule import Duration, Example, Find, Rule
from extractor.lexicon import numbers
from extractor.lexicon import time as words

_WORD = one_of(
    {*numbers.DIGITS, *numbers.AFTER_TENS, *numbers.TEN, *numbers.TENS_MARK, *numbers.HUNDRED, *numbers.GAP}
    | {*numbers.SCALES, *numbers.POINT, *numbers.HALF, "nửa"}
)
_NUMBER = (
    r"(?:(?<!(?<!\p{L})(?:ngày|mùng|mồng|số|khoản|điểm|điều)\ )(?<![0-9.,/\p{L}])[0-9]++(?:[.,][0-9]++)*"
    rf"|{B}{_WORD}(?:\ {_WORD}){{0,11}})"
)
_BEFORE = regex.compile(
    rf"(?r)(?:{B}{one_of(words.DURATION_LEADS)}\ )?(?:từ\ )?"
    rf"(?:(?P<low>{_NUMBER})(?:\ {one_of(words.UNITS)})?(?:\ ?-\ ?|\ đến\ ))?(?P<high>{_NUMBER})\ ",
    regex.VERBOSE | regex.IGNORECASE,
)
"""What stands before a unit, read backwards from it; whether the words are a number is for ``parse_number`` to say."""

_IN = {
    ("year", "month"): 12,
    ("month", "day"): None,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}
"""How many of the smaller unit make the greater; months have no number of days."""


def _build(match: regex.Match[str]) -> Find | None:
    text, start, end = match.string, match.start(), match.end()
    before = _BEFORE.match(text, 0, start)
    if before is None:
        return None
    low = _value(before["low"]) if before["low"] else None
    value = _value(before["high"])
    if not value or (before["low"] and low is None) or (low is not None and low >= value):
        return None
    unit = words.UNITS[" ".join(match["unit"].lower().split())]
    if match["half"]:
        value += Decimal("0.5")
    elif match["more"]:
        smaller = words.UNITS[match["smaller"].lower()]
        factor = _IN.get((unit, smaller))
        if factor is None or low is not None:
            return None
        value, unit = value * factor + Decimal(match["more"]), smaller
    number = (before.start("low") if before["low"] else before.start("high"), before.end("high"))
    duration = Duration(value, unit) if low is None else Duration(low, unit, value)
    return Find("", "duration", before.start(), end, duration, number)


def _value(text: str) -> Decimal | None:
    lowered = text.lower()
    return Decimal("0.5") if lowered == "nửa" else parse_number(lowered)


def _rule(unit: str, example: str, value: Duration, *rejects: str) -> Rule:
    """A family for one unit, so that the engine seeks one literal."""
    name = words.UNITS[unit]
    longer = [other for other in words.UNITS if other.startswith(f"{unit} ")]
    smaller = {"năm": "tháng", "tuần": "ngày", "ngày": "giờ", "giờ": "phút", "phút": "giây"}.get(unit)
    others = words.OF_ANOTHER_UNIT.get(unit, ())
    refused = rf"(?!\ {one_of(others)}{E})" if others else ""
    refused += rf"(?!\ đến\ [0-9]++\ {unit})"  # the end of the range follows
    more = rf"(?:\ (?P<more>[0-9]++)\ (?P<smaller>{smaller}){E})?+" if smaller else r"(?P<more>(?!))?(?P<smaller>(?!))?"
    return Rule(
        f"duration.{name}",
        "duration",
        regex.compile(
            rf"""(?i:(?<=[0-9\p{{L}}]\ )(?P<unit>{one_of((*longer, unit))}){E}{refused}
            (?:\ (?P<half>rưỡi){E})?+{more})(?!\ [0-9])""",
            regex.VERBOSE,
        ),
        _build,
        (Example(example, value),),
        rejects,
        begins=(unit,),
    )


RULES = (
    _rule("năm", "Xong [[trong 5 năm]].", Duration(Decimal(5), "year"), "Có 12 năm học.", "Đạt trong năm."),
    _rule("quý", "Họp [[2 quý]] liền.", Duration(Decimal(2), "quarter"), "Mời 3 quý vị."),
    _rule("tháng", "Thử việc [[từ 3 đến 6 tháng]].", Duration(Decimal(3), "month", Decimal(6)), "Trẻ 6 tháng tuổi."),
    _rule("tuần", "Nghỉ [[hai tuần]] liền.", Duration(Decimal(2), "week"), "Có 3 tuần lễ văn hóa."),
    _rule("ngày", "Xong [[trong vòng 30 ngày]].", Duration(Decimal(30), "day"), "Huy động 1.500 ngày công."),
    _rule("giờ", "Đi mất [[2 giờ 30 phút]].", Duration(Decimal(150), "minute"), "Có giờ học."),
    _rule("phút", "Chờ [[15 phút]].", Duration(Decimal(15), "minute"), "Vài phút sau."),
    _rule("giây", "Chờ [[30 giây]].", Duration(Decimal(30), "second"), "Từng giây phút."),
)
