"""How many records have which value: counts of the columns in memory, as they are told.

Columns are arrays of one number a record, in the order of ``seq``; chosen records are their places in those arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.query.columns import Columns
from extractor.store.index_tables import NEVER

EXACT = 10_000
"""Counts are exact up to here; above, people are told "10.000+"."""

FACETS = ("status", "kind", "province", "sector", "doc_type", "criteria", "criteria_set", "year", "review", "body")
"""What results are counted by."""

MOST_VALUES = 40
_ENDLESS = 2101

Mask = NDArray[np.bool_]
Places = NDArray[np.intp]
Years = tuple[NDArray[np.int16], NDArray[np.int16]]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of records; ``exact`` is false where there are more than could be said."""

    number: int
    exact: bool = True

    def __str__(self) -> str:
        return f"{self.number:,}".replace(",", ".") + ("" if self.exact else "+")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that results can be narrowed to: as the filter takes it, as people read it, and how many there are."""

    value: str
    label: str
    count: Count


def count(number: int) -> Count:
    """A count as it is told: exact up to ``EXACT``."""
    return Count(number) if number <= EXACT else Count(EXACT, False)


def places_of(mask: Mask) -> Places | None:
    """The places of the records that pass; ``None`` where all do, which spares looking each of them up."""
    found = np.flatnonzero(mask)
    return None if len(found) == len(mask) else found


def of_terms(
    name: str, column: NDArray[Any], places: Places | None, named: Mapping[int, tuple[str, str]]
) -> list[FacetValue]:
    """The terms of a column, the most frequent first; ``named`` gives the value and the label of each term's number."""
    chosen = column if places is None else column.take(places)
    counts = np.bincount(chosen) if len(chosen) else np.zeros(0, dtype=int)
    pairs = [(*named[int(number)], int(counts[number])) for number in np.flatnonzero(counts) if int(number) in named]
    if name == "criteria":
        pairs = _single_codes(pairs)
    pairs = _same_label(pairs) if name == "province" else pairs
    pairs.sort(key=lambda pair: (-pair[2], pair[1]))
    return [FacetValue(value, label, count(number)) for value, label, number in pairs[:MOST_VALUES]]


def years_of(columns: Columns) -> Years:
    """The first and the last year of each record, 0 where none is known, ``_ENDLESS`` where there is no last."""
    first, last = np.nan_to_num(columns["due_from"]), np.nan_to_num(columns["due_to"])
    end = np.where(last < NEVER, np.minimum(last // 10000, 2100), _ENDLESS)
    return (first // 10000).astype(np.int16), end.astype(np.int16)


def of_years(years: Years, places: Places | None) -> list[FacetValue]:
    """The years that records speak of; one that lasts for several counts in each of them."""
    first, last = years if places is None else (years[0].take(places), years[1].take(places))
    known = first > 0
    start, end = first[known], last[known]
    if not len(start):
        return []
    # a period without an end counts up to the last year that the others speak of
    low, high = max(1900, int(start.min())), int(start.max())
    high = min(2100, max(high, int(end[end < _ENDLESS].max(initial=0))))
    opened = np.bincount(np.clip(start, low, high) - low, minlength=high - low + 2)
    closed = np.bincount(np.clip(end, low, high) + 1 - low, minlength=high - low + 2)
    numbers = np.cumsum(opened - closed)[:-1]
    found = [(low + at, int(number)) for at, number in enumerate(numbers) if number]
    return [FacetValue(str(year), str(year), count(number)) for year, number in found if year < 2100][:MOST_VALUES]


def of_reviews(mask: Mask, state: Callable[[str], Mask]) -> list[FacetValue]:
    """The states of review; ``state`` gives the records that are in one."""
    found = []
    for name in ("unreviewed", "accepted", "corrected", "rejected"):
        number = int(np.count_nonzero(mask & state(name)))
        if number:
            found.append(FacetValue(name, name, count(number)))
    return found


def _single_codes(pairs: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Counts of lists of criteria as counts of each code."""
    counts: dict[str, int] = {}
    for value, _, number in pairs:
        for code in value.split("|"):
            counts[code] = counts.get(code, 0) + number
    return [(code, code, number) for code, number in counts.items()]


def _same_label(pairs: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Provinces by name: the filter takes a name for all its times."""
    counts: dict[str, int] = {}
    for _, label, number in pairs:
        counts[label] = counts.get(label, 0) + number
    return [(label, label, number) for label, number in counts.items()]
