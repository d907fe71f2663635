"""Cuts blocks into source sentences.

The cutting is our own: it needs no import of half a second, knows numbering, abbreviations, initials, quotes and line
breaks that ``underthesea.sent_tokenize`` does not, and a test holds that both agree on plain running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.core.document import Block, Sentence
from extractor.lexicon.abbreviations import ABBREVIATIONS, NUMBERED_WORDS

_WHOLE = frozenset({"title", "heading", "row"})

_STOP = re.compile(
    r"""
    (?: [.!?…]++ ) [\])}"”'’»*_]*+           # the stop and what closes behind it
    (?= \s )
    \s++
    (?= [\[({"“‘«'*_]*+ (?: [-–+•] \s*+ )? [^\W_a-z] )   # an opening sign, a letter that may be a capital, or a digit
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[\w./]*+\Z")
_ABBREVIATIONS = frozenset(ABBREVIATIONS)
_NUMBERING = re.compile(
    rf"(?:(?:{'|'.join(NUMBERED_WORDS)})\s+)?(?:\d{{1,3}}(?:\.\d{{1,3}})*|[IVXLC]+|[A-Za-zđ])", re.I
)
_INITIALS = re.compile(r"(?:[A-ZĐ]\.)*[A-ZĐ]")


def sentences(text: str, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """The source sentences of all blocks of text, in order, as slices of the document text without outer blanks.

    A title, a heading and a row are one sentence each, an item is one unless a stop inside it ends a sentence.
    """
    found: list[Sentence] = []
    for index, block in enumerate(blocks):
        if not block.is_text:
            continue
        if block.kind in _WHOLE:
            found.append(Sentence(block.start, block.end, index))
        else:
            found.extend(Sentence(start, end, index) for start, end in cut(text, block.start, block.end))
    return tuple(found)


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
    if following.islower():
        return False
    if text[at] != "." or text[at : at + 2] == "..":
        return True
    before = text[max(begin, at - 30) : at]
    found = _LAST_WORD.search(before)
    word = found.group().lstrip("(\"“'") if found else ""
    if word in _ABBREVIATIONS or word.rpartition(".")[2] in _ABBREVIATIONS:
        return False
    if _INITIALS.fullmatch(word) and len(word) <= 5 and not word.isdigit():
        return False
    return not _NUMBERING.fullmatch(text[begin:at].strip(" *_\n(")[:40])
