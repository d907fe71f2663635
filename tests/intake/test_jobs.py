"""The queue: each job is done by one worker, whatever dies, and nothing that failed is forgotten."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractor.intake.desk import Desk
from extractor.intake.jobs import JOB, MAX_DEATHS, MAX_TRIES, Arrival, Queue, counted, find_job, listed
from extractor.intake.workers import Limits
from extractor.store.database import open_store
from extractor.store.originals import Originals

sys.path.insert(0, str(Path(__file__).parent))
import fake_extract

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def arrival(words: str, place: str | None = None, stamp: str = "1") -> Arrival:
    key = hashlib.sha256(words.encode()).hexdigest()
    return Arrival("watch:/den", place or f"/den/{words}", words, key, len(words), stamp)


def test_workers_that_claim_at_once_never_get_the_same_job(store_url: str) -> None:
    names: list[str] = []
    together = threading.Barrier(3)

    def claim() -> None:
        with open_store(store_url) as store:
            queue = Queue(store)
            together.wait()
            while found := queue.claim(7):
                names.extend(job.name for job in found)

    with open_store(store_url) as store:
        assert Queue(store).arrive([arrival(f"{n}") for n in range(100)]) == 100
    threads = [threading.Thread(target=claim) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == len(set(names)) == 100


def test_the_same_bytes_are_one_job_wherever_they_lie(store_url: str) -> None:
    with open_store(store_url) as store:
        queue = Queue(store)
        assert queue.arrive([arrival("a", "/den/1"), arrival("a", "/den/2")]) == 1
        assert queue.arrive([arrival("a", "/den/3")]) == 0
        assert queue.known("watch:/den", {"/den/1": "1", "/den/3": "2", "/den/4": "1"}) == {"/den/1"}
        assert counted(store) == {"waiting": 1}


def test_what_is_wanted_sooner_comes_first(store_url: str) -> None:
    with open_store(store_url) as store:
        queue = Queue(store)
        late = arrival("late")
        soon = Arrival(late.source, "/den/soon", "soon", "a" * 64, 1, "1", priority=1)
        queue.arrive([late, soon])
        assert [job.name for job in queue.claim(1)] == ["soon"]


def test_a_document_that_kills_its_process_is_set_aside_after_two_tries(store_url: str) -> None:
    clock = Clock()
    with open_store(store_url) as store:
        queue = Queue(store, clock=clock)
        queue.arrive([arrival("poison")])
        states = []
        for _ in range(MAX_DEATHS):
            (job,) = queue.claim(5)
            states.append(queue.failed(job, "the process that read it was killed by signal 9", "", "death"))
            clock.forward(3600)
        assert states == ["waiting", "aside"]
        assert queue.claim(5) == []
        (row,) = listed(store, ["aside"])
        assert "killed by signal 9" in row["reason"]
        assert "jobs retry" in row["remedy"]


def test_a_temporary_failure_is_tried_again_later_and_later_and_given_up_at_last(store_url: str) -> None:
    clock = Clock()
    with open_store(store_url) as store:
        queue = Queue(store, clock=clock)
        queue.arrive([arrival("full")])
        for attempt in range(1, MAX_TRIES + 1):
            (job,) = queue.claim(1)
            assert job.attempts == attempt
            state = queue.failed(job, "no space left", "make room", "system")
            assert queue.claim(1) == []
            clock.forward(3600)
        assert state == "failed"
        assert queue.claim(1) == []


def test_only_what_failed_is_tried_again(store_url: str) -> None:
    with open_store(store_url) as store:
        queue = Queue(store)
        queue.arrive([arrival("good"), arrival("bad")])
        for job in queue.claim(2):
            if job.name == "bad":
                queue.failed(job, "damaged", "send it again", "document")
            else:
                with store.writing() as connection:
                    assert queue.done(connection, job, "added", 3, 0.5)
        assert counted(store) == {"done": 1, "failed": 1}
        assert queue.retry() == 1
        assert [job.name for job in queue.claim(5)] == ["bad"]


def test_new_bytes_at_a_place_supersede_the_failure_of_the_old_ones(store_url: str) -> None:
    with open_store(store_url) as store:
        queue = Queue(store)
        queue.arrive([arrival("half", "/den/a.pdf")])
        (job,) = queue.claim(1)
        queue.failed(job, "damaged or truncated", "send it again", "document")
        queue.arrive([arrival("whole", "/den/a.pdf", "2")])
        assert counted(store) == {"superseded": 1, "waiting": 1}


def test_a_job_of_a_worker_that_is_gone_is_free_at_once_and_that_of_a_silent_machine_by_its_lease(
    store_url: str,
) -> None:
    clock = Clock()
    with open_store(store_url) as store:
        dead = subprocess.Popen(["true"])
        dead.wait()
        here = Queue(store, f"{socket.gethostname()}:{dead.pid}:x", clock)
        there = Queue(store, "another-machine:1:x", clock)
        queue = Queue(store, clock=clock)
        queue.arrive([arrival("a"), arrival("b")])
        held = there.claim(1)
        assert len(here.claim(1)) == len(held) == 1
        assert queue.recover() == 1
        clock.forward(queue.lease / 2)
        there.renew(held)
        clock.forward(queue.lease / 2 + 1)
        assert queue.recover() == 0
        clock.forward(queue.lease)
        assert queue.recover() == 1
        assert len(queue.claim(5)) == 2


def test_a_worker_that_lost_its_job_cannot_say_that_it_is_done(store_url: str) -> None:
    clock = Clock()
    with open_store(store_url) as store:
        slow, fast = Queue(store, "m:1:x", clock), Queue(store, "n:1:x", clock)
        slow.arrive([arrival("a")])
        (mine,) = slow.claim(1)
        clock.forward(slow.lease + 1)
        fast.recover()
        (taken,) = fast.claim(1)
        with store.writing() as connection:
            assert not slow.done(connection, mine, "added", 1, 1.0)
            assert fast.done(connection, taken, "added", 1, 1.0)


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)], ids=["back", "forward"])
def test_a_clock_that_jumps_loses_no_job(store_url: str, jump: timedelta) -> None:
    clock = Clock()
    with open_store(store_url) as store:
        queue, other = Queue(store, "m:1:x", clock), Queue(store, "n:1:x", clock)
        queue.arrive([arrival("waits"), arrival("runs"), arrival("fresh")])
        for job in queue.claim(2):
            if job.name == "waits":
                queue.failed(job, "no space left", "", "system")
        clock.now += jump
        other.recover()
        assert sorted(job.name for job in other.claim(5)) == ["fresh", "runs", "waits"]


def put(originals: Originals, queue: Queue, **named: str) -> None:
    arrivals = []
    for name, words in named.items():
        data = words.encode()
        arrivals.append(Arrival("watch:/den", f"/den/{name}", name, originals.put(data), len(data), "1"))
    queue.arrive(arrivals)


def test_a_desk_stores_what_is_good_and_lists_what_is_not(store_url: str, tmp_path: Path) -> None:
    with open_store(store_url) as store:
        desk = Desk(store, Originals(tmp_path / "o"), 2, extract=fake_extract.parts)
        put(desk.originals, desk.queue, good="có 5 xã\n", bad="damaged", bug="bug", again="có 6 xã\nvà 7 xã\n")
        desk.drain()
        desk.close()
        assert str(desk.tally) == "2 added, 0 replaced, 0 unchanged, 2 failed; 3 records written"
        rows = {row["name"]: row for row in listed(store)}
        assert {name: row["state"] for name, row in rows.items()} == {
            "good": "done", "again": "done", "bad": "failed", "bug": "failed",
        }  # fmt: skip
        assert (rows["bad"]["reason"], rows["bad"]["remedy"]) == ("damaged", "send it again")
        assert rows["bug"]["remedy"] == "report it with the file"
        assert rows["again"]["records"] == 2
        assert find_job(store, rows["bad"]["id"][:10])["name"] == "bad"


def test_processes_that_die_or_never_end_harm_no_other_document(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'x.db'}") as store:
        clock = Clock()
        desk = Desk(store, Originals(tmp_path / "o"), 1, extract=fake_extract.stuck, limits=Limits(seconds=1.5))
        desk.queue._clock = clock
        put(desk.originals, desk.queue, die="die", endless="có 1 xã", good="có 5 xã\n")
        desk.drain()
        clock.forward(3600)
        desk.drain()
        desk.close()
        rows = {row["name"]: row for row in listed(store)}
        assert {name: row["state"] for name, row in rows.items()} == {
            "die": "aside",
            "endless": "aside",
            "good": "done",
        }
        assert "killed by signal 9" in rows["die"]["reason"]
        assert "longer than the limit" in rows["endless"]["reason"]


def test_a_full_disk_is_a_reason_to_try_again_later(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'x.db'}") as store:
        clock = Clock()
        desk = Desk(store, Originals(tmp_path / "o"), 1, extract=fake_extract.disk_full)
        desk.queue._clock = clock
        put(desk.originals, desk.queue, a="có 5 xã\n")
        desk.drain()
        desk.close()
        (row,) = listed(store)
        assert row["state"] == "waiting"
        assert "No space left" in row["reason"]
        desk = Desk(store, desk.originals, 1, extract=fake_extract.parts)
        desk.queue._clock = clock
        clock.forward(60)
        desk.drain()
        desk.close()
        assert counted(store) == {"done": 1}


def test_processes_that_cannot_start_are_no_fault_of_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(f"sqlite:///{tmp_path / 'x.db'}") as store:
        desk = Desk(store, Originals(tmp_path / "o"), 1, extract=fake_extract.parts)
        put(desk.originals, desk.queue, a="có 5 xã\n")
        monkeypatch.setattr(sys, "path", [str(tmp_path)])  # what a process that starts is told of where to import from
        monkeypatch.setattr(os, "environ", {})
        desk.drain()
        desk.close()
        (row,) = listed(store)
    assert (row["state"], row["deaths"]) == ("waiting", 0)
    assert "did not start" in row["reason"]


def test_a_lost_connection_is_waited_for_and_nothing_is_lost(
    postgres: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    import psycopg

    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as server:
        server.execute("CREATE DATABASE lost_connection")
        with open_store(f"{postgres}/lost_connection") as store:
            pauses: list[float] = []
            desk = Desk(store, Originals(tmp_path / "o"), 1, extract=fake_extract.parts, pause=pauses.append)
            put(desk.originals, desk.queue, **{f"n{n}": f"có {n} xã\n" for n in range(6)})
            while desk.tally.added < 6:
                # every connection of ours is cut, again and again
                server.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'lost_connection'"
                )
                desk.step(0.5)
            desk.drain()
            desk.close()
            assert pauses
            assert counted(store) == {"done": 6}
            assert sum(1 for _ in store.rows(JOB.select().where(JOB.c.outcome == "added"))) == 6


def test_originals_are_kept_once_and_checked(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "o")
    key = originals.put(b"abc")
    assert originals.put(b"abc") == key == hashlib.sha256(b"abc").hexdigest()
    assert originals.path_of(key) == tmp_path / "o" / key[:2] / key[2:4] / key
    assert originals.path_of(key).read_bytes() == b"abc"
    assert list(originals) == [key]
    assert originals.is_intact(key)
    originals.path_of(key).write_bytes(b"abd")
    assert not originals.is_intact(key)
    (tmp_path / "o" / ".999999999.x.part").write_bytes(b"left by a killed process")
    (tmp_path / "o" / f".{os.getpid()}.y.part").write_bytes(b"ours")
    assert originals.sweep() == 1


def test_a_stream_that_breaks_leaves_nothing_behind(tmp_path: Path) -> None:
    def portions() -> Any:
        yield b"abc"
        raise OSError("gone")

    originals = Originals(tmp_path / "o")
    with pytest.raises(OSError, match="gone"):
        originals.put_stream(portions())
    assert list((tmp_path / "o").iterdir()) == []
