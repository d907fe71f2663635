"""The district or commune that a record is about, by the words of its scope or its table row."""

from __future__ import annotations

import regex

_KIND = r"(huyện|thị xã|thành phố|TP\.?|quận|xã|phường|thị trấn|đặc khu)"
_SYLLABLE = r"\p{Lu}\p{L}*+(?:-\p{Lu}\p{L}*+)*+"
_NAMED = regex.compile(rf"(?<!\w)(?i:{_KIND})\s+({_SYLLABLE}(?:\s+{_SYLLABLE}){{0,4}}|\d{{1,2}})(?!\w)")


def place_of(*texts: str | None) -> str | None:
    """The place below a province that the first of the texts names: "Huyện Đô Lương" is "huyện Đô Lương".

    ``None`` where none is named: "mỗi huyện" and "toàn tỉnh" are no places.
    """
    for one in texts:
        match = _NAMED.search(one) if one else None
        if match:
            kind = "thành phố" if match.group(1).lower().startswith("tp") else match.group(1).lower()
            return f"{kind} {' '.join(match.group(2).split())}"
    return None
