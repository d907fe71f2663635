"""The audit: who did what to accounts, sessions and the work, when and from where. It can only grow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy import Connection, insert, select

from extractor.store.account_tables import AuditRow
from extractor.store.repository import Store, storable, table

_AUDIT = table(AuditRow)
_LONGEST = 500

VIETNAM = timezone(timedelta(hours=7))
"""The clock of who reads it; there is no summer time."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a name, and the address that it is done from (empty on the command line)."""

    name: str
    address: str = ""


def audit(
    connection: Connection,
    by: Actor,
    action: str,
    what: str = "",
    *,
    detail: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> None:
    """Writes down an action within the transaction that does it: both stand, or neither."""
    values = {
        "at": at or datetime.now(UTC),
        "who": storable(by.name)[:_LONGEST],
        "address": storable(by.address)[:_LONGEST],
        "action": action,
        "what": storable(what)[:_LONGEST],
        "detail": dict(detail or {}),
    }
    connection.execute(insert(_AUDIT), [AuditRow.model_validate(values).model_dump(exclude={"id"})])


@dataclass(frozen=True, slots=True)
class Entries:
    """A page of the audit, the newest first; ``before`` is the id to go on from, ``None`` at its end."""

    rows: Sequence[Mapping[str, Any]]
    before: int | None


def entries(
    store: Store, *, who: str = "", action: str = "", day: date | None = None, before: int | None = None, most: int = 50
) -> Entries:
    """The entries of a person, an action and a day of Vietnam's clock, in pages of ``most``."""
    query = select(_AUDIT).order_by(_AUDIT.c.id.desc()).limit(most + 1)
    if who:
        query = query.where(_AUDIT.c.who == who)
    if action:
        query = query.where(_AUDIT.c.action == action)
    if day is not None:
        start = datetime.combine(day, time(), VIETNAM)
        query = query.where(_AUDIT.c.at >= start, _AUDIT.c.at < start + timedelta(days=1))
    if before is not None:
        query = query.where(_AUDIT.c.id < before)
    rows = list(store.rows(query))
    return Entries(rows[:most], int(rows[most - 1]["id"]) if len(rows) > most else None)


def actions(store: Store) -> list[str]:
    """The actions that occur, to choose from."""
    return [str(row["action"]) for row in store.rows(select(_AUDIT.c.action).distinct().order_by(_AUDIT.c.action))]
