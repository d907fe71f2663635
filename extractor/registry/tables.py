"""Reads the registry's tables: tab-separated, one heading line, checked while they are read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.resources import files

from extractor.core.errors import DataError


def read_table(name: str, columns: Sequence[str], text: str | None = None) -> list[dict[str, str]]:
    """The rows of a table of this package as dictionaries by column.

    ``text`` stands for the file's content where given. Raises ``DataError`` where the heading is not ``columns`` or a
    row has another number of cells; the message names the line.
    """
    if text is None:
        text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    lines = text.splitlines()
    if not lines or lines[0].split("\t") != list(columns):
        raise DataError(f"{name}:1: the columns are to be {', '.join(columns)}")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise DataError(f"{name}:{number}: {len(cells)} cells, not {len(columns)}")
        rows.append(dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
    return rows


def day(name: str, number: int, cell: str) -> date | None:
    """A cell as a day, ``None`` where it is empty. Raises ``DataError`` for anything else."""
    if not cell:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise DataError(f"{name}:{number}: {cell!r} is no day (YYYY-MM-DD)") from error


def holds(start: date | None, end: date | None, on: date) -> bool:
    """Whether a day lies in a span whose ends are included and may be open."""
    return (start is None or start <= on) and (end is None or on <= end)
