"""The fields of a record as a person fills them in: read, checked, and refused with the reason at the field.

A value comes from the characters of its span and nowhere else: a number that does not stand there is refused, so that
whoever wants another value has to move the span.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import regex

from extractor.core.period import RECURRENCES, SOURCES
from extractor.core.quantity import CHANGES, COMPARATORS, KINDS, Quantity, plain
from extractor.core.target import STATUSES
from extractor.grammar.engine import run_all
from extractor.grammar.numbers import NUMBER, parse_number
from extractor.grammar.rules import RULES
from extractor.link.checks import code_state
from extractor.normalise import matching_view
from extractor.registry import sets

NAMES: Final[tuple[str, ...]] = (
    *("kind", "value", "upper", "total", "percent", "unit", "comparator", "change", "status", "subject", "scope"),
    *("due_text", "due_start", "due_end", "due_recurrence", "due_source", "baseline_year", "baseline_value"),
    *("criteria", "criteria_set"),
)
"""The fields of the form, in its order."""

CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "kind": KINDS,
    "comparator": COMPARATORS,
    "change": CHANGES,
    "status": STATUSES,
    "due_recurrence": RECURRENCES,
    "due_source": SOURCES,
}
_NUMBERS = ("value", "upper", "total", "percent", "baseline_value")
_WORDS = ("kind", "unit", "comparator", "change", "status", "subject", "scope")
_OF_SPAN = ("value", "upper", "total")
_NUMBER = regex.compile(NUMBER, regex.IGNORECASE)
_CODE = regex.compile(r"\d{1,2}(?:\.\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field: a code, which is worded in the reader's language, and what it is about."""

    field: str
    code: str
    about: str = ""


def form_of(record: Mapping[str, Any]) -> dict[str, str]:
    """A record as the form shows it: numbers with a decimal comma, days as 2025-12-31, codes parted by blanks."""
    due, baseline = record.get("due") or {}, record.get("baseline") or {}
    found = {name: record.get(name) for name in NAMES if "_" not in name and name != "criteria"}
    found |= {f"due_{name}": due.get(name) for name in ("text", "start", "end", "recurrence", "source")}
    found |= {f"baseline_{name}": baseline.get(name) for name in ("year", "value")}
    found |= {"criteria": " ".join(record.get("criteria") or ()), "criteria_set": record.get("criteria_set")}
    shown = {name: "" if found.get(name) is None else str(found[name]) for name in NAMES}
    return shown | {name: shown[name].replace(".", ",") for name in _NUMBERS}


