"""Opens a database, SQLite or PostgreSQL, and brings it to the revision that this program knows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import NullPool

from extractor.core.errors import StoreError
from extractor.store.read_only import may_be_written, reader

if TYPE_CHECKING:
    from alembic.config import Config

    from extractor.store.repository import Store

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 30
"""How long a writer waits for another one."""

_LOCK = 0x0C_41_54_49_45_55
"""The key of PostgreSQL's advisory lock under which migrations run."""


def open_store(url: str, *, create: bool = True, busy_seconds: float = BUSY_SECONDS) -> Store:
    """The store at a URL, with its tables made or brought up to date.

    With ``create=False`` a database that does not exist is an error. Raises ``StoreError`` for one that is missing,
    locked, unreachable, of another program or of a newer version of this one.
    """
    from extractor.store.reference import refresh  # noqa: PLC0415 - these speak of engines, and this makes them
    from extractor.store.repository import Store  # noqa: PLC0415 - likewise

    engine = connect(url, create=create, busy_seconds=busy_seconds)
    try:
        with explained(url):
            migrate(engine)
            store = Store(engine)
            if create:
                refresh(store)
            return store
    except BaseException:
        engine.dispose()
        raise


def revisions(url: str) -> tuple[str | None, str]:
    """The revision of the database (``None`` where there is none yet), and the newest one. Changes nothing."""
    newest = _script().get_current_head() or ""
    place = _parse(url)
    if place.get_backend_name() == "sqlite" and not _file_exists(place):
        return None, newest
    engine = connect(url, create=False)
    try:
        with explained(url), engine.connect() as connection:
            return _checked(connection), newest
    finally:
        engine.dispose()


def shown(url: str) -> str:
    """The URL without its password."""
    return _parse(url).render_as_string(hide_password=True)


def connect(url: str, *, create: bool = True, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine for a URL; nothing is opened yet. Raises ``StoreError`` for a URL that cannot be one of ours."""
    place = _parse(url)
    if place.get_backend_name() == "postgresql":
        engine = create_engine(
            place.set(drivername="postgresql+psycopg"),
            connect_args={"connect_timeout": 10, "options": f"-c lock_timeout={int(busy_seconds * 1000)}"},
            json_serializer=_json,
        )
        event.listen(engine, "handle_error", _explain, retval=True)
        return engine
    if not create and not _file_exists(place):
        raise StoreError(f"{shown(url)}: there is no database here (chitieu ingest makes one; --db names another)")
    if os.path.isdir(str(place.database or "")):
        raise StoreError(f"{shown(url)}: is a folder (name a file in it)")
    engine = _sqlite(place, busy_seconds)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _explain, retval=True)
    return engine


def _sqlite(place: URL, busy_seconds: float) -> Engine:
    file = str(place.database or "")
    if file in ("", ":memory:") or may_be_written(file):
        return create_engine(place, connect_args={"timeout": busy_seconds}, json_serializer=_json)
    if os.path.exists(file) and not os.access(file, os.R_OK):
        raise StoreError(f"{shown(str(place))}: may not be read by this user (check the permissions of the file)")
    engine = create_engine(place, creator=reader(file, busy_seconds), poolclass=NullPool, json_serializer=_json)
    return engine.execution_options(only_read=True)


def _json(value: Any) -> str:
    import json  # noqa: PLC0415 - kept beside its only use

    return json.dumps(value, ensure_ascii=False)


def _parse(url: str) -> URL:
    try:
        place = make_url(url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url)
        backend = place.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{url!r} is no database URL (write sqlite:///FILE or postgresql://HOST/NAME)") from error
    if backend not in ("sqlite", "postgresql"):
        raise StoreError(f"{backend} is not supported (write sqlite:///FILE or postgresql://HOST/NAME)")
    return place


def _file_exists(place: URL) -> bool:
    return place.database in (None, "", ":memory:") or os.path.exists(str(place.database))


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # the driver's own transactions would commit before DDL and start too late
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock at once: a transaction that reads first and writes later could fail in the middle."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that may write: all of it or nothing."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        yield connection


@contextmanager
def explained(url: str | URL) -> Iterator[None]:
    """Turns what a database driver says into a ``StoreError`` with the remedy."""
    try:
        yield
    except DBAPIError as error:
        place = url.render_as_string(hide_password=True) if isinstance(url, URL) else shown(url)
        told = _told(place, error)
        if told is None:
            raise
        raise told from error


def _told(place: str, error: DBAPIError) -> StoreError | None:
    """What a driver's error means for a person; ``None`` where it is a mistake of ours."""
    said = " ".join(str(error.orig).split())
    low = said.lower()
    if "locked" in low or "lock timeout" in low or "busy" in low:
        return StoreError(f"{place}: locked by another program (wait until it is done, or stop it)")
    if any(one in low for one in ("not a database", "malformed", "corrupt", "vtable constructor failed")):
        return StoreError(f"{place}: not a usable SQLite database (name another file, or restore a copy)")
    if "unable to open" in low or "readonly" in low or "read-only" in low:
        return StoreError(f"{place}: cannot be written here (check the folder, its permissions and the file's)")
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return StoreError(f"{place}: {said} (check that the server runs and the URL is right)")
    return None


def _explain(context: ExceptionContext) -> StoreError | None:
    """Every error of a database that cannot be used is a ``StoreError``, whoever asked it."""
    error = context.sqlalchemy_exception
    if context.engine is None or not isinstance(error, DBAPIError):
        return None
    return _told(context.engine.url.render_as_string(hide_password=True), error)


def migrate(engine: Engine) -> None:
    """Brings the database to the newest revision; one process does it, others wait. Raises ``StoreError``."""
    from alembic import command  # noqa: PLC0415 - slow to import

    from extractor.store.index import index_missing  # noqa: PLC0415 - it speaks of engines, and this makes them

    head = _script().get_current_head()
    with engine.connect() as connection:
        if _checked(connection) == head:
            return
        if engine.get_execution_options().get("only_read"):
            place = engine.url.render_as_string(hide_password=True)
            raise StoreError(
                f"{place}: was made by an older version of chitieu and may only be read here"
                " (run any chitieu command once as a user who may write it)"
            )
    _use_wal(engine)
    with writing(engine) as connection:
        one_at_a_time(connection)
        if _checked(connection) != head:  # another process may have been faster
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            index_missing(connection)


def one_at_a_time(connection: Connection) -> None:
    """Until this transaction ends no other process migrates; on SQLite there is one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _use_wal(engine: Engine) -> None:
    """Lets readers go on while one writes; kept in the SQLite file itself."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr] # an open connection
        finally:
            raw.close()


def _checked(connection: Connection) -> str | None:
    """The revision of the database. Refuses one of a newer version of this program, and one of another program."""
    place = connection.engine.url.render_as_string(hide_password=True)
    tables = set(inspect(connection).get_table_names())
    revision = None
    if "alembic_version" in tables:
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision is None:
        if tables & {"document", "target", "sentence"}:
            raise StoreError(f"{place}: holds tables of another program (name another database with --db)")
        return None
    known = {script.revision for script in _script().walk_revisions()}
    if revision not in known:
        raise StoreError(f"{place}: was made by a newer version of chitieu, revision {revision} (update chitieu)")
    return str(revision)


def _config() -> Config:
    from alembic.config import Config  # noqa: PLC0415 - slow to import

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _script() -> Any:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - slow to import

    return ScriptDirectory.from_config(_config())
