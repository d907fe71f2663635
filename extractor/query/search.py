"""One filter object, and the records that pass it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from extractor.core.target import Target
from extractor.store.folding import bare, province_key, toned, unit_key
from extractor.store.mapping import target_of
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow, TargetCriterionRow, TargetRow

_TARGET = table(TargetRow)
_DOCUMENT = table(DocumentRow)
_CRITERION = table(TargetCriterionRow)


@dataclass(frozen=True, slots=True)
class Filter:
    """What records are wanted; conditions add up, and one that is not given asks nothing.

    ``province`` is compared without case and tones. ``document`` is part of a document's name, number or title, or its
    id. ``criterion`` finds the codes below it too. ``year`` is one in which the record is due, or that its period
    holds. ``unit`` is a unit as written, or a base unit ("đồng"); ``minimum`` and ``maximum`` are in that unit, or in
    the one written where none is given, and a range passes where it overlaps. Every word of ``words`` stands in the
    sentence, subject or indicator; a word without any mark finds its toned forms.
    """

    province: str | None = None
    document: str | None = None
    criterion: str | None = None
    criteria_set: str | None = None
    kind: tuple[str, ...] = ()
    status: str | None = None
    year: int | None = None
    unit: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    words: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A record, the line of its document's text on which it stands, and the document's number and province."""

    target: Target
    line: int
    number: str | None
    province: str | None


def search(store: Store, wanted: Filter) -> Iterator[Hit]:
    """The records that pass, by document name, in the order of each text; read as they are asked for."""
    columns = [*_TARGET.c, _DOCUMENT.c.number.label("document_number"), _DOCUMENT.c.province.label("document_province")]
    query: Select[Any] = select(*columns).join(_DOCUMENT, _DOCUMENT.c.id == _TARGET.c.document_id)
    query = query.where(*_conditions(wanted))
    query = query.order_by(_DOCUMENT.c.name, _DOCUMENT.c.id, _TARGET.c.position).limit(wanted.limit)
    for row in store.rows(query):
        yield Hit(target_of(row), row["line"], row["document_number"], row["document_province"])


def _conditions(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    if wanted.province is not None:
        yield _DOCUMENT.c.province_key == province_key(wanted.province)
    if wanted.document is not None:
        key = bare(wanted.document)
        yield or_(_holds(_DOCUMENT.c.name_key, key), _DOCUMENT.c.id.startswith(key, autoescape=True))
    if wanted.criterion is not None:
        code = _CRITERION.c.code
        below = or_(code == wanted.criterion, code.startswith(f"{wanted.criterion}.", autoescape=True))
        yield _TARGET.c.id.in_(select(_CRITERION.c.target_id).where(below))
    if wanted.criteria_set is not None:
        yield _TARGET.c.criteria_set == wanted.criteria_set
    if wanted.kind:
        yield _TARGET.c.kind.in_(wanted.kind)
    if wanted.status is not None:
        yield _TARGET.c.status == wanted.status
    if wanted.year is not None:
        yield _in_year(wanted.year)
    yield from _amount(wanted)
    for word in (wanted.words or "").split():
        plain = bare(word)
        marked = plain != word.casefold()
        yield _holds(_TARGET.c.words_toned, toned(word)) if marked else _holds(_TARGET.c.words_bare, plain)


def _holds(column: Any, key: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.contains(key, autoescape=True)
    return found


def _in_year(year: int) -> ColumnElement[bool]:
    """Due in the year; or in a period, closed or open to one side, that shares a day with it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    start, end = _TARGET.c.due_start, _TARGET.c.due_end
    by_then = and_(start.is_(None), end.between(first, last))
    during = and_(start <= last, or_(end.is_(None), end >= first))
    return or_(by_then, during)


def _amount(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    written = _within(wanted, _TARGET.c.value_number, _TARGET.c.upper_number)
    if wanted.unit is None:
        if written:
            yield and_(*written)
        return
    key = unit_key(wanted.unit)
    base = _within(wanted, _TARGET.c.canonical_number, _TARGET.c.canonical_upper_number)
    yield or_(and_(_TARGET.c.unit_key == key, *written), and_(_TARGET.c.canonical_unit_key == key, *base))


def _within(wanted: Filter, low: Any, high: Any) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.minimum is not None:
        conditions.append(func.coalesce(high, low) >= float(wanted.minimum))
    if wanted.maximum is not None:
        conditions.append(low <= float(wanted.maximum))
    return conditions
