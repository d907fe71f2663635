"""Copies a database and its originals into a folder, checks the copy, and brings it back.

The database is copied first, in one consistent state: originals are only ever added, and before the database names
them, so that those copied afterwards are all that it knows, and perhaps newer ones.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, func, inspect, make_url, select

from extractor import __version__
from extractor.core.errors import ChiTieuError
from extractor.intake.jobs import ARRIVAL
from extractor.store.database import open_store, shown
from extractor.store.originals import Originals, needed_originals
from extractor.store.repository import table
from extractor.store.tables import DocumentRow, TargetRow

MANIFEST = "manifest.json"
_SQLITE, _POSTGRES = "database.sqlite", "database.dump"


class BackupError(ChiTieuError):
    """A backup cannot be made, is damaged, or cannot be brought back."""


@dataclass(slots=True)
class Checked:
    """What a check of a backup found: rows by table, originals, and what is wrong."""

    rows: dict[str, int] = field(default_factory=dict)
    originals: int = 0
    faults: list[str] = field(default_factory=list)


def backup(url: str, folder: Path, originals: Path | None = None) -> Checked:
    """Copies a database and its originals into a folder, and checks the copy.

    A folder that holds an older backup is brought up to date: originals that are there already are not copied again.
    Raises ``BackupError``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise BackupError(f"{folder}: holds something else than a backup (name an empty folder)")
    with open_store(url, create=False) as store:
        rows = _rows(store)
    place = make_url(url)
    sqlite = place.get_backend_name() == "sqlite"
    name = _SQLITE if sqlite else _POSTGRES
    part = folder / f".{name}.part"
    if sqlite:
        _copy_sqlite(Path(str(place.database)), part)
        rows = _rows_of_file(part)
    else:
        _run(["pg_dump", "--format=custom", "--no-owner", f"--file={part}", _libpq(place)], place)
    kept = _copy_originals(needed_originals(url, originals), Originals(folder / "originals"))
    manifest = {
        "made": datetime.now(UTC).isoformat(),
        "version": __version__,
        "database": name,
        "sha256": _sha256(part),
        "rows": rows,
        "originals": kept,
    }
    part.replace(folder / name)
    _write_whole(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
    checked = check(folder)
    if checked.faults:
        raise BackupError(f"{folder}: the copy is not good: {'; '.join(checked.faults[:5])}")
    return checked


def check(folder: Path) -> Checked:
    """Reads a backup through: the database's bytes and rows, and every original. Raises ``BackupError`` for none."""
    manifest = _manifest(folder)
    found = Checked(rows=dict(manifest["rows"]))
    file = folder / manifest["database"]
    if not file.is_file() or _sha256(file) != manifest["sha256"]:
        found.faults.append(f"{file.name} is missing or was changed")
    elif file.name == _SQLITE:
        rows = _rows_of_file(file, found.faults)
        if rows != found.rows:
            found.faults.append(f"{file.name} holds {rows}, and the manifest says {found.rows}")
    elif shutil.which("pg_restore"):
        done = subprocess.run(["pg_restore", "--list", str(file)], check=False, capture_output=True, text=True)  # noqa: S603, S607 - a program of the system, no shell
        if done.returncode:
            found.faults.append(f"{file.name}: {done.stderr.strip()}")
    originals = Originals(folder / "originals")
    for key in originals:
        found.originals += 1
        if not originals.is_intact(key):
            found.faults.append(f"the original {key} was changed")
    if found.originals < manifest["originals"]:
        found.faults.append(f"{manifest['originals'] - found.originals} originals are missing")
    return found


def restore(folder: Path, url: str, originals: Path | None = None, *, replace: bool = False) -> Checked:
    """Brings a backup back, after it has been checked; a database that is not empty only with ``replace``.

    Raises ``BackupError`` for a backup with faults, before anything is touched.
    """
    checked = check(folder)
    if checked.faults:
        raise BackupError(f"{folder}: not brought back, for it is damaged: {'; '.join(checked.faults[:5])}")
    manifest, place = _manifest(folder), make_url(url)
    sqlite = place.get_backend_name() == "sqlite"
    if sqlite != (manifest["database"] == _SQLITE):
        raise BackupError(f"{folder}: holds {manifest['database']}, which is no backup for {shown(url)}")
    if sqlite:
        _restore_sqlite(folder / _SQLITE, Path(str(place.database)), replace=replace)
    else:
        _restore_postgres(folder / _POSTGRES, place, replace=replace)
    _copy_originals(Originals(folder / "originals"), needed_originals(url, originals))
    with open_store(url, create=False) as store:
        rows = _rows(store)
    if rows != checked.rows:
        raise BackupError(f"{shown(url)}: holds {rows} now, and the backup had {checked.rows}")
    return checked


def missing_originals(url: str, originals: Path | None = None) -> list[str]:
    """The SHA-256 of bytes that arrived and are not kept, or not intact any more."""
    kept = needed_originals(url, originals)
    with open_store(url, create=False) as store:
        known = [
            row["document_id"]
            for row in store.rows(select(ARRIVAL.c.document_id).where(ARRIVAL.c.stamp != "").distinct())
        ]
    return [key for key in known if not kept.is_intact(key)]


def _copy_sqlite(file: Path, into: Path) -> None:
    """A consistent copy, made while others go on writing."""
    with suppress(FileNotFoundError):
        into.unlink()
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(into)) as target:
        source.backup(target, pages=1024)
        target.execute("PRAGMA journal_mode = DELETE")


