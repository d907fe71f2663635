"""Linear models over hashed words: weights in one array, features as strings, nothing else to keep."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32


def places(features: Iterable[str], size: int) -> Any:
    """The places of features in an array of ``size`` weights, each once, in order."""
    import numpy as np  # noqa: PLC0415 - only a model needs it

    return np.array(sorted({crc32(feature.encode()) % size for feature in features}), dtype="int64")


def score(weights: Any, at: Any) -> float:
    """The sum of the weights at the places, by the root of their number, and the bias that is the last weight."""
    if not len(at):
        return float(weights[-1])
    return float(weights[at].sum()) / math.sqrt(len(at)) + float(weights[-1])


def probability(weights: Any, at: Any) -> float:
    """The score as a probability."""
    value = max(-30.0, min(30.0, score(weights, at)))
    return 1.0 / (1.0 + math.exp(-value))


def fit(
    rows: Sequence[Any], answers: Sequence[bool], *, size: int, epochs: int, rate: float, decay: float, seed: int
) -> Any:
    """Weights of a logistic regression by steps of adapted size, averaged over the epochs; the same each time.

    ``rows`` hold the places of each example's features; ``size`` is without the bias, which comes last.
    """
    import numpy as np  # noqa: PLC0415 - likewise

    weights = np.zeros(size + 1)
    squares = np.full(size + 1, 1e-8)
    total = np.zeros(size + 1)
    order = np.random.default_rng(seed)
    for _ in range(epochs):
        for index in order.permutation(len(rows)):
            at = rows[index]
            scale = 1.0 / math.sqrt(len(at))
            slope = probability(weights, at) - float(answers[index])
            step = slope * scale + decay * weights[at]
            squares[at] += step * step
            weights[at] -= rate * step / np.sqrt(squares[at])
            weights[-1] -= 0.01 * slope
        total += weights
    return (total / epochs).astype("float32")


def fit_choice(rows: Sequence[tuple[Any, int]], *, size: int, epochs: int, rate: float, decay: float, seed: int) -> Any:
    """Weights that make the right one of several options the likeliest, averaged over the epochs; the same each time.

    A row holds the places of the weights of each option, of shape ``(options, clues)``, and the index of the right
    one. Place ``size`` stands for no clue and keeps weight zero.
    """
    import numpy as np  # noqa: PLC0415 - likewise

    weights = np.zeros(size + 1)
    squares = np.full(size + 1, 1e-8)
    total = np.zeros(size + 1)
    order = np.random.default_rng(seed)
    for _ in range(epochs):
        for index in order.permutation(len(rows)):
            table, right = rows[index]
            odds = weights[table].sum(axis=1)
            odds = np.exp(odds - odds.max())
            odds /= odds.sum()
            odds[right] -= 1.0
            at, back = np.unique(table, return_inverse=True)
            slope = np.bincount(back.ravel(), np.repeat(odds, table.shape[1])) + decay * weights[at]
            squares[at] += slope * slope
            weights[at] -= rate * slope / np.sqrt(squares[at])
            weights[size] = 0.0
        total += weights
    return (total / epochs).astype("float32")
