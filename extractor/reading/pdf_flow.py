"""Lines become paragraphs, over line and page breaks; tables go on over pages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

import regex

from extractor.core.document import Page, Word
from extractor.reading.compose import CellText, Composer
from extractor.reading.layout import names_table
from extractor.reading.pdf_heads import footnotes_apart, is_head, running_heads
from extractor.reading.pdf_layout import Line, PageLayout
from extractor.reading.pdf_lines import PageWord, Segment
from extractor.reading.pdf_tables import Grid, GridCell

_MARKER = regex.compile(
    r"^(?:[-–—+*•●]\s|\(?\d{1,3}[.)](?:\d{1,3}[.)]?)*+\s|\(?[a-zđ]{1,2}[.)]\s|[IVXLC]{1,6}[.)]\s|"
    r"(?:Điều|Chương|Phần|Mục|Phụ lục|Biểu|Bảng)\s+[\dIVXLC]{1,5}\b)"
)
_ENDS = (".", ";", ":", "!", "?", "…")
_HEADER_ROWS = 4
"""At most so many rows may be a table's heading, repeated on its later pages."""
_FULL = 0.6
"""A paragraph goes on over a page only where it stands below this share of the page's height."""


@dataclass
class Flow:
    """Writes the pages of a document into a composer; words keep their boxes."""

    composer: Composer
    _open: list[PageWord] = field(default_factory=list)
    _pages_of: list[PageLayout] = field(default_factory=list)
    _last: Segment | None = None
    _block: int = -1
    _side: str = ""
    _right: float = 0.0
    _glued: set[int] = field(default_factory=set)
    _words: dict[int, list[Word]] = field(default_factory=dict)
    _grid: Grid | None = None
    _grid_rows: int = 0
    _header: list[list[str]] = field(default_factory=list)
    _row: list[tuple[GridCell, list[tuple[PageLayout, PageWord]]]] = field(default_factory=list)
    _row_number: int = 0
    _footnotes: list[tuple[PageLayout, Segment]] = field(default_factory=list)
    _repeated: int = 0
    _rights: dict[int, float] = field(default_factory=dict)

    def write(self, pages: list[PageLayout]) -> tuple[Page, ...]:
        """Writes all pages, and returns them with the stretches of text that they hold."""
        repeated = running_heads(pages)
        for page in pages:
            # Pages of one width share their right margin: a page of short lines alone does not show it.
            width = round(page.width)
            right = _Measures.of([line.segment for line in page.lines]).right
            self._rights[width] = max(self._rights.get(width, 0.8 * page.width), min(right, page.width))
        for page in pages:
            self._page(page, repeated)
        self._close()
        self._end_table()
        if self._repeated:
            self.composer.note(f"{self._repeated} table headings repeated on a later page left out")
        return self._finish(pages)

    def _page(self, page: PageLayout, repeated: set[str]) -> None:
        heads = list(page.heads)
        body: list[Line | Grid] = []
        for part in page.parts:
            if isinstance(part, Line) and is_head(part.segment, page, repeated):
                heads.append(part.segment)
            else:
                body.append(part)
        measures = replace(
            _Measures.of([part.segment for part in body if isinstance(part, Line)]),
            right=self._rights[round(page.width)],
        )
        body, footnotes = footnotes_apart(body, page)
        fresh = True
        for part in body:
            if isinstance(part, Grid):
                self._table(page, part, first=fresh)
                fresh = False
                continue
            self._end_table()
            if not self._goes_on(part, measures, new_page=fresh):
                self._close()
                if heads:
                    self._heads(page, heads)
                    heads = []
            self._add(page, part, measures)
            fresh = False
        if heads:
            # Nothing starts on this page: its heads stand behind the paragraph that runs over it.
            if self._open and self._pages_of[0] is not page:
                self._close()
            self._heads_after(page, heads)
        self._footnotes = [(page, segment) for segment in footnotes]
        if not self._open:
            self._write_footnotes(page)

    def _write_footnotes(self, now: PageLayout) -> None:
        """Writes the footnotes of a page behind its last paragraph, also where that runs over to the next page."""
        for page, segment in self._footnotes:
            spans = self.composer.words([word.text for word in segment.words], "note")
            if page is now:  # else they stand among the words of the next page, and have no place of their own
                self._keep(page, segment.words, spans)
        self._footnotes = []

    def _heads_after(self, page: PageLayout, heads: list[Segment]) -> None:
        if self._open:
            self._close()
        self._heads(page, heads)

    def _heads(self, page: PageLayout, heads: list[Segment]) -> None:
        if self._grid is None:
            self._end_table()
        self._flush_row()
        for head in heads:
            spans = self.composer.words([word.text for word in head.words], "note")
            self._keep(page, head.words, spans)

    def _goes_on(self, line: Line, measures: _Measures, *, new_page: bool) -> bool:
        """Whether a line goes on the paragraph that is open."""
        before, now = self._last, line.segment
        if before is None or not self._open or line.side != self._side:
            return False
        if not new_page and line.block != self._block:
            return False
        if abs(before.size - now.size) > 0.15 * max(before.size, now.size):
            return False
        text = self._open[-1].text
        if new_page and before.bottom < _FULL * self._pages_of[-1].height:
            return False
        if _MARKER.match(now.text + " ") and text.endswith((*_ENDS, ",")):
            return False
        if not new_page:
            pitch = now.base - before.base
            if pitch > 1.28 * measures.pitch + 1 or pitch < 0:
                return False
        if line.side:
            return False
        room = self._right - before.x1
        need = now.words[0].x1 - now.words[0].x0 + 0.25 * now.size
        if room > need + 0.3 * now.size:
            return self._centred_pair(before, now, measures)
        indented = now.x0 > measures.left + 0.8 * now.size
        if indented and now.x0 > before.x0 - 2 and not abs(now.x0 - before.x0) < 2:
            return False
        if indented and abs(now.x0 - before.x0) < 2 and len(self._lines_open) == 1:
            # Two lines at one indent: the first of two indented paragraphs, unless the paragraph as a whole is.
            return not text.endswith(_ENDS)
        return not (new_page and text.endswith(_ENDS) and indented)

    @property
    def _lines_open(self) -> set[float]:
        return {round(word.bottom, 0) for word in self._open}

    def _centred_pair(self, before: Segment, now: Segment, measures: _Measures) -> bool:
        """A title set in the middle over two lines."""
        middle = (measures.left + measures.right) / 2
        both = all(abs((s.x0 + s.x1) / 2 - middle) < 6 and s.x0 > measures.left + 1.5 * s.size for s in (before, now))
        wide = before.x1 - before.x0 > 0.45 * (measures.right - measures.left)
        same = before.text.isupper() == now.text.isupper()
        return both and wide and same and not before.text.endswith(_ENDS)

    def _add(self, page: PageLayout, line: Line, measures: _Measures) -> None:
        if self._open and self._open[-1].text.endswith("-") and len(self._open[-1].text) > 1:
            self._glued.add(len(self._open))  # Vietnamese is not hyphenated: a hyphen at a line's end is one
        self._open += line.segment.words
        self._pages_of += [page] * len(line.segment.words)
        self._last, self._block, self._side = line.segment, line.block, line.side
        self._right = measures.right

    def _close(self) -> None:
        """Writes the paragraph that is open as one line."""
        if not self._open:
            return
        self._end_table()
        spans = self.composer.words([word.text for word in self._open], glued=self._glued)
        for word, page, span in zip(self._open, self._pages_of, spans, strict=True):
            self._keep(page, [word], [span])
        last = self._pages_of[-1]
        self._open, self._pages_of, self._last, self._glued = [], [], None, set()
        self._write_footnotes(last)

    def _keep(self, page: PageLayout, words: list[PageWord], spans: list[tuple[int, int]]) -> None:
        kept = self._words.setdefault(page.number, [])
        for word, (start, end) in zip(words, spans, strict=True):
            if end > start:
                kept.append(Word(start, end, page.box_of(word), word.confidence))

    def _end_table(self) -> None:
        self._flush_row()
        self._grid = None
        self.composer.close_table()

    def _table(self, page: PageLayout, grid: Grid, *, first: bool) -> None:
        goes_on = first and self._grid is not None and self._grid.same_columns(grid)
        rows = [row for row in grid.rows if any(cell.words for cell in row)]
        texts = [[cell.text for cell in row] for row in rows]
        if goes_on:
            same = 0
            while same < len(rows) and same < len(self._header) and texts[same] == self._header[same]:
                same += 1
            rows = rows[same:]
            self._repeated += bool(same)
        else:
            self._close()
            self._end_table()
            last = self.composer.last_line()
            self.composer.open_table(last if names_table(last) else "")
            self._grid_rows = 0
            self._header = texts[:_HEADER_ROWS]
        self._grid = grid
        if not rows:
            return
        if goes_on and self._splits(rows[0]):
            self._append(page, rows[0])
            rows = rows[1:]
        first_row = rows[0][0].row if rows else 0
        for row in rows:
            self._flush_row()
            self._row_number = self._grid_rows + row[0].row - first_row
            self._row = [(cell, [(page, word) for word in cell.words]) for cell in row]
        if rows:
            self._grid_rows += rows[-1][0].row - first_row + 1

    def _splits(self, row: list[GridCell]) -> bool:
        """Whether the first row of a page is the rest of the row that the page before broke off.

        It is where its first cell is empty although the row before has one, and no cell of it begins with a number.
        """
        if not self._row or row[0].column or row[0].words or not self._row[0][1]:
            return False
        known = {cell.column for cell, words in self._row if words}
        filled = [cell for cell in row if cell.words]
        return all(cell.column in known and not cell.words[0].text[0].isdigit() for cell in filled)

    def _append(self, page: PageLayout, row: list[GridCell]) -> None:
        rest = {cell.column: cell.words for cell in row}
        for cell, words in self._row:
            words += [(page, word) for word in rest.get(cell.column, [])]

    def _flush_row(self) -> None:
        """Writes the row that waits to be gone on with."""
        if not self._row:
            return
        cells = [
            (CellText("", cell.column, cell.row_span, cell.column_span), [word.text for _, word in words])
            for cell, words in self._row
        ]
        spans = self.composer.word_row(cells, self._row_number) or []
        for (_, words), cell_spans in zip(self._row, spans, strict=False):
            for (page, word), span in zip(words, cell_spans, strict=True):
                self._keep(page, [word], [span])
        self._row = []

    def _finish(self, pages: list[PageLayout]) -> tuple[Page, ...]:
        made: list[Page] = []
        start = 0
        for index, page in enumerate(pages):
            words = sorted(self._words.get(page.number, []), key=lambda word: word.start)
            end = start
            if index == len(pages) - 1:
                end = self.composer.size
            elif words:
                later = (self._words.get(p.number) for p in pages[index + 1 :])
                following = next((min(w.start for w in found) for found in later if found), self.composer.size)
                end = max(words[-1].end, following)
            made.append(Page(page.number, start, end, *page.unturned, tuple(words), page.scanned))
            start = end
        return tuple(made)


@dataclass(frozen=True, slots=True)
class _Measures:
    """The text area of a page and the distance of its lines."""

    left: float
    right: float
    pitch: float

    @classmethod
    def of(cls, segments: list[Segment]) -> _Measures:
        if not segments:
            return cls(0.0, 0.0, 0.0)
        lefts = sorted(segment.x0 for segment in segments if len(segment.words) > 4) or [segments[0].x0]
        rights = sorted(segment.x1 for segment in segments)
        pitches = sorted(
            now.base - before.base
            for before, now in pairwise(segments)
            if 0.8 * now.size < now.base - before.base < 2.5 * now.size
        )
        size = segments[len(segments) // 2].size
        return cls(
            lefts[len(lefts) // 10],
            rights[-max(1, len(rights) // 20)],
            pitches[len(pitches) // 5] if pitches else 1.2 * size,
        )
