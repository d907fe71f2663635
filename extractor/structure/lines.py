"""The lines of a text, without the blanks around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_EMPHASIS = re.compile(r"\*+|__+")
_SPACE = re.compile(r"\s+")
_RULE_SIGNS = "-=_*~.·"
_RULE = re.compile(rf"[{re.escape(_RULE_SIGNS)}\s]{{3,}}")
_HEADING_AND_ITEM = re.compile(r"(?P<heading>(?:[IVX]{1,5}|[A-E])\. [^\W\d_][^.;:|]{4,70}?) (?=1[.)] [^\W\d_a-zà-ỹđ])")
"""A heading and the first of its items in one line, where a break was lost: "III. Kế hoạch quý IV 1. Giải ngân …"."""


@dataclass(slots=True)
class Line:
    """A line that is not blank: ``[start, end)`` without outer blanks, ``raw`` as it is written.

    ``words`` is the line without marks of emphasis and with single blanks, "" where nothing else is left; ``gap`` tells
    that a blank line, or the beginning of the text, stands above it; ``indent`` and ``tail`` count the blanks before
    and behind; ``is_rule`` tells that it is drawn: dashes, stars, dots, and no word.
    """

    start: int
    end: int
    raw: str
    words: str
    gap: bool
    indent: int
    tail: int
    is_rule: bool


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold more than blanks, in order."""
    lines: list[Line] = []
    place, gap = 0, True
    for row in text.split("\n"):
        raw = row.strip()
        if raw:
            indent = 0 if row[0] == raw[0] else row.index(raw[0])
            size = len(raw)
            start = place + indent
            rule = raw[0] in _RULE_SIGNS and size >= 3 and _RULE.fullmatch(raw) is not None
            heading = _HEADING_AND_ITEM.match(raw) if raw[0] in "IVXABCDE" else None
            if heading is not None:
                end = heading.end("heading")
                lines.append(Line(start, start + end, raw[:end], _words(raw[:end]), gap, indent, 0, False))
                gap, raw, start, indent = False, raw[heading.end() :], start + heading.end(), 0
            lines.append(
                Line(start, start + len(raw), raw, _words(raw), gap, indent, len(row) - len(row.rstrip()), rule),
            )
            gap = False
        else:
            gap = True
        place += len(row) + 1
    return _quiet(lines) if _is_all_capitals(lines) else lines


_RUNNING = 60
"""Characters of a line from which on its paragraph is running text and no heading."""
_ROMAN = re.compile(r"[IVXLC]+[./]|[IVX]{2,}\)|[A-ZĐ]\.")
"""Numbering that capitals belong to."""


def _is_all_capitals(lines: list[Line]) -> bool:
    """Whether the running text of a document is written in capitals, so that these tell no heading from it."""
    running = [line.words for line in lines if len(line.words) >= _RUNNING]
    return len(running) > 2 and sum(words.isupper() for words in running) > 0.9 * len(running)


def _quiet(lines: list[Line]) -> list[Line]:
    """The lines with the words of running paragraphs in small letters, but for those that begin a sentence."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        if line.gap or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line)
    for paragraph in paragraphs:
        if not any(len(line.words) >= _RUNNING for line in paragraph) and paragraph[-1].words[-1] not in ".;":
            continue
        if any("|" in line.raw for line in paragraph):
            continue
        last = "."
        for line in paragraph:
            numbering = _ROMAN.match(line.words)
            if numbering and len(line.words) < _RUNNING and line.words[-1] not in ".;":
                last = "."
                continue  # a heading right above its text
            kept = numbering.end() if numbering else int(last in ".!?…:" and ")" not in line.words[:3])
            last = line.words[-1]
            line.words = line.words[:kept] + line.words[kept:].lower()
    return lines


def _words(written: str) -> str:
    raw = written
    if "*" in raw or "__" in raw:
        raw = _EMPHASIS.sub("", raw)
    if "  " in raw or not raw.isprintable():  # of all blanks only the space is printable
        raw = _SPACE.sub(" ", raw)
    return raw.strip() or written
