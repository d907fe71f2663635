"""Single points and periods of the calendar as they are written.

``MOMENT`` is the fragment that matches one of them without a preposition ("năm 2025", "ngày 15/12/2022", "quý III",
"6 tháng đầu năm 2022", "cuối năm", "năm học 2025-2026", "thứ hai tuần sau"); ``days.moment`` gives the days they mean.
All fragments are lower case, for verbose patterns that ignore case.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from extractor.grammar.amount import alternatives
from extractor.lexicon import counted, units
from extractor.lexicon import time as words


def one_of(options: Iterable[str]) -> str:
    """An alternation of words, longest first, blanks escaped for verbose patterns."""
    ordered = sorted(options, key=lambda option: (-len(option), option))
    return "(?:" + "|".join(regex.escape(option) for option in ordered) + ")"


B = r"(?<![\p{L}\p{M}\p{N}_])"
"""No word goes on before."""
E = r"(?![\p{L}\p{M}\p{N}_])"
"""No word goes on behind."""

_COUNTED = {word.lower() for word in (*counted.STRONG, *units.SCALES, *units.CURRENCIES, *units.MEASURES)}
_SUBJECTS = {"tỉnh", "huyện", "địa phương", "đơn vị"}  # they go on with the sentence: "đến 2030 tỉnh có ..."
NOT_COUNTED = rf"(?!\ ?[%‰])(?!\ (?:{alternatives(tuple(sorted(_COUNTED - _SUBJECTS)))}){E})"
"""Behind four digits that may be a year: no unit with which they are a count ("đến 2025 hộ")."""

YEAR = r"(?:(?:19|20)[0-9]{2}(?![0-9])(?![.,][0-9]|[/\-.]?\p{L}|/[0-9]))"
D = r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
M = r"(?:0?[1-9]|1[0-2])(?![0-9])"
N = (
    r"(?:[0-9]{1,3}(?![0-9.,/]*[0-9])|một|hai|ba|bốn|năm|sáu|bảy|tám|chín"
    r"|mười(?:\ một|\ hai|\ lăm)?|hai\ mươi|ba\ mươi)"
)
"""A small number of units of time."""
_MONTH = rf"(?:{M}|{one_of(words.MONTH_WORDS)}{E})"
_Q = rf"(?:(?:iv|iii|ii|i|[1-4]|{one_of(words.QUARTER_WORDS)}){E})"
_NEXT_Q = rf"(?:(?:iv|iii|ii|i|[1-4]){E})"  # "quý I và một số ..." is one quarter
JOIN = r"(?:\ ?-\ ?|,\ ?|\ và\ |\ đến\ |\ tới\ )"
DASH = r"(?:\ ?-\ ?|\ đến\ |\ tới\ )"
SHIFT = one_of((*words.THIS, *words.NEXT, *words.PREVIOUS))
_NOT_MANY = r"(?<![0-9]\ )(?<!(?:các|nhiều|những|mấy|vài|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\ )"

YEAR_OF = rf"""(?:(?:của\ )?(?:
    (?:năm\ )?{YEAR}
  | năm\ {SHIFT}{E}
  | năm(?!\ ?(?:[0-9]|học)){E}
))"""
"""The year that a month, a quarter or a part belongs to: "năm 2025", "2025", "năm nay", "năm"."""
_IN_YEAR = rf"(?:\ ?[/.\-]\ ?(?P<y>{YEAR})|,?\ (?P<r>{YEAR_OF}))"

_SPAN = rf"\(?(?:năm\ )?{YEAR}{DASH}(?:năm\ )?{YEAR}\)?"
NUMBERED = r"(?:[1-9]|i{1,3}|iv)(?=:?\ \()"
"""The number of a period whose years stand in brackets: "giai đoạn 2 (2016-2019)"."""
NAMED_SPAN = rf"(?:(?:{N}\ năm|{one_of(words.SPANS)})(?:\ (?:{N}\ năm|giai\ đoạn|từ|{NUMBERED}))?:?\ (?:từ\ )?{_SPAN})"

MONTH_TAIL = rf"""(?:
    \ (?P<m>{M})\ ?[/.\-]\ ?(?P<y>{YEAR})
  | \ (?P<m>{_MONTH})(?:,?\ (?P<r>{YEAR_OF}))?(?!\ ?(?:[.,/\-]\ ?)?[0-9]){E}
)"""
"""Behind "tháng": " 6/2020", " 6 năm 2020", " 6"."""
MONTHS_TAIL = rf"\ (?P<m>{M}){JOIN}(?:{M}{JOIN})*(?:tháng\ )?(?P<n>{M})(?:/(?P<y>{YEAR})|\ (?P<r>{YEAR_OF}))"
"""Behind "tháng": " 6, 7 năm 2025", " 6-9/2025"."""

ATOMS: dict[str, str] = {
    "years": rf"(?:(?:các|những|{N})\ )?năm\ (?P<y>{YEAR})(?:(?:,\ ?|\ và\ |;\ ?){YEAR})*",
    "day": rf"(?:ngày\ )?(?P<d>{D})\ ?(?P<sep>[/.\-])\ ?(?P<m>{M})\ ?(?P=sep)\ ?(?P<y>{YEAR})",
    "day_words": rf"(?:(?:ngày|mùng|mồng)\ )?(?P<d>{D})\ tháng\ (?P<m>{_MONTH})"
    rf"(?:\ năm\ |\ ?[,/.\-]\ ?|\ )(?P<y>{YEAR})",
    "day_year": rf"(?:ngày\ )?(?P<d>{D})(?:\ tháng\ |[/.\-])(?P<m>{M})\ (?P<r>{YEAR_OF})",
    "day_month": rf"(?:ngày|mùng|mồng)\ (?P<d>{D})(?:\ tháng\ |\ ?[/.\-]\ ?)(?P<m>{_MONTH})(?![/.\-]?[0-9])",
    "month": rf"tháng{MONTH_TAIL}",
    "months": rf"(?:các\ )?tháng{MONTHS_TAIL}",
    "quarter": rf"quý\ (?P<q>{_Q}){_IN_YEAR}?(?!\ ?[/\-][0-9]){E}",
    "quarters": rf"quý\ (?P<q>{_Q}){JOIN}(?:{_NEXT_Q}{JOIN})*(?:(?P<n>{_NEXT_Q})|quý\ (?P<n>{_Q}))"
    rf"{_IN_YEAR}?(?!/[0-9]){E}",
    "months_of": rf"(?P<k>{N})\ tháng\ (?P<p>đầu|cuối)\ (?P<r>{YEAR_OF}){E}"
    rf"|(?P<k>{N})\ tháng(?:\ của)?(?:\ năm\ |/|\ )(?P<y>{YEAR})",
    "half": rf"nửa\ (?P<p>đầu|cuối)\ (?:của\ )?(?:(?P<r>{YEAR_OF})|tháng\ (?P<m>{M}){_IN_YEAR}?|{NAMED_SPAN}){E}",
    "part": rf"(?P<p>đầu|giữa|cuối)\ (?:quý\ (?P<q>{_Q})|tháng\ (?P<m>{M})){_IN_YEAR}?(?![/.\-][0-9]){E}"
    rf"|(?:(?:những|các)\ tháng\ )?(?P<p>đầu|giữa|cuối)\ (?P<r>{YEAR_OF}){E}"
    rf"|(?P<p>đầu|giữa|cuối)\ (?P<s>{NAMED_SPAN})",
    "school": rf"năm\ học\ (?P<y>{YEAR})\ ?-\ ?(?P<z>{YEAR})",
    "span": rf"{NAMED_SPAN}|(?:{N}\ năm\ )?(?<!\.){YEAR}\ ?-\ ?{YEAR}",
    "decade": rf"(?:thập\ (?:niên|kỷ)|những\ năm)\ (?P<y>(?:19|20)[0-9]0){E}"
    rf"|(?:thập\ (?:niên|kỷ)|những\ năm)\ (?P<k>[1-9]0)\ (?:của\ )?thế\ kỷ"
    rf"\ (?:(?P<c>{one_of(words.CENTURIES)})|(?P<b>trước)){E}",
    "century": rf"thế\ kỷ\ (?P<c>{one_of(words.CENTURIES)}){E}",
    "weekday": rf"(?:{one_of(words.DAY_PARTS)}\ )?(?P<w>{one_of(words.WEEKDAYS)})\ (?:(?P<u>tuần\ )?(?P<s>{SHIFT}))"
    rf"(?!\ (?:đến|tới)){E}|(?P<w>chủ\ nhật){E}|{one_of(words.DAY_PARTS)}\ (?P<w>{one_of(words.WEEKDAYS)}){E}",
    "shifted": rf"{_NOT_MANY}(?P<u>tuần|tháng|quý|năm)\ (?P<s>{SHIFT}){E}(?!\ [0-9])",
    "relative_day": rf"(?P<w>{one_of(words.DAYS)}){E}",
}
"""Each kind of moment with the groups that ``days`` reads; the first that fits a text is what it is."""

_NAMED = regex.compile(r"\?P<\w+>")
_BACK = regex.compile(r"\(\?P=\w+\)")


def unnamed(fragment: str) -> str:
    """The fragment without its named groups, so that it may stand several times in a pattern."""
    return _BACK.sub(r"[/.\\-]", _NAMED.sub("?:", fragment))


def fragments(*names: str) -> str:
    """The fragment of some kinds of moments, for the families that find them."""
    return "(?:" + "|".join(unnamed(ATOMS[name]) for name in names) + ")"


MOMENT = fragments(*ATOMS)
"""One point or period."""

_OF_YEAR = rf"(?:\ ?[/.\-]\ ?{YEAR}|,?\ (?:của\ )?(?:(?:năm\ )?{YEAR}|năm(?:\ {SHIFT})?(?!\ ?(?:[0-9]|học)){E}))"
_SHARE = rf"(?:nửa\ (?:đầu|cuối)|(?:{N}\ tháng\ )?{one_of(words.PARTS)}|{N}\ tháng)\ (?:của\ )?"
END = rf"""(?:
    (?:ngày\ )?{D}(?:\ ?[/.\-]\ ?{M}|\ tháng\ {_MONTH}){_OF_YEAR}?(?![/.\-]?[0-9])
  | (?:{_SHARE})?(?:
        (?:tháng\ {_MONTH}|quý\ {_Q}){_OF_YEAR}?(?![/.\-][0-9]){E}
      | năm\ học\ {YEAR}\ ?-\ ?{YEAR}
      | năm\ {YEAR}|năm(?:\ {SHIFT})?(?!\ ?(?:[0-9]|học)){E}
    )
)"""
"""A moment at the end of a range, more loosely than ``MOMENT`` and in a tenth of its length: ``read`` judges it."""
