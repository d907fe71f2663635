"""The command that keeps records: ingest."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.serve.cli_read import allow_secret_option

if TYPE_CHECKING:
    from extractor.intake.ingest import Step

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
originals_option = click.option(
    "--originals",
    envvar="CHITIEU_ORIGINALS",
    show_envvar=True,
    metavar="FOLDER",
    help='Where the files themselves are kept, so that pages can be shown; "none" keeps none.  '
    "[default: FILE.originals beside a SQLite FILE]",
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
@originals_option
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Extract on the Dask cluster of this scheduler (tcp://host:8786); this machine writes.",
)
@allow_secret_option
def ingest(
    paths: tuple[Path, ...],
    url: str,
    workers: int,
    *,
    scheduler: str | None,
    originals: str | None,
    allow_secret: bool,
) -> int:
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

        report = run(paths, url, workers, show, allow_secret=allow_secret, originals=originals, scheduler=scheduler)
    click.echo(str(report), err=True)
    return 1 if report.failures else 0
