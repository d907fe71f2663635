"""The records that pass the filter, asked of the database and read as they are wanted."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Select, select

from extractor.core.target import Target
from extractor.query.compile import Question, ask
from extractor.query.condition import ENTRY, as_sql
from extractor.query.filter import Filter
from extractor.store.database import explained
from extractor.store.index_tables import PLACES
from extractor.store.mapping import target_of
from extractor.store.repository import Store, table
from extractor.store.reviewed import overlaid
from extractor.store.tables import DocumentRow, TargetRow

_TARGET = table(TargetRow)
_DOCUMENT = table(DocumentRow)
_PORTION = 400
_MANY = 50_000
"""Records from which on they are put in order by numpy."""

Order = Literal["document", "stored"]
"""By document name, or in the order in which documents were stored; within each in the order of its text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record, the line of its document's text on which it stands, and the document's number, province and day."""

    target: Target
    line: int
    number: str | None
    province: str | None
    seq: int
    title: str | None
    issuing_body: str | None


def search(store: Store, wanted: Filter, limit: int | None = None, order: Order = "document") -> Iterator[Hit]:
    """The records that pass, read in portions; those that hold the words exactly as typed come first."""
    yield from fetch(store, islice(matching(store, ask(store, wanted), order), limit))


def matching(store: Store, question: Question, order: Order = "stored") -> Iterator[int]:
    """The ``seq`` of every record that passes, in order; these numbers alone are held in memory."""
    found = array("q")
    with explained(store.engine.url), store.engine.connect().execution_options(yield_per=10_000) as connection:
        for portion in connection.execute(_entries(question).order_by(ENTRY.c.seq)).scalars().partitions():
            found.extend(portion)
    if order == "document":
        found = _by_document_name(store, found)
    if question.exact is None:
        yield from found
        return
    exact_query = _entries(question).where(as_sql(question.exact))
    exact = {row["seq"] for row in store.rows(exact_query, 10_000)}
    yield from (seq for seq in found if seq in exact)
    yield from (seq for seq in found if seq not in exact)


def fetch(store: Store, seqs: Iterable[int]) -> Iterator[Hit]:
    """The records of these numbers, in their order; one that has gone meanwhile is left out."""
    waiting = iter(seqs)
    while portion := list(islice(waiting, _PORTION)):
        read = list(store.rows(_records(portion)))
        with store.engine.connect() as connection:
            rows = {row["entry_seq"]: row for row in overlaid(connection, read)}
        for seq in portion:
            row = rows.get(seq)
            if row is not None:
                yield hit_of(row)


def hit_of(row: Any) -> Hit:
    """The hit that a row of ``records`` holds."""
    return Hit(
        target_of(row),
        row["line"],
        row["document_number"],
        row["document_province"],
        row["entry_seq"],
        row["document_title"],
        row["document_body"],
    )


def _records(seqs: Sequence[int]) -> Select[Any]:
    columns = [
        *_TARGET.c,
        ENTRY.c.seq.label("entry_seq"),
        _DOCUMENT.c.number.label("document_number"),
        _DOCUMENT.c.province.label("document_province"),
        _DOCUMENT.c.title.label("document_title"),
        _DOCUMENT.c.issuing_body.label("document_body"),
    ]
    query: Select[Any] = select(*columns).select_from(ENTRY)
    query = query.join(_TARGET, _TARGET.c.id == ENTRY.c.target_id).join(
        _DOCUMENT, _DOCUMENT.c.id == _TARGET.c.document_id
    )
    return query.where(ENTRY.c.seq.in_(seqs))


def _entries(question: Question) -> Select[Any]:
    return select(ENTRY.c.seq).where(as_sql(question.condition()))


def _by_document_name(store: Store, seqs: array[int]) -> array[int]:
    query = select(_DOCUMENT.c.seq, _DOCUMENT.c.name, _DOCUMENT.c.id).where(_DOCUMENT.c.seq.is_not(None))
    named = sorted(store.rows(query), key=lambda row: (row["name"], row["id"]))
    place = {row["seq"]: at for at, row in enumerate(named)}
    if len(seqs) < _MANY:
        return array("q", sorted(seqs, key=lambda seq: (place.get(seq // PLACES, 0), seq)))
    import numpy as np  # noqa: PLC0415 - a million numbers as objects would take 100 MB

    numbers = np.frombuffer(seqs, dtype=np.int64)
    documents, which = np.unique(numbers // PLACES, return_inverse=True)
    places = np.array([place.get(int(one), 0) for one in documents], dtype=np.int64)[which]
    return array("q", numbers[np.lexsort((numbers, places))].tobytes())
