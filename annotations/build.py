"""Builds gold records from hand-written annotations: finds their offsets, refuses what is ambiguous or not in the text.

``annotations/source/<stem>.txt`` holds one record a line, fields parted by ``;;``::

    có «120/127» xã đạt ;; ratio ;; T ;; xã ;; = ;; @2025 ;; crit=19.2

1. the quotation between « and », with as much of the text around it as makes it unique (a run of blanks, line breaks
   or ``|`` matches any other such run)
2. kind; 3. ``T`` target or ``R`` result; 4. unit, ``-`` for none; 5. subject, ``=`` for the unit, ``-`` for none
6. in any order: ``@name`` a time declared above it, ``@name~`` the same time reached from context, ``>=`` ``>`` ``<=``
   ``<`` ``~`` the comparator, ``+`` increase, ``-`` decrease, and ``value= upper= total= pct= scope= base=YEAR[:VALUE]
   crit=A,B set=NAME`` (a baseline that has a value but no year is ``base=:VALUE``)

``@name: words | start | end | recurrence`` declares a time. ``#`` starts a comment. Where ``value``, ``upper`` and
``total`` are not given they are read from the digits of the quotation. ``python annotations/build.py --check`` writes
nothing and fails where a gold file differs from what its annotations give.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "corpus"
KINDS = {"ratio", "percentage", "count", "money", "measure", "multiple", "milestone", "rank"}
COMPARATORS = {"=", ">=", ">", "<=", "<", "~"}
RECURRENCES = {"yearly", "quarterly", "monthly", "weekly", "daily"}
SETS = {
    "xa-ntm",
    "xa-ntm-nang-cao",
    "xa-ntm-kieu-mau",
    "xa-ntm-hien-dai",
    "huyen-ntm",
    "huyen-ntm-nang-cao",
    "huyen-ntm-kieu-mau",
    "tinh-ntm",
}
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
GAP = re.compile(r"[\s|]+")


class AnnotationError(ValueError):
    """An annotation that cannot become a gold record, with its line and the reason."""


def numbers_of(quote: str) -> list[Decimal]:
    """Reads the decimals in a quotation, "3.324" as 3324 and "12,5" as 12.5."""
    return [Decimal(found.replace(".", "").replace(",", ".")) for found in NUMBER.findall(quote)]


def place(text: str, context: str) -> tuple[int, int]:
    """Finds the one place of a context in the text and gives the offsets of its marked part."""
    if context.count("«") != 1 or context.count("»") != 1:
        raise AnnotationError("one part must be marked with « and »")
    before, rest = context.split("«")
    quote, after = rest.split("»")
    flexible = [
        r"[\s|]+".join(re.escape(word) for word in GAP.split(part)) if part else "" for part in (before, quote, after)
    ]
    found = list(re.finditer(f"{flexible[0]}({flexible[1]}){flexible[2]}", text))
    if len(found) != 1:
        raise AnnotationError(f"stands {len(found)} times in the text")
    return found[0].span(1)


def time_of(words: str, text: str) -> dict[str, Any]:
    """Reads a declared time, ``words | start | end | recurrence``; its words must stand in the text."""
    said, start, end, recurrence = [part.strip() or None for part in words.split("|")]
    if not said or " ".join(GAP.split(said)) not in " ".join(GAP.split(text)):
        raise AnnotationError(f"the text does not say {said!r}")
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    if days[0] and days[1] and days[1] < days[0]:
        raise AnnotationError(f"{said!r} ends before it starts")
    if recurrence and recurrence not in RECURRENCES:
        raise AnnotationError(f"no recurrence: {recurrence}")
    return {"text": said, "start": start, "end": end, "recurrence": recurrence}


def apply(record: dict[str, Any], option: str, times: dict[str, dict[str, Any]]) -> None:
    """Puts one optional field into a record."""
    name, _, value = option.partition("=")
    if option in COMPARATORS:
        record["comparator"] = option
    elif option in {"+", "-"}:
        record["change"] = "increase" if option == "+" else "decrease"
    elif option.startswith("@"):
        alias = option[1:].removesuffix("~")
        if alias not in times:
            raise AnnotationError(f"no time is declared as @{alias}")
        record["due"] = {**times[alias], "source": "context" if option.endswith("~") else "explicit"}
    elif name in {"value", "upper", "total"}:
        record[name] = value
    elif name == "pct":
        record["percent"] = value
    elif name == "scope":
        record["scope"] = value
    elif name == "base":
        year, _, known = value.partition(":")
        record["baseline"] = {"year": int(year) if year else None, **({"value": known} if known else {})}
    elif name == "crit":
        record["criteria"] = value.split(",")
    elif name == "set" and value in SETS:
        record["criteria_set"] = value
    else:
        raise AnnotationError(f"no such field: {option!r}")


def fill(record: dict[str, Any]) -> None:
    """Reads value, upper end and total from the digits of the quotation where the annotation gives none."""
    if record["kind"] == "milestone" or record["value"] is not None:
        return
    read = [format(number.normalize(), "f") for number in numbers_of(record["quote"])]
    if not read or len(read) > 2 or (record["kind"] == "ratio" and len(read) != 2):
        raise AnnotationError(f"cannot read {record['quote']!r}, say value=")
    record["value"] = read[0]
    if len(read) == 2:
        record["total" if record["kind"] == "ratio" else "upper"] = read[1]


def check(record: dict[str, Any]) -> None:
    """Refuses a record that contradicts itself or whose numbers are not those of its quotation."""
    kind, value = record["kind"], record["value"]
    if kind == "milestone" and (value is not None or not record["due"]):
        raise AnnotationError("a milestone has a time and no value")
    if kind != "milestone" and value is None:
        raise AnnotationError(f"a {kind} has a value")
    if kind in {"ratio"} and record["total"] is None:
        raise AnnotationError("a ratio has a total")
    if record["upper"] is not None and Decimal(record["upper"]) <= Decimal(value):
        raise AnnotationError("the upper end is not above the lower")
    if kind == "percentage" and record["unit"] not in {"%", "%/năm", "điểm %", "điểm phần trăm", "% GDP", "% GRDP"}:
        raise AnnotationError(f"no unit of a percentage: {record['unit']}")


def record_of(line: str, text: str, document: str, times: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Makes the gold record of one annotation line."""
    fields = [field.strip() for field in line.split(";;")]
    if len(fields) < 5:
        raise AnnotationError("context, kind, status, unit and subject are needed")
    context, kind, status, unit, subject, *others = fields
    if kind not in KINDS or status not in {"T", "R"}:
        raise AnnotationError(f"no kind or status: {kind}, {status}")
    start, end = place(text, context)
    known_unit = None if unit == "-" else unit
    record: dict[str, Any] = {
        "document": document,
        "start": start,
        "end": end,
        "quote": text[start:end],
        "kind": kind,
        "value": None,
        "upper": None,
        "total": None,
        "percent": None,
        "unit": known_unit,
        "subject": known_unit if subject == "=" else None if subject == "-" else subject,
        "comparator": "=",
        "change": "level",
        "scope": None,
        "status": "target" if status == "T" else "result",
        "due": None,
        "baseline": None,
        "criteria": [],
        "criteria_set": None,
    }
    for option in others:
        apply(record, option, times)
    fill(record)
    check(record)
    return record


