"""Words at their offsets: underthesea's, or plain syllables."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable

from extractor.core.document import Token

SYLLABLE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|[\w]")
_LETTERS = re.compile(r"\S")
FALLBACKS: Counter[str] = Counter()
"""How often words could not be put back and syllables were given in their place."""

_lock = threading.Lock()
_tokenize: Callable[..., list[str]] | None = None


def syllables(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Syllables, numbers and single signs of ``text[start:end]``, without any library; covers all that is no blank."""
    return tuple(Token(match.start(), match.end()) for match in SYLLABLE.finditer(text, start, end))


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Words of ``text[start:end]`` as underthesea finds them, each at its exact offsets.

    Every character that is no blank is in exactly one token; tokens are in order. Where the words do not add up to
    the text again, its syllables are given (and counted in ``FALLBACKS``). Safe to call from several threads.
    """
    piece = text[start:end]
    places = [match.start() for match in _LETTERS.finditer(piece)]
    if not places:
        return ()
    words = _words(piece)
    found: list[Token] = []
    at = 0
    for word in words:
        size = sum(1 for sign in word if not sign.isspace())
        if not size:
            continue
        if at + size > len(places):
            break
        found.append(Token(start + places[at], start + places[at + size - 1] + 1))
        at += size
    if at != len(places):
        FALLBACKS["words"] += 1
        return syllables(text, start, end)
    return tuple(found)


def _words(piece: str) -> list[str]:
    tokenize = _tokenize or _warm()
    words: list[str] = tokenize(piece, use_token_normalize=False)
    return words


def _warm() -> Callable[..., list[str]]:
    """Loads the segmenter once; a cold start from several threads would race."""
    global _tokenize  # noqa: PLW0603 - one model a process, guarded by the lock
    with _lock:
        if _tokenize is None:
            from underthesea import word_tokenize  # noqa: PLC0415 - half a second and 90 MB, only when words are asked for

            word_tokenize("Khởi động.", use_token_normalize=False)
            _tokenize = word_tokenize
        return _tokenize
