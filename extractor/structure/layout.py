"""A whole document as units: what a reader or a drawn table gives, and the lines between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.core.document import RawDocument, Table
from extractor.structure.grids import as_table, find_grids
from extractor.structure.lines import Line
from extractor.structure.markers import marker_of
from extractor.structure.officials import is_letterhead_text, opens_recipients, opens_signature
from extractor.structure.units import Unit, style_of, units_of

_FRAME_ROWS = 6
_BAR = "|"


@dataclass(frozen=True)
class _Given:
    """A unit that is known before the lines around it are looked at."""

    start: int
    end: int
    unit: Unit


def drawn_tables(text: str, lines: Sequence[Line]) -> tuple[Table, ...]:
    """The tables that a text draws, without those that only set a letterhead or a signature side by side."""
    found = (as_table(grid, lines) for grid in find_grids(text, lines))
    return tuple(table for table in found if not _is_frame(table, _inside(lines, table)))


def layout(raw: RawDocument, lines: Sequence[Line]) -> list[Unit]:
    """All units of a document in order."""
    style = style_of(lines)
    units: list[Unit] = []
    at = end = 0
    given = [*_from_tables(raw, lines), *_from_hints(raw, lines)]
    given.sort(key=lambda part: (part.start, -part.end))
    for part in given:
        if part.start < end:
            continue  # a hint inside a table, or a row inside another one
        pending: list[Line] = []
        while at < len(lines) and lines[at].start < part.end:
            if lines[at].end <= part.start and lines[at].raw != _BAR:
                pending.append(lines[at])
            at += 1
        units.extend(units_of(pending, style))
        units.append(part.unit)
        end = part.end
    units.extend(units_of([line for line in lines[at:] if line.raw != _BAR], style))
    return units


def _inside(lines: Sequence[Line], table: Table) -> list[Line]:
    """The lines of a table, bars of drawn ones left out."""
    return [line for line in lines if table.start < line.end and line.start < table.end and line.raw != _BAR]


def _from_tables(raw: RawDocument, lines: Sequence[Line]) -> Iterator[_Given]:
    """The rows of all tables; a frame gives the parts of a letterhead or a signature instead, and counts as a table
    only where the reader counted it."""
    tables = raw.tables or tuple(as_table(grid, lines) for grid in find_grids(raw.text, lines))
    at = number = 0
    for table in tables:
        while at < len(lines) and lines[at].end <= table.start:
            at += 1
        last = at
        while last < len(lines) and lines[last].start < table.end:
            last += 1
        inner = [line for line in lines[at:last] if line.raw != _BAR]
        at = last
        frame = _is_frame(table, inner)
        yield from _frame(table, inner) if frame else _rows(table, inner, number)
        number += not frame or bool(raw.tables)


def _rows(table: Table, lines: Sequence[Line], index: int) -> Iterator[_Given]:
    at = end = 0
    for number, row in enumerate(table.rows):
        inner = []
        while at < len(lines) and lines[at].start < row.end:
            if lines[at].end > row.start:
                inner.append(lines[at])
            at += 1
        if inner and end <= row.start < row.end:
            unit = Unit(row.start, row.end, inner, gap=number == 0, kind="row", table=index, row=number)
            yield _Given(row.start, row.end, unit)
            end = row.end


def _is_frame(table: Table, lines: Sequence[Line]) -> bool:
    """Whether a table only sets a letterhead or a signature side by side."""
    if len(table.rows) > _FRAME_ROWS or not lines:
        return False
    return is_letterhead_text(" ".join(line.words for line in lines)) or any(
        opens_recipients(line.words) or opens_signature(line.words) for line in lines
    )


def _frame(table: Table, lines: Sequence[Line]) -> Iterator[_Given]:
    """One unit a cell, of the kind that its words tell; a line that holds several cells is one unit."""
    head = is_letterhead_text(" ".join(line.words for line in lines))
    end = 0
    for row in table.rows:
        for cell in row.cells:
            inner = [line for line in lines if cell.start < line.end and line.start < cell.end]
            if not inner or inner[0].start < end:
                continue
            start, end = inner[0].start, inner[-1].end
            unit = Unit(start, end, inner, gap=True)
            words = inner[0].words
            unit.kind = "letterhead" if head else "recipients" if opens_recipients(words) else "signature"
            yield _Given(start, end, unit)


def _from_hints(raw: RawDocument, lines: Sequence[Line]) -> Iterator[_Given]:
    """What the format itself says of a stretch; a "paragraph" is only held together and may prove to be more."""
    at = 0
    for hint in sorted(raw.hints, key=lambda hint: (hint.start, -hint.end)):
        while at < len(lines) and lines[at].end <= hint.start:
            at += 1
        last = at
        while last < len(lines) and lines[last].start < hint.end:
            last += 1
        inner = list(lines[at:last])
        if not inner:
            continue
        start, end = inner[0].start, inner[-1].end
        unit = Unit(start, end, inner, inner[0].gap, marker=marker_of(inner[0].words))
        if hint.kind != "paragraph":
            unit.kind = hint.kind
        if hint.kind == "heading":
            unit.depth = hint.level or None
        yield _Given(start, end, unit)
