"""Tables without ruled lines: columns of numbers that stand below each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import regex

from extractor.reading.pdf_lines import PageWord, Segment
from extractor.reading.pdf_tables import Grid, GridCell

_NUMBER = regex.compile(r"^[(<>≥≤~±+–-]*\d[\d.,/%]*+[)%]?$|^[-–x]$")
_LEAST_ROWS = 3
_LEAST_COLUMNS = 3
_HEADING_ROWS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of a page, from ``start`` up to ``end``, that make a table."""

    start: int
    end: int
    grid: Grid


def tables_in(rows: list[list[Segment]]) -> list[Found]:
    """The tables among the rows of a page: at least three rows of at least three columns, most of them numbers."""
    found: list[Found] = []
    index = 0
    while index < len(rows):
        end = _run(rows, index)
        table = _table(rows, index, end, found[-1].end if found else 0) if end - index >= _LEAST_ROWS else None
        if table is not None:
            found.append(table)
            index = table.end
        else:
            index += 1
    return found


def _is_row(row: list[Segment]) -> bool:
    numbers = sum(bool(_NUMBER.match(segment.text)) for segment in row)
    return len(row) >= _LEAST_COLUMNS and numbers >= 2


def _run(rows: list[list[Segment]], start: int) -> int:
    """Where the rows of numbers that begin at ``start`` end; a line between two of them may be the rest of a label."""
    end = start
    while end < len(rows):
        if _is_row(rows[end]):
            end += 1
        elif end + 1 < len(rows) and end > start and len(rows[end]) <= 2 and _is_row(rows[end + 1]):
            end += 2
        else:
            break
    return end


def _table(rows: list[list[Segment]], start: int, end: int, free_from: int) -> Found | None:
    numeric = [row for row in rows[start:end] if _is_row(row)]
    if len(numeric) < _LEAST_ROWS:
        return None
    bands = _bands([segment for row in numeric for segment in row])
    if len(bands) < _LEAST_COLUMNS:
        return None
    top = start
    while top > max(free_from, start - _HEADING_ROWS) and _heads(rows[top - 1], rows[top], bands):
        top -= 1
    edges = [
        bands[0][0],
        *((left[1] + right[0]) / 2 for left, right in pairwise(bands)),
        bands[-1][1],
    ]
    made: list[list[GridCell]] = []
    for row in rows[top:end]:
        cells = _cells(row, bands, len(made))
        if made and _goes_on(row, cells, made[-1]):
            for cell in cells:
                next(c for c in made[-1] if c.column == cell.column).words.extend(cell.words)
            continue
        made.append(cells)
    box = (edges[0], min(s.top for s in rows[top]), edges[-1], max(s.bottom for s in rows[end - 1]))
    return Found(top, end, Grid(box, tuple(edges), made))


def _bands(segments: list[Segment]) -> list[tuple[float, float]]:
    """The columns: stretches across the page that segments cover, parted by white that runs down all rows."""
    bands: list[tuple[float, float]] = []
    for segment in sorted(segments, key=lambda segment: segment.x0):
        if bands and segment.x0 < bands[-1][1] + 0.3 * segment.size:
            bands[-1] = (bands[-1][0], max(bands[-1][1], segment.x1))
        else:
            bands.append((segment.x0, segment.x1))
    return bands


def _heads(row: list[Segment], below: list[Segment], bands: list[tuple[float, float]]) -> bool:
    """Whether a row above a table holds its headings: two at least, each over some columns, close above it."""
    close = min(s.top for s in below) - max(s.bottom for s in row) < 1.5 * row[0].size
    return close and len(row) >= 2 and all(_columns(segment, bands) for segment in row)


def _columns(segment: Segment, bands: list[tuple[float, float]]) -> list[int]:
    """The columns that a segment stands over."""
    over = [i for i, (left, right) in enumerate(bands) if min(segment.x1, right) - max(segment.x0, left) > 0]
    if over:
        return over
    middle = (segment.x0 + segment.x1) / 2
    return [min(range(len(bands)), key=lambda i: abs((bands[i][0] + bands[i][1]) / 2 - middle))]


def _cells(row: list[Segment], bands: list[tuple[float, float]], number: int) -> list[GridCell]:
    words: dict[int, list[PageWord]] = {}
    spans: dict[int, int] = {}
    for segment in row:
        over = _columns(segment, bands)
        words.setdefault(over[0], []).extend(segment.words)
        spans[over[0]] = max(spans.get(over[0], 1), over[-1] - over[0] + 1)
    covered = {column + more for column, wide in spans.items() for more in range(1, wide)}
    top, bottom = min(s.top for s in row), max(s.bottom for s in row)
    return [
        GridCell(
            (bands[column][0], top, bands[column + spans.get(column, 1) - 1][1], bottom),
            number,
            column,
            1,
            spans.get(column, 1),
            words.get(column, []),
        )
        for column in range(len(bands))
        if column in words or column not in covered
    ]


def _goes_on(row: list[Segment], cells: list[GridCell], above: list[GridCell]) -> bool:
    """Whether a row is the rest of the labels above it: no number in it, nothing in a column that is empty above."""
    if any(_NUMBER.match(segment.text) for segment in row) or len(row) > 2:
        return False
    filled = {cell.column for cell in above if cell.words}
    mine = [cell for cell in cells if cell.words]
    return (
        bool(mine)
        and all(cell.column in filled and cell.column_span == 1 for cell in mine)
        and (mine[0].words[0].text[:1].islower() or mine[0].words[0].text.startswith("("))
    )
