"""The marked training sentences of ``annotations/sentences``: plain text and the stretches that are marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractor.core.entity import Label
from extractor.core.errors import DataError

LABEL_OF: Final[dict[str, Label | None]] = {
    "S": "SUBJECT",
    "I": "INDICATOR",
    "C": "SCOPE",
    "B": "BODY",
    "P": "PLACE",
    "T": "TARGET",
    "R": "RESULT",
    "N": None,  # a number that is no record: it teaches by not being marked
}
_PLANS = ("kế hoạch", "dự toán", "chỉ tiêu", "mục tiêu")
_BESIDE = 18
"""Characters that may stand between a quantity and the subject right after it ("9,2 triệu lượt khách")."""
_MARK = re.compile(r"\[([A-Z])\|([^\[\]|]*)\]")
_STRAY = re.compile(r"[\[\]|]")


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` of a sentence and its letter."""

    letter: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A training sentence without its marks, the marks in order, and the sector that its file is about."""

    text: str
    marks: tuple[Mark, ...]
    sector: str

    def labelled(self) -> list[tuple[int, int, Label]]:
        """The marks that a model is to find."""
        return [(mark.start, mark.end, label) for mark in self.marks if (label := LABEL_OF[mark.letter]) is not None]

    def subjects(self) -> list[tuple[Mark, Mark]]:
        """Each quantity that is a record, with the mark of its subject; quantities that have none are left out.

        The marks do not say which belong together. A subject right after a quantity, no sign between, is its own;
        else it is the last one before it, else the next one after it. A plan is no subject: of "đạt 98% kế hoạch" it
        is what the plan is for.
        """
        marks = [mark for mark in self.marks if mark.letter in "TR" or (mark.letter == "S" and not self._is_plan(mark))]
        out: list[tuple[Mark, Mark]] = []
        for index, quantity in enumerate(marks):
            if quantity.letter == "S":
                continue
            before = next((mark for mark in reversed(marks[:index]) if mark.letter == "S"), None)
            after = next((mark for mark in marks[index + 1 :] if mark.letter == "S"), None)
            beside = after is not None and after is marks[index + 1] and self._are_beside(quantity, after)
            subject = after if beside or before is None else before
            if subject is not None:
                out.append((quantity, subject))
        return out

    def _is_plan(self, mark: Mark) -> bool:
        return self.text[mark.start : mark.end].casefold().startswith(_PLANS)

    def _are_beside(self, one: Mark, two: Mark) -> bool:
        between = self.text[one.end : two.start]
        return len(between) <= _BESIDE and not any(sign in between for sign in ",;:.(")


def parse(line: str, sector: str = "") -> Marked:
    """A line with marks as a sentence. Raises ``DataError`` for an unknown letter, an empty mark or a stray bracket."""
    pieces: list[str] = []
    marks: list[Mark] = []
    size = end = 0
    for match in _MARK.finditer(line):
        letter, inner = match.groups()
        if letter not in LABEL_OF or not inner:
            raise DataError(f"no such mark: {match.group()}")
        before = line[end : match.start()]
        start = size + len(before)
        marks.append(Mark(letter, start, start + len(inner)))
        pieces += (before, inner)
        size = start + len(inner)
        end = match.end()
    pieces.append(line[end:])
    text = "".join(pieces)
    if _STRAY.search(text):
        raise DataError(f"a bracket that belongs to no mark: {line}")
    return Marked(text, tuple(marks), sector)


def load(folder: Path) -> list[Marked]:
    """All marked sentences below a folder, by path and line; lines that are blank or start with "#" are none.

    The sector is the name of the file. Raises ``DataError`` with file and line for one that is malformed, and where
    there is none at all.
    """
    found: list[Marked] = []
    for file in _files(folder):
        for number, line in enumerate(file.read_text("utf-8").split("\n"), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                found.append(parse(line, file.stem))
            except DataError as error:
                raise DataError(f"{file}:{number}: {error}") from error
    if not found:
        raise DataError(f"{folder}: no marked sentences below it")
    return found


def _files(folder: Path) -> Iterable[Path]:
    return sorted(folder.rglob("*.txt"))
