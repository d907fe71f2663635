"""Conditions on entries of the index, which a database can ask and which columns in memory can answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, TextClause, and_, false, or_, true

from extractor.store.index_tables import TargetEntryRow
from extractor.store.repository import table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENTRY = table(TargetEntryRow)


@dataclass(frozen=True, slots=True)
class OneOf:
    """A column holds one of these numbers."""

    column: str
    values: frozenset[int]


@dataclass(frozen=True, slots=True)
class Between:
    """A column holds a number from ``low`` to ``high``, either open; nothing where it is empty."""

    column: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """All of these hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of these holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Among:
    """The entry's ``seq``, or its target's id, is among what a statement finds. ``name`` tells statements apart."""

    name: str
    statement: Select[Any] | TextClause
    column: str = "seq"
    absent: bool = False


Condition = OneOf | Between | Every | Either | Among


def as_sql(condition: Condition) -> ColumnElement[bool]:
    """The condition as a database asks it, of the table of entries."""
    if isinstance(condition, OneOf):
        return ENTRY.c[condition.column].in_(sorted(condition.values)) if condition.values else false()
    if isinstance(condition, Between):
        column = ENTRY.c[condition.column]
        bounds = [column >= condition.low] if condition.low is not None else []
        bounds += [column <= condition.high] if condition.high is not None else []
        return and_(true(), *bounds)
    if isinstance(condition, Among):
        column = ENTRY.c[condition.column]
        found: ColumnElement[bool] = column.in_(condition.statement)
        return ~found if condition.absent else found
    if isinstance(condition, Every):
        return and_(true(), *map(as_sql, condition.parts))
    return or_(false(), *map(as_sql, condition.parts))


def as_mask(
    condition: Condition, column: Callable[[str], NDArray[Any]], among: Callable[[Among], NDArray[np.bool_]]
) -> NDArray[np.bool_]:
    """The condition as columns in memory answer it: one truth value an entry."""
    import numpy as np  # noqa: PLC0415 - only servers count in memory

    if isinstance(condition, OneOf):
        values = column(condition.column)
        if len(condition.values) == 1:
            return np.asarray(values == next(iter(condition.values)))
        return np.isin(values, np.fromiter(condition.values, dtype=values.dtype, count=len(condition.values)))
    if isinstance(condition, Between):
        values = column(condition.column)
        bounds = [values >= condition.low] if condition.low is not None else []
        bounds += [values <= condition.high] if condition.high is not None else []
        if not bounds:
            return ~np.isnan(values) if values.dtype.kind == "f" else np.ones(len(values), dtype=bool)
        # nothing is compared with what is empty, NaN
        found: NDArray[np.bool_] = bounds[0] if len(bounds) == 1 else bounds[0] & bounds[1]
        return found
    if isinstance(condition, Among):
        return among(condition)
    masks = [as_mask(part, column, among) for part in condition.parts]
    if not masks:
        return np.full(len(column("seq")), isinstance(condition, Every))
    if len(masks) == 1:
        return masks[0]
    joined = masks[0].copy()
    for mask in masks[1:]:
        if isinstance(condition, Every):
            joined &= mask
        else:
            joined |= mask
    return joined
