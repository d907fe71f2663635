"""The same documents said otherwise: other places, numbers, units and years, other characters, lost line breaks.

A variant is made of a text and its gold records by edits; the records are moved along, and changed where the text says
something else. Tests of robustness extract the variants and compare.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import regex

from extractor.core.view import Edit
from extractor.evaluate.agree import Record
from extractor.evaluate.records import Annotated

_YEAR = regex.compile(r"(?<![\d,])(?:19[5-9]\d|20[0-6]\d)(?!\d|[.,]\d)")
_NUMBER = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_DECIMAL = regex.compile(r"(?<![\d.,/])(\d{1,3}),(\d{1,2})(?![\d.,/]\d|\d)")
_THOUSANDS = regex.compile(r"(?<![\d.,/-])\d{1,3}(?:\.\d{3})+(?![\d.]|/\d)")
_WORD = regex.compile(r"\p{L}+")
_MARKER = regex.compile(r"(?m)^[\t >|:-]*-")
_ROW = regex.compile(r"(?m)^[^|\n]*\|[^\n]*$")
_LINE_BREAK = regex.compile(r"(?<=[^\n])\n(?=[^\n])")
LATER: Final = 4
"""Years by which a variant moves every year: leap years stay leap years."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A document said otherwise: what is written to the file, and the gold records in offsets of the text read back."""

    name: str
    text: str
    gold: Annotated


Maker = Callable[[str, Annotated, random.Random], tuple[str, Annotated]]


@dataclass(frozen=True, slots=True)
class Edited:
    """A text after edits, and where its old offsets went."""

    text: str
    _ends: tuple[int, ...] = field(repr=False)
    _edits: tuple[Edit, ...] = field(repr=False)
    _shifts: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str, edits: Iterable[Edit]) -> Edited:
        """Makes edits that do not overlap; of those that do, the first is made."""
        pieces: list[str] = []
        kept: list[Edit] = []
        shifts: list[int] = []
        position = shift = 0
        for edit in sorted(edits):
            if edit.start < position:
                continue
            pieces += (text[position : edit.start], edit.new)
            position = edit.end
            shift += len(edit.new) - (edit.end - edit.start)
            kept.append(edit)
            shifts.append(shift)
        pieces.append(text[position:])
        return cls("".join(pieces), tuple(edit.end for edit in kept), tuple(kept), tuple(shifts))

    def moved(self, place: int) -> int:
        """Where an offset of the old text is now; inside an edit it is kept inside what is new."""
        index = bisect_right(self._ends, place)
        before = self._shifts[index - 1] if index else 0
        if index < len(self._edits) and self._edits[index].start < place:
            edit = self._edits[index]
            return edit.start + before + min(place - edit.start, len(edit.new))
        return place + before

    def records(self, gold: Annotated) -> Annotated:
        """Gold records at their new places, quotations and sentences cut anew."""
        rows: list[Record] = []
        for row in gold.records:
            new = dict(row) | {
                name: self.moved(row[name])
                for name in ("start", "end", "sentence_start", "sentence_end")
                if name in row
            }
            new["quote"] = self.text[new["start"] : new["end"]]
            rows.append(new)
        regions = tuple((self.moved(start), self.moved(min(end, sys.maxsize - 1))) for start, end in gold.regions)
        return Annotated(rows, regions)


def _reworded(row: Record, change: Callable[[str], str]) -> dict[str, Any]:
    """A record whose words are changed as its text was."""
    new = dict(row)
    for name in ("subject", "indicator", "scope", "unit"):
        if new.get(name):
            new[name] = change(str(new[name]))
    if new.get("due"):
        new["due"] = dict(new["due"]) | {"text": change(str(new["due"].get("text") or ""))}
    return new


