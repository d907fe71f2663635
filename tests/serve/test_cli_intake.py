"""The commands of the intake as a user types them: what they print, and with which status they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.intake.jobs import counted
from extractor.serve.cli import main
from extractor.store.database import open_store

PROGRAM = [sys.executable, "-m", "extractor.serve.cli"]
PLAN = "KẾ HOẠCH\nĐến năm 2025 có {} xã đạt chuẩn nông thôn mới.\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a folder to watch, in which lie a good file and a broken one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHITIEU_DB", f"sqlite:///{tmp_path / 'x.db'}")
    (tmp_path / "đến").mkdir()
    (tmp_path / "đến" / "kh.txt").write_text(PLAN.format(12), "utf-8")
    (tmp_path / "đến" / "hỏng.pdf").write_bytes(b"%PDF-1.4 cut off")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    out = capsys.readouterr()
    return status, out.out, out.err


def test_from_the_folder_to_the_backup(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    watched = ["watch", "đến", "--once", "--settle", "0.01", "--workers", "1", "--log", "log.jsonl"]
    status, _, err = run(capsys, *watched)
    assert (status, err) == (1, "1 added, 0 replaced, 0 unchanged, 1 failed; 1 records written\n")
    lines = [json.loads(line) for line in (place / "log.jsonl").read_text("utf-8").splitlines()]
    stored = next(line for line in lines if line["event"] == "stored")
    assert len(stored["document_id"]) == 64
    assert (place / "x.db.originals" / stored["document_id"][:2]).is_dir()

    status, out, _ = run(capsys, "jobs")
    assert status == 0
    first, second = out.splitlines()
    assert first == "1 done, 1 failed"
    assert "đến/hỏng.pdf: a damaged or truncated PDF (send the file again)" in second
    status, out, _ = run(capsys, "jobs", "show", second.split()[0])
    assert "attempts      1" in out.splitlines()

    (place / "đến" / "hỏng.pdf").unlink()
    assert run(capsys, "jobs", "retry", "--failed")[2] == "1 jobs wait again\n"
    status, _, err = run(capsys, "jobs", "run", "--once", "--workers", "1", "--log", "log.jsonl")
    assert (status, err.split(";")[0]) == (1, "0 added, 0 replaced, 0 unchanged, 1 failed")

    assert "kh.txt  (alone)" in run(capsys, "works")[1]
    assert run(capsys, "backup", "sao lưu")[2] == "1 documents, 1 targets, 2 originals: checked\n"
    assert run(capsys, "restore", "sao lưu")[0] == 1
    assert run(capsys, "restore", "sao lưu", "--db", "sqlite:///y.db")[0] == 0
    assert (place / "y.db.originals").is_dir()


def test_sources_are_added_listed_and_removed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "feed", "add", "lao-cai", "https://x.vn/rss", "--every", "30m")[0] == 0
    assert run(capsys, "feed")[1].splitlines()[0] == "lao-cai  feed every 30m  https://x.vn/rss"
    status, _, err = run(capsys, "feed", "add", "y", "https://x.vn/", "--form", "page")
    assert (status, "--links" in err) == (1, True)
    assert run(capsys, "feed", "add", "y", "https://x.vn/", "--every", "soon")[0] == 1
    assert run(capsys, "feed", "remove", "lao-cai")[0] == 0
    assert run(capsys, "feed", "remove", "lao-cai")[0] == 1


def test_wrong_usage_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "feed", "list")
    with open_store(os.environ["CHITIEU_DB"]):
        pass
    assert run(capsys, "jobs", "retry")[0] == 2
    assert "no such job" in run(capsys, "jobs", "show", "zz")[2]
    status, _, err = run(capsys, "watch", "không có", "--once", "--log", "log.jsonl")
    assert (status, "no such folder" in err) == (1, True)
    (place / "rules.toml").write_text("[[rule]]\npriority = 1\n")
    status, _, err = run(capsys, "watch", "đến", "--once", "--rules", "rules.toml")
    assert (status, "rules.toml: rule.0.name" in err) == (1, True)


def test_a_watch_ends_cleanly_when_it_is_asked_to(place: Path) -> None:
    url = os.environ["CHITIEU_DB"]
    program = subprocess.Popen([*PROGRAM, "watch", "đến", "--settle", "0.01", "--log", "log.jsonl", "--workers", "1"])
    end = time.monotonic() + 90
    done = False
    while not done and time.monotonic() < end:
        time.sleep(0.2)
        if (place / "log.jsonl").exists():
            done = '"stored"' in (place / "log.jsonl").read_text("utf-8")
    program.send_signal(signal.SIGTERM)
    assert program.wait(30) == 0
    with open_store(url) as store:
        found = counted(store)
        (outcome,) = [row["outcome"] for row in store.rows(runs())]
    assert found.get("running", 0) == 0
    assert found["done"] == 1
    assert outcome == "interrupted"


def runs() -> object:
    from sqlalchemy import select

    from extractor.store.reference_tables import ExtractionRunRow
    from extractor.store.repository import table

    return select(table(ExtractionRunRow))
