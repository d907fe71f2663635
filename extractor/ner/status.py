"""Whether a quantity is a target or a result, as the words around it in its sentence make it likely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from extractor.ner import hashed
from extractor.ner.home import weights_of
from extractor.ner.tokenizer import LONGEST_SENTENCE, norm_of
from extractor.segment import syllables

SIZE = 1 << 15
"""Weights of the model; more changed nothing that could be measured."""

_REACH = 400
"""Characters that are looked at on either side, so that a long line costs no more than a short one for a number."""
_CLAUSE = frozenset(";:")
_NEAR = 14


def status_of(text: str, start: int, end: int) -> float:
    """How likely (0 to 1) the quantity ``text[start:end]`` is a target; ``text`` is its sentence.

    0.5 where the text is longer than ``LONGEST_SENTENCE``. Raises ``ChiTieuError`` where no model was trained.
    """
    if len(text) > LONGEST_SENTENCE:
        return 0.5
    return hashed.probability(weights(), hashed.places(features(text, start, end), SIZE))


@cache
def weights() -> Any:
    """The trained weights, read once."""
    return weights_of("status")


def features(text: str, start: int, end: int) -> list[str]:
    """The words before and after a number, by how far they are, its clause, and the words of the sentence."""
    left = _words(text, max(0, start - _REACH), start)
    right = _words(text, end, min(len(text), end + _REACH))
    before = left[::-1]
    out = [*_side("<", before), *_side(">", right)]
    for word in before:
        if word in _CLAUSE:
            break
        out.append(f"clause {word}")
    out.append("first " + " ".join(left[:1]))
    out.append("first two " + " ".join(left[:2]))
    everything = [*left, "#", *right]
    out.extend(f"word {word}" for word in everything)
    out.extend(f"pair {one} {two}" for one, two in pairwise(everything))
    return out


def _words(text: str, start: int, end: int) -> list[str]:
    return [norm_of(text[token.start : token.end]) for token in syllables(text, start, end)]


def _side(side: str, words: Sequence[str]) -> Iterator[str]:
    """The words of one side, the nearest first."""
    last = "^"
    for distance, word in enumerate(words):
        yield f"{side} {word}"
        yield f"{side}{_step(distance)} {word}"
        if distance < _NEAR:
            yield f"{side}pair {last} {word}"
        last = word
    if words:
        yield f"{side}next {words[0]}"
        yield f"{side}next two {' '.join(words[:2])}"


def _step(distance: int) -> int:
    return 0 if distance < 2 else 1 if distance < 5 else 2 if distance < 12 else 3
