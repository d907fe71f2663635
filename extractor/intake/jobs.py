"""The queue of work in the database: each document's bytes are one job, whoever brought them and however often.

A job is claimed for a while (a lease) by one worker; what a worker that died held is given to others. All times are the
database's where it has a clock, so that machines whose clocks differ share a queue. A job whose time to be tried lies
further ahead than any wait is due: the clock was set back in between.
"""

from __future__ import annotations

import hashlib
import os
import random
import socket
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, and_, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from extractor.core.errors import ChiTieuError
from extractor.intake.workers import LETHAL, Cause
from extractor.store.database import explained
from extractor.store.intake_tables import ArrivalRow, JobRow
from extractor.store.repository import Store, storable, table

JOB = table(JobRow)
ARRIVAL = table(ArrivalRow)

LEASE = 120.0
"""Seconds after which a worker that says nothing loses its jobs."""
MAX_DEATHS = 2
"""Tries after which a document that killed its processes is set aside."""
MAX_TRIES = 8
"""Tries after which what looked like a temporary failure is one for good."""
MAX_LOSSES = 10
"""Times that a job may be lost with the whole program that did it, by a power cut or an update."""
_FIRST_WAIT, _MAX_WAIT = 5.0, 3600.0

TEMPORARY: frozenset[Cause] = frozenset({"system"})


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes that were seen at a place of a source; ``stamp`` changes when the place does."""

    source: str
    place: str
    name: str
    document_id: str
    size: int
    stamp: str = ""
    priority: int = 100


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed job."""

    id: str
    document_id: str
    source: str
    name: str
    place: str
    attempts: int


def new_worker() -> str:
    """A name for the worker that this process is: machine, process and a word, so that none is taken for another."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def wait_after(tries: int, first: float = _FIRST_WAIT, most: float = _MAX_WAIT) -> float:
    """Seconds to wait after so many tries: doubled each time, and scattered so that not all come back at once."""
    return float(min(most, first * 2.0 ** min(30, max(0, tries - 1))) * random.uniform(0.5, 1.0))  # noqa: S311 - no secret


def add_new(connection: Connection, into: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Inserts the rows whose id is not there yet, and returns their number; on SQLite and PostgreSQL."""
    if not rows:
        return 0
    made: Any = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(into)
    # the rows as parameters, not in the statement: it is compiled once, however many they are
    new = made.on_conflict_do_nothing().returning(into.primary_key.columns.values()[0])
    return len(connection.execute(new, [dict(row) for row in rows]).all())


