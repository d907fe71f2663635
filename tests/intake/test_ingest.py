"""Each document is stored once and whole, whatever happens to the others or to the program."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from extractor.core.errors import StoreError
from extractor.intake.ingest import Report, Step, ingest
from extractor.query.search import Filter, search
from extractor.store.database import open_store
from extractor.store.reference_tables import ExtractionRunRow, FailureRow
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow, TargetRow

sys.path.insert(0, str(Path(__file__).parent))
import fake_extract


def fill(folder: Path, count: int, words: str = "có {n} xã đạt chuẩn") -> None:
    folder.mkdir(exist_ok=True)
    for n in range(count):
        lines = [f"{words.format(n=n * 100 + line)}\n" for line in range(5)]
        (folder / f"{n:03}.txt").write_text("".join(lines), "utf-8")


def rows(store: Store, part: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in store.rows(select(table(part)))]


def assert_whole(url: str, documents: int, records: int = 5) -> None:
    """So many documents, each with all of its records."""
    with open_store(url) as store, store.engine.connect() as connection:
        target = table(TargetRow)
        per_document = select(func.count()).select_from(target).group_by(target.c.document_id)
        assert connection.execute(per_document).scalars().all() == [records] * documents
        assert connection.execute(select(func.count()).select_from(table(DocumentRow))).scalar_one() == documents


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'chitieu.db'}"


def run(folder: Path, url: str, workers: int = 2, **options: Any) -> Report:
    return ingest([folder], url, workers, extract=fake_extract.extract, **options)


def test_a_folder_is_stored_and_again_changes_nothing(store_url: str, tmp_path: Path) -> None:
    fill(tmp_path / "văn bản", 4)
    report = run(tmp_path / "văn bản", store_url)
    assert str(report) == "4 added, 0 replaced, 0 unchanged, 0 failed; 20 records written"
    assert_whole(store_url, 4)
    with open_store(store_url) as store:
        before = [rows(store, part) for part in (DocumentRow, TargetRow, ExtractionRunRow)]
    assert str(run(tmp_path / "văn bản", store_url)).startswith("0 added, 0 replaced, 4 unchanged, 0 failed")
    with open_store(store_url) as store:
        assert [rows(store, part) for part in (DocumentRow, TargetRow, ExtractionRunRow)] == before


def test_a_newer_version_extracts_again(url: str, tmp_path: Path) -> None:
    fill(tmp_path / "a", 2)
    run(tmp_path / "a", url, version="1.0")
    assert run(tmp_path / "a", url, version="1.1").replaced == 2
    assert run(tmp_path / "a", url, version="1.0").unchanged == 2
    assert_whole(url, 2)


def test_copies_of_a_file_are_one_document(url: str, tmp_path: Path) -> None:
    fill(tmp_path / "a", 1)
    (tmp_path / "a" / "bản sao.txt").write_bytes((tmp_path / "a" / "000.txt").read_bytes())
    report = run(tmp_path / "a", url)
    assert (report.added, report.unchanged) == (1, 1)
    assert_whole(url, 1)


def test_failures_are_named_stored_and_stop_nothing(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    fill(folder, 2)
    (folder / "damaged.txt").write_text("damaged")
    (folder / "bug.txt").write_text("bug")
    (folder / "die.txt").write_text("die")
    (tmp_path / "empty").mkdir()
    steps: list[Step] = []
    report = ingest(
        [tmp_path / "empty", folder, tmp_path / "none.txt"], url, 2, steps.append, extract=fake_extract.extract
    )
    assert report.added == 2
    assert {Path(failure.path).name: failure.reason for failure in report.failures} == {
        "empty": "holds no file that can be read",
        "damaged.txt": "damaged",
        "bug.txt": "failed: ZeroDivisionError: a bug",
        "die.txt": "the process that read it was killed by signal 9",
        "none.txt": "no such file",
    }
    assert [step.done for step in steps] == list(range(1, 8))
    assert steps[-1].total == 7
    assert_whole(url, 2)
    with open_store(url) as store:
        stored = {Path(row["path"]).name: row for row in rows(store, FailureRow)}
        (finished,) = rows(store, ExtractionRunRow)
    assert set(stored) == {"empty", "damaged.txt", "bug.txt", "die.txt", "none.txt"}
    assert stored["damaged.txt"]["remedy"] == "send it again"
    assert stored["damaged.txt"]["document_id"] is not None
    assert (finished["outcome"], finished["added"], finished["failed"]) == ("done", 2, 5)

    (folder / "damaged.txt").write_text("có 7 xã\n")
    assert ingest([folder / "damaged.txt"], url, 1, extract=fake_extract.extract).added == 1
    with open_store(url) as store:
        assert "damaged.txt" not in {Path(row["path"]).name for row in rows(store, FailureRow)}


def test_killed_at_any_moment_and_run_again_each_document_is_there_once(store_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    fill(folder, 30, "slow: có {n} xã đạt chuẩn")
    rng = random.Random(7)
    stored = 0
    for _ in range(3):
        program = Program(folder, store_url)
        for _ in range(stored + rng.randrange(1, 5)):
            program.lines.readline()
        time.sleep(rng.uniform(0, 0.06))
        os.killpg(program.pid, signal.SIGKILL)
        assert program.wait() == -signal.SIGKILL
        with open_store(store_url) as store, store.engine.connect() as connection:
            counts = connection.execute(text("SELECT count(*) FROM target GROUP BY document_id")).scalars().all()
        assert set(counts) == {5}
        assert len(counts) > stored
        stored = len(counts)
    assert stored < 30
    assert Program(folder, store_url).wait() == 0
    assert_whole(store_url, 30)
    with open_store(store_url) as store:
        assert len({hit.target.id for hit in search(store, Filter())}) == 150


def _tell() -> None:
    os.write(1, b"done\n")


class Program:
    """An ingestion by two processes, in a process group of its own that tells one line a file."""

    def __init__(self, folder: Path, url: str) -> None:
        read, write = os.pipe()
        self.lines = os.fdopen(read)
        self.pid = os.fork()  # not started anew: importing everything takes longer than all else here
        if self.pid == 0:
            os.setsid()
            os.dup2(write, 1)
            os.close(write)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            status = 1
            try:
                ingest([folder], url, 2, lambda _: _tell(), extract=fake_extract.extract)
                status = 0
            finally:
                os._exit(status)
        os.close(write)

    def wait(self) -> int:
        """The exit status, once no process is left that could still write."""
        self.lines.read()
        self.lines.close()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def test_an_interruption_ends_everything_and_is_written_down(url: str, tmp_path: Path) -> None:
    fill(tmp_path / "a", 100, "slow: có {n} xã đạt chuẩn")
    program = Program(tmp_path / "a", url)
    program.lines.readline()
    os.killpg(program.pid, signal.SIGINT)
    assert program.wait() == 1
    with open_store(url) as store:
        (row,) = rows(store, ExtractionRunRow)
        documents = len(rows(store, DocumentRow))
    assert row["outcome"] == "interrupted"
    assert 0 < documents == row["added"] < 100
    assert_whole(url, documents)


def test_the_processes_end_when_the_writer_is_killed(url: str, tmp_path: Path) -> None:
    fill(tmp_path / "a", 100, "slow: có {n} xã đạt chuẩn")
    program = Program(tmp_path / "a", url)
    program.lines.readline()
    os.kill(program.pid, signal.SIGKILL)
    assert program.wait() == -signal.SIGKILL


def test_a_database_that_cannot_be_used_stops_before_any_work(tmp_path: Path) -> None:
    fill(tmp_path / "a", 1)
    with pytest.raises(StoreError):
        run(tmp_path / "a", f"sqlite:///{tmp_path}/none/x.db")
