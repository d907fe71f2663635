"""Districts and communes with dates: which places a name means on a day, and what went into them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from extractor.query.filter import FilterError
from extractor.query.places import Meant
from extractor.registry import predecessors, successors, units
from extractor.registry.communes import Place, nearest_places, parts_of, place_key, places_named, places_on
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

    def groups(self) -> dict[frozenset[str], list[str]]:
        """The names that count, by the ids of the provinces in whose documents they do.

        A new commune is spoken of in documents of today's provinces alone. An old name is also spoken of there, unless
        a new place that does not count has it now.
        """
        counted = {place_key(place.name) for place in self.parts if not place.old}
        found: dict[frozenset[str], list[str]] = defaultdict(list)
        for place in self.parts:
            before, since = _province_ids(place.province)
            words = place_key(place.name)
            taken = any(
                not one.old and words not in counted and _province_ids(one.province)[1] & since
                for one in places_named(place.name)
            )
            ids = since if not place.old else before if taken else before | since
            found[frozenset(ids)].append(place.name)
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


def _province_ids(name: str) -> tuple[set[str], set[str]]:
    """The units of a province's name until the reform, and those of that name, or what they went into, since."""
    same = [unit for unit in units() if province_key(unit.name) == province_key(name)]
    both = {one.id: one for unit in same for one in (unit, *successors(unit))}
    return ({one.id for one in same if not one.on(REFORM)}, {one.id for one in both.values() if one.on(REFORM)})


def _at_any_time(name: str) -> set[str]:
    before, since = _province_ids(name)
    older = {one.id for unit in units() if unit.id in since for one in predecessors(unit)}
    return before | since | older


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown
