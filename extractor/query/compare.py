"""Provinces beside each other: of each the newest target and result for a criterion or any other filter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from extractor.query.numbers import NotComparableError, as_share
from extractor.query.search import Hit

MOST = 5_000
"""Records that are looked at; a comparison of more is narrowed first."""


@dataclass(slots=True)
class Standing:
    """Where a province stands: the shares of its newest target and result, and the records that say so."""

    province: str
    target: Decimal | None = None
    result: Decimal | None = None
    hits: dict[str, Hit] = field(default_factory=dict)


def standings(hits: Iterable[Hit]) -> list[Standing]:
    """The provinces of records that are shares of a whole province, the furthest behind its target last.

    Shares of single places and changes are left out: they are not of the province.
    """
    found: dict[str, Standing] = {}
    days: dict[tuple[str, str], date] = {}
    for hit in hits:
        target = hit.target
        if not hit.province or target.change != "level" or target.scope not in (None, "toàn tỉnh", "Toàn tỉnh"):
            continue
        try:
            share = as_share(target).value
        except NotComparableError:
            continue
        day = (target.due.end or target.due.start) if target.due else None
        key = (hit.province, target.status)
        if key in days and (day or date.min) <= days[key]:
            continue
        days[key] = day or date.min
        standing = found.setdefault(hit.province, Standing(hit.province))
        setattr(standing, target.status, share)
        standing.hits[target.status] = hit
    return sorted(found.values(), key=lambda one: (-(one.result or one.target or Decimal(0)), one.province))
