"""Counts and pages for a server: the columns of the index in memory, read anew when what is stored has changed.

The same conditions that a database is asked are answered here by columns of numbers, so that counting a million records
for every facet takes milliseconds. Order: records that hold the words exactly as typed first, then as they were stored.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from extractor.query import facets as counting
from extractor.query.columns import Columns, columns_of
from extractor.query.compile import Question, ask
from extractor.query.condition import ENTRY, Among, as_mask
from extractor.query.cursors import position, read_cursor, write_cursor
from extractor.query.facets import FACETS, Count, FacetValue, Mask, count, places_of, years_of
from extractor.query.filter import Filter
from extractor.query.first_page import Scan, Seqs, numbers_of
from extractor.query.review_state import state_statement
from extractor.query.search import Hit, fetch
from extractor.store.database import explained
from extractor.store.index_tables import EntryTermRow, IndexStateRow
from extractor.store.repository import Store, table
from extractor.store.review_tables import ReviewDecisionRow

_TERM = table(EntryTermRow)
_ATTRIBUTE = {"criteria": "criterion"}
_KEPT = 64
_LOOKED_AT = 4_096
"""Records that a page looks at first; more where few of them pass."""

_KEPT_PAGES = 2_000
_LONG = 0.5
"""Seconds of reading after which it is not done again before ten times as many have passed."""

_Portion = tuple[Seqs, str | None, Count]
"""The numbers of a page's records, the cursor of the next one, and how many records there are."""


@dataclass(frozen=True, slots=True)
class Page:
    """A portion of the results, how many there are in all, and the cursor of the next portion."""

    hits: tuple[Hit, ...]
    total: Count
    cursor: str | None


