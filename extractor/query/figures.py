"""What a series needs of its records, and no more: the figures without sentences, sections and boxes.

A series may have hundreds of records. Read whole, most of the time would go into parts that no series shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from extractor.core.target import Baseline, Target
from extractor.query.condition import ENTRY
from extractor.query.search import Hit, fetch
from extractor.store.database import explained
from extractor.store.repository import Store, table
from extractor.store.review_tables import ReviewStateRow
from extractor.store.tables import DocumentRow, TargetRow

_TARGET = table(TargetRow)
_DOCUMENT = table(DocumentRow)
_STATE = table(ReviewStateRow)


@dataclass(frozen=True, slots=True)
class Figure:
    """The quantity of a record with its day and its document. Fields as in ``Target``; ``source`` names the document.

    ``day`` is the last day of its time, or the first where it has no last one.
    """

    target_id: str
    fact_key: str
    quote: str
    kind: str
    status: str
    comparator: str
    value: Decimal | None
    total: Decimal | None
    percent: Decimal | None
    unit: str | None
    canonical_value: Decimal | None
    canonical_unit: str | None
    subject: str | None
    day: date | None
    baseline: Baseline | None
    source: str


_READ = (
    _TARGET.c.id, _TARGET.c.fact_key, _TARGET.c.quote, _TARGET.c.kind, _TARGET.c.status, _TARGET.c.comparator,
    _TARGET.c.value, _TARGET.c.total, _TARGET.c.percent, _TARGET.c.unit,
    _TARGET.c.canonical_value, _TARGET.c.dong, _TARGET.c.canonical_unit, _TARGET.c.subject,
    _TARGET.c.due_start, _TARGET.c.due_end, _TARGET.c.baseline_year, _TARGET.c.baseline_value,
    _TARGET.c.document, _DOCUMENT.c.number,
)  # fmt: skip


def figures_where(store: Store, which: ColumnElement[bool], most: int) -> list[Figure]:
    """The figures of the entries that pass a condition, as people left them, the first ``most`` in stored order."""
    query: Select[Any] = (
        select()
        .add_columns(ENTRY.c.seq, _STATE.c.state, *_READ)
        .select_from(ENTRY)
        .join(_TARGET, _TARGET.c.id == ENTRY.c.target_id)
        .join(_DOCUMENT, _DOCUMENT.c.id == _TARGET.c.document_id)
        .outerjoin(_STATE, and_(_STATE.c.fact_key == _TARGET.c.fact_key, _STATE.c.state == "corrected"))
        .where(which)
    )
    with explained(store.engine.url), store.engine.connect() as connection:
        # put in order here: asked for it, SQLite takes the index of places instead of the one of series
        rows = sorted(connection.execute(query).all(), key=lambda row: row[0])[:most]
    corrected = _whole(store, [row[0] for row in rows if row[1] is not None])
    return [_of_hit(corrected[row[0]]) if row[0] in corrected else _of_row(row) for row in rows]


def _whole(store: Store, seqs: Sequence[int]) -> dict[int, Hit]:
    return {hit.seq: hit for hit in fetch(store, seqs)}


def _of_row(row: Sequence[Any]) -> Figure:
    (
        _, _, target_id, fact_key, quote, kind, status, comparator, value, total, percent, unit,
        canonical, dong, canonical_unit, subject, start, end, year, baseline, document, number,
    ) = row  # fmt: skip
    return Figure(
        *(target_id, fact_key, quote, kind, status, comparator, value, total, percent, unit),
        *(canonical if dong is None else Decimal(dong), canonical_unit, subject, end or start),
        None if year is None and baseline is None else Baseline(year, baseline),
        number or document,
    )


def _of_hit(hit: Hit) -> Figure:
    target: Target = hit.target
    return Figure(
        *(target.id, target.fact_key, target.quote, target.kind, target.status, target.comparator),
        *(target.value, target.total, target.percent, target.unit, target.canonical_value, target.canonical_unit),
        target.subject,
        (target.due.end or target.due.start) if target.due else None,
        target.baseline,
        hit.number or target.evidence.document,
    )
