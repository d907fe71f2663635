"""Processes that do one job at a time and may die at it without harm to the others."""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Literal, TypeVar

from extractor.core.errors import SecretError, UnreadableError
from extractor.reading.limits import MAX_MEMORY, MAX_SECONDS

T = TypeVar("T")

Cause = Literal["", "document", "secret", "bug", "system", "memory", "death", "time"]
"""Why there is no value: the document cannot be read, the program failed at it, the system refused (a full disk), it
took too much memory, its process died, or it took too long."""

LETHAL: frozenset[Cause] = frozenset({"memory", "death", "time"})
"""What a document does that harms the processes that read it."""

_READY = "ready"
_START_SECONDS = 120.0
"""Seconds that a process may take to start: on a machine that is busy, importing takes its time."""

_SPAWN = multiprocessing.get_context("spawn")  # forked children would share locks and database handles


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What became of a job: its value, or the reason why there is none and the remedy; and how many seconds it took."""

    job: str
    value: T | None = None
    reason: str = ""
    remedy: str = ""
    cause: Cause = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a job may take, in seconds, and how much memory its process may have, in bytes."""

    seconds: float = MAX_SECONDS
    memory: int = MAX_MEMORY


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    line: Connection
    job: str | None = None
    end: float = 0.0
    start: float = 0.0
    done: int = 0
    ready: bool = False
    started: bool = False


class Crew(Generic[T]):
    """So many processes that do jobs by a function which is importable by its name.

    A process that is killed, or that exceeds a limit, takes its job with it, which is reported, and is replaced. After
    ``renew`` jobs a process is replaced as well, so that what libraries keep for themselves does not add up.
    """

    def __init__(
        self, function: Callable[[str], T], workers: int, limits: Limits | None = None, renew: int | None = None
    ) -> None:
        self.function = function
        self.workers = workers
        self.limits = limits or Limits()
        self.renew = renew
        self._crew: list[_Worker] = []

    @property
    def busy(self) -> int:
        """Jobs that are under way."""
        return sum(one.job is not None for one in self._crew)

    @property
    def free(self) -> int:
        """Jobs that can be given now."""
        return self.workers - self.busy

    @property
    def processes(self) -> list[int]:
        """The ids of the processes."""
        return [one.process.pid for one in self._crew if one.process.pid is not None]

    def give(self, job: str) -> None:
        """Gives a job to a process that has none."""
        worker = self._idle()
        worker.job = job
        worker.start = time.monotonic()
        worker.end = worker.start + self.limits.seconds + (0.0 if worker.ready else _START_SECONDS)
        with suppress(OSError):  # one that died in the meantime is noticed when its answer is awaited
            worker.line.send(job)

    def collect(self, seconds: float | None = None) -> Iterator[Done[T]]:
        """Waits until a job is done, or so many seconds, and yields what became of those that are."""
        busy = [one for one in self._crew if one.job is not None]
        if not busy:
            return
        left = max(0.0, min(one.end for one in busy) - time.monotonic())
        ready = wait([one.line for one in busy], left if seconds is None else min(left, seconds))
        for one in busy:
            if one.line in ready:
                if one.ready or not self._begun(one):
                    yield self._collect(one)
            elif one.end <= time.monotonic():
                yield self._overdue(one)

    def close(self) -> None:
        """Ends all processes: their writer has what it wants, and jobs under way are not stored."""
        for one in self._crew:
            one.line.close()
        for one in self._crew:
            one.process.kill()
            one.process.join()
        self._crew.clear()

    def _idle(self) -> _Worker:
        for one in [one for one in self._crew if one.job is None]:
            if one.process.is_alive() and not (self.renew and one.done >= self.renew):
                return one
            self._dismiss(one)  # it died without a job, or has done enough
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_work, args=(theirs, self.function, self.limits.memory), daemon=True)
        with _deaf_to_interrupts():
            process.start()
        theirs.close()
        self._crew.append(_Worker(process, ours))
        return self._crew[-1]

    def _begun(self, worker: _Worker) -> bool:
        """Whether a new process says that it has started: its time counts from now on."""
        try:
            worker.ready = worker.started = worker.line.recv() == _READY
        except (EOFError, OSError):
            worker.ready = True  # it died at its start: what comes next says how
            return False
        worker.start = time.monotonic()
        worker.end = worker.start + self.limits.seconds
        return True

    def _dismiss(self, worker: _Worker) -> int:
        """Takes a process out of the crew, and returns its exit status once it has ended."""
        self._crew.remove(worker)
        worker.line.close()
        worker.process.join()
        return worker.process.exitcode or 0

    def _collect(self, worker: _Worker) -> Done[T]:
        job = worker.job or ""
        worker.job = None
        worker.done += 1
        seconds = time.monotonic() - worker.start
        try:
            value, reason, remedy, cause = worker.line.recv()
        except (EOFError, OSError):
            code = self._dismiss(worker)
            if not worker.started:  # no fault of the document: nobody has looked at it
                told = f"the process that was to read it did not start (status {code})"
                return Done(job, None, told, "check the installation: chitieu doctor", "system", seconds)
            how = f"was killed by signal {-code}" if code < 0 else f"ended with status {code}"
            remedy = "perhaps too little memory: try it alone"
            return Done(job, None, f"the process that read it {how}", remedy, "death", seconds)
        return Done(job, value, reason, remedy, cause, seconds)

    def _overdue(self, worker: _Worker) -> Done[T]:
        """Ends a process that takes too long over its job."""
        worker.process.kill()
        self._dismiss(worker)
        told = f"takes longer than the limit of {self.limits.seconds:g} seconds"
        return Done(worker.job or "", None, told, "split it", "time", self.limits.seconds)


