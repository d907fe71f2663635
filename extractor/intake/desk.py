"""The desk: takes jobs from the queue, has them extracted by processes, and stores what these find."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from extractor import __version__
from extractor.core.errors import SecretError, StoreError, UnreadableError
from extractor.intake import works
from extractor.intake.again import renew_outdated, secret_papers
from extractor.intake.alarms import Alarm, raise_alarms
from extractor.intake.jobs import Job, Queue, wait_after
from extractor.intake.known import Known
from extractor.intake.log import tell
from extractor.intake.originals import Extracted, Parts, extract_original, order
from extractor.intake.rules import Arrived, Rules
from extractor.intake.workers import Crew, Done, Limits
from extractor.review.reopen import reopen
from extractor.store.originals import Originals
from extractor.store.repository import InvalidRowError, Outcome, RunCounts, Store

T = TypeVar("T")

PATIENCE = 600.0
"""Seconds for which a database that is gone is waited for."""
_RENEW = 500
"""Jobs after which a process is replaced by a fresh one."""
_RECOVER_SECONDS = 15.0


@dataclass(slots=True)
class Tally:
    """What a desk did so far."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    records: int = 0
    failed: int = 0
    tried_again: int = 0

    def __str__(self) -> str:
        text = f"{self.added} added, {self.replaced} replaced, {self.unchanged} unchanged, {self.failed} failed"
        return f"{text}; {self.records} records written"


