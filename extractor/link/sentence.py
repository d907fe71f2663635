"""One sentence made ready for linking: its text for matching, what the grammar found in it, and where clauses part."""

from __future__ import annotations

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar

import regex

from extractor.core.document import Sentence
from extractor.core.quantity import Quantity
from extractor.core.view import Span, View
from extractor.grammar.conflicts import resolve
from extractor.grammar.engine import any_in, run_all
from extractor.grammar.rule import Find
from extractor.grammar.rules import RULES, TIMES
from extractor.normalise import matching_view

_LOG = logging.getLogger(__name__)
_TRADES = r"(?<!(?<!\w)(?:nông|lâm)(?:\snghiệp)?(?=,\s(?:lâm|ngư|thủy|diêm)))"
_PARTS = regex.compile(rf"[;]|{_TRADES},(?=\s)|:(?=\s|$)|[()]|\.(?=\s)", regex.IGNORECASE)
"""Signs that part clauses; the commas of "nông, lâm, ngư nghiệp" part none."""
OPENING = 14
"""Characters within which a time opens its sentence, a list's marker included."""
_STOP = regex.compile(r"(?<=[^\W\d_]{2}|[%)\d])\.(?=\s+\p{Lu})")
_COUNTS = regex.compile(
    r"\d|không\s+còn|gấp|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm|nghìn|ngàn|triệu|rưỡi)(?!\w)",
    regex.IGNORECASE,
)


_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass(frozen=True, eq=False, slots=True)
class Cues:
    """A pattern, and (lower-case) words of which every match holds one: a cheap test, most sentences have none."""

    pattern: regex.Pattern[str]
    words: tuple[str, ...]


@dataclass(eq=False)
class Passage:
    """A sentence of the document text ``raw``; ``view.text`` is what rules read, all offsets below are in it."""

    raw: str
    sentence: Sentence
    memo: dict[object, Any] = field(default_factory=dict)
    """What was worked out once for the sentence or one of its quantities; see ``once``."""
    _signs: dict[str, list[int]] = field(default_factory=dict)
    _found: dict[Cues, list[regex.Match[str]]] = field(default_factory=dict)

    @cached_property
    def view(self) -> View:
        return matching_view(self.raw[self.sentence.start : self.sentence.end])

    @cached_property
    def text(self) -> str:
        return self.view.text

    @cached_property
    def lower(self) -> str:
        return self.view.text.lower()

    @cached_property
    def finds(self) -> list[Find]:
        """All that the grammar finds, conflicts resolved, in order; without a digit or number word only times.

        Nothing, and a warning, where a pattern takes too long: half of the finds would make wrong records.
        """
        rules = RULES if _COUNTS.search(self.text) else TIMES
        try:
            return resolve(run_all(rules, self.text))
        except TimeoutError:
            _LOG.warning("A pattern took too long; no record is read from the sentence that begins: %.60s", self.text)
            return []

    @cached_property
    def quantities(self) -> list[Find]:
        return [find for find in self.finds if find.type == "quantity"]

    @cached_property
    def times(self) -> list[Find]:
        return [find for find in self.finds if find.type == "time"]

    @cached_property
    def criteria(self) -> list[Find]:
        return [find for find in self.finds if find.type == "criterion"]

    @property
    def spans_time(self) -> bool:
        """Whether the sentence opens with a length of time ("Trong 10 năm, …"), which gives no day to carry on."""
        return any(
            find.type == "duration" and find.start < 12 and self.lower.startswith(("trong", "qua", "sau"))
            for find in self.finds
        )

    @cached_property
    def parts(self) -> list[int]:
        """Offsets of the signs at which clauses may part, outside of the numbers."""
        inside = {place for find in self.quantities if find.number for place in range(*find.number)}
        return [match.start() for match in _PARTS.finditer(self.text) if match.start() not in inside]

    def _places_of(self, signs: str) -> list[int]:
        """The ``parts`` that are one of some signs."""
        places = self._signs.get(signs)
        if places is None:
            places = self._signs[signs] = [part for part in self.parts if self.text[part] in signs]
        return places

    @cached_property
    def stops(self) -> list[int]:
        """Offsets at which a sentence inside a list item ends: a full stop, a blank and a capital."""
        return [match.start() for match in _STOP.finditer(self.text)]

    def sentence_between(self, start: int, end: int) -> bool:
        """Whether a sentence ends between two offsets; only items of lists hold several."""
        return bisect_left(self.stops, start) < bisect_left(self.stops, end)

    def opens(self, place: int) -> bool:
        """Whether an offset stands at the opening of its sentence."""
        before = bisect_left(self.stops, place)
        return place - (self.stops[before - 1] + 1 if before else 0) < OPENING

    def part_before(self, place: int, signs: str) -> int:
        """The offset after the last of ``signs`` before ``place``; 0 where there is none."""
        places = self._places_of(signs)
        before = bisect_left(places, place)
        return places[before - 1] + 1 if before else 0

    def part_after(self, place: int, signs: str) -> int:
        """The offset of the first of ``signs`` at or after ``place``; the length of the text where there is none."""
        places = self._places_of(signs)
        after = bisect_left(places, place)
        return places[after] if after < len(places) else len(self.text)

    @cached_property
    def _ends(self) -> list[int]:
        return sorted(find.end for find in self.quantities)

    def quantity_end(self, place: int) -> int:
        """The offset at which a quantity ended last at or before ``place``; 0 where none did."""
        before = bisect_right(self._ends, place)
        return self._ends[before - 1] if before else 0

    def matches(self, cues: Cues) -> list[regex.Match[str]]:
        """All matches of a pattern, sought once for all quantities of the sentence."""
        matches = self._found.get(cues)
        if matches is None:
            matches = list(cues.pattern.finditer(self.text)) if any_in(cues.words, self.lower) else []
            self._found[cues] = matches
        return matches

    def matches_in(self, cues: Cues, start: int, end: int) -> list[regex.Match[str]]:
        """Those matches that stand whole between two offsets."""
        matches = self.matches(cues)
        if not matches:
            return matches
        first = bisect_left(matches, start, key=lambda match: match.start())
        return matches[first : bisect_right(matches, end, key=lambda match: match.end())]

    def raw_span(self, start: int, end: int) -> Span:
        """The stretch of the document text below a stretch of the text for matching, without blanks around it."""
        inner = self.view.raw_span(start, end)
        return inner.shift(self.sentence.start)


def number_of(find: Find) -> tuple[int, int]:
    """The span of a quantity's number."""
    return find.number or (find.start, find.end)


def quantity_of(find: Find) -> Quantity:
    """The quantity of a find that is one."""
    if not isinstance(find.value, Quantity):
        raise TypeError(find.rule)
    return find.value


def once(function: Callable[Concatenate[Passage, _P], _R]) -> Callable[Concatenate[Passage, _P], _R]:
    """Works a thing out once for a passage and its arguments, so that dense sentences stay cheap."""

    def kept(passage: Passage, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        key = (function.__name__, args, tuple(kwargs.items()))
        if key not in passage.memo:
            passage.memo[key] = function(passage, *args, **kwargs)
        found: _R = passage.memo[key]
        return found

    kept.__doc__, kept.__name__ = function.__doc__, function.__name__
    return kept
