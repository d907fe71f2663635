"""A watched folder: files are taken whole, once, with their bytes, whatever happens in between."""

from __future__ import annotations

import errno
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from extractor.core.errors import ChiTieuError
from extractor.intake.desk import Desk
from extractor.intake.jobs import JOB, Queue, counted, listed
from extractor.intake.watch import Folder, Watch
from extractor.store.database import open_store
from extractor.store.originals import Originals
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow, TargetRow

sys.path.insert(0, str(Path(__file__).parent))
import fake_extract


@pytest.fixture
def den(tmp_path: Path) -> Path:
    folder = tmp_path / "đến"
    folder.mkdir()
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'x.db'}") as opened:
        yield opened


def desk_of(store: Store, den: Path) -> Desk:
    return Desk(store, Originals(den.parent / "originals"), 1, extract=fake_extract.parts)


def once(store: Store, den: Path, settle: float = 0.02) -> str:
    return str(Watch(desk_of(store, den), [Folder(den, settle)]).run(once=True))


def states(store: Store) -> dict[str, str]:
    return {row["name"]: row["state"] for row in listed(store)}


def test_what_lies_in_a_folder_is_taken_once_with_its_bytes_unchanged(store: Store, den: Path) -> None:
    (den / "a.txt").write_text("có 5 xã\n", "utf-8")
    (den / "sâu").mkdir()
    (den / "sâu" / "b.txt").write_bytes("có 7 xã\r\n".encode())
    (den / "hỏng.txt").write_text("damaged")
    (den / ".ẩn.txt").write_text("có 9 xã")
    (den / "đang tải.pdf.part").write_text("có 9 xã")
    assert once(store, den) == "2 added, 0 replaced, 0 unchanged, 1 failed; 2 records written"
    assert states(store) == {"a.txt": "done", "b.txt": "done", "hỏng.txt": "failed"}
    originals = Originals(den.parent / "originals")
    kept = {row["name"]: originals.path_of(row["document_id"]).read_bytes() for row in listed(store)}
    assert kept["b.txt"] == "có 7 xã\r\n".encode()
    assert kept["hỏng.txt"] == b"damaged"
    assert once(store, den) == "0 added, 0 replaced, 0 unchanged, 0 failed; 0 records written"


