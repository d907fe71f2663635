"""The command that finds stored records: targets. Its options are the conditions of the one filter."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from extractor.query.filter import FIELDS, FilterError, parse
from extractor.serve.cli_store import db_option

if TYPE_CHECKING:
    from extractor.query.search import Hit

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("table", "jsonl", "csv", "xlsx", "docx", "parquet", "sqlite")
BINARY = frozenset({"xlsx", "docx", "parquet"})
"""Formats that are no text for a terminal."""


def filter_options(command: Command) -> Command:
    """Gives a command an option for every condition of the filter, each explained with an example."""
    for field in reversed(FIELDS):
        told = field.help + (" May be given several times." if field.many else "")
        command = click.option(
            f"--{field.name}",
            field.attribute,
            multiple=field.many,
            metavar=field.metavar or {"day": "DAY", "year": "YEAR", "choice": "|".join(field.choices)}.get(field.form),
            help=f"{told}  Example: --{field.name} {shlex.quote(field.example)}",
        )(command)
    return command


def read_filter(given: dict[str, Any]) -> Any:
    """The filter of a command's options. Raises ``UsageError`` for what makes no sense."""
    names = {field.attribute: field.name for field in FIELDS}
    with usage():
        return parse({names[attribute]: value for attribute, value in given.items()})


@contextmanager
def usage() -> Iterator[None]:
    """A condition that makes no sense is wrong usage: the message names its option."""
    try:
        yield
    except FilterError as error:
        raise click.UsageError(f"--{error}", click.get_current_context()) from error


@click.command(
    epilog="""\b
Examples:
  chitieu targets --province "Lào Cai" --year 2025
  chitieu targets --criterion 19.2 --status target --format xlsx -o an-ninh.xlsx
  chitieu targets --unit "%" --min 90 --text "hộ nghèo" --limit 20
  chitieu targets --province "Lào Cai" --units-on 2025-07-01 --text 'dat chuan "nông thôn mới"'
"""
)
@filter_options
@click.option("--limit", type=click.IntRange(1), help="At most so many.  Example: --limit 20")
@db_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="A table, JSON Lines, CSV, an Excel workbook, a report in Word, Parquet, or a SQLite file.",
)
@click.option("--base-url", metavar="URL", help="Where chitieu serve is reached: exports link each record to its page.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of standard output; it appears whole or not at all.",
)
def targets(
    *, url: str, form: str, output: Path | None, base_url: str | None, limit: int | None, **filters: Any
) -> int:
    """Find stored target records.

    Conditions add up. Records come by document, in the order of its text; with --text those first that hold the words
    exactly as typed. Words with tones mean themselves, words without find both: dat chuan finds đạt chuẩn. Names are
    compared without case and tones. Exports tell their filter, day, version and the share reviewed, CSV and JSON Lines
    in a file NAME.about.json beside them. An Excel sheet holds 1,048,575 records; more go on
    further sheets. Status 0 also when none is found.
    """
    wanted = read_filter(filters)
    from extractor.query.compile import ask
    from extractor.query.search import search
    from extractor.store.database import open_store

    if output is None and (form == "sqlite" or (form in BINARY and sys.stdout.isatty())):
        raise click.UsageError("this format cannot be written to standard output: name a file with -o")
    count = 0
    with open_store(url, create=False) as store, usage():
        for told_of in ask(store, wanted).units():
            click.echo(told_of, err=True)

        def hits() -> Iterator[Hit]:
            nonlocal count
            for hit in search(store, wanted, limit):
                count += 1
                yield hit

        if form == "table":
            _write_table(hits(), output)
        else:
            from extractor.query.about import about
            from extractor.query.export import SHEET_ROWS
            from extractor.serve.writers import write_export

            told = about(store, wanted, limit)
            if form == "xlsx" and told.records > SHEET_ROWS - 1:
                click.echo(
                    f"an Excel sheet holds {SHEET_ROWS - 1:,} records: {told.records:,} go on several sheets", err=True
                )
            write_export(form, hits(), output, told, base_url)
    if not count:
        click.echo("no records found", err=True)
    return 0


def _write_table(hits: Iterator[Hit], output: Path | None) -> None:
    from extractor.serve.output import Found, open_output
    from extractor.serve.table import write_table

    with open_output(output) as stream:
        write_table((Found(hit.target, hit.line) for hit in hits), stream)
