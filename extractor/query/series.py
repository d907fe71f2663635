"""Target against result: all that is known of one thing measured in one place, over time.

Records belong together when they have the same subject, base unit, criteria and kind of change, and speak of the same
province and place. Each point says why it is there; a person can move it (``store.index.correct_series``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import and_, select

from extractor.core.errors import ChiTieuError
from extractor.query.condition import ENTRY
from extractor.query.figures import Figure, figures_where
from extractor.query.numbers import Comparable, NotComparableError, Quantity, comparable
from extractor.query.places import same_land
from extractor.store.index import corrected_series
from extractor.store.index_tables import EntryTermRow
from extractor.store.ledger_tables import ReportedResultRow
from extractor.store.repository import Store, table
from extractor.store.tables import TargetRow

_TERM = table(EntryTermRow)
_RESULT = table(ReportedResultRow)
MOST = 2000
"""Points of a series; more are not of one thing."""

Role = Literal["baseline", "target", "result", "entered"]


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a series on a day, where it is from, and why it belongs here. ``entered`` is by a person's hand."""

    role: Role
    day: date | None
    number: Comparable
    comparator: str
    target_id: str
    fact_key: str
    source: str
    why: str
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Points of one role and day in different documents whose values differ."""

    role: Role
    day: date | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a goal is reached: the goal, the last result before or after it, the share done and what is left."""

    goal: Point
    latest: Point | None
    baseline: Point | None
    share: Decimal | None
    left: Decimal | None
    state: Literal["met", "not met", "unknown"]


@dataclass(frozen=True, slots=True)
class Series:
    """One thing measured in one place: its points by day, the progress of each goal, and where documents disagree."""

    key: str
    name: str
    unit: str
    province: str | None
    place: str | None
    points: tuple[Point, ...] = ()
    progress: tuple[Progress, ...] = ()
    conflicts: tuple[Conflict, ...] = field(default=())


def series_of(store: Store, target_id: str) -> Series | None:
    """The series that a record belongs to; ``None`` for an unknown record, and for one that measures nothing."""
    query = select(ENTRY.c.series, ENTRY.c.province, ENTRY.c.place).where(ENTRY.c.target_id == target_id)
    row = next(iter(store.rows(query)), None)
    if row is None or not row["series"]:
        return None
    return series_at(store, row["series"], row["province"], row["place"])


def series_at(store: Store, series: int, province: int, place: int) -> Series:
    """The series of a term at a province and place, by the numbers of their terms."""
    where = ENTRY.c.province.in_(same_province(store, province))
    figures = figures_where(store, and_(ENTRY.c.series == series, where, ENTRY.c.place == place), MOST)
    query = select(_TERM.c.no, _TERM.c.value, _TERM.c.label).where(_TERM.c.no.in_([series, province, place]))
    named = {row["no"]: row for row in store.rows(query)}
    with store.engine.connect() as connection:
        corrected = corrected_series(connection, [figure.fact_key for figure in figures])
    why = f"same subject, unit and criteria ({named[series]['value'].replace('|', ', ')})"
    points = [point for figure in figures for point in _points(figure, why, corrected=figure.fact_key in corrected)]
    points += _entered(store, figures)
    points.sort(key=lambda point: (point.day or date.max, point.role, point.source))
    return Series(
        named[series]["value"],
        named[series]["label"],
        points[0].number.unit if points else "",
        named[province]["label"] if province in named else None,
        named[place]["label"] if place in named else None,
        tuple(points),
        tuple(_progress(points)),
        tuple(_conflicts(points)),
    )


def same_province(store: Store, province: int) -> list[int]:
    """The numbers of the terms that mean the territory of a province's term, under another date as well."""
    value = next((row["value"] for row in store.rows(select(_TERM.c.value).where(_TERM.c.no == province))), None)
    if value is None:
        return [province]
    query = select(_TERM.c.no).where(_TERM.c.field == "province", _TERM.c.value.in_(sorted(same_land(value))))
    return sorted({province, *(row["no"] for row in store.rows(query))})


def reached(comparator: str, value: Decimal, goal: Decimal, *, downwards: bool = False) -> bool:
    """Whether a value meets a goal; an unmarked goal is met from the side that it is approached from."""
    if comparator in ("<=", "<"):
        return value < goal if comparator == "<" else value <= goal
    if comparator == ">":
        return value > goal
    return value <= goal if downwards and comparator != ">=" else value >= goal


def _points(figure: Figure, why: str, *, corrected: bool) -> list[Point]:
    try:
        number = comparable(figure)
    except NotComparableError:
        return []
    why = "put here by a person" if corrected else why
    role: Role = "target" if figure.status == "target" else "result"
    who = (figure.target_id, figure.fact_key, figure.source)
    found = [Point(role, figure.day, number, figure.comparator, *who, why, corrected)]
    baseline = _baseline(figure, number)
    return [*found, baseline] if baseline else found


def _baseline(figure: Figure, number: Comparable) -> Point | None:
    if figure.baseline is None or figure.baseline.value is None or figure.baseline.year is None:
        return None
    value = figure.baseline.value
    if figure.value and figure.kind != "ratio":  # the baseline is in the unit written
        value = value * number.value / figure.value
    told = Comparable(value, number.unit, "stated", "baseline as stated")
    day = date(figure.baseline.year, 12, 31)
    who = (figure.target_id, figure.fact_key, figure.source)
    return Point("baseline", day, told, "=", *who, "baseline of the same record")


