"""Lines put together to units: a paragraph, an item, a heading, whatever its lines were wrapped to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.core.document import BlockKind
from extractor.structure.lines import Line
from extractor.structure.markers import DASH, Marker, marker_of

_ENDS = frozenset(".!?:;…”\"’'»)")
_STOPS = frozenset('.!?…”"’»')
_SAMPLE = 500
_HEADING = 220
_ANNEX_LINES = 3
_INNER_STOP = re.compile(r"(?!(?:T[PXTS]|BS|KS|GS|PGS)\.)[^\s.]{2}[.!?…][”\"’)]?\s+[^\W\d_a-z]")


@dataclass(slots=True)
class Unit:
    """A draft of a block. ``words`` is its text in one line; ``gap`` and ``alone`` tell of blank lines around it."""

    start: int
    end: int
    lines: list[Line]
    gap: bool
    alone: bool = False
    kind: BlockKind | None = None
    marker: Marker | None = None
    joined: bool = False
    depth: int | None = None
    table: int | None = None
    row: int | None = None

    words: str = ""

    def __post_init__(self) -> None:
        self.words = self.lines[0].words if len(self.lines) == 1 else " ".join(line.words for line in self.lines)

    def add(self, line: Line) -> None:
        """Takes in the next line."""
        self.lines.append(line)
        self.end = line.end

    def close(self) -> None:
        """Takes its words from its lines anew, once all lines are in."""
        if len(self.lines) > 1:
            self.words = " ".join(line.words for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether the whole unit is set in bold (or italics)."""
        first, last = self.lines[0].raw, self.lines[-1].raw
        return first[:1] == "*" and last[-1:] == "*" and first.strip("*").strip() != "" and not self._broken_bold

    @property
    def _broken_bold(self) -> bool:
        inner = " ".join(line.raw for line in self.lines).strip("*")
        return "*" in inner


@dataclass(frozen=True)
class Style:
    """How a text sets its lines.

    ``wrapped``: lines are cut at about ``width`` and sentences run on; ``spaced``: blank lines stand between
    paragraphs; ``sentences``: a line holds one sentence, so that paragraphs end at blank lines only.
    """

    wrapped: bool
    width: int
    spaced: bool
    sentences: bool


def style_of(lines: Sequence[Line]) -> Style:
    """The style of a text, from how its lines end and begin."""
    runs_on = pairs = closed = spaced = inner = long = 0
    for above, below in pairwise(lines):
        if above.raw[0] == "|" or below.raw[0] == "|":
            continue
        last = above.words[-1:]
        if last in _ENDS:
            closed += 1
            spaced += below.gap
        if len(above.raw) >= 40 and long < _SAMPLE:
            long += 1
            inner += _INNER_STOP.search(above.raw) is not None
        if below.gap:
            continue
        pairs += 1
        if len(above.raw) >= 20 and len(below.raw) >= 15 and last not in _ENDS and below.words[:1].islower():
            runs_on += 1
    lengths = sorted(len(line.raw) for line in lines)
    return Style(
        wrapped=pairs >= 3 and runs_on >= 0.3 * pairs,
        width=lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0,
        spaced=spaced * 2 > closed,
        sentences=long >= 4 and inner <= 0.15 * long,
    )


def units_of(lines: Sequence[Line], style: Style) -> list[Unit]:
    """Puts lines together that are one thing."""
    units: list[Unit] = []
    previous: Line | None = None
    for place, line in enumerate(lines):
        marker = marker_of(line.words)
        unit = units[-1] if units else None
        link = place + 1 < len(lines) and lines[place + 1].indent == 1 and not lines[place + 1].gap
        if unit is not None and previous is not None and _goes_on(unit, previous, line, marker, style, link=link):
            unit.add(line)
        else:
            units.append(Unit(line.start, line.end, [line], line.gap, marker=marker))
        previous = line
    for place, unit in enumerate(units):
        unit.close()
        unit.alone = unit.gap and (place + 1 == len(units) or units[place + 1].gap)
        if style.sentences and not style.wrapped and place and not unit.gap and unit.marker is None:
            unit.joined = True
    return units


def _goes_on(unit: Unit, above: Line, line: Line, marker: Marker | None, style: Style, *, link: bool) -> bool:
    """Whether a line continues the unit that the line above it ends.

    ``link`` tells that the next line is indented by one blank: words of a link often stand on a line of their own,
    the words before it end in a blank and those behind it begin with one.
    """
    if line.raw[0] in "#[!" or above.raw[0] in "#[!" or line.is_rule or above.is_rule:
        return False
    last = above.words[-1:]
    if line.gap:
        return not style.wrapped and last == "," and marker is None and unit.marker is None
    if unit.marker is not None and len(unit.lines) == 1 and unit.marker.length >= len(above.words):
        return marker is None and len(line.words) < _HEADING  # "2.10." or "Chương I" on a line of its own
    if unit.marker is not None and unit.marker.level == 1 and len(unit.lines) <= _ANNEX_LINES and line.words.isupper():
        return marker is None  # the name of an annex in capitals
    if style.wrapped:
        return _goes_on_wrapped(above, line, marker, style)
    if marker is not None:
        return False
    first = line.words[:1]
    if last in _ENDS:
        return last == ":" and above.tail == 1 and len(line.words) < 60  # "Ảnh: " before a link
    if first.islower() or first in ",;.)" or last == ",":
        return True
    return (above.tail == 1 and link) or (line.indent == 1 and len(unit.lines) > 1)


def _goes_on_wrapped(above: Line, line: Line, marker: Marker | None, style: Style) -> bool:
    last = above.words[-1:]
    lower = line.words[:1].islower()
    if marker is not None:
        if last in _ENDS or (above.raw.endswith("**") and line.raw.startswith("**")):
            return False
        if marker.level == DASH and line.words[marker.length : marker.length + 1].islower():
            return True  # "kinh tế" / "- xã hội"
        return style.spaced or len(above.raw) >= 0.9 * style.width
    if _emphasis_open(above):
        return True
    if last == ";":
        return lower
    if last == ":":
        return lower or line.words.startswith("http")
    if last in _STOPS:
        return lower or style.spaced or len(above.raw) >= 0.8 * style.width
    return not (line.raw.startswith("**") and above.raw.endswith("**"))


def _emphasis_open(line: Line) -> bool:
    """Whether bold began in this line and has not ended in it."""
    return line.raw.startswith("**") and line.raw.count("**") % 2 == 1
