"""What the intake is at: what came, what failed and why, how fast it goes, the queue, the sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import case, func, select, text

from extractor.intake.feeds.sources import feeds
from extractor.intake.jobs import ARRIVAL, JOB, counted, listed
from extractor.store.intake_tables import STATES, AlarmRow, NoticeRow
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow

ALARM, NOTICE, _DOCUMENT = table(AlarmRow), table(NoticeRow), table(DocumentRow)
HOURS = 24
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Hour:
    """What was done in one hour: its beginning, documents, seconds of work on them."""

    start: datetime
    done: int
    failed: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Source:
    """A watched folder or a feed: what it gave, when last, its last success, and what is wrong with it."""

    name: str
    arrivals: int
    last_arrival: datetime | None
    last_success: datetime | None
    reason: str = ""
    waiting: int = 0
    failed: int = 0


def states(store: Store) -> dict[str, int]:
    """How many jobs are in each state, the states without any among them."""
    found = counted(store)
    return {state: found.get(state, 0) for state in STATES}


def oldest_waiting(store: Store, now: datetime) -> float:
    """Seconds that the job which waits longest has waited."""
    query = select(func.min(JOB.c.created_at).label("first")).where(JOB.c.state == "waiting")
    first = next(iter(store.rows(query)))["first"]
    return max(0.0, (now - first).total_seconds()) if first else 0.0


def throughput(store: Store, now: datetime) -> list[Hour]:
    """The last hours, the newest first; hours without work are left out."""
    since = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=HOURS - 1)
    if store.engine.dialect.name == "postgresql":
        start: Any = func.to_char(func.timezone("UTC", JOB.c.finished_at), "YYYY-MM-DD HH24:00:00")
    else:
        start = func.strftime("%Y-%m-%d %H:00:00", JOB.c.finished_at)
    query = (
        select(
            start.label("start"),
            func.count(case((JOB.c.state == "done", 1))).label("done"),
            func.count(case((JOB.c.state != "done", 1))).label("failed"),
            func.sum(JOB.c.seconds).label("seconds"),
        )
        .where(JOB.c.finished_at >= since)
        .group_by(text("1"))
        .order_by(text("1 DESC"))
    )
    return [
        Hour(
            datetime.fromisoformat(row["start"]).replace(tzinfo=UTC), row["done"], row["failed"], row["seconds"] or 0.0
        )
        for row in store.rows(query)
    ]


def arrived(store: Store, most: int = _SHOWN) -> list[Mapping[str, Any]]:
    """What came last, with the state of the work on it."""
    shown = (JOB.c.id.label("job"), JOB.c.name, JOB.c.state, JOB.c.records, JOB.c.reviewer)
    query = select(ARRIVAL, *shown).join(JOB, JOB.c.document_id == ARRIVAL.c.document_id)
    return list(store.rows(query.order_by(ARRIVAL.c.arrived_at.desc()).limit(most)))


def failures(store: Store, most: int = _SHOWN) -> list[Mapping[str, Any]]:
    """The newest jobs that failed for good or were set aside."""
    return listed(store, ("failed", "aside"), most)


def sources(store: Store) -> list[Source]:
    """All sources: folders by what came from them, and feeds by their own rows."""
    query = select(
        ARRIVAL.c.source, func.count().label("number"), func.max(ARRIVAL.c.arrived_at).label("last")
    ).group_by(ARRIVAL.c.source)
    came = {row["source"]: (row["number"], row["last"]) for row in store.rows(query)}
    found = []
    for row in feeds(store):
        number, last = came.pop(f"feed:{row['name']}", (0, None))
        found.append(
            Source(
                f"feed:{row['name']}", number, last, row["last_success"], row["reason"], row["waiting"], row["failed"]
            )
        )
    return [*found, *(Source(name, number, last, last) for name, (number, last) in sorted(came.items()))]


def alarms(store: Store, most: int = _SHOWN) -> list[Mapping[str, Any]]:
    """The newest alarms, with the document that each is about."""
    query = select(ALARM, _DOCUMENT.c.name, _DOCUMENT.c.number).join(_DOCUMENT, _DOCUMENT.c.id == ALARM.c.document_id)
    return list(store.rows(query.order_by(ALARM.c.raised_at.desc()).limit(most)))


def notices(store: Store) -> dict[str, int]:
    """How many messages wait, went, or could not be delivered."""
    query = select(NOTICE.c.state, func.count().label("number")).group_by(NOTICE.c.state)
    return {row["state"]: row["number"] for row in store.rows(query)}


def moment() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)
