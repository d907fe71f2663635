"""A short signature of a text (MinHash): texts that share most of their phrases share most of it."""

from __future__ import annotations

import operator
import re
import struct
from collections.abc import Iterator, Sequence

from extractor.store.folding import bare

PERMUTATIONS = 128
BANDS = 16
"""With bands of eight numbers, texts that share 70 of 100 phrases have a band in common in six of ten cases, and those
that share 80 in 95 of 100."""
_ROWS = PERMUTATIONS // BANDS
_PHRASE = 5
"""Syllables of a phrase."""
_FEWEST = 30
"""Phrases below which a text is too short to be told by them."""
_SEED = 20250701
_WORD = re.compile(r"\w+")


def signature_of(text: str) -> tuple[int, ...]:
    """The signature of a text, without regard to marks, case and punctuation; empty for a very short text."""
    import rensa  # noqa: PLC0415 - only where texts are signed

    words = _WORD.findall(bare(text))
    phrases = {" ".join(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1)}
    if len(phrases) < _FEWEST:
        return ()
    made = rensa.RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    made.update(sorted(phrases))
    return tuple(made.digest())


def bands(signature: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The signature in bands: the number of each, and its part of the signature in hexadecimal."""
    for band in range(BANDS if signature else 0):
        yield band, "".join(f"{value:08x}" for value in signature[band * _ROWS : (band + 1) * _ROWS])


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of phrases that two texts have in common, as their bands (in order) estimate it."""
    mine, theirs = "".join(one), "".join(other)
    if not mine or len(mine) != len(theirs):
        return 0.0
    numbers = len(mine) // 8
    # as numbers, and compared outside of the interpreter's loop: of a form letter there are many to compare with
    ours, others = (struct.unpack(f">{numbers}I", bytes.fromhex(part)) for part in (mine, theirs))
    return float(sum(map(operator.eq, ours, others)) / numbers)
