"""Times that are no time of the record beside them: what is compared with, and what lies beyond.

``time.baseline``: "so với năm 2019", "so với cùng kỳ năm trước", "so với cuối năm 2020"; dates only where a year is
written. ``time.vision``: "tầm nhìn đến năm 2045". ``time.outlook``: "định hướng đến năm 2030".
"""

from __future__ import annotations

from datetime import date

import regex

from extractor.core.period import Period
from extractor.grammar.calendar import read
from extractor.grammar.days import has_year
from extractor.grammar.moments import END, NAMED_SPAN, YEAR, B, E, one_of
from extractor.grammar.phrases import BARE
from extractor.grammar.rule import Example, Rule
from extractor.lexicon import time as words

_BETWEEN = rf"(?:{one_of((*words.SAME_TIME, *words.MEASURED_AGAINST))}\ )"

_WHEN = rf"(?:(?P<when>{NAMED_SPAN}|{END}|{BARE})|\((?P<when>{END}|{BARE})\))"
AGAINST = regex.compile(
    rf"""(?i:{B}so\ (?:với\ )?
        (?:(?:{_BETWEEN}|đạt\ được\ |ước\ |vào\ |trong\ ){{0,4}}+{_WHEN}|{one_of(words.SAME_TIME)}{E}))""",
    regex.VERBOSE,
)
SAME_TIME = regex.compile(rf"(?i:{B}cùng\ k[ỳì](?<=[%‰]\ cùng\ ..){E}(?:\ {_WHEN})?)", regex.VERBOSE)
_YEAR = rf"(?P<when>(?:{one_of((*words.UNTIL, *words.WITHIN))}\ )?(?:năm\ )?{YEAR})"
BEYOND = regex.compile(rf"(?i:{B}tầm\ nhìn\ {_YEAR})", regex.VERBOSE)
OUTLOOK = regex.compile(rf"(?i:{B}định\ hướng\ {_YEAR})", regex.VERBOSE)


def _baseline(match: regex.Match[str]) -> Period:
    """Only a written year is kept: "so với năm trước" is a baseline without one."""
    when = match["when"]
    period = read(when) if when and has_year(when) else None
    return Period(match[0], period.start, period.end) if period else Period(match[0])


def _beyond(match: regex.Match[str]) -> Period | None:
    period = read(match["when"])
    return Period(match[0], period.start, period.end) if period else None


RULES = (
    Rule(
        "time.baseline",
        "time",
        AGAINST,
        _baseline,
        (
            Example("Tăng 5% [[so với năm 2019]].", Period("so với năm 2019", date(2019, 1, 1), date(2019, 12, 31))),
            Example("Tăng 5% [[so với cùng kỳ (năm trước)]].", Period("so với cùng kỳ (năm trước)")),
            Example("Tăng 5% [[so với cùng kỳ]].", Period("so với cùng kỳ")),
            Example(
                "Tăng 5% [[so với thực hiện năm 2020]].",
                Period("so với thực hiện năm 2020", date(2020, 1, 1), date(2020, 12, 31)),
            ),
        ),
        ("Cao so với kế hoạch.",),
        begins=("so",),
    ),
    Rule(
        "time.baseline",
        "time",
        SAME_TIME,
        _baseline,
        (
            Example("Thu bằng 103% [[cùng kỳ 2020]].", Period("cùng kỳ 2020", date(2020, 1, 1), date(2020, 12, 31))),
            Example("Thu bằng 103% [[cùng kỳ]].", Period("cùng kỳ")),
        ),
        ("Số thu cùng kỳ năm 2020.",),
        begins=("cùng",),
    ),
    Rule(
        "time.vision",
        "time",
        BEYOND,
        _beyond,
        (Example("Quy hoạch, [[tầm nhìn đến năm 2045]].", Period("tầm nhìn đến năm 2045", None, date(2045, 12, 31))),),
        ("Tầm nhìn mới.",),
        begins=("tầm",),
    ),
    Rule(
        "time.outlook",
        "time",
        OUTLOOK,
        _beyond,
        (
            Example(
                "Kế hoạch, [[định hướng đến năm 2030]].",
                Period("định hướng đến năm 2030", None, date(2030, 12, 31)),
            ),
        ),
        ("Định hướng nghề nghiệp.",),
        begins=("định",),
    ),
)
