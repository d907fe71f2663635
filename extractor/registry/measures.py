"""Units of measure and what they are in base units: đồng, a fraction of one, m2, m, kg, W. Exact decimals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Final

import regex

from extractor.core.errors import DataError
from extractor.registry.tables import read_table

_COLUMNS: Final = ("kind", "word", "factor", "base", "example")
_KINDS: Final = ("scale", "money", "share", "unit", "per")
_COUNT = regex.compile(r"(?P<n>\d{1,3}(?:\.\d{3})*+|\d++)\s++(?P<word>.++)")
_ONE = regex.compile(r"(?:một|mỗi|01|1)\s++", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measure:
    """A word of a unit: one of it is ``factor`` of ``base``. ``kind`` scale, money, share, unit or per."""

    kind: str
    word: str
    factor: Decimal
    base: str
    example: str


def parse_measures(text: str | None = None) -> tuple[Measure, ...]:
    """The units of a table (of ``measures.tsv`` by default). Raises ``DataError`` for a row that cannot be."""
    found: dict[tuple[bool, str], Measure] = {}
    for number, row in enumerate(read_table("measures.tsv", _COLUMNS, text), start=2):
        where = f"measures.tsv:{number}"
        if row["kind"] not in _KINDS:
            raise DataError(f"{where}: no kind {row['kind']!r}")
        try:
            factor = Decimal(row["factor"])
        except InvalidOperation as error:
            raise DataError(f"{where}: {row['factor']!r} is no number") from error
        if not factor.is_finite() or factor <= 0:
            raise DataError(f"{where}: a factor is more than nothing")
        if not row["example"]:
            raise DataError(f"{where}: {row['word']} has no example")
        if (row["kind"] == "scale") == bool(row["base"]):
            raise DataError(f"{where}: a scale, and only a scale, has no base")
        identity = (row["kind"] == "per", row["word"])
        if identity in found:
            raise DataError(f"{where}: {row['word']} stands twice")
        found[identity] = Measure(row["kind"], row["word"], factor, row["base"], row["example"])
    return tuple(found.values())


@cache
def measures() -> tuple[Measure, ...]:
    """All units of the table."""
    return parse_measures()


@cache
def _tables() -> tuple[dict[str, Measure], dict[str, Measure], tuple[Measure, ...]]:
    """Units by word, per-units by word, scales from long to short."""
    units = {m.word: m for m in measures() if m.kind in ("money", "share", "unit")}
    pers = {m.word: m for m in measures() if m.kind == "per"}
    for table in (units, pers):
        for word, measure in list(table.items()):
            table.setdefault(word.lower(), measure)
    scales = sorted((m for m in measures() if m.kind == "scale"), key=lambda m: -len(m.word))
    return units, pers, tuple(scales)


def canonical(value: Decimal, unit: str, kind: str) -> tuple[Decimal, str] | None:
    """A value in base units, and the name of the base: 6800 "tỷ đồng" is 6800000000000 "đồng".

    ``kind`` is the quantity's; a percentage without a unit is one of a hundred, money that is only scaled ("tỷ") is
    đồng. What a unit counts stays as it is written, scaled ("23 nghìn hộ" is 23000 "hộ"), and so does what the table
    does not know. ``None`` where there is no unit to speak of, and for ranks and milestones.
    """
    if kind in ("rank", "milestone"):
        return None
    said = " ".join(unit.split())
    if not said:
        return (value * Decimal("0.01"), "1") if kind == "percentage" else None
    factor, base = _base_of(said, kind == "money")
    if not base:
        return None
    return _product(value, factor), base


def _product(value: Decimal, factor: Decimal) -> Decimal:
    """An exact product; the default context would round what has more than 28 digits."""
    return Context(prec=len(value.as_tuple().digits) + len(factor.as_tuple().digits) + 1).multiply(value, factor)


@lru_cache(maxsize=4096)
def _base_of(said: str, money: bool) -> tuple[Decimal, str]:
    units, pers, _ = _tables()
    factor, base, rest = Decimal(1), "", ""
    whole = units.get(said) or units.get(said.lower())
    if whole is not None:
        return whole.factor, whole.base
    head, *parts = [part.strip() for part in said.split("/")]
    for word in (f"{head}/{parts[0]}" if parts else "", head):
        if word and "/" in word and word in units:
            head, parts = word, parts[1:]
            break
    factor, base = _head(head, money)
    names = []
    for part in parts:
        divisor, name = _per(part, pers)
        factor /= divisor
        names.append(name)
    rest = "/".join(names)
    return factor, f"{base}/{rest}" if rest and base else base


def _head(said: str, money: bool) -> tuple[Decimal, str]:
    """The factor and base of what stands before the first "/"."""
    units, _, scales = _tables()
    factor = Decimal(1)
    lowered = said.lower().replace("tỉ", "tỷ")
    at = 0
    searching = True
    while searching:
        searching = False
        for scale in scales:
            end = at + len(scale.word)
            if lowered.startswith(scale.word, at) and (end == len(said) or not said[end].isalnum()):
                factor *= scale.factor
                at = end + (len(said[end:]) - len(said[end:].lstrip()))
                searching = True
                break
    word = said[at:].strip()
    if not word:
        return (factor, "đồng") if money else (factor, "")
    measure = units.get(word) or units.get(word.lower())
    if measure is not None:
        return factor * measure.factor, measure.base
    if word.startswith(("%", "‰")):
        return factor * units[word[0]].factor, "1"
    first, _, more = word.partition(" ")
    known = units.get(first)
    if known is not None and known.kind == "unit" and more and known.base not in ("bác sĩ", "giường bệnh", "lần"):
        return factor * known.factor, f"{known.base} {more}"
    return factor, word


def _per(said: str, pers: dict[str, Measure]) -> tuple[Decimal, str]:
    """The divisor and base of one part after "/": "1 vạn dân" is 10000 and "dân"; unknown words stay as written."""
    word = _ONE.sub("", said, count=1) if _ONE.match(said) else said
    count = Decimal(1)
    match = _COUNT.fullmatch(word)
    if match:
        number = int(match.group("n").replace(".", ""))
        if number and _ends_in_decimals(number):
            count, word = Decimal(number), match.group("word")
    measure = pers.get(word) or pers.get(word.lower())
    if measure is None:
        return (count, word) if match and count != 1 else (Decimal(1), word)
    return count * measure.factor, measure.base


def _ends_in_decimals(number: int) -> bool:
    """Whether dividing by a number always ends: its only factors are 2 and 5."""
    for prime in (2, 5):
        while number % prime == 0:
            number //= prime
    return number == 1
