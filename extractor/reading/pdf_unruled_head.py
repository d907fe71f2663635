"""The heading of a table without ruled lines: words over columns become cells over one column or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.reading.pdf_lines import PageWord, Segment
from extractor.reading.pdf_tables import GridCell

_GAP = 0.6
"""A gap of more letter heights than this parts what stands over two columns."""
_WRAPPED = 1.25
"""Lines of one cell are no further apart than so many letter heights."""
_LEVEL = 0.7
"""Labels of one level stand at one height, within this share of the letter height."""


@dataclass(slots=True)
class Piece:
    """Words of a line that stand over one column or several."""

    words: list[PageWord]
    base: float = field(init=False)
    x0: float = field(init=False)
    x1: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        self.x0, self.x1 = self.words[0].x0, max(word.x1 for word in self.words)
        self.size = self.words[0].size
        self.base = self.words[0].bottom  # the line's own may be that of words beside it

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class _Label:
    """A cell of a heading: its lines, and the columns that its words stand over."""

    lines: list[Piece]
    columns: range

    @property
    def middle(self) -> float:
        return (min(line.x0 for line in self.lines) + max(line.x1 for line in self.lines)) / 2

    @property
    def base(self) -> float:
        return sum(line.base for line in self.lines) / len(self.lines)


def pieces_of(row: Sequence[Segment]) -> list[Piece]:
    """The words of a line, parted at gaps that are wider than a blank."""
    groups: list[list[PageWord]] = []
    for segment in row:
        for word in segment.words:
            if groups and word.x0 - groups[-1][-1].x1 <= _GAP * word.size:
                groups[-1].append(word)
            else:
                groups.append([word])
    return [Piece(group) for group in groups]


def head_cells(pieces: Sequence[Piece], bands: Sequence[tuple[float, float]]) -> list[GridCell]:
    """The cells of a heading, each with its row and the rows and columns that it covers."""
    labels = _labels(pieces, bands)
    if not labels:
        return []
    lower, upper = _levels(labels)
    if upper:
        _spread(upper, lower, bands)
    cells = []
    for label in labels:
        level, high = (0, 2) if upper else (0, 1)
        if label in upper:
            high = 1
        elif label in lower and any(set(label.columns) & set(above.columns) for above in upper):
            level, high = 1, 1
        top, bottom = min(line.words[0].top for line in label.lines), max(line.words[0].bottom for line in label.lines)
        box = (bands[label.columns[0]][0], top, bands[label.columns[-1]][1], bottom)
        words = [word for line in sorted(label.lines, key=lambda line: line.base) for word in line.words]
        cells.append(GridCell(box, level, label.columns[0], high, len(label.columns), words))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _over(piece: Piece, bands: Sequence[tuple[float, float]]) -> range:
    """The columns that words stand over: those that they mostly cover or lie in, else the nearest."""
    over = [
        i
        for i, (left, right) in enumerate(bands)
        if min(piece.x1, right) - max(piece.x0, left) > 0.5 * min(right - left, piece.x1 - piece.x0)
    ]
    if over:
        return range(over[0], over[-1] + 1)
    nearest = min(range(len(bands)), key=lambda i: max(bands[i][0] - piece.middle, piece.middle - bands[i][1]))
    return range(nearest, nearest + 1)


def _labels(pieces: Sequence[Piece], bands: Sequence[tuple[float, float]]) -> list[_Label]:
    """Lines that stand close below each other over the same columns are one cell."""
    made: list[_Label] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        columns = _over(piece, bands)
        above = next((label for label in reversed(made) if set(label.columns) & set(columns)), None)
        if above is not None and piece.base - above.lines[-1].base <= _WRAPPED * piece.size:
            above.lines.append(piece)
            above.columns = range(min(above.columns[0], columns[0]), max(above.columns[-1], columns[-1]) + 1)
        else:
            made.append(_Label([piece], columns))
    return made


def _levels(labels: Sequence[_Label]) -> tuple[list[_Label], list[_Label]]:
    """The labels of the lower level and those above them, where a heading has two levels."""
    upper = [
        label
        for label in labels
        if any(set(label.columns) & set(other.columns) and other.base > label.base for other in labels)
    ]
    if not upper:
        return list(labels), []
    # What covers both levels stands between them; what is of the lower one stands as low as the lowest.
    floor = max(label.base for label in labels) - _LEVEL * labels[0].lines[0].size
    return [label for label in labels if label not in upper and label.base > floor], upper


def _spread(upper: list[_Label], lower: list[_Label], bands: Sequence[tuple[float, float]]) -> None:
    """Lets each upper label cover the columns below it whose middle is nearest to its own.

    Words in the middle of a wide cell cover few of its columns; the lower labels tell which columns there are.
    """
    columns = sorted(column for label in lower for column in label.columns)
    upper.sort(key=lambda label: label.middle)
    if len(upper) > len(columns):
        return
    ends = _best_ends([label.middle for label in upper], columns, bands)
    start = 0
    for label, end in zip(upper, ends, strict=True):
        label.columns = range(columns[start], columns[end - 1] + 1)
        start = end


def _best_ends(middles: list[float], columns: list[int], bands: Sequence[tuple[float, float]]) -> list[int]:
    """Cuts columns into as many neighbouring groups as there are middles, each group's middle near its own."""
    best: dict[tuple[int, int], tuple[float, list[int]]] = {(0, 0): (0.0, [])}
    for number, middle in enumerate(middles, start=1):
        for end in range(number, len(columns) + 1):
            found: list[tuple[float, list[int]]] = []
            for start in range(number - 1, end):
                before = best.get((number - 1, start))
                if before is not None:
                    centre = (bands[columns[start]][0] + bands[columns[end - 1]][1]) / 2
                    found.append((before[0] + abs(centre - middle), [*before[1], end]))
            if found:
                best[(number, end)] = min(found)
    return best[(len(middles), len(columns))][1]
