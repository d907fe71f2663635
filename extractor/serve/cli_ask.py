"""The commands that ask more than which records there are: series, due, result, allocation, total."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Literal

import click

from extractor.serve.cli_store import db_option
from extractor.serve.cli_targets import filter_options, read_filter, usage

if TYPE_CHECKING:
    from extractor.query.series import Point, Series
    from extractor.store.repository import Store

DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """The database of a command that asks; conditions that make no sense are wrong usage."""
    from extractor.store.database import open_store

    with open_store(url, create=False) as store, usage():
        yield store


def _line(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


@click.command(
    epilog="""\b
Examples:
  chitieu series 0a1b2c3d4e5f
  chitieu series 0a1b2c3d4e5f --json
"""
)
@click.argument("target_id", metavar="ID")
@db_option
@json_option
@click.option("--move-to", "series", metavar="SERIES", help='Put the record into this series, or with "" into none.')
@click.option("--author", help="Who moves it.")
@click.option("--reason", help="Why it is moved.")
def series(
    url: str, target_id: str, *, as_json: bool, series: str | None, author: str | None, reason: str | None
) -> int:
    """Show what is known of a record's indicator in its place: baseline, goals and results over time.

    Each value has its source and the reason why it belongs here. --move-to corrects a link that is wrong; what a person
    said stays when the document is extracted anew.
    """
    from extractor.query.series import fact_key_of, series_of, to_json
    from extractor.store.index import correct_series

    if (series is None) != (author is None):
        raise click.UsageError("--move-to and --author come together")
    with opened(url) as store:
        if series is not None and author is not None:
            fact = fact_key_of(store, target_id)
            with store.writing() as connection:
                correct_series(connection, fact, series, author, reason)
        found = series_of(store, target_id)
    if found is None:
        click.echo("no series: the record is not stored, or measures nothing that could be compared", err=True)
        return 0
    if as_json:
        _line(to_json(found))
    else:
        _print_series(found)
    return 0


def _print_series(found: Series) -> None:
    where = ", ".join(part for part in (found.place, found.province) if part)
    click.echo(f"{found.name} ({where or 'no place'}), series {found.key!r}")
    for point in found.points:
        click.echo(f"  {point.day or '          '}  {point.role:<8} {_amount(point):>22}  {point.source}: {point.why}")
    for one in found.progress:
        done = f", {one.share:.0%} of the way" if one.share is not None else ""
        left = f", {_value(one.left, one.goal.number.unit)} left" if one.left else ""
        click.echo(f"  goal {_amount(one.goal)} by {one.goal.day}: {one.state}{done}{left}")
    for conflict in found.conflicts:
        values = "; ".join(f"{point.source} {_amount(point)}" for point in conflict.points)
        click.echo(f"  documents disagree on the {conflict.role} of {conflict.day}: {values}")


def _amount(point: Point) -> str:
    sign = "" if point.comparator == "=" else f"{point.comparator} "
    return sign + _value(point.number.value, point.number.unit)


def _number(text: str) -> Decimal:
    """A number as people write it. Raises ``UsageError`` for what is none."""
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > 40:
        raise click.UsageError(f"{text!r} is no number, such as 60 or 90,5")
    return number


def _value(value: Decimal, unit: str) -> str:
    from extractor.core.quantity import plain

    if unit == "1":
        return f"{plain(round(value * 100, 4))}%"
    return f"{plain(round(value, 4))} {unit}".strip()


@click.command(
    epilog="""\b
Examples:
  chitieu due --by 2025-12-31 --province "Lào Cai"
  chitieu due --by 31/12/2025 --body "Sở Y tế" --json
  chitieu due --by 31/12/2025 --group body --limit 200
"""
)
@click.option("--by", "by", type=DAY, required=True, metavar="DAY", help="The last day to look at.")
@click.option("--today", type=DAY, metavar="DAY", help="The day from which overdue is counted; today by default.")
@click.option(
    "--group",
    type=click.Choice(["body", "place"]),
    help="Of each responsible body, or of each place, together, with how much there is.  Example: --group body",
)
@filter_options
@click.option("--limit", type=click.IntRange(1), help="At most so many.  Example: --limit 20")
@db_option
@json_option
def due(
    *,
    url: str,
    by: datetime,
    today: datetime | None,
    group: Literal["body", "place"] | None,
    limit: int | None,
    as_json: bool,
    **filters: Any,
) -> int:
    """List goals and milestones that are due by a day, the earliest first, with what is known of their state.

    The state comes from results in other documents and those entered with chitieu result, else it is "unknown".
    """
    wanted = read_filter(filters)
    from extractor.query.due import due as find
    from extractor.query.due import due_groups

    now = today.date() if today else date.today()
    count = 0
    with opened(url) as store:
        groups = {one.name: one for one in due_groups(store, wanted, by.date(), now, group)} if group else {}
        last: str | None = ""
        for one in find(store, wanted, by.date(), now, limit, group=group):
            count += 1
            if groups and one.group != last and not as_json:
                of, last = groups[one.group], one.group
                click.echo(f"== {of.name or 'none named'}: {of.due} due, the day of {of.passed} has passed")
            target = one.hit.target
            late = "overdue" if one.overdue else ""
            if as_json:
                told: dict[str, Any] = {"day": one.day.isoformat(), "state": one.state, "overdue": one.overdue}
                told |= {"group": one.group} if group else {}
                _line(told | {"target": target.to_json()})
                continue
            who = target.body or one.hit.issuing_body or ""
            where = one.hit.province or ""
            click.echo(f"{one.day}  {one.state:<8} {late:<8} {target.id}  {where}  {who}".rstrip())
            click.echo(f"    {target.subject or ''}: {target.comparator} {target.evidence.quote}".rstrip())
    if not count:
        click.echo("nothing is due", err=True)
    return 0


@click.command(
    epilog="""\b
