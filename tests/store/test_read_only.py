"""A database that may only be read answers, says so when it is written to, and sees what others write."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from extractor.core.errors import StoreError
from extractor.query.filter import Filter
from extractor.query.search import search
from extractor.store import database
from extractor.store.database import open_store
from extractor.store.read_only import may_be_written


@pytest.fixture
def file(tmp_path: Path, make_sample: Any) -> Path:
    """A database with the sample plan, which nobody has open."""
    with open_store(f"sqlite:///{tmp_path / 'x.db'}") as store:
        store.save(make_sample(), "1.0", store.start_run("1.0"))
    return tmp_path / "x.db"


@pytest.fixture
def unwritable(file: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Its URL for somebody without the right to write it; permissions would not stop an administrator."""
    monkeypatch.setattr(database, "may_be_written", lambda _: False)
    return f"sqlite:///{file}"


def test_it_can_be_read_and_nothing_is_made_beside_it(unwritable: str, file: Path) -> None:
    with open_store(unwritable, create=False) as store:
        assert len(list(search(store, Filter(words="ho ngheo")))) == 1
        assert sorted(file.parent.iterdir()) == [file]


def test_writing_is_refused_with_the_remedy(unwritable: str) -> None:
    with (
        open_store(unwritable, create=False) as store,
        pytest.raises(StoreError, match="cannot be written here"),
        store.writing() as connection,
    ):
        connection.execute(text("DELETE FROM target"))


def test_what_somebody_else_writes_is_seen_while_and_after_it_is_open(
    unwritable: str, file: Path, monkeypatch: pytest.MonkeyPatch, make_sample: Any
) -> None:
    with open_store(unwritable, create=False) as reading:
        before = len(list(search(reading, Filter())))
        with monkeypatch.context() as other:
            other.setattr(database, "may_be_written", may_be_written)
            with open_store(f"sqlite:///{file}") as writer:
                writer.save(make_sample("khác.txt", "Khác, 5.\n"), "1.0", writer.start_run("1.0"))
                assert Path(f"{file}-wal").exists()
                assert len(list(search(reading, Filter()))) == 2 * before
        assert not Path(f"{file}-wal").exists()
        assert len(list(search(reading, Filter()))) == 2 * before


def test_an_older_one_is_not_brought_up_to_date_but_named(unwritable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_checked", lambda _: "0001")
    with pytest.raises(StoreError, match="older version of chitieu and may only be read here"):
        open_store(unwritable, create=False)


def test_permissions_are_looked_at(file: Path) -> None:
    assert may_be_written(str(file))
    file.parent.chmod(0o555)
    try:
        if os.access(file.parent, os.W_OK):
            pytest.skip("permissions do not stop this user")
        assert not may_be_written(str(file))
    finally:
        file.parent.chmod(0o755)
