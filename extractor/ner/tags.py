"""Tags of syllables (B-, I-, L-, U- and a name, or O) to stretches and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

QUANTITY = "QUANTITY"
"""What the tagger calls a number that is a record; ``status`` tells a target from a result."""

_NEVER = -1e9


class Stretch(NamedTuple):
    """Tokens ``[first, last)``, their name, and the mean probability of their tags."""

    first: int
    last: int
    name: str
    score: float


def tags_of(size: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """One tag for each of ``size`` tokens, from spans ``(first, last, name)`` of tokens that do not overlap."""
    tags = ["O"] * size
    for first, last, name in spans:
        if last - first == 1:
            tags[first] = f"U-{name}"
        else:
            tags[first:last] = [f"B-{name}", *[f"I-{name}"] * (last - first - 2), f"L-{name}"]
    return tags


class Decoder:
    """Finds the likeliest row of tags in which every B- is closed by its L-; time grows with the number of tokens."""

    def __init__(self, tags: Sequence[str]) -> None:
        import numpy as np  # noqa: PLC0415 - only a model needs it

        self._np = np
        self._tags = tuple(tags)
        size = len(self._tags)
        self._begin = np.array([0.0 if tag[0] in "OBU" else _NEVER for tag in self._tags])
        self._end = np.array([0.0 if tag[0] in "OLU" else _NEVER for tag in self._tags])
        self._step = np.full((size, size), _NEVER)
        for one, before in enumerate(self._tags):
            for two, after in enumerate(self._tags):
                if _may_follow(before, after):
                    self._step[one, two] = 0.0

    def __call__(self, scores: Any) -> list[Stretch]:
        """The stretches of a text, from raw scores of shape ``(tokens, tags)``."""
        np = self._np
        if not len(scores):
            return []
        logs = np.asarray(scores, dtype="float64")
        logs = logs - logs.max(axis=1, keepdims=True)
        logs = logs - np.log(np.exp(logs).sum(axis=1, keepdims=True))
        best = self._begin + logs[0]
        links = []
        columns = np.arange(len(self._tags))
        for row in logs[1:]:
            ways = best[:, None] + self._step
            link = ways.argmax(axis=0)
            links.append(link)
            best = ways[link, columns] + row
        tag = int((best + self._end).argmax())
        path = [tag]
        for link in reversed(links):
            tag = int(link[tag])
            path.append(tag)
        path.reverse()
        return self._stretches(path, np.exp(logs))

    def _stretches(self, path: Sequence[int], odds: Any) -> list[Stretch]:
        out: list[Stretch] = []
        first = 0
        for place, tag in enumerate(path):
            kind, _, name = self._tags[tag].partition("-")
            if kind in ("B", "U"):
                first = place
            if kind in ("L", "U"):
                score = sum(float(odds[at, path[at]]) for at in range(first, place + 1)) / (place + 1 - first)
                out.append(Stretch(first, place + 1, name, score))
        return out


def _may_follow(before: str, after: str) -> bool:
    if before[0] in "OLU":
        return after[0] in "OBU"
    return after[0] in "IL" and before[2:] == after[2:]
