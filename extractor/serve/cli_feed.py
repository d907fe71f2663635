"""The commands of sources on the web: feed add, list, remove, run."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from extractor.serve.cli_intake import Listing, desk_options, make_desk
from extractor.serve.cli_store import db_option

if TYPE_CHECKING:
    from extractor.intake.feeds.run import FeedRun, Runner

_LOOK_SECONDS = 5.0
"""How often the schedule is looked at."""


@click.group(
    cls=Listing,
    epilog="""\b
Examples:
  chitieu feed add lao-cai https://laocai.example.vn/rss/van-ban.rss --every 6h
  chitieu feed add cong-bao https://congbao.example.vn/van-ban --form page --links "table.vb a.ten" \\
      --following "a.trang-sau" --attachments 'a[href$=".pdf"]'
  chitieu feed add hop-thu imaps://van-thu@mail.example.vn/INBOX --every 10m --password-env HOP_THU
  chitieu feed run --once
""",
)
def feed() -> None:
    """Add, list, remove and run sources: feeds, sitemaps and pages on the web, mailboxes."""


@feed.command("add")
@click.argument("name")
@click.argument("address", metavar="URL")
@click.option(
    "--form", type=click.Choice(["feed", "sitemap", "page", "mailbox"]), default="feed", show_default=True,
    help="RSS or Atom, a sitemap, a page that lists links; an imaps:// URL is a mailbox.",
)  # fmt: skip
@click.option("--links", metavar="CSS", help="Of a page: the selector of the links to documents.")
@click.option("--following", metavar="CSS", help="Of a page: the selector of the link to its next page.")
@click.option("--attachments", metavar="CSS", help="The selector of the files that a document's own page links to.")
@click.option("--every", default="6h", show_default=True, metavar="SPAN", help="How often it is asked: 30m, 6h, 1d.")
@click.option(
    "--delay", type=click.FloatRange(0), default=2.0, show_default=True, metavar="SECONDS",
    help="How long to wait between two requests to a host.",
)  # fmt: skip
@click.option("--allow-private", is_flag=True, help="It may lie on this machine or in a private network.")
@click.option(
    "--password-env", "variable", metavar="NAME",
    help="Of a mailbox: the environment variable with its password; CHITIEU_IMAP_PASSWORD if it is left out.",
)  # fmt: skip
@click.option(
    "--password-file", "file", type=click.Path(dir_okay=False), metavar="FILE",
    help="Of a mailbox: the file whose first line is its password.",
)  # fmt: skip
@click.option(
    "--mark-seen", is_flag=True, help="Of a mailbox: marks what was taken as seen; nothing is changed otherwise."
)
@db_option
def add(url: str, name: str, address: str, *, variable: str | None, file: str | None, **given: Any) -> int:
    """Add a source under a name: a URL of the web, or a mailbox (imaps://USER@HOST/FOLDER).

    A mailbox's password is read when the sources are run, and kept nowhere.
    """
    from extractor.intake.feeds import sources
    from extractor.intake.feeds.mailbox_address import password_from
    from extractor.store.database import open_store

    if variable or file:
        given["password_from"] = password_from(variable, file)
    with open_store(url) as store:
        sources.add(store, name, address, **given | {"every": sources.seconds_of(given["every"])})
    click.echo(f"added; chitieu feed run --once {name} asks it now", err=True)
    return 0


@feed.command("list")
@click.option("--failed", is_flag=True, help="Also the links that could not be fetched, with the reason.")
@db_option
def list_feeds(url: str, failed: bool = False) -> int:
    """List the sources: what they gave, when they last answered, what is wrong with them."""
    from extractor.intake.feeds import sources
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        for row in sources.feeds(store):
            success = f"{row['last_success']:%Y-%m-%d %H:%M}" if row["last_success"] else "never"
            numbers = f"{row['done']} fetched, {row['waiting']} waiting, {row['failed']} given up"
            click.echo(f"{row['name']}  {row['form']} every {sources.span_of(row['every'])}  {row['url']}")
            click.echo(f"    {numbers}; last success {success}")
            if row["reason"]:
                click.echo(f"    {row['failures']} times in a row: {row['reason']}")
            for item in sources.failed_items(store, row["name"]) if failed else ():
                click.echo(f"    {item['state']}: {item['url']}: {item['reason']} (tried {item['tries']} times)")
    return 0


@feed.command("remove")
@click.argument("name")
@db_option
def remove(url: str, name: str) -> int:
    """Remove a source; the documents that it gave stay."""
    from extractor.intake.feeds import sources
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        sources.remove(store, name)
    return 0


@feed.command("run")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--once", is_flag=True, help="Asks the named sources (or all) now, works until nothing is left, and ends."
)
@desk_options
def run(names: tuple[str, ...], *, once: bool, **given: Any) -> int:
    """Ask sources for what is new, on their schedule, and extract and store what they give.

    It says who it is, obeys robots.txt, waits between requests, and asks nothing twice that has not changed.
    """
    from extractor.intake.feeds.run import Runner
    from extractor.intake.notices import deliver
    from extractor.intake.watch import stopping
    from extractor.store.database import open_store

    with open_store(given["url"]) as store, stopping() as stop:
        desk = make_desk(store, given)
        runner = Runner(desk, stop)
        report = None
        try:
            if once:
                report = runner.run(names, forced=True)
                while not stop.is_set() and (desk.step(0.5) or desk.busy or desk.queue.is_any_due()):
                    pass
                deliver(store, desk.rules)
            else:
                _forever(runner, names, stop, lambda: deliver(store, desk.rules))
        finally:
            desk.close(outcome="interrupted" if stop.is_set() else "done")
    if report is not None:
        click.echo(str(report), err=True)
    click.echo(str(desk.tally), err=True)
    return 1 if once and (desk.tally.failed or (report and report.failed)) else 0


def _forever(runner: Runner, names: tuple[str, ...], stop: threading.Event, tick: Callable[[], object]) -> None:
    import logging
    import time

    from extractor.core.errors import StoreError
    from extractor.intake.feeds.run import ArchiveError
    from extractor.intake.log import tell

    while not stop.is_set():
        try:
            _told(runner.run(names))
            tick()
        except (ArchiveError, StoreError) as error:
            tell("stopped for now", logging.ERROR, reason=str(error))
        end = time.monotonic() + _LOOK_SECONDS
        while not stop.is_set() and (left := end - time.monotonic()) > 0:
            if not runner.desk.step(min(left, 0.5)) and not runner.desk.busy:
                stop.wait(min(left, 0.5))


def _told(report: FeedRun) -> None:
    from extractor.intake.log import tell

    if report.new_links or report.fetched or report.failed:
        tell("asked the sources", new=report.new_links, fetched=report.fetched, failed=len(report.failed))
