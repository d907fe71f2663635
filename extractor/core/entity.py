"""A stretch of a sentence that a model gave a name to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Label = Literal[
    "SUBJECT",  # whose share or number it is
    "INDICATOR",  # what is measured of it
    "SCOPE",  # for whom it holds
    "BODY",  # who is responsible
    "PLACE",  # a place that is not the scope
    "TARGET",  # a quantity to be reached
    "RESULT",  # a quantity reached or reported
]
LABELS: tuple[str, ...] = get_args(Label)


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """``text[start:end]`` of the text that was asked about, its label, and how sure the model is (0 to 1).

    Refuses an empty stretch, an unknown label and a score outside of 0 to 1 with ``ValueError``.
    """

    start: int
    end: int
    label: Label
    score: float

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no stretch: [{self.start}, {self.end})")
        if self.label not in LABELS:
            raise ValueError(f"no label: {self.label}")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"a score is 0 to 1, not {self.score}")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that a model chose, where they stand in the text that was asked about, and how sure it is (0 to 1).

    ``start`` and ``end`` are ``None`` where the words were given to it and do not stand in the text.
    """

    text: str
    start: int | None
    end: int | None
    score: float