def other_places(text: str, gold: Annotated, chance: random.Random) -> tuple[str, Annotated]:
    """Every province gets the name of another one, the same one throughout."""
    from extractor.registry import provinces  # noqa: PLC0415 - reference data, only this variant needs it

    names = [unit.name for unit in provinces(date(2024, 1, 1))]
    others = names[:]
    chance.shuffle(others)
    swap = dict(zip(names, others, strict=True))
    pattern = regex.compile(
        rf"(?<!\p{{L}})(?:{'|'.join(sorted(map(regex.escape, names), key=len, reverse=True))})(?!\p{{L}})"
    )
    change = lambda words: pattern.sub(lambda match: swap[match.group()], words)  # noqa: E731 - of two uses below
    edited = Edited.of(text, (Edit(m.start(), m.end(), swap[m.group()]) for m in pattern.finditer(text)))
    moved = edited.records(gold)
    return edited.text, Annotated([_reworded(row, change) for row in moved.records], moved.regions)


def _as_decimal(number: str) -> Decimal | None:
    try:
        return Decimal(number.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None


def _other_number(number: str, chance: random.Random, *, share: bool) -> str:
    """Another number of the same shape: as many digits, signs and leading zeros; a share stays below 100."""
    digits = []
    first = True
    for sign in number:
        if not sign.isdigit() or (first and sign == "0"):
            digits.append(sign)
            continue
        low, high = (1, 8 if share and len(number.partition(",")[0]) > 1 else 9) if first else (0, 9)
        digits.append(str(chance.randint(low, high)))
        first = False
    return "".join(digits)


def other_numbers(text: str, gold: Annotated, chance: random.Random) -> tuple[str, Annotated]:
    """Every quantity whose gold value can be read back gets another one of the same shape.

    Left as they are: those with a restated share or a baseline's value, 100%, and ends of a range or ratio that would
    come in the wrong order.
    """
    edits: list[Edit] = []
    values: dict[int, dict[str, str]] = {}
    for index, row in enumerate(gold.records):
        found = list(_NUMBER.finditer(text, row["start"], row["end"]))
        names = ["value", *(name for name in ("upper", "total") if row.get(name) is not None)]
        olds = [_as_decimal(match.group()) for match in found]
        if len(found) != len(names) or row.get("percent") is not None or (row.get("baseline") or {}).get("value"):
            continue
        if any(row.get(name) is None or Decimal(str(row[name])) != old for name, old in zip(names, olds, strict=True)):
            continue
        if row["kind"] == "percentage" and any(old is not None and old >= 100 for old in olds):
            continue
        news = [_other_number(match.group(), chance, share=row["kind"] == "percentage") for match in found]
        numbers = [_as_decimal(new) for new in news]
        if any(new is None or not new for new in numbers) or any(_YEAR.fullmatch(new) for new in news):
            continue
        if len(numbers) == 2 and not (numbers[0] or 0) < (numbers[1] or 0):
            news = sorted(news, key=_order)
            numbers = [_as_decimal(new) for new in news]
            if [len(new) for new in news] != [len(match.group()) for match in found]:
                continue
        edits += (Edit(match.start(), match.end(), new) for match, new in zip(found, news, strict=True))
        values[index] = {name: str(number) for name, number in zip(names, numbers, strict=True)}
    edited = Edited.of(text, edits)
    moved = edited.records(gold)
    rows: list[Record] = [dict(row) | values.get(index, {}) for index, row in enumerate(moved.records)]
    return edited.text, Annotated(rows, moved.regions)


def _order(number: str) -> Decimal:
    return _as_decimal(number) or Decimal(0)


UNITS: Final[Mapping[str, str]] = {
    "xã": "phường", "phường": "xã", "huyện": "quận", "thôn": "bản", "hộ": "trang trại", "dự án": "công trình",
    "công trình": "dự án", "doanh nghiệp": "hợp tác xã", "người": "cán bộ", "trường": "bệnh viện", "cơ sở": "đơn vị",
    "mô hình": "sản phẩm", "tỷ đồng": "triệu đồng", "triệu đồng": "tỷ đồng",
    "tỷ USD": "triệu USD", "triệu USD": "tỷ USD",
    "ha": "m2", "km": "m", "tấn": "tạ", "lao động": "học viên",
}  # fmt: skip
"""Units as they are written, and the ones of the same kind that a variant puts in their place."""


def other_units(text: str, gold: Annotated, _: random.Random) -> tuple[str, Annotated]:
    """Every unit of ``UNITS`` right after its number becomes another one of its kind."""
    edits: list[Edit] = []
    changed: set[int] = set()
    for index, row in enumerate(gold.records):
        unit = str(row.get("unit") or "")
        if (
            unit not in UNITS
            or unit in text[row["start"] : row["end"]]
            or (row.get("subject") not in (None, unit) and unit in str(row.get("subject")))
        ):
            continue
        match = regex.compile(rf"\s{{0,2}}(?P<unit>{regex.escape(unit)})(?!\p{{L}}|\s?/)").match(text, row["end"])
        if match is not None and not any(edit.start == match.start("unit") for edit in edits):
            edits.append(Edit(match.start("unit"), match.end("unit"), UNITS[unit]))
            changed.add(index)
    edited = Edited.of(text, edits)
    moved = edited.records(gold)
    rows: list[Record] = []
    for index, row in enumerate(moved.records):
        new = dict(row)
        if index in changed:
            new["subject"] = UNITS[str(row["unit"])] if row.get("subject") == row["unit"] else row.get("subject")
            new["unit"] = UNITS[str(row["unit"])]
        rows.append(new)
    return edited.text, Annotated(rows, moved.regions)


def other_years(text: str, gold: Annotated, _: random.Random) -> tuple[str, Annotated]:
    """All years are ``LATER`` years later, those of the gold's times and baselines with them."""
    inside = {place for row in gold.records if row["kind"] != "milestone" for place in range(row["start"], row["end"])}
    years = [match for match in _YEAR.finditer(text) if match.start() not in inside]
    edited = Edited.of(text, (Edit(m.start(), m.end(), str(int(m.group()) + LATER)) for m in years))
    moved = edited.records(gold)
    rows: list[Record] = []
    for row in moved.records:
        new = dict(row)
        if new.get("due"):
            due = dict(new["due"])
            for name in ("start", "end"):
                if due.get(name):
                    day = date.fromisoformat(due[name])
                    due[name] = day.replace(year=day.year + LATER).isoformat()
            new["due"] = due
        if (new.get("baseline") or {}).get("year"):
            new["baseline"] = dict(new["baseline"]) | {"year": new["baseline"]["year"] + LATER}
        rows.append(new)
    return edited.text, Annotated(rows, moved.regions)


def _by_edits(edits_of: Callable[[str, Annotated, random.Random], Iterable[Edit]]) -> Maker:
    """A variant in which the characters change and the records only move."""

    def make(text: str, gold: Annotated, chance: random.Random) -> tuple[str, Annotated]:
        edited = Edited.of(text, edits_of(text, gold, chance))
        return edited.text, edited.records(gold)

    return make


def _decimal_dots(text: str, _: Annotated, __: random.Random) -> Iterable[Edit]:
    return (Edit(m.start(), m.end(), f"{m[1]}.{m[2]}") for m in _DECIMAL.finditer(text))


def _plain_thousands(text: str, _: Annotated, __: random.Random) -> Iterable[Edit]:
    return (Edit(m.start(), m.end(), m.group().replace(".", "")) for m in _THOUSANDS.finditer(text))


def _lost_breaks(text: str, _: Annotated, chance: random.Random) -> Iterable[Edit]:
    """Every other break between two lines becomes a blank; blank lines and the rows of tables stay."""
    rows = {place for match in _ROW.finditer(text) for place in (match.start() - 1, match.end())}
    breaks = (match for match in _LINE_BREAK.finditer(text) if match.start() not in rows)
    return (Edit(match.start(), match.end(), " ") for match in breaks if chance.random() < 0.5)


def _hyphens(text: str, _: Annotated, chance: random.Random) -> Iterable[Edit]:
    """One other sign for all hyphens of a document but those that mark items and rules of tables."""
    sign = chance.choice("\u2010\u2011\u2013\u2014\u2212")
    markers = {match.end() - 1 for match in _MARKER.finditer(text)}
    found = regex.finditer(r"(?<=[\w ])-(?=[\w ])", text)
    return (Edit(match.start(), match.end(), sign) for match in found if match.start() not in markers)


def _no_break_blanks(text: str, _: Annotated, chance: random.Random) -> Iterable[Edit]:
    blanks = regex.finditer(r"(?<=\S) (?=\S)", text)
    return (
        Edit(m.start(), m.end(), "\u00a0") for m in blanks if text[m.start() - 1].isdigit() or chance.random() < 0.2
    )


CONFUSED: Final[Mapping[str, str]] = {
    "đ": "d", "ư": "u", "ơ": "o", "ă": "a", "ô": "ö", "l": "I", "i": "í", "ế": "ê", "ộ": "ô", "ạ": "a", "ỉ": "i",
    "ẫ": "ã", "ữ": "ũ", "ở": "ỡ", "ằ": "ă", "ủ": "ú",
}  # fmt: skip
"""What recognition of scanned pages makes of letters."""


def _ocr(text: str, gold: Annotated, chance: random.Random) -> Iterable[Edit]:
    """One word in fifty has a letter wrong; numbers, and the words that gold fields hold, are left alone."""
    kept = {
        word.lower()
        for row in gold.records
        for name in ("subject", "unit")
        for word in _WORD.findall(str(row.get(name) or ""))
    }
    inside = {place for row in gold.records for place in range(row["start"], row["end"])}
    for match in _WORD.finditer(text):
        if match.group().lower() in kept or match.start() in inside or chance.random() > 0.02:
            continue
        places = [place for place in range(match.start(), match.end()) if text[place] in CONFUSED]
        if places:
            place = chance.choice(places)
            yield Edit(place, place + 1, CONFUSED[text[place]])


def _shouted(words: str) -> str:
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in words)


