"""Times that come again: "hằng năm", "mỗi quý", "trước ngày 15 tháng 12 hằng năm", "thường niên"."""

from __future__ import annotations

from typing import cast

import regex

from extractor.core.period import Period, Recurrence
from extractor.grammar.moments import B, D, E, M, fragments, one_of
from extractor.grammar.phrases import ROLE
from extractor.grammar.rule import Example, Find, Rule
from extractor.lexicon import time as words

_UNIT = one_of(words.RECURRENCES)
_CROP = r"(?:đất|trồng|tích|các|loại|giống|nhóm)\ (?:trồng\ )?cây"
"""Before "hằng năm" a kind of crop: "diện tích gieo trồng cây hằng năm" is no time."""
_MOMENT = (
    rf"(?:ngày\ {D}[/.\-]{M}(?:(?:,|\ và)\ (?:ngày\ )?{D}[/.\-]{M})*"
    rf"|(?:ngày\ {D}\ )?tháng\ {M}|ngày\ {D}|{fragments('quarter', 'months_of')}"
    rf"|{one_of(words.PARTS)}|{one_of(words.WEEKDAYS)}|năm\ học)"
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


def _every(word: str) -> Rule:
    """A family for one word, so that the engine seeks one literal."""
    shown = (
        (f"trước ngày 15 tháng 12 {word} năm", "yearly"),
        (f"bình quân {word} năm", "yearly"),
        (f"{word} quý", "quarterly"),
    )
    return Rule(
        "time.recurrence",
        "time",
        regex.compile(
            rf"(?i:(?<!{_CROP}\ ){B}{word}\ (?P<unit>{_UNIT}){E}(?!\ (?:học|tuổi)))",
            regex.VERBOSE,
        ),
        _build,
        tuple(
            Example(f"Kiểm tra [[{text}]] tại xã.", Period(text, recurrence=cast(Recurrence, recurrence)))
            for text, recurrence in shown
        ),
        (f"{word.capitalize()} năm học mới.", f"{word.capitalize()} xã, {word} hộ.", f"Đất trồng cây {word} năm."),
        begins=(word,),
    )


def _per(lead: str, marked: str) -> Rule:
    """A family for "bình quân một năm" and its like; "bình quân năm 2025" is a year."""
    text = marked[marked.index("[[") + 2 : marked.index("]]")]
    pattern = regex.compile(
        rf"(?i:{B}{lead}\ (?:một\ |1\ )?(?P<unit>{_UNIT}){E}"
        rf"(?!\ (?:[0-9]{{4}}|[IVX]+{E}|học|tuổi)|(?<=tháng|quý)\ [0-9]))",
        regex.VERBOSE,
    )
    return Rule(
        "time.per",
        "time",
        pattern,
        lambda match: Period(match[0], recurrence=cast(Recurrence, words.RECURRENCES[match["unit"].lower()])),
        (Example(marked, Period(text, recurrence="yearly")),),
        ("Thu nhập bình quân năm 2025.", "Trung bình năm 2024 đạt thấp."),
        begins=(lead.split("\\", maxsplit=1)[0],),
    )


RULES = (
    *(_every(word) for word in words.EVERY),
    *(_per(lead.replace(" ", r"\ "), f"Giảm [[{lead} một năm]] 1%.") for lead in words.ON_AVERAGE),
    *(
        Rule(
            "time.named_recurrence",
            "time",
            regex.compile(rf"(?i:{B}{name}{E})"),
            lambda match: Period(match[0], recurrence=cast(Recurrence, words.PER_PERIOD[match[0].lower()])),
            (Example(f"Báo cáo [[{name}]] của xã.", Period(name, recurrence=cast(Recurrence, recurrence))),),
            ("Thường xuyên.",),
            begins=(name.split()[0],),
        )
        for name, recurrence in words.PER_PERIOD.items()
    ),
)
