"""What a document says it does to an older one: replaces, annuls or amends it, read from its sentences."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import regex

from extractor.lexicon.succession import EXPIRES, NOT_THIS_ONE, PARTS, SUCCESSION
from extractor.link.days import DAY, day_of
from extractor.link.references import NUMBER, tidy

ACTIONS = tuple(SUCCESSION)
_ACTION_OF = {word: action for action, words in SUCCESSION.items() for word in words}
_CUES = "|".join(regex.escape(word).replace(r"\ ", r"\s++") for word in sorted(_ACTION_OF, key=len, reverse=True))
_CUE = regex.compile(rf"(?<!\p{{L}})(?P<cue>{_CUES})(?!\p{{L}})", regex.IGNORECASE)
_NAMED = regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?P<number>{NUMBER})", regex.VERBOSE)
_TO_DAY = regex.compile(r"[\s,]*+(?:ký\s++)?+", regex.IGNORECASE)
_PART = regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(map(regex.escape, PARTS))})(?!\p{{L}})", regex.IGNORECASE)
_BEFORE = regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(map(regex.escape, NOT_THIS_ONE))})\s*+$", regex.IGNORECASE)
_ENDS = regex.compile(
    rf"[^;.]{{0,120}}?(?<!\p{{L}})(?:{'|'.join(word.replace(' ', chr(92) + 's++') for word in EXPIRES)})",
    regex.IGNORECASE,
)
_BASIS = regex.compile(r"\s*+[-–+*]?\s*+(?:căn\s++cứ|theo|xét|thực\s++hiện)(?!\p{L})", regex.IGNORECASE)
_REACH = 160
"""Characters between the words and the number of the document that they are about."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What is done to the document of a number, of a day where the text says one, and the sentence that says it."""

    action: str
    number: str
    day: date | None
    sentence: str
    position: int


def relations(sentences: Iterable[tuple[int, str]], own: str | None) -> Iterator[Relation]:
    """The relations that numbered sentences state, each document once; ``own`` is the document's own number.

    What a text is based on ("Căn cứ …") and what others did ("đã được sửa đổi bởi …") is none of its doing.
    """
    seen = {own}
    for position, sentence in sentences:
        text = unicodedata.normalize("NFC", sentence)
        if _BASIS.match(text):
            continue
        for action, match in _found(text):
            number = tidy(match.group("number"))
            if number in seen:
                continue
            seen.add(number)
            gap = _TO_DAY.match(text, match.end())
            said = DAY.match(text, gap.end() if gap else match.end())
            yield Relation(action, number, day_of(said) if said else None, sentence, position)


def _found(text: str) -> Iterator[tuple[str, regex.Match[str]]]:
    for cue in _CUE.finditer(text):
        if _BEFORE.search(text[max(0, cue.start() - 30) : cue.start()]):
            continue
        stop = min(len(text), cue.end() + _REACH)
        following = _CUE.search(text, cue.end(), stop)
        action = _ACTION_OF[" ".join(cue.group("cue").lower().split())]
        previous = cue.end()
        for named in _NAMED.finditer(text, cue.end(), following.start() if following else stop):
            between = text[previous : named.start()]
            if previous > cue.end() and not regex.search(r"[,;]|(?<!\p{L})và(?!\p{L})", between):
                break
            if previous == cue.end() and regex.search(r"(?<!\p{L})(?:bằng|theo|tại|bởi|do)(?!\p{L})", between):
                break
            part = action != "amends" and _PART.search(between) is not None
            yield "amends" if part else action, named
            previous = named.end()
    for named in _NAMED.finditer(text):
        if _ENDS.match(text, named.end()) and not _PART.search(text[max(0, named.start() - 60) : named.start()]):
            yield "replaces", named
