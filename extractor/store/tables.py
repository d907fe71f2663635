"""The tables. A row is validated before it is written: ``Row.model_validate(values)``, never the bare constructor.

Ids are text and stable: a document's is the SHA-256 of its bytes, a target's is that of the record, those of pages,
sections and sentences follow from the document's id and their place. Offsets are code points of ``document.text``.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import field_validator
from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, MetaData, Text
from sqlmodel import Field, SQLModel

from extractor.core.period import RECURRENCES, SOURCES
from extractor.core.quantity import CHANGES, COMPARATORS, KINDS
from extractor.core.target import STATUSES
from extractor.store.columns import ExactDecimal, Moment

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every constraint has a name, so that a migration can change it on every database."""

SHA256 = r"^[0-9a-f]{64}$"


def _one_of(name: str, values: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{name} IN ({listed})", name=name)


def _in_order(start: str, end: str) -> CheckConstraint:
    return CheckConstraint(f'0 <= "{start}" AND "{start}" <= "{end}"', name=f"{start}_{end}")


class Row(SQLModel):
    """What all rows have in common: no unknown fields, no text that a database cannot hold."""

    metadata = METADATA
    model_config = {"extra": "forbid", "validate_default": True}

    @field_validator("*", mode="before")
    @classmethod
    def _is_storable(cls, value: Any) -> Any:
        if isinstance(value, str):
            if "\x00" in value:
                raise ValueError("holds a NUL character, which PostgreSQL cannot keep")
            try:
                value.encode()
            except UnicodeEncodeError as error:
                raise ValueError("holds half a surrogate pair, which is no character") from error
        return value


class DocumentRow(Row, table=True):
    """A document: its frozen text, its particulars, and which version of the program extracted it.

    ``seq`` numbers the documents in the order in which they were first stored; the index is written with it.
    """

    __tablename__ = "document"
    # days are asked of all documents, and the texts lie between them
    __table_args__ = (Index("ix_document_days", "seq", "issued", "published"),)

    id: str = Field(primary_key=True, regex=SHA256)
    seq: int | None = Field(default=None, index=True, unique=True)
    name: str = Field(min_length=1)
    name_key: str
    media_type: str
    text: str = Field(sa_type=Text)
    characters: int = Field(ge=0)
    meta: dict[str, str] = Field(sa_type=JSON)
    notes: list[str] = Field(sa_type=JSON)
    number: str | None = None
    doc_type: str | None = None
    issuing_body: str | None = None
    province: str | None = None
    province_key: str | None = None
    place: str | None = None
    issued: date | None = None
    subject: str | None = None
    period_text: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    signer: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    sector: str | None = None
    citations: list[dict[str, Any]] = Field(sa_type=JSON)
    spans: dict[str, list[int]] = Field(sa_type=JSON)
    particulars_notes: list[str] = Field(sa_type=JSON)
    extractor_version: str = Field(index=True)
    run_id: str = Field(foreign_key="extraction_run.id")
    added_at: datetime = Field(sa_type=Moment)
    extracted_at: datetime = Field(sa_type=Moment)


class PageRow(Row, table=True):
    """A page of a PDF or a scan: its stretch of the text and its size in points."""

    __tablename__ = "page"
    __table_args__ = (_in_order("start", "end"),)

    id: str = Field(primary_key=True)
    document_id: str = Field(foreign_key="document.id", ondelete="CASCADE", index=True)
    number: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int
    width: float
    height: float
    scanned: bool


class SectionRow(Row, table=True):
    """A stretch of text below the same headings; ``path`` has them outermost first, ``title`` is the last of them."""

    __tablename__ = "section"
    __table_args__ = (_in_order("start", "end"),)

    id: str = Field(primary_key=True)
    document_id: str = Field(foreign_key="document.id", ondelete="CASCADE", index=True)
    position: int = Field(ge=0)
    start: int = Field(ge=0)
    end: int
    title: str
    path: list[str] = Field(sa_type=JSON)
    depth: int = Field(ge=1)


class SentenceRow(Row, table=True):
    """A source sentence, and the kind of block that it stands in."""

    __tablename__ = "sentence"
    __table_args__ = (_in_order("start", "end"),)

    id: str = Field(primary_key=True)
    document_id: str = Field(foreign_key="document.id", ondelete="CASCADE", index=True)
    section_id: str | None = Field(default=None, foreign_key="section.id", ondelete="CASCADE", index=True)
    position: int = Field(ge=0)
    start: int = Field(ge=0)
    end: int
    text: str = Field(sa_type=Text)
    block: str
    page: int | None = None


class TargetRow(Row, table=True):
    """A target record, field by field as in ``core.target``.

    ``value_number`` and its like are floats to sort by; the exact value stands beside them. Money is the exact integer
    ``dong``; its canonical value is then not kept twice.
    """

    __tablename__ = "target"
    __table_args__ = (
        _one_of("kind", KINDS),
        _one_of("status", STATUSES),
        _one_of("comparator", COMPARATORS),
        _one_of("change", CHANGES),
        _one_of("due_recurrence", RECURRENCES),
        _one_of("due_source", SOURCES),
        _in_order("start", "end"),
        CheckConstraint('"sentence_start" <= "start" AND "end" <= "sentence_end"', name="in_sentence"),
    )

    id: str = Field(primary_key=True, min_length=1)
    fact_key: str = Field(index=True)
    document_id: str = Field(foreign_key="document.id", ondelete="CASCADE", index=True)
    sentence_id: str = Field(foreign_key="sentence.id", ondelete="CASCADE", index=True)
    position: int = Field(ge=0)
    line: int = Field(ge=1)
    document: str
    start: int = Field(ge=0)
    end: int
    quote: str = Field(min_length=1)
    sentence_start: int = Field(ge=0)
    sentence_end: int
    sentence: str = Field(sa_type=Text)
    page: int | None = None
    boxes: list[list[float]] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    section: list[str] = Field(sa_type=JSON)
    table: dict[str, str] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    kind: str = Field(index=True)
    status: str = Field(index=True)
    value: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    value_number: float | None = Field(default=None, index=True)
    value_text: str | None = None
    upper: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    upper_number: float | None = None
    total: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    total_number: float | None = None
    percent: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    percent_number: float | None = None
    unit: str | None = None
    unit_key: str | None = None
    dong: int | None = Field(default=None, sa_type=BigInteger, index=True)
    dong_upper: int | None = Field(default=None, sa_type=BigInteger)
    canonical_value: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    canonical_number: float | None = Field(default=None, index=True)
    canonical_upper: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    canonical_upper_number: float | None = None
    canonical_unit: str | None = None
    canonical_unit_key: str | None = None
    subject: str | None = None
    indicator: str | None = None
    comparator: str
    change: str
    scope: str | None = None
    due_text: str | None = None
    due_start: date | None = None
    due_end: date | None = Field(default=None, index=True)
    due_recurrence: str | None = None
    due_source: str | None = None
    baseline_year: int | None = None
    baseline_value: Decimal | None = Field(default=None, sa_type=ExactDecimal)
    criteria: list[str] = Field(sa_type=JSON)
    criteria_set: str | None = Field(default=None, index=True)
    sector: str | None = None
    body: str | None = None
    cooperating: list[str] = Field(sa_type=JSON)
    checks: list[dict[str, str]] = Field(sa_type=JSON)
    confidence: float = Field(ge=0, le=1)
    method: str


class TargetCriterionRow(Row, table=True):
    """A criterion that a target is tied to, by its code: what ``target.criteria`` lists, to search by."""

    __tablename__ = "target_criterion"

    target_id: str = Field(primary_key=True, foreign_key="target.id", ondelete="CASCADE")
    code: str = Field(primary_key=True, index=True)
