"""Every text of the cases in ``cases/*.tsv`` gives the quantities, times and durations it says, and no others.

The forms follow what the well-known suites for Vietnamese test (duckling, HeidelTime, chrono, NeMo text processing,
num2words): number words of any size, decimals in words, money with and without unit, "từ … đến …", "trước/sau/trên/
dưới", weekdays and relative times with a day they are read on, quarters, halves, durations, recurrences.

Left out, because plans, decisions and news of this genre do not have them, or not as what they are elsewhere: clock
times as points of time ("lúc 8 giờ", they are masked), lunar dates and festivals ("mùng 3 Tết", "rằm tháng Giêng"),
parts of a day as intervals ("sáng nay" is its day), time zones, seasons ("vụ đông xuân", "mùa hè": their days differ
by province), temperature, e-mail and telephone numbers as values (masked), credit cards, ordinals ("thứ nhất"), and
numbers read digit by digit ("không chín tám").

A case is ``text<TAB>day it is read on<TAB>finds``; a find is ``type «quote» key=value ...``, keys not given are
null, a comparator that is not given is "="; "-" is no find.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from extractor.core.period import Period
from extractor.grammar.calendar import read
from extractor.grammar.numbers import parse_number
from extractor.grammar.parse import parse, to_json

CASES = Path(__file__).parent / "cases"
KEYS = {
    "value": "value",
    "upper": "upper",
    "total": "total",
    "unit": "unit",
    "comparator": "is",
    "start_date": "start",
    "end_date": "end",
    "recurrence": "every",
    "code": "code",
}


class Case(NamedTuple):
    file: str
    line: int
    text: str
    date: str
    expected: list[str]


def _cases() -> list[Case]:
    cases = []
    for path in sorted(CASES.glob("*.tsv")):
        for line, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if row and not row.startswith("#"):
                text, day, finds = row.split("\t")
                cases.append(Case(path.stem, line, text, day, [] if finds == "-" else finds.split(" | ")))
    return cases


def show(text: str, day: str) -> list[str]:
    """The finds of a text in the notation of the cases."""
    shown = []
    for find in parse(text, date.fromisoformat(day) if day else None):
        row = to_json(find, text)
        parts = [f"{row['type']} «{row['quote']}»"]
        for key, short in KEYS.items():
            value = row.get(key)
            if value is not None and not (key == "comparator" and value == "="):
                parts.append(f"{short}={value}")
        shown.append(" ".join(parts))
    return shown


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case.file}:{case.line}")
def test_a_text_gives_these_finds_and_no_others(case: Case) -> None:
    assert show(case.text, case.date) == case.expected


def test_there_are_at_least_six_hundred_cases_and_none_twice() -> None:
    seen = [(case.text, case.date) for case in _cases()]
    assert len(seen) >= 600
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case.file}:{case.line}")
def test_a_value_comes_from_the_characters_of_its_span(case: Case) -> None:
    day = date.fromisoformat(case.date) if case.date else None
    for find in parse(case.text, day):
        quote = case.text[find.start : find.end]
        if isinstance(find.value, Decimal):
            assert parse_number(quote) == find.value
        elif isinstance(find.value, Period):
            assert find.value.text == quote
            again = read(quote, day)
            if again and re.search(r"(?:19|20)[0-9]{2}", quote):
                assert (again.start, again.end) == (find.value.start, find.value.end)
