"""Titles, headings and items among the units that are text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.lexicon.numbering import DOCUMENT_TYPES
from extractor.structure.markers import DASH, NUMBER
from extractor.structure.officials import is_issuer
from extractor.structure.units import Unit

_TYPE = re.compile(rf"\W*(?:{'|'.join(sorted(DOCUMENT_TYPES, key=len, reverse=True))})\W*", re.IGNORECASE)
_MARKDOWN = re.compile(r"(#{1,6})\s+\S")
_CLOSED = frozenset(".!?;,…")
_HEADING_LENGTH = 220
_ITEM_LENGTH = 400
_TITLE_LENGTH = 600
_LONGEST_HEADLINE = 260
TYPOGRAPHIC = 19
"""Depth of a heading that has no number: below the numbered ones with a number of any length, above letters."""


def mark_titles(units: Sequence[Unit]) -> None:
    """The headline of an article, or the type of a document and its trích yếu."""
    texts = [unit for unit in units if unit.kind is None]
    for place, unit in enumerate(texts[:30]):
        name = unit.lines[0].words
        if len(name) < 40 and name.isupper() and _TYPE.fullmatch(name) and len(unit.words) < _TITLE_LENGTH:
            unit.kind = "title"
            if len(unit.lines) > 1:
                return
            above = unit
            for below in texts[place + 1 : place + 5]:
                if not _goes_on_title(above, below, first=above is unit):
                    break
                below.kind = "title"
                above = below
            _mark_issuer(texts[place + 1 : place + 5])
            return
    top = next((unit for unit in units if unit.kind in (None, "heading")), None)
    if top is not None and top.kind == "heading" and top.depth == 1 and len(top.words) < _LONGEST_HEADLINE:
        top.kind = "title"  # a web page says which line is its headline
        return
    first = next((unit for unit in texts), None)
    if (
        first is not None
        and len(first.words) < _LONGEST_HEADLINE
        and first.words[-1] not in ".;,"
        and first.marker is None
        and len(texts) > 1
        and not first.words.startswith("(")
    ):
        first.kind = "title"


def _mark_issuer(units: Sequence[Unit]) -> None:
    """The issuing body in capitals between the trích yếu of a decision and its grounds belongs to the letterhead."""
    for unit in units:
        if unit.kind is None and unit.words.isupper() and unit.marker is None and is_issuer(unit.words):
            unit.kind = "letterhead"
            return


def _goes_on_title(above: Unit, unit: Unit, *, first: bool) -> bool:
    """Whether a unit is the trích yếu below a document's type, or one more line of it in capitals."""
    if len(unit.words) >= _TITLE_LENGTH or unit.marker is not None or unit.words[-1] in ".;:,":
        return False
    return first or (above.words.isupper() and unit.words.isupper() and not is_issuer(unit.words))


def mark_headings(units: Sequence[Unit]) -> None:
    """Headings and items among the units that have no kind yet; what is left is paragraphs."""
    texts = [unit for unit in units if unit.kind is None]
    for place, unit in enumerate(texts):
        following = texts[place + 1] if place + 1 < len(texts) else None
        above = texts[place - 1] if place else None
        words = unit.words
        marks = _MARKDOWN.match(words)
        if marks:
            unit.kind = "heading"
            unit.depth = len(marks.group(1))
        elif unit.marker is not None:
            unit.kind = "heading" if _is_numbered_heading(unit, following) else "item"
        elif _is_typographic_heading(unit, following):
            unit.kind = "heading"
            unit.depth = TYPOGRAPHIC
        elif _is_unmarked_item(unit, above):
            unit.kind = "item"
        else:
            unit.kind = "paragraph"


_FIGURE = re.compile(r"\d\s?%|\d/\d|\d[\d.,]*\s(?:NGHÌN|TRIỆU|TỶ|TỈ|HA|KM|XÃ|HUYỆN|HỘ|NGƯỜI|LẦN)(?!\w)")
"""What a line in capitals says of an amount: it is a sentence and no heading."""


def _is_numbered_heading(unit: Unit, following: Unit | None) -> bool:
    marker, words = unit.marker, unit.words
    if marker is None or marker.level >= DASH or len(words) > _HEADING_LENGTH:
        return False
    if marker.level < NUMBER - 1 and len(words) < 160:
        return words[-1] not in ";," and (words[-1] != "." or len(words) < 60 or words.isupper())
    rest = words[marker.length :]
    if words[-1] == ":" and len(words) < 160 and following is not None:
        return following.marker is None and following.gap  # "1. Về tình hình năm 2025:" above running text
    if words[-1] in _CLOSED:
        return unit.bold and len(words) < 160
    if unit.bold or (rest.isupper() and len(rest) > 3 and not _FIGURE.search(rest)):
        return True
    if following is None or following.marker is None:
        return following is not None and len(words) < 120 and words[-1] != ":"
    if following.marker.series == marker.series:
        return False
    return following.marker.level > marker.level and len(words) < 120 and words[-1] != ":"


def _is_typographic_heading(unit: Unit, following: Unit | None) -> bool:
    words = unit.words
    if following is None or len(words) > 160 or words[-1] in ".;,:…!" or (words[0] == "(" and words[-1] == ")"):
        return False
    if unit.bold:
        return True
    if words.isupper() and len(words) > 4:
        return not _FIGURE.search(words)
    return (
        len(words) < 110
        and words[0].isupper()
        and words[-1] not in ')"”'
        and (unit.gap or len(following.words) > 1.5 * len(words))
        and not following.words[0].islower()
        and (following.words[-1] in '.:…”"' or following.marker is not None)
        and following.words[-1] not in ",;"
        and not any(sign in words for sign in ("%",))
    )


def _is_unmarked_item(unit: Unit, above: Unit | None) -> bool:
    """A line of a list without signs: below a lead-in, closed by ";", "," or nothing; only the last may have a stop."""
    if above is None or unit.gap or len(unit.words) > _ITEM_LENGTH:
        return False
    last, before = unit.words[-1], above.words[-1]
    if above.kind == "item" and above.marker is None:
        return before not in ".!?…" and last != ":"
    return before == ":" and last not in ".!?…:"
