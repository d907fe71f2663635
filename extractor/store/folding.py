"""Keys by which texts are found whatever their case, the place of a tone, or their tones at all."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_KIND_OF_PROVINCE = re.compile(r"^(?:tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)
_SPELT_WITH_Y = re.compile(r"(?<![^\W_])([hklmst])y(?![^\W_])")


def toned(text: str) -> str:
    """Lower case, single blanks, the tone of each word at its end: "Hoà  Bình" and "Hòa Bình" are the same."""
    return " ".join(_tone_last(word) for word in text.casefold().split())


def bare(text: str) -> str:
    """Lower case, single blanks, letters without any mark, đ as d."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


@lru_cache(maxsize=4096)
def province_key(name: str) -> str:
    """One key for a province, with or without the word before its name and with or without tones."""
    return bare(_KIND_OF_PROVINCE.sub("", unicodedata.normalize("NFC", name).strip()))


def unit_key(unit: str) -> str:
    """One key for a unit: "Tỷ đồng", "tỉ đồng" and "triệu đồng / người" with and without blanks are the same."""
    letters = "".join(char for char in toned(unit).replace(" /", "/").replace("/ ", "/"))
    decomposed = unicodedata.normalize("NFD", letters)
    return unicodedata.normalize("NFC", _SPELT_WITH_Y.sub(r"\1i", _without_tones(decomposed))) + _tones_of(decomposed)


def _tone_last(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", _without_tones(decomposed)) + _tones_of(decomposed)


def _without_tones(decomposed: str) -> str:
    return "".join(char for char in decomposed if char not in _TONES)


def _tones_of(decomposed: str) -> str:
    return "".join(char for char in decomposed if char in _TONES)
