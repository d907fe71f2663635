"""Letters of other scripts that stand for Latin ones: "hộ nghèо" with a Cyrillic "о", "Ðồng" with an Icelandic "Ð"."""

from __future__ import annotations

import regex

from extractor.core.view import Edit

_ALWAYS = {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ"}
"""No Vietnamese word holds an eth or an African D; fonts draw them like Đ."""

_GREEK_AND_CYRILLIC = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјкорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι",
        "ABESIJKMHOPCTYXaesijkopcyxhdqwABEZHIKMNOPTYXovi",
        strict=True,
    )
)

_FOREIGN = regex.compile(r"[\u00d0\u00f0\u0189\u0370-\u03ff\u0400-\u052f]")
_WORD = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{M}]++")
_LATIN = regex.compile(r"\p{Latin}")


def to_latin(text: str) -> list[Edit]:
    """Edits, one a letter. Greek and Cyrillic letters change only inside words that hold a Latin letter as well."""
    if text.isascii() or not _FOREIGN.search(text):
        return []
    edits = []
    for word in _WORD.finditer(text):
        letters = word.group()
        if letters.isascii() or not _FOREIGN.search(letters):
            continue
        mixed = _LATIN.search(letters.translate(dict.fromkeys(map(ord, _ALWAYS)))) is not None
        for place, letter in enumerate(letters, word.start()):
            new = _ALWAYS.get(letter) or (_GREEK_AND_CYRILLIC.get(letter) if mixed else None)
            if new:
                edits.append(Edit(place, place + 1, new))
    return edits
