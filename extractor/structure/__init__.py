"""Cuts a document text into blocks of whole lines: titles, headings, paragraphs, items, rows, and what is no text."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.core.document import Block, RawDocument, Table
from extractor.structure.boilerplate import (
    is_letterhead_text,
    mark_boilerplate,
    opens_recipients,
    opens_signature,
)
from extractor.structure.grids import Grid, as_table, find_grids
from extractor.structure.lines import Line, lines_of
from extractor.structure.outline import mark_headings, mark_titles, to_blocks
from extractor.structure.units import Unit, is_wrapped, units_of

__all__ = ["analyse", "letterhead", "tables"]


def analyse(raw: RawDocument) -> tuple[Block, ...]:
    """The blocks of a document in the order of its text, without gaps but blank lines and drawn rules.

    What a reader knows (``raw.hints``, ``raw.tables``) goes before what the lines look like. Text is kept as a
    paragraph wherever it is not sure to be anything else.
    """
    lines = lines_of(raw.text)
    if not lines:
        return ()
    grids = [] if raw.tables else find_grids(raw.text, lines)
    units = _all_units(lines, grids)
    mark_boilerplate(units)
    mark_titles(units)
    mark_headings(units)
    return to_blocks(units)


def tables(raw: RawDocument) -> tuple[Table, ...]:
    """The tables that rows of ``analyse`` point into: the reader's own, else those that the text draws."""
    if raw.tables:
        return raw.tables
    lines = lines_of(raw.text)
    return tuple(as_table(grid, lines) for grid in find_grids(raw.text, lines) if not _is_frame(grid, lines))


def letterhead(blocks: Sequence[Block]) -> dict[str, tuple[Block, ...]]:
    """The blocks that a document's own particulars are read from: letterhead, title, signature, recipients."""
    kinds = ("letterhead", "title", "signature", "recipients")
    return {kind: tuple(block for block in blocks if block.kind == kind) for kind in kinds}


def _all_units(lines: list[Line], grids: list[Grid]) -> list[Unit]:
    """Units of the lines between tables and hints, and those that tables and hints give."""
    wrapped = is_wrapped(lines)
    lengths = sorted(len(line.raw) for line in lines)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    units: list[Unit] = []
    pending: list[Line] = []

    def flush() -> None:
        units.extend(units_of(pending, wrapped=wrapped, width=width))
        pending.clear()

    at = number = 0
    for grid in grids:
        pending.extend(lines[at : grid.first])
        flush()
        if _is_frame(grid, lines):
            units.extend(_frame_units(grid, lines))
        else:
            units.extend(_row_units(grid, lines, number))
            number += 1
        at = grid.last
    pending.extend(lines[at:])
    flush()
    return units


def _is_frame(grid: Grid, lines: Sequence[Line]) -> bool:
    """Whether a grid only sets a letterhead or a signature side by side."""
    if not grid.bars or len(grid.rows) > 6:
        return False
    words = [line.words for line in lines[grid.first : grid.last] if line.raw != "|"]
    return is_letterhead_text(" ".join(words)) or any(opens_recipients(row) or opens_signature(row) for row in words)


def _frame_units(grid: Grid, lines: Sequence[Line]) -> list[Unit]:
    """One unit a cell of a frame, of the kind that its words tell."""
    rows = [line for line in lines[grid.first : grid.last] if line.raw != "|"]
    head = is_letterhead_text(" ".join(line.words for line in rows))
    units = []
    for row in grid.rows:
        for cell in row.cells:
            inner = [line for line in rows if cell.start <= line.start < cell.end]
            if not inner:
                continue
            unit = Unit(cell.start, cell.end, inner, gap=True)
            words = inner[0].words
            unit.kind = "letterhead" if head else "recipients" if opens_recipients(words) else "signature"
            units.append(unit)
    return units


def _row_units(grid: Grid, lines: Sequence[Line], table: int) -> list[Unit]:
    units = []
    at = grid.first
    for number, row in enumerate(grid.rows):
        inner = []
        while at < grid.last and lines[at].start < row.end:
            if lines[at].start >= row.start:
                inner.append(lines[at])
            at += 1
        units.append(Unit(row.start, row.end, inner, gap=number == 0, kind="row", table=table, row=number))
    return units
