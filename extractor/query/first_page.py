"""Pages of words that very many records hold: as many are found as a page and its count need, not all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import TextClause

from extractor.query.condition import Among
from extractor.store import fulltext
from extractor.store.database import explained
from extractor.store.repository import Store

PORTION = 12_000
MOST = 48_000
"""Numbers that are looked at; where the other conditions leave too few of them, all are found after all."""

Seqs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Start:
    """Some results in order, one more than a page if there are more; whether the last of the page is found loosely."""

    seqs: Seqs
    loose_from: int


@dataclass(frozen=True, slots=True)
class Scan:
    """Results of words in the order of ``seq``, kept by what else is asked (``passing``), a portion at a time."""

    store: Store
    loose: Among
    exact: Among | None
    passing: Callable[[Seqs], Seqs]
    _known: dict[tuple[str, int, int], Seqs] = field(default_factory=dict)

    def count(self, most: int) -> int | None:
        """How many there are, ``most`` where there are as many or more; ``None`` where it would take too long."""
        found = self._some(self.loose, -1, most)
        return None if found is None else min(most, len(found))

    def page(self, number: int, loose: int, after: int) -> Start | None:
        """The ``number`` results behind a place, those that hold the words exactly first, and one more.

        ``None`` where it would take too long.
        """
        if self.exact is None:
            found = self._some(self.loose, after, number + 1)
            return None if found is None else Start(found[: number + 1], len(found))
        if loose:
            return self._loose(np.zeros(0, dtype=np.int64), number, after)
        first = self._some(self.exact, after, number + 1)
        if first is None:
            return None
        if len(first) > number:
            return Start(first[: number + 1], number + 1)
        return self._loose(first, number, -1)

    def _loose(self, first: Seqs, number: int, after: int) -> Start | None:
        """What is found loosely only, behind what is found exactly."""
        missing = number + 1 - len(first)
        found: list[Seqs] = []
        for numbers in self._portions(self.loose, after):
            if not len(numbers):
                break
            # what holds the words exactly holds them loosely: in the same stretch there are no more of them
            exactly = self._numbers(self.exact, int(numbers[0]) - 1, len(numbers))
            found.append(self.passing(np.setdiff1d(numbers, exactly, assume_unique=True)))
            if len(numbers) < PORTION or sum(map(len, found)) >= missing:
                break
        else:
            return None
        return Start(np.concatenate([first, *found])[: number + 1], len(first))

    def _some(self, among: Among, after: int, enough: int) -> Seqs | None:
        found: list[Seqs] = [np.zeros(0, dtype=np.int64)]
        for numbers in self._portions(among, after):
            found.append(self.passing(numbers))
            if len(numbers) < PORTION or sum(map(len, found)) >= enough:
                return np.concatenate(found)
        return None

    def _portions(self, among: Among, after: int) -> Any:
        for _ in range(MOST // PORTION):
            numbers = self._numbers(among, after, PORTION)
            yield numbers
            if len(numbers) < PORTION:
                return
            after = int(numbers[-1])

    def _numbers(self, among: Among | None, after: int, most: int) -> Seqs:
        if among is None or not isinstance(among.statement, TextClause):
            return np.zeros(0, dtype=np.int64)
        key = (among.name, after, most)
        if key not in self._known:  # the count begins where the page does
            column = "rowid" if self.store.engine.dialect.name == "sqlite" else "seq"
            statement = fulltext.page(among.statement, column)
            with explained(self.store.engine.url), self.store.engine.connect() as connection:
                rows = connection.execute(statement, {"after": after, "most": most}).scalars().all()
            self._known[key] = np.array(rows, dtype=np.int64)
        return self._known[key]