Examples:
  chitieu result 0a1b2c3d4e5f 58,5 --day 2025-06-30 --source "Báo cáo số 12/BC-SYT" --author lan
"""
)
@click.argument("target_id", metavar="ID")
@click.argument("value", metavar="VALUE")
@click.option("--day", type=DAY, required=True, metavar="DAY", help="The day that the result is of.")
@click.option("--source", required=True, help="Where it is from.")
@click.option("--author", required=True, help="Who enters it.")
@click.option("--note", help="What else should be known.")
@db_option
def result(url: str, target_id: str, value: str, day: datetime, **told: Any) -> int:
    """Enter a result for a target by hand, in the target's own unit; 1 or 0 for a milestone.

    It stands beside what was extracted, with source and author, and changes no record.
    """
    from extractor.query.due import enter_result

    number = _number(value)
    with opened(url) as store:
        click.echo(enter_result(store, target_id, number, day.date(), **told))
    return 0


@click.command(
    epilog="""\b
Examples:
  chitieu reading 0a1b2c3d4e5f --as share
  chitieu reading 0a1b2c3d4e5f --as count --total 125 --json
"""
)
@click.argument("target_id", metavar="ID")
@click.option("--as", "way", type=click.Choice(["share", "count"]), required=True, help="What to read it as.")
@click.option("--total", metavar="VALUE", help="Of how many a percentage is, if not as its document says.")
@db_option
@json_option
def reading(url: str, target_id: str, way: Literal["share", "count"], total: str | None, *, as_json: bool) -> int:
    """Read a record as a share of one or as a count, and say which it was: stated, or reckoned and from what.

    A percentage becomes a count by --total, or by the total that a ratio of its document or place gives for the same
    thing. What cannot be read so is answered with why (status 1).
    """
    from extractor.query.readings import read_as

    number = None
    if total is not None:
        number = _number(total)
    with opened(url) as store:
        found = read_as(store, target_id, way, number)
    if as_json:
        source = found.total_from.target.id if found.total_from else None
        told = {"value": format(found.number.value.normalize(), "f"), "unit": found.number.unit}
        _line(told | {"reading": found.number.reading, "told": found.number.told, "total_from": source})
    else:
        click.echo(f"{_value(found.number.value, found.number.unit)}  ({found.number.reading}: {found.number.told})")
    return 0


@click.command(
    epilog="""\b
Examples:
  chitieu allocation --number 318/QĐ-UBND
  chitieu allocation --province "Nghệ An" --year 2024
"""
)
@filter_options
@db_option
@json_option
def allocation(url: str, as_json: bool, **filters: Any) -> int:
    """Tell whether the figures of districts and communes add up to the province's, document by document."""
    wanted = read_filter(filters)
    from extractor.query.allocation import allocations

    count = 0
    with opened(url) as store:
        for one in allocations(store, wanted):
            count += 1
            first = one.whole or one.parts[0][1]
            name = first.target.subject or first.target.indicator or ""
            source = first.number or first.target.evidence.document
            if as_json:
                parts = [{"place": place, "target": hit.target.to_json()} for place, hit in one.parts]
                _line({"document": source, "subject": name, "adds_up": one.adds_up, "told": one.told, "parts": parts})
                continue
            click.echo(f"{source}: {name}: {one.told}")
            for place, hit in one.parts:
                click.echo(f"    {place:<32} {hit.target.evidence.quote}")
    if not count:
        click.echo("no document divides a figure among places", err=True)
    return 0


@click.command(
    epilog="""\b
Examples:
  chitieu total --number 318/QĐ-UBND --unit "lao động" --status target
  chitieu total --criterion 19.2 --kind ratio --year 2025 --how mean
"""
)
@filter_options
@click.option(
    "--how", type=click.Choice(["sum", "mean"]), default="sum", show_default=True, help="What to make of them."
)
@db_option
def total(url: str, how: Any, **filters: Any) -> int:
    """Add up records of one unit, or take their mean; what cannot be taken together is answered with why (status 1)."""
    wanted = read_filter(filters)
    from extractor.query.numbers import Measured
    from extractor.query.numbers import total as take
    from extractor.query.search import search
    from extractor.store.places import place_of

    with opened(url) as store:
        records = [
            Measured(hit.target, hit.province, place_of(hit.target.scope), hit.number)
            for hit in search(store, wanted, order="stored")
        ]
    found = take(records, how)
    click.echo(f"{_value(found.value, found.unit)}  ({found.told})")
    return 0
