"""Makes decoded text readable: legacy runs, look-alikes, split and decomposed diacritics; digits are never touched."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field

import regex

from extractor.lexicon.legacy import LOOK_ALIKES
from extractor.reading.legacy import repair

_LOOK_ALIKES = str.maketrans(LOOK_ALIKES)
_LOOK_ALIKE = regex.compile("[" + "".join(LOOK_ALIKES) + "]")
_LONG_MARKS = regex.compile(r"\p{Mn}{30}\p{Mn}++")
_SPLIT_MARK = regex.compile(r"(?<=\p{L}) ++(?=[\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b])")
_LINE_END = regex.compile(r"\r\n?")

_SAY = {
    "TCVN3": "{:,} characters were in TCVN3 (ABC) and turned into Unicode",
    "VNI": "{:,} characters were in VNI and turned into Unicode",
    "VISCII": "{:,} characters were in VISCII and turned into Unicode",
    "NFC": "decomposed letters composed in {:,} places",
    "split": "{:,} diacritics stood apart from their letters and were joined",
    "look-alike": "{:,} look-alikes of Đ replaced",
}


def compose(text: str) -> str:
    """NFC in linear time: absurd pile-ups of marks are left as they are."""
    if unicodedata.is_normalized("NFC", text):
        return text
    if not _LONG_MARKS.search(text):
        return unicodedata.normalize("NFC", text)
    pieces: list[str] = []
    place = 0
    for match in _LONG_MARKS.finditer(text):
        pieces += [unicodedata.normalize("NFC", text[place : match.start()]), match[0]]
        place = match.end()
    return "".join(pieces) + unicodedata.normalize("NFC", text[place:])


def unix_lines(text: str) -> str:
    """LF for every line end."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


@dataclass
class Mender:
    """Mends strings and keeps count of what it did, for the document's notes."""

    counts: Counter[str] = field(default_factory=Counter)
    legacy: bool = True

    def mend(self, text: str, *, whole: bool = False) -> str:
        """Composed Unicode. ``whole`` leaves blanks before stray diacritics alone: the text is the user's own file."""
        if text.isascii():
            return text
        if self.legacy:
            text = repair(text, self.count)
        if _LOOK_ALIKE.search(text):
            self.counts["look-alike"] += len(_LOOK_ALIKE.findall(text))
            text = text.translate(_LOOK_ALIKES)
        if not whole:
            text, joined = _SPLIT_MARK.subn("", text)
            self.counts["split"] += joined
        composed = compose(text)
        if composed is not text and composed != text:
            self.counts["NFC"] += max(1, len(text) - len(composed))
        return composed

    def count(self, encoding: str, size: int) -> None:
        self.counts[encoding] += size

    def notes(self) -> tuple[str, ...]:
        return tuple(_SAY[kind].format(count) for kind, count in sorted(self.counts.items()) if count)
