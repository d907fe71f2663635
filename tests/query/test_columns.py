"""Columns in memory are those of the database, read from files where nothing has changed, and never from old ones."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import select

from extractor.query import columns
from extractor.query.columns import columns_of, folder_of
from extractor.query.condition import ENTRY
from extractor.query.filter import Filter
from extractor.query.memory import Memory
from extractor.store.database import open_store
from extractor.store.repository import Store

from .conftest import by, record

Put = Callable[..., Any]


@pytest.fixture(autouse=True)
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "LEAST_ROWS", 1)


def fill(store: Store, put: Put, name: str = "a.txt") -> None:
    lines = [
        record(f"Năm {year} có {year} xã", f"{year} xã", "count", str(year), due=by(year)) for year in (2024, 2025)
    ]
    put(store, name, [*lines, record("Hoàn thành đề án", "Hoàn thành", "milestone", None)], province="Lào Cai")


def test_columns_hold_what_the_database_holds(store: Store, put: Put) -> None:
    fill(store, put)
    read = columns_of(store)
    assert read is not None
    for column in ENTRY.c:
        if column.name != "target_id":
            expected = [row[column.name] for row in store.rows(select(column).order_by(ENTRY.c.seq))]
            found = [None if math.isnan(value) else value for value in read[1][column.name].tolist()]
            assert found == expected, column.name
    assert columns_of(store, read[0]) is None, "nothing has changed"


def test_a_second_server_reads_files_and_a_change_makes_new_ones(
    sqlite_store: Store, put: Put, monkeypatch: Any
) -> None:
    fill(sqlite_store, put)
    first = columns_of(sqlite_store)
    folder = folder_of(sqlite_store)
    assert first is not None
    assert folder is not None
    assert [one.name for one in folder.iterdir()] == [first[0]]
    with monkeypatch.context() as patch:
        patch.setattr(columns, "_read", None)  # reading the database would fail
        again = columns_of(sqlite_store)
    assert again is not None
    assert all(np.array_equal(first[1][name], again[1][name], equal_nan=True) for name in first[1])
    fill(sqlite_store, put, "b.txt")
    newer = columns_of(sqlite_store)
    assert newer is not None
    assert len(newer[1]["seq"]) == 6
    assert [one.name for one in folder.iterdir()] == [newer[0]]


def test_damaged_files_are_made_again_and_a_folder_in_the_way_stops_nothing(sqlite_store: Store, put: Put) -> None:
    fill(sqlite_store, put)
    first = columns_of(sqlite_store)
    folder = folder_of(sqlite_store)
    assert first is not None
    assert folder is not None
    (folder / first[0] / "seq.npy").write_bytes(b"no array")
    again = columns_of(sqlite_store)
    assert again is not None
    assert again[1]["seq"].tolist() == first[1]["seq"].tolist()
    shutil.rmtree(folder)
    folder.write_text("in the way", "utf-8")
    assert Memory(sqlite_store).number(Filter()) == 3


def test_a_copy_that_went_its_own_way_is_another_state(tmp_path: Path, put: Put) -> None:
    """As many changes and as many records, but others: what was read of one is not taken for the other."""
    states = []
    with open_store(f"sqlite:///{tmp_path / 'x.db'}") as store:
        fill(store, put)
    shutil.copy(tmp_path / "x.db", tmp_path / "copy.db")
    for name in ("x.db", "copy.db"):
        with open_store(f"sqlite:///{tmp_path / name}") as store:
            fill(store, put, f"{name}.txt")
            read = columns_of(store)
            assert read is not None
            states.append(read[0])
    assert states[0] != states[1]