@dataclass(slots=True)
class Desk:
    """Works on a queue until it is told to stop; several desks, also of several machines, may share one.

    ``step`` does what can be done now and waits for more at most so many seconds. A database that goes away is waited
    for: what was extracted in the meantime is stored when it is back.
    """

    store: Store
    originals: Originals
    workers: int = 1
    rules: Rules = field(default_factory=Rules)
    allow_secret: bool = False
    limits: Limits | None = None
    extract: Callable[[str], Parts] = extract_original
    version: str = __version__
    queue: Queue = field(init=False)
    tally: Tally = field(default_factory=Tally)
    patience: float = PATIENCE
    pause: Callable[[float], None] = time.sleep
    _crew: Crew[Parts] = field(init=False)
    _jobs: dict[str, Job] = field(default_factory=dict)
    _run_id: str | None = None
    _renewed: float = field(default_factory=time.monotonic)
    _recovered: float = 0.0

    def __post_init__(self) -> None:
        self.queue = Queue(self.store)
        if self.extract is extract_original:  # it alone is told what is stored
            url = self.store.engine.url.render_as_string(hide_password=False)
            self.extract = partial(extract_original, known=Known(url, self.version))
        self._crew = Crew(self.extract, self.workers, self.limits, _RENEW)

    @property
    def busy(self) -> bool:
        """Whether a job is under way here."""
        return bool(self._jobs)

    @property
    def processes(self) -> list[int]:
        """The ids of the processes that extract."""
        return self._crew.processes

    def step(self, seconds: float = 0.0) -> int:
        """Gives out jobs, waits at most so many seconds for answers, stores them, and returns their number."""
        self._care()
        if self._crew.free:
            for job in self.patiently(lambda: self.queue.claim(self._crew.free)):
                self._start(job)
        handled = 0
        for done in self._crew.collect(seconds):
            self._finish(self._jobs.pop(done.job), done)
            handled += 1
        return handled

    def open(self) -> None:
        """What is done once, before anything else: old versions' work waits again, secret bytes are no longer kept."""
        again = self.patiently(lambda: renew_outdated(self.queue, self.version))
        if again:
            tell("done again for a newer version, after what is new", jobs=again, version=self.version)
        if not self.allow_secret:
            gone = sum(map(self.originals.forget, self.patiently(lambda: secret_papers(self.store))))
            if gone:
                tell("secret papers are not kept any more", files=gone)

    def drain(self) -> None:
        """Works until nothing is due and nothing is under way."""
        while self.step(1.0) or self.busy or self.patiently(self.queue.is_any_due):
            pass

    def close(self, *, outcome: str = "done") -> None:
        """Ends the processes, and gives back what they were at."""
        self._crew.close()
        try:
            self.queue.release(self._jobs.values())
            if self._run_id is not None:
                tally = self.tally
                counts = RunCounts(tally.added, tally.replaced, tally.unchanged, tally.failed)
                self.store.finish_run(self._run_id, outcome, counts)
        except StoreError as error:  # the lease ends by itself
            tell("could not give back its jobs", logging.WARNING, reason=str(error))
        self._jobs.clear()

    def patiently(self, what: Callable[[], T]) -> T:
        """Does something with the database; one that is gone or locked is waited for. Raises ``StoreError`` at last."""
        end, tries = time.monotonic() + self.patience, 0
        while True:
            try:
                return what()
            except InvalidRowError:
                raise
            except StoreError as error:
                tries += 1
                if time.monotonic() >= end:
                    raise
                wait = wait_after(tries, 0.2, 20.0)
                tell("the database cannot be used", logging.WARNING, reason=str(error), wait=round(wait, 1))
                self.store.engine.dispose()
                self.pause(wait)

    def _care(self) -> None:
        """Keeps the leases of what is under way, and frees what others left behind."""
        now = time.monotonic()
        if self._jobs and now - self._renewed > self.queue.lease / 4:
            self.patiently(lambda: self.queue.renew(self._jobs.values()))
            self._renewed = now
        if not self._recovered or now - self._recovered > _RECOVER_SECONDS:
            freed = self.patiently(self.queue.recover)
            self._recovered = now
            if freed:
                tell("jobs of workers that are gone wait again", jobs=freed)

    def _start(self, job: Job) -> None:
        if not self._jobs:
            self._renewed = time.monotonic()
        place = self.originals.path_of(job.document_id)
        told = order(place, job.name, job.place, allow_secret=self.allow_secret)
        self._jobs[told] = job
        self._crew.give(told)

    def _finish(self, job: Job, done: Done[Parts]) -> None:
        if done.value is None:
            self._failed(job, done)
            return
        refused = [part for part in done.value if isinstance(part, UnreadableError)]
        stored: list[tuple[Extracted, Outcome]] = []
        for part in (part for part in done.value if isinstance(part, Extracted)):
            try:
                stored.append((part, self._save(job, part)))
            except InvalidRowError as error:
                refused.append(UnreadableError(job.place, f"cannot be stored: {error}", "report it with the file"))
        outcome = next((one for _, one in stored if one != "unchanged"), "unchanged")
        records = sum(len(part.extraction.targets) for part, _ in stored)

        def follow() -> list[tuple[Extracted, Alarm]]:
            """What follows from the documents, and that the job is done, at once: again it changes nothing."""
            raised: list[tuple[Extracted, Alarm]] = []
            with self.store.writing() as connection:
                now = self.queue.now(connection)
                for part, _ in stored:
                    work = works.place(connection, part)
                    new = raise_alarms(connection, part.extraction, now)
                    self.rules.apply(connection, Arrived(job, part.extraction, new, work, now))
                    raised += [(part, alarm) for alarm in new]
                if not refused:
                    self.queue.done(connection, job, outcome, records, done.seconds, version=self.version)
            return raised

        for part, alarm in self.patiently(follow) if stored or not refused else ():
            raw = part.extraction.raw
            tell("alarm", logging.WARNING, document_id=raw.document_id, code=alarm.code, words=alarm.words,
                 name=raw.name)  # fmt: skip
        self._count(stored)
        if refused:
            told = "; ".join(f"{part.path}: {part.reason}" if len(done.value) > 1 else part.reason for part in refused)
            secret = next((part for part in refused if isinstance(part, SecretError)), None)
            remedy, cause = (secret or refused[0]).remedy, "secret" if secret else "document"
            self._failed(job, Done(done.job, None, told, remedy, cause, done.seconds))  # type: ignore[arg-type] # a cause
            return
        tell(
            "stored", document_id=job.document_id, job=job.id, source=job.source, name=job.name, outcome=outcome,
            records=records, seconds=round(done.seconds, 3),
        )  # fmt: skip

    def _save(self, job: Job, part: Extracted) -> Outcome:
        """Stores a document; done again after an interruption, that changes nothing."""
        run_id = self._run_id = self._run_id or self.patiently(lambda: self.store.start_run(self.version))
        place = part.extraction.raw.origin or job.place
        outcome = self.patiently(lambda: self.store.save(part.extraction, self.version, run_id, place))
        if outcome != "unchanged":
            self.patiently(lambda: reopen(self.store, part.extraction.raw.document_id))
        return outcome

    def _count(self, stored: list[tuple[Extracted, Outcome]]) -> None:
        for part, became in stored:
            setattr(self.tally, became, getattr(self.tally, became) + 1)
            if became != "unchanged":
                self.tally.records += len(part.extraction.targets)

    def _failed(self, job: Job, done: Done[Parts]) -> None:
        cause = done.cause or "document"
        state = self.patiently(lambda: self.queue.failed(job, done.reason, done.remedy, cause, done.seconds))
        if cause == "secret":
            self.originals.forget(job.document_id)  # and with it the other parts of an archive
        if state == "waiting":
            self.tally.tried_again += 1
        else:
            self.tally.failed += 1
        tell(
            {"waiting": "failed, will be tried again", "aside": "set aside"}.get(state, "failed"),
            logging.WARNING, document_id=job.document_id, job=job.id, source=job.source, name=job.name,
            place=job.place, reason=done.reason, cause=cause, attempts=job.attempts,
        )  # fmt: skip