class Queue:
    """The jobs of a store, as one worker sees them."""

    def __init__(
        self, store: Store, worker: str | None = None, clock: Callable[[], datetime] | None = None, lease: float = LEASE
    ) -> None:
        self.store = store
        self.worker = worker or new_worker()
        self.lease = lease
        self._clock = clock

    def now(self, connection: Connection) -> datetime:
        """The time by which this queue goes."""
        if self._clock is None and connection.dialect.name == "postgresql":
            return datetime.fromisoformat(str(connection.execute(select(func.clock_timestamp())).scalar_one()))
        return self._clock() if self._clock else datetime.now(UTC)

    def arrive(self, arrivals: Sequence[Arrival], *, allow_secret: bool = False) -> int:
        """Writes down what arrived, in one transaction, and returns how many new jobs that makes.

        Bytes that are known make no job. Where a place has new bytes, a failed job on the old ones is superseded,
        unless they lie at another place too. What was refused as secret is done where that is allowed now.
        """
        if not arrivals:
            return 0
        with self.store.writing() as connection:
            now = self.now(connection)
            places = {one.place for one in arrivals}
            ids = {one.document_id for one in arrivals}
            add_new(connection, ARRIVAL, [arrival_values(one, now) for one in arrivals])
            jobs = {one.document_id: job_values(one, now) for one in arrivals}
            made = add_new(connection, JOB, list(jobs.values()))
            gone = or_(JOB.c.state == "superseded", JOB.c.secret) if allow_secret else JOB.c.state == "superseded"
            back = and_(JOB.c.document_id.in_(ids), gone)
            connection.execute(update(JOB).where(back).values(**afresh(now)))
            _supersede(connection, places, ids)
        return made

    def refuse(self, source: str, place: str, reason: str, remedy: str) -> bool:
        """Lists a place whose bytes cannot be had; the job is superseded once they can. Tells whether it is news."""
        key = hashlib.sha256(f"{source}\x1f{place}".encode("utf-8", "replace")).hexdigest()
        one = Arrival(source, place, place.replace("\\", "/").rsplit("/", 1)[-1], key, 0)
        with self.store.writing() as connection:
            now = self.now(connection)
            add_new(connection, ARRIVAL, [arrival_values(one, now)])
            values = {"reason": storable(reason), "remedy": storable(remedy), "finished_at": now, "state": "failed"}
            if add_new(connection, JOB, [{**job_values(one, now), **values}]):
                return True
            again = and_(JOB.c.document_id == key, JOB.c.state != "failed")
            return bool(connection.execute(update(JOB).where(again).values(values)).rowcount)

    def known(self, source: str, stamps: Mapping[str, str], *, allow_secret: bool = False) -> set[str]:
        """Those of the places that were taken with the very stamp they have now.

        Of what was refused as secret no bytes are kept: where that is allowed now, it is taken once more.
        """
        # the source is looked at here: were it asked for, SQLite would walk through all that ever came from it
        query = select(ARRIVAL.c.place, ARRIVAL.c.stamp, ARRIVAL.c.source).where(ARRIVAL.c.place.in_(list(stamps)))
        if allow_secret:
            query = query.where(ARRIVAL.c.document_id.not_in(select(JOB.c.document_id).where(JOB.c.secret)))
        rows = (row for row in self.store.rows(query) if row["source"] == source)
        return {row["place"] for row in rows if stamps[row["place"]] == row["stamp"]}

    def claim(self, most: int) -> list[Job]:
        """Takes up to so many jobs that are due; no two workers get the same one."""
        if most < 1 or not self.is_any_due():
            return []
        with self.store.writing() as connection:
            now = self.now(connection)
            query = select(JOB).where(_due(now)).order_by(JOB.c.priority, JOB.c.created_at).limit(most)
            # PostgreSQL passes over rows that others are taking; SQLite has one writer anyway
            found = connection.execute(query.with_for_update(skip_locked=True)).mappings().all()
            if found:
                connection.execute(
                    update(JOB)
                    .where(JOB.c.id.in_([row["id"] for row in found]))
                    .values(
                        state="running", worker=self.worker, started_at=now, finished_at=None,
                        lease_until=now + timedelta(seconds=self.lease), attempts=JOB.c.attempts + 1,
                    )
                )  # fmt: skip
        return [
            Job(row["id"], row["document_id"], row["source"], row["name"], row["place"], row["attempts"] + 1)
            for row in found
        ]

    def is_any_due(self) -> bool:
        """Whether a job could be claimed now; asked without a lock."""
        with self._reading() as connection:
            return connection.execute(select(JOB.c.id).where(_due(self.now(connection))).limit(1)).first() is not None

    def renew(self, jobs: Iterable[Job]) -> None:
        """Keeps jobs for another while: those that are under way, and none that a lost answer hides from the worker."""
        ids = [job.id for job in jobs]
        with self.store.writing() as connection:
            until = self.now(connection) + timedelta(seconds=self.lease)
            connection.execute(update(JOB).where(self._mine(), JOB.c.id.in_(ids)).values(lease_until=until))

    def release(self, jobs: Iterable[Job]) -> None:
        """Gives jobs back that were not done, as if they had not been claimed."""
        ids = [job.id for job in jobs]
        if ids:
            with self.store.writing() as connection:
                back = {"state": "waiting", "worker": None, "lease_until": None, "attempts": JOB.c.attempts - 1}
                connection.execute(update(JOB).where(self._mine(), JOB.c.id.in_(ids)).values(back))

    def recover(self) -> int:
        """Frees jobs of workers that are gone: of this machine by their processes, of others by the lease."""
        running = select(JOB.c.worker).where(JOB.c.state == "running").distinct()
        lost = [row["worker"] for row in self.store.rows(running) if self._is_gone(str(row["worker"]))]
        with self._reading() as connection:
            now = self.now(connection)
        ahead = now + timedelta(seconds=2 * self.lease)  # no lease is given for so long: the clock was set back
        gone = and_(
            JOB.c.state == "running",
            or_(JOB.c.worker.in_(lost), JOB.c.lease_until < now, JOB.c.lease_until > ahead),
        )
        if not next(iter(self.store.rows(select(JOB.c.id).where(gone).limit(1))), None):
            return 0
        with self.store.writing() as connection:
            told = "the program that did it was ended in the middle of it"
            worn = and_(gone, JOB.c.attempts >= MAX_LOSSES)
            aside = {"state": "aside", "reason": f"{told}, {MAX_LOSSES} times", "remedy": REMEDY_ASIDE}
            done = connection.execute(update(JOB).where(worn).values(worker=None, lease_until=None, **aside)).rowcount
            back = {"state": "waiting", "worker": None, "lease_until": None, "reason": told}
            return done + connection.execute(update(JOB).where(gone).values(back)).rowcount

    def done(
        self, connection: Connection, job: Job, outcome: str, records: int, seconds: float, *, version: str = ""
    ) -> bool:
        """Writes down, in the caller's transaction, that a job is done; ``False`` where it was lost to another one."""
        values = {
            "state": "done",
            "reason": "",
            "remedy": "",
            "outcome": outcome,
            "records": records,
            "version": version,
        }
        values |= {"finished_at": self.now(connection), "seconds": seconds, "lease_until": None, "deaths": 0}
        return bool(connection.execute(update(JOB).where(self._mine(), JOB.c.id == job.id).values(values)).rowcount)

    def failed(self, job: Job, reason: str, remedy: str, cause: Cause, seconds: float = 0.0) -> str:
        """Writes down that a job failed, and returns its state: "waiting" to be tried again, "failed" or "aside"."""
        with self.store.writing() as connection:
            now = self.now(connection)
            deaths = connection.execute(select(JOB.c.deaths).where(JOB.c.id == job.id)).scalar() or 0
            state = "failed"
            if cause in LETHAL:
                deaths += 1
                state = "aside" if deaths >= MAX_DEATHS else "waiting"
            elif cause in TEMPORARY and job.attempts < MAX_TRIES:
                state = "waiting"
            wait = wait_after(deaths if cause in LETHAL else job.attempts)
            values = {
                "state": state,
                "deaths": deaths,
                "reason": storable(reason),
                "remedy": storable(REMEDY_ASIDE if state == "aside" else remedy or ("", _REMEDY_BUG)[cause == "bug"]),
                "not_before": now + timedelta(seconds=wait) if state == "waiting" else now,
                "finished_at": None if state == "waiting" else now,
                "seconds": seconds,
                "secret": cause == "secret",
                "worker": None,
                "lease_until": None,
            }
            connection.execute(update(JOB).where(self._mine(), JOB.c.id == job.id).values(values))
        return state

    def retry(self, ids: Sequence[str] | None = None) -> int:
        """Makes jobs wait again: those named, or all that failed or were set aside, but for secret ones."""
        which: Any = and_(JOB.c.state.in_(("failed", "aside")), JOB.c.secret.is_(False))
        if ids is not None:
            which = and_(JOB.c.id.in_(list(ids)), JOB.c.state != "running")
        with self.store.writing() as connection:
            return connection.execute(update(JOB).where(which).values(**afresh(self.now(connection)))).rowcount

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(self.store.engine.url), self.store.engine.connect() as connection:
            yield connection

    def _mine(self) -> Any:
        return and_(JOB.c.worker == self.worker, JOB.c.state == "running")

    def _is_gone(self, worker: str) -> bool:
        """Whether a worker of this machine has no process any more; this process's number may be a predecessor's."""
        if worker == self.worker:
            return False
        host, _, rest = worker.rpartition(":")[0].rpartition(":")
        if host != socket.gethostname() or not rest.isdigit():
            return False
        if int(rest) == os.getpid():
            return self.worker.split(":")[:-1] == worker.split(":")[:-1]
        try:
            os.kill(int(rest), 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False


_REMEDY_BUG = "report it with the file"
REMEDY_ASIDE = "look at the file; chitieu jobs retry ID tries it once more"


def find_job(store: Store, start: str) -> Mapping[str, Any]:
    """The job whose id, or whose document's SHA-256, begins so. Raises ``ChiTieuError`` where none or several do."""
    begins = or_(JOB.c.id.startswith(start, autoescape=True), JOB.c.document_id.startswith(start, autoescape=True))
    found = list(store.rows(select(JOB).where(begins).limit(2)))
    if len(found) != 1:
        told = "several jobs begin so" if found else "there is no such job"
        raise ChiTieuError(f"{start!r}: {told} (chitieu jobs lists them)")
    return found[0]


def listed(store: Store, states: Sequence[str] = (), most: int = 100) -> list[Mapping[str, Any]]:
    """The newest jobs, of some states only where those are named."""
    query = select(JOB).order_by(JOB.c.created_at.desc()).limit(most)
    return list(store.rows(query.where(JOB.c.state.in_(list(states))) if states else query))


def counted(store: Store) -> dict[str, int]:
    """How many jobs are in each state."""
    query = select(JOB.c.state, func.count().label("number")).group_by(JOB.c.state)
    return {row["state"]: row["number"] for row in store.rows(query)}


def set_priority(connection: Connection, document_id: str, priority: int | None, reviewer: str | None) -> None:
    """What a rule says of a document: how soon it is wanted, and who looks at it."""
    values = {name: value for name, value in (("priority", priority), ("reviewer", reviewer)) if value is not None}
    if values:
        connection.execute(update(JOB).where(JOB.c.document_id == document_id).values(values))


def _due(now: datetime) -> Any:
    ahead = now + timedelta(seconds=2 * _MAX_WAIT)
    return and_(JOB.c.state == "waiting", or_(JOB.c.not_before <= now, JOB.c.not_before > ahead))


def afresh(now: datetime) -> dict[str, Any]:
    """The values of a job that waits as if nobody had been at it."""
    fresh = {"state": "waiting", "attempts": 0, "deaths": 0, "reason": "", "remedy": "", "secret": False}
    return {**fresh, "not_before": now, "worker": None, "lease_until": None}


def _supersede(connection: Connection, places: set[str], ids: set[str]) -> None:
    """Failed jobs on what lay at these places before, and lies nowhere else."""
    bad = JOB.c.state.in_(("failed", "aside"))
    same = and_(ARRIVAL.c.document_id == JOB.c.document_id, ARRIVAL.c.place.in_(places))
    query = select(JOB.c.document_id).join(ARRIVAL, same).where(bad, JOB.c.document_id.not_in(ids)).distinct()
    for old in connection.execute(query).scalars().all():
        other = select(ARRIVAL.c.id).where(ARRIVAL.c.document_id == old, ARRIVAL.c.place.not_in(places)).limit(1)
        if connection.execute(other).first() is None:
            connection.execute(update(JOB).where(bad, JOB.c.document_id == old).values(state="superseded"))


def arrival_values(one: Arrival, now: datetime) -> dict[str, Any]:
    """The row of an arrival."""
    # the stamp is part of the id: the same bytes written again are seen again, and known from then on
    key = "\x1f".join((one.source, one.place, one.document_id, one.stamp))
    values = {
        "id": hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32],
        "source": one.source,
        "place": storable(one.place),
        "document_id": one.document_id,
        "size": one.size,
        "stamp": one.stamp,
        "arrived_at": now,
    }
    return ArrivalRow.model_validate(values).model_dump()


def job_values(one: Arrival, now: datetime) -> dict[str, Any]:
    """The row of the job that an arrival makes: it waits."""
    values = {
        "id": uuid.uuid4().hex,
        "document_id": one.document_id,
        "source": one.source,
        "name": storable(one.name) or "?",
        "place": storable(one.place),
        "size": one.size,
        "priority": one.priority,
        "created_at": now,
        "not_before": now,
    }
    return JobRow.model_validate(values).model_dump()
