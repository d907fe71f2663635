"""What the subject model sees of a sentence: for every syllable that a subject may start or end at, its clues.

A clue is a place in one array of weights. The clues of all syllables are reckoned at once from numbers that stand for
words, so that a quantity costs about a millisecond, however long its sentence is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from zlib import crc32

from extractor.core.document import Token
from extractor.lexicon.boundaries import AUXILIARIES, PREPOSITIONS
from extractor.ner.tokenizer import norm_of
from extractor.segment import syllables

BITS = 17
SIZE = 1 << BITS
"""Weights of the model. One more, the last, stays zero: it stands for a clue that is not there."""

LONGEST = 14
"""Syllables of a subject at the most."""

REACH = 400
"""Characters before and after a number that are looked at, so that a long line costs no more than a short one."""
_SYLLABLES = 45
"""Syllables of them among which the subject is looked for, on either side."""
_BETWEEN = 12
_COMMA, _PARTING = ",", ";:"
_SIGNS = frozenset(",;:()-–.\"'")
_NO_START = (PREPOSITIONS | AUXILIARIES | {"và", "những"}) - {"chỉ", "không", "bằng", "có"}
"""Syllables at which no subject starts; the four left out begin words such as "chỉ số" and "bằng lái"."""
_NO_END = frozenset(
    [
        "của",
        "trong",
        "tại",
        "cho",
        "từ",
        "đến",
        "tới",
        "do",
        "để",
        "là",
        "với",
        "như",
        "nhằm",
        "và",
        "các",
        "những",
        "đã",
        "sẽ",
        "được",
    ]
)
_NOT_INSIDE = frozenset(";:()")
_MIX = 0xBF58476D1CE4E5B9
_TURNS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)


class Question:
    """The syllables around a quantity, and the clues for where its subject starts and ends."""

    def __init__(self, text: str, start: int, end: int) -> None:
        import numpy as np  # noqa: PLC0415 - only a model needs it

        self._np = np
        left = _nearest(text, max(0, start - REACH), start, last=True)
        right = _nearest(text, end, min(len(text), end + REACH), last=False)
        inside = _between(text, start, end)
        self._tokens = [*left, *inside, *right]
        words = [norm_of(text[token.start : token.end]) for token in self._tokens]
        self._low, self._high = len(left), len(left) + len(inside)
        padded = ["^", "^", *words, "$", "$"]
        self._word = np.array([_number(word) for word in padded], dtype="uint64")  # the word at i is at i + 2
        amount = [word == "#" for word in words]
        self._amounts = _sums(np, amount)
        self._commas = _sums(np, [word == _COMMA for word in words])
        self._partings = _sums(np, [word in _PARTING for word in words])
        self._sign = np.array([word in _SIGNS for word in padded], dtype="uint64")
        self._signs = _sums(np, [word in _SIGNS for word in words])
        self.starts = np.array(
            [
                i
                for i, word in enumerate(words)
                if word[0].isalpha() and word not in _NO_START and not self._low <= i < self._high
            ],
            dtype="int64",
        )
        self._no_end = np.array([not word[0].isalnum() or word in _NO_END for word in words], dtype="bool")
        self._wall = _sums(np, [word in _NOT_INSIDE for word in words])
        share = "%" in words[self._low : self._high + 1]
        self._kind = np.uint64(_number("%")) if share else self._word[self._high + 2]
        self._before = self._word[self._low + 1]
        self._after = self._word[self._high + 2]
        self._after_next = self._word[self._high + 3]
        self._amount = np.uint64(_number("#q"))

    def place(self, first: int, last: int) -> tuple[int, int]:
        """The offsets in the text of the syllables from ``first`` to ``last``, both included."""
        return self._tokens[first].start, self._tokens[last].end

    def index_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and last syllable of a stretch of the text, where it begins and ends with syllables in reach."""
        first = next((i for i, token in enumerate(self._tokens) if token.start == start), None)
        last = next((i for i, token in enumerate(self._tokens) if token.end == end), None)
        return (first, last) if first is not None and last is not None and first <= last else None

    def ends(self, first: int) -> Any:
        """The syllables at which a subject may end that starts at ``first``."""
        limit = self._low if first < self._low else len(self._tokens)
        last = self._np.arange(first, min(first + LONGEST, limit))
        fit = ~self._no_end[last] & (self._wall[last + 1] == self._wall[first])
        return last[fit] if fit.any() else last[:1]

    def start_clues(self) -> Any:
        """The clues of all ``starts``, as places of weights of shape ``(starts, clues)``."""
        np = self._np
        at = self.starts
        before = at < self._low
        side = before.astype("uint64")
        low = np.where(before, at, self._high)
        high = np.where(before, self._low, at)
        distance = _step(np, high - low)
        amounts, commas, partings = (
            (sums[high] - sums[low]).astype("uint64") for sums in (self._amounts, self._commas, self._partings)
        )
        few = [np.minimum(sums, 2) for sums in (amounts, commas)]
        any_ = [np.minimum(sums, 1) for sums in (amounts, commas, partings)]
        word, next_, next_two = self._word[at + 2], self._word[at + 3], self._word[at + 4]
        last = np.where(at == self._high, self._amount, self._word[at + 1])
        last_two = self._word[at]
        kind, first = self._kind, (at == 0).astype("uint64")
        signs = np.minimum(commas + partings, 3)
        after_sign = np.maximum(self._sign[at + 1], first)
        path = self._path(at)
        columns: list[tuple[Any, ...]] = [
            (side,),
            (side, kind),
            (side, distance),
            (side, np.minimum(amounts, 3)),
            (side, np.minimum(commas, 3)),
            (side, np.minimum(partings, 2)),
            (side, few[0] * np.uint64(3) + few[1], any_[2]),
            (word,),
            (side, word),
            (word, next_),
            (word, next_, next_two),
            (side, last),
            (side, last_two, last),
            (last, word),
            (side, last, word),
            (side, kind, last),
            (side, kind, distance),
            (side, kind, any_[0] * np.uint64(4) + any_[1] * np.uint64(2) + any_[2]),
            (side, self._before),
            (side, self._before, distance),
            (side, self._after, self._after_next),
            (side, self._after, self._after_next, distance),
            (path,),
            (path, word),
            (side, signs, after_sign),
            (side, few[0], last),
            (side, first),
        ]
        for step in range(_BETWEEN):  # the words between, from the subject on to the left, from the number to the right
            between = np.where(before, self._low - 1 - step, self._high + step)
            inside = (between >= low) & (between < high)
            word_there = self._word[np.clip(between, 0, len(self._tokens) - 1) + 2]
            columns.append((np.where(inside, side + np.uint64(1), np.uint64(0)), word_there))
        table = _places(np, 0, columns, len(at), _BETWEEN)
        table[:, 22:24][path == 0] = SIZE  # the way from the number is a clue only to the right, where it is short
        between_clues = table[:, -_BETWEEN:]
        between_clues[np.stack([parts[0] for parts in columns[-_BETWEEN:]], axis=1) == 0] = SIZE
        return table

    def end_clues(self, first: Any, last: Any) -> Any:
        """The clues for subjects that go from ``first`` to ``last``, arrays of one length; ``(options, clues)``."""
        np = self._np
        nothing = np.uint64(0)
        side = (first < self._low).astype("uint64")
        length = (last - first + 1).astype("uint64")
        word, before = self._word[last + 2], self._word[last + 1]
        next_ = np.where(last + 1 == self._low, self._amount, self._word[last + 3])
        next_two = self._word[last + 4]
        head = self._word[first + 2]
        amounts = (self._amounts[last + 1] - self._amounts[first]).astype("uint64")
        signs = (self._signs[last + 1] - self._signs[first]).astype("uint64")
        short = length <= 4
        beyond = len(self._word) - 1
        whole = [
            np.where(short & (length > step), self._word[np.minimum(first + step + 2, beyond)], nothing)
            for step in range(4)
        ]
        columns: list[tuple[Any, ...]] = [
            (length,),
            (side, length),
            (word,),
            (next_,),
            (word, next_),
            (np.where(length > 1, before, nothing), word),
            (next_, next_two),
            (np.minimum(length, 6), next_),
            (head, length),
            (side, next_),
            (side, self._kind, length),
            (np.minimum(amounts, 1),),
            (np.minimum(signs, 3),),
            (*whole,),
        ]
        for step in range(1, LONGEST):  # the words of the subject after its first
            columns.append((self._word[np.minimum(first + step + 2, beyond)],))
        table = _places(np, 100, columns, len(first), LONGEST - 1)
        table[:, -(LONGEST - 1) :][length[:, None] <= np.arange(1, LONGEST, dtype="uint64")] = SIZE
        return table

    def _path(self, at: Any) -> Any:
        """A number for the words between the quantity and each start to the right of it, at most four; 0 for none."""
        np = self._np
        path = np.zeros(len(at), dtype="uint64")
        value = np.uint64(1)
        for step in range(5):
            place = self._high + step
            path[at == place] = value
            if place < len(self._tokens):
                with np.errstate(over="ignore"):
                    value = value * np.uint64(_TURNS[0]) + self._word[place + 2]
        return path


