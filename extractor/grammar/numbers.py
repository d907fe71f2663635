"""Numbers in digits and in words: the pattern fragments that rules are built from.

``DIGITS`` matches "3.324", "12,5", "05", "1.500,5", "1,234,567", "0.5"; ``WORDS`` matches "hai mươi tư", "một trăm
linh năm", "năm phẩy hai", "hai triệu rưỡi", "một phần ba"; ``SMALL_WORDS`` is ``WORDS`` without scales of a thousand
and more (for units like "tỷ đồng" that hold the scale themselves); ``SCALED`` matches digits with scales ("340 tỷ 700
triệu", "7k"). All are fragments without named groups, case-insensitive where they hold words, for plain and verbose
patterns alike. ``parse_number`` gives the value.

Single words are matched only where they are surely a number when a counted noun follows: hai, ba, bốn, sáu, bảy, tám,
chín, mười; never một, năm, tư, không.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from extractor.grammar.numerals import parse_fraction, parse_number
from extractor.lexicon import numbers as words

__all__ = ["DIGITS", "NUMBER", "SCALED", "SCALE_TAIL", "SMALL_WORDS", "WORDS", "parse_fraction", "parse_number"]

_B = r"(?<![\p{L}\p{M}\p{N}_])"
_E = r"(?![\p{L}\p{M}\p{N}_])"


LONGEST = 48
"""Words of a number at the most: no exact number that is said has more, and a line of nothing but number words, which
is read anew from each of them, stays cheap."""


def _compact(fragment: str) -> str:
    """The fragment without comments and layout, so that it reads the same in verbose and in plain patterns."""
    return regex.sub(r"(\\ )|\s+#[^\n]*|\s+", lambda match: match[1] or "", fragment)


DIGITS = _compact(r"""(?:
    (?=[0-9])(?<![\p{L}\p{M}\p{N}_])(?<!\p{N}[.,])    # not inside a longer run: "A12", "19.2.1"
    (?>
        [0-9]{1,3}+(?:\.[0-9]{3})++(?:,[0-9]++)?+(?![.,]?[0-9])  # 3.324  1.500,5
      | [0-9]{1,3}+(?:,[0-9]{3}){2,}+(?:\.[0-9]++)?+(?![.,]?[0-9])  # 1,234,567
      | [0-9]{1,3}+,[0-9]{3}\.[0-9]++(?![.,]?[0-9])  # 1,234.5
      | [0-9]++(?:[.,][0-9]++)?+(?![.,]?[0-9])  # 05  12,5  12.5
    )
)""")
"""A number in digits. What follows is left to the unit ("5km"), so only digits are refused behind it."""


def _any(options: Iterable[str]) -> str:
    """An alternation, longer words first, each with its own refusals behind it."""
    parts = []
    for option in sorted(options, key=lambda word: (-len(word), word)):
        refused = words.NOT_AFTER.get(option)
        spelled = option.replace(" ", r"\ ")
        parts.append(spelled + (rf"(?!\ (?:{'|'.join(refused)})\b)" if refused else ""))
    return "(?:" + "|".join(parts) + ")"


_SCALE = _any(words.SCALES)
_HALF = _any(words.HALF)
_POINT = _any(words.POINT)
_GAP = _any(words.GAP)
_SAID = _any((*words.DIGITS, *words.TEN))
_DIGIT = _any([word for word in words.DIGITS if word != "không"])
_CERTAIN = _any(words.CERTAIN_ALONE)
_TENTHS = rf"{_POINT}(?=\ {_SAID}{_E})"
_PARTS = rf"{words.PARTS}(?=\ (?:{_DIGIT}|tư|mười){_E})"  # not "phần trăm", "phần mềm"


def _tokens(scales: str, small: bool) -> str:
    """A word inside a number. Words that are other words as well stand only where a number makes them certain.

    "năm" is a digit before a power or a point and behind "linh" or a point, else it is a year: "hai mươi năm".
    """
    power = "|".join((_any((*words.TENS_MARK, *words.HUNDRED)), *((scales,) if scales else ())))
    behind = rf"(?<=(?:{_GAP}|{_POINT}|(?:{_POINT}|không)\ không|{words.PARTS})\ (?:năm|không))"
    return rf"""(?:
        {power}
      | {_any([*words.AFTER_TENS, *words.TEN, *(word for word in words.DIGITS if word not in ("không", "năm"))])}
      | năm(?=\ (?:{power}|{_HALF}|{_POINT}){_E})|không(?=\ (?:{power}){_E})|(?:năm|không){behind}
      | {_GAP}(?=\ (?:{_SAID}|tư){_E}) | {_HALF} | {_TENTHS}{"" if small else f"|{_PARTS}"}
    ){_E}"""


def _run(scales: str, small: bool) -> str:
    power = "|".join((_any((*words.TENS_MARK, *words.HUNDRED)), *((scales,) if scales else ())))
    alone = rf"|{_DIGIT}(?=\ {_SCALE}{_E})" if small else ""
    whole = rf"(?!\ {_SCALE}\ (?:{_SAID}|{_HALF}|{_GAP}){_E})" if small else ""  # no part of "hai tỷ ba trăm triệu"
    first = rf"(?<!{_B}(?i:{_SCALE})\ )" if small else ""
    return _compact(rf"""(?:{_START}{_B}{first}(?i:
        (?: {_any(words.DIGITS)}(?=\ (?:{power}|{_HALF}|lăm|nhăm|mốt|{_TENTHS}|{_PARTS}){_E})
          | {_CERTAIN}|hăm(?=\ (?:{_DIGIT}|{_any(words.AFTER_TENS)}){_E}){alone}
        ){_E}
        (?:\ {_tokens(scales, small)}){{0,{LONGEST}}}+{whole}
      | một\ nửa{_E}
    ))""")


_STARTS = "|".join(
    spelled for word in (*words.DIGITS, *words.TEN) for spelled in (word, word.capitalize(), word.upper())
)
_START = rf"\b(?=(?:{_STARTS})\b)"  # plain words are sought faster than words that ignore case

WORDS = _run(_SCALE, False)
"""A run of number words that is certainly a number when a counted noun follows (alone: ``words.CERTAIN_ALONE``).

It may be a run without one value ("hai ba": two or three), which ``parse_number`` refuses.
"""

SMALL_WORDS = _run("", True)
"""``WORDS`` below a thousand, for units that begin with the scale ("hai tỷ đồng": two of "tỷ đồng")."""

NUMBER = rf"(?:{DIGITS}|{WORDS})"
"""A number, in digits or words."""

SCALE_TAIL = _compact(rf"""(?:
    (?:(?i:\ ?{_SCALE}{_E}))++(?:\ [0-9.,]++(?<![.,])(?:(?i:\ ?{_SCALE}{_E}))++)*+(?:\ (?i:{_HALF}){_E})?+
  | (?i:k|tr[0-9]?){_E}
)""")
"""Scales behind digits: " triệu 200 nghìn", " triệu rưỡi", "k"."""

SCALED = rf"(?:{DIGITS}{SCALE_TAIL})"
"""Digits with scales behind them: "1 triệu 200 nghìn", "340 tỷ 700 triệu", "0,5 triệu", "2 triệu rưỡi", "7k"."""
