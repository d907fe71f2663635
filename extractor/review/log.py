"""The log of decisions: it only grows, and the state of every fact follows from it.

A decision holds the whole state of its fact before and after. So the state is the ``after`` of the last decision, a
decision is taken back by another one that restores its ``before``, and nothing is ever lost or edited.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text

from extractor import __version__
from extractor.core.errors import ChiTieuError
from extractor.store.index import index_records
from extractor.store.mapping import target_of
from extractor.store.repository import Store, table
from extractor.store.review_tables import ReviewDecisionRow, ReviewLockRow, ReviewSkipRow, ReviewStateRow
from extractor.store.reviewed import ADDED, CONTENT, add_record, target_of_record
from extractor.store.tables import TargetRow

_LOG, _STATE, _TARGET = table(ReviewDecisionRow), table(ReviewStateRow), table(TargetRow)

MAKES = {
    "accept": "accepted",
    "correct": "corrected",
    "merge": "corrected",
    "settle": "corrected",
    "reject": "rejected",
    "duplicate": "rejected",
    "split": "rejected",
    "add": "accepted",
    "part": "accepted",
    "reopen": "open",
}
"""What each action makes of a fact. ``comment`` and ``undo`` are besides: they keep and restore."""

REASONS = ("wrong-value", "not-a-target", "other-document", "boilerplate", "bad-reading", "other")
"""Why a record is rejected."""

_ORDER_LOCK = 0x0C_41_54_49_45_57


class ConflictError(ChiTieuError):
    """Somebody else has decided on the fact meanwhile; ``since`` are their decisions, oldest first."""

    def __init__(self, fact_key: str, since: Sequence[Mapping[str, Any]]) -> None:
        self.fact_key = fact_key
        self.since = list(since)
        who = ", ".join(dict.fromkeys(str(row["reviewer"]) for row in since)) or "?"
        super().__init__(f"decided meanwhile by {who}")


class DecisionError(ChiTieuError):
    """A decision that makes no sense: the action, the record or what it refers to."""


@dataclass(frozen=True, slots=True)
class _Author:
    """Who decides, when, with which version of the program, and the name of what is decided at one go."""

    name: str
    now: datetime
    version: str
    batch: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision to be made on a fact.

    ``seen`` is the ``seq`` of the fact's last decision that its author has seen, 0 for none. ``record`` is the record
    (JSON of a target) as the author leaves it, for the actions that say so; ``of`` are facts that it refers to.
    """

    action: str
    fact_key: str
    target_id: str
    document_id: str
    seen: int = 0
    record: Mapping[str, Any] | None = None
    reason: str | None = None
    of: tuple[str, ...] = ()
    seconds: float | None = None
    undoes: str | None = None
    id: str = field(default_factory=lambda: uuid.uuid4().hex)


def decide(
    store: Store, reviewer: str, drafts: Sequence[Draft], *, version: str = __version__, batch: str | None = None
) -> list[dict[str, Any]]:
    """Writes decisions down, all of them or none, and returns their rows.

    A draft whose ``id`` is in the log already is not written again: its row is returned as it stands. Raises
    ``ConflictError`` where a fact was decided on since ``seen``, ``DecisionError`` for a decision that makes no sense.
    """
    with store.writing() as connection:
        _one_writer(connection)
        known = _by_id(connection, [draft.id for draft in drafts])
        new = [draft for draft in drafts if draft.id not in known]
        rows = _write(connection, reviewer, new, version, batch)
    made = known | {row["id"]: row for row in rows}
    return [made[draft.id] for draft in drafts]


def undo(
    store: Store, reviewer: str, batch_or_id: str, *, id: str | None = None, version: str = __version__
) -> list[dict[str, Any]]:
    """Takes a decision, or all that were made at one go, back; undoing that brings them back again.

    Each fact has to be as the decision left it. Raises ``ConflictError`` where one was decided on since,
    ``DecisionError`` where there is no such decision.
    """
    batch = id or uuid.uuid4().hex
    with store.writing() as connection:
        _one_writer(connection)
        again = _rows(connection, _LOG.c.batch == batch)
        if again:
            return again
        rows = _rows(connection, (_LOG.c.batch == batch_or_id) | (_LOG.c.id == batch_or_id))
        undone = [row for row in rows if row["action"] != "comment"]
        if not undone:
            raise DecisionError("there is no such decision")
        drafts = [
            Draft(
                "undo",
                row["fact_key"],
                row["target_id"],
                row["document_id"],
                seen=row["seq"],
                undoes=row["id"],
                id=f"{batch}-{place}",
            )
            for place, row in enumerate(undone)
        ]
        return _write(connection, reviewer, drafts, version, batch)


