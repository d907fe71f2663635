"""The light markup in which the corpus's Word and PDF documents are written, read into parts.

One part a line: ``@left`` and ``@right`` the two sides of the letterhead, ``@title`` and ``@about`` centred lines,
``#`` and ``##`` headings, ``+`` items numbered by the word processor, ``@signleft`` and ``@signright`` the recipients
and the signer, ``@page`` a page break, ``|`` a row of a table (``<`` joins a cell to the one on its left, ``^`` to
the one above), ``[^1]`` a footnote mark and ``[^1]:`` its text; everything else is a paragraph. ``/`` between blanks
parts the lines of a letterhead or signature.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

MARK = re.compile(r"\[\^(\d+)\]")
_NOTE = re.compile(r"\[\^(\d+)\]: (.+)")


@dataclass(frozen=True)
class Part:
    """A part of a document: its kind, its lines, and for a table its rows of cells."""

    kind: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A document as its parts in order, and its footnotes by number."""

    parts: tuple[Part, ...]
    notes: dict[str, str] = field(default_factory=dict)


def load(path: Path) -> Sheet:
    """Reads a source file into its parts."""
    parts: list[Part] = []
    rows: list[tuple[str, ...]] = []
    notes: dict[str, str] = {}
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            parts.append(Part("table", rows=tuple(rows)))
            rows = []
        note = _NOTE.fullmatch(line)
        if note:
            notes[note[1]] = note[2]
        elif line:
            parts.append(_part(line))
    return Sheet(tuple(parts), notes)


def _part(line: str) -> Part:
    word, _, rest = line.partition(" ")
    if word in {"@left", "@right", "@signleft", "@signright"}:
        return Part(word[1:], tuple(piece.strip() for piece in rest.split(" / ")))
    if word in {"@title", "@about", "@page"}:
        return Part(word[1:], (rest,))
    if word in {"#", "##", "+"}:
        return Part({"#": "heading1", "##": "heading2", "+": "number"}[word], (rest,))
    return Part("paragraph", (line,))


def spans(rows: tuple[tuple[str, ...], ...]) -> dict[tuple[int, int], tuple[int, int]]:
    """How many rows and columns each cell of a table covers; cells that another one covers are left out."""
    covered = {
        (y, x): (
            1 + _run([rows[below][x] == "^" for below in range(y + 1, len(rows))]),
            1 + _run([cell == "<" for cell in row[x + 1 :]]),
        )
        for y, row in enumerate(rows)
        for x in range(len(row))
    }
    return {place: size for place, size in covered.items() if rows[place[0]][place[1]] not in {"<", "^"}}


def _run(flags: list[bool]) -> int:
    return flags.index(False) if False in flags else len(flags)
