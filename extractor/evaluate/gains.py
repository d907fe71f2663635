"""What a change of the rules gained and lost on the frozen gold, record by record and field by field.

    python -m extractor.evaluate.gains [--gold PATH...] [--documents DIR...] [--kept DIR] [--keep]

Extracts the documents that have gold and compares with the records that were kept last (``annotations/frozen``).
``--keep`` keeps those of now, once the change is wanted.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from extractor.evaluate.agree import FIELDS, Record
from extractor.evaluate.predicted import predict
from extractor.evaluate.records import Annotated, load
from extractor.evaluate.score import UNSCORED, pair

ROOT: Final = Path(__file__).resolve().parents[2]
KEPT: Final = (
    "document",
    "start",
    "end",
    "quote",
    "kind",
    "value",
    "upper",
    "total",
    *(f for f in FIELDS if f != "kind"),
)
"""What is kept of a record: what the comparison asks for."""
QUESTIONS: Final = ("found", *FIELDS, "whole record")
"""What may be gained or lost of a gold record."""


@dataclass(slots=True)
class Gains:
    """Gold records of which something is right now and was not, or was and is not; and what else is made up now."""

    gained: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in QUESTIONS})
    lost: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in QUESTIONS})
    made_up: list[str] = field(default_factory=list)
    no_longer_made_up: list[str] = field(default_factory=list)

    def table(self) -> str:
        """Numbers of gained and lost records for each field, as a Markdown table."""
        rows = ["| | gained | lost |", "| --- | --- | --- |"]
        rows += [f"| {name} | {len(self.gained[name])} | {len(self.lost[name])} |" for name in QUESTIONS]
        rows.append(f"| made up | {len(self.no_longer_made_up)} fewer | {len(self.made_up)} more |")
        return "\n".join(rows)

    def lines(self) -> list[str]:
        """Each difference on a line: "+" gained, "-" lost."""
        out = []
        for name in QUESTIONS:
            out += [f"+ {name}: {place}" for place in self.gained[name]]
            out += [f"- {name}: {place}" for place in self.lost[name]]
        out += [f"+ no longer made up: {place}" for place in self.no_longer_made_up]
        out += [f"- made up: {place}" for place in self.made_up]
        return out


def compare(gold: Mapping[str, Annotated], before: Mapping[str, Annotated], now: Mapping[str, Annotated]) -> Gains:
    """Gains and losses of the documents that are in all three."""
    result = Gains()
    for name in sorted(gold.keys() & before.keys() & now.keys()):
        old, old_extra = _right(gold[name], before[name])
        new, new_extra = _right(gold[name], now[name])
        for index, row in enumerate(gold[name].records):
            for question in QUESTIONS:
                was, is_now = question in old.get(index, ()), question in new.get(index, ())
                if was != is_now:
                    (result.gained if is_now else result.lost)[question].append(_place(name, row))
        result.made_up += [f"{name}:{place}" for place in (new_extra - old_extra).elements()]
        result.no_longer_made_up += [f"{name}:{place}" for place in (old_extra - new_extra).elements()]
    return result


def _right(gold: Annotated, predicted: Annotated) -> tuple[dict[int, set[str]], Counter[str]]:
    """What is right of each gold record, by its index, and the records that are none of them."""
    golds = [(index, row) for index, row in enumerate(gold.records) if row["kind"] not in UNSCORED]
    aside = [row for row in gold.records if row["kind"] in UNSCORED]
    rows = [
        row
        for row in predicted.records
        if row["kind"] not in UNSCORED
        and gold.covers(row)
        and not any(row["start"] < other["end"] and other["start"] < row["end"] for other in aside)
    ]
    index_of = {id(row): index for index, row in golds}
    right: dict[int, set[str]] = {}
    taken = set()
    for one, other, wrong in pair([row for _, row in golds], rows):
        taken.add(id(other))
        right[index_of[id(one)]] = {"found", *(name for name in FIELDS if name not in wrong)} | (
            set() if wrong else {"whole record"}
        )
    return right, Counter(f"{row['start']} {row['quote']!r}" for row in rows if id(row) not in taken)


def _place(name: str, row: Record) -> str:
    return f"{name}:{row['start']} {row['quote']!r}"


def keep(folder: Path, now: Mapping[str, Annotated]) -> None:
    """Writes the records of each document into a file of the folder; those of other documents stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, annotated in now.items():
        lines = [json.dumps({key: row.get(key) for key in KEPT}, ensure_ascii=False) for row in annotated.records]
        (folder / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")


def main(arguments: Sequence[str]) -> int:
    """Prints the table on standard output and each difference on standard error."""
    parser = argparse.ArgumentParser(prog="python -m extractor.evaluate.gains")
    parser.add_argument("--gold", nargs="+", type=Path, default=[ROOT / "annotations" / "gold"])
    parser.add_argument("--documents", nargs="+", type=Path, default=[ROOT / "corpus" / "documents"])
    parser.add_argument("--kept", type=Path, default=ROOT / "annotations" / "frozen")
    parser.add_argument("--keep", action="store_true", help="keep the records of now")
    options: Any = parser.parse_args(arguments)
    golds = load(options.gold)
    now = {name: found.annotated for name, found in predict(options.documents, golds).items()}
    before = load([options.kept]) if options.kept.is_dir() else {}
    if before:
        gains = compare(golds, before, now)
        for line in gains.lines():
            print(line, file=sys.stderr)
        print(gains.table())
    new = sorted(now.keys() - before.keys())
    if new and not options.keep:
        print(f"nothing is kept of {', '.join(new)}: --keep keeps it", file=sys.stderr)
    if options.keep:
        keep(options.kept, now)
        print(f"kept {sum(len(one.records) for one in now.values())} records of {len(now)} documents", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
