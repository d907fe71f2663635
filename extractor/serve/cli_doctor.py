"""The command that looks after the installation: doctor."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import click

from extractor import __version__

PACKAGES = (
    "underthesea",
    "spacy",
    "sqlmodel",
    "alembic",
    "pypdfium2",
    "lxml",
    "openpyxl",
    "xlrd",
    "regex",
)
OK, MISSING, NOTE = "ok", "missing", "note"
Finding = tuple[str, str, str]
"""State, what was looked at, and what was found or has to be done."""


@click.command(
    epilog="""\b
Examples:
  chitieu doctor
  chitieu doctor --db postgresql://localhost/chitieu
"""
)
@click.option(
    "--db",
    "url",
    envvar="CHITIEU_DB",
    default="sqlite:///chitieu.db",
    show_default=True,
    metavar="URL",
    help="The database.",
)
def doctor(url: str) -> int:
    """Tell what is installed, which formats can be read and whether the database is up to date.

    What is missing is named with the command that installs it. Status 1 when something that is needed is missing.
    """
    bad = False
    for look in (_program, _packages, _models, _formats, _ocr, lambda: _database(url)):
        for state, what, told in look():
            bad = bad or state == MISSING
            click.echo(f"{state:<8} {what:<22} {told}".rstrip())
    return 1 if bad else 0


def _program() -> Iterator[Finding]:
    import platform

    yield OK, "chitieu", __version__
    yield OK, "python", f"{platform.python_version()} on {platform.platform(terse=True)}"


def _packages() -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version

    for name in PACKAGES:
        try:
            yield OK, name, version(name)
        except PackageNotFoundError:
            yield MISSING, name, f"pip install {name}"


def _models() -> Iterator[Finding]:
    """The trained weights that extraction uses where rules are weak; without them rules work alone."""
    from extractor.ner import has_weights

    for name in ("subject", "status"):
        found = has_weights(name)
        yield (OK if found else NOTE), f"model {name}", "trained" if found else "not there: rules alone; make train"


def _formats() -> Iterator[Finding]:
    from extractor.reading import READERS

    for reader in READERS:
        missing = reader.missing() if reader.missing else ""
        endings = " ".join(reader.suffixes)
        yield (
            (NOTE, f"reads {reader.name}", f"{endings}: {missing}")
            if missing
            else (OK, f"reads {reader.name}", endings)
        )


def _ocr() -> Iterator[Finding]:
    """Scans are read by tesseract with the Vietnamese language; everything else works without."""
    import subprocess

    program = shutil.which("tesseract")
    if program is None:
        yield NOTE, "tesseract", "scans cannot be read; apt-get install tesseract-ocr tesseract-ocr-vie"
        return
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 - the program found on the path, fixed arguments
    except (OSError, subprocess.SubprocessError) as error:
        yield NOTE, "tesseract", f"does not run ({error}); apt-get install --reinstall tesseract-ocr"
        return
    yield OK, "tesseract", program
    if "vie" in (told.stdout + told.stderr).split():
        yield OK, "tesseract vie", "Vietnamese"
    else:
        yield NOTE, "tesseract vie", "Vietnamese scans cannot be read; apt-get install tesseract-ocr-vie"


def _database(url: str) -> Iterator[Finding]:
    from extractor.core.errors import StoreError
    from extractor.store.database import revisions, shown

    try:
        current, newest = revisions(url)
    except StoreError as error:
        yield MISSING, "database", str(error)
        return
    origin = " ($CHITIEU_DB)" if os.environ.get("CHITIEU_DB") == url else ""
    if current is None:
        yield OK, "database", f"{shown(url)}{origin} does not exist yet; chitieu ingest makes it"
    elif current == newest:
        yield OK, "database", f"{shown(url)}{origin} is up to date (revision {current})"
    else:
        yield NOTE, "database", f"{shown(url)}{origin} has revision {current}; the next command brings it to {newest}"
