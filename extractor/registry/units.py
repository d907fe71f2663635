"""Provinces with dates: 63 until 2025-06-30, 34 from 2025-07-01 on, and who went into whom.

The same name can mean two territories (Lào Cai before and after), so that a unit is a name with its days. There has
been no district level since 2025-07-01.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache, lru_cache

import regex

from extractor.core.errors import DataError
from extractor.lexicon.places import FAMILY_NAMES, NOT_A_PROVINCE_AFTER
from extractor.registry.tables import day, holds, read_table

REFORM = date(2025, 7, 1)
"""From this day on 34 provinces and no districts."""

_COLUMNS = ("id", "name", "kind", "from", "to", "region", "aliases", "successor")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_KIND_WORDS = (("tỉnh",), ("thành", "phố"), ("tp",), ("thủ", "đô"))
_GAP = regex.compile(r"(?:[\s\u00a0]*+[-–—.][\s\u00a0]*+|[\s\u00a0]++)")
_WORD = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}\p{L}*+")
_BEFORE = regex.compile(r"(?:(?<!\p{L})(\p{L}++)[\s\u00a0]++)?(?<!\p{L})(\p{L}++)\.?+[\s\u00a0]*+$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A province in the shape that it had from ``start`` to ``end`` (either open); ``kind`` tỉnh or thành phố."""

    id: str
    name: str
    kind: str
    start: date | None
    end: date | None
    region: str
    aliases: tuple[str, ...]
    successor: str | None

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}"

    def on(self, when: date) -> bool:
        return holds(self.start, self.end, when)


@lru_cache(maxsize=1 << 14)
def key(name: str) -> tuple[str, ...]:
    """A name's syllables for comparing: lower case, Ð as Đ, the tone moved to the syllable's end ("Hoà" is "Hòa")."""
    text = unicodedata.normalize("NFD", name.replace("\u00d0", "Đ").replace("\u00f0", "đ").lower())
    syllables = []
    for syllable in regex.findall(r"[\p{L}\p{M}]+", text):
        letters, tone = (
            "".join(c for c in syllable if c not in _TONES),
            "".join(c for c in syllable if c in _TONES),
        )
        syllables.append(letters + tone)
    return tuple(syllables)


def parse_units(text: str | None = None) -> tuple[Unit, ...]:
    """The units of a table (of ``units.tsv`` by default). Raises ``DataError`` for ids twice, unknown successors."""
    found: dict[str, Unit] = {}
    for number, row in enumerate(read_table("units.tsv", _COLUMNS, text), start=2):
        if row["kind"] not in ("tỉnh", "thành phố"):
            raise DataError(f"units.tsv:{number}: no kind {row['kind']!r}")
        if not row["id"] or row["id"] in found:
            raise DataError(f"units.tsv:{number}: the id {row['id']!r} is empty or stands twice")
        start, end = day("units.tsv", number, row["from"]), day("units.tsv", number, row["to"])
        if start and end and end < start:
            raise DataError(f"units.tsv:{number}: ends before it starts")
        aliases = tuple(alias for alias in row["aliases"].split("|") if alias)
        found[row["id"]] = Unit(
            row["id"], row["name"], row["kind"], start, end, row["region"], aliases, row["successor"] or None
        )
    for unit in found.values():
        if unit.successor is not None and unit.successor not in found:
            raise DataError(f"units.tsv: {unit.id} goes into {unit.successor!r}, which is not there")
    return tuple(found.values())


@cache
def units() -> tuple[Unit, ...]:
    """All provinces of all times, in the order of the table."""
    return parse_units()


def provinces(on: date) -> tuple[Unit, ...]:
    """The provinces that there were on a day."""
    return tuple(unit for unit in units() if unit.on(on))


@cache
def _by_key() -> dict[tuple[str, ...], tuple[Unit, ...]]:
    found: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
    for unit in units():
        for name in (unit.name, *unit.aliases):
            for form in (key(name), key(name.replace(" ", "").replace(".", ""))):
                if form and unit not in found[form]:
                    found[form].append(unit)
    return {form: tuple(group) for form, group in found.items()}


@cache
def _by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in _by_key():
        found[form[0]].append(form)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in found.items()}


def _choose(group: tuple[Unit, ...], on: date | None) -> Unit | None:
    """The unit of a name that there was on a day; without a day the newest one."""
    if on is None:
        return max(group, key=lambda unit: (unit.end or date.max, unit.start or date.min))
    return next((unit for unit in group if unit.on(on)), None)


