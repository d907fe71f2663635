"""Two readers of the same facts, blind to each other: who reads what, how far they agree, what is settled.

Answers are no decisions until a third look settles them: they stand in ``review_reading``, and the settled ones go to
the log like any other decision.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select, update

from extractor.core.errors import ChiTieuError
from extractor.query.filter import Filter
from extractor.query.search import search
from extractor.review.log import Draft, decide, last_decisions
from extractor.review.records import extracted
from extractor.store.repository import Store, table
from extractor.store.review_tables import ReviewReadingRow
from extractor.store.reviewed import CONTENT

_READING = table(ReviewReadingRow)
FIELDS = ("verdict", *(name for name in CONTENT if name not in ("indicator", "percent")))
"""What two readers are compared in; the fields only where neither rejects the record."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two readers agree in a field, of how many, and Cohen's kappa (``None`` where chance alone would do)."""

    field: str
    number: int
    same: int
    kappa: float | None

    @property
    def raw(self) -> float:
        return self.same / self.number if self.number else 1.0


def give(store: Store, readers: Sequence[str], share: float, wanted: Filter | None = None) -> int:
    """Gives a share of the records that pass to two people each, in turn; tells how many records these are.

    Which ones follows from their keys, so that a larger share later holds the smaller one. Those that were given
    already stay as they are. Raises ``ChiTieuError`` for fewer than two people or no share.
    """
    names = list(dict.fromkeys(name.strip() for name in readers if name.strip()))
    if len(names) < 2 or not 0 < share <= 1:
        raise ChiTieuError("name two or more readers, and a share above 0 and up to 1")
    known = {row["fact_key"] for row in store.rows(select(_READING.c.fact_key).distinct())}
    now, rows, seen = datetime.now(UTC), [], set(known)
    for hit in search(store, wanted or Filter(), order="stored"):
        target = hit.target
        drawn = int(hashlib.sha256(target.fact_key.encode()).hexdigest()[:8], 16) / 2**32
        if drawn >= share or target.fact_key in seen:
            continue
        seen.add(target.fact_key)
        turn = len(seen)
        for name in (names[turn % len(names)], names[(turn + 1) % len(names)]):
            values = {
                "fact_key": target.fact_key, "reader": name, "document_id": target.evidence.document_id,
                "target_id": target.id, "given_at": now,
            }  # fmt: skip
            rows.append(ReviewReadingRow.model_validate(values).model_dump())
    with store.writing() as connection:
        for start in range(0, len(rows), 500):
            connection.execute(insert(_READING), rows[start : start + 500])
    return len(rows) // 2


def waiting(store: Store, reader: str, limit: int = 50) -> list[dict[str, Any]]:
    """What a reader has not answered yet, in the order in which it was given."""
    query = select(_READING).where(_READING.c.reader == reader, _READING.c.answered_at.is_(None))
    return [dict(row) for row in store.rows(query.order_by(_READING.c.given_at, _READING.c.fact_key).limit(limit))]


def answer(
    store: Store,
    reader: str,
    fact_key: str,
    verdict: str,
    record: Mapping[str, Any] | None = None,
    *,
    seconds: float | None = None,
) -> None:
    """Writes down what a reader makes of a fact: "accept" or "correct" with the record, "reject" without.

    An answer can be given anew until it is settled. Raises ``ChiTieuError`` for a fact that this person was not given.
    """
    if verdict not in ("accept", "correct", "reject"):
        raise ChiTieuError(f"there is no verdict {verdict!r}")
    kept = None if verdict == "reject" else {name: (record or {}).get(name) for name in (*CONTENT, "start", "end")}
    with store.writing() as connection:
        done = connection.execute(
            update(_READING)
            .where(_READING.c.fact_key == fact_key, _READING.c.reader == reader, _READING.c.settled.is_(None))
            .values(verdict=verdict, answer=kept, seconds=seconds, answered_at=datetime.now(UTC))
        )
        if not done.rowcount:
            raise ChiTieuError("this record was not given to you, or is settled")


