"""What is due: goals and milestones by their last day, with what is known of their state; results entered by hand."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, case, func, insert, select

from extractor.core.errors import ChiTieuError
from extractor.query.compile import ask
from extractor.query.condition import ENTRY, as_sql
from extractor.query.filter import Filter
from extractor.query.search import Hit, fetch
from extractor.query.series import Point, Progress, series_at
from extractor.store.index import changed, day_number
from extractor.store.index_tables import NEVER, EntryTermRow
from extractor.store.ledger_tables import ReportedResultRow
from extractor.store.repository import Store, table
from extractor.store.tables import TargetRow

_RESULT = table(ReportedResultRow)
_TERM = table(EntryTermRow)
State = Literal["met", "not met", "unknown"]
GroupBy = Literal["body", "place"]
"""By the body that is responsible, else the one that issued the document; or by province and place."""


@dataclass(frozen=True, slots=True)
class Due:
    """A goal with its last day and what is known of it on the day that was asked for."""

    hit: Hit
    day: date
    state: State
    latest: Point | None
    overdue: bool
    group: str | None = None


@dataclass(frozen=True, slots=True)
class DueGroup:
    """A body or a place with how much is due there, and of how much the day has passed."""

    name: str | None
    due: int
    passed: int


def due(
    store: Store, wanted: Filter, by: date, today: date, limit: int | None = None, *, group: GroupBy | None = None
) -> Iterator[Due]:
    """The goals and milestones whose last day is not after ``by``, the earliest first; of each group together.

    The state is that of the goal's series: "unknown" where no result is known. What is not known to be met and whose
    day was before ``today`` is overdue.
    """
    columns: list[ColumnElement[Any]] = [ENTRY.c[name] for name in ("seq", "series", "province", "place", "due_to")]
    terms = _group_terms(group)
    named_terms = [term.label(f"group_{at}") for at, term in enumerate(terms)]
    query: Select[Any] = select().add_columns(*columns, *named_terms)
    query = query.where(*_is_due(store, wanted, by))
    names = _labels(store) if terms else {}
    first = [_alphabetical(term) for term in terms]
    query = query.order_by(*first, ENTRY.c.due_to, ENTRY.c.seq).limit(limit)
    known: dict[tuple[int, int, int], dict[str, Progress]] = {}
    rows = list(store.rows(query))
    for row, hit in zip(rows, fetch(store, [row["seq"] for row in rows]), strict=False):
        key = (row["series"], row["province"], row["place"])
        if row["series"] and key not in known:
            known[key] = {one.goal.target_id: one for one in series_at(store, *key).progress}
        progress = known.get(key, {}).get(hit.target.id)
        state: State = progress.state if progress else "unknown"
        latest = progress.latest if progress else None
        if hit.target.kind == "milestone":
            state, latest = _of_milestone(store, hit)
        day = _day(row["due_to"])
        name = _named([row[f"group_{at}"] for at in range(len(terms))], names)
        yield Due(hit, day, state, latest, state != "met" and day < today, name)


def due_groups(store: Store, wanted: Filter, by: date, today: date, group: GroupBy) -> list[DueGroup]:
    """How much is due by a day of each body or place, those with the most first."""
    terms = [term.label(f"group_{at}") for at, term in enumerate(_group_terms(group))]
    passed = func.sum(case((ENTRY.c.due_to < day_number(today), 1), else_=0))
    query: Select[Any] = select(func.count().label("due"), passed.label("passed")).add_columns(*terms)
    query = query.where(*_is_due(store, wanted, by)).group_by(*terms)
    names = _labels(store)
    found: dict[str | None, DueGroup] = {}
    for row in store.rows(query):
        name = _named([row[f"group_{at}"] for at in range(len(terms))], names)
        before = found.get(name, DueGroup(name, 0, 0))
        found[name] = DueGroup(name, before.due + row["due"], before.passed + row["passed"])
    return sorted(found.values(), key=lambda one: (-one.due, one.name or ""))


def _is_due(store: Store, wanted: Filter, by: date) -> tuple[ColumnElement[bool], ...]:
    last = min(by, wanted.due_to or by)
    question = ask(store, replace(wanted, status="target", due_to=last))
    return as_sql(question.condition()), ENTRY.c.due_to < NEVER


def _group_terms(group: GroupBy | None) -> tuple[ColumnElement[int], ...]:
    """The numbers of the terms that tell groups apart."""
    if group == "body":
        return (case((ENTRY.c.body != 0, ENTRY.c.body), else_=ENTRY.c.issuing_body),)
    return (ENTRY.c.province, ENTRY.c.place) if group == "place" else ()


def _labels(store: Store) -> dict[int, str]:
    fields = ("body", "issuing_body", "province", "place")
    query = select(_TERM.c.no, _TERM.c.label).where(_TERM.c.field.in_(fields)).order_by(_TERM.c.label, _TERM.c.no)
    return {row["no"]: row["label"] for row in store.rows(query)}


def _named(terms: list[int], names: dict[int, str]) -> str | None:
    """A place before its province: "huyện Đô Lương, Nghệ An"."""
    return ", ".join(names[term] for term in reversed(terms) if term in names) or None


def _alphabetical(term: ColumnElement[int]) -> ColumnElement[Any]:
    """What groups are ordered by: their words, those without any last."""
    label = select(_TERM.c.label).where(_TERM.c.no == term).scalar_subquery()
    return func.coalesce(label, "\U0010ffff")


def enter_result(
    store: Store, target_id: str, value: Decimal, day: date, *, source: str, author: str, note: str | None = None
) -> str:
    """Stores a result that a person reports for a target, in the target's unit, and returns its id.

    A milestone takes 1 for done and 0 for not done. Raises ``ChiTieuError`` for a target that is not stored, a result,
    or empty words.
    """
    targets = table(TargetRow)
    query = select(targets.c.fact_key, targets.c.status, targets.c.kind).where(targets.c.id == target_id)
    row = next(iter(store.rows(query)), None)
    if row is None:
        raise ChiTieuError(f"there is no record {target_id!r} (chitieu targets --format jsonl shows ids)")
    if row["status"] != "target":
        raise ChiTieuError(f"record {target_id} is a result already; results are entered for targets")
    if not source.strip() or not author.strip():
        raise ChiTieuError("a result has a source and an author")
    if row["kind"] == "milestone" and value not in (0, 1):
        raise ChiTieuError("a milestone is done (1) or not (0)")
    values = {
        "id": uuid.uuid4().hex,
        "fact_key": row["fact_key"],
        "value": value,
        "value_number": float(value),
        "day": day,
        "source": source.strip(),
        "author": author.strip(),
        "entered_at": datetime.now(UTC),
        "note": note,
    }
    with store.writing() as connection:
        connection.execute(insert(_RESULT), [ReportedResultRow.model_validate(values).model_dump()])
        changed(connection)
    return str(values["id"])


def _of_milestone(store: Store, hit: Hit) -> tuple[State, Point | None]:
    """A milestone is met when a person says so."""
    query = select(_RESULT).where(_RESULT.c.fact_key == hit.target.fact_key)
    rows = list(store.rows(query.order_by(_RESULT.c.day.desc(), _RESULT.c.entered_at.desc()).limit(1)))
    if not rows:
        return "unknown", None
    return ("met" if rows[0]["value"] == 1 else "not met"), None


def _day(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)
