"""Watches folders: takes each file once it is whole, keeps its bytes, and has it extracted and stored.

Folders are looked through again and again, which works on network shares as well; what the system tells of changes only
makes the next look come sooner. A file is whole when two looks some time apart find the same size and time of change,
and neither changes while it is copied. What was taken is known from the database: a watch goes on where it was ended.
"""

from __future__ import annotations

import logging
import os
import signal
import stat
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from extractor.core.errors import ChiTieuError
from extractor.intake.desk import Desk, Tally
from extractor.intake.jobs import Arrival, wait_after
from extractor.intake.log import tell
from extractor.store.repository import storable

BATCH = 25
"""Files that are written down in one transaction; few, for in between the processes that extract get their work."""
_LOOKED_UP = 500
_PORTION = 1 << 20
_LOOKS = 8
"""Looks after which a watch that is to end leaves files that still change."""
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".swp", "~")
"""Endings of files that programs write to until they are done, and then rename."""


@dataclass(slots=True)
class Folder:
    """A folder that is watched. ``settle`` is how many seconds a file must have lain unchanged.

    Of each file that was taken a number is remembered (about 90 bytes): of many, the database is asked but once.
    """

    path: Path
    settle: float = 2.0
    clock: Callable[[], float] = time.monotonic
    _pending: dict[str, tuple[str, float]] = field(default_factory=dict)
    _refused: set[str] = field(default_factory=set)
    _taken: set[int] = field(default_factory=set)

    @property
    def source(self) -> str:
        return f"watch:{storable(str(self.path))}"

    @property
    def settling(self) -> int:
        """Files that were seen and not taken yet, without those that cannot be read."""
        return sum(place not in self._refused for place in self._pending)

    def look(self, desk: Desk) -> Iterator[list[Arrival]]:
        """Looks through the folder once, and yields what was taken, in portions, its bytes already kept.

        A portion may be empty: whoever looks has other things to do in between.
        Raises ``OSError`` where bytes cannot be kept (a full disk): the files are taken at a later look.
        """
        seen: dict[str, tuple[str, float]] = {}
        taken: list[Arrival] = []
        portion: dict[str, tuple[Path, str]] = {}
        still: set[int] = set()
        for number, (path, stamp) in enumerate(self._files(), start=1):
            if number % _LOOKED_UP == 0:
                yield []
            key = hash((path, stamp))
            if key in self._taken:
                still.add(key)
                continue
            portion[storable(path)] = (Path(path), stamp)
            if len(portion) >= _LOOKED_UP:
                yield from self._take(desk, portion, seen, taken, still)
                portion.clear()
        yield from self._take(desk, portion, seen, taken, still)
        if taken:
            yield taken
        self._pending, self._taken = seen, still

    def _take(
        self,
        desk: Desk,
        portion: dict[str, tuple[Path, str]],
        seen: dict[str, tuple[str, float]],
        taken: list[Arrival],
        still: set[int],
    ) -> Iterator[list[Arrival]]:
        stamps = {place: stamp for place, (_, stamp) in portion.items()}
        known = (
            desk.patiently(lambda: desk.queue.known(self.source, stamps, allow_secret=desk.allow_secret))
            if stamps
            else set()
        )
        for place, (path, stamp) in portion.items():
            if place in known:
                still.add(hash((str(path), stamp)))
                continue
            before = self._pending.get(place)
            since = before[1] if before and before[0] == stamp else self.clock()
            if before is None or before[0] != stamp or self.clock() - since < self.settle:
                seen[place] = (stamp, since)
                continue
            arrival = self._copy(desk, path, place, stamp)
            if arrival is None:
                seen[place] = ("", self.clock())
                continue
            taken.append(arrival)
            if len(taken) >= BATCH:
                yield list(taken)
                taken.clear()

    def _copy(self, desk: Desk, path: Path, place: str, stamp: str) -> Arrival | None:
        """Keeps the bytes of a file; ``None`` where it changed meanwhile, is gone, or cannot be read."""
        try:
            with path.open("rb") as file:
                if _stamp(os.fstat(file.fileno())) != stamp:
                    return None
                reading = _Readings(file.read)
                try:
                    document_id, size = desk.originals.put_stream(reading)
                except OSError:
                    if reading.broken:
                        raise _UnreadableFileError(str(reading.broken)) from None
                    raise
                if _stamp(path.stat()) != stamp:
                    return None
        except (FileNotFoundError, PermissionError, _UnreadableFileError) as error:
            if isinstance(error, FileNotFoundError) and not path.exists():
                return None
            self._refuse(desk, place, error)
            return None
        self._refused.discard(place)
        priority = desk.rules.priority_of(self.source)
        return Arrival(self.source, place, path.name, document_id, size, stamp, priority)

    def _refuse(self, desk: Desk, place: str, error: Exception) -> None:
        if place in self._refused:
            return
        self._refused.add(place)
        reason = "no permission to read it" if isinstance(error, PermissionError) else f"cannot be read: {error}"
        remedy = "change its permissions; it is taken as soon as it can be read"
        if desk.patiently(lambda: desk.queue.refuse(self.source, place, reason, remedy)):
            desk.tally.failed += 1
            tell("cannot be taken", logging.WARNING, source=self.source, place=place, reason=reason)

    def _files(self) -> Iterator[tuple[str, str]]:
        """The files below the folder with their stamps, without hidden and unfinished ones and links to folders."""

        def report(error: OSError) -> None:
            tell("cannot list", logging.WARNING, source=self.source, place=str(error.filename), reason=str(error))

        for root, folders, files in os.walk(self.path, onerror=report):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED):
                    continue
                path = os.path.join(root, name)
                try:
                    status = os.stat(path)
                except OSError:
                    continue  # gone, or a broken link
                if stat.S_ISREG(status.st_mode):
                    yield path, _stamp(status)