def state_of(store: Store, fact_key: str) -> dict[str, Any] | None:
    """What holds of a fact now; ``None`` where nobody has decided on it."""
    return next((dict(row) for row in store.rows(select(_STATE).where(_STATE.c.fact_key == fact_key))), None)


def last_decisions(store: Store, fact_keys: Sequence[str]) -> dict[str, int]:
    """The ``seq`` of the last decision on each fact that has any, comments aside: what ``Draft.seen`` refers to."""
    query: Any = (
        select(_LOG.c.fact_key, func.max(_LOG.c.seq).label("seq"))
        .where(_LOG.c.fact_key.in_(list(fact_keys)), _LOG.c.action != "comment")
        .group_by(_LOG.c.fact_key)
    )
    return {row["fact_key"]: row["seq"] for row in store.rows(query)}


def history(store: Store, fact_key: str) -> list[dict[str, Any]]:
    """All decisions on a fact, oldest first."""
    return [dict(row) for row in store.rows(select(_LOG).where(_LOG.c.fact_key == fact_key).order_by(_LOG.c.seq))]


def export(store: Store) -> Iterator[dict[str, Any]]:
    """The whole log in its order, as JSON holds it."""
    for row in store.rows(select(_LOG).order_by(_LOG.c.seq)):
        yield {**row, "decided_at": row["decided_at"].isoformat()}


def rebuild(store: Store) -> tuple[int, int]:
    """Makes the states anew from the log; tells how many facts there are, and how many stood otherwise before."""
    with store.writing() as connection:
        _one_writer(connection)
        wanted = _folded(connection)
        stored = {row["fact_key"]: dict(row) for row in connection.execute(select(_STATE)).mappings()}
        wrong = {key for key in wanted | stored if wanted.get(key) != stored.get(key)}
        if wrong:
            connection.execute(delete(_STATE))
            for start in range(0, len(wanted), 500):
                connection.execute(insert(_STATE), list(wanted.values())[start : start + 500])
            index_records(connection, sorted(wrong))
        return len(wanted), len(wrong)


def differing(store: Store) -> list[str]:
    """The facts whose stored state is not what the log makes of them; none unless something is broken."""
    with store.engine.connect() as connection:
        wanted = _folded(connection)
        stored = {row["fact_key"]: dict(row) for row in connection.execute(select(_STATE)).mappings()}
    return sorted(key for key in wanted | stored if wanted.get(key) != stored.get(key))


def _folded(connection: Connection) -> dict[str, dict[str, Any]]:
    """The state of every fact as the log makes it."""
    found: dict[str, dict[str, Any]] = {}
    query = select(_LOG).where(_LOG.c.seq.is_not(None), _LOG.c.action != "comment").order_by(_LOG.c.seq)
    for row in connection.execute(query).mappings():
        if row["after"]:
            found[row["fact_key"]] = _state_row(dict(row))
        else:
            found.pop(row["fact_key"], None)
    return found


def _write(
    connection: Connection, reviewer: str, drafts: Sequence[Draft], version: str, batch: str | None
) -> list[dict[str, Any]]:
    if not drafts:
        return []
    author = _Author(reviewer, datetime.now(UTC), version, batch)
    last = connection.execute(select(func.max(_LOG.c.seq))).scalar() or 0
    rows = []
    for number, draft in enumerate(drafts, start=last + 1):
        rows.append(_decision(connection, author, draft, number))
        connection.execute(insert(_LOG), [ReviewDecisionRow.model_validate(rows[-1]).model_dump()])
        if draft.action != "comment":
            _keep(connection, rows[-1])
    _follow(connection, rows)
    keys = [row["fact_key"] for row in rows if row["action"] != "comment"]
    for where in (ReviewLockRow, ReviewSkipRow):
        own = table(where)
        person = own.c.holder if where is ReviewLockRow else own.c.reviewer
        connection.execute(delete(own).where(own.c.fact_key.in_(keys), person == reviewer))
    return rows


def _decision(connection: Connection, author: _Author, draft: Draft, number: int) -> dict[str, Any]:
    """The row of a decision, checked against what holds of the fact."""
    stored = connection.execute(select(_STATE).where(_STATE.c.fact_key == draft.fact_key)).mappings().first()
    if draft.action != "comment":
        _refuse_late(connection, draft)
    before = _snapshot(dict(stored)) if stored else {}
    if draft.action == "comment":
        if not (draft.reason or "").strip():
            raise DecisionError("a comment has words")
        after = before
    elif draft.action == "undo":
        after = connection.execute(select(_LOG.c.before).where(_LOG.c.id == draft.undoes)).scalar() or {}
    else:
        after = _after(connection, draft)
    return {
        "id": draft.id,
        "seq": number,
        "target_id": draft.target_id,
        "fact_key": draft.fact_key,
        "document_id": draft.document_id,
        "reviewer": author.name,
        "decided_at": author.now,
        "action": draft.action,
        "before": before,
        "after": after,
        "reason": draft.reason,
        "extractor_version": author.version,
        "seconds": draft.seconds,
        "batch": author.batch,
        "undoes": draft.undoes,
    }


