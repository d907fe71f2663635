"""The commands that read documents and keep nothing: extract, text, parse."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from extractor.core.document import RawDocument
    from extractor.serve.output import Found

STDIN = "stdin.txt"
"""The name of the document that is read from standard input."""


def report_failure(path: Path | str, error: Exception) -> None:
    """One line to standard error: name, reason and, where there is one, the remedy."""
    from extractor.core.errors import UnreadableError

    foreseen = isinstance(error, UnreadableError)
    click.echo(str(error) if foreseen else f"{path}: failed: {type(error).__name__}: {error}", err=True)
    if os.environ.get("CHITIEU_DEBUG"):
        import traceback

        traceback.print_exception(error)


def read_stdin(*, allow_secret: bool = False) -> RawDocument:
    """What stands on standard input, read like a file."""
    from extractor.reading import read_bytes

    return read_bytes(sys.stdin.buffer.read(), STDIN, allow_secret=allow_secret)


allow_secret_option = click.option(
    "--allow-secret", is_flag=True, help="Read papers marked MẬT, TỐI MẬT or TUYỆT MẬT too."
)


def _documents(
    paths: tuple[str, ...], allow_secret: bool, failed: Callable[[Path | str, Exception], None]
) -> Iterator[RawDocument]:
    """The documents of all inputs, also those inside archives and messages; "-" is standard input.

    Files are read in a process of their own, so that one that takes too long or too much memory can be given up.
    """
    from extractor.core.errors import UnreadableError
    from extractor.intake.files import find_files
    from extractor.intake.workers import run_all
    from extractor.reading import SUFFIXES, read_each

    if "-" in paths:
        try:
            yield read_stdin(allow_secret=allow_secret)
        except UnreadableError as error:
            failed(STDIN, error)
    files = find_files([Path(path) for path in paths if path != "-"], SUFFIXES, failed)
    for done in run_all(partial(read_each, allow_secret=allow_secret), map(str, files), 1):
        if done.value is None:
            failed(done.job, UnreadableError(done.job, done.reason, done.remedy))
        for part in done.value or ():
            if isinstance(part, UnreadableError):
                failed(part.path, part)
            else:
                yield part


def _found(paths: tuple[str, ...], allow_secret: bool, failures: list[str]) -> Iterator[Found]:
    """The records of all inputs one after the other; what fails is reported and named in ``failures``."""
    from extractor.pipeline import extract_document
    from extractor.serve.output import Found, Lines

    def failed(path: Path | str, error: Exception) -> None:
        failures.append(str(path))
        report_failure(path, error)

    for document in _documents(paths, allow_secret, failed):
        try:
            extraction = extract_document(document)
        except Exception as error:  # noqa: BLE001 - whatever one document does to us, the others are still read
            failed(document.origin or document.name, error)
            continue
        if extraction.skipped:
            click.echo(f"{document.origin or document.name}: {extraction.tell_skipped()}", err=True)
        lines = Lines(extraction.raw.text)
        for target in extraction.targets:
            yield Found(target, lines.of(target.evidence.start))


@click.command(
    epilog="""\b
Examples:
  chitieu extract ke-hoach.pdf | jq -r '[.value, .unit, .subject] | @tsv'
  chitieu extract van-ban/ tin.html --format csv -o chi-tieu.csv
  chitieu extract - --format table < ke-hoach.txt
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "table"]),
    default="jsonl",
    show_default=True,
    help="JSON Lines, comma-separated values, or a table for people.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of standard output; it appears whole or not at all.",
)
@allow_secret_option
def extract(paths: tuple[str, ...], form: str, output: Path | None, allow_secret: bool) -> int:
    """Write the target records of files and folders.

    PATH is a file, a folder (all files in it that can be read), or - for text on standard input. Touches no database.
    """
    from extractor.serve.output import open_output, write_csv, write_jsonl
    from extractor.serve.table import write_table

    failures: list[str] = []
    write = {"jsonl": write_jsonl, "csv": write_csv, "table": write_table}[form]
    with open_output(output) as stream:
        write(_found(paths, allow_secret, failures), stream)
    return 1 if failures else 0


@click.command(
    epilog="""\b
Examples:
  chitieu text ke-hoach.docx > ke-hoach.txt
  chitieu text scan.pdf | sed -n 12p
"""
)
@click.argument("path", metavar="PATH")
@allow_secret_option
def text(path: str, allow_secret: bool) -> int:
    """Print the document text, exactly: the text that offsets point into.

    PATH is a file, or - for standard input.
    """
    from extractor.core.errors import UnreadableError
    from extractor.reading import read

    try:
        raw = read_stdin(allow_secret=allow_secret) if path == "-" else read(path, allow_secret=allow_secret)
    except UnreadableError as error:
        report_failure(path, error)
        return 1
    sys.stdout.write(raw.text)
    return 0


@click.command(
    epilog="""\b
Examples:
  chitieu parse "Đến hết quý II/2025, thu ngân sách đạt 6.800 tỷ đồng"
  echo "chậm nhất trong 30 ngày" | chitieu parse - --date 2025-03-01
"""
)
@click.argument("source", metavar="[TEXT|-]", required=False)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day that the text speaks from, for times such as 'đến nay'.",
)
def parse(source: str | None, day: datetime | None) -> int:
    """Print every number, quantity, time and criterion code of a text, one JSON object a line.

    Offsets are code points of the text in Unicode's composed form (NFC).
    """
    from extractor.grammar.parse import parse as parse_text
    from extractor.grammar.parse import to_json
    from extractor.serve.output import json_line

    if source is None and sys.stdin.isatty():
        raise click.UsageError("give a text, or - and the text on standard input")
    content = read_stdin().text if source in (None, "-") else unicodedata.normalize("NFC", source or "")
    for find in parse_text(content, day.date() if day else None):
        sys.stdout.write(json_line(to_json(find, content)))
    return 0
