"""Provinces with dates: which stored names a province means, as it was on a day or under any of its names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extractor.query.filter import FilterError
from extractor.registry import Unit, nearest, predecessors, province, successors, units
from extractor.store.folding import bare, province_key


@dataclass(frozen=True, slots=True)
class Meant:
    """A province that was asked for and the units whose documents count for it; ``on`` is the day that it is of."""

    unit: Unit | None
    parts: tuple[Unit, ...]
    on: date | None
    name: str

    def told(self) -> str:
        """What the answer is about, in words: of which date its units are, and which went into them."""
        if self.unit is None:
            return f"{self.name}: no province of the registry"
        if self.on is None:
            return f"{self.unit.name}: under this name at any time"
        parts = ", ".join(f"{part.name} ({_span(part)})" for part in self.parts)
        return f"{self.unit.full_name} as of {self.on.isoformat()}: {parts}"


def meant(name: str, on: date | None = None) -> Meant:
    """The units that a name means.

    Without a day, all units of that name, each in its own time. With a day, the province of that day and everything
    that had become part of it by then: "Lào Cai" on 2025-07-01 has Yên Bái's documents too, on 2024-01-01 not. An old
    name whose province was gone by that day leads to its successor. Raises ``FilterError`` for a name that no province
    ever had, with the nearest ones.
    """
    newest = _province(name)
    if newest is None:
        near = ", ".join(unit.name for unit in nearest(name)) or "none"
        raise FilterError("province", f"there is no province {name!r} (nearest: {near})")
    if on is None:
        same = tuple(unit for unit in units() if province_key(unit.name) == province_key(newest.name))
        return Meant(newest, same, None, name)
    unit = _province(name, on) or _on_day(newest, on)
    if unit is None:
        raise FilterError("units-on", f"no province {name!r} on {on.isoformat()}")
    return Meant(unit, tuple(_with_parts(unit, on)), on, name)


def today(unit_id: str, on: date) -> Unit | None:
    """The unit that one lives on as on a day: Yên Bái is Lào Cai from 2025-07-01 on. ``None`` for an unknown id."""
    unit = next((unit for unit in units() if unit.id == unit_id), None)
    return _on_day(unit, on) if unit else None


def same_land(unit_id: str) -> set[str]:
    """The units that are one territory under another date: Sơn La went on as it was on 2025-07-01, Lào Cai did not."""
    found = {unit_id}
    known = {unit.id: unit for unit in units()}
    waiting = [known[unit_id]] if unit_id in known else []
    while waiting:
        unit = waiting.pop()
        later = [one for one in successors(unit) if len(predecessors(one)) == 1]
        earlier = predecessors(unit) if len(predecessors(unit)) == 1 else ()
        for one in (*later, *earlier):
            if one.id not in found:
                found.add(one.id)
                waiting.append(one)
    return found


def _province(name: str, on: date | None = None) -> Unit | None:
    """A province by its name with or without marks."""
    found = province(name, on)
    if found:
        return found
    key = province_key(name)
    same = [unit for unit in units() if key in (province_key(unit.name), *(bare(alias) for alias in unit.aliases))]
    return (same and max(same, key=lambda unit: unit.end or date.max) and province(same[-1].name, on)) or None


def _on_day(unit: Unit, on: date) -> Unit | None:
    """What a unit was or became on a day, along its successors and back along its own older shapes."""
    for _ in range(10):
        if unit.on(on):
            return unit
        later = unit.end is not None and on > unit.end
        ways = successors(unit) if later else tuple(
            one for one in predecessors(unit) if province_key(one.name) == province_key(unit.name)
        )  # fmt: skip
        if not ways:
            return None
        unit = ways[0]
    return None


def _with_parts(unit: Unit, on: date) -> list[Unit]:
    """A unit, with what went into it before or on that day."""
    found, waiting = [], [unit]
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found.append(one)
            waiting += [part for part in predecessors(one) if part.start is None or part.start <= on]
    return found


def _span(unit: Unit) -> str:
    if unit.start and unit.end:
        return f"{unit.start} to {unit.end}"
    if unit.end:
        return f"until {unit.end}"
    return f"from {unit.start}" if unit.start else "always"