@lru_cache(maxsize=4)
def _of_sentence(text: str) -> tuple[tuple[Token, ...], list[int]]:
    """The syllables of a sentence and where they start: all its quantities ask for them."""
    tokens = syllables(text, 0, len(text))
    return tokens, [token.start for token in tokens]


def _between(text: str, low: int, high: int) -> Sequence[Token]:
    """The syllables of a stretch; anew where it begins or ends inside one of the sentence."""
    tokens, starts = _of_sentence(text)
    first, after = bisect_left(starts, low), bisect_left(starts, high)
    if (first and tokens[first - 1].end > low) or (after and tokens[after - 1].end > high):
        return syllables(text, low, high)
    return tokens[first:after]


def _nearest(text: str, low: int, high: int, *, last: bool) -> Sequence[Token]:
    """The last or the first ``_SYLLABLES`` of a stretch, without looking at those beyond them."""
    _, starts = _of_sentence(text)
    first, after = bisect_left(starts, low), bisect_left(starts, high)
    if after - first > _SYLLABLES:  # an end that is cut off plays no part in what is asked for
        low, high = (starts[after - _SYLLABLES], high) if last else (low, starts[first + _SYLLABLES])
    found = _between(text, low, high)
    return found[-_SYLLABLES:] if last else found[:_SYLLABLES]


