"""What a cluster could not read, as jobs: listed with reason and remedy, and tried again like any other.

What it did read makes no job: it is stored, which says enough. A failed job is done once its bytes are stored, by whom
ever.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from extractor.intake.jobs import ARRIVAL, JOB, MAX_DEATHS, REMEDY_ASIDE, Arrival, Queue, add_new
from extractor.intake.jobs import arrival_values as arrived
from extractor.intake.jobs import job_values as waiting
from extractor.intake.workers import LETHAL, Cause
from extractor.store.originals import NOWHERE, Originals
from extractor.store.repository import Store, storable

SOURCE = "ingest"
"""The source of files that were named on the command line."""


class FailedFiles:
    """The failed jobs of a store, for one ingestion. ``originals`` is where their bytes are kept, to be read again."""

    def __init__(self, store: Store, originals: Originals | None) -> None:
        self._queue = Queue(store)
        self._originals = originals
        query = select(JOB.c.document_id).where(JOB.c.state.in_(("failed", "aside")))
        self._failed = {row["document_id"] for row in store.rows(query)}

    def add(self, path: Path, document_id: str, reason: str, remedy: str, cause: Cause) -> None:
        """Lists a file that failed, and keeps its bytes unless it is secret.

        One that a worker is at is left to it. Raises ``StoreError`` where the bytes cannot be kept.
        """
        data = path.read_bytes()
        if self._originals is not None:
            if cause == "secret":  # one of the documents in it may be, and the whole was kept for another one
                self._originals.forget(document_id)
            else:
                self._originals.keep(data)
        one = Arrival(SOURCE, str(path), path.name, document_id, len(data))
        deadly = cause in LETHAL
        remedies = [REMEDY_ASIDE if deadly else remedy]
        if self._originals is None:
            remedies.append(f"no originals are kept: ingest it again, with --originals that is not {NOWHERE!r}")
        values: dict[str, Any] = {
            "state": "aside" if deadly else "failed", "reason": storable(reason), "secret": cause == "secret",
            "remedy": storable("; ".join(filter(None, remedies))), "deaths": MAX_DEATHS if deadly else 0,
        }  # fmt: skip
        with self._queue.store.writing() as connection:
            values["finished_at"] = now = self._queue.now(connection)
            add_new(connection, ARRIVAL, [arrived(one, now)])
            if not add_new(connection, JOB, [{**waiting(one, now), **values}]):
                idle = JOB.c.document_id == document_id, JOB.c.state != "running"
                connection.execute(update(JOB).where(*idle).values(values))
        self._failed.add(document_id)

    def stored(self, document_id: str, version: str) -> None:
        """A document is stored: a failed job on it is done."""
        if document_id not in self._failed:
            return
        self._failed.discard(document_id)
        with self._queue.store.writing() as connection:
            values = {"state": "done", "reason": "", "remedy": "", "outcome": "added", "deaths": 0, "version": version}
            bad = JOB.c.document_id == document_id, JOB.c.state.in_(("failed", "aside"))
            values["finished_at"] = self._queue.now(connection)
            connection.execute(update(JOB).where(*bad).values(values))