def gold_of(source: Path, document: str, text: str) -> str:
    """Makes the gold file of a document from its annotations; an error names the line."""
    times: dict[str, dict[str, Any]] = {}
    records: list[dict[str, Any]] = []
    problems: list[str] = []
    for number, line in enumerate(source.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            if line.startswith("@"):
                name, _, words = line[1:].partition(":")
                times[name.strip()] = time_of(words, text)
            else:
                records.append(record_of(line, text, document, times))
        except ValueError as error:  # also decimals and dates that are none
            problems.append(f"{source.name}:{number}: {error}: {line}")
    records.sort(key=lambda record: (record["start"], record["end"]))
    for one, other in pairwise(records):
        if other["start"] < one["end"]:
            problems.append(f"{source.name}: {one['quote']!r} and {other['quote']!r} overlap at {other['start']}")
    if problems:
        raise AnnotationError("\n".join(problems))
    rows = [{"document": document, "regions": [[0, len(text)]]}, *records]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def documents() -> list[str]:
    """The file names of the corpus, from its manifest."""
    lines = (CORPUS / "manifest.tsv").read_text("utf-8").splitlines()
    return [line.split("\t")[0] for line in lines[1:]]


def main() -> int:
    """Writes or checks the gold file of every document of the corpus."""
    options = argparse.ArgumentParser(description="Builds annotations/gold from annotations/source.")
    options.add_argument("--check", action="store_true", help="write nothing, fail where a gold file is out of date")
    only_check = options.parse_args().check
    failed = 0
    for document in documents():
        stem = Path(document).stem
        target = HERE / "gold" / f"{stem}.jsonl"
        try:
            text = (CORPUS / "text" / f"{stem}.txt").read_text("utf-8")
            gold = gold_of(HERE / "source" / f"{stem}.txt", document, text)
        except (AnnotationError, FileNotFoundError) as error:
            print(error, file=sys.stderr)
            failed += 1
            continue
        if not only_check:
            target.write_text(gold, "utf-8")
        elif not target.exists() or target.read_text("utf-8") != gold:
            print(f"{target.name} is not what its annotations give", file=sys.stderr)
            failed += 1
        print(f"{stem}: {gold.count(chr(10)) - 1} records")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