class _UnreadableFileError(OSError):
    """A file gives no bytes, for a reason of its own disk or share."""


class _Readings:
    """The portions of a file; remembers the error where it is reading that fails, and not writing the copy."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self.broken: OSError | None = None

    def __iter__(self) -> Iterator[bytes]:
        while True:
            try:
                portion = self._read(_PORTION)
            except OSError as error:
                self.broken = error
                raise
            if not portion:
                return
            yield portion


@dataclass(slots=True)
class Watch:
    """A watch over folders: takes what comes into them, and works on it until ``stop`` is set.

    ``every`` is how many seconds pass between looks; ``ticks`` are done after each look (deliveries).
    """

    desk: Desk
    folders: Sequence[Folder]
    every: float = 5.0
    stop: threading.Event = field(default_factory=threading.Event)
    ticks: Sequence[Callable[[], object]] = ()

    def run(self, *, once: bool = False) -> Tally:
        """Watches; with ``once`` until nothing is left to do.

        Raises ``ChiTieuError`` for a folder that is not there, ``OSError`` with ``once`` where bytes cannot be kept.
        """
        for folder in self.folders:
            if not folder.path.is_dir():
                raise ChiTieuError(f"{folder.path}: no such folder (make it, or name another one)")
        self.desk.originals.sweep()
        self.desk.open()
        outcome = "interrupted"
        try:
            if once:
                self._once()
            else:
                with _hints([folder.path for folder in self.folders]) as changed:
                    self._forever(changed)
            outcome = "interrupted" if self.stop.is_set() else "done"
        finally:
            self.desk.close(outcome=outcome)
        return self.desk.tally

    def _once(self) -> None:
        """Looks until no file is new, and works until no job is due; a file that never lies still is left."""
        for _ in range(_LOOKS):
            self._look()
            if self.stop.is_set() or not any(folder.settling for folder in self.folders):
                break
            self._work_until(time.monotonic() + max(folder.settle for folder in self.folders) + 0.01)
        for folder in self.folders:
            if folder.settling:
                tell("left, for it does not lie still", logging.WARNING, source=folder.source, files=folder.settling)
        while not self.stop.is_set() and self._is_more():
            pass
        for tick in self.ticks:
            self.desk.patiently(tick)

    def _is_more(self) -> bool:
        desk = self.desk
        return bool(desk.step(0.5)) or desk.busy or desk.patiently(desk.queue.is_any_due)

    def _forever(self, changed: threading.Event) -> None:
        troubles = 0
        while not self.stop.is_set():
            changed.clear()
            try:
                self._look()
                troubles = 0
            except OSError as error:
                troubles += 1
                tell("bytes cannot be kept", logging.ERROR, reason=str(error), remedy="make room on the disk")
            for tick in self.ticks:
                self.desk.patiently(tick)
            pause = wait_after(troubles, self.every, 300.0) if troubles else self.every
            if not troubles and any(folder.settling for folder in self.folders):
                pause = min(pause, max(folder.settle for folder in self.folders) + 0.01)
            self._work_until(time.monotonic() + pause, changed)

    def _look(self) -> None:
        for folder in self.folders:
            for batch in folder.look(self.desk):
                self._arrive(batch)
                if self.stop.is_set():
                    return

    def _arrive(self, batch: list[Arrival]) -> None:
        if not batch:
            self.desk.step(0.0)
            return
        new = self.desk.patiently(lambda: self.desk.queue.arrive(batch, allow_secret=self.desk.allow_secret))
        tell("arrived", source=batch[0].source, files=len(batch), new=new)
        self.desk.step(0.0)

    def _work_until(self, end: float, changed: threading.Event | None = None) -> None:
        """Works on jobs until a moment; where there are none it waits, and a change ends the wait."""
        while not self.stop.is_set() and (left := end - time.monotonic()) > 0:
            if not self.desk.step(min(left, 0.5)) and not self.desk.busy:
                (changed or self.stop).wait(min(left, 0.5))
                if changed is not None and changed.is_set():
                    changed.clear()
                    end = min(end, time.monotonic() + 0.2)


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """An event that SIGINT and SIGTERM set: what is under way is ended cleanly; a second signal ends it at once."""
    stop = threading.Event()

    def ask(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        tell("stopping", signal=signal.Signals(number).name)
        stop.set()

    before = {one: signal.signal(one, ask) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for one, old in before.items():
            signal.signal(one, old)


@contextmanager
def _hints(folders: Sequence[Path]) -> Iterator[threading.Event]:
    """An event that is set when the system tells of a change; on shares it may never be."""
    import watchfiles  # noqa: PLC0415 - only a watch that goes on needs it

    changed, ended = threading.Event(), threading.Event()

    def listen() -> None:
        try:
            for _ in watchfiles.watch(*folders, stop_event=ended, raise_interrupt=False, rust_timeout=1000):
                changed.set()
        except Exception as error:  # noqa: BLE001 - too many folders for the system, a share that is gone: looks go on
            tell("no hints of changes", reason=f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        yield changed
    finally:
        ended.set()
        thread.join(3)


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_size}:{status.st_mtime_ns}"
