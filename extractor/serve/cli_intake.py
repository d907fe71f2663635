"""The commands of the automatic intake: watch, jobs, works."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from extractor.serve.cli_read import allow_secret_option
from extractor.serve.cli_store import db_option

if TYPE_CHECKING:
    from extractor.intake.desk import Desk
    from extractor.store.repository import Store

Command = TypeVar("Command", bound=Callable[..., Any])

originals_option = click.option(
    "--originals", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
    help="Where original bytes are kept; <database>.originals if it is left out.",
)  # fmt: skip
rules_option = click.option(
    "--rules", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Rules on arrival, a TOML file: priority, reviewers, notices (docs/intake.md).",
)  # fmt: skip
log_option = click.option(
    "--log", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Appends the log, JSON lines, to a file; to standard error if it is left out.",
)  # fmt: skip
workers_option = click.option(
    "--workers", type=click.IntRange(1, 64), metavar="N", show_default="one a processor",
    default=lambda: min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1),
    help="Processes that read and extract.",
)  # fmt: skip


def desk_options(command: Command) -> Command:
    """Gives a command the options of everything that works on the queue."""
    for option in (log_option, allow_secret_option, rules_option, originals_option, workers_option, db_option):
        command = option(command)
    return command


def make_desk(store: Store, given: Mapping[str, Any]) -> Desk:
    """The desk that the options of a command say, its log begun."""
    from extractor.intake.desk import Desk
    from extractor.intake.log import log_to
    from extractor.intake.rules import read_rules
    from extractor.store.originals import needed_originals

    rules = read_rules(given["rules"])
    log_to(given["log"])
    originals = needed_originals(given["url"], given["folder"])
    return Desk(store, originals, given["workers"], rules, given["allow_secret"])


@click.command(
    epilog="""\b
Examples:
  chitieu watch /srv/van-ban-den
  chitieu watch den/ --once --workers 2 --log intake.jsonl
  chitieu watch den/ --db postgresql://kho/chitieu --originals /mnt/kho/originals --rules rules.toml
"""
)
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Ends when nothing is left to do; exit status 1 where something failed.")
@click.option(
    "--every", type=click.FloatRange(0.1), default=5.0, show_default=True, metavar="SECONDS",
    help="How long to wait between two looks into the folders.",
)  # fmt: skip
@click.option(
    "--settle", type=click.FloatRange(0.0), default=2.0, show_default=True, metavar="SECONDS",
    help="How long a file must lie unchanged before it is taken.",
)  # fmt: skip
@desk_options
def watch(folders: tuple[Path, ...], *, once: bool, every: float, settle: float, **given: Any) -> int:
    """Take every file that comes into folders, keep its bytes, extract and store it.

    Goes on where it was ended, also by a power cut. Ctrl+C or SIGTERM ends it cleanly. What failed stays listed:
    chitieu jobs.
    """
    from functools import partial

    from extractor.intake.notices import deliver
    from extractor.intake.watch import Folder, Watch, stopping
    from extractor.store.database import open_store

    with open_store(given["url"]) as store, stopping() as stop:
        desk = make_desk(store, given)
        deliveries = partial(deliver, store, desk.rules)
        try:
            tally = Watch(desk, [Folder(one.resolve(), settle) for one in folders], every, stop, [deliveries]).run(
                once=once
            )
        except OSError as error:
            click.echo(
                f"chitieu: the original bytes cannot be kept: {error} (make room, or name --originals)", err=True
            )
            return 1
    click.echo(str(tally), err=True)
    return 1 if once and tally.failed else 0


class Listing(click.Group):
    """A group that lists where no command is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=Listing,
    epilog="""\b
Examples:
  chitieu jobs
  chitieu jobs list --state failed --state aside
  chitieu jobs show 3f2a
  chitieu jobs retry --failed && chitieu jobs run --once
""",
)
def jobs() -> None:
    """Show the work of the intake, try again what failed, and work on what waits."""


