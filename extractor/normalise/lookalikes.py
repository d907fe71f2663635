"""Letters of other scripts that stand for Latin ones: "hộ nghèо" with a Cyrillic "о", "Ðồng" with an Icelandic "Ð"."""

from __future__ import annotations

import re
import unicodedata

import regex

from extractor.normalise.spelling import Change

_ALWAYS = {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ"}
"""No Vietnamese word holds an eth or an African D; fonts draw them like Đ."""

_GREEK_AND_CYRILLIC = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјкорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι",
        "ABESIJKMHOPCTYXaesijkopcyxhdqwABEZHIKMNOPTYXovi",
        strict=True,
    )
)

_FOREIGN = re.compile("[" + "".join(_ALWAYS) + "".join(_GREEK_AND_CYRILLIC) + "]")
_LATIN = regex.compile(r"\p{Latin}")


def latin_changes(text: str) -> list[Change]:
    """Letters to read as others; Greek and Cyrillic ones only inside words that hold a Latin letter as well."""
    if text.isascii():
        return []
    changes: list[Change] = []
    end, mixed = 0, False
    for match in _FOREIGN.finditer(text):
        letter, place = match.group(), match.start()
        new = _ALWAYS.get(letter)
        if new is None:
            if place >= end:
                end, mixed = _word_around(text, place)
            if not mixed:
                continue
            new = _GREEK_AND_CYRILLIC[letter]
        changes.append((place, new))
    return changes


def _word_around(text: str, place: int) -> tuple[int, bool]:
    """Where the word around a letter ends, and whether it holds a Latin letter (an eth is none)."""
    start = end = place
    while start and _is_letter(text[start - 1]):
        start -= 1
    while end < len(text) and _is_letter(text[end]):
        end += 1
    word = "".join(letter for letter in text[start:end] if letter not in _ALWAYS)
    return end, _LATIN.search(word) is not None


def _is_letter(sign: str) -> bool:
    return sign.isalpha() or unicodedata.category(sign)[0] == "M"
