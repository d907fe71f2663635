"""Districts and communes on either side of 2025-07-01: what went into what when the district level ended.

The lists are those of the package ``vietnam-address-converter``: 696 districts and some 10,000 communes as they were on
the last day before, 3,321 communes since. What was merged or renamed earlier is not in them.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache

import regex

from extractor.registry.units import REFORM, key

KINDS = ("huyện", "thị xã", "thành phố", "quận", "xã", "phường", "thị trấn", "đặc khu")
"""Kinds of places below a province; there are no huyện, thị xã, quận and thị trấn since 2025-07-01."""

_WORD = regex.compile(r"[\p{L}\p{M}]+|\d+")

PlaceKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A district or commune with its kind ("huyện Đô Lương"), its province and district; ``old`` until 2025-06-30."""

    name: str
    province: str
    district: str | None
    old: bool

    def on(self, day: date) -> bool:
        return self.old == (day < REFORM)


@dataclass(frozen=True, slots=True)
class _Lists:
    by_key: dict[PlaceKey, tuple[Place, ...]]
    into: dict[Place, tuple[Place, ...]]
    out_of: dict[Place, tuple[Place, ...]]
    communes: dict[Place, tuple[Place, ...]]


def place_key(name: str) -> PlaceKey:
    """A place's words for comparing: without case, tones where they are put, dashes and leading zeros."""
    words = _WORD.findall(unicodedata.normalize("NFC", name))
    return tuple(part for word in words for part in ((str(int(word)),) if word.isdigit() else key(word)))


def places_named(name: str) -> tuple[Place, ...]:
    """The places of a name on both sides of the reform: without its kind of every kind, without marks of any marks."""
    words = place_key(name)
    found = _lists().by_key.get(words, ())
    return found or (_by_plain_key().get(words, ()) if words == _plain(words) else ())


def places_on(place: Place, day: date) -> tuple[Place, ...]:
    """What a place was, or became, on a day: itself, its successors, or what went into it."""
    if place.on(day):
        return (place,)
    return _lists().into.get(place, ()) if place.old else _lists().out_of.get(place, ())


def parts_of(place: Place) -> tuple[Place, ...]:
    """What is part of a place, itself first: a district's communes; of a commune of today those that went into it."""
    lists = _lists()
    return (place, *(lists.communes.get(place, ()) if place.old else lists.out_of.get(place, ())))


def nearest_places(name: str, count: int = 3) -> list[str]:
    """The names of places that are most like one that is none."""
    names = {" ".join(words): places[0].name for words, places in _lists().by_key.items()}
    found = get_close_matches(" ".join(place_key(name)), names, count, 0.75)
    return list(dict.fromkeys(names[one] for one in found))


@cache
def _lists() -> _Lists:
    from vietnam_address_converter.data import DEFAULT_DATA  # noqa: PLC0415 - ten megabytes, for whoever asks by date

    made: dict[tuple[str, str, str | None, bool], Place] = {}

    def place(name: str, province: str, district: str | None, *, old: bool) -> Place:
        return made.setdefault((name, province, district, old), Place(name, province, district, old))

    into: dict[Place, dict[Place, None]] = defaultdict(dict)
    out_of: dict[Place, dict[Place, None]] = defaultdict(dict)
    communes: dict[Place, dict[Place, None]] = defaultdict(dict)
    for row in DEFAULT_DATA["mapping"]["rows"]:
        before, after = row["old"], row["new"]
        district_name, old_name = _name(before["district_name"]), _name(before["ward_name"])
        old_province = _province(before["province_name"])
        new = place(_name(after["ward_name"]), _province(after["province_name"]), None, old=False)
        parts = []
        if district_name:
            district = place(district_name, old_province, None, old=True)
            parts.append(district)
            if old_name:
                commune = place(old_name, old_province, district_name, old=True)
                parts.append(commune)
                communes[district][commune] = None
                out_of[new][commune] = None
        for part in parts:
            into[part][new] = None
    return _Lists(_by_key(made.values()), _fixed(into), _fixed(out_of), _fixed(communes))


def _by_key(places: Iterable[Place]) -> dict[PlaceKey, tuple[Place, ...]]:
    """Places by their words, with and without their kind."""
    found: dict[PlaceKey, list[Place]] = defaultdict(list)
    for place in places:
        words = place_key(place.name)
        found[words].append(place)
        kind = next((one for one in KINDS if place.name.startswith(f"{one} ")), None)
        bare = words[len(place_key(kind)) :] if kind else words
        if bare and bare != words and not bare[0].isdigit():
            found[bare].append(place)
    return {words: tuple(same) for words, same in found.items()}


@cache
def _by_plain_key() -> dict[PlaceKey, tuple[Place, ...]]:
    """Places by their words without marks, for those who type none."""
    found: dict[PlaceKey, dict[Place, None]] = defaultdict(dict)
    for words, places in _lists().by_key.items():
        found[_plain(words)].update(dict.fromkeys(places))
    return {words: tuple(places) for words, places in found.items()}


def _plain(words: PlaceKey) -> PlaceKey:
    letters = (unicodedata.normalize("NFD", word.replace("đ", "d")) for word in words)
    return tuple("".join(char for char in word if not unicodedata.combining(char)) for word in letters)


def _fixed(found: dict[Place, dict[Place, None]]) -> dict[Place, tuple[Place, ...]]:
    return {place: tuple(others) for place, others in found.items()}


@lru_cache(maxsize=1 << 15)
def _name(text: str) -> str:
    """A name as texts write it: its kind in small letters."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    kind = next((one for one in KINDS if name.lower().startswith(f"{one} ")), None)
    return f"{kind}{name[len(kind) :]}" if kind else name


@cache
def _province(text: str) -> str:
    """A province's name without its kind."""
    return regex.sub(r"^(?:tỉnh|thành phố)\s+", "", " ".join(text.split()), flags=regex.IGNORECASE)
