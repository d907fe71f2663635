"""Reads every number, quantity, time, duration and criterion code in a text: what ``chitieu parse`` prints.

Offsets are of the text that is given; rules read its view for matching.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from extractor.core.period import Period
from extractor.core.quantity import Quantity, plain
from extractor.core.view import View
from extractor.grammar.calendar import resolve as resolve_time
from extractor.grammar.conflicts import resolve as resolve_conflicts
from extractor.grammar.engine import run_all
from extractor.grammar.rule import Criterion, Duration, Find, Rule
from extractor.grammar.rules import RULES, number
from extractor.normalise import matching_view

PARSED: tuple[Rule, ...] = (*RULES, *number.RULES)
"""All rules, and last the numbers that are part of nothing else, which no record is made of."""


def parse(text: str, reference: date | None = None) -> list[Find]:
    """Every find that stands, in order of the text, times completed by ``reference``, the day they are read on."""
    view = matching_view(text)
    found = resolve_conflicts(run_all(PARSED, view.text))
    year: int | None = None
    finds = []
    for find in found:
        if find.type == "mask":
            continue
        if isinstance(find.value, Period):
            period = resolve_time(find, view.text, reference, year)
            if period.start and period.start.year == (period.end or period.start).year:
                year = period.start.year
            find = replace(find, value=period)  # noqa: PLW2901  # the same find, completed
        finds.append(_in_raw(find, view))
    return finds


def _in_raw(find: Find, view: View) -> Find:
    """The find with offsets of the raw text."""
    span = view.raw_span(find.start, find.end)
    number_span = view.raw_span(*find.number) if find.number else None
    moved = replace(
        find, start=span.start, end=span.end, number=(number_span.start, number_span.end) if number_span else None
    )
    if isinstance(find.value, Period):
        return replace(moved, value=replace(find.value, text=span.of(view.raw)))
    return moved


def to_json(find: Find, text: str) -> dict[str, Any]:
    """A find as one flat object; ``text`` is what it was found in. Values are strings of plain decimals."""
    row: dict[str, Any] = {
        "type": find.type,
        "start": find.start,
        "end": find.end,
        "quote": text[find.start : find.end],
    }
    value = find.value
    if isinstance(value, Quantity):
        row |= {
            "kind": value.kind,
            "value": plain(value.value),
            "upper": plain(value.upper),
            "unit": value.unit,
            "comparator": value.comparator,
        }
        if value.total is not None:
            row["total"] = plain(value.total)
    elif isinstance(value, Duration):
        row |= {"value": plain(value.value), "upper": plain(value.upper), "unit": value.unit}
    elif isinstance(value, Period):
        row |= {
            "start_date": value.start.isoformat() if value.start else None,
            "end_date": value.end.isoformat() if value.end else None,
            "recurrence": value.recurrence,
        }
    elif isinstance(value, Criterion):
        row["code"] = value.code
    elif value is not None:
        row["value"] = plain(value)
    row["rule"] = find.rule
    return row
