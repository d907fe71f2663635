"""Tables of review: the log of what people decided, the state that follows from it, locks, work given out.

``review_decision`` is the log. It only grows, and whatever else is kept here of decisions can be made from it again
(``review.log.rebuild``). Decisions are about facts (``fact_key``), so they outlive the records they were made on.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Text
from sqlmodel import Field

from extractor.store.columns import Moment
from extractor.store.tables import Row

STATES = ("open", "accepted", "corrected", "rejected")
"""What a fact is after a decision; ``open`` where one was taken back or no longer fits what the document says."""


def _state_check() -> CheckConstraint:
    return CheckConstraint("state IN (" + ", ".join(f"'{state}'" for state in STATES) + ")", name="state")


class ReviewDecisionRow(Row, table=True):
    """What a person decided about a fact: who, when, before and after. No row that goes away takes it along.

    ``seq`` numbers all decisions without a gap. ``id`` is given by who asks, so that the same request twice is one
    decision. ``before`` and ``after`` are the whole state of the fact (as ``ReviewStateRow`` has it, empty for none).
    ``batch`` is common to decisions made at one go; ``undoes`` is the decision that this one takes back; ``seconds``
    is how long the record had been before the person.
    """

    __tablename__ = "review_decision"

    id: str = Field(primary_key=True)
    seq: int | None = Field(default=None, index=True, unique=True)
    target_id: str = Field(index=True)
    fact_key: str = Field(index=True)
    document_id: str = Field(index=True)
    reviewer: str = Field(min_length=1)
    decided_at: datetime = Field(sa_type=Moment)
    action: str
    before: dict[str, Any] = Field(sa_type=JSON)
    after: dict[str, Any] = Field(sa_type=JSON)
    reason: str | None = Field(default=None, sa_type=Text)
    extractor_version: str | None = None
    seconds: float | None = Field(default=None, ge=0)
    batch: str | None = Field(default=None, index=True)
    undoes: str | None = None


class ReviewStateRow(Row, table=True):
    """What holds of a fact now: the ``after`` of its last decision that changed anything.

    ``record`` is the record as people left it, ``basis`` what the extractor had read when they did, ``of`` the fact
    that a duplicate repeats or the parts of one that was split.
    """

    __tablename__ = "review_state"
    __table_args__ = (_state_check(),)

    fact_key: str = Field(primary_key=True)
    seq: int = Field(ge=1)
    state: str = Field(index=True)
    action: str
    document_id: str = Field(index=True)
    target_id: str
    reviewer: str
    decided_at: datetime = Field(sa_type=Moment)
    reason: str | None = Field(default=None, sa_type=Text)
    record: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    basis: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    of: list[str] = Field(sa_type=JSON)


class ReviewLockRow(Row, table=True):
    """Who has a fact before them, and until when it is kept for them."""

    __tablename__ = "review_lock"

    fact_key: str = Field(primary_key=True)
    holder: str = Field(index=True)
    ends_at: datetime = Field(sa_type=Moment)


class ReviewSkipRow(Row, table=True):
    """A fact that a person put off; it comes last in their queue until ``until``."""

    __tablename__ = "review_skip"

    fact_key: str = Field(primary_key=True)
    reviewer: str = Field(primary_key=True)
    until: datetime = Field(sa_type=Moment)


class ReviewAssignmentRow(Row, table=True):
    """A document whose records were given to a person."""

    __tablename__ = "review_assignment"

    document_id: str = Field(primary_key=True)
    reviewer: str = Field(index=True)
    given_by: str
    given_at: datetime = Field(sa_type=Moment)


class ReviewReadingRow(Row, table=True):
    """A fact that two people read without seeing each other: one row a reader; ``answer`` is what they made of it."""

    __tablename__ = "review_reading"

    fact_key: str = Field(primary_key=True)
    reader: str = Field(primary_key=True)
    document_id: str = Field(index=True)
    target_id: str
    given_at: datetime = Field(sa_type=Moment)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    verdict: str | None = None
    answer: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    seconds: float | None = Field(default=None, ge=0)
    settled: str | None = None