def _refuse_late(connection: Connection, draft: Draft) -> None:
    query = select(_LOG).where(_LOG.c.fact_key == draft.fact_key, _LOG.c.seq > draft.seen, _LOG.c.action != "comment")
    since = connection.execute(query.order_by(_LOG.c.seq)).mappings().all()
    if since:
        raise ConflictError(draft.fact_key, [dict(row) for row in since])


def _after(connection: Connection, draft: Draft) -> dict[str, Any]:
    """The state that an action makes."""
    state = MAKES.get(draft.action)
    if state is None:
        raise DecisionError(f"there is no action {draft.action!r}")
    if draft.action == "reject" and not draft.reason:
        raise DecisionError("a rejection has a reason")
    if draft.action in ("duplicate", "split") and not draft.of:
        raise DecisionError(f"{draft.action} says of which facts")
    record = dict(draft.record) if draft.record is not None else None
    if state == "corrected" or draft.action in ADDED:
        if record is None:
            raise DecisionError(f"{draft.action} says how the record reads")
        try:
            target_of_record(record)
        except (ValueError, KeyError, TypeError, ArithmeticError) as error:
            raise DecisionError(f"the record cannot be one: {error}") from error
    elif state != "open":
        record = None
    return {
        "state": state,
        "action": draft.action,
        "record": record,
        "basis": basis_of(connection, draft.fact_key, draft.document_id),
        "of": list(draft.of),
        "reason": draft.reason,
    }


def basis_of(connection: Connection, fact_key: str, document_id: str) -> dict[str, Any] | None:
    """The extractor's record of a fact, in the document that it was decided on where that still has it."""
    query = select(_TARGET).where(_TARGET.c.fact_key == fact_key).order_by(_TARGET.c.document_id != document_id)
    row = connection.execute(query.limit(1)).mappings().first()
    return None if row is None else target_of(dict(row)).to_json()


def _snapshot(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("state", "action", "record", "basis", "of", "reason")}


def _state_row(decision: Mapping[str, Any]) -> dict[str, Any]:
    """The state that a decision leaves, as the table of states holds it."""
    after = decision["after"]
    values = {
        **{name: decision[name] for name in ("fact_key", "seq", "document_id", "target_id", "reviewer", "decided_at")},
        **{name: after[name] for name in ("state", "action", "record", "basis", "of", "reason")},
    }
    return ReviewStateRow.model_validate(values).model_dump()


def _keep(connection: Connection, decision: Mapping[str, Any]) -> None:
    connection.execute(delete(_STATE).where(_STATE.c.fact_key == decision["fact_key"]))
    if decision["after"]:
        connection.execute(insert(_STATE), [_state_row(decision)])


def _follow(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Brings the records that people added, and the index of those that they changed, to what holds now."""
    changed = []
    for row in rows:
        was, now = (_record_shown(row[name]) for name in ("before", "after"))
        if was == now:
            continue
        if not row["after"] and _adds(row["before"]) and was:  # the adding itself is taken back
            connection.execute(delete(_TARGET).where(_TARGET.c.id == was["id"]))
        elif now is not None and _adds(row["after"]):
            try:
                added = add_record(connection, now)
            except ValueError as error:
                raise DecisionError(str(error)) from error
            if not added:
                raise DecisionError("a record stands at this place already: correct that one")
        changed.append(row["fact_key"])
    if changed:
        index_records(connection, changed)


def _adds(state: Mapping[str, Any]) -> bool:
    return bool(state) and state["action"] in ADDED


def _record_shown(state: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The record that a state puts in the place of the extractor's."""
    shown = state and (state["state"] == "corrected" or _adds(state))
    record: Mapping[str, Any] | None = state["record"] if state and shown else None
    return record


def _one_writer(connection: Connection) -> None:
    """One at a time writes to the log, so that its numbers have no gap; on SQLite there is one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ORDER_LOCK})


def _rows(connection: Connection, condition: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(_LOG).where(condition).order_by(_LOG.c.seq)).mappings()]


def _by_id(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in _rows(connection, _LOG.c.id.in_(list(ids)))}


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields in which two records differ, of those that people decide on, and ``span``."""
    found = [name for name in CONTENT if (before.get(name) or None) != (after.get(name) or None)]
    places = [(record.get("start"), record.get("end")) for record in (before, after)]
    return [*found, *(["span"] if places[0] != places[1] else [])]
