"""Pages of words that very many records hold: as many are found as a page and its count need, not all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, TextClause, column, func, select

from extractor.query.condition import Among
from extractor.store import fulltext
from extractor.store.database import explained
from extractor.store.repository import Store

LEAST = 1_000
MOST = 200_000
"""Numbers that are looked at together at least, and in all; who would need more finds all of them instead."""

Seqs = NDArray[np.int64]
_NONE: Seqs = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Start:
    """Some results in order, one more than a page if there are more; whether the last of the page is found loosely."""

    seqs: Seqs
    loose_from: int


def numbers_of(store: Store, statement: Select[Any] | TextClause, given: dict[str, int] | None = None) -> Seqs:
    """The numbers that a statement finds, in order; ``given`` is what it asks for besides its words."""
    with explained(store.engine.url), store.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            return np.sort(np.array(connection.execute(statement, given or {}).scalars().all(), dtype=np.int64))
        # one long text is read four times as fast as a row for each number
        inner = statement.columns(column("seq")) if isinstance(statement, TextClause) else statement
        joined = connection.execute(select(func.group_concat(inner.subquery().c[0])), given or {}).scalar()
        return np.sort(np.fromstring(str(joined), dtype=np.int64, sep=",")) if joined else _NONE


@dataclass(slots=True)
class _Walk:
    """The numbers of words behind a place, in portions as large as what is wanted of them will take."""

    scan: Scan
    among: Among
    after: int
    parts: list[Seqs] = field(default_factory=list)
    ended: bool = False
    looked: int = 0

    def portion(self, at: int, wanted: int) -> Seqs | None:
        """The portion at a place; ``None`` behind the last one, and where too many would be looked at."""
        if at == len(self.parts) and not self.ended and self.looked < MOST:
            guess = int(1.1 * wanted / max(self.scan.share, 1e-6))
            most = min(max(LEAST, guess), MOST - self.looked)
            found = self.scan.behind(self.among, self.after, most)
            self.looked += len(found)
            self.ended = len(found) < most
            self.after = int(found[-1]) if len(found) else self.after
            self.parts.append(found)
        return self.parts[at] if at < len(self.parts) else None


@dataclass(slots=True)
class Scan:
    """Results of words in the order of ``seq``, kept by what else is asked (``passing``).

    ``share`` is the part of all records that pass what else is asked: so many more have to be looked at.
    """

    store: Store
    loose: Among
    exact: Among | None
    passing: Callable[[Seqs], Seqs]
    share: float
    _walks: dict[tuple[str, int], _Walk] = field(default_factory=dict)

    def count(self, most: int) -> int | None:
        """How many there are, ``most`` where there are as many or more; ``None`` where it would take too long."""
        if most > self.share * MOST:
            return None
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
            return self._loose(_NONE, number, after)
        first = self._some(self.exact, after, number + 1)
        if first is None:
            return None
        if len(first) > number:
            return Start(first[: number + 1], number + 1)
        return self._loose(first, number, -1)

    def _loose(self, first: Seqs, number: int, after: int) -> Start | None:
        """What is found loosely only, behind what is found exactly."""
        missing, found, at = number + 1 - len(first), [first], 0
        walk = self._walk(self.loose, after)
        while missing > 0 and (numbers := walk.portion(at, missing)) is not None:
            # what holds the words exactly holds them loosely: in the same stretch there are no more of them
            kept = self.passing(np.setdiff1d(numbers, self._exactly(numbers), assume_unique=True))
            found.append(kept)
            missing -= len(kept)
            at += 1
        if missing > 0 and not walk.ended:
            return None
        return Start(np.concatenate(found)[: number + 1], len(first))

    def _some(self, among: Among, after: int, enough: int) -> Seqs | None:
        found, number, at = [_NONE], 0, 0
        walk = self._walk(among, after)
        while number < enough and (numbers := walk.portion(at, enough - number)) is not None:
            found.append(self.passing(numbers))
            number += len(found[-1])
            at += 1
        return np.concatenate(found) if number >= enough or walk.ended else None

    def _walk(self, among: Among, after: int) -> _Walk:
        # the count begins where the first page does, and finds what that has found
        return self._walks.setdefault((among.name, after), _Walk(self, among, after))

    def behind(self, among: Among, after: int, most: int) -> Seqs:
        """The first numbers of words behind a place."""
        statement = fulltext.page(_words(among), self._name)
        return numbers_of(self.store, statement, {"after": after, "most": most})

    def _exactly(self, numbers: Seqs) -> Seqs:
        if self.exact is None or not len(numbers):
            return _NONE
        statement = fulltext.within(_words(self.exact), self._name)
        return numbers_of(self.store, statement, {"low": int(numbers[0]), "high": int(numbers[-1])})

    @property
    def _name(self) -> str:
        return "rowid" if self.store.engine.dialect.name == "sqlite" else "seq"


def _words(among: Among) -> TextClause:
    if not isinstance(among.statement, TextClause):
        raise TypeError(f"{among.name} are no words")
    return among.statement
