"""Characters become words, words become lines, by geometry alone: content order is not to be trusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import regex

from extractor.core.document import Box
from extractor.reading.pdf_chars import Glyph

_WORD_GAP = 0.13
"""A gap of more than this share of the letter height parts words where no blank is drawn."""
_UNIT_END = regex.compile(r"(?<!\p{L})(?:[kcdm]?m|hm|dam)$")
_SEGMENT_GAP = 1.6
"""A gap of more letter heights than this parts columns."""


@dataclass(slots=True)
class PageWord:
    """A word on a page; ``confidence`` where OCR read it."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    confidence: float | None = None

    @property
    def box(self) -> Box:
        return (round(self.x0, 1), round(self.top, 1), round(self.x1, 1), round(self.bottom, 1))


@dataclass(slots=True)
class Segment:
    """Words of one line without a wide gap between them."""

    words: list[PageWord]
    base: float
    x0: float = field(init=False)
    x1: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        self.x0, self.x1 = self.words[0].x0, max(word.x1 for word in self.words)
        self.top, self.bottom = min(word.top for word in self.words), max(word.bottom for word in self.words)
        sizes = sorted(word.size for word in self.words)
        self.size = sizes[len(sizes) // 2]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def lines_of(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Groups characters by their baselines, from top to bottom, each line from left to right.

    A raised or lowered character goes with the line that its box overlaps most.
    """
    lines: list[list[Glyph]] = []
    bases: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if lines:
            base, size = bases[-1]
            if glyph.base - base <= 0.35 * max(size, glyph.size):
                lines[-1].append(glyph)
                if glyph.size > size:
                    bases[-1] = (glyph.base, glyph.size)
                continue
        lines.append([glyph])
        bases.append((glyph.base, glyph.size))
    return [sorted(line, key=lambda g: g.x0) for line in _raised_put_back(lines) if line]


def _raised_put_back(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """Puts small raised or lowered characters ("m2") into the line of the letter that they touch."""
    for index, line in enumerate(lines):
        small = max(glyph.size for glyph in line)
        near = [n for n in (index - 1, index + 1) if 0 <= n < len(lines) and lines[n]]
        hosts = [n for n in near if small <= 0.8 * max(glyph.size for glyph in lines[n])]
        if not hosts:
            continue
        left: list[Glyph] = []
        for glyph in line:
            host = next((n for n in hosts if any(_touches(glyph, other) for other in lines[n])), None)
            if host is None:
                left.append(glyph)
            else:
                lines[host].append(glyph)
        lines[index] = [glyph for glyph in left if not glyph.text.isspace()] and left
    return lines


def _touches(small: Glyph, letter: Glyph) -> bool:
    """Whether a small character stands right behind a letter and beside its box."""
    if letter.text.isspace() or not -0.1 * letter.size <= small.x0 - letter.x1 <= 0.25 * letter.size:
        return False
    overlap = min(small.bottom, letter.bottom) - max(small.top, letter.top)
    return overlap > 0.3 * (small.bottom - small.top)


def without_references(line: list[Glyph]) -> list[Glyph]:
    """A line without the raised numbers of footnotes; raised numbers of units ("m2") stay."""
    size = max(glyph.size for glyph in line)
    base = max(glyph.base for glyph in line if glyph.size == size)
    kept: list[Glyph] = []
    word = ""
    for glyph in line:
        raised = (
            glyph.size <= 0.8 * size
            and base - glyph.base > 0.12 * size
            and (glyph.text.isdigit() or glyph.text in "*()")
        )
        if raised and word and not _UNIT_END.search(word):
            continue
        kept.append(glyph)
        word = "" if glyph.text.isspace() else word + ("" if raised else glyph.text)
    return kept


def words_of(line: list[Glyph]) -> list[PageWord]:
    """Cuts a line at blanks, and at gaps that are wider than those within its words."""
    usual = _usual_gap(line)
    words: list[PageWord] = []
    current: PageWord | None = None
    for glyph in line:
        if glyph.text.isspace():
            current = None
            continue
        if current is not None and glyph.x0 - current.x1 - usual * glyph.size <= _WORD_GAP * glyph.size:
            if glyph.x0 < current.x1 - 0.6 * (glyph.x1 - glyph.x0) and current.text.endswith(glyph.text):
                continue  # bold made by drawing the same letter twice
            current.text += glyph.text
            current.x1 = max(current.x1, glyph.x1)
            current.top, current.bottom = min(current.top, glyph.top), max(current.bottom, glyph.bottom)
            current.size = max(current.size, glyph.size)
            continue
        current = PageWord(glyph.text, glyph.x0, glyph.top, glyph.x1, glyph.bottom, glyph.size)
        words.append(current)
    return words


def _usual_gap(line: list[Glyph]) -> float:
    """The gap between letters of one word, as a share of their height: boxes may overlap, or letters be spaced."""
    gaps = sorted(
        (now.x0 - before.x1) / now.size
        for before, now in pairwise(line)
        if not before.text.isspace() and not now.text.isspace()
    )
    return max(-0.15, min(0.1, gaps[len(gaps) // 2])) if len(gaps) > 5 else 0.0


def segments_of(words: list[PageWord], base: float) -> list[Segment]:
    """Cuts a line at its wide gaps."""
    parts: list[list[PageWord]] = []
    for word in words:
        if parts and word.x0 - parts[-1][-1].x1 <= _SEGMENT_GAP * max(word.size, parts[-1][-1].size):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [Segment(part, base) for part in parts]