@lru_cache(maxsize=1 << 15)
def _number(word: str) -> int:
    return crc32(word.encode())


def _places(np: Any, offset: int, columns: Sequence[tuple[Any, ...]], size: int, alike: int) -> Any:
    """The places of clues among the weights, of shape ``(size, columns)``; the last ``alike`` columns are one clue.

    A column is up to four numbers or arrays of them; its own number tells it from others with the same parts.
    """
    parts = np.zeros((len(_TURNS), len(columns), size), dtype="uint64")
    for index, column in enumerate(columns):
        for turn, part in enumerate(column):
            parts[turn, index] = part
    numbers = np.minimum(np.arange(len(columns)), len(columns) - alike) + offset + 1
    value = np.broadcast_to((numbers.astype("uint64") * np.uint64(_MIX))[:, None], parts.shape[1:])
    for turn, part in zip(_TURNS, parts, strict=True):
        value = (value ^ part) * np.uint64(turn)
        value = value ^ (value >> np.uint64(29))
    return (value * np.uint64(_MIX) >> np.uint64(64 - BITS)).astype("int64").T


def _sums(np: Any, flags: list[bool]) -> Any:
    """How many flags are set before each place."""
    return np.concatenate([[0], np.cumsum(np.array(flags, dtype="int64"))]) if flags else np.zeros(1, dtype="int64")


def _step(np: Any, distance: Any) -> Any:
    """A distance in steps that grow."""
    return np.where(distance < 5, distance, np.digitize(distance, (5, 8, 12, 18)) + 5).astype("uint64")
