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
from typing import Any, Generic, TypeVar

from extractor.core.errors import UnreadableError
from extractor.reading.limits import MAX_MEMORY, MAX_SECONDS

T = TypeVar("T")

_SPAWN = multiprocessing.get_context("spawn")  # forked children would share locks and database handles


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What became of a job: its value, or the reason why there is none and the remedy."""

    job: str
    value: T | None = None
    reason: str = ""
    remedy: str = ""


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


def run_all(
    function: Callable[[str], T], jobs: Iterable[str], workers: int, limits: Limits | None = None
) -> Iterator[Done[T]]:
    """Does every job in one of so many processes, and yields what became of each as it is done.

    ``function`` is importable by its name. A process that is killed, or that exceeds a limit, takes its job with it,
    which is reported, and is replaced. When the iterator is closed, or the program is interrupted, all processes are
    ended.
    """
    limits = limits or Limits()
    waiting = iter(jobs)
    crew: list[_Worker] = []
    try:
        more = True
        while True:
            while more and sum(one.job is not None for one in crew) < workers:
                job = next(waiting, None)
                if job is None:
                    more = False
                else:
                    _give(_idle(crew, function, limits), job, limits)
            busy = [one for one in crew if one.job is not None]
            if not busy:
                return
            ready = wait([one.line for one in busy], max(0.0, min(one.end for one in busy) - time.monotonic()))
            for one in busy:
                if one.line in ready:
                    yield _collect(one, crew)
                elif one.end <= time.monotonic():
                    yield _overdue(one, crew, limits)
    finally:
        _dismiss(crew)


def _idle(crew: list[_Worker], function: Callable[[str], Any], limits: Limits) -> _Worker:
    for one in crew:
        if one.job is None:
            return one
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=_work, args=(theirs, function, limits.memory), daemon=True)
    with _deaf_to_interrupts():
        process.start()
    theirs.close()
    crew.append(_Worker(process, ours))
    return crew[-1]


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


def _give(worker: _Worker, job: str, limits: Limits) -> None:
    worker.job = job
    worker.end = time.monotonic() + limits.seconds
    with suppress(OSError):  # one that died in the meantime is noticed when its answer is awaited
        worker.line.send(job)


def _collect(worker: _Worker, crew: list[_Worker]) -> Done[Any]:
    job = worker.job or ""
    worker.job = None
    try:
        value, reason, remedy = worker.line.recv()
    except (EOFError, OSError):
        crew.remove(worker)
        worker.line.close()
        worker.process.join()
        code = worker.process.exitcode or 0
        how = f"was killed by signal {-code}" if code < 0 else f"ended with status {code}"
        return Done(job, None, f"the process that read it {how}", "perhaps too little memory: try it alone")
    return Done(job, value, reason, remedy)


def _overdue(worker: _Worker, crew: list[_Worker], limits: Limits) -> Done[Any]:
    """Ends a process that takes too long over its job."""
    crew.remove(worker)
    worker.process.kill()
    worker.process.join()
    worker.line.close()
    return Done(worker.job or "", None, f"takes longer than the limit of {limits.seconds:g} seconds", "split it")


def _dismiss(crew: list[_Worker]) -> None:
    for one in crew:
        one.line.close()
        if one.job is not None:
            one.process.terminate()
    for one in crew:
        one.process.join(5)
        if one.process.is_alive():
            one.process.kill()
            one.process.join()


def _work(line: Connection, function: Callable[[str], Any], memory: int) -> None:
    """What a process does: jobs, until the line is closed; also when the other end was killed."""
    _bound(memory)
    while True:
        try:
            job = line.recv()
        except (EOFError, OSError):
            return
        try:
            answer = (function(job), "", "")
        except UnreadableError as error:
            answer = (None, error.reason, error.remedy)
        except MemoryError:
            answer = (None, f"needs more than the limit of {memory // 2**20:,} MiB of memory", "split it")
        except Exception as error:  # noqa: BLE001 - whatever one document does to us, the others are still read
            answer = (None, f"failed: {type(error).__name__}: {error}", "")
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
