"""Extraction on a Dask cluster: the files' bytes go out, what was extracted comes back, one program writes it.

Any worker may die: the scheduler gives its tasks to others, and one that took several with it is reported. A worker
ends itself where one file takes too long: its thread cannot be ended, and its nanny starts another one. The machines
need this program and no shared folder. Few files are under way at a time, so that memory stays flat.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extractor.core.document import KnownPart
from extractor.core.errors import ChiTieuError, SecretError, UnreadableError
from extractor.core.extraction import Extraction
from extractor.intake.workers import Cause, Done, Limits

_AHEAD = 2
"""Files that each thread of the cluster has waiting, beside the one it is at."""
_SECONDS_TO_CONNECT = 20
_SECONDS_TO_COUNT = 5
_TOO_LONG = 75
"""The exit status of a worker that a file kept too long; "try again later" of ``sysexits.h``."""


class ClusterError(ChiTieuError):
    """The cluster cannot be reached, or is gone."""


def extract_bytes(
    data: bytes, name: str, label: str, *, allow_secret: bool = False, seconds: float | None = None
) -> list[Extraction | UnreadableError] | UnreadableError:
    """Extracts a file's bytes and every document inside it; what a worker of the cluster does.

    A file that cannot be opened itself is an answer, and no error for the worker to log: broken files are many. After
    so many ``seconds`` the worker's process is ended.
    """
    overdue = threading.Timer(seconds, os._exit, (_TOO_LONG,)) if seconds else None
    if overdue:
        overdue.daemon = True
        overdue.start()
    try:
        return _extracted(data, name, label, allow_secret=allow_secret)
    finally:
        if overdue:
            overdue.cancel()


def _extracted(
    data: bytes, name: str, label: str, *, allow_secret: bool
) -> list[Extraction | UnreadableError] | UnreadableError:
    from extractor.pipeline import extract_document  # noqa: PLC0415 - only where something is extracted
    from extractor.reading import read_each_of  # noqa: PLC0415 - likewise
    from extractor.reading.source import Source, base_name  # noqa: PLC0415 - likewise

    try:
        parts = read_each_of(Source(data, base_name(name), label, allow_secret))
    except UnreadableError as error:
        return error
    return [part if isinstance(part, UnreadableError) else extract_document(part) for part in parts]


def run_on_cluster(
    scheduler: str, paths: Iterable[str], *, allow_secret: bool = False, limits: Limits | None = None
) -> Iterator[Done[Sequence[Extraction | UnreadableError | KnownPart]]]:
    """Extracts files on the cluster of a scheduler ("tcp://host:8786"), and yields what became of each.

    Of ``limits`` the time of one file holds; that of memory is the cluster's own (``dask worker --memory-limit``).

    Raises ``ClusterError`` where Dask is not installed, or the cluster is not there or has no workers.
    """
    try:
        from distributed import Client, as_completed  # noqa: PLC0415 - an optional dependency
    except ImportError as error:
        raise ClusterError("Dask is not installed (pip install 'chitieu[cluster]')") from error
    try:
        client = Client(scheduler, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"{scheduler}: no scheduler answers ({error})") from error
    with client:
        try:  # they may have been started together with this, or be starting again
            client.wait_for_workers(1, timeout=_SECONDS_TO_CONNECT)
        except TimeoutError as error:
            told = f"{scheduler}: the cluster has no workers (start some: dask worker {scheduler})"
            raise ClusterError(told) from error
        threads, counted = sum(client.nthreads().values()), time.monotonic()
        waiting = iter(paths)
        coming = as_completed([], loop=client.loop, raise_errors=False)
        begun: dict[str, tuple[str, float]] = {}
        seconds = (limits or Limits()).seconds
        more = True
        while True:
            if time.monotonic() - counted > _SECONDS_TO_COUNT:  # workers may be added at any time
                threads, counted = sum(client.nthreads().values()), time.monotonic()
            while more and len(begun) < max(1, threads) * (1 + _AHEAD):
                path = next(waiting, None)
                if path is None:
                    more = False
                    break
                future = _submit(client, path, allow_secret=allow_secret, seconds=seconds)
                if isinstance(future, Done):
                    yield future
                    continue
                begun[future.key] = (path, time.monotonic())
                coming.add(future)
            if not begun:
                return
            future = next(coming)
            path, since = begun.pop(future.key)
            yield _done(future, path, time.monotonic() - since)


def _submit(client: Any, path: str, *, allow_secret: bool, seconds: float) -> Any:
    from extractor.reading.source import load  # noqa: PLC0415 - slow to import

    try:
        source = load(path, allow_secret=True)
    except UnreadableError as error:
        return Done(path, None, error.reason, error.remedy, "document")
    asked = {"allow_secret": allow_secret, "seconds": seconds}
    return client.submit(extract_bytes, source.data, source.name, path, **asked, pure=False)


def _done(future: Any, path: str, seconds: float) -> Done[Sequence[Extraction | UnreadableError | KnownPart]]:
    from distributed import KilledWorker  # noqa: PLC0415 - an optional dependency

    if future.status == "cancelled":
        raise ClusterError("the scheduler is gone (run it again: what is stored stays)")
    error = future.exception() if future.status == "error" else None
    if error is None:
        found = future.result()
        if isinstance(found, UnreadableError):
            cause: Cause = "secret" if isinstance(found, SecretError) else "document"
            return Done(path, None, found.reason, found.remedy, cause, seconds)
        return Done(path, found, seconds=seconds)
    if isinstance(error, KilledWorker):
        told = "the workers that read it died, or took longer than the limit, again and again"
        return Done(
            path, None, told, "try it alone, without a cluster: that tells which; or split it", "death", seconds
        )
    return Done(path, None, f"failed: {type(error).__name__}: {error}", "", "bug", seconds)
