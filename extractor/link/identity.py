"""Names for records that do not change: one for a place in given bytes, one for a fact in any copy of the work."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from functools import lru_cache

import regex

from extractor.core.particulars import Particulars

_BLANK = regex.compile(r"\s+")
_MARKUP = regex.compile(r"[*_#|“”\"'‘’]")
_DASH = regex.compile(r"[‐‑‒–—−]")
LENGTH = 24
"""Hexadecimal digits of an id: 96 bits."""


def record_id(document_id: str, start: int, end: int, kind: str) -> str:
    """Stable for the same number at the same place of the same bytes, on every machine and in every run."""
    return _digest(document_id, str(start), str(end), kind)


@lru_cache(maxsize=64)
def normalised(sentence: str) -> str:
    """A sentence without what copies differ in: case, blanks, line breaks, markup, dashes, quotes.

    Remembered for a while, for all records of a sentence ask for it.
    """
    text = unicodedata.normalize("NFKC", sentence).casefold()
    text = _DASH.sub("-", _MARKUP.sub(" ", text))
    return _BLANK.sub(" ", text).strip(" .;,-+•")


def work_of(particulars: Particulars, title: str) -> str:
    """What names a work: its number, body and date where it states them, else its title."""
    if particulars.number:
        return "|".join((particulars.number.upper(), particulars.issuing_body or "", str(particulars.day or "")))
    return normalised(particulars.title or particulars.subject or title)


class FactKeys:
    """Gives out fact keys: work, normalised sentence, and the number's place among the equal ones."""

    def __init__(self, work: str) -> None:
        self._work = work
        self._seen: Counter[tuple[str, int]] = Counter()

    def key(self, sentence: str, place: int) -> str:
        """``place`` is the number's index in its sentence; a sentence that stands twice counts its occurrences."""
        text = normalised(sentence)
        occurrence = self._seen[text, place]
        self._seen[text, place] += 1
        return _digest(self._work, text, str(place), str(occurrence))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:LENGTH]
