"""The words by which texts are searched, the same on every database: with their marks, and without any."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from extractor.normalise.spelling import tone_changes

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60
"""Characters of a word that are kept; what is longer is no word."""


def word_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as they are searched, each with its offsets: lower case, NFC, "Hoà" as "hòa".

    Offsets are those of the text given; a text in NFC keeps its length in all of this.
    """
    same = text.lower()
    if len(same) != len(text):  # a few letters of other scripts become two
        same = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    changes = tone_changes(same)
    if changes:
        letters = list(same)
        for place, char in changes:
            letters[place] = char
        same = "".join(letters)
    for match in _WORD.finditer(same):
        yield match.group()[:_LONGEST], match.start(), match.end()


def words_of(text: str) -> list[str]:
    """The words of a text with their marks: "Hoà Bình, 19.2" gives hòa, bình, 19 and 2."""
    return [word for word, _, _ in word_spans(unicodedata.normalize("NFC", text))]


@lru_cache(maxsize=1 << 15)
def bare_word(word: str) -> str:
    """A word without tones and other marks, đ as d: "đạt" is "dat"."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