def run_all(
    function: Callable[[str], T], jobs: Iterable[str], workers: int, limits: Limits | None = None
) -> Iterator[Done[T]]:
    """Does every job in one of so many processes, and yields what became of each as it is done.

    When the iterator is closed, or the program is interrupted, all processes are ended.
    """
    waiting = iter(jobs)
    crew = Crew(function, workers, limits)
    try:
        more = True
        while True:
            while more and crew.free:
                job = next(waiting, None)
                if job is None:
                    more = False
                else:
                    crew.give(job)
            if not crew.busy:
                return
            yield from crew.collect()
    finally:
        crew.close()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """A process started within ignores Ctrl-C from its first moment: the one that writes decides when to end it."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say what signals do; interrupts go there anyway
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(line: Connection, function: Callable[[str], Any], memory: int) -> None:
    """What a process does: jobs, until the line is closed; also when the other end was killed."""
    _bound(memory)
    with suppress(OSError):
        line.send(_READY)
    while True:
        try:
            job = line.recv()
        except (EOFError, OSError):
            return
        answer: tuple[Any, str, str, Cause]
        try:
            answer = (function(job), "", "", "")
        except UnreadableError as error:
            answer = (None, error.reason, error.remedy, "secret" if isinstance(error, SecretError) else "document")
        except MemoryError:
            told = f"needs more than the limit of {memory // 2**20:,} MiB of memory"
            answer = (None, told, "split it", "memory")
        except OSError as error:
            answer = (None, f"failed: {type(error).__name__}: {error}", "check the disk and the folders", "system")
        except Exception as error:  # noqa: BLE001 - whatever one document does to us, the others are still read
            answer = (None, f"failed: {type(error).__name__}: {error}", "", "bug")
        try:
            line.send(answer)
        except OSError:
            return


def _bound(memory: int) -> None:
    """Lets this process, and the programs that it calls, have so much memory each, where the system knows of limits."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - only POSIX has it

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        if most == resource.RLIM_INFINITY or memory < most:
            resource.setrlimit(resource.RLIMIT_AS, (memory, most))
