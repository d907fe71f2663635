"""The noun phrase that stands right after a number: what it counts."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractor.lexicon.boundaries import NOT_A_NOUN, STOP_AFTER, STOP_PHRASES

LONGEST = 7
"""Syllables of a noun phrase at the most; what follows narrows it and is not needed."""

_SYLLABLE = regex.compile(r"\s*+(?P<word>[^\W\d_][\w]*+(?:[-/][^\W_]\w*+)*+)")
_JOIN = regex.compile(r",\s+(?=(?P<word>[^\W\d_]\w*+))")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase ``text``, one blank between syllables, and its place in the text for matching."""

    text: str
    start: int
    end: int


def noun_after(text: str, start: int, longest: int = LONGEST) -> Noun | None:
    """The noun phrase that begins at ``start`` (after blanks); nothing where no noun can stand there.

    It ends at punctuation, at a digit, at a verb or preposition of ``lexicon.boundaries``, or after ``longest``
    syllables. Kinds of administrative units are joined over commas ("xã, phường, thị trấn").
    """
    words: list[str] = []
    position = start
    begin = end = start
    while len(words) < longest:
        match = _SYLLABLE.match(text, position)
        if match is None:
            joined = _JOIN.match(text, position)
            if joined and words and words[-1].lower() in _LISTED and joined["word"].lower() in _LISTED:
                words[-1] += ","
                position = joined.start("word")
                continue
            break
        word = match["word"]
        low = word.lower()
        if not words:
            if low in NOT_A_NOUN and not _INDICATOR.match(text, match.start("word")):
                return None
            if _FIRST_STOPS.match(text, match.start("word")):
                return None
            begin = match.start("word")
        elif low in STOP_AFTER or _phrase_stops(text, match.start("word")):
            break
        words.append(word)
        position = end = match.end()
    if not words:
        return None
    return Noun(" ".join(words), begin, end)


_INDICATOR = regex.compile(r"chỉ\s+(?:tiêu|số)(?!\w)", regex.IGNORECASE)
_FIRST_STOPS = regex.compile(r"(?:thực\s+hiện|triển\s+khai|dự\s+kiến|so\s+với|trở\s+lên|trở\s+xuống|bắt\s+đầu|kể\s+từ)(?!\w)", regex.IGNORECASE)
_LISTED = frozenset({"xã", "phường", "huyện", "quận", "thôn", "bản", "ấp", "làng", "trấn", "thị", "buôn", "khu", "khóm", "thành"})
_STOPS = regex.compile("|".join(regex.escape(phrase) for phrase in STOP_PHRASES), regex.IGNORECASE)


def _phrase_stops(text: str, start: int) -> bool:
    match = _STOPS.match(text, start)
    return match is not None and (match.end() == len(text) or not text[match.end()].isalnum())
