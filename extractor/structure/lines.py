"""The lines of a text, without the blanks around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_EMPHASIS = re.compile(r"\*+|__+")
_SPACE = re.compile(r"\s+")
_SEPARATOR = re.compile(r"[-=_*~.·\s]{3,}")


@dataclass
class Line:
    """A line that is not blank: ``[start, end)`` without outer blanks, and its words.

    ``gap`` tells that a blank line, or the beginning of the text, stands above it; ``indent`` and ``tail`` count the
    blanks before and behind its words.
    """

    start: int
    end: int
    raw: str
    gap: bool
    indent: int
    tail: int

    @cached_property
    def words(self) -> str:
        """The line without marks of emphasis and with single blanks."""
        raw = self.raw
        if "*" in raw or "__" in raw:
            raw = _EMPHASIS.sub("", raw)
        if "  " in raw or "\t" in raw or "\xa0" in raw:
            raw = _SPACE.sub(" ", raw)
        return raw.strip()

    @cached_property
    def is_rule(self) -> bool:
        """Whether the line is drawn: dashes, stars, dots, and no word."""
        return len(self.raw) >= 3 and _SEPARATOR.fullmatch(self.raw) is not None


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of ``text[start:end]`` that hold more than blanks, in order."""
    lines = []
    place, gap = start, True
    for row in text[start:end].split("\n"):
        raw = row.strip()
        if raw:
            indent = row.index(raw[0])
            lines.append(
                Line(place + indent, place + indent + len(raw), raw, gap, indent, len(row) - indent - len(raw))
            )
            gap = False
        else:
            gap = True
        place += len(row) + 1
    return lines
