"""What all families of time share: the words before a moment, the end of a range behind it, the find itself.

A family's pattern begins with a literal ("năm ", "tháng ", "quý "), which the engine seeks a hundred times as fast as
an alternation; what may stand before it is looked up backwards from there, once a match, and only what
``calendar.read`` gives a meaning to becomes a find.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from extractor.grammar.calendar import read
from extractor.grammar.moments import END, NOT_COUNTED, YEAR, B, E, M, N, fragments, one_of
from extractor.grammar.rule import Find
from extractor.lexicon import time as words

ROLE = one_of((*words.UNTIL, *words.BEFORE, *words.AFTER, *words.FROM, *words.WITHIN))
BARE = rf"(?:(?:{M}/)?{YEAR}{NOT_COUNTED})"
"""What is a time only behind a preposition: "đến 2025", "hết 6/2020"."""

_ONWARDS = rf"(?:\ {one_of((*words.ONWARDS, *words.BACKWARDS))}{E})?+"


def tail(moment: str) -> str:
    """The end of a range behind a moment: " đến năm 2025", " - 30/6/2021", " đến nay", or " trở đi"."""
    until = rf"(?:\ ?-\ ?|\ {one_of((*words.UNTIL, 'đến trước'))}\ )"
    return rf"(?:{until}{moment}|\ {one_of(words.UNTIL_NOW)}{E})?+{_ONWARDS}"


TAIL = tail(rf"(?:{END}|{BARE})")
WEEK_TAIL = tail(fragments("day", "day_month", "weekday", "relative_day"))

ASIDE = one_of((*words.AHEAD, *words.BEHIND, *words.AGO, *words.HENCE))
"""Behind a number of units: "5 năm tới", "2 năm qua"."""
COUNT = rf"(?:(?:cách\ đây|sau|khoảng)\ )?(?:khoảng\ )?{N}"

_MANY = regex.compile(rf"(?r){B}(?:{one_of(words.MANY)}|{N})\ ", regex.VERBOSE | regex.IGNORECASE)
"""Before "năm qua", "ngày tới" without a year: "những năm qua" is no year."""

_ROLE = regex.compile(rf"(?r){B}(?:{one_of(words.SINCE_NOW)}\ )?{ROLE}\ ", regex.VERBOSE | regex.IGNORECASE)

Build = Callable[[regex.Match[str]], Find | None]


def phrase(name: str, left: str = "", *, needs_left: Callable[[str], bool] = lambda _: False) -> Build:
    """The ``build`` of a family: the match with the words before it, or as much of it as has a meaning.

    ``left`` is a fragment of what may stand between preposition and match, its last blank included; ``needs_left``
    tells a match that means nothing without words before it.
    """
    before = regex.compile(rf"(?r){B}(?:{left})", regex.VERBOSE | regex.IGNORECASE) if left else None

    def build(match: regex.Match[str]) -> Find | None:
        text, (start, end) = match.string, match.span()
        begins = [start]
        if before and (found := before.match(text, 0, start)):
            begins.insert(0, found.start())
        role = _ROLE.match(text, 0, begins[0])
        if role is None and len(begins) > 1:
            role = _ROLE.match(text, 0, start)
        if role:
            begins.insert(0, role.start())
        if needs_left(match[0]):
            begins.pop()
        if start in begins and not any(map(str.isdigit, match[0])) and _MANY.match(text, 0, start):
            begins.remove(start)
        for finish in _ends(match, end):
            for begin in begins:
                period = read(text[begin:finish])
                if period is not None:
                    early = text[begin : begin + 4].lower() == "đầu "
                    return Find("time.early" if early else name, "time", begin, finish, period)
        return None

    return build


def _ends(match: regex.Match[str], end: int) -> tuple[int, ...]:
    """The end of the match and, where the rest is no range after all, the end of its first moment."""
    core = match.groupdict().get("core")
    if core is None or match.end("core") == end:
        return (end,)
    return end, match.end("core")


def pattern(core: str, behind: str = TAIL) -> regex.Pattern[str]:
    """A family's pattern: words that begin with a literal, then what may stand behind them. Ignores case."""
    return regex.compile(rf"(?i:{B}(?P<core>{core}){behind})", regex.VERBOSE)