class Memory:
    """Answers about one database. May be asked from several threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.RLock()
        self._version = ""
        self._again = 0.0
        self._state = ""
        self._columns: Columns = {}
        self._terms: dict[str, dict[int, tuple[str, str]]] = {}
        self._masks: OrderedDict[str, Mask] = OrderedDict()
        self._answers: OrderedDict[str, Any] = OrderedDict()
        self._pages: OrderedDict[str, _Portion] = OrderedDict()

    def version(self) -> str:
        """What is stored, in a word that changes with it: the tag of every answer."""
        state, decisions = table(IndexStateRow), table(ReviewDecisionRow)
        with explained(self.store.engine.url), self.store.engine.connect() as connection:
            number = connection.execute(select(state.c.version)).scalar() or 0
            decided = connection.execute(select(func.max(decisions.c.seq))).scalar() or 0
        return f"{number}-{decided}"

    def served(self) -> str:
        """The version that answers are of now."""
        with self._lock:
            self._refresh()
            return self._version

    def warm(self) -> None:
        """Reads the columns that facets need, so that the first person to ask does not wait for it."""
        self.facets(Filter())

    def page(self, wanted: Filter, limit: int = 50, cursor: str | None = None) -> Page:
        """A portion of the records that pass. Raises ``FilterError`` for a cursor that is none of ours."""
        with self._lock:
            self._refresh()
            key = f"{limit} {cursor} {wanted.pairs()}"
            found = self._pages.get(key)
            if found is None:
                found = self._early_page(wanted, limit, cursor) or self._page(wanted, limit, cursor)
                self._pages[key] = found
                while len(self._pages) > _KEPT_PAGES:
                    self._pages.popitem(last=False)
            some, following, total = found
        return Page(tuple(fetch(self.store, [int(seq) for seq in some])), total, following)

    def _page(self, wanted: Filter, limit: int, cursor: str | None) -> _Portion:
        if self._question(wanted).exact is None:
            return self._plain_page(self._passing_all(wanted), limit, cursor)
        seqs, exact = self._results(wanted)
        start = position(seqs, exact, cursor)
        some = seqs[start : start + limit]
        more = start + limit < len(seqs)
        return some, write_cursor(int(some[-1]), start + len(some) > exact) if more else None, count(len(seqs))

    def _plain_page(self, mask: Mask, limit: int, cursor: str | None) -> _Portion:
        """A portion of records in stored order: as many are looked at as it takes to find them."""
        seqs = self._column("seq")
        at = 0 if cursor is None else int(np.searchsorted(seqs, read_cursor(cursor)[1], side="right"))
        found: list[Seqs] = [seqs[:0]]
        number, portion = 0, _LOOKED_AT
        while number <= limit and at < len(seqs):
            found.append(seqs[at : at + portion][mask[at : at + portion]])
            number, at, portion = number + len(found[-1]), at + portion, 4 * portion
        some = np.concatenate(found)
        following = write_cursor(int(some[limit - 1]), False) if len(some) > limit else None
        return some[:limit], following, count(int(np.count_nonzero(mask)))

    def _early_page(self, wanted: Filter, limit: int, cursor: str | None) -> _Portion | None:
        """A portion of what holds words, without finding all of it; ``None`` where that is no gain."""
        question = self._question(wanted)
        words = question.by_attribute.get("words")
        known = f"results {wanted.pairs()}" in self._answers
        if known or not isinstance(words, Among) or self._mask_key(words) in self._masks:
            return None
        others = self._mask(question, "words")
        share = float(np.count_nonzero(others)) / max(1, len(others))
        scan = Scan(self.store, words, question.exact, lambda seqs: self._passing(seqs, others), share)
        loose, after = read_cursor(cursor) if cursor is not None else (0, -1)
        number = self._kept(f"count {wanted.pairs()}", lambda: scan.count(counting.EXACT + 1))
        start = scan.page(limit, loose, after) if number is not None else None
        if start is None or number is None:
            return None
        some = start.seqs[:limit]
        more = len(start.seqs) > limit
        last_loose = question.exact is not None and len(some) > start.loose_from
        return some, write_cursor(int(some[-1]), last_loose) if more else None, count(number)

    def _passing(self, seqs: Seqs, mask: Mask) -> Seqs:
        """Those of some numbers whose records pass."""
        seq = self._column("seq")
        places = np.searchsorted(seq, seqs)
        inside = places < len(seq)
        places, seqs = places[inside], seqs[inside]
        kept: Seqs = seqs[(seq[places] == seqs) & mask[places]]
        return kept

    def units(self, wanted: Filter) -> list[str]:
        """Of which day the provinces and the place are that a filter asks for, where it gives a day."""
        with self._lock:
            self._refresh()
            return self._question(wanted).units()

    def _question(self, wanted: Filter) -> Question:
        """The conditions of a filter, with the terms that are stored now."""
        found: Question = self._kept(f"question {wanted.pairs()}", lambda: ask(self.store, wanted))
        return found

    def _passing_all(self, wanted: Filter) -> Mask:
        """Which records pass."""
        found: Mask = self._kept(f"mask {wanted.pairs()}", lambda: self._mask(self._question(wanted)))
        return found

    def hit(self, target_id: str) -> Hit | None:
        """One record by its id; ``None`` where there is none."""
        query = select(ENTRY.c.seq).where(ENTRY.c.target_id == target_id)
        return next(fetch(self.store, [row["seq"] for row in self.store.rows(query)]), None)

    def number(self, wanted: Filter) -> int:
        """How many records pass, to the last one."""
        with self._lock:
            self._refresh()
            return int(np.count_nonzero(self._passing_all(wanted)))

    def total(self, wanted: Filter) -> Count:
        """How many records pass."""
        with self._lock:
            self._refresh()
            return count(int(np.count_nonzero(self._passing_all(wanted))))

    def facets(self, wanted: Filter, names: tuple[str, ...] = FACETS) -> dict[str, list[FacetValue]]:
        """How many of the records that pass have which value, the most frequent first.

        A facet is counted without the filter's own condition on it, so that another value can be chosen.
        """
        with self._lock:
            self._refresh()
            key = f"facets {names} {wanted.pairs()}"
            found: dict[str, list[FacetValue]] = self._kept(
                key, lambda: self._facets(self._question(wanted), names, self._passing_all(wanted))
            )
            return found

    def counted(self, wanted: Filter) -> bool:
        """Whether facets can be counted without looking for all hits of the filter's words first."""
        with self._lock:
            self._refresh()
            words = self._question(wanted).by_attribute.get("words")
            return not isinstance(words, Among) or self._mask_key(words) in self._masks

    def by(self, wanted: Filter, column: str) -> dict[int, int]:
        """How many of the records that pass have which number in a column."""
        with self._lock:
            self._refresh()
            values = self._column(column)[self._passing_all(wanted)]
            numbers, counts = np.unique(values, return_counts=True)
        return {int(number): int(times) for number, times in zip(numbers, counts, strict=True)}

    def term(self, field: str, number: int) -> tuple[str, str] | None:
        """The value and the label of a term."""
        return self._terms_of(field).get(number)

    def _results(self, wanted: Filter) -> tuple[NDArray[Any], int]:
        """The ``seq`` of all results in order, and how many of them are exact."""

        def work() -> tuple[NDArray[Any], int]:
            question = self._question(wanted)
            mask = self._passing_all(wanted)
            seqs = self._column("seq")
            if question.exact is None:
                found = seqs[mask]
                return found, len(found)
            exact = self._among(question.exact)
            first = seqs[mask & exact]
            return np.concatenate([first, seqs[mask & ~exact]]), len(first)

        result: tuple[NDArray[Any], int] = self._kept(f"results {wanted.pairs()}", work)
        return result

    def _facets(self, question: Question, names: tuple[str, ...], everything: Mask) -> dict[str, list[FacetValue]]:
        places = places_of(everything)
        found = {}
        for name in names:
            own = _ATTRIBUTE.get(name, name)
            narrowed = own in question.by_attribute
            mask = self._mask(question, own) if narrowed else everything
            if name == "review":
                found[name] = counting.of_reviews(mask, lambda state: self._among(state_statement((state,))))
                continue
            chosen = places_of(mask) if narrowed else places
            if name == "year":
                found[name] = counting.of_years(self._kept("years", lambda: years_of(self._columns)), chosen)
            else:
                found[name] = counting.of_terms(name, self._column(name), chosen, self._terms_of(name))
        return found

    def _mask(self, question: Question, without: str | None = None) -> Mask:
        return as_mask(question.condition(without), self._column, self._among)

    def _among(self, among: Among) -> Mask:
        """The entries that a statement finds; asked once for every state of the database."""

        def work() -> Mask:
            held = self._column("seq" if among.column == "target_id" else among.column)
            values = self._found(among)
            mask = np.zeros(len(held), dtype=bool)
            if among.column != "document_seq" and len(values):
                places = np.searchsorted(held, values)
                inside = places < len(held)
                places, values = places[inside], values[inside]
                mask[places[held[places] == values]] = True
            elif len(values):
                mask = np.isin(held, values)
            return ~mask if among.absent else mask

        key = self._mask_key(among)
        if key not in self._masks:
            self._masks[key] = work()
            while len(self._masks) > _KEPT:
                self._masks.popitem(last=False)
        self._masks.move_to_end(key)
        return self._masks[key]

    @staticmethod
    def _mask_key(among: Among) -> str:
        return f"{among.column} {among.name} {among.absent}"

    def _found(self, among: Among) -> Seqs:
        """The numbers that a statement finds."""
        statement: Any = among.statement
        if among.column == "target_id":
            statement = select(ENTRY.c.seq).where(ENTRY.c.target_id.in_(statement))
        return numbers_of(self.store, statement)

    def _kept(self, key: str, work: Callable[[], Any]) -> Any:
        if key not in self._answers:
            self._answers[key] = work()
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        self._answers.move_to_end(key)
        return self._answers[key]

    def _refresh(self) -> None:
        """Answers anew when what is stored has changed; where reading it takes long, not again at once."""
        if time.monotonic() < self._again:
            return
        version = self.version()
        if version == self._version:
            return
        began = time.monotonic()
        read = columns_of(self.store, self._state)
        if read is not None:
            self._state, self._columns = read
        self._version = version
        self._terms.clear()
        self._masks.clear()
        self._answers.clear()
        self._pages.clear()
        took = time.monotonic() - began
        self._again = began + 10 * took if took > _LONG else 0.0

    def _column(self, name: str) -> NDArray[Any]:
        return self._columns[name]

    def _terms_of(self, field: str) -> Mapping[int, tuple[str, str]]:
        if field not in self._terms:
            query = select(_TERM.c.no, _TERM.c.value, _TERM.c.label).where(_TERM.c.field == field)
            self._terms[field] = {row["no"]: (row["value"], row["label"]) for row in self.store.rows(query)}
        return self._terms[field]
