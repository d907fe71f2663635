"""The commands that keep records and find them again: ingest, targets."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.serve.cli_read import allow_secret_option

if TYPE_CHECKING:
    from extractor.intake.ingest import Step

# As in the core, which a test holds them to: making its values takes longer than all else that --help does.
KINDS = ("ratio", "percentage", "count", "money", "measure", "multiple", "milestone", "rank")
STATUSES = ("target", "result")

db_option = click.option(
    "--db",
    "url",
    envvar="CHITIEU_DB",
    default="sqlite:///chitieu.db",
    show_default=True,
    show_envvar=True,
    metavar="URL",
    help="The database, SQLite or PostgreSQL.",
)


@click.command(
    epilog="""\b
Examples:
  chitieu ingest van-ban/
  chitieu ingest ke-hoach.pdf tin.html --db postgresql://localhost/chitieu --workers 4
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@db_option
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=lambda: min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1),
    show_default="one a processor",
    metavar="N",
    help="Processes that read and extract.",
)
@allow_secret_option
def ingest(paths: tuple[Path, ...], url: str, workers: int, allow_secret: bool) -> int:
    """Read, extract and store files and folders.

    The same bytes again change nothing; a newer version of the program replaces what an older one extracted, and leaves
    review decisions as they are. A document is stored whole or not at all.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from extractor.intake.ingest import ingest as run

    console = Console(stderr=True, highlight=False, markup=False)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(step: Step) -> None:
            bar.update(task, completed=step.done, total=step.total, description=step.path.name)
            if step.failure:
                console.print(str(step.failure), soft_wrap=True)

        report = run(paths, url, workers, show, allow_secret=allow_secret)
    click.echo(str(report), err=True)
    return 1 if report.failures else 0


class Number(click.ParamType[Decimal]):
    """A plain decimal; a comma may stand for the decimal point."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            number = Decimal(str(value).replace(",", "."))
        except InvalidOperation:
            self.fail(f"{value!r} is no number", param, ctx)
        if not number.is_finite():
            self.fail(f"{value!r} is no number", param, ctx)
        return number


@click.command(
    epilog="""\b
Examples:
  chitieu targets --province "Lào Cai" --year 2025
  chitieu targets --criterion 19.2 --status target --format xlsx -o an-ninh.xlsx
  chitieu targets --unit "%" --min 90 --text "hộ nghèo" --limit 20
"""
)
@click.option("--province", help="Of documents of this province.")
@click.option("--document", help="Of documents whose name, number or id holds this.")
@click.option("--criterion", metavar="CODE", help="Tied to this criterion, or to one below it: 19 finds 19.2 too.")
@click.option("--set", "criteria_set", metavar="SET", help="Of this criteria set, such as xa-ntm-nang-cao.")
@click.option("--kind", type=click.Choice(KINDS), multiple=True, help="Of this kind; may be given several times.")
@click.option("--status", type=click.Choice(STATUSES), help="Goals, or what has been reached.")
@click.option("--year", type=click.IntRange(1900, 2200), help="Due in this year, or in a period that holds it.")
@click.option("--unit", help="In this unit, as written.")
@click.option("--min", "minimum", type=Number(), metavar="VALUE", help="Of at least this value, in the unit written.")
@click.option("--max", "maximum", type=Number(), metavar="VALUE", help="Of at most this value.")
@click.option("--text", "words", metavar="WORDS", help="Whose sentence, subject or indicator holds these words.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@db_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv", "xlsx"]),
    default="table",
    show_default=True,
    help="A table for people, JSON Lines, comma-separated values, or an Excel workbook.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of standard output; it appears whole or not at all.",
)
def targets(url: str, form: str, output: Path | None, **filters: Any) -> int:
    """Find stored target records.

    Filters add up. Records come by document, in the order of its text. Status 0 also when none is found.
    """
    from extractor.query.search import Filter, search
    from extractor.serve import output as out
    from extractor.serve.table import write_table
    from extractor.store.database import open_store

    wanted = Filter(**filters)
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError("a workbook cannot be shown on a terminal: name a file with -o")
    count = 0
    with open_store(url, create=False) as store, out.open_output(output, binary=form == "xlsx") as stream:

        def rows() -> Iterator[out.Found]:
            nonlocal count
            for hit in search(store, wanted):
                count += 1
                yield out.Found(hit.target, hit.line)

        writers: dict[str, Callable[..., None]] = {
            "table": write_table,
            "jsonl": out.write_jsonl,
            "csv": out.write_csv,
            "xlsx": out.write_xlsx,
        }
        writers[form](rows(), stream)
    if not count:
        click.echo("no records found", err=True)
    return 0
