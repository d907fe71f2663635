"""Ruled tables of PDF pages: ruled lines that cross make a grid, and characters are put into its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise

from extractor.core.document import Box
from extractor.reading.pdf_chars import Glyph
from extractor.reading.pdf_lines import PageWord, lines_of, words_of
from extractor.reading.pdf_rules import Rule, Rules

_SNAP = 3.0
_LOOSE = 20.0
"""How far, in points, a border that is only white may move from page to page."""
_MOST_RULES = 4_000
_MOST_CELLS = 20_000


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
    """A table on one page. ``edges`` are the x positions of its column borders; each row holds the cells it begins."""

    box: Box
    edges: tuple[float, ...]
    rows: list[list[GridCell]]
    ruled: bool = True

    @property
    def cells(self) -> list[GridCell]:
        return [cell for row in self.rows for cell in row]

    @property
    def is_table(self) -> bool:
        """Whether there is text in at least two rows and two columns; else it is a frame."""
        filled = [cell for cell in self.cells if cell.words]
        return len({cell.row for cell in filled}) > 1 and len({cell.column for cell in filled}) > 1

    def same_columns(self, other: Grid) -> bool:
        """Whether another grid goes on this one: the same borders at the same places.

        Borders that are only white move with the words on each page, and the outermost are where words happen to end.
        """
        if len(self.edges) != len(other.edges) or self.ruled != other.ruled:
            return False
        pairs = list(zip(self.edges, other.edges, strict=True))
        if not self.ruled:
            return all(abs(a - b) <= _LOOSE for a, b in pairs[1:-1])
        return all(abs(a - b) <= 2 * _SNAP for a, b in pairs)


def grids_of(rules: Rules, glyphs: list[Glyph]) -> tuple[list[Grid], list[Glyph]]:
    """The ruled tables of a page with text in at least two rows and two columns, and the characters outside them."""
    if len(rules.level) + len(rules.upright) > _MOST_RULES:
        return [], glyphs
    grids: list[Grid] = []
    for level, upright in _groups(rules):
        made = _grid(level, upright)
        if made is None:
            continue
        grid, tops, at = made
        rest = _fill(grid, tops, at, glyphs)
        if grid.is_table:
            grids.append(grid)
            glyphs = rest
    return sorted(grids, key=lambda grid: grid.box[1]), glyphs


def empty_grids(rules: Rules, snap: float = _SNAP) -> list[Grid]:
    """The grids that lines make, without text, from top to bottom. Lines nearer than ``snap`` are one."""
    if len(rules.level) + len(rules.upright) > _MOST_RULES:
        return []
    made = (_grid(level, upright, snap) for level, upright in _groups(rules, snap))
    return sorted((found[0] for found in made if found), key=lambda grid: grid.box[1])


def _groups(rules: Rules, snap: float = _SNAP) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that hang together by crossing each other."""
    parent = list(range(len(rules.level) + len(rules.upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for number, upright in enumerate(rules.upright, start=len(rules.level)):
        for index, level in enumerate(rules.level):
            across = level.start - snap <= upright.place <= level.end + snap
            if across and upright.start - snap <= level.place <= upright.end + snap:
                parent[root(number)] = root(index)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*rules.level, *rules.upright]):
        level_group, upright_group = found.setdefault(root(index), ([], []))
        (level_group if index < len(rules.level) else upright_group).append(rule)
    return [(level, upright) for level, upright in found.values() if len(level) > 1 and upright]


def _grid(
    level: list[Rule], upright: list[Rule], snap: float = _SNAP
) -> tuple[Grid, list[float], list[list[GridCell]]] | None:
    """The cells between lines: neighbours without a line between them are one cell.

    With the grid come the places of its level lines, and for each row and column the cell that covers it.
    """
    xs = _places([rule.place for rule in upright] + [rule.start for rule in level] + [rule.end for rule in level], snap)
    ys = _places([rule.place for rule in level], snap)
    wide, high = len(xs) - 1, len(ys) - 1
    if wide < 2 or high < 2 or wide * high > _MOST_CELLS:
        return None
    walls = [_cover(upright, x, ys, snap) for x in xs]  # walls[i][row]: a line at xs[i] beside that row
    floors = [_cover(level, y, xs, snap) for y in ys]  # floors[j][column]: a line at ys[j] above that column
    at: list[list[GridCell | None]] = [[None] * wide for _ in range(high)]
    rows: list[list[GridCell]] = [[] for _ in range(high)]
    for row in range(high):
        for column in range(wide):
            if at[row][column] is not None:
                continue
            right = column + 1
            while right < wide and not walls[right][row] and at[row][right] is None:
                right += 1
            low = row + 1
            while low < high and not any(floors[low][column:right]) and not any(at[low][column:right]):
                if any(walls[place][low] for place in range(column + 1, right)):
                    break
                low += 1
            box = (
                _side(upright, xs[column], ys[row], ys[low], snap),
                _side(level, ys[row], xs[column], xs[right], snap),
                _side(upright, xs[right], ys[row], ys[low], snap),
                _side(level, ys[low], xs[column], xs[right], snap),
            )
            cell = GridCell(box, row, column, low - row, right - column, [])
            rows[row].append(cell)
            for y in range(row, low):
                at[y][column:right] = [cell] * (right - column)
    filled = [[cell for cell in line if cell is not None] for line in at]
    return Grid((xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), rows), ys, filled


def _places(values: list[float], snap: float) -> list[float]:
    made: list[list[float]] = []
    for value in sorted(values):
        if made and value - made[-1][0] <= snap:
            made[-1].append(value)
        else:
            made.append([value])
    return [sum(group) / len(group) for group in made]


def _cover(rules: list[Rule], place: float, marks: list[float], snap: float) -> list[bool]:
    """For each stretch between two marks, whether a line at ``place`` runs along most of it."""
    near = [rule for rule in rules if abs(rule.place - place) <= snap]
    return [
        any(min(rule.end, high) - max(rule.start, low) > 0.6 * (high - low) for rule in near)
        for low, high in pairwise(marks)
    ]


def _side(rules: list[Rule], place: float, low: float, high: float, snap: float) -> float:
    """Where a border really runs between two marks: a line that is not quite straight is made of pieces."""
    near = [
        (min(rule.end, high) - max(rule.start, low), rule.place)
        for rule in rules
        if abs(rule.place - place) <= snap and min(rule.end, high) > max(rule.start, low)
    ]
    return max(near)[1] if near else place


def _fill(grid: Grid, tops: list[float], at: list[list[GridCell]], glyphs: list[Glyph]) -> list[Glyph]:
    """Puts runs of characters into cells, and returns the characters outside the table.

    A run goes as a whole into the cell that holds most of it: text that is too wide for its cell runs over its border.
    """
    held: dict[int, list[Glyph]] = {}
    rest: list[Glyph] = []
    x0, top, x1, bottom = grid.box
    for _, members in groupby(glyphs, key=lambda glyph: glyph.run):
        run = list(members)
        found: Counter[int] = Counter()
        for glyph in run:
            x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
            if x0 <= x <= x1 and top <= y <= bottom and not glyph.text.isspace():
                row = min(bisect_right(tops, y) - 1, len(at) - 1)
                column = min(bisect_right(grid.edges, x) - 1, len(at[0]) - 1)
                found[id(at[row][column])] += 1
        if found:
            held.setdefault(found.most_common(1)[0][0], []).extend(run)
        else:
            rest += run
    for cell in grid.cells:
        for line in lines_of(held.get(id(cell), [])):
            cell.words += words_of(line)
    return rest