def fill(record: Mapping[str, Any], form: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    """The record with what a form says, and what is wrong with that; fields that the form lacks stay as they are.

    The span is the record's own (``start``, ``end``, ``quote``, ``sentence`` …); ``placed`` moves it.
    """
    given = form_of(record) | {name: value.strip() for name, value in form.items() if name in NAMES}
    problems: list[Problem] = []
    numbers: dict[str, Decimal | None] = {}
    for name in _NUMBERS:
        numbers[name] = _number(given[name])
        if given[name] and numbers[name] is None:
            problems.append(Problem(name, "not-a-number", given[name]))
    for name, allowed in CHOICES.items():
        if given[name] not in allowed and (given[name] or name in ("kind", "status")):
            problems.append(Problem(name, "no-such-choice", given[name]))
    days = {name: _day(given[f"due_{name}"]) for name in ("start", "end")}
    problems += [
        Problem(f"due_{name}", "not-a-day", given[f"due_{name}"]) for name, day in days.items() if day is _NO_DAY
    ]
    year = given["baseline_year"]
    if year and not (year.isdecimal() and 1900 <= int(year) <= 2100):
        problems.append(Problem("baseline_year", "not-a-year", year))
    made = {
        **record,
        **{
            name: given[name] or None for name in ("kind", "unit", "comparator", "change", "status", "subject", "scope")
        },
        **{name: plain(numbers[name]) for name in ("value", "upper", "total", "percent")},
        "due": _due(given, days),
        "baseline": _baseline(given, numbers["baseline_value"]),
        "criteria": given["criteria"].replace(",", " ").split(),
        "criteria_set": given["criteria_set"] or None,
    }
    if (made["subject"] or None) != (record.get("subject") or None):
        made["indicator"] = None  # it was read around the other subject
    if not problems:
        problems += _unlikely(made, numbers)
        problems += _not_said(record, made, numbers)
    return made, problems


def placed(record: Mapping[str, Any], text: str, start: int, end: int) -> dict[str, Any]:
    """The record moved to another span of its document's text, its sentence grown to hold it."""
    low, high = min(record["sentence_start"], start), max(record["sentence_end"], end)
    return {
        **record,
        "start": start,
        "end": end,
        "quote": text[start:end],
        "sentence_start": low,
        "sentence_end": high,
        "sentence": text[low:high],
        "boxes": record.get("boxes") if (start, end) == (record["start"], record["end"]) else None,
    }


def _unlikely(record: Mapping[str, Any], numbers: Mapping[str, Decimal | None]) -> Iterator[Problem]:
    """What no record can say, once all of its fields can be read."""
    value, upper, total = (numbers[name] for name in _OF_SPAN)
    kind = record["kind"]
    if kind == "milestone" and value is not None:
        yield Problem("value", "milestone-has-none")
    if kind != "milestone" and value is None:
        yield Problem("value", "missing")
    if (kind == "ratio") != (total is not None):
        yield Problem("total", "ratio-has-total" if kind == "ratio" else "only-ratio-has-total")
    if value is not None and total is not None and value > total:
        yield Problem("value", "numerator", f"{plain(value)} > {plain(total)}")
    if value is not None and upper is not None and upper < value:
        yield Problem("upper", "order", f"{plain(upper)} < {plain(value)}")
    stands = numbers_in(record["quote"], record["sentence"])
    for name in _OF_SPAN:
        number = numbers[name]
        if number is not None and number not in stands:
            yield Problem(name, "not-in-span", record["quote"])
    yield from _of_due(record["due"])
    yield from _of_criteria(record["criteria"], record["criteria_set"])


def _not_said(
    was: Mapping[str, Any], record: Mapping[str, Any], numbers: Mapping[str, Decimal | None]
) -> Iterator[Problem]:
    """A stated share or a baseline that somebody typed and the sentence does not say."""
    before = form_of(was)
    typed = [name for name in ("percent", "baseline_value") if numbers[name] is not None]
    typed = [name for name in typed if numbers[name] != _number(before[name])]
    stands = numbers_in(record["sentence"], record["sentence"]) if typed else set()
    yield from (Problem(name, "not-in-sentence") for name in typed if numbers[name] not in stands)


def _of_due(due: Mapping[str, Any] | None) -> Iterator[Problem]:
    if due is None:
        return
    if not due["text"]:
        yield Problem("due_text", "no-words")
    if not (due["start"] or due["end"] or due["recurrence"]):
        yield Problem("due_end", "no-day")
    if due["start"] and due["end"] and due["end"] < due["start"]:
        yield Problem("due_end", "ends-before-start", f"{due['end']} < {due['start']}")


def _of_criteria(codes: list[str], set_id: str | None) -> Iterator[Problem]:
    known = {version.id for version in sets()}
    if set_id and set_id not in known:
        yield Problem("criteria_set", "unknown-set", ", ".join(sorted(known)))
        return
    for code in codes:
        if not _CODE.fullmatch(code):
            yield Problem("criteria", "unknown-code", code)
        elif code_state(code, set_id, None, None) == "none":
            yield Problem("criteria", "unknown-code", f"{code} ({set_id})" if set_id else code)


def numbers_in(quote: str, sentence: str) -> set[Decimal]:
    """The numbers that a span says, each by itself and as the grammar reads them in the sentence."""
    view = matching_view(quote).text
    found = {number for match in _NUMBER.finditer(view) if (number := parse_number(match.group())) is not None}
    place = sentence.find(quote)
    whole = matching_view(sentence)
    for find in run_all(RULES, whole.text):
        if isinstance(find.value, Quantity):
            span = whole.raw_span(find.start, find.end)
            if span.start < place + len(quote) and place < span.end:
                values = (find.value.value, find.value.upper, find.value.total)
                found |= {value for value in values if value is not None}
    return found


_NO_DAY: Final = date.min


def _day(words: str) -> date | None:
    """A day; ``_NO_DAY`` for words that are none, ``None`` for no words."""
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        return _NO_DAY


def _number(words: str) -> Decimal | None:
    return parse_number(words) if words else None


def _due(given: Mapping[str, str], days: Mapping[str, date | None]) -> dict[str, Any] | None:
    if not any(given[f"due_{name}"] for name in ("text", "start", "end", "recurrence")):
        return None
    return {
        "text": given["due_text"],
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "recurrence": given["due_recurrence"] or None,
        "source": given["due_source"] or "explicit",
    }


def _baseline(given: Mapping[str, str], value: Decimal | None) -> dict[str, Any] | None:
    year = given["baseline_year"]
    if not year and value is None:
        return None
    made: dict[str, Any] = {"year": int(year) if year.isdecimal() else None}
    return made | ({"value": plain(value)} if value is not None else {})
