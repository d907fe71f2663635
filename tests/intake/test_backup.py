"""A backup is complete and checked, comes back as it was, and a damaged one touches nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.intake.backup import BackupError, backup, check, missing_originals, restore
from extractor.intake.jobs import Arrival, Queue, counted
from extractor.store.database import open_store
from extractor.store.originals import Originals


@pytest.fixture
def url(store_url: str, tmp_path: Path, make_sample: Callable[..., Any]) -> str:
    """A database with a document and two originals."""
    if not store_url.startswith("sqlite") and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed (apt-get install postgresql-client)")
    originals = Originals(tmp_path / "originals")
    with open_store(store_url) as store:
        store.save(make_sample(), "1.0", store.start_run("1.0"))
        for words in (b"one", b"two"):
            key = originals.put(words)
            Queue(store).arrive([Arrival("watch:/den", f"/den/{words!r}", "x", key, 3, "1")])
    return store_url


def test_what_is_lost_comes_back(url: str, tmp_path: Path, make_sample: Callable[..., Any]) -> None:
    made = backup(url, tmp_path / "sao lưu", tmp_path / "originals")
    assert (made.rows, made.originals, made.faults) == ({"document": 1, "target": 5}, 2, [])
    with open_store(url) as store:
        store.save(make_sample("khác.txt", "Khác, 5.\n"), "1.0", store.start_run("1.0"))
    shutil.rmtree(tmp_path / "originals")
    assert len(missing_originals(url, tmp_path / "originals")) == 2
    with pytest.raises(BackupError, match="--replace"):
        restore(tmp_path / "sao lưu", url, tmp_path / "originals")
    restore(tmp_path / "sao lưu", url, tmp_path / "originals", replace=True)
    assert missing_originals(url, tmp_path / "originals") == []
    with open_store(url) as store:
        assert counted(store) == {"waiting": 2}
        assert store.version_of(make_sample().raw.document_id) == "1.0"
        assert store.version_of(make_sample("khác.txt", "Khác, 5.\n").raw.document_id) is None


def test_a_second_backup_copies_only_what_is_new(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    backup(url, folder, tmp_path / "originals")
    kept = Originals(folder / "originals")
    before = {key: kept.path_of(key).stat().st_mtime_ns for key in kept}
    Originals(tmp_path / "originals").put(b"three")
    assert backup(url, folder, tmp_path / "originals").originals == 3
    assert {key: kept.path_of(key).stat().st_mtime_ns for key in before} == before


def test_a_damaged_backup_is_told_and_not_brought_back(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    backup(url, folder, tmp_path / "originals")
    kept = Originals(folder / "originals")
    first, second = kept
    kept.path_of(first).write_bytes(b"changed")
    kept.path_of(second).unlink()
    assert check(folder).faults == [f"the original {first} was changed", "1 originals are missing"]
    database = next(folder.glob("database.*"))
    database.write_bytes(database.read_bytes()[:-1])
    assert f"{database.name} is missing or was changed" in check(folder).faults
    with pytest.raises(BackupError, match="damaged"):
        restore(folder, url, tmp_path / "originals", replace=True)
    with open_store(url) as store:
        assert counted(store) == {"waiting": 2}


def test_a_folder_that_holds_something_else_is_left_alone(url: str, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "thư.txt").write_text("x")
    with pytest.raises(BackupError, match="something else"):
        backup(url, tmp_path / "b", tmp_path / "originals")
    with pytest.raises(BackupError, match="no backup"):
        check(tmp_path / "b")
