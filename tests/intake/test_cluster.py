"""Extraction on a Dask cluster: any worker may die, and each document is stored once."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.intake import cluster
from extractor.intake.cluster import ClusterError
from extractor.intake.desk import Desk
from extractor.intake.ingest import ingest
from extractor.intake.jobs import Queue, listed
from extractor.intake.workers import Done, Limits
from extractor.store.database import open_store
from extractor.store.originals import Originals
from extractor.store.repository import table
from extractor.store.tables import DocumentRow

pytest.importorskip("distributed")
PLAN = "KẾ HOẠCH\nĐến năm 2025 có {} xã đạt chuẩn nông thôn mới.\n"


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    """A cluster of two workers on this machine, each a process that is started again when it dies."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", host="127.0.0.1") as made:
        yield made
        made.wait_for_workers(2, timeout=30)  # one that is just being started again cannot be ended


def test_a_worker_that_dies_takes_no_document_with_it(dask: Any, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    for n in range(12):
        (folder / f"{n:02}.txt").write_text(PLAN.format(n + 10), "utf-8")
    (folder / "hỏng.pdf").write_bytes(b"%PDF-1.4 broken")
    url = f"sqlite:///{tmp_path / 'x.db'}"
    done: list[str] = []

    def kill_one() -> None:
        while len(done) < 2:
            time.sleep(0.02)
        victim = next(iter(dask.workers.values()))
        os.kill(victim.process.process.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    report = ingest([folder], url, 1, lambda step: done.append(step.path.name), scheduler=dask.scheduler_address)
    killer.join()
    assert (report.added, len(report.failures)) == (12, 1)
    assert report.failures[0].path.endswith("hỏng.pdf")
    with open_store(url) as store:
        names = sorted(row["name"] for row in store.rows(table(DocumentRow).select()))
    assert names == [f"{n:02}.txt" for n in range(12)]
    assert ingest([folder], url, 1, scheduler=dask.scheduler_address).unchanged == 12


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(PLAN.format(1), "utf-8")
    monkeypatch.setattr(cluster, "_SECONDS_TO_CONNECT", 0.3)
    with pytest.raises(ClusterError, match="no scheduler answers"):
        ingest([tmp_path / "a.txt"], f"sqlite:///{tmp_path / 'x.db'}", scheduler="tcp://127.0.0.1:9")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match="not installed"):
        ingest([tmp_path / "a.txt"], f"sqlite:///{tmp_path / 'x.db'}", scheduler="tcp://127.0.0.1:9")


def test_originals_are_kept_by_the_machine_that_writes(dask: Any, tmp_path: Path) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / "a.txt").write_text(PLAN.format(31), "utf-8")
    (folder / "mật.txt").write_text(f"MẬT\n{PLAN.format(32)}", "utf-8")
    url = f"sqlite:///{tmp_path / 'x.db'}"
    report = ingest([folder], url, 1, scheduler=dask.scheduler_address)
    assert (report.added, len(report.failures)) == (1, 1)
    originals = Originals(tmp_path / "x.db.originals")
    assert [originals.path_of(one).read_bytes() for one in originals] == [(folder / "a.txt").read_bytes()]


def test_what_a_cluster_cannot_read_is_listed_among_the_jobs_and_tried_again(
    dask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "a.txt").write_text(PLAN.format(41), "utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "c.txt").write_text(f"MẬT\n{PLAN.format(42)}", "utf-8")
    (folder / "d.txt").write_text(PLAN.format(43), "utf-8")
    url, address = f"sqlite:///{tmp_path / 'x.db'}", dask.scheduler_address
    reading = cluster.run_on_cluster

    def deadly(scheduler: str, paths: Iterable[str], **given: Any) -> Iterator[Any]:
        """As if one of the files took its workers with it: what that looks like is shown below."""
        others = [path for path in paths if not path.endswith("d.txt")]
        yield Done(str(folder / "d.txt"), None, "the workers that read it died", "", "death")
        yield from reading(scheduler, others, **given)

    with monkeypatch.context() as patched:
        patched.setattr(cluster, "run_on_cluster", deadly)
        ingest([folder], url, 1, scheduler=address)
    with open_store(url) as store:
        told = {row["name"]: (row["state"], row["reason"]) for row in listed(store)}
        assert told == {
            "b.pdf": ("failed", "a damaged or truncated PDF"),
            "c.txt": ("failed", 'marked "MẬT": secret papers are neither read nor kept'),
            "d.txt": ("aside", "the workers that read it died"),
        }
        assert Queue(store).retry() == 2  # all but the secret one
        desk = Desk(store, Originals(tmp_path / "x.db.originals"), 1)
        desk.drain()
        desk.close()
        assert {row["name"]: row["state"] for row in listed(store)} == {
            "b.pdf": "failed", "c.txt": "failed", "d.txt": "done",
        }  # fmt: skip
        names = sorted(row["name"] for row in store.rows(table(DocumentRow).select()))
    assert names == ["a.txt", "d.txt"]
    assert ingest([folder], url, 1, scheduler=address, allow_secret=True).unchanged == 2
    with open_store(url) as store:
        assert {row["name"]: row["state"] for row in listed(store)} == {
            "b.pdf": "failed", "c.txt": "done", "d.txt": "done",
        }  # fmt: skip


def test_a_file_that_takes_too_long_is_given_up_and_the_others_are_kept(dask: Any, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(PLAN.format(n + 70), "utf-8")
    *quick, slow = sorted(map(str, folder.iterdir()))
    found = list(cluster.run_on_cluster(dask.scheduler_address, quick))
    Path(slow).write_text("".join(PLAN.format(n) for n in range(2000)), "utf-8")  # seconds, and the limit is far below
    found += cluster.run_on_cluster(dask.scheduler_address, [slow], limits=Limits(seconds=1e-6))
    done = {Path(one.job).name: one for one in found}
    assert (done["2.txt"].value, done["2.txt"].cause) == (None, "death")
    assert "took longer than the limit" in done["2.txt"].reason
    assert all(done[name].value for name in ("0.txt", "1.txt"))
