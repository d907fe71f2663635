"""Small letters for sentences that are written all in capitals, so that rules need not know two spellings."""

from __future__ import annotations

import re
from typing import Final

from extractor.lexicon.units import CURRENCIES, MEASURES

_LEAST = 12
"""Letters that a text must have to be told from an abbreviation or a name, ..."""
_WORDS = 4
"""... and words: "MỤC TIÊU ĐẾN NĂM 2025" is one, "UBND TỈNH LÀO CAI" too, "THU NỘI ĐỊA" none."""
_TOKEN = re.compile(r"[^\W_]+(?:[/-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_VOWEL = re.compile(r"[AEIOUYÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĨŨƠƯẠ-Ỹ]")
_STARTS = re.compile(r"(?:^|[.!?:]\s+|\n)[\W\d_]*$")
_NUMBER_BEFORE = re.compile(r"(?:[\d/]|NGHÌN|NGÀN|VẠN|TRIỆU|TỶ|TỈ)\s?$")
_ROMAN = re.compile(
    r"(?:II+|IV|VII+|IX|XI+V?|XIX|XX|(?<=QUÝ )I|(?<=QUÝ )V|(?<=PHẦN )[IVX]|(?<=LỤC )[IVX]|(?<=CHƯƠNG )[IVX])"
)
"""Numerals that are no word; "VI" and "XI" may be one."""
_UNITS: Final = {unit.upper(): unit for unit in (*CURRENCIES, *MEASURES) if unit.upper() != unit and unit.isalnum()}
_NAMES: Final = frozenset({"UBND", "HĐND", "ODA", "FDI", "USD", "OCOP", "EU", "IIP", "CPI", "PAPI", "ICT", "IOT"})
"""Abbreviations with vowels that stay in capitals; those without are told by that."""


def quiet_changes(text: str) -> list[tuple[int, str]]:
    """The letters of a text all in capitals that are to be small; none where it has a small letter or is short.

    The first letter of a sentence, abbreviations, citations ("383/KH-UBND") and words with digits stay; a unit behind
    a number is spelt as it is ("KWH" is "kWh").
    """
    if not text.isupper() or sum(map(str.isalpha, text)) < _LEAST or len(text.split()) < _WORDS:
        return []
    changes: list[tuple[int, str]] = []
    for match in _TOKEN.finditer(text):
        if "/" in match.group() and "-" in match.group():
            continue
        for part in _PART.finditer(text, match.start(), match.end()):
            word, start = part.group(), part.start()
            before = text[max(0, start - 40) : start]
            unit = _UNITS.get(word)
            if unit is not None and (start > match.start() or _NUMBER_BEFORE.search(before)):
                changes += ((start + place, sign) for place, sign in enumerate(unit) if sign != word[place])
            elif not _stays(text, part):
                first = 1 if _STARTS.search(before) else 0
                small = ((start + place, word[place].lower()) for place in range(first, len(word)))
                changes += ((place, sign) for place, sign in small if sign != text[place] and len(sign) == 1)
    return changes


def _stays(text: str, word: re.Match[str]) -> bool:
    """Whether a word keeps its capitals: an abbreviation, a numeral, a word with digits."""
    said = word.group()
    return (
        _ROMAN.fullmatch(text, word.start(), word.end()) is not None
        or said in _NAMES
        or not _VOWEL.search(said)
        or any(map(str.isdigit, said))
    )