def _entered(store: Store, figures: Sequence[Figure]) -> list[Point]:
    by_fact = {figure.fact_key: figure for figure in figures}
    query = select(_RESULT).where(_RESULT.c.fact_key.in_(list(by_fact)))
    found = []
    for row in store.rows(query):
        figure = by_fact[row["fact_key"]]
        number = in_target_unit(figure, row["value"])
        why = f"entered by {row['author']} for the target {figure.target_id}"
        found.append(Point("entered", row["day"], number, "=", figure.target_id, row["fact_key"], row["source"], why))
    return found


def in_target_unit(target: Quantity, value: Decimal) -> Comparable:
    """A value that a person wrote in the unit of a target, as the series compares it."""
    unit = comparable(target).unit
    if target.kind == "ratio" and target.total:
        return Comparable(value / target.total, "1", "share of a ratio", f"{value} of {target.total}")
    if target.value and target.canonical_value is not None:
        value = value * target.canonical_value / target.value
    return Comparable(value, unit, "stated", "entered")


def _progress(points: Sequence[Point]) -> list[Progress]:
    """The progress of each goal; points are sorted by day, those without one last."""
    results = [point for point in points if point.role in ("result", "entered") and point.day is not None]
    starts = [point for point in points if point.role in ("baseline", "result") and point.day is not None]
    result_days = [point.day for point in results if point.day is not None]
    start_days = [point.day for point in starts if point.day is not None]
    baseline = next((place for place, point in enumerate(starts) if point.role == "baseline"), len(starts))
    found = []
    for goal in (point for point in points if point.role == "target"):
        known = len(results) if goal.day is None else bisect_right(result_days, goal.day)
        latest = results[known - 1] if known else None
        start = None
        if latest is not None and latest.day is not None:
            earlier = bisect_left(start_days, latest.day)
            start = starts[baseline if baseline < earlier else 0] if earlier else None
        found.append(_one_progress(goal, latest, start))
    return found


def _one_progress(goal: Point, latest: Point | None, baseline: Point | None) -> Progress:
    if latest is None:
        return Progress(goal, None, baseline, None, None, "unknown")
    wanted, value = goal.number.value, latest.number.value
    start = baseline.number.value if baseline else None
    downwards = goal.comparator in ("<=", "<") or (start is not None and start > wanted)
    met = reached(goal.comparator, value, wanted, downwards=downwards)
    share = None
    if start is not None and wanted != start:
        share = (value - start) / (wanted - start)
    elif start is None and not downwards and wanted:
        share = value / wanted
    left = value - wanted if downwards else wanted - value
    return Progress(goal, latest, baseline, share, max(left, Decimal(0)), "met" if met else "not met")


def _conflicts(points: Sequence[Point]) -> list[Conflict]:
    groups: dict[tuple[Role, date | None], list[Point]] = defaultdict(list)
    for point in points:
        if point.role != "baseline" and point.day is not None:
            groups["result" if point.role == "entered" else point.role, point.day].append(point)
    return [
        Conflict(role, day, tuple(group))
        for (role, day), group in groups.items()
        if len({point.number.value for point in group}) > 1 and len({point.source for point in group}) > 1
    ]


def to_json(series: Series) -> dict[str, Any]:
    """A series as the API and the exports give it: decimals as plain strings, days as ISO dates."""

    made: dict[int, dict[str, Any]] = {}

    def point(one: Point | None) -> dict[str, Any] | None:
        """A point; the same one stands among the points, in the progress of goals and in conflicts."""
        if one is None:
            return None
        if id(one) not in made:
            made[id(one)] = {
                "role": one.role,
                "day": one.day.isoformat() if one.day else None,
                "value": format(one.number.value.normalize(), "f"),
                "unit": one.number.unit,
                "reading": one.number.reading,
                "told": one.number.told,
                "comparator": one.comparator,
                "target_id": one.target_id,
                "source": one.source,
                "why": one.why,
                "corrected": one.corrected,
            }
        return made[id(one)]

    def number(value: Decimal | None) -> str | None:
        return None if value is None else format(round(value, 6).normalize(), "f")

    return {
        "key": series.key,
        "name": series.name,
        "unit": series.unit,
        "province": series.province,
        "place": series.place,
        "points": [point(one) for one in series.points],
        "progress": [
            {
                "goal": point(one.goal),
                "latest": point(one.latest),
                "baseline": point(one.baseline),
                "share": number(one.share),
                "left": number(one.left),
                "state": one.state,
            }
            for one in series.progress
        ],
        "conflicts": [
            {
                "role": one.role,
                "day": one.day.isoformat() if one.day else None,
                "points": [point(part) for part in one.points],
            }
            for one in series.conflicts
        ],
    }


def fact_key_of(store: Store, target_id: str) -> str:
    """The key of the fact that a record states. Raises ``ChiTieuError`` for one that is not stored."""
    targets = table(TargetRow)
    row = next(iter(store.rows(select(targets.c.fact_key).where(targets.c.id == target_id))), None)
    if row is None:
        raise ChiTieuError(f"there is no record {target_id!r} (chitieu targets --format jsonl shows ids)")
    return str(row["fact_key"])
