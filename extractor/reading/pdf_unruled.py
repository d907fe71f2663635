"""Tables without ruled lines: numbers that stand below each other, with white between that runs down the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractor.reading.layout import names_table
from extractor.reading.pdf_lines import PageWord, Segment
from extractor.reading.pdf_tables import Grid, GridCell
from extractor.reading.pdf_unruled_head import head_cells, pieces_of

_NUMBER = regex.compile(r"^[(<>≥≤~±+–-]*\d[\d.,/%]*+[)%]?$|^[-–x]$")
_LEAST_ROWS = 3
_LEAST_COLUMNS = 3
_HEADING_LINES = 9
_BETWEEN = 4
"""So many lines of labels may stand between two lines of numbers."""
_RIVER = 0.6
"""White that parts columns is wider than this share of the letter height: wider than a blank."""
_APART = 0.8
"""A number stands alone with more white than this before it."""
_CLOSE = 2.6
"""Lines of one table are no further apart than so many letter heights."""

Row = list[Segment]
Band = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of a page, from ``start`` up to ``end``, that make a table."""

    start: int
    end: int
    grid: Grid


def tables_in(rows: list[Row]) -> list[Found]:
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


def _words(row: Row) -> list[PageWord]:
    return [word for segment in row for word in segment.words]


def _numbers(row: Row) -> int:
    """How many numbers of a row stand alone, in columns of their own."""
    words = _words(row)
    count = 0
    for index, word in enumerate(words):
        before = word.x0 - words[index - 1].x1 if index else 0.0
        after = words[index + 1].x0 - word.x1 if index + 1 < len(words) else 99.0
        alone = before > _APART * word.size and after > _APART * word.size
        count += alone and bool(_NUMBER.match(word.text))
    return count


def _is_row(row: Row) -> bool:
    return _numbers(row) >= 2


def _run(rows: list[Row], start: int) -> int:
    """Where the rows of numbers that begin at ``start`` end; lines of labels may stand between two of them."""
    if not _is_row(rows[start]):
        return start
    end = start + 1
    while end < len(rows):
        ahead = next((n for n in range(end, min(end + _BETWEEN + 1, len(rows))) if _is_row(rows[n])), None)
        if ahead is None or any(not _near(a, b) for a, b in pairwise(rows[end - 1 : ahead + 1])):
            break
        end = ahead + 1
    return end


def _near(above: Row, below: Row) -> bool:
    return min(s.base for s in below) - max(s.base for s in above) < _CLOSE * above[0].size


def _table(rows: list[Row], start: int, end: int, free_from: int) -> Found | None:
    numeric = [row for row in rows[start:end] if _is_row(row)]
    if len(numeric) < _LEAST_ROWS:
        return None
    bands = _bands(numeric)
    if len(bands) < _LEAST_COLUMNS:
        return None
    end = _tail(rows, end, bands)
    start = _lead(rows, start, free_from, bands)
    made = _body(rows[start:end], bands)
    top = _top(rows, start, free_from, bands)
    head = [piece for row in rows[top:start] for piece in pieces_of(row)]
    cells = head_cells(head, bands)
    first = max((cell.row + cell.row_span for cell in cells), default=0)
    by_row: list[list[GridCell]] = [[cell for cell in cells if cell.row == number] for number in range(first)]
    for number, row in enumerate(made, start=first):
        by_row.append([GridCell(c.box, number, c.column, 1, c.column_span, c.words) for c in row])
    edges = (
        bands[0][0],
        *((left[1] + right[0]) / 2 for left, right in pairwise(bands)),
        bands[-1][1],
    )
    box = (edges[0], min(s.top for s in rows[top]), edges[-1], max(s.bottom for s in rows[end - 1]))
    return Found(top, end, Grid(box, edges, by_row, ruled=False))


def _bands(numeric: Sequence[Row]) -> list[Band]:
    """The columns: stretches across the page that words cover, parted by white that runs down all rows of numbers."""
    words = sorted((word for row in numeric for word in _words(row)), key=lambda word: word.x0)
    bands: list[Band] = []
    for word in words:
        if bands and word.x0 < bands[-1][1] + _RIVER * word.size:
            bands[-1] = (bands[-1][0], max(bands[-1][1], word.x1))
        else:
            bands.append((word.x0, word.x1))
    return bands


def _band_of(word: PageWord, bands: Sequence[Band]) -> int:
    """The column that a word stands in, or is nearest to."""
    middle = (word.x0 + word.x1) / 2
    return min(range(len(bands)), key=lambda i: max(bands[i][0] - middle, middle - bands[i][1], 0.0))


def _tail(rows: list[Row], end: int, bands: Sequence[Band]) -> int:
    """Behind the last row of numbers: the rest of its labels, where it stands close below it."""
    while end < len(rows):
        row, above = rows[end], rows[end - 1]
        pitch = min(s.base for s in row) - max(s.base for s in above)
        words = all(word.x1 < bands[-2][0] for word in _words(row)) and not _numbers(row)
        rest = pitch < 0.9 * above[0].size or (pitch < 1.3 * above[0].size and row[0].text[:1].islower())
        if not (words and rest):
            break
        end += 1
    return end


