"""Tables beside the documents: reference data, runs, failures and what people decided."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Text
from sqlmodel import Field

from extractor.store.columns import Moment
from extractor.store.tables import SHA256, Row


class CriteriaSetRow(Row, table=True):
    """One version of a national criteria set, as the registry has it; ``code`` is the set ("xa-ntm")."""

    __tablename__ = "criteria_set"

    id: str = Field(primary_key=True)
    code: str = Field(index=True)
    level: str
    title: str
    decision: str | None = None
    decided: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    in_force: date | None = None
    count: int | None = Field(default=None, ge=0)
    established: str
    gap: str | None = None
    source: str


class CriterionRow(Row, table=True):
    """A numbered criterion ("19") or sub-criterion ("19.2") of a version of a set; its name where it is established."""

    __tablename__ = "criterion"

    id: str = Field(primary_key=True)
    set_id: str = Field(foreign_key="criteria_set.id", ondelete="CASCADE", index=True)
    number: str = Field(index=True)
    parent: str | None = None
    name: str | None = Field(default=None, sa_type=Text)
    level: str | None = None
    levels: dict[str, str] = Field(sa_type=JSON)
    wording: str
    gap: str | None = None
    source: str


class AdministrativeUnitRow(Row, table=True):
    """A province in the shape that it had in a stretch of time; ``successor`` is the unit that it went into."""

    __tablename__ = "administrative_unit"

    id: str = Field(primary_key=True)
    name: str
    name_key: str = Field(index=True)
    kind: str
    region: str
    aliases: list[str] = Field(sa_type=JSON)
    successor: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


class ExtractionRunRow(Row, table=True):
    """One run of an ingestion that wrote something; not finished where it was killed."""

    __tablename__ = "extraction_run"

    id: str = Field(primary_key=True)
    extractor_version: str
    started_at: datetime = Field(sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)
    outcome: str | None = None
    added: int = Field(default=0, ge=0)
    replaced: int = Field(default=0, ge=0)
    unchanged: int = Field(default=0, ge=0)
    failed: int = Field(default=0, ge=0)


class FailureRow(Row, table=True):
    """An input that could not be read or extracted, until it can."""

    __tablename__ = "failure"

    id: str = Field(primary_key=True)
    run_id: str = Field(foreign_key="extraction_run.id", index=True)
    path: str
    document_id: str | None = Field(default=None, regex=SHA256, index=True)
    reason: str = Field(sa_type=Text)
    remedy: str = Field(sa_type=Text)
    failed_at: datetime = Field(sa_type=Moment)