def _restore_sqlite(file: Path, place: Path, *, replace: bool) -> None:
    if place.exists() and not replace:
        raise BackupError(f"{place}: there is a database already (--replace puts the backup in its place)")
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(file, part)
        for ending in ("-wal", "-shm"):  # of the old file: they would be played into the new one
            with suppress(FileNotFoundError):
                place.with_name(place.name + ending).unlink()
        part.replace(place)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _restore_postgres(file: Path, place: URL, *, replace: bool) -> None:
    from extractor.store.database import connect  # noqa: PLC0415 - only PostgreSQL is looked at so

    engine = connect(place.render_as_string(hide_password=False))
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
    finally:
        engine.dispose()
    if tables and not replace:
        raise BackupError(f"{shown(str(place))}: the database is not empty (--replace drops what is in it)")
    clean = ["--clean", "--if-exists"] if replace else []
    command = ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", *clean]
    _run([*command, f"--dbname={_libpq(place)}", str(file)], place)


def _run(command: Sequence[str], place: URL) -> None:
    if shutil.which(command[0]) is None:
        raise BackupError(f"{command[0]} is not installed (apt-get install postgresql-client)")
    around = {**os.environ, **({"PGPASSWORD": str(place.password)} if place.password else {})}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=around)  # noqa: S603 - no shell
    if done.returncode:
        raise BackupError(f"{command[0]}: {done.stderr.strip()[-500:]}")


def _libpq(place: URL) -> str:
    """The URL as PostgreSQL's programs take it; the password goes by the environment, where no list of processes is."""
    return place.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


def _copy_originals(source: Originals, target: Originals) -> int:
    """Copies what is not there, and returns how many originals the source has."""
    number = 0
    for key in source:
        number += 1
        if key not in target:
            with source.path_of(key).open("rb") as file:
                copied, _ = target.put_stream(iter(lambda: file.read(1 << 20), b""))
            if copied != key:
                target.path_of(copied).unlink()
                raise BackupError(f"the original {key} is damaged: its bytes have another SHA-256")
    return number


def _rows(store: Any) -> dict[str, int]:
    with store.engine.connect() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table(row))).scalar_one()
            for name, row in (("document", DocumentRow), ("target", TargetRow))
        }


def _rows_of_file(file: Path, faults: list[str] | None = None) -> dict[str, int]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        told = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if told != "ok" and faults is not None:
            faults.append(f"{file.name}: {told}")
        return {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - names of ours
            for name in ("document", "target")
        }


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BackupError(f"{folder}: no backup ({MANIFEST}: {error})") from error
    return found


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_whole(file: Path, data: bytes) -> None:
    part = file.with_name(f".{file.name}.part")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(file)
