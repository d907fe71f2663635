"""What becomes of the numeric cells of tables: ``python bench/cells.py FILE...``.

Each cell that holds a number and few words is a record, or is passed over for one of the reasons of the guidelines, or
is a heading or a label. ``lost`` counts those that are none of the three; there should be none.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from extractor.core.document import Cell, RawDocument, Table  # noqa: E402 - the project may not be installed
from extractor.link.grid import TableView  # noqa: E402 - likewise
from extractor.pipeline import extract_document  # noqa: E402 - likewise
from extractor.reading import read  # noqa: E402 - likewise
from extractor.structure import tables  # noqa: E402 - likewise

_MOST_LETTERS = 12
"""A cell with more letters than this is text with a number in it."""


@dataclass
class Account:
    """The numeric cells of a document."""

    records: int = 0
    flagged: int = 0
    headings: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)

    @property
    def cells(self) -> int:
        return self.records + self.headings + sum(self.skipped.values()) + len(self.lost)


def account(raw: RawDocument) -> Account:
    """Goes through all tables of a document, cell by cell."""
    extraction = extract_document(raw)
    reasons = dict(extraction.skipped)
    targets = extraction.targets
    starts = [target.evidence.start for target in targets]
    made = Account(flagged=sum(any(check.code == "unfilled" for check in target.checks) for target in targets))
    for table in tables(raw):
        view = TableView(raw.text, table)
        for number, cell in _cells(raw.text, table):
            at = bisect_left(starts, cell.start)
            if at < len(starts) and starts[at] < cell.end:
                made.records += 1
            elif cell.start in reasons:
                made.skipped[reasons[cell.start]] += 1
            elif number < view.head_size or _is_label(view, cell):
                made.headings += 1
            else:
                made.lost.append(raw.text[cell.start : cell.end])
    return made


def _is_label(view: TableView, cell: Cell) -> bool:
    return cell.column < len(view.columns) and view.columns[cell.column].role in ("label", "group", "unit")


def _cells(text: str, table: Table) -> list[tuple[int, Cell]]:
    found = []
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            words = text[cell.start : cell.end]
            if any(c.isdigit() for c in words) and sum(c.isalpha() for c in words) <= _MOST_LETTERS:
                found.append((number, cell))
    return found


def main(arguments: list[str]) -> int:
    """Prints one line a file, and the cells that are lost."""
    print(f"{'file':44} {'cells':>6} {'records':>8} {'unfilled':>8} {'heads':>6} {'lost':>5}  passed over")
    for path in map(Path, arguments):
        made = account(read(path))
        told = ", ".join(f"{count} {reason}" for reason, count in made.skipped.most_common())
        row = f"{path.name[:44]:44} {made.cells:6,} {made.records:8,} {made.flagged:8,}"
        print(f"{row} {made.headings:6} {len(made.lost):5}  {told}")
        for words in made.lost[:20]:
            print(f"    {words!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
