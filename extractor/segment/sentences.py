"""Cuts blocks into source sentences.

The cutting is our own: it needs no import of half a second, knows numbering, abbreviations, initials, quotes and line
breaks that ``underthesea.sent_tokenize`` does not, and a test holds that both agree on plain running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractor.core.document import Block, Sentence
from extractor.lexicon.abbreviations import ABBREVIATIONS, FORMS_OF_ADDRESS, LETTERED_WORDS, NUMBERED_WORDS

_WHOLE = frozenset({"title", "heading", "row"})
_LONG_ITEM = 1000
LONGEST = 2000
"""Characters of a sentence at the most."""
"""An item longer than this that holds stops is running text with a number."""
_IN_BRACKETS = 200
"""A stop between brackets ends no sentence where both stand within so many characters of it."""

_STOP = re.compile(
    r"""
    (?<! [.!?…] ) [.!?…]++ [\])}"”'’»*_]*+             # the stop and what closes behind it
    \s++
    (?= [\[({"“‘«'*_]*+ (?: [-–+•] \s*+ )? [^\W_a-z] )   # an opening sign, then a digit or what may be a capital
    """,
    re.VERBOSE,
)
_OPENING = "([{\"'“‘«*_"
_NEAR = 40
"""Characters before a stop in which its last two words are looked for."""
_ABBREVIATIONS = frozenset(ABBREVIATIONS)
_NUMBERING = re.compile(
    rf"(?:(?:{'|'.join(NUMBERED_WORDS)})\s+)?(?:\d{{1,3}}(?:\.\d{{1,3}})*|[IVXLC]+|[A-Za-zđ])", re.IGNORECASE
)
_INITIALS = re.compile(r"(?:[A-ZĐ]\.)*[A-ZĐ]")
_ROMAN = frozenset("IVX")
_AROUND = " *_\n("
_NUMBERING_LENGTH = 40


def sentences(text: str, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """The source sentences of all blocks of text, in order, as slices of the document text without outer blanks.

    A title, a heading, a row and an item are one sentence each; only an item of more than 1,000 characters is cut.
    Nothing that people write is longer than ``LONGEST``; what is, is cut at a sign or a blank, so that the work on a
    sentence stays bounded.
    """
    found: list[Sentence] = []
    for index, block in enumerate(blocks):
        if not block.is_text:
            continue
        if block.kind in _WHOLE or (block.kind == "item" and block.end - block.start <= _LONG_ITEM):
            parts: Iterable[tuple[int, int]] = ((block.start, block.end),)
        else:
            parts = cut(text, block.start, block.end)
        for start, end in parts:
            found.extend(Sentence(first, last, index) for first, last in _bounded(text, start, end))
    return tuple(found)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces of at most ``LONGEST`` characters, without blanks around them."""
    while end - start > LONGEST:
        stop = start + LONGEST
        for sign in (";", ",", " "):
            place = text.rfind(sign, start + LONGEST // 2, stop)
            if place >= 0:
                stop = place + 1
                break
        first, last = _trimmed(text, start, stop)
        if first < last:
            yield first, last
        start = stop
    first, last = _trimmed(text, start, end)
    if first < last:
        yield first, last


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]`` without outer blanks, in order."""
    begin = start
    for match in _STOP.finditer(text, start, end):
        if not _ends(text, begin, match):
            continue
        stop = match.end()
        yield _trimmed(text, begin, stop)
        begin = stop
    if begin < end:
        low, high = _trimmed(text, begin, end)
        if low < high:
            yield low, high


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a stop before a capital or digit ends the sentence that began at ``begin``."""
    at = match.start()
    following = text[match.end() : match.end() + 1]
    if following.islower() or _in_brackets(text, begin, at):
        return False
    if text[at] != "." or text[at : at + 2] == "..":
        return True
    words = text[max(begin, at - _NEAR) : at].split()
    word = words[-1].lstrip(_OPENING) if words and not text[at - 1].isspace() else ""
    before = words[-2].lstrip(_OPENING) if len(words) > 1 else ""
    if word in _ABBREVIATIONS or word.rpartition(".")[2] in _ABBREVIATIONS:
        return before in LETTERED_WORDS
    if _INITIALS.fullmatch(word):
        if word in _ROMAN:
            return not (before[:1].isupper() or before.lower() in FORMS_OF_ADDRESS)
        return before.lower() in LETTERED_WORDS
    return at - begin > _NUMBERING_LENGTH or not _NUMBERING.fullmatch(text[begin:at].strip(_AROUND))


def _in_brackets(text: str, begin: int, at: int) -> bool:
    """Whether a bracket is open at a place and closed soon behind it."""
    opened = text.rfind("(", max(begin, at - _IN_BRACKETS), at)
    if opened < 0 or text.rfind(")", opened, at) >= 0:
        return False
    closed = text.find(")", at, at + _IN_BRACKETS)
    return closed >= 0 and text.find("(", at, closed) < 0
