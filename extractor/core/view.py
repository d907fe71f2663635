"""Text in which every character knows the slice of the raw text it came from.

Offsets are code points, half open. A ``View`` is made from a raw text by edits only, so that a span found in the
view can always be carried back to the raw text, and never has to be guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.core.errors import OffsetError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of a text, in code points. Refuses ``start < 0`` and ``end < start``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise OffsetError(f"no span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of the span; refuses a span that reaches past the end of the text."""
        if self.end > len(text):
            raise OffsetError(f"span [{self.start}, {self.end}) past the end of a text of {len(text)}")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """``text[start:end]`` is to read ``new``. An insertion has ``start == end``, a deletion an empty ``new``."""

    start: int
    end: int
    new: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise OffsetError(f"no edit: [{self.start}, {self.end})")


@dataclass(frozen=True, slots=True)
class _Run:
    """``view[at : at + size]`` came from ``raw[start : end]``; ``exact`` when character for character."""

    at: int
    size: int
    start: int
    end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class View:
    """A text for matching and where each of its characters came from.

    ``text`` is what rules read, ``raw`` the immutable text that offsets are kept in. Memory grows with the number of
    edits, not with the length of the text.
    """

    text: str
    raw: str
    _runs: tuple[_Run, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, raw: str) -> View:
        """The view that changes nothing."""
        return cls(raw, raw, (_Run(0, len(raw), 0, len(raw), True),) if raw else ())

    def apply(self, edits: Iterable[Edit]) -> View:
        """A new view with the edits made, which are in offsets of this view's text.

        Edits may come in any order but may not overlap. Raises ``OffsetError`` where they do or reach past the end.
        """
        ordered = sorted(edits)
        if not ordered:
            return self
        pieces: list[str] = []
        runs: list[_Run] = []
        at = position = 0
        for edit in ordered:
            if edit.start < position or edit.end > len(self.text):
                raise OffsetError(f"edit [{edit.start}, {edit.end}) overlaps another one or the end of the text")
            at = self._keep(position, edit.start, at, pieces, runs)
            if edit.new:
                source = self.raw_span(edit.start, edit.end)
                exact = len(edit.new) == len(source) == 1
                runs.append(_Run(at, len(edit.new), source.start, source.end, exact))
                pieces.append(edit.new)
                at += len(edit.new)
            position = edit.end
        self._keep(position, len(self.text), at, pieces, runs)
        return View("".join(pieces), self.raw, tuple(runs))

    def _keep(self, start: int, end: int, at: int, pieces: list[str], runs: list[_Run]) -> int:
        """Copies ``text[start:end]`` and the runs below it, and returns the new length of the text."""
        if start >= end:
            return at
        pieces.append(self.text[start:end])
        index = bisect_right(self._runs, start, key=lambda run: run.at) - 1
        while index < len(self._runs) and self._runs[index].at < end:
            run = self._runs[index]
            low, high = max(start, run.at), min(end, run.at + run.size)
            if run.exact:
                first = run.start + low - run.at
                runs.append(_Run(at + low - start, high - low, first, first + high - low, True))
            else:
                runs.append(_Run(at + low - start, high - low, run.start, run.end, False))
            index += 1
        return at + end - start

    def raw_span(self, start: int, end: int) -> Span:
        """The slice of ``raw`` below ``text[start:end]``; empty at the right place for an empty slice."""
        if not 0 <= start <= end <= len(self.text):
            raise OffsetError(f"[{start}, {end}) is not in a view of {len(self.text)}")
        if start == end:
            place = self._raw_start(start)
            return Span(place, place)
        first = self._runs[bisect_right(self._runs, start, key=lambda run: run.at) - 1]
        last = self._runs[bisect_right(self._runs, end - 1, key=lambda run: run.at) - 1]
        begin = first.start + (start - first.at if first.exact else 0)
        finish = last.start + (end - last.at) if last.exact else last.end
        return Span(begin, max(begin, finish))

    def _raw_start(self, place: int) -> int:
        if not self._runs:
            return 0
        if place == len(self.text):
            return self._runs[-1].end
        run = self._runs[bisect_right(self._runs, place, key=lambda run: run.at) - 1]
        return run.start + (place - run.at if run.exact else 0)

    def view_place(self, raw_place: int) -> int:
        """The first offset of ``text`` whose characters come from ``raw_place`` or later."""
        index = bisect_left(self._runs, raw_place + 1, key=lambda run: run.end)
        if index == len(self._runs):
            return len(self.text)
        run = self._runs[index]
        return run.at + (max(0, raw_place - run.start) if run.exact else 0)

    def view_span(self, start: int, end: int) -> Span:
        """The smallest slice of ``text`` that holds everything made from ``raw[start:end]``."""
        first = self.view_place(start)
        if start == end:
            return Span(first, first)
        index = bisect_left(self._runs, end, key=lambda run: run.start) - 1
        if index < 0:
            return Span(first, first)
        run = self._runs[index]
        last = run.at + (min(run.size, end - run.start) if run.exact else run.size)
        return Span(first, max(first, last))