def province(name: str, on: date | None = None) -> Unit | None:
    """The province of a name as it is written ("tỉnh Lào Cai", "TP.HCM", "BR-VT"), on a day.

    Without a day the newest one of that name. ``None`` where no province has the name, or none had it on that day.
    """
    form = key(name)
    for words in _KIND_WORDS:
        prefix = tuple(key(" ".join(words)))
        if form[: len(prefix)] == prefix and form[len(prefix) :] in _by_key():
            form = form[len(prefix) :]
            break
    group = _by_key().get(form)
    return _choose(group, on) if group else None


def successors(unit: Unit) -> tuple[Unit, ...]:
    """The province that a unit became part of, or that it lives on as; empty for one that there is today."""
    return tuple(other for other in units() if other.id == unit.successor)


def predecessors(unit: Unit) -> tuple[Unit, ...]:
    """The provinces that a unit was made of, itself in its older shape included."""
    return tuple(other for other in units() if other.successor == unit.id)


_PART_OF_A_NAME = 0.8
"""How alike a name is of which only some words were given."""


def nearest(name: str, n: int = 3) -> tuple[Unit, ...]:
    """The provinces whose names are written most alike, the best first, for names that may be misspelt.

    Names that have less than six tenths of their letters in common are left out, unless they hold all words that were
    given ("Giang"); each name once, its newest unit.
    """
    wanted, words = " ".join(key(name)), _plain(name)
    scores: dict[str, float] = {}
    for unit in units():
        ratio = max(SequenceMatcher(None, wanted, " ".join(key(form))).ratio() for form in (unit.name, unit.full_name))
        if words and words <= _plain(unit.name):  # a part of the name alone
            ratio = max(ratio, _PART_OF_A_NAME)
        scores[unit.name] = max(ratio, scores.get(unit.name, 0.0))
    best = sorted((item for item in scores.items() if item[1] >= 0.6), key=lambda item: (-item[1], item[0]))
    return tuple(found for found in (province(item[0]) for item in best[:n]) if found)


def _plain(name: str) -> set[str]:
    """The syllables of a name without any mark."""
    return {
        "".join(char for char in syllable.replace("đ", "d") if not unicodedata.combining(char))
        for syllable in key(name)
    }


def find_places(text: str, on: date | None = None) -> list[tuple[int, int, Unit]]:
    """All names of provinces in a text with their offsets, in order, the name alone without "tỉnh" before it.

    Reads one pass over the capitalised words. Names of smaller places and of people that look like a province's are
    left out ("thành phố Cao Bằng", "xã Quảng Trị", "Nguyễn Thái Bình"), and so is "Hồ Chí Minh" without "TP".
    """
    found: list[tuple[int, int, Unit]] = []
    position = 0
    first_words = _by_first()
    for match in _WORD.finditer(text):
        if match.start() < position:
            continue
        head = key(match.group())
        for form in first_words.get(head[0], ()) if head else ():
            end = _match_form(text, match.end(), form)
            if end is None:
                continue
            unit = _choose(_by_key()[form], on) or _choose(_by_key()[form], None)
            if unit is not None and _is_province(text, match.start(), end, form):
                found.append((match.start(), end, unit))
            position = end
            break
    return found


def _match_form(text: str, end: int, form: tuple[str, ...]) -> int | None:
    """Where a name of these syllables ends whose first word ends at ``end``; ``None`` where it is another name."""
    for syllable in form[1:]:
        gap = _GAP.match(text, end)
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None or key(word.group()) != (syllable,):
            return None
        end = word.end()
    return None if text[end : end + 1].isalnum() else end


def _is_province(text: str, start: int, end: int, form: tuple[str, ...]) -> bool:
    """Whether a name that is a province's means the province here, by the words around it."""
    match = _BEFORE.search(text[max(0, start - 24) : start])
    word = match.group(2).lower() if match else ""
    city = word == "tp" or (word == "phố" and match is not None and (match.group(1) or "").lower() == "thành")
    if form == key("Hồ Chí Minh"):
        return city  # else the man, a road, an academy
    if city:
        return any(unit.kind == "thành phố" for unit in _by_key()[form])
    if word in NOT_A_PROVINCE_AFTER:
        return False
    if match is not None and word in FAMILY_NAMES and match.group(2)[0].isupper():
        return False
    if form[-1] == key("Bình")[0] and text[end : end + 7].strip().lower().startswith("dương"):
        return False  # Thái Bình Dương, the ocean
    return not (form == key("Bình Dương") and word == "thái")
