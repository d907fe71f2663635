"""A database that cannot be used: one message that says what to do, on the command line, by the API and on pages."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from extractor.serve.app import create_app
from extractor.serve.cli import main
from extractor.store import database
from extractor.store.database import open_store
from extractor.store.repository import Store

COMMANDS = (["targets"], ["due", "--by", "2030-12-31"], ["account", "list"], ["jobs"], ["token", "list"], ["serve"])


@pytest.fixture
def file(served: Store, tmp_path: Path) -> Path:
    """A database that nobody has open."""
    served.close()
    return tmp_path / "served.db"


@pytest.fixture
def holder(file: Path) -> Iterator[sqlite3.Connection]:
    """Another program, which can shut out readers too."""
    connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = DELETE")
    yield connection
    connection.close()


def clients(file: Path) -> Iterator[Any]:
    with open_store(f"sqlite:///{file}", busy_seconds=0.1) as store:
        yield TestClient(create_app(store, per_minute=100_000), raise_server_exceptions=False)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("what", ["newer", "missing", "no database", "folder", "cut off", "held"])
def test_a_command_says_in_a_line_what_to_do(
    file: Path, what: str, command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {
        "newer": "was made by a newer version of chitieu, revision 9999 (update chitieu)",
        "missing": "there is no database here (chitieu ingest makes one; --db names another)",
        "no database": "not a usable SQLite database (name another file, or restore a copy)",
        "folder": "is a folder (name a file in it)",
        "cut off": "not a usable SQLite database (name another file, or restore a copy)",
        "held": "locked by another program (wait until it is done, or stop it)",
    }[what]
    connection = sqlite3.connect(file, isolation_level=None)
    if what == "newer":
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    if what == "held":
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        quick = functools.partial(open_store, busy_seconds=0.05)
        monkeypatch.setattr(database, "open_store", lambda url, *, create=True, **_: quick(url, create=create))
    else:
        connection.close()
    if what == "missing":
        file.unlink()
    if what == "no database":
        file.write_text("không phải cơ sở dữ liệu " * 100)
    if what == "folder":
        file.unlink()
        file.mkdir()
    if what == "cut off":
        file.write_bytes(file.read_bytes()[:60_000])
    before = sorted(file.parent.rglob("*"))
    assert main([*command, "--db", f"sqlite:///{file}"]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"chitieu: sqlite:///{file}: {said}\n")
    if what in ("missing", "folder"):
        assert sorted(file.parent.rglob("*")) == before
    connection.close()


def test_a_server_says_that_the_database_is_locked_and_goes_on_afterwards(
    file: Path, holder: sqlite3.Connection
) -> None:
    for client in clients(file):
        assert client.get("/api/v1/targets").status_code == 200
        holder.execute("BEGIN EXCLUSIVE")
        for path in ("/api/v1/targets", "/api/v1/facets?year=2025", "/api/v1/export", "/health", "/metrics"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5"), path
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["detail"] == "locked by another program (wait until it is done, or stop it)"
        for path in ("/", "/?province=Lào+Cai", "/due", "/export", "/review", "/intake", "/login"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5"), path
            assert answer.headers["content-type"].startswith("text/html")
            assert "Cơ sở dữ liệu đang bị một chương trình khác giữ. Hãy tải lại trang sau vài giây." in answer.text
            assert str(file) not in answer.text
        english = client.get("/", headers={"Cookie": "language=en"})
        assert "Load this page again in a few seconds" in english.text
        assert client.head("/").status_code == 503
        holder.execute("ROLLBACK")
        assert client.get("/").status_code == client.get("/health").status_code == 200


def test_readers_go_on_while_somebody_writes(file: Path) -> None:
    writer = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    for client in clients(file):
        writer.execute("BEGIN IMMEDIATE")
        for path in ("/", "/api/v1/targets", "/health", "/intake", "/login", "/due"):
            assert client.get(path).status_code == 200, path
        writer.execute("ROLLBACK")
    writer.close()


def test_a_database_that_is_damaged_while_it_is_served(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    for client in clients(file):
        assert client.get("/api/v1/facets").status_code == 200
        data = file.read_bytes()
        file.write_bytes(data[:100] + b"\xff" * (len(data) - 100))
        answer = client.get("/api/v1/targets?province=Lào+Cai&text=xã")
        assert (answer.status_code, answer.json()["status"]) == (503, 503)
        assert "not a usable SQLite database" in answer.json()["detail"]
        page = client.get("/?text=hộ+nghèo")
        assert page.status_code == 503
        assert "nhật ký máy chủ ghi rõ lý do" in page.text
        assert str(file) in caplog.text  # the operator is told which


def test_pages_that_do_not_exist_are_pages(file: Path) -> None:
    for client in clients(file):
        assert "Không có trang này" in client.get("/nothing").text
        assert client.get("/api/v1/nothing").json()["title"] == "There is no such thing"
        assert client.get("/static/nothing.css").headers["content-type"] == "application/problem+json"
