"""The commands of accounts: what they print, and with which status they end."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from extractor.review import accounts, passwords
from extractor.review.audit import entries
from extractor.serve import process
from extractor.serve.cli import main
from extractor.store.database import open_store

Run = Callable[..., tuple[int, str, str]]
SECRET = "bốn con ngựa ô"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs ``chitieu account`` on a database: its status and what it wrote."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    url = f"sqlite:///{tmp_path / 'x.db'}"
    open_store(url).close()

    def call(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        status = main(["account", arguments[0], "--db", url, *arguments[1:]])
        out, err = capsys.readouterr()
        return status, out, err

    call.url = url  # type: ignore[attr-defined]
    return call


def test_accounts_are_made_listed_changed_and_deactivated(run: Run) -> None:
    assert run("list") == (0, "", "")
    made = run("add", "Nguyễn An", "--role", "admin", "--password-stdin", stdin=f"{SECRET}\r\n")
    assert made == (0, "Nguyễn An  admin\n", "")
    assert run("add", "Bình", "--password-stdin", stdin=SECRET)[0] == 0
    assert run("role", "bình", "lead") == (0, "", "")
    assert run("deactivate", "bình") == (0, "", "")
    assert run("list")[1] == "Bình  lead  (deactivated)\nNguyễn An  admin\n"
    assert run("activate", "bình")[0] == 0
    assert run("password", "bình", "--password-stdin", stdin="năm con mèo mun\n")[0] == 0
    with open_store(run.url) as store:  # type: ignore[attr-defined]
        assert accounts.verify(store, "Nguyễn An", SECRET)
        assert accounts.verify(store, "Bình", SECRET) is None
        assert accounts.verify(store, "Bình", "năm con mèo mun")
        assert {row["who"].partition(":")[0] for row in entries(store).rows} == {"command line"}


def test_a_password_is_asked_for_twice_and_not_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import click.termui

    typed = iter([SECRET, "khác", SECRET, SECRET])
    monkeypatch.setattr(click.termui, "hidden_prompt_func", lambda _: next(typed))
    status, out, err = run("add", "An", "--role", "admin")
    assert (status, out) == (0, "An  admin\n")
    assert "do not match" in err + out
    assert SECRET not in err


@pytest.mark.parametrize(
    ("arguments", "stdin", "status", "told"),
    [
        (("add", "Bình", "--password-stdin"), SECRET, 1, "the first account has to be an admin"),
        (("add", "local", "--role", "admin", "--password-stdin"), SECRET, 1, "cannot name an account"),
        (("add", "An", "--role", "admin", "--password-stdin"), "ngắn\n", 1, "fewer than 12 characters"),
        (("add", "An", "--role", "admin", "--password-stdin"), "", 1, "fewer than 12 characters"),
        (("add", "An", "--role", "chief"), "", 2, "'chief' is not one of"),
        (("role", "ai đó", "lead"), "", 1, "there is no account 'ai đó' (chitieu account list names them)"),
        (("deactivate", "ai đó"), "", 1, "chitieu account list"),
        (("password", "ai đó", "--password-stdin"), SECRET, 1, "chitieu account list"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_with_its_status(
    run: Run, arguments: tuple[str, ...], stdin: str, status: int, told: str
) -> None:
    ended, out, err = run(*arguments, stdin=stdin)
    assert (ended, out) == (status, "")
    assert told in err


def test_the_server_says_who_may_write(run: Run, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    served: list[Any] = []
    monkeypatch.setattr(process, "run", lambda app, *_: served.append(app.state.door))
    url = run.url  # type: ignore[attr-defined]
    assert main(["serve", "--db", url, "--user", "Bình"]) == 0
    assert "no account yet and no login: whoever opens it on this machine works as 'Bình'" in capsys.readouterr().err
    assert main(["serve", "--db", url, "--host", "0.0.0.0", "--private"]) == 0
    assert "nobody can write (chitieu account add NAME --role admin" in capsys.readouterr().err
    run("add", "An", "--role", "admin", "--password-stdin", stdin=SECRET)
    monkeypatch.setenv("CHITIEU_USER", "Chi")
    assert main(["serve", "--db", url]) == 0
    assert "there are accounts: whoever writes logs in" in capsys.readouterr().err
    assert [(door.loopback, door.private, door.local_name) for door in served] == [
        (True, False, "Bình"), (False, True, "local"), (True, False, "Chi"),
    ]  # fmt: skip
