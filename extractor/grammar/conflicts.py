"""Which of several finds that share characters is right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from extractor.grammar.rule import Find

ORDER = {
    "mask.citation": 0,
    "mask.address": 0,
    "mask.phone": 1,
    "quantity.rank": 2,
    "criterion.code": 2,
    "quantity.percentage": 3,
    "quantity.fulfilment": 3,
    "quantity.money": 4,
    "quantity.multiple": 5,
    "quantity.measure": 6,
    "quantity.lasting": 4,
    "mask.scale": 2,
    "mask.base": 2,
    "mask.hundred": 2,
    "mask.shifts": 2,
    "mask.saying": 8,
    "mask.digit": 8,
    "mask.set": 2,
    "mask.voltage": 2,
    "mask.clock": 4,
    "quantity.ratio": 7,
    "mask.numbering": 8,
    "mask.name": 8,
    "mask.place": 8,
    "mask.glued": 8,
    "quantity.tally": 9,
    "quantity.index": 9,
    "quantity.count": 10,
    "quantity.listed": 11,
    "number": 20,
}
"""Families in order of trust; times stand at 5, durations at 6. Among equals the longer find wins, then the earlier."""


def _trust(find: Find) -> int:
    if find.type == "time":
        return 5
    if find.type == "duration":
        return 6
    return ORDER.get(find.rule, ORDER["number"] if find.type == "number" else 12)


def _core(find: Find) -> tuple[int, int]:
    """The characters that a find may not share: of a quantity its number, of anything else all of it."""
    return find.number if find.type == "quantity" and find.number else (find.start, find.end)


def resolve(finds: Iterable[Find]) -> list[Find]:
    """The finds that stand, by start, masks among them. No two share a character of their cores.

    A percentage, an amount of money or a measure with its unit beside outranks a time ("6.800 tỷ đồng năm 2025"
    keeps both, for they share nothing); a time outranks a count ("12 tháng").
    """
    ranked = sorted(finds, key=lambda find: (_trust(find), -(find.end - find.start), find.start))
    taken: list[tuple[int, int]] = []  # disjoint, in order
    kept: list[Find] = []
    for find in ranked:
        start, end = _core(find)
        place = bisect_left(taken, (start, end))
        if (place and taken[place - 1][1] > start) or (place < len(taken) and taken[place][0] < end):
            continue
        taken.insert(place, (start, end))
        kept.append(find)
    kept.sort(key=lambda find: (find.start, find.end))
    return kept
