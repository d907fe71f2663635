"""The columns of the index as arrays: read from the database once, then from files beside it.

Files are named by what they were read from, so that a server starts at once where nothing has changed. They can be
deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from extractor.query.condition import ENTRY
from extractor.store.database import explained
from extractor.store.index_tables import IndexStateRow
from extractor.store.ledger_tables import SeriesCorrectionRow
from extractor.store.reference_tables import ExtractionRunRow
from extractor.store.repository import Store, table

Columns = dict[str, NDArray[Any]]

LEAST_ROWS = 20_000
"""Fewer are read from the database in less than a second, and leave no files."""

_LAYOUT = "1"
"""Grows when the arrays are written another way."""

_WHOLE = frozenset({"seq", "document_seq"})
_PORTION = 50_000
_NAMES = tuple(column.name for column in ENTRY.c if column.name != "target_id")


def columns_of(store: Store, known: str = "") -> tuple[str, Columns] | None:
    """All columns as they are at one moment, whoever writes meanwhile, with a word that names their state.

    ``None`` where that word is ``known``. Arrays of one number a record, in the order of ``seq``: integers, and floats
    with NaN where a column may be empty; they are not to be written to.
    """
    snapshot = {} if store.engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with (
        explained(store.engine.url),
        store.engine.connect().execution_options(**snapshot) as connection,
        connection.begin(),
    ):
        state, rows = _state(connection)
        if state == known:
            return None
        folder = folder_of(store) if rows >= LEAST_ROWS else None
        found = _load(folder / state) if folder else None
        if found is None:
            found = _read(connection, rows)
            if folder:
                _save(folder, state, found)
    return state, found


def folder_of(store: Store) -> Path | None:
    """Where the arrays of a database are kept: beside a SQLite file, and nowhere else."""
    place = store.engine.url
    if place.get_backend_name() != "sqlite" or place.database in (None, "", ":memory:"):
        return None
    return Path(f"{place.database}.columns")


def _state(connection: Connection) -> tuple[str, int]:
    """A word that two states of databases share only where they are one, and the number of rows.

    The number of changes alone would not do: a copy that is restored and goes its own way counts on from there.
    """
    version = connection.execute(select(table(IndexStateRow).c.version)).scalar()
    runs, corrections = table(ExtractionRunRow), table(SeriesCorrectionRow)
    last = connection.execute(select(runs.c.id).order_by(runs.c.started_at.desc(), runs.c.id).limit(1)).scalar()
    moved = connection.execute(
        select(corrections.c.id).order_by(corrections.c.decided_at.desc(), corrections.c.id).limit(1)
    ).scalar()
    rows, highest = connection.execute(select(func.count(), func.max(ENTRY.c.seq)).select_from(ENTRY)).one()
    told = "|".join(map(str, (_LAYOUT, *_NAMES, version, last, moved, rows, highest)))
    return hashlib.sha256(told.encode()).hexdigest()[:32], rows


def _read(connection: Connection, rows: int) -> Columns:
    found: Columns = {}
    for column in ENTRY.c:
        if column.name == "target_id":
            continue
        nullable = column.type.python_type is float or column.nullable
        kind = np.float64 if nullable else np.int64 if column.name in _WHOLE else np.int32
        found[column.name] = np.empty(rows, dtype=kind)
    start = 0
    for portion in _portions(connection):
        # one conversion for all columns: empty ones become NaN, and a seq is far below 2**53
        block = np.array(portion, dtype=np.float64)
        for place, values in enumerate(found.values()):
            values[start : start + len(block)] = block[:, place]
        start += len(block)
    return found


def _portions(connection: Connection) -> Iterator[Sequence[Sequence[Any]]]:
    query = select(*(ENTRY.c[name] for name in _NAMES)).order_by(ENTRY.c.seq)
    if connection.dialect.name == "sqlite":  # its own rows are tuples already
        cursor = connection.connection.cursor()
        cursor.execute(str(query.compile(dialect=connection.dialect)))
        while portion := cursor.fetchmany(_PORTION):
            yield portion
        cursor.close()
        return
    result = connection.execution_options(yield_per=_PORTION).execute(query)
    for rows in result.partitions(_PORTION):
        yield [tuple(row) for row in rows]


def _load(folder: Path) -> Columns | None:
    try:
        return {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in _NAMES}
    except (OSError, ValueError, EOFError):
        return None  # not there, or damaged: it is read from the database


def _save(folder: Path, state: str, columns: Columns) -> None:
    """Writes the arrays where they can be; a folder that cannot be written costs time at the next start, no more."""
    part = None
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        part = Path(tempfile.mkdtemp(".tmp", dir=folder))
        for name, values in columns.items():
            np.save(part / f"{name}.npy", values)
        before = [one for one in folder.iterdir() if one != part]
        if (folder / state).exists():  # a damaged one
            shutil.rmtree(folder / state, ignore_errors=True)
        os.replace(part, folder / state)
        for one in before:
            shutil.rmtree(one, ignore_errors=True)
    if part is not None:
        shutil.rmtree(part, ignore_errors=True)
