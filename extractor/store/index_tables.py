"""The index of the records: narrow rows that filters, counts and pages read instead of the records themselves.

Everything in it follows from the other tables and can be made again. ``seq`` orders all records: the number of their
document, in the order in which documents were first stored, and their place in it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, Integer, UniqueConstraint
from sqlmodel import Field

from extractor.store.tables import Row

PLACES = 1 << 20
"""Room for so many sentences or records of one document: ``seq`` is the document's number times this, and the place."""

SEQ = BigInteger().with_variant(Integer(), "sqlite")
"""On SQLite the key of a row itself."""

NEVER = 99991231
"""The last day of what has no end."""


class EntryTermRow(Row, table=True):
    """A word that records are filtered by ("Lào Cai" as a province), which entries name by its number."""

    __tablename__ = "entry_term"
    __table_args__ = (UniqueConstraint("field", "value"),)

    no: int | None = Field(default=None, primary_key=True)
    field: str
    value: str
    label: str
    key: str = Field(index=True)


class TargetEntryRow(Row, table=True):
    """What filters ask of a record. Days are numbers (20251231), words the numbers of terms, 0 where there is none.

    ``due_from`` and ``due_to`` are the first and the last day on which it can be met, the same day where only one is
    known, ``NEVER`` for a period without end. ``value_high`` is the upper end of a range, else the value.
    """

    __tablename__ = "target_entry"
    __table_args__ = (Index("ix_target_entry_series", "series", "place", "province"),)

    seq: int = Field(primary_key=True, sa_type=SEQ)
    target_id: str = Field(foreign_key="target.id", ondelete="CASCADE", index=True, unique=True)
    document_seq: int = Field(index=True)
    province: int = Field(index=True)
    place: int = Field(index=True)
    doc_type: int = 0
    issuing_body: int = 0
    body: int = Field(default=0, index=True)
    sector: int = Field(index=True)
    criteria: int = Field(index=True)
    criteria_set: int = 0
    kind: int
    status: int
    unit: int = Field(index=True)
    canonical_unit: int = 0
    series: int
    day: int | None = None
    due_from: int | None = None
    due_to: int | None = Field(default=None, index=True)
    value: float | None = None
    value_high: float | None = None
    canonical: float | None = None
    canonical_high: float | None = None
    confidence: float


class IndexStateRow(Row, table=True):
    """One row: a number that grows with every change of what is stored, by which answers are known to be old."""

    __tablename__ = "index_state"

    id: int = Field(primary_key=True)
    version: int
