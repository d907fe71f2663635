"""Allocation: whether the figures of the districts or communes of a document add up to the province's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select

from extractor.core.quantity import plain
from extractor.query.compile import ask
from extractor.query.condition import ENTRY, as_sql
from extractor.query.filter import Filter
from extractor.query.numbers import NotComparableError, comparable
from extractor.query.search import Hit, fetch
from extractor.store.index_tables import EntryTermRow
from extractor.store.repository import Store, table

_TERM = table(EntryTermRow)


@dataclass(frozen=True, slots=True)
class Allocation:
    """A province's figure beside those of its places: whether they add up, and in words how or why not."""

    whole: Hit | None
    parts: tuple[tuple[str, Hit], ...]
    total: Decimal | None
    difference: Decimal | None
    unit: str
    told: str

    @property
    def adds_up(self) -> bool | None:
        """``None`` where it cannot be said."""
        return None if self.difference is None else self.difference == 0


def allocations(store: Store, wanted: Filter) -> Iterator[Allocation]:
    """The figures that documents divide among places: of one subject, unit, status and time, two places or more.

    Shares are not added, for their wholes are different; that is told in place of a total.
    """
    question = ask(store, wanted)
    columns = (ENTRY.c.seq, ENTRY.c.document_seq, ENTRY.c.series, ENTRY.c.status, ENTRY.c.due_to, ENTRY.c.place)
    base = select(*columns).where(as_sql(question.condition()), ENTRY.c.series != 0)
    groups: dict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
    for row in store.rows(base.order_by(ENTRY.c.seq)):
        key = (row["document_seq"], row["series"], row["status"], row["due_to"] or 0)
        groups[key].append((row["place"], row["seq"]))
    names = {
        row["no"]: row["label"] for row in store.rows(select(_TERM.c.no, _TERM.c.label).where(_TERM.c.field == "place"))
    }
    for group in groups.values():
        places = {place for place, _ in group if place}
        if len(places) > 1:
            hits = {hit.seq: hit for hit in fetch(store, [seq for _, seq in group])}
            whole = next((hits[seq] for place, seq in group if not place and seq in hits), None)
            first = {place: hits[seq] for place, seq in reversed(group) if place and seq in hits}
            yield _allocation(whole, [(names[place], first[place]) for place in first])


def of_document(store: Store, number: str) -> list[Allocation]:
    """The allocations of the document of a number."""
    return list(allocations(store, replace(Filter(), number=number)))


def _allocation(whole: Hit | None, parts: list[tuple[str, Hit]]) -> Allocation:
    parts = sorted(parts, key=lambda part: part[1].seq)
    kinds = {hit.target.kind for _, hit in parts}
    if kinds == {"ratio"}:
        return _of_ratios(whole, parts)
    if "percentage" in kinds or "ratio" in kinds:
        told = "shares of different places are not added: their wholes are different"
        return Allocation(whole, tuple(parts), None, None, "1", told)
    try:
        numbers = [comparable(hit.target) for _, hit in parts]
        total = sum((one.value for one in numbers), Decimal(0))
        unit = numbers[0].unit
        if whole is None:
            told = f"{len(parts)} places come to {plain(total)} {unit}; no figure of the province stands beside them"
            return Allocation(None, tuple(parts), total, None, unit, told)
        wanted = comparable(whole.target).value
    except NotComparableError as error:
        return Allocation(whole, tuple(parts), None, None, "", str(error))
    return _told(whole, parts, total, wanted, unit)


def _of_ratios(whole: Hit | None, parts: list[tuple[str, Hit]]) -> Allocation:
    total = sum((hit.target.value for _, hit in parts if hit.target.value is not None), Decimal(0))
    unit = parts[0][1].target.unit or ""
    if whole is None or whole.target.kind != "ratio" or whole.target.value is None:
        told = f"{len(parts)} places come to {plain(total)} {unit}; no ratio of the province stands beside them"
        return Allocation(whole, tuple(parts), total, None, unit, told)
    return _told(whole, parts, total, whole.target.value, unit)


def _told(whole: Hit, parts: list[tuple[str, Hit]], total: Decimal, wanted: Decimal, unit: str) -> Allocation:
    difference = total - wanted
    state = "add up" if not difference else f"are {plain(abs(difference))} too {'many' if difference > 0 else 'few'}"
    told = f"{len(parts)} places come to {plain(total)} of {plain(wanted)} {unit}: they {state}"
    return Allocation(whole, tuple(parts), total, difference, unit, told)
