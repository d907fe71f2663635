"""Ruled tables of PDF pages: their cells as boxes, and the rows that are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractor.core.document import Box
from extractor.reading.pdf_lines import PageWord

_SNAP = 3.0
_MANY_PATHS = 10


@dataclass(slots=True)
class GridCell:
    """A cell of a ruled table: where it stands in the grid, how far it reaches, and its words in reading order."""

    box: Box
    row: int
    column: int
    row_span: int
    column_span: int
    words: list[PageWord]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Grid:
    """A ruled table on one page. ``edges`` are the x positions of its column borders."""

    box: Box
    edges: tuple[float, ...]
    rows: list[list[GridCell]]

    def same_columns(self, other: Grid) -> bool:
        """Whether another grid goes on this one: the same borders at the same places."""
        return len(self.edges) == len(other.edges) and all(
            abs(a - b) <= 2 * _SNAP for a, b in zip(self.edges, other.edges, strict=True)
        )


def many_paths(page: Any) -> bool:
    """Whether a pdfium page draws so many lines that a ruled table may be on it."""
    import pypdfium2.raw as raw

    found = 0
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        if raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, index)) in (
            raw.FPDF_PAGEOBJ_PATH,
            raw.FPDF_PAGEOBJ_FORM,
        ):
            found += 1
            if found > _MANY_PATHS:
                return True
    return False


def grids_of(plumbed: Any, words: list[PageWord]) -> list[Grid]:
    """The ruled tables of a pdfplumber page with at least two rows and columns; ``words`` are put into their cells."""
    grids: list[Grid] = []
    for table in plumbed.find_tables():
        boxes = [tuple(float(side) for side in box) for box in table.cells]
        grid = _grid(boxes)
        if grid is None:
            continue
        _fill(grid, words)
        filled = [cell for row in grid.rows for cell in row if cell.words]
        if len({cell.row for cell in filled}) > 1 and len({cell.column for cell in filled}) > 1:
            grids.append(grid)
    return grids


def _grid(boxes: list[Any]) -> Grid | None:
    lefts = _snapped([box[0] for box in boxes] + [box[2] for box in boxes])
    tops = _snapped([box[1] for box in boxes] + [box[3] for box in boxes])
    if len(lefts) < 3 or len(tops) < 3:
        return None
    rows: list[list[GridCell]] = [[] for _ in range(len(tops) - 1)]
    for x0, top, x1, bottom in sorted(boxes, key=lambda box: (box[1], box[0])):
        column, right = _nearest(lefts, x0), _nearest(lefts, x1)
        row, low = _nearest(tops, top), _nearest(tops, bottom)
        if right > column and low > row:
            rows[row].append(GridCell((x0, top, x1, bottom), row, column, low - row, right - column, []))
    for line in rows:
        line.sort(key=lambda cell: cell.column)
    box = (lefts[0], tops[0], lefts[-1], tops[-1])
    return Grid(box, tuple(lefts), rows)


def _snapped(values: list[float]) -> list[float]:
    made: list[list[float]] = []
    for value in sorted(values):
        if made and value - made[-1][-1] <= _SNAP:
            made[-1].append(value)
        else:
            made.append([value])
    return [sum(group) / len(group) for group in made]


def _nearest(values: list[float], value: float) -> int:
    return min(range(len(values)), key=lambda index: abs(values[index] - value))


def _fill(grid: Grid, words: list[PageWord]) -> None:
    cells = [cell for row in grid.rows for cell in row]
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        for cell in cells:
            x0, top, x1, bottom = cell.box
            if x0 <= x <= x1 and top <= y <= bottom:
                cell.words.append(word)
                break


def inside(grid: Grid, word: PageWord) -> bool:
    """Whether a word stands within a grid."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return grid.box[0] <= x <= grid.box[2] and grid.box[1] <= y <= grid.box[3]