def _top(rows: list[Row], start: int, free_from: int, bands: Sequence[Band]) -> int:
    """The first line of the heading above a table."""
    top = start
    wide = bands[-1][1] - bands[0][0]
    while top > max(free_from, start - _HEADING_LINES) and _near(rows[top - 1], rows[top]):
        pieces = pieces_of(rows[top - 1])
        if names_table(rows[top - 1][0].text) or any(piece.x1 - piece.x0 > 0.5 * wide for piece in pieces):
            break
        if any(piece.x1 < bands[0][0] - 6 * piece.size or piece.x0 > bands[-1][1] + 3 * piece.size for piece in pieces):
            break
        top -= 1
    while top < start and _stands_before(rows, top, bands):
        top += 1
    return top


def _stands_before(rows: list[Row], top: int, bands: Sequence[Band]) -> bool:
    """Whether a line is no heading of columns: one stretch of words at the left, apart from what is below it."""
    pieces = pieces_of(rows[top])
    apart = min(s.base for s in rows[top + 1]) - rows[top][0].base > 1.3 * pieces[0].size
    return len(pieces) == 1 and pieces[0].x0 < bands[min(2, len(bands) - 1)][0] and apart


def _lead(rows: list[Row], start: int, free_from: int, bands: Sequence[Band]) -> int:
    """Where the label of the first row of numbers begins: lines of it may stand above its numbers."""
    while start > free_from:
        row, below = rows[start - 1], rows[start]
        pitch = min(s.base for s in below) - max(s.base for s in row)
        above = min(s.base for s in row) - max(s.base for s in rows[start - 2]) if start > 1 else 99.0
        inside = all(word.x1 < bands[2][0] for word in _words(row)) and len(pieces_of(row)) == 1
        if not (inside and pitch < 1.3 * row[0].size and pitch < 0.8 * above):
            break
        start -= 1
    return start


def _body(rows: Sequence[Row], bands: Sequence[Band]) -> list[list[GridCell]]:
    """The rows of a table; lines without numbers go to the row that they are part of, or are rows of their own."""
    at = [number for number, row in enumerate(rows) if _is_row(row) or _fills(row, bands)]
    parts: list[list[Row]] = [[rows[number]] for number in at]
    parts[0][:0] = rows[: at[0]]
    own: dict[int, list[list[Row]]] = {}
    for index, (low, high) in enumerate(pairwise(at)):
        pieces = _parted(rows[low : high + 1])
        middle = pieces[1:-1]
        parts[index] += pieces[0][1:]
        parts[index + 1][:0] = pieces[-1][:-1]
        if middle and _rest_of_label(middle[0][0], rows[low]):
            parts[index] += middle.pop(0)
        own[index] = middle
    parts[-1] += rows[at[-1] + 1 :]
    made: list[list[GridCell]] = []
    for index, lines in enumerate(parts):
        made.append(_cells(lines, bands))
        made += [_cells(lines, bands) for lines in own.get(index, [])]
    return made


def _fills(row: Row, bands: Sequence[Band]) -> bool:
    """Whether a line has words in several columns, one of them a number: a row that is nearly empty."""
    words = _words(row)
    found = {_band_of(word, bands) for word in words}
    alone = len(pieces_of(row)) > 1
    return alone and len(found) > 1 and any(_NUMBER.match(word.text) and _band_of(word, bands) > 1 for word in words)


def _parted(lines: Sequence[Row]) -> list[list[Row]]:
    """Cuts lines where the distance between two of them is that between rows, not that within one."""
    gaps = [max(0.0, min(s.base for s in b) - min(s.base for s in a)) for a, b in pairwise(lines)]
    widest = max(gaps)
    made: list[list[Row]] = [[lines[0]]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        if gap >= 0.8 * widest:
            made.append([line])
        else:
            made[-1].append(line)
    return made


def _rest_of_label(row: Row, above: Row) -> bool:
    """Whether a line goes on the label of the row above it: it begins small or in brackets, below that label."""
    text = row[0].text
    below = abs(row[0].x0 - above[0].x0) < 2 * row[0].size or any(abs(row[0].x0 - s.x0) < 4 for s in above)
    return len(row) == 1 and (text[:1].islower() or text.startswith("(")) and below


def _cells(lines: Sequence[Row], bands: Sequence[Band]) -> list[GridCell]:
    words: dict[int, list[PageWord]] = {}
    spans: dict[int, int] = {}
    alone = len(lines) == 1 and len(lines[0]) == 1
    for line in sorted(lines, key=lambda row: min(s.base for s in row)):
        for word in _words(line):
            column = _band_of(word, bands)
            if alone and words:  # a title over several columns is one cell
                column, spans[min(words)] = min(words), max(column - min(words) + 1, spans.get(min(words), 1))
            words.setdefault(column, []).append(word)
    covered = {column + more for column, wide in spans.items() for more in range(1, wide)}
    top = min(s.top for line in lines for s in line)
    bottom = max(s.bottom for line in lines for s in line)
    return [
        GridCell(
            (bands[column][0], top, bands[column + spans.get(column, 1) - 1][1], bottom),
            0,
            column,
            1,
            spans.get(column, 1),
            words.get(column, []),
        )
        for column in range(len(bands))
        if column in words or column not in covered
    ]
