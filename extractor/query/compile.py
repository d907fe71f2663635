"""Turns the filter into conditions on the index: names become the numbers of terms, days become numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select

from extractor.query.condition import Among, Between, Condition, Either, Every, OneOf
from extractor.query.filter import Filter
from extractor.query.place_names import MeantPlace, meant_place
from extractor.query.places import Meant, meant
from extractor.query.review_state import state_statement
from extractor.query.validity import in_force
from extractor.query.wording import Wording, read_wording
from extractor.registry.communes import PlaceKey, place_key
from extractor.store import fulltext
from extractor.store.folding import bare, province_key, toned, unit_key
from extractor.store.index import day_number
from extractor.store.index_tables import EntryTermRow
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow

_TERM = table(EntryTermRow)
_DOCUMENT = table(DocumentRow)


@dataclass(frozen=True, slots=True)
class Question:
    """A filter as the index is asked it: conditions by the attribute they came from, and the words apart."""

    by_attribute: Mapping[str, Condition]
    wording: Wording | None
    provinces: tuple[Meant, ...]
    place: MeantPlace | None
    exact: Among | None
    """The entries that hold the words exactly as they were typed, where others are found besides."""

    def units(self) -> list[str]:
        """Of which day the provinces and the place are that were asked for, where a day was given."""
        told = [one.told() for one in self.provinces if one.on is not None]
        return [*told, self.place.told()] if self.place else told

    def condition(self, without: str | None = None) -> Condition:
        """All conditions, or all but the one of an attribute."""
        return Every(tuple(one for name, one in self.by_attribute.items() if name != without))


def ask(store: Store, wanted: Filter) -> Question:
    """The conditions of a filter. Raises ``FilterError`` for provinces that never were and words that are none."""
    provinces = tuple(meant(name, wanted.units_on) for name in wanted.province)
    wording = read_wording(wanted.words) if wanted.words else None
    found = dict(_conditions(store, wanted, provinces))
    place = None
    if wanted.place is not None and wanted.units_on is not None:
        place = meant_place(wanted.place, wanted.units_on, provinces)
        found["place"] = _of_place(store, place)
    exact = None
    if wording:
        found["words"] = _holding(store, wording, exact=False)
        exact = _holding(store, wording, exact=True) if wording.loose else None
    return Question(found, wording, provinces, place, exact)


def terms(store: Store, field: str, words: str | None = None, *, whole: bool = True) -> list[Mapping[str, Any]]:
    """The terms of a field, all of them or those that are called so: as typed where typed with marks, else without."""
    query = select(_TERM).where(_TERM.c.field == field)
    if words is not None:
        key = bare(words)
        query = query.where(_TERM.c.key == key if whole else _TERM.c.key.contains(key, autoescape=True))
    rows = list(store.rows(query))
    if words is None or bare(words) == toned(words):
        return rows
    key = toned(words)
    return [row for row in rows if (toned(row["label"]) == key if whole else key in toned(row["label"]))]


def _conditions(store: Store, wanted: Filter, provinces: tuple[Meant, ...]) -> Iterator[tuple[str, Condition]]:
    if provinces:
        ids = {unit.id for one in provinces for unit in one.parts} | {province_key(one.name) for one in provinces}
        yield "province", _valued(store, "province", ids)
    for attribute, whole in (("place", False), ("issuing_body", False), ("body", False)):
        words = getattr(wanted, attribute)
        if words is not None:
            yield attribute, _called(store, attribute, (words,), whole=whole)
    for attribute in ("doc_type", "sector"):
        if getattr(wanted, attribute):
            yield attribute, _called(store, attribute, getattr(wanted, attribute), whole=True)
    for attribute in ("kind", "status", "criteria_set"):
        given = getattr(wanted, attribute)
        if given:
            yield attribute, _valued(store, attribute, set(given) if isinstance(given, tuple) else {given})
    if wanted.criterion is not None:
        yield "criterion", _criterion(store, wanted.criterion)
    yield from _of_documents(store, wanted)
    yield from _amount(store, wanted)
    yield from _days(wanted)
    if wanted.confidence is not None:
        yield "confidence", Between("confidence", low=float(wanted.confidence) - 1e-9)
    if wanted.review:
        yield "review", state_statement(wanted.review)


def _of_documents(store: Store, wanted: Filter) -> Iterator[tuple[str, Condition]]:
    if wanted.document is not None:
        key = bare(wanted.document)
        named = or_(
            _DOCUMENT.c.name_key.contains(key, autoescape=True), _DOCUMENT.c.id.startswith(key, autoescape=True)
        )
        statement = select(_DOCUMENT.c.seq).where(and_(named, _DOCUMENT.c.seq.is_not(None)))
        yield "document", Among(f"document {key}", statement, "document_seq")
    if wanted.number is not None:
        key = toned(wanted.number)
        query = select(_DOCUMENT.c.seq, _DOCUMENT.c.number).where(
            _DOCUMENT.c.name_key.contains(bare(wanted.number), autoescape=True), _DOCUMENT.c.number.is_not(None)
        )
        same = {row["seq"] for row in store.rows(query) if toned(row["number"]) == key}
        yield "number", OneOf("document_seq", frozenset(same))
    if wanted.as_of is not None:
        yield "as_of", in_force(wanted.as_of)


def _called(store: Store, field: str, words: tuple[str, ...], *, whole: bool) -> OneOf:
    return OneOf(field, frozenset(row["no"] for one in words for row in terms(store, field, one, whole=whole)))


def _valued(store: Store, field: str, values: set[str]) -> OneOf:
    query = select(_TERM.c.no).where(_TERM.c.field == field, _TERM.c.value.in_(sorted(values)))
    return OneOf(field, frozenset(row["no"] for row in store.rows(query)))


def _criterion(store: Store, code: str) -> OneOf:
    """The lists of criteria that hold a code or one below it."""
    found = set()
    for row in terms(store, "criteria"):
        if any(one == code or one.startswith(f"{code}.") for one in row["value"].split("|")):
            found.add(row["no"])
    return OneOf("criteria", frozenset(found))


def _amount(store: Store, wanted: Filter) -> Iterator[tuple[str, Condition]]:
    written = _overlap(wanted, "value", "value_high")
    if wanted.unit is None:
        if written:
            yield "minimum", Every(written)
        return
    key = unit_key(wanted.unit)
    yield (
        "unit",
        Either(
            (
                Every((_valued(store, "unit", {key}), *written)),
                Every((_valued(store, "canonical_unit", {key}), *_overlap(wanted, "canonical", "canonical_high"))),
            )
        ),
    )


def _overlap(wanted: Filter, low: str, high: str) -> tuple[Condition, ...]:
    bounds: list[Condition] = []
    if wanted.minimum is not None:
        bounds.append(Between(high, low=float(wanted.minimum)))
    if wanted.maximum is not None:
        bounds.append(Between(low, high=float(wanted.maximum)))
    return tuple(bounds)


def _of_place(store: Store, place: MeantPlace) -> Condition:
    """The records about a place or its parts: of the same name, in the same province under any of its names."""
    numbers: dict[PlaceKey, set[int]] = {}
    for row in store.rows(select(_TERM.c.no, _TERM.c.value).where(_TERM.c.field == "place")):
        numbers.setdefault(place_key(row["value"]), set()).add(row["no"])
    provinces = {row["value"]: row["no"] for row in store.rows(select(_TERM).where(_TERM.c.field == "province"))}
    found = []
    for ids, names in place.groups().items():
        terms = {number for name in names for number in numbers.get(place_key(name), ())}
        where = {provinces[one] for one in ids if one in provinces}
        if terms:
            found.append(Every((OneOf("place", frozenset(terms)), OneOf("province", frozenset(where)))))
    return Either(tuple(found))


def _days(wanted: Filter) -> Iterator[tuple[str, Condition]]:
    if wanted.year is not None:
        first, last = day_number(date(wanted.year, 1, 1)), day_number(date(wanted.year, 12, 31))
        yield "year", Every((Between("due_from", high=last), Between("due_to", low=first)))
    if wanted.due_from is not None or wanted.due_to is not None:
        yield "due_from", Between("due_to", low=day_number(wanted.due_from), high=day_number(wanted.due_to))


def _holding(store: Store, wording: Wording, *, exact: bool) -> Among:
    dialect = store.engine.dialect.name
    statement = fulltext.found(dialect, "target", wording.terms, exact=exact)
    return Among(f"{'exact' if exact else 'loose'} {wording.terms}", statement)