@jobs.command("list")
@click.option(
    "--state", "states", multiple=True,
    type=click.Choice(["waiting", "running", "done", "failed", "aside", "superseded"]),
    help="Only jobs in this state. May be given several times.",
)  # fmt: skip
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="How many, the newest first.")
@db_option
def list_jobs(url: str, states: tuple[str, ...] = (), most: int = 50) -> int:
    """List how many jobs are in which state, and those that failed with the reason and what to do."""
    from extractor.intake.jobs import counted, listed
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        numbers = counted(store)
        click.echo(", ".join(f"{number} {state}" for state, number in sorted(numbers.items())) or "no jobs yet")
        for row in listed(store, states or ("failed", "aside"), most):
            reason = f": {row['reason']}" if row["reason"] else ""
            remedy = f" ({row['remedy']})" if row["remedy"] else ""
            click.echo(f"{row['id'][:8]}  {row['state']:<10}  {row['place']}{reason}{remedy}")
    return 0


@jobs.command("show")
@click.argument("job_id", metavar="ID")
@db_option
def show(url: str, job_id: str) -> int:
    """Show all that is known of a job; ID is the beginning of its id or of the document's SHA-256."""
    from extractor.intake.jobs import ARRIVAL, find_job
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        row = find_job(store, job_id)
        for name, value in row.items():
            if value not in (None, ""):
                click.echo(f"{name:<13} {value}")
        query = ARRIVAL.select().where(ARRIVAL.c.document_id == row["document_id"]).order_by(ARRIVAL.c.arrived_at)
        for arrival in store.rows(query):
            click.echo(
                f"arrived       {arrival['arrived_at']:%Y-%m-%d %H:%M:%S} {arrival['source']} {arrival['place']}"
            )
    return 0


@jobs.command("retry")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--failed", is_flag=True, help="All that failed or were set aside, and no others.")
@db_option
def retry(url: str, ids: tuple[str, ...], failed: bool) -> int:
    """Make jobs wait again; a watch, or chitieu jobs run, does them."""
    from extractor.intake.jobs import Queue, find_job
    from extractor.store.database import open_store

    if failed == bool(ids):
        raise click.UsageError("name jobs, or --failed for all that failed")
    with open_store(url, create=False) as store:
        chosen = None if failed else [str(find_job(store, one)["id"]) for one in ids]
        click.echo(f"{Queue(store).retry(chosen)} jobs wait again", err=True)
    return 0


@jobs.command("run")
@click.option("--once", is_flag=True, help="Ends when no job is due; exit status 1 where something failed.")
@desk_options
def run(*, once: bool, **given: Any) -> int:
    """Work on the jobs that wait, also beside a watch and from several machines over one PostgreSQL database."""
    from functools import partial

    from extractor.intake.notices import deliver
    from extractor.intake.watch import Watch, stopping
    from extractor.store.database import open_store

    with open_store(given["url"]) as store, stopping() as stop:
        desk = make_desk(store, given)
        tally = Watch(desk, [], 1.0, stop, [partial(deliver, store, desk.rules)]).run(once=once)
    click.echo(str(tally), err=True)
    return 1 if once and tally.failed else 0


@click.command(
    epilog="""\b
Examples:
  chitieu works --several
  chitieu works 3f2a9c
"""
)
@click.argument("start", required=False, metavar="[ID]")
@click.option("--several", is_flag=True, help="Only works that came in more than one form.")
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="How many, the newest first.")
@db_option
def works(url: str, start: str | None, several: bool, most: int) -> int:
    """List the works and their forms, the source of record of each marked by "*".

    ID is the beginning of a work's id or of a document's SHA-256.
    """
    from extractor.core.errors import ChiTieuError
    from extractor.intake import works as grouped
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        if start:
            work = grouped.work_of_document(store, start)
            if work is None:
                raise ChiTieuError(f"{start!r}: there is no one such work or document (chitieu works lists them)")
            found = [grouped.forms(store, [work])]
        else:
            found = grouped.works(store, several=several, most=most)
        for members in found:
            first = members[0]
            about = " · ".join(str(part) for part in (first["number"], first["issuing_body"], first["issued"]) if part)
            click.echo(f"{first['work_id'][:12]}  {about or first['title'] or first['subject'] or first['name']}")
            for at, row in enumerate(members):
                alike = f" {row['likeness']:.0%}" if row["likeness"] is not None else ""
                form = grouped.RANKS[row["rank"]]
                click.echo(f"  {'*' if at == 0 else ' '} {form:<7} {row['name']}  ({row['how']}{alike})")
    return 0
