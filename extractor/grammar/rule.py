"""What a rule is, and what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import regex

from extractor.core.period import Period
from extractor.core.quantity import Quantity
from extractor.lexicon import numbers

FindType = Literal["number", "quantity", "time", "duration", "criterion", "mask"]
"""A ``mask`` covers characters that no quantity may be read from: citations, numbering, phone numbers, names."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, ``value`` in ``unit`` (day, week, month, quarter, year, hour, minute)."""

    value: Decimal
    unit: str
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A numbered criterion ("19") or sub-criterion ("19.2") as the text cites it."""

    code: str


Value = Decimal | Quantity | Period | Duration | Criterion | None


@dataclass(frozen=True, slots=True)
class Find:
    """What a rule found in ``text[start:end]``. ``number`` is the span of the digits or number words alone."""

    rule: str
    type: FindType
    start: int
    end: int
    value: Value
    number: tuple[int, int] | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def named(self, rule: str) -> Find:
        """The same find, by the rule of this name."""
        return Find(rule, self.type, self.start, self.end, self.value, self.number)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which the rule finds exactly one thing: what stands between ``[[`` and ``]]``."""

    marked: str
    value: Value

    @property
    def text(self) -> str:
        return self.marked.replace("[[", "").replace("]]", "")

    @property
    def span(self) -> tuple[int, int]:
        start = self.marked.index("[[")
        return start, self.marked.index("]]") - 2


DIGITS_BEGIN = "0"
"""Among the words that a rule begins with: a number in digits."""
YEAR = "năm"
FIVE_BEGINS = "5"
"""Among the words that a rule begins with: "năm" where no number in digits follows, so that it may mean five."""
NUMBER_BEGINS = (DIGITS_BEGIN, *(FIVE_BEGINS if word == YEAR else word for word in (*numbers.DIGITS, *numbers.TEN)))
"""What a number in digits or in words begins with."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A family: ``pattern`` run over a text for matching, ``build`` turning a match into a find or nothing.

    ``build`` may narrow the find by returning one; most rules return a value and the whole match is the span.
    ``begins`` names the (lower-case) words that every match begins with, so that the pattern is tried at these words
    only; ``DIGITS_BEGIN`` stands for all numbers in digits, and ``then`` tells by the sign after the digits ("" at the
    end, blanks left out) whether it is worth trying. Without ``begins`` the whole text is searched.
    ``trigger`` is a cheap test: a rule is skipped where none of these (lower-case) strings stands in the text, and so
    is ``needs``, a simple pattern that has to be found somewhere.
    """

    name: str
    type: FindType
    pattern: regex.Pattern[str]
    build: Callable[[regex.Match[str]], Value | Find]
    examples: tuple[Example, ...]
    rejects: tuple[str, ...] = ()
    trigger: tuple[str, ...] = field(default=())
    begins: tuple[str, ...] = field(default=())
    then: Callable[[str], bool] | None = None
    needs: re.Pattern[str] | None = None
