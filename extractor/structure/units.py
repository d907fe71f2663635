"""Lines put together to units: a paragraph, an item, a heading, whatever its lines were wrapped to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extractor.core.document import BlockKind
from extractor.structure.lines import Line
from extractor.structure.markers import DASH, Marker, marker_of

_ENDS = frozenset(".!?:;…”\"’'»)")
_STOPS = frozenset('.!?…”"’»')


@dataclass
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

    @cached_property
    def words(self) -> str:
        return " ".join(line.words for line in self.lines) if len(self.lines) > 1 else self.lines[0].words

    @property
    def ends(self) -> str:
        """The last character that is no blank, "" where there are only marks of emphasis."""
        return self.words[-1:]

    @property
    def bold(self) -> bool:
        """Whether the whole unit is set in bold (or italics)."""
        first, last = self.lines[0].raw, self.lines[-1].raw
        return first[:1] == "*" and last[-1:] == "*" and first.strip("*").strip() != "" and not self._broken_bold

    @property
    def _broken_bold(self) -> bool:
        inner = " ".join(line.raw for line in self.lines).strip("*")
        return "*" in inner


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the lines of a text are cut at a width, so that sentences run on over them."""
    runs_on = pairs = 0
    for above, below in pairwise(lines):
        if below.gap or above.raw == "|" or below.raw == "|":
            continue
        pairs += 1
        last = above.words[-1:]
        if len(above.raw) >= 20 and last not in _ENDS and below.words[:1].islower():
            runs_on += 1
    return pairs >= 3 and runs_on >= 0.3 * pairs


def units_of(lines: Sequence[Line], *, wrapped: bool, width: int) -> list[Unit]:
    """Puts lines together. ``width`` is about the length of a full line, for texts that are wrapped."""
    units: list[Unit] = []
    previous: Line | None = None
    for line in lines:
        marker = marker_of(line.words)
        unit = units[-1] if units else None
        if (
            unit is not None
            and previous is not None
            and not line.is_rule
            and not previous.is_rule
            and _goes_on(previous, line, marker, wrapped=wrapped, width=width)
        ):
            unit.lines.append(line)
            unit.end = line.end
        else:
            units.append(Unit(line.start, line.end, [line], line.gap, marker=marker))
        previous = line
    for place, unit in enumerate(units):
        unit.alone = unit.gap and (place + 1 == len(units) or units[place + 1].gap)
    return units


def _goes_on(above: Line, line: Line, marker: Marker | None, *, wrapped: bool, width: int) -> bool:
    """Whether a line continues the one above it."""
    if line.gap:
        return False
    last = above.words[-1:]
    first = line.words[:1]
    if marker is not None and not _is_wrapped_dash(line, marker, last):
        return False
    if line.raw[0] in "#[!" or above.raw[0] in "#[!":
        return False
    if not wrapped:
        return (last not in _ENDS and (first.islower() or first in ",;.)")) or last == ","
    if _emphasis_open(above):
        return True
    if last in _STOPS or last == ";":
        return last != ";" and not (len(above.raw) < 0.8 * width and not first.islower())
    if last == ":":
        return False
    return not (line.raw.startswith("**") and above.raw.endswith("**"))


def _is_wrapped_dash(line: Line, marker: Marker, last: str) -> bool:
    """Whether a dash at the head of a line belongs to the words around it: "kinh tế" / "- xã hội"."""
    return marker.level == DASH and last not in _ENDS and line.words[marker.length : marker.length + 1].islower()


def _emphasis_open(line: Line) -> bool:
    """Whether bold began in this line and has not ended in it."""
    return line.raw.startswith("**") and line.raw.count("**") % 2 == 1
