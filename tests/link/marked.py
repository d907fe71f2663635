"""Documents with every figure's record written into them, as the tests of whole records read them.

``{95%|T|hộ nghèo|-2025|>=,+}`` is a figure with its unit, ``T`` for a goal or ``R`` for a result, its subject, its
time and the rest, which may be left out. The time is ``2025`` (all of it), ``2025-03`` or ``2025-03-31``, ``-2025``
(until its end), ``2021..2025``, ``2021..``, ``r:yearly`` (a recurrence alone), ``2025;r:yearly``, ``nay`` (to date)
or empty. The rest are, with commas between: a comparator, ``+`` or ``-`` for a rise or a fall, ``b2019`` for a
baseline,
``k=measure`` for a kind that the unit does not tell, ``u=…`` for a unit, ``v=…`` for a value in words, and
``?subject`` for a field that is still read wrong, ``?found`` for a figure that is still missed. ``{145.000 tỷ đồng|N}``
is no record, ``{…|N|?}`` one that is still made up.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import regex

MARK = regex.compile(r"\{(?P<words>[^{}|]*)\|(?P<side>[TRN])(?:\|(?P<rest>[^{}]*))?\}")
_NUMBER = regex.compile(r"\d[\d.]*(?:,\d+)?")
_TOTAL = regex.compile(r"\s*/\s*(\d[\d.]*(?:,\d+)?)")
_UPPER = regex.compile(r"\s*(?:%|[^\d\s-]+(?: [^\d\s-]+)?)?\s*(?:-|–|đến)\s*(\d[\d.]*(?:,\d+)?)")
_FLAG = regex.compile(r"(?P<key>[kuv])=(?P<value>.*)")
_STATUS = {"T": "target", "R": "result"}


@dataclass(slots=True)
class Marked:
    """A document's text, its records, the fields of each that are still wrong, and the figures that are no record."""

    name: str
    text: str = ""
    golds: list[dict[str, Any]] = field(default_factory=list)
    open: list[set[str]] = field(default_factory=list)
    none: list[tuple[int, int, bool]] = field(default_factory=list)


def documents(folder: Path) -> list[Marked]:
    """The documents of all files ``records_*.txt``; each ``=== name`` opens one."""
    out = []
    for file in sorted(folder.glob("records_*.txt")):
        for part in file.read_text("utf-8").split("=== ")[1:]:
            name, _, body = part.partition("\n")
            out.append(read(name, body))
    return out


def read(name: str, body: str) -> Marked:
    """One document, its marks taken out."""
    marked = Marked(name)
    done = 0
    for match in MARK.finditer(body):
        marked.text += body[done : match.start()]
        start, rest = len(marked.text), (match["rest"] or "").split("|")
        marked.text += match["words"]
        done = match.end()
        if match["side"] == "N":
            marked.none.append((start, len(marked.text), "?" in rest))
            continue
        flags = [flag for flag in (rest[2] if len(rest) > 2 else "").split(",") if flag]
        marked.golds.append(
            _gold(match["words"], start, flags) | {"status": _STATUS[match["side"]], "subject": rest[0]}
        )
        marked.golds[-1]["due"] = _due(rest[1] if len(rest) > 1 else "")
        marked.open.append({flag[1:] for flag in flags if flag.startswith("?")})
    marked.text += body[done:]
    if "{" in marked.text or "}" in marked.text:
        raise ValueError(f"{name}: a mark is not closed")
    return marked


def _gold(words: str, start: int, flags: list[str]) -> dict[str, Any]:
    told = {match["key"]: match["value"] for flag in flags if (match := _FLAG.fullmatch(flag))}
    kind = told.get("k")
    first = _NUMBER.search(words)
    value = told["v"] if first is None or "v" in told else _plain(first.group())
    rest = words[first.end() :] if first else " ".join(words.split()[1:])
    total = upper = None
    if first is not None and (match := _TOTAL.match(rest)):
        total, kind, rest = _plain(match[1]), "ratio", rest[match.end() :]
    elif first is not None and (match := _UPPER.match(rest)):
        upper, rest = _plain(match[1]), rest[match.end() :]
    unit = told.get("u", rest.strip())
    baseline = next((int(flag[1:]) for flag in flags if regex.fullmatch(r"b\d{4}", flag)), None)
    return {
        "start": start,
        "end": start + len(words),
        "quote": words,
        "kind": kind or _kind(unit),
        "value": value,
        "upper": upper,
        "total": total,
        "unit": unit,
        "comparator": next((flag for flag in flags if flag in (">=", ">", "<=", "<", "~")), "="),
        "change": "increase" if "+" in flags else "decrease" if "-" in flags else "level",
        "baseline": {"year": baseline} if baseline else None,
        "criteria": [],
    }


def _plain(digits: str) -> str:
    return str(Decimal(digits.replace(".", "").replace(",", ".")))


def _kind(unit: str) -> str:
    if unit.startswith("%"):
        return "percentage"
    if "đồng" in unit or "USD" in unit:
        return "money"
    return "multiple" if unit.startswith("lần") else "count"


def _due(words: str) -> dict[str, Any] | None:
    if not words:
        return None
    days, _, recurrence = words.partition("r:")
    due: dict[str, Any] = {"text": words, "start": None, "end": None, "recurrence": recurrence or None}
    due["source"] = "explicit"
    days = days.rstrip(";")
    if days == "nay":
        return due | {"text": "đến nay"}
    if days.startswith("-"):
        due["end"] = _last(days[1:])
    elif days:
        first, until, last = days.partition("..")
        due["start"] = _first(first)
        due["end"] = _last(last) if last else None if until else _last(first)
    return due


def _first(day: str) -> str:
    return {4: f"{day}-01-01", 7: f"{day}-01"}.get(len(day), day)


def _last(day: str) -> str:
    if len(day) == 4:
        return f"{day}-12-31"
    if len(day) == 7:
        return f"{day}-{monthrange(int(day[:4]), int(day[5:]))[1]}"
    return day