def _upper(text: str, _: Annotated, __: random.Random) -> Iterable[Edit]:
    return [Edit(0, len(text), _shouted(text))]


def _upper_lines(text: str, _: Annotated, chance: random.Random) -> Iterable[Edit]:
    """A third of the lines in upper case, as headlines and emphasised paragraphs are."""
    lines = regex.finditer(r"[^\n]+", text)
    return (Edit(m.start(), m.end(), _shouted(m.group())) for m in lines if chance.random() < 1 / 3)


def _decomposed(text: str, gold: Annotated, _: random.Random) -> tuple[str, Annotated]:
    return unicodedata.normalize("NFD", text), gold


MAKERS: Final[Mapping[str, Maker]] = {
    "other places": other_places,
    "other numbers": other_numbers,
    "other units": other_units,
    "other years": other_years,
    "decimal dots": _by_edits(_decimal_dots),
    "plain thousands": _by_edits(_plain_thousands),
    "decomposed": _decomposed,
    "upper case": _by_edits(_upper),
    "upper-case lines": _by_edits(_upper_lines),
    "lost line breaks": _by_edits(_lost_breaks),
    "hyphens": _by_edits(_hyphens),
    "no-break blanks": _by_edits(_no_break_blanks),
    "misread letters": _by_edits(_ocr),
}
"""Names of variants and what makes them of a text and its gold records."""


def variants_of(text: str, gold: Annotated, names: Iterable[str] = MAKERS, seed: int = 0) -> list[Variant]:
    """The variants of one document, the same ones for the same seed. Offsets of ``gold`` are of ``text``, in NFC."""
    made = []
    for name in names:
        new, moved = MAKERS[name](text, gold, random.Random(f"{seed}/{name}/{len(text)}"))  # noqa: S311 - no secret
        made.append(Variant(name, new, moved))
    return made
