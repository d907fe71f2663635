"""Times that come again: "hằng năm", "mỗi quý", "trước ngày 15 tháng 12 hằng năm", "thứ hai hằng tuần", "thường niên"."""

from __future__ import annotations

from typing import cast

import regex

from extractor.core.period import Period, Recurrence
from extractor.grammar.moments import D, B, E, M, fragments, one_of
from extractor.grammar.phrases import ROLE
from extractor.grammar.rule import Example, Find, Rule
from extractor.lexicon import time as words

_UNIT = one_of(words.RECURRENCES)
_MOMENT = (
    rf"(?:ngày\ {D}[/.\-]{M}|(?:ngày\ {D}\ )?tháng\ {M}|ngày\ {D}|{fragments('quarter', 'months_of')}|{one_of(words.PARTS)}"
    rf"|{one_of(words.WEEKDAYS)}|năm\ học)"
)
_BEFORE = regex.compile(
    rf"(?r){B}(?:{one_of(words.AVERAGE)}\ |(?:{ROLE}\ )?{_MOMENT}\ (?:của\ )?|(?:trong|vào)\ )",
    regex.VERBOSE | regex.IGNORECASE,
)


def _build(match: regex.Match[str]) -> Find | None:
    text, end = match.string, match.end()
    before = _BEFORE.match(text, 0, match.start())
    start = before.start() if before else match.start()
    recurrence = cast(Recurrence, words.RECURRENCES[match["unit"].lower()])
    return Find("", "time", start, end, Period(text[start:end], recurrence=recurrence))


def _every(name: str, lead: str, example: str, recurrence: Recurrence, *rejects: str) -> Rule:
    shown = Example(example, None)
    text = example[example.index("[[") + 2 : example.index("]]")]
    return Rule(
        f"time.{name}",
        "time",
        regex.compile(rf"(?i:{B}{lead}\ (?P<unit>{_UNIT}){E}(?!\ (?:học|tuổi)))", regex.VERBOSE),
        _build,
        (Example(shown.marked, Period(text, recurrence=recurrence)),),
        rejects,
    )


def _per(match: regex.Match[str]) -> Period:
    return Period(match[0], recurrence=cast(Recurrence, words.PER_PERIOD[match[0].lower()]))


RULES = (
    _every("yearly", "hằng", "Báo cáo [[trước ngày 15 tháng 12 hằng năm]].", "yearly", "Hằng tuần lễ"),
    _every("hang", "hàng", "Kiểm tra [[hàng quý]] tại xã.", "quarterly", "Hàng hóa năm 2025."),
    _every("each", "mỗi", "Giảm [[bình quân mỗi năm]] 1%.", "yearly", "Mỗi xã có một trạm."),
    _every("every", "từng", "Kế hoạch [[từng năm]] của xã.", "yearly", "Từng bước."),
    Rule(
        "time.per",
        "time",
        regex.compile(rf"(?i:{B}{one_of(words.PER_PERIOD)}{E}(?!\ [0-9]{{4}}))", regex.VERBOSE),
        _per,
        (Example("Giảm [[bình quân một năm]] 1%.", Period("bình quân một năm", recurrence="yearly")),),
        ("Thu nhập bình quân năm 2025.",),
    ),
)