def test_of_files_that_were_taken_the_database_is_asked_once_and_a_change_is_seen_all_the_same(
    store: Store, den: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (den / name).write_text(f"{name}: có 5 xã\n", "utf-8")
    once(store, den)
    desk, folder, asked = desk_of(store, den), Folder(den, 0.0), []
    known = desk.queue.known
    monkeypatch.setattr(desk.queue, "known", lambda source, stamps, **more: (
        asked.append(sorted(Path(place).name for place in stamps)), known(source, stamps, **more))[1]
    )  # fmt: skip
    for _ in range(3):
        assert looks(folder, desk) == []
    (den / "b.txt").write_text("có 77 xã\n", "utf-8")
    assert [*looks(folder, desk), *looks(folder, desk)] == ["b.txt"]
    assert asked == [["a.txt", "b.txt"], ["b.txt"], ["b.txt"]]
    desk.close()


def test_a_long_look_leaves_room_for_the_work_in_between(
    store: Store, den: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.intake.watch._LOOKED_UP", 2)
    for n in range(7):
        (den / f"{n}.txt").write_text(f"có {n} xã\n", "utf-8")
    once(store, den)
    desk = desk_of(store, den)
    assert len(list(Folder(den, 0.0).look(desk))) == 3  # empty portions, for nothing is new
    desk.close()


def looks(folder: Folder, desk: Desk) -> list[str]:
    return [arrival.name for batch in folder.look(desk) for arrival in batch]


def test_a_file_that_still_grows_or_is_renamed_in_is_taken_when_it_is_whole(store: Store, den: Path) -> None:
    now = [0.0]
    folder, desk = Folder(den, 2.0, clock=lambda: now[0]), desk_of(store, den)
    file = den / "dài.txt"
    file.write_text("có 5")
    assert looks(folder, desk) == []
    now[0] = 5
    with file.open("a") as growing:
        growing.write(" xã")
    assert looks(folder, desk) == []
    now[0] = 6
    assert looks(folder, desk) == []  # it grew a second ago
    now[0] = 7.5
    assert looks(folder, desk) == ["dài.txt"]
    (den / "mới.pdf.part").write_text("có 6 xã")
    looks(folder, desk)
    (den / "mới.pdf.part").rename(den / "mới.pdf")
    now[0] = 20
    assert "mới.pdf" not in looks(folder, desk)
    now[0] = 23
    assert "mới.pdf" in looks(folder, desk)


def test_a_file_that_changes_while_it_is_copied_is_not_taken(
    store: Store, den: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = den / "a.txt"
    file.write_text("có 5 xã")
    desk, folder = desk_of(store, den), Folder(den, 0.0)
    looks(folder, desk)
    put = Originals.put_stream

    def meanwhile(originals: Originals, portions: Any) -> tuple[str, int]:
        made = put(originals, portions)
        file.write_text("có 55 xã")
        return made

    monkeypatch.setattr(Originals, "put_stream", meanwhile)
    assert looks(folder, desk) == []
    monkeypatch.undo()
    looks(folder, desk)
    assert looks(folder, desk) == ["a.txt"]


def test_a_new_version_at_the_same_place_is_taken_as_well(store: Store, den: Path) -> None:
    (den / "a.txt").write_text("damaged")
    once(store, den)
    (den / "a.txt").write_text("có 8 xã\n")
    once(store, den)
    assert counted(store) == {"superseded": 1, "done": 1}


def test_a_file_without_permission_is_listed_and_taken_once_it_can_be_read(
    store: Store, den: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (den / "khóa.txt").write_text("có 8 xã\n")
    real = Path.open

    def refuse(self: Path, *args: Any, **options: Any) -> Any:
        if self.name == "khóa.txt":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert "1 failed" in once(store, den)
    (row,) = listed(store)
    assert (row["state"], row["reason"]) == ("failed", "no permission to read it")
    monkeypatch.undo()
    assert once(store, den).startswith("1 added")
    assert counted(store) == {"superseded": 1, "done": 1}


def test_a_full_disk_ends_a_single_run_and_nothing_is_forgotten(
    store: Store, den: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (den / "a.txt").write_text("có 8 xã\n")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        once(store, den)
    monkeypatch.undo()
    assert [path for path in (den.parent / "originals").iterdir() if path.is_file()] == []
    assert once(store, den).startswith("1 added")


def test_a_full_disk_is_waited_out_by_a_watch(store: Store, den: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (den / "a.txt").write_text("có 8 xã\n")
    real, tries = os.fsync, []

    def full(handle: int) -> None:
        tries.append(handle)
        if len(tries) < 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with watching(desk_of(store, den), den):
        until(lambda: counted(store) == {"done": 1})
    assert len(tries) >= 3


class watching:
    """A watch that goes on in a thread, until the block is left."""

    def __init__(self, desk: Desk, den: Path) -> None:
        self.watch = Watch(desk, [Folder(den, 0.02)], every=0.05)
        self.thread = threading.Thread(target=self.watch.run)

    def __enter__(self) -> Watch:
        self.thread.start()
        return self.watch

    def __exit__(self, *_: object) -> None:
        self.watch.stop.set()
        self.thread.join(30)
        assert not self.thread.is_alive()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_what_comes_while_it_watches_is_taken(store: Store, den: Path) -> None:
    with watching(desk_of(store, den), den):
        for n in range(3):
            (den / f"{n}.txt").write_text(f"có {n} xã\n", "utf-8")
            time.sleep(0.1)
        until(lambda: counted(store) == {"done": 3})


def test_a_folder_that_is_not_there_is_told(store: Store, den: Path) -> None:
    with pytest.raises(ChiTieuError, match="no such folder"):
        once(store, den / "không có")


def test_killed_at_any_moment_each_good_file_is_stored_once_and_each_bad_one_listed(
    store_url: str, tmp_path: Path, den: Path
) -> None:
    good, bad = 60, 6
    for n in range(good):
        (den / f"{n:03}.txt").write_text("".join(f"slow: có {n * 10 + line} xã\n" for line in range(3)), "utf-8")
    for n in range(bad):
        (den / f"hỏng {n}.txt").write_text(f"damaged {n}")
    open_store(store_url).close()
    rng = random.Random(7)
    for _ in range(5):
        program = Program(store_url, den)
        workers = program.after(rng.randrange(1, 6))
        time.sleep(rng.uniform(0, 0.06))
        victims = workers if rng.random() < 0.5 else [program.pid]
        for victim in victims:
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if program.pid not in victims:
            time.sleep(0.3)
            os.kill(program.pid, signal.SIGKILL)
        assert program.wait() == -signal.SIGKILL
    with open_store(store_url) as store:
        # a document whose process was killed twice by chance is set aside like a poisonous one
        desk = desk_of(store, den)
        desk.queue.recover()
        desk.queue.retry([row["id"] for row in listed(store, ["aside"])])
        desk.close()
        while "waiting" in counted(store) or len(states(store)) < good + bad:
            once(store, den)
            with store.writing() as connection:  # their turn comes after a while
                connection.execute(JOB.update().values(not_before=JOB.c.created_at))
        assert counted(store) == {"done": good, "failed": bad}
        assert {row["reason"] for row in listed(store, ["failed"])} == {"damaged"}
        names = [row["name"] for row in store.rows(select(table(DocumentRow).c.name))]
        assert sorted(names) == [f"{n:03}.txt" for n in range(good)]
        per_document = Counter(row["document_id"] for row in store.rows(select(table(TargetRow).c.document_id)))
        assert set(per_document.values()) == {3}


class Program:
    """A watch in a process of its own that tells how much it stored and by which processes, over and over."""

    def __init__(self, url: str, den: Path) -> None:
        read, write = os.pipe()
        self.lines = os.fdopen(read)
        self.pid = os.fork()  # not started anew: importing everything takes longer than all else here
        if self.pid == 0:
            os.setsid()
            os.close(read)
            status = 1
            try:
                with open_store(url) as store:
                    desk = Desk(store, Originals(den.parent / "originals"), 2, extract=fake_extract.parts)

                    def told() -> None:
                        os.write(write, (" ".join(map(str, [desk.tally.added, *desk.processes])) + "\n").encode())

                    Watch(desk, [Folder(den, 0.02)], every=0.05, ticks=[told]).run()
                status = 0
            finally:
                os._exit(status)
        os.close(write)

    def after(self, added: int) -> list[int]:
        """The processes that extract, once so many documents are stored, or nothing is left to store."""
        while True:
            done, *processes = map(int, self.lines.readline().split())
            if done >= added and processes:
                return processes

    def wait(self) -> int:
        """The exit status, once no process is left."""
        self.lines.close()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def test_what_an_older_version_did_is_done_again_behind_what_is_new(store: Store, den: Path) -> None:
    for name in ("a", "b"):
        (den / f"{name}.txt").write_text(f"có 5 xã {name}")
    (den / "hỏng.txt").write_text("damaged")
    watch = Watch(replace(desk_of(store, den), version="1.9"), [Folder(den, 0.02)])
    assert str(watch.run(once=True)).startswith("2 added, 0 replaced")
    (den / "mới.txt").write_text("có 9 xã")
    newer = Watch(replace(desk_of(store, den), version="1.10"), [Folder(den, 0.02)])
    assert str(newer.run(once=True)) == "1 added, 2 replaced, 0 unchanged, 0 failed; 3 records written"
    rows = {row["name"]: row for row in listed(store)}
    assert {name: row["version"] for name, row in rows.items()} == {
        "a.txt": "1.10", "b.txt": "1.10", "mới.txt": "1.10", "hỏng.txt": None,
    }  # fmt: skip
    assert rows["mới.txt"]["priority"] < rows["a.txt"]["priority"]
    again = Watch(replace(desk_of(store, den), version="1.10"), [Folder(den, 0.02)])
    assert str(again.run(once=True)) == "0 added, 0 replaced, 0 unchanged, 0 failed; 0 records written"
    older = Watch(replace(desk_of(store, den), version="1.9"), [Folder(den, 0.02)])
    assert str(older.run(once=True)) == "0 added, 0 replaced, 0 unchanged, 0 failed; 0 records written"


def test_of_a_secret_paper_no_bytes_are_kept_unless_it_is_allowed(store: Store, den: Path) -> None:
    (den / "mật.txt").write_text("MẬT\ncó 5 xã")
    originals = Originals(den.parent / "originals")
    assert once(store, den).endswith("1 failed; 0 records written")
    (job,) = listed(store)
    assert (job["state"], job["name"], job["reason"]) == ("failed", "mật.txt", 'marked "MẬT"')
    assert list(originals) == []
    assert once(store, den).endswith("0 failed; 0 records written")  # it is known, and not copied again
    assert Queue(store).retry() == 0
    originals.put("MẬT\ncó 5 xã".encode())  # as an older version kept it
    once(store, den)
    assert list(originals) == []
    allowed = Desk(store, originals, 1, extract=fake_extract.openly, allow_secret=True)
    assert str(Watch(allowed, [Folder(den, 0.02)]).run(once=True)).startswith("1 added")
    assert [row["state"] for row in listed(store)] == ["done"]
    assert list(originals) == [job["document_id"]]
    once(store, den)
    assert list(originals) == [job["document_id"]]  # what is stored stays
