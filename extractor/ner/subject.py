"""Whose share or number a quantity is: a small model that points at the words of its sentence.

It is asked with the place of a number, which the tagger of ``model`` is not: that one finds subjects, this one finds
the subject of a quantity. A start is chosen among the syllables around the number, then an end for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from extractor.core.entity import Wording
from extractor.ner.clues import REACH, Question
from extractor.ner.home import weights_of
from extractor.ner.tokenizer import LONGEST_SENTENCE
from extractor.segment import syllables

GUESS_WEIGHT = 0.7
"""What a guess of others is worth beside the model's own, of which all together are worth 1. Chosen on annotations/gold
from 0.3 to 1, between which it hardly matters."""

_STARTS = 6
_ENDS = 4
_LEAST = 0.01
"""Candidates less likely than this change nothing."""
_MORE = 4
"""Two wordings of which one holds the other and at most so many words more are the same subject."""


def subject_of(text: str, start: int, end: int, guess: str | None = None, *, model: Any = None) -> Wording | None:
    """The likeliest subject of the quantity ``text[start:end]``, where ``text`` is its sentence.

    ``guess`` is what others take for it (the rules), and is weighed with the rest; it need not stand in the text. Of
    all candidates the one is taken that the most agree with: that are the same words, or hold it or are held by it
    with few words more. ``score`` is the share that agrees. ``None`` where there is neither a word nor a guess.
    Of a text that is longer than ``LONGEST_SENTENCE`` only the guess is known.
    ``model`` are weights to use in place of the trained ones. Raises ``ChiTieuError`` where no model was trained.
    """
    found: list[Wording] = []
    if len(text) <= LONGEST_SENTENCE:
        found += candidates(weights() if model is None else model, text, start, end)
    if guess and guess.strip():
        place = _find(text, guess, start, end)
        found.append(Wording(guess, place, place + len(guess) if place is not None else None, GUESS_WEIGHT))
    if not found:
        return None
    whole = sum(candidate.score for candidate in found)
    spelt = [_words(candidate.text) for candidate in found]
    best, most = found[0], -1.0
    for index, candidate in enumerate(found):
        agree = sum(other.score for at, other in enumerate(found) if _same(spelt[index], spelt[at]))
        if agree > most + 1e-9:
            best, most = candidate, agree
    return Wording(best.text, best.start, best.end, min(1.0, most / whole) if whole else 0.0)


@cache
def weights() -> Any:
    """The trained weights, read once."""
    return weights_of("subject")


def candidates(model: Any, text: str, start: int, end: int) -> list[Wording]:
    """The likeliest stretches for the subject of a quantity, the likeliest first; scores are probabilities."""
    import numpy as np  # noqa: PLC0415 - only a model needs it

    asked = Question(text, start, end)
    if not len(asked.starts):
        return []
    begins = _odds(model[asked.start_clues()].sum(axis=1))
    chosen = np.argsort(-begins, kind="stable")[:_STARTS]
    ends = [asked.ends(int(asked.starts[index])) for index in chosen]
    firsts = np.repeat(asked.starts[chosen], [len(some) for some in ends])
    scores = model[asked.end_clues(firsts, np.concatenate(ends))].sum(axis=1)
    out: list[Wording] = []
    at = 0
    for index, some in zip(chosen, ends, strict=True):
        closes = _odds(scores[at : at + len(some)])
        at += len(some)
        for which in np.argsort(-closes, kind="stable")[:_ENDS]:
            score = float(begins[index] * closes[which])
            if score >= _LEAST or not out:
                low, high = asked.place(int(some[0]), int(some[which]))
                out.append(Wording(text[low:high], low, high, score))
    out.sort(key=lambda candidate: -candidate.score)
    return out


def _odds(scores: Any) -> Any:
    import numpy as np  # noqa: PLC0415 - likewise

    grown = np.exp(scores - scores.max())
    return grown / grown.sum()


def _find(text: str, guess: str, start: int, end: int) -> int | None:
    """Where a guess stands nearest to the quantity, if it does anywhere near."""
    before = text.rfind(guess, max(0, start - REACH), start)
    after = text.find(guess, end, end + REACH)
    if before < 0 or after < 0:
        return max(before, after) if max(before, after) >= 0 else None
    return before if start - before - len(guess) <= after - end else after


def _words(text: str) -> tuple[str, ...]:
    words = tuple(text[token.start : token.end].lower() for token in syllables(text, 0, len(text)))
    return words[1:] if len(words) > 1 and words[0] == "số" else words


def _same(one: Sequence[str], two: Sequence[str]) -> bool:
    if len(one) > len(two):
        one, two = two, one
    if len(two) - len(one) > _MORE:
        return False
    return any(two[at : at + len(one)] == one for at in range(len(two) - len(one) + 1))
