"""Comparable numbers: records in base units, ratios as shares, shares as counts, and totals that may be made of them.

What cannot be compared is refused with the reason, never guessed: shares of different wholes are not averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Literal, Protocol

from extractor.core.errors import ChiTieuError
from extractor.core.quantity import plain
from extractor.core.target import Target

How = Literal["sum", "mean"]
Reading = Literal["stated", "share of a ratio", "count of a ratio", "count of a share"]
_HUNDRED = Decimal(100)


class NotComparableError(ChiTieuError):
    """Numbers that cannot be taken together; the message says why, and what could be asked instead."""


class Quantity(Protocol):
    """What of a record its number is reckoned from; fields as in ``Target``."""

    @property
    def kind(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def total(self) -> Decimal | None: ...
    @property
    def percent(self) -> Decimal | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def canonical_value(self) -> Decimal | None: ...
    @property
    def canonical_unit(self) -> str | None: ...
    @property
    def subject(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Comparable:
    """A value in a base unit ("1" is a share), how it was read from its record, and that in words."""

    value: Decimal
    unit: str
    reading: Reading
    told: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A record with whose it is: the province and place it is about, and its day."""

    target: Target
    province: str | None = None
    place: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """What records come to together: the value, its unit, and in words how it was made."""

    value: Decimal
    unit: str
    told: str


def as_share(target: Quantity) -> Comparable:
    """A record as a share of one: a percentage as stated, a ratio as its part of its total.

    Raises ``NotComparableError`` for records that are no shares.
    """
    if target.kind == "percentage" and target.value is not None and target.canonical_unit in (None, "1"):
        value = target.canonical_value if target.canonical_value is not None else target.value / _HUNDRED
        return Comparable(value, "1", "stated", f"{plain(target.value)}% as stated")
    if target.kind == "ratio" and target.value is not None and target.total:
        share = _divided(target.value, target.total)
        stated = f", {plain(target.percent)}% is stated" if target.percent is not None else ""
        told = f"{plain(target.value)} of {plain(target.total)} {target.unit or ''}".strip()
        return Comparable(share, "1", "share of a ratio", f"{told}{stated}")
    raise NotComparableError(f"{target.quote!r} is no share: a {target.kind} has no whole that it is part of")


def as_count(target: Quantity, total: Decimal | None = None) -> Comparable:
    """A record as a count: a ratio's part, or a percentage of a total that is known from elsewhere.

    Raises ``NotComparableError`` for a percentage without its total, and for what is not counted.
    """
    if target.kind == "ratio" and target.value is not None:
        return Comparable(target.value, target.unit or "", "count of a ratio", f"the part of {target.quote!r}")
    if target.kind == "count" and target.value is not None:
        value = target.canonical_value if target.canonical_value is not None else target.value
        return Comparable(value, target.canonical_unit or target.unit or "", "stated", "as stated")
    if target.kind == "percentage" and target.value is not None:
        if total is None:
            raise NotComparableError(
                f"{target.quote!r} is a share, and of how many the record does not say: give the total"
            )
        value = target.value * total / _HUNDRED
        told = f"{plain(target.value)}% of {plain(total)}, reckoned, not stated"
        return Comparable(value, target.subject or "", "count of a share", told)
    raise NotComparableError(f"{target.quote!r} is a {target.kind}, which is not counted")


def comparable(target: Quantity) -> Comparable:
    """A record in the unit in which it is compared with others: ratios and percentages as shares, else base units."""
    if target.kind in ("ratio", "percentage") and target.canonical_unit in (None, "1", target.unit):
        return as_share(target)
    if target.value is None:
        raise NotComparableError(f"{target.quote!r} is a {target.kind}: it has no value")
    if target.kind == "rank":
        raise NotComparableError(f"{target.quote!r} is a rank: ranks are ordered, not measured")
    value = target.canonical_value if target.canonical_value is not None else target.value
    unit = target.canonical_unit or target.unit or ""
    return Comparable(value, unit, "stated", f"{plain(target.value)} {target.unit or ''} as stated".replace("  ", " "))


def total(records: Sequence[Measured], how: How) -> Total:
    """The sum or the mean of records of one unit.

    Ratios are put together as parts of their totals (118/125 and 50/60 are 168/185). Raises ``NotComparableError``
    where records are percentages, have several units, mix goals with results or changes with levels, or are none.
    """
    if not records:
        raise NotComparableError("there are no records to take together")
    targets = [one.target for one in records]
    for name, told in (("status", "goals and results"), ("change", "levels and changes")):
        if len({getattr(one, name) for one in targets}) > 1:
            raise NotComparableError(f"{told} are not taken together: choose one of them")
    if all(one.kind == "ratio" for one in targets):
        return _pooled(targets)
    shares = [one for one in records if one.target.kind in ("percentage", "ratio")]
    if shares:
        raise NotComparableError(_why_not(shares))
    numbers = [comparable(one) for one in targets]
    units = sorted({one.unit for one in numbers})
    if len(units) > 1:
        raise NotComparableError(f"the records have {len(units)} units ({', '.join(units[:5])}): choose one with unit")
    value = sum((one.value for one in numbers), Decimal(0))
    if how == "mean":
        value = _divided(value, Decimal(len(numbers)))
    return Total(value, units[0], f"the {how} of {len(numbers)} records in {units[0] or 'no unit'}")


def _pooled(targets: Sequence[Target]) -> Total:
    units = sorted({one.unit or "" for one in targets})
    if len(units) > 1:
        raise NotComparableError(f"the ratios count different things ({', '.join(units[:5])})")
    part = sum((one.value for one in targets if one.value is not None), Decimal(0))
    whole = sum((one.total for one in targets if one.total is not None), Decimal(0))
    if not whole:
        raise NotComparableError("the ratios are parts of nothing")
    told = f"{plain(part)} of {plain(whole)} {units[0]}, from {len(targets)} ratios; each counts by its total"
    return Total(_divided(part, whole), "1", told)


def _why_not(shares: Sequence[Measured]) -> str:
    bases = dict.fromkeys(base_of(one) for one in shares)
    shown = "; ".join(list(bases)[:3])
    if len(bases) == 1:
        return (
            f"percentages are not added or averaged: {len(shares)} records are shares of {shown}, each of its own time "
            "or document; compare them as a series"
        )
    return (
        f"percentages of different bases are not added or averaged: {len(shares)} records are shares of "
        f"{len(bases)} wholes ({shown}); without the size of each whole no total follows. Ratios (118/125) can be"
    )


def base_of(one: Measured) -> str:
    """What a share is a share of, in words: the subject, and where."""
    where = ", ".join(part for part in (one.place or one.target.scope, one.province) if part)
    subject = one.target.subject or "an unnamed whole"
    return f"{subject} ({where})" if where else subject


def _divided(value: Decimal, by: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = 28
        return value / by
