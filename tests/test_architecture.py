"""The shape of the project: which room may import which, what is imported when, and how things are named."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "extractor"

HEAVY = (
    "underthesea", "spacy", "sqlalchemy", "sqlmodel", "alembic", "pydantic", "pdfplumber", "pypdfium2", "docx",
    "openpyxl", "trafilatura", "lxml", "rich", "regex", "psycopg", "fastapi", "numpy", "uvicorn", "jinja2",
    "pyarrow", "xlsxwriter", "argon2", "httpx", "feedparser", "prometheus_client", "rensa", "watchfiles", "distributed",
)  # fmt: skip
ROOMS = (
    "core", "lexicon", "registry", "reading", "normalise", "structure", "segment", "grammar", "ner", "link", "store",
    "query", "review", "evaluate", "intake", "serve",
)  # fmt: skip
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "tools", "base", "lib"}


def modules_after(code: str) -> set[str]:
    """The top-level modules that are loaded after some code ran in a fresh interpreter."""
    program = f"{code}\nimport json, sys\nprint(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_rooms_import_only_rooms_to_their_left() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments", [["--help"], ["extract", "--help"], ["targets", "--help"], ["--version"]], ids=" ".join
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    loaded = modules_after(f"from extractor.serve.cli import main; assert main({arguments!r}) == 0")
    assert loaded.isdisjoint(HEAVY)


def test_the_public_face_loads_lazily() -> None:
    assert modules_after("import extractor").isdisjoint(HEAVY)


@pytest.mark.parametrize("room", ["core", "lexicon", "segment", "structure", "normalise", "grammar", "link"])
def test_a_room_that_reads_characters_loads_no_database_and_no_model(room: str) -> None:
    names = [
        f"extractor.{room}.{file.stem}" for file in sorted((PACKAGE / room).glob("*.py")) if file.stem != "__init__"
    ]
    loaded = modules_after("".join(f"import {name}\n" for name in names))
    assert loaded.isdisjoint(
        {"underthesea", "spacy", "sqlalchemy", "sqlmodel", "pdfplumber", "docx", "lxml", "fastapi"}
    )


def test_rooms_are_the_ones_that_were_agreed() -> None:
    found = {path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert found <= set(ROOMS)


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [path for path in PACKAGE.rglob("*.py") if path.stem in VAGUE or path.parent.name in VAGUE]
    parts = [path for path in PACKAGE.rglob("*.py") if path.stem.rpartition("_part")[1]]
    assert vague + parts == []


def test_files_stay_short_enough_to_be_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in PACKAGE.rglob("*.py")
        if "migrations/versions" not in path.as_posix() and (lines := path.read_text("utf-8").count("\n")) > 400
    }
    assert long == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in PACKAGE.rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_silenced_lints_carry_their_reason() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in PACKAGE.rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        for mark in ("# noqa", "# type: ignore")
        if mark in line and not any(sign in line.split(mark, 1)[1] for sign in (" - ", " # "))
    ]
    assert bare == []
