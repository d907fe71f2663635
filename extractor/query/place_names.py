"""Districts and communes with dates: which places a name means on a day, and what went into them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from extractor.query.filter import FilterError
from extractor.query.places import Meant
from extractor.registry import predecessors, successors, units
from extractor.registry.communes import Place, nearest_places, parts_of, places_named, places_on
from extractor.registry.units import REFORM
from extractor.store.folding import province_key

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class MeantPlace:
    """A place that was asked for as of a day: the places named, what they are on that day, and all that counts."""

    name: str
    on: date
    named: tuple[Place, ...]
    then: tuple[Place, ...]
    parts: tuple[Place, ...]

    def by_province(self) -> dict[str, list[Place]]:
        """What counts, by the name of its province at its time."""
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self.parts:
            found[place.province].append(place)
        return found

    def told(self) -> str:
        """What the answer is about, in words: of which date its units are, and which went into them."""
        day = self.on.isoformat()
        then = _listed([f"{place.name} ({place.province})" for place in self.then])
        others = [place.name for place in self.parts if place not in self.then]
        gone = all(not place.on(self.on) for place in self.named)
        told = f"{self.name}, which is on {day}: {then}" if gone else f"{then} as of {day}"
        if others:
            told += f"; with {_listed(others)}"
        if self.on < REFORM:
            told += f" (units as of {date.fromordinal(REFORM.toordinal() - 1).isoformat()}; none earlier are known)"
        return told


def meant_place(name: str, on: date, provinces: tuple[Meant, ...]) -> MeantPlace:
    """The places that a name means on a day, in the provinces given or in the one that has it.

    What has the name on that day goes before what had it at another time. An old name leads to its successors, with
    all that went into them, a new one back to what it was made of. Raises ``FilterError`` for a name that no place
    has, with the nearest ones, and for one that places of several provinces have.
    """
    known = places_named(name)
    if not known:
        near = ", ".join(nearest_places(name)) or "none"
        raise FilterError("place", f"there is no district or commune {name!r} (nearest: {near})")
    if provinces:
        ids = {unit.id for one in provinces for unit in one.parts}
        inside = tuple(place for place in known if ids & _at_any_time(place.province))
        if not inside:
            there = _listed(sorted({place.province for place in known}))
            raise FilterError("place", f"there is no {name!r} in {provinces[0].name} (there is in {there})")
        known = inside
    named = tuple(place for place in known if place.on(on)) or known
    if len({place.province for place in named}) > 1:
        there = _listed(sorted({place.province for place in named}))
        raise FilterError("place", f"{len(named)} places are called {name!r} ({there}); give a province too")
    then = tuple(dict.fromkeys(one for place in named for one in places_on(place, on)))
    parts = dict.fromkeys(part for place in then for part in parts_of(place))
    return MeantPlace(name, on, named, then, tuple({**dict.fromkeys(named), **parts}))


def province_ids(name: str) -> set[str]:
    """The units of a province's name, and what they went into: documents of both speak of its places."""
    same = [unit for unit in units() if province_key(unit.name) == province_key(name)]
    return {one.id for unit in same for one in (unit, *successors(unit))}


def _at_any_time(name: str) -> set[str]:
    return province_ids(name) | {
        one.id for unit in units() if unit.id in province_ids(name) for one in predecessors(unit)
    }


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown
