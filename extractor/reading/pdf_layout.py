"""Reading order on a page: rows of segments become blocks of lines, columns one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import regex

from extractor.core.document import Box
from extractor.reading.pdf_chars import Glyph
from extractor.reading.pdf_lines import PageWord, Segment, lines_of, segments_of, without_references, words_of
from extractor.reading.pdf_tables import Grid

_MOTTO = regex.compile(r"^(?:C[ỘỌ]NG H(?:ÒA|OÀ)|ĐẢNG C[ỘỌ]NG SẢN|Độc [Ll]ập)")
_HEAD_ROWS = 8
_LETTERHEAD_ROWS = 7


@dataclass(slots=True)
class Line:
    """A line in reading order; lines of different ``block`` are never one paragraph."""

    segment: Segment
    block: int
    side: str = ""

    @property
    def text(self) -> str:
        return self.segment.text


@dataclass(slots=True)
class PageLayout:
    """A page cut into lines and grids, in reading order; ``heads`` are running heads, page numbers and stamps.

    ``turn`` is by how many degrees a scan was turned to the left to be read; all places are those of the turned page.
    """

    number: int
    width: float
    height: float
    parts: list[Line | Grid]
    heads: list[Segment]
    scanned: bool = False
    turn: int = 0
    references: int = 0

    @property
    def unturned(self) -> tuple[float, float]:
        """Width and height of the page as it is in the file."""
        return (self.width, self.height) if self.turn in (0, 180) else (self.height, self.width)

    def box_of(self, word: PageWord) -> Box:
        """A word's box on the page as it is in the file."""
        x0, top, x1, bottom = word.box
        if self.turn == 90:
            x0, top, x1, bottom = self.height - bottom, x0, self.height - top, x1
        elif self.turn == 180:
            x0, top, x1, bottom = self.width - x1, self.height - bottom, self.width - x0, self.height - top
        elif self.turn == 270:
            x0, top, x1, bottom = top, self.width - x1, bottom, self.width - x0
        return (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))

    @property
    def lines(self) -> list[Line]:
        return [part for part in self.parts if isinstance(part, Line)]


def words_with_bases(glyphs: list[Glyph]) -> tuple[list[tuple[float, list[PageWord]]], int]:
    """The words of a page, line by line, with the lines' baselines, and how many footnote numbers were left out."""
    made: list[tuple[float, list[PageWord]]] = []
    dropped = 0
    for line in lines_of(glyphs):
        kept = without_references(line)
        dropped += len(line) - len(kept)
        words = words_of(kept)
        if words:
            biggest = max(line, key=lambda glyph: glyph.size)
            made.append((biggest.base, words))
    return made, dropped


def rows_of(lines: list[tuple[float, list[PageWord]]]) -> list[list[Segment]]:
    """Rows of segments from top to bottom; lines that stand beside each other at nearly one height are one row."""
    rows: list[list[Segment]] = []
    for base, words in lines:
        segments = segments_of(words, base)
        if rows:
            last = rows[-1]
            size = min(segment.size for segment in [*last, *segments])
            near = base - max(segment.base for segment in last) < 0.6 * size
            apart = all(a.x1 <= b.x0 or b.x1 <= a.x0 for a in last for b in segments)
            if near and apart:
                rows[-1] = sorted([*last, *segments], key=lambda segment: segment.x0)
                continue
        rows.append(segments)
    return rows


def _letterhead_cut(rows: list[list[Segment]]) -> list[list[Segment]]:
    """Cuts the lines of a letterhead between the issuing body and the motto, however narrow the gap is."""
    for start, row in enumerate(rows[:_HEAD_ROWS]):
        words = [word for segment in row for word in segment.words]
        place = next(
            (i for i in range(1, len(words)) if _MOTTO.match(" ".join(word.text for word in words[i : i + 4]))), None
        )
        if place is None:
            continue
        boundary = (words[place - 1].x1 + words[place].x0) / 2
        made = list(rows)
        made[start] = [Segment(words[:place], row[0].base), Segment(words[place:], row[-1].base)]
        for index in range(start + 1, min(start + _LETTERHEAD_ROWS, len(rows))):
            words = [word for segment in rows[index] for word in segment.words]
            gaps = [
                (abs((before.x1 + now.x0) / 2 - boundary), number)
                for number, (before, now) in enumerate(pairwise(words), start=1)
                if now.x0 - before.x1 > 0.7 * now.size or _MOTTO.match(" ".join(w.text for w in words[number:]))
            ]
            if gaps:
                at = min(gaps)[1]
                made[index] = [Segment(words[:at], rows[index][0].base), Segment(words[at:], rows[index][-1].base)]
            elif words[0].x0 < boundary < words[-1].x1:
                break
        return made
    return rows


def ordered(rows: list[list[Segment]], first_block: int = 0) -> list[Line]:
    """The lines of rows in reading order: where a gap runs down several rows, the left column comes first."""
    rows = _letterhead_cut(rows)
    made: list[Line] = []
    block = first_block
    index = 0
    while index < len(rows):
        end, left, right = _columns(rows, index)
        if end > index:
            for side, name in ((left, "left"), (right, "right")):
                block += 1
                made += [Line(segment, block, name) for segment in side]
            block += 1
            index = end
            continue
        made.append(Line(_joined(rows[index]), block))
        index += 1
    return made


def _joined(row: list[Segment]) -> Segment:
    if len(row) == 1:
        return row[0]
    return Segment([word for segment in row for word in segment.words], row[0].base)


def _columns(rows: list[list[Segment]], start: int) -> tuple[int, list[Segment], list[Segment]]:
    """The two columns that begin at row ``start``: the row after them, and their segments; nothing where none do."""
    nothing: tuple[int, list[Segment], list[Segment]] = (start, [], [])
    row = rows[start]
    if len(row) != 2:
        return nothing
    low, high = row[0].x1, row[1].x0
    end, two_sided = start, 0
    for index in range(start, len(rows)):
        segments = rows[index]
        if index > start and segments[0].top - max(s.bottom for s in rows[index - 1]) > 6 * segments[0].size:
            break
        left = [s for s in segments if s.x1 <= high]
        right = [s for s in segments if s.x0 >= low]
        if (
            len(left) > 1
            or len(right) > 1
            or len(left) + len(right) < len(segments)
            or (left and right and left[0] is right[0])
        ):
            break
        new_low = max([low, *(s.x1 for s in left)])
        new_high = min([high, *(s.x0 for s in right)])
        if new_high - new_low < 0.3 * segments[0].size:
            break
        if left and right:
            end, two_sided = index + 1, two_sided + 1
        elif not _hangs_on(rows, index, segments[0], end):
            if index > end + 4:
                break
            low, high = new_low, new_high
            continue
        else:
            end = index + 1
        low, high = new_low, new_high
    sides = [s for row in rows[start:end] for s in row]
    left_side = [s for s in sides if s.x1 <= low + 0.1]
    right_side = [s for s in sides if s.x1 > low + 0.1]
    substantive = sum(len(s.text) for s in left_side) > 8 * max(1, len(left_side))
    if two_sided < 1 or end - start < 2 or not substantive or not right_side:
        return nothing
    return end, left_side, right_side


def _hangs_on(rows: list[list[Segment]], index: int, segment: Segment, end: int) -> bool:
    """Whether a one-sided row below two columns still belongs to the one above it."""
    if index != end:
        return False
    centre = (segment.x0 + segment.x1) / 2
    for above in rows[index - 1]:
        near = segment.top - above.bottom < 1.0 * segment.size
        aligned = abs((above.x0 + above.x1) / 2 - centre) < 12 or abs(above.x0 - segment.x0) < 3
        if near and aligned and abs(above.size - segment.size) < 0.2 * segment.size:
            return True
    return False
