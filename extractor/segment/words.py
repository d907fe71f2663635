"""Words at their offsets: underthesea's, or plain syllables."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator

from extractor.core.document import Token

FALLBACKS: Counter[str] = Counter()
"""How often words could not be put back ("words"), so that syllables were given in their place."""

_SYLLABLE = re.compile(r"\d+(?:[.,]\d+)*+|[^\W\d_]+|\S")
_LETTER = re.compile(r"\S")
_LONGEST = 4000
"""Longer pieces are cut at a blank before the segmenter sees them: its memory grows with what it is given."""
_LIKE = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ"})
"""What the segmenter would respell by itself; one character each, so that no offset moves."""

_lock = threading.Lock()
_tokenize: Callable[..., list[str]] | None = None


def syllables(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Syllables, numbers and single signs of ``text[start:end]``, without any library; covers all that is no blank."""
    return tuple(Token(match.start(), match.end()) for match in _SYLLABLE.finditer(text, start, end))


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Words of ``text[start:end]`` as underthesea finds them, each at its exact offsets.

    Every character that is no blank is in exactly one token; tokens are in order. Where the words do not add up to
    the text again, its syllables are given (and counted in ``FALLBACKS``). Safe to call from several threads.
    """
    found: list[Token] = []
    for low, high in _pieces(text, start, end):
        words = _anchored(text, low, high)
        if words is None:
            FALLBACKS["words"] += 1
            words = list(syllables(text, low, high))
        found.extend(words)
    return tuple(found)


def in_word(text: str, start: int, cut: int, end: int) -> bool:
    """Whether a word of ``text[start:end]`` stands on both sides of the offset ``cut``: "bảo hiểm xã | hội"."""
    return any(token.start < cut < token.end for token in tokens(text, start, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch itself, or parts of it that end before a blank (or, without any, just anywhere)."""
    while end - start > _LONGEST:
        middle = text.rfind(" ", start + 1, start + _LONGEST)
        middle = middle if middle > 0 else start + _LONGEST
        yield start, middle
        start = middle
    if start < end:
        yield start, end


def _anchored(text: str, start: int, end: int) -> list[Token] | None:
    """Puts the segmenter's words back by counting letters; nothing where they do not spell the text."""
    piece = text[start:end].translate(_LIKE)
    places = [match.start() for match in _LETTER.finditer(piece)]
    if not places:
        return []
    words = ["".join(word.split()) for word in _words(piece)]
    if "".join(words) != "".join(piece.split()):
        return None
    found = []
    at = 0
    for word in words:
        if word:
            found.append(Token(start + places[at], start + places[at + len(word) - 1] + 1))
            at += len(word)
    return found


def _words(piece: str) -> list[str]:
    tokenize = _tokenize or _warm()
    words: list[str] = tokenize(piece, use_token_normalize=False)
    return words


def _warm() -> Callable[..., list[str]]:
    """Loads the segmenter once; a cold start from several threads would race."""
    global _tokenize  # noqa: PLW0603 - one model a process, guarded by the lock
    with _lock:
        if _tokenize is None:
            from underthesea import word_tokenize  # noqa: PLC0415 - half a second and 90 MB, only when asked for words

            word_tokenize("Khởi động.", use_token_normalize=False)
            _tokenize = word_tokenize
        return _tokenize