def pairs(store: Store, *, unsettled: bool = False) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The answers to each fact that both of its readers have answered, in order of its key and their names."""
    query = select(_READING).where(_READING.c.answered_at.is_not(None)).order_by(_READING.c.fact_key, _READING.c.reader)
    if unsettled:
        query = query.where(_READING.c.settled.is_(None))
    rows = [dict(row) for row in store.rows(query)]
    by_fact: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_fact.setdefault(row["fact_key"], []).append(row)
    return [(both[0], both[1]) for both in by_fact.values() if len(both) == 2]


def differing(store: Store) -> list[tuple[dict[str, Any], dict[str, Any], list[str]]]:
    """The pairs that are not settled and differ, each with the fields in which they do."""
    found = [(one, two, different(one, two)) for one, two in pairs(store, unsettled=True)]
    return [row for row in found if row[2]]


def different(one: Mapping[str, Any], two: Mapping[str, Any]) -> list[str]:
    """The fields in which two answers differ."""
    return [name for name in FIELDS if name in _both(one, two) and _said(one, name) != _said(two, name)]


def agreement(store: Store) -> list[Agreement]:
    """How far readers agree, field by field."""
    both = pairs(store)
    found = []
    for name in FIELDS:
        said = [(_said(one, name), _said(two, name)) for one, two in both if name in _both(one, two)]
        same = sum(one == two for one, two in said)
        found.append(Agreement(name, len(said), same, kappa(said)))
    return found


def kappa(pairs_said: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of labels (Cohen 1960): agreement beyond what the readers' own habits would give."""
    number = len(pairs_said)
    if not number:
        return None
    observed = sum(one == two for one, two in pairs_said) / number
    firsts, seconds = Counter(one for one, _ in pairs_said), Counter(two for _, two in pairs_said)
    expected = sum(firsts[label] * seconds[label] for label in firsts) / number**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def settle(store: Store, by: str, fact_key: str, reader: str) -> None:
    """Settles a fact as one of its readers answered; it goes to the log and is gold from then on.

    Raises ``ChiTieuError`` where that reader has not answered.
    """
    rows = {row["reader"]: dict(row) for row in store.rows(select(_READING).where(_READING.c.fact_key == fact_key))}
    chosen = rows.get(reader)
    if chosen is None or chosen["answered_at"] is None:
        raise ChiTieuError("that reader has not answered")
    record = extracted(store, chosen["target_id"])
    if record is None:
        raise ChiTieuError("the record is not stored any more")
    draft = Draft(
        {"accept": "accept", "correct": "settle", "reject": "reject"}[chosen["verdict"]],
        fact_key,
        chosen["target_id"],
        chosen["document_id"],
        seen=last_decisions(store, [fact_key]).get(fact_key, 0),
        record=_merged(record, chosen["answer"]) if chosen["verdict"] == "correct" else None,
        reason=f"{' / '.join(sorted(rows))}: {reader}",
    )
    decide(store, by, [draft])
    with store.writing() as connection:
        connection.execute(update(_READING).where(_READING.c.fact_key == fact_key).values(settled=reader))


def settle_agreed(store: Store, by: str) -> int:
    """Settles all pairs that agree in everything; tells how many."""
    agreed = [one for one, two in pairs(store, unsettled=True) if not different(one, two)]
    for one in agreed:
        settle(store, by, one["fact_key"], one["reader"])
    return len(agreed)


def share_read(store: Store) -> tuple[int, int]:
    """How many readings were answered, of how many that were given."""
    counts = [func.count(_READING.c.answered_at).label("done"), func.count().label("given")]
    query: Any = select(*counts).select_from(_READING)
    row = next(iter(store.rows(query)))
    return int(row["done"]), int(row["given"])


def _merged(record: Mapping[str, Any], answered: Mapping[str, Any] | None) -> dict[str, Any]:
    given = answered or {}
    return {**record, **{name: given.get(name) for name in CONTENT}}


def _both(one: Mapping[str, Any], two: Mapping[str, Any]) -> Sequence[str]:
    rejected = "reject" in (one["verdict"], two["verdict"])
    return ("verdict",) if rejected else FIELDS


def _said(row: Mapping[str, Any], name: str) -> str:
    if name == "verdict":
        return "reject" if row["verdict"] == "reject" else "keep"
    value = (row["answer"] or {}).get(name)
    if name == "due" and value:
        value = [value.get(part) for part in ("start", "end", "recurrence")]
    if name == "subject" and isinstance(value, str):
        value = " ".join(value.lower().split())
    return repr(value or None)
