"""What stands above each block: the headings, and the line that introduces it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.core.document import Block
from extractor.lexicon.numbering import LEADS
from extractor.structure.headings import TYPOGRAPHIC
from extractor.structure.markers import DASH, PLAIN, Marker
from extractor.structure.units import Unit

_LEAD = re.compile(rf"(?:^|\W)(?:{'|'.join(sorted(LEADS, key=len, reverse=True))})\W*$", re.IGNORECASE)
_RUNNING = frozenset({"paragraph", "item"})
_ALPHABET = "abcdđeghiklmnopqrstuvxy"


@dataclass(slots=True)
class _Open:
    """An item that others may stand below or beside. ``cut_off`` tells that running text came after it."""

    level: int
    block: int
    leads: bool
    lead: int | None
    marker: Marker | None
    cut_off: bool = False


def is_lead(words: str) -> bool:
    """Whether a line introduces what follows: it ends in a colon or with the words that stand before one."""
    return words[-1:] == ":" or _LEAD.search(words[-24:]) is not None


def to_blocks(units: Sequence[Unit]) -> tuple[Block, ...]:
    """Blocks with the headings above them and the block that introduces them."""
    outline = _Outline()
    return tuple(outline.block(index, unit) for index, unit in enumerate(units))


class _Outline:
    """Where a document stands: the headings and items that are open, and the last line that introduces something."""

    def __init__(self) -> None:
        self.headings: list[tuple[int, str, bool]] = []  # depth, words, whether it is numbered
        self.section: tuple[str, ...] = ()
        self.items: list[_Open] = []
        self.lead: int | None = None
        self.before: str = ""

    def block(self, index: int, unit: Unit) -> Block:
        """The block of the next unit."""
        kind = unit.kind or "paragraph"
        level, lead, section = 0, None, self.section
        if kind == "heading":
            level = unit.depth if unit.depth is not None else unit.marker.level if unit.marker else TYPOGRAPHIC
            section = self._enter(index, unit, level)
        elif kind == "item":
            level = unit.marker.level if unit.marker else PLAIN + 1
            lead = self._item(index, unit, level)
            section = self.section
        elif kind in ("paragraph", "title"):
            lead = self._paragraph(index, unit)
        elif kind == "row":
            lead = self.lead
        joined = unit.joined and kind in _RUNNING and self.before in _RUNNING
        self.before = kind
        marker = unit.marker.written if unit.marker and kind in ("heading", "item") else None
        return Block(kind, unit.start, unit.end, section, lead, marker, level, joined, unit.table, unit.row)

    def _enter(self, index: int, unit: Unit, level: int) -> tuple[str, ...]:
        """Opens a heading and gives those above it."""
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        above = tuple(words for _, words, _ in self.headings)
        self.headings.append((level, unit.words.lstrip("# "), unit.marker is not None))
        self.section = (*above, self.headings[-1][1])
        self.items, self.lead = [], index if is_lead(unit.words) else None
        return above

    def _item(self, index: int, unit: Unit, level: int) -> int | None:
        """Opens an item and gives the block that introduces it."""
        if self.headings and level < DASH:
            self._leave(level)
        while self.items and self.items[-1].level > level:
            self.items.pop()
        lead = self.lead
        if self.items and self.items[-1].level == level:
            beside = self.items.pop()
            if not beside.cut_off or _follows(beside.marker, unit.marker):
                lead = beside.lead
        elif self.items:
            above = self.items[-1]
            if not (above.cut_off and self.lead is not None):  # else introduced by the text between
                lead = above.block if above.leads else above.lead
        self.items.append(_Open(level, index, is_lead(unit.words), lead, unit.marker))
        return lead

    def _leave(self, level: int) -> None:
        """An item of text ends the numbered headings of its depth: "c)" ends what "b)" was the heading of."""
        for place, (depth, _, numbered) in enumerate(self.headings):
            if numbered and depth >= level:
                del self.headings[place:]
                self.section = tuple(words for _, words, _ in self.headings)
                return

    def _paragraph(self, index: int, unit: Unit) -> int | None:
        """Takes in running text: it may be introduced itself, and may introduce what follows."""
        lead = index - 1 if self.lead == index - 1 else None
        if self.items:
            last = self.items[-1]
            if last.leads and (last.block == index - 1 or not unit.gap):
                lead = last.block
        for item in self.items:
            item.cut_off = True
        self.lead = index if is_lead(unit.words) else None
        return lead


def _follows(above: Marker | None, below: Marker | None) -> bool:
    """Whether two markers are next in one series: "a)" and "b)", "1." and "2."."""
    if above is None or below is None or above.series != below.series:
        return False
    first, second = (
        re.sub(r"\W", "", marker.written.rpartition(".")[2] or marker.written) for marker in (above, below)
    )
    if first.isdecimal() and second.isdecimal():
        return int(second) == int(first) + 1
    return len(first) == len(second) == 1 and 0 < _ALPHABET.find(second) - _ALPHABET.find(first) <= 2
