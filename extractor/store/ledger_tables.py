"""What people and documents add to the records: results entered by hand, moved links, what replaces what, tokens."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from extractor.store.columns import ExactDecimal, Moment
from extractor.store.tables import Row


class DocumentRelationRow(Row, table=True):
    """What a document does to the one of a number: "replaces", "annuls" or "amends", and the sentence that says so."""

    __tablename__ = "document_relation"
    __table_args__ = (CheckConstraint("action IN ('replaces', 'annuls', 'amends')", name="action"),)

    id: str = Field(primary_key=True)
    document_id: str = Field(foreign_key="document.id", ondelete="CASCADE", index=True)
    action: str
    number: str = Field(index=True)
    day: date | None = None
    sentence: str = Field(sa_type=Text)


class SeriesCorrectionRow(Row, table=True):
    """What a person said of the series that a fact belongs to: another one, or (empty) none. The last one counts."""

    __tablename__ = "series_correction"

    id: str = Field(primary_key=True)
    fact_key: str = Field(index=True)
    series: str
    author: str
    decided_at: datetime = Field(sa_type=Moment)
    reason: str | None = None


class ReportedResultRow(Row, table=True):
    """A result that a person entered for the target of a fact: the value in the target's unit, its day and source."""

    __tablename__ = "reported_result"

    id: str = Field(primary_key=True)
    fact_key: str = Field(index=True)
    value: Decimal = Field(sa_type=ExactDecimal)
    value_number: float
    day: date
    source: str = Field(min_length=1)
    author: str = Field(min_length=1)
    entered_at: datetime = Field(sa_type=Moment)
    note: str | None = None


class ApiTokenRow(Row, table=True):
    """A token that may read through the API: the SHA-256 of it, never the token; a day after which it ends."""

    __tablename__ = "api_token"

    id: str = Field(primary_key=True)
    name: str = Field(min_length=1)
    digest: str = Field(index=True, unique=True)
    created_at: datetime = Field(sa_type=Moment)
    ends: date | None = None
