"""National criteria sets for new rural areas, each version with its decision and its years, as far as established.

The tables hold facts only: a gap stays a gap, with its reason. A code is resolved by set, level and day, and one that
is not established is kept and told apart, never dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal, get_args

import regex

from extractor.core.errors import DataError
from extractor.registry.tables import day, holds, read_table
from extractor.registry.units import REFORM

Level = Literal["xa", "huyen", "tinh"]
Established = Literal["all", "criteria", "some", "none"]
"""How much of a version is established: all, the criteria without sub-criteria, some numbers, none."""

_SET_COLUMNS: Final = (
    "set", "level", "title", "decision", "date", "from", "to", "in_force", "count", "established", "gap", "source",
)  # fmt: skip
_CRITERION_COLUMNS: Final = (
    "set", "decision", "number", "name", "level", "levels", "wording", "gap", "source",
)  # fmt: skip
_CODE = regex.compile(r"\d{1,2}(?:\.(?:\d{1,2}|[a-zđ]))?")
_WORDINGS = ("official", "shortened", "described", "")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion ("19") or sub-criterion ("10.2") of one version of a set.

    ``name`` is ``None`` where no source establishes the wording, ``gap`` then says so; ``wording`` tells an official
    name from a shortened one and from a description of a condition. ``level`` is what is to be reached, ``levels`` for
    the groups of communes 1 to 3 where they differ.
    """

    set_id: str
    decision: str
    number: str
    name: str | None
    level: str | None
    levels: tuple[tuple[str, str], ...]
    wording: str
    gap: str | None
    source: str

    @property
    def parent(self) -> str | None:
        """The number of the criterion that a sub-criterion belongs to."""
        return self.number.rpartition(".")[0] or None


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """One version of a national set: its decision and the years that it is for; ``count`` its criteria where known."""

    id: str
    level: Level
    title: str
    decision: str | None
    decided: date | None
    start: date | None
    end: date | None
    in_force: date | None
    count: int | None
    established: Established
    gap: str | None
    source: str
    criteria: tuple[Criterion, ...] = ()

    def on(self, when: date) -> bool:
        """Whether the version is for that day; never where its years are not established."""
        return (self.start is not None or self.end is not None) and holds(self.start, self.end, when)

    def find(self, number: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.number == number), None)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a code means: ``known`` only where a source establishes the number. ``reason`` says why, in words.

    ``parent`` is the criterion above an unknown sub-criterion, where that one is known.
    """

    code: str
    known: bool
    reason: str
    criterion: Criterion | None = None
    version: CriteriaSet | None = None
    parent: Criterion | None = None

    @property
    def set_id(self) -> str | None:
        return self.version.id if self.version else None


def parse_criteria(text: str | None = None) -> tuple[Criterion, ...]:
    """The criteria of a table (of ``criteria.tsv`` by default). Raises ``DataError`` for a row that cannot be."""
    found: dict[tuple[str, str, str], Criterion] = {}
    for number, row in enumerate(read_table("criteria.tsv", _CRITERION_COLUMNS, text), start=2):
        where = f"criteria.tsv:{number}"
        if not _CODE.fullmatch(row["number"]):
            raise DataError(f"{where}: {row['number']!r} is no number of a criterion")
        if not row["name"] and not row["gap"]:
            raise DataError(f"{where}: a criterion without a name gives the reason")
        if not row["source"]:
            raise DataError(f"{where}: a fact has a source")
        if row["wording"] not in _WORDINGS or bool(row["wording"]) != bool(row["name"]):
            raise DataError(f"{where}: no wording {row['wording']!r}")
        identity = (row["set"], row["decision"], row["number"])
        if identity in found:
            raise DataError(f"{where}: {' '.join(identity)} stands twice")
        found[identity] = Criterion(
            row["set"], row["decision"], row["number"], row["name"] or None, row["level"] or None,
            tuple(_levels(where, row["levels"])), row["wording"], row["gap"] or None, row["source"],
        )  # fmt: skip
    for set_id, decision, code in found:
        above = code.rpartition(".")[0]
        if above and (set_id, decision, above) not in found:
            raise DataError(f"criteria.tsv: {set_id} {code} has no criterion {above} above it")
    return tuple(found.values())


def _levels(where: str, cell: str) -> Iterable[tuple[str, str]]:
    for part in filter(None, (piece.strip() for piece in cell.split(";"))):
        group, colon, level = part.partition(":")
        if not colon or group not in ("1", "2", "3"):
            raise DataError(f"{where}: {part!r} is no level of a group")
        yield group, level.strip()


def parse_sets(text: str | None = None, rows: Iterable[Criterion] | None = None) -> tuple[CriteriaSet, ...]:
    """The sets of a table (of ``sets.tsv`` by default) with their criteria.

    Raises ``DataError`` for a level or state that there is none of, years that end before they start, two versions of
    a set for the same day, a set that is not complete and gives no reason, and criteria without a set.
    """
    by_set: dict[tuple[str, str], list[Criterion]] = defaultdict(list)
    for criterion in parse_criteria() if rows is None else rows:
        by_set[criterion.set_id, criterion.decision].append(criterion)
    found: list[CriteriaSet] = []
    for number, row in enumerate(read_table("sets.tsv", _SET_COLUMNS, text), start=2):
        where = f"sets.tsv:{number}"
        if row["level"] not in get_args(Level):
            raise DataError(f"{where}: no level {row['level']!r}")
        if row["established"] not in get_args(Established):
            raise DataError(f"{where}: no state {row['established']!r}")
        if row["established"] != "all" and not row["gap"]:
            raise DataError(f"{where}: what is not complete gives the reason")
        start, end = day("sets.tsv", number, row["from"]), day("sets.tsv", number, row["to"])
        if start and end and end < start:
            raise DataError(f"{where}: ends before it starts")
        new = CriteriaSet(
            row["set"], row["level"], row["title"], row["decision"] or None,  # type: ignore[arg-type] # checked above
            day("sets.tsv", number, row["date"]), start, end, day("sets.tsv", number, row["in_force"]),
            int(row["count"]) if row["count"] else None, row["established"],  # type: ignore[arg-type] # checked above
            row["gap"] or None, row["source"], tuple(by_set.pop((row["set"], row["decision"]), ())),
        )  # fmt: skip
        if any(other.id == new.id and start and (other.on(start) or (end and other.on(end))) for other in found):
            raise DataError(f"{where}: two versions of {new.id} for the same day")
        top = sum(1 for criterion in new.criteria if criterion.parent is None)
        if new.established in ("all", "criteria") and top != new.count:
            raise DataError(f"{where}: {top} criteria of {new.count}")
        found.append(new)
    if by_set:
        raise DataError(f"criteria.tsv: no set {' '.join(next(iter(by_set)))}")
    return tuple(found)


@cache
def sets() -> tuple[CriteriaSet, ...]:
    """All versions of all sets, in the order of the table."""
    return parse_sets()


def versions(set_id: str) -> tuple[CriteriaSet, ...]:
    """The versions of a set, the oldest first, those without established years last."""
    return tuple(sorted((s for s in sets() if s.id == set_id), key=lambda s: s.start or date.max))


def criteria(set_id: str, on: date) -> tuple[Criterion, ...]:
    """The established criteria of the version of a set for a day; empty where there is none, or nothing of it."""
    return next((version.criteria for version in versions(set_id) if version.on(on)), ())


def resolve(
    code: str,
    *,
    set_hint: str | None = None,
    level: Level | None = None,
    on: date | None = None,
) -> Resolution:
    """What a code means in the set that the text names, else in the plain set of a level, on a day.

    ``on`` is a day of the document's period. Never raises for a code: one that is not established comes back with
    ``known`` false and the reason, and with the version and the criterion above it where those are known.
    """
    if not _CODE.fullmatch(code):
        return Resolution(code, False, "not the number of a criterion")
    set_id = set_hint or (f"{level}-ntm" if level else None)
    if set_id is None:
        return Resolution(code, False, "neither the set nor the level is named")
    candidates = versions(set_id)
    if not candidates:
        return Resolution(code, False, f"no set {set_id}")
    version = _version(candidates, on)
    if version is None:
        if on is None:
            return Resolution(code, False, f"{set_id} has {len(candidates)} versions and the document no period")
        if candidates[0].level == "huyen" and on >= REFORM:
            return Resolution(code, False, f"no district level, and so no district set, since {REFORM.isoformat()}")
        return Resolution(code, False, f"no version of {set_id} is established for {on.isoformat()}")
    criterion = version.find(code)
    if criterion is not None:
        reason = f"{version.decision}" + (f"; {criterion.gap}" if criterion.gap else "")
        if version.level == "huyen" and on is not None and on >= REFORM:
            reason += f"; no district level since {REFORM.isoformat()}"
        return Resolution(code, True, reason, criterion, version)
    head = code.partition(".")[0]
    parent = version.find(head) if head != code else None
    if version.established == "all" or (
        version.established == "criteria" and head.isdigit() and not 1 <= int(head) <= (version.count or 0)
    ):
        reason = f"{version.decision} has no {code} in {set_id}"
    else:
        reason = f"{version.decision or set_id}: {version.gap}"
    return Resolution(code, False, reason, None, version, parent)


def _version(candidates: tuple[CriteriaSet, ...], on: date | None) -> CriteriaSet | None:
    if on is None:
        return candidates[0] if len(candidates) == 1 else None
    return next((version for version in candidates if version.on(on)), None)
