"""What needs a person, first things first; who has what before them; how far everybody is.

Order: facts that were opened again, facts on which documents disagree, then the least sure (failed checks lower the
confidence, so these come first of the rest). What the asking person put off comes back when its time is over.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    type_coerce,
    update,
)

from extractor.query.compile import ask
from extractor.query.condition import ENTRY, as_sql
from extractor.query.filter import Filter, FilterError
from extractor.review.log import last_decisions
from extractor.store.repository import Store, table
from extractor.store.review_tables import (
    ReviewAssignmentRow,
    ReviewDecisionRow,
    ReviewLockRow,
    ReviewSkipRow,
    ReviewStateRow,
)
from extractor.store.tables import DocumentRow, TargetRow

LOCK_SECONDS = 180
"""How long a fact is kept for who has it before them, unless they ask again."""
SKIP_HOURS = 12
PORTION = 50
Whose = Literal["all", "mine", "free"]
WHOSE: tuple[Whose, ...] = ("all", "mine", "free")
"""All work, what was given to the asking person, or that and what nobody was given."""

_LOG, _STATE, _LOCK = table(ReviewDecisionRow), table(ReviewStateRow), table(ReviewLockRow)
_SKIP, _GIVEN = table(ReviewSkipRow), table(ReviewAssignmentRow)
_TARGET, _DOCUMENT = table(TargetRow), table(DocumentRow)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A fact that waits for a person. ``why`` are the reasons: reopened, disagrees, checks, unsure, new.

    ``seen`` is the ``seq`` of its last decision, 0 for none.
    """

    target_id: str
    fact_key: str
    document_id: str
    document: str
    why: tuple[str, ...]
    confidence: float
    holder: str | None
    given_to: str | None
    seen: int


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of the queue, how many wait in all, and the cursor of the next part."""

    waiting: tuple[Waiting, ...]
    total: int
    cursor: str | None


def queue(
    store: Store,
    reviewer: str,
    wanted: Filter | None = None,
    *,
    whose: Whose = "all",
    skipped: bool = False,
    limit: int = PORTION,
    cursor: str | None = None,
    now: datetime | None = None,
) -> Portion:
    """A part of what waits for a person, of the records that pass the filter.

    ``skipped`` shows what the person put off, and nothing else. Raises ``FilterError`` for a cursor that is none.
    """
    now = now or datetime.now(UTC)
    rank = _rank()
    conditions = [or_(_STATE.c.state.is_(None), _STATE.c.state == "open"), *_of(store, wanted), _whose(reviewer, whose)]
    put_off = exists().where(_SKIP.c.fact_key == _TARGET.c.fact_key, _SKIP.c.reviewer == reviewer, _SKIP.c.until > now)
    conditions.append(put_off if skipped else ~put_off)
    base = _joined(wanted).where(*conditions)
    counted: Any = base.with_only_columns(func.count().label("number"), maintain_column_froms=True)
    total = next(iter(store.rows(counted)))["number"]
    query: Any = base.add_columns(rank.label("rank")).order_by(rank, _TARGET.c.confidence, _TARGET.c.id)
    if cursor:
        at = _read_cursor(cursor)
        query = query.where(
            or_(
                rank > at[0],
                and_(rank == at[0], _TARGET.c.confidence > at[1]),
                and_(rank == at[0], _TARGET.c.confidence == at[1], _TARGET.c.id > at[2]),
            )
        )
    rows = list(store.rows(query.limit(limit + 1)))
    following = _write_cursor(rows[limit - 1]) if len(rows) > limit else None
    seen = last_decisions(store, [row["fact_key"] for row in rows[:limit]])
    found = tuple(_waiting(row, seen.get(row["fact_key"], 0), now) for row in rows[:limit])
    return Portion(found, int(total), following)


def take(store: Store, reviewer: str, fact_key: str, now: datetime | None = None) -> str:
    """Keeps a fact for a person for a while, if it is free or theirs; returns who has it now."""
    now = now or datetime.now(UTC)
    with store.writing() as connection:
        held = connection.execute(select(_LOCK).where(_LOCK.c.fact_key == fact_key)).mappings().first()
        ends = now + timedelta(seconds=LOCK_SECONDS)
        if held is not None and held["holder"] != reviewer and held["ends_at"] > now:
            return str(held["holder"])
        if held is None:
            values = {"fact_key": fact_key, "holder": reviewer, "ends_at": ends}
            connection.execute(insert(_LOCK), [ReviewLockRow.model_validate(values).model_dump()])
        else:
            connection.execute(update(_LOCK).where(_LOCK.c.fact_key == fact_key).values(holder=reviewer, ends_at=ends))
    return reviewer


def release(store: Store, reviewer: str, fact_key: str) -> None:
    """Gives a fact back; that of another person stays theirs."""
    with store.writing() as connection:
        connection.execute(delete(_LOCK).where(_LOCK.c.fact_key == fact_key, _LOCK.c.holder == reviewer))


def skip(store: Store, reviewer: str, fact_key: str, now: datetime | None = None) -> None:
    """Puts a fact off: it comes back to this person after some hours, and to others as before."""
    until = (now or datetime.now(UTC)) + timedelta(hours=SKIP_HOURS)
    with store.writing() as connection:
        connection.execute(delete(_SKIP).where(_SKIP.c.fact_key == fact_key, _SKIP.c.reviewer == reviewer))
        values = {"fact_key": fact_key, "reviewer": reviewer, "until": until}
        connection.execute(insert(_SKIP), [ReviewSkipRow.model_validate(values).model_dump()])
        connection.execute(delete(_LOCK).where(_LOCK.c.fact_key == fact_key, _LOCK.c.holder == reviewer))


def assign(store: Store, document_ids: Sequence[str], reviewer: str | None, by: str) -> int:
    """Gives documents to a person, or with ``None`` to nobody; tells how many of them there are."""
    now = datetime.now(UTC)
    with store.writing() as connection:
        query = select(_DOCUMENT.c.id).where(_DOCUMENT.c.id.in_(list(document_ids)))
        known = connection.execute(query).scalars().all()
        connection.execute(delete(_GIVEN).where(_GIVEN.c.document_id.in_(known)))
        if reviewer is not None and known:
            rows = [{"document_id": one, "reviewer": reviewer, "given_by": by, "given_at": now} for one in known]
            connection.execute(insert(_GIVEN), [ReviewAssignmentRow.model_validate(row).model_dump() for row in rows])
    return len(known)


def progress(store: Store, document_id: str) -> dict[str, int]:
    """How many records of a document are in which state; "waiting" are those that need a person."""
    state = func.coalesce(_STATE.c.state, "waiting").label("state")
    query: Any = (
        select(state, func.count().label("number"))
        .select_from(_TARGET.outerjoin(_STATE, _STATE.c.fact_key == _TARGET.c.fact_key))
        .where(_TARGET.c.document_id == document_id)
        .group_by(state)
    )
    counts = {row["state"]: row["number"] for row in store.rows(query)}
    waiting = counts.pop("waiting", 0) + counts.pop("open", 0)
    return {"waiting": waiting, **{name: counts.get(name, 0) for name in ("accepted", "corrected", "rejected")}}


def day_of(store: Store, reviewer: str, day: date | None = None) -> int:
    """How many decisions a person made on a day (in UTC), today by default; what was taken back is not counted."""
    day = day or datetime.now(UTC).date()
    start = datetime.combine(day, time(), UTC)
    query = select(_LOG.c.action, _LOG.c.id, _LOG.c.undoes).where(
        _LOG.c.reviewer == reviewer, _LOG.c.decided_at >= start, _LOG.c.decided_at < start + timedelta(days=1)
    )
    rows = list(store.rows(query))
    undone = {row["undoes"] for row in rows}
    return sum(1 for row in rows if row["action"] not in ("undo", "comment") and row["id"] not in undone)


def disagreeing() -> Select[Any]:
    """Facts whose copies in different documents are read with different values."""
    said = type_coerce(_TARGET.c.value, Text).concat(" ").concat(func.coalesce(_TARGET.c.unit, ""))
    return select(_TARGET.c.fact_key).group_by(_TARGET.c.fact_key).having(func.count(said.distinct()) > 1)


def _rank() -> ColumnElement[int]:
    return case((_STATE.c.state == "open", 0), (_TARGET.c.fact_key.in_(disagreeing()), 1), else_=2)


def _of(store: Store, wanted: Filter | None) -> list[ColumnElement[bool]]:
    if wanted is None or not wanted.pairs():
        return []
    return [as_sql(ask(store, wanted).condition())]


def _whose(reviewer: str, whose: Whose) -> ColumnElement[bool]:
    if whose == "mine":
        return _GIVEN.c.reviewer == reviewer
    if whose == "free":
        return or_(_GIVEN.c.reviewer.is_(None), _GIVEN.c.reviewer == reviewer)
    return true()


def _joined(wanted: Filter | None) -> Select[Any]:
    columns = [
        *(_TARGET.c[name] for name in ("id", "fact_key", "document_id", "document", "confidence", "checks")),
        _STATE.c.state,
        _LOCK.c.holder,
        _LOCK.c.ends_at,
        _GIVEN.c.reviewer.label("given_to"),
    ]
    source = _TARGET.outerjoin(_STATE, _STATE.c.fact_key == _TARGET.c.fact_key)
    source = source.outerjoin(_LOCK, _LOCK.c.fact_key == _TARGET.c.fact_key)
    source = source.outerjoin(_GIVEN, _GIVEN.c.document_id == _TARGET.c.document_id)
    if wanted is not None and wanted.pairs():
        source = source.join(ENTRY, ENTRY.c.target_id == _TARGET.c.id)
    return select(*columns).select_from(source)


def _waiting(row: Mapping[str, Any], seen: int, now: datetime) -> Waiting:
    why = [name for rank, name in enumerate(("reopened", "disagrees")) if row["rank"] == rank]
    why += ["checks"] if row["checks"] else []
    why += ["unsure"] if row["confidence"] < 0.7 else []
    held = row["holder"] if row["ends_at"] is not None and row["ends_at"] > now else None
    return Waiting(
        row["id"],
        row["fact_key"],
        row["document_id"],
        row["document"],
        why=tuple(why) or ("new",),
        confidence=row["confidence"],
        holder=held,
        given_to=row["given_to"],
        seen=seen,
    )


def _write_cursor(row: Mapping[str, Any]) -> str:
    said = json.dumps([row["rank"], row["confidence"], row["id"]])
    return base64.urlsafe_b64encode(said.encode()).decode()


def _read_cursor(cursor: str) -> tuple[int, float, str]:
    try:
        rank, confidence, last = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return int(rank), float(confidence), str(last)
    except (ValueError, TypeError) as error:
        raise FilterError("cursor", "this is no cursor of the queue") from error
