"""How many cells of drawn tables are read right, in their row and column: ``python bench/tables.py [--wrong]``.

The tables are those of ``tests/reading/samples/layouts.py``: ten ruled layouts and five without lines. A cell is right
where the reader has the same words in the same row and column of the same table; a cell that it has too many is wrong.
``--wrong`` shows the cells that are not right.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reading" / "samples")]

import layouts  # noqa: E402 - the makers of the tables stand beside the samples
from drawing import Drawing, Grid  # noqa: E402 - likewise

from extractor.core.document import RawDocument  # noqa: E402 - the project may not be installed
from extractor.reading import read_bytes  # noqa: E402 - likewise


def grids_of(document: RawDocument) -> list[Grid]:
    """The cells that a reader found, table by table, empty ones left out."""
    return [
        {
            (cell.row, cell.column): document.text[cell.start : cell.end]
            for row in table.rows
            for cell in row.cells
            if cell.end > cell.start
        }
        for table in document.tables
    ]


def compare(drawing: Drawing) -> tuple[int, int, list[str]]:
    """How many cells are right, how many there are (of both sides), and those that are not."""
    found = grids_of(read_bytes(drawing.bytes(), "bảng.pdf"))
    right = every = 0
    wrong: list[str] = []
    for number in range(max(len(found), len(drawing.grids))):
        got = found[number] if number < len(found) else {}
        wanted = drawing.grids[number] if number < len(drawing.grids) else {}
        for place in sorted(got.keys() | wanted.keys()):
            same = got.get(place) == wanted.get(place)
            right, every = right + same, every + 1
            if not same:
                wrong.append(f"table {number} {place}: {wanted.get(place)!r} read as {got.get(place)!r}")
    return right, every, wrong


def measure(kind: str, *, wrong: bool = False) -> tuple[int, int]:
    """Prints the share of right cells for each layout of a kind, and returns right and all cells together."""
    makers = {"ruled": layouts.RULED, "unruled": layouts.UNRULED}[kind]
    right = every = 0
    for name, make in makers.items():
        good, cells, misread = compare(make())
        right, every = right + good, every + cells
        print(f"{kind:8} {name:40} {cells:6,} {good / cells:8.4f}")
        for line in misread[:40] if wrong else ():
            print(f"         {line}")
    print(f"{kind:8} {'all':40} {every:6,} {right / every:8.4f}")
    return right, every


def main(arguments: list[str]) -> int:
    """Prints both kinds."""
    print(f"{'kind':8} {'layout':40} {'cells':>6} {'right':>8}")
    for kind in ("ruled", "unruled"):
        measure(kind, wrong="--wrong" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
