"""The tables of the intake: what arrived, the work on it, feeds, works, alarms and notices."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, Text
from sqlmodel import Field

from extractor.store.columns import Moment
from extractor.store.tables import SHA256, Row

STATES = ("waiting", "running", "done", "failed", "aside", "superseded")
"""Of a job: to be done, under way, done, failed for good, set aside because it killed its processes, and failed
on bytes that the place which they came from has since replaced."""

FORMS = ("feed", "sitemap", "page", "mailbox")
"""Of a source on the web: RSS or Atom, a sitemap, a page that lists links, a mailbox (IMAP)."""


class JobRow(Row, table=True):
    """The work on one document's bytes. Lower ``priority`` comes first; a silent worker loses it at ``lease_until``.

    ``version`` is that of the program that did it. Of one that is ``secret`` no bytes are kept.
    """

    __tablename__ = "intake_job"
    __table_args__ = (
        CheckConstraint(f"state IN ({', '.join(repr(state) for state in STATES)})", name="state"),
        Index("ix_intake_job_next", "state", "priority", "created_at"),
    )

    id: str = Field(primary_key=True)
    document_id: str = Field(regex=SHA256, unique=True, index=True)
    source: str = Field(min_length=1)
    name: str = Field(min_length=1)
    place: str
    size: int = Field(ge=0, sa_type=BigInteger)
    state: str = "waiting"
    priority: int = 100
    attempts: int = Field(default=0, ge=0)
    deaths: int = Field(default=0, ge=0)
    reason: str = Field(default="", sa_type=Text)
    remedy: str = Field(default="", sa_type=Text)
    outcome: str | None = None
    records: int = Field(default=0, ge=0)
    version: str | None = None
    secret: bool = False
    reviewer: str | None = None
    worker: str | None = Field(default=None, index=True)
    created_at: datetime = Field(sa_type=Moment)
    not_before: datetime = Field(sa_type=Moment)
    lease_until: datetime | None = Field(default=None, sa_type=Moment)
    started_at: datetime | None = Field(default=None, sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment, index=True)
    seconds: float | None = Field(default=None, ge=0)


class ArrivalRow(Row, table=True):
    """That bytes were seen at a place: a file of a folder, a URL. ``stamp`` tells whether the place has changed."""

    __tablename__ = "intake_arrival"

    id: str = Field(primary_key=True)
    source: str = Field(min_length=1, index=True)
    place: str = Field(index=True)
    document_id: str = Field(regex=SHA256, index=True)
    size: int = Field(ge=0, sa_type=BigInteger)
    stamp: str
    arrived_at: datetime = Field(sa_type=Moment, index=True)


class FeedRow(Row, table=True):
    """A source on the web and its schedule; times in seconds.

    Of a mailbox ``password_from`` tells where its password stands, which is kept nowhere here, and ``position`` up to
    which message it was listed: "UIDVALIDITY:UID".
    """

    __tablename__ = "intake_feed"
    __table_args__ = (CheckConstraint(f"form IN ({', '.join(repr(form) for form in FORMS)})", name="form"),)

    name: str = Field(primary_key=True, min_length=1)
    url: str = Field(min_length=1)
    form: str
    links: str | None = None
    attachments: str | None = None
    following: str | None = None
    every: int = Field(ge=1)
    delay: float = Field(ge=0)
    allow_private: bool = False
    password_from: str | None = None
    mark_seen: bool = False
    position: str | None = None
    etag: str | None = None
    modified: str | None = None
    added_at: datetime = Field(sa_type=Moment)
    next_run: datetime = Field(sa_type=Moment)
    last_run: datetime | None = Field(default=None, sa_type=Moment)
    last_success: datetime | None = Field(default=None, sa_type=Moment)
    failures: int = Field(default=0, ge=0)
    reason: str = Field(default="", sa_type=Text)


class FeedItemRow(Row, table=True):
    """A link that a feed gave: to be fetched, fetched, or given up with the reason."""

    __tablename__ = "intake_feed_item"
    __table_args__ = (CheckConstraint("state IN ('waiting', 'done', 'failed')", name="state"),)

    id: str = Field(primary_key=True)
    feed: str = Field(foreign_key="intake_feed.name", ondelete="CASCADE", index=True)
    url: str
    stamp: str = ""
    state: str = Field(default="waiting", index=True)
    tries: int = Field(default=0, ge=0)
    next_try: datetime = Field(sa_type=Moment)
    reason: str = Field(default="", sa_type=Text)
    etag: str | None = None
    modified: str | None = None
    document_id: str | None = Field(default=None, regex=SHA256)
    seen_at: datetime = Field(sa_type=Moment)


class WorkMemberRow(Row, table=True):
    """A document as a form of a work: how it was recognised, and how authoritative it is (0 is the most).

    ``number_key`` is its own number, folded, or that of the document which a news story is about.
    """

    __tablename__ = "work_member"

    document_id: str = Field(primary_key=True, foreign_key="document.id", ondelete="CASCADE")
    work_id: str = Field(index=True)
    number_key: str | None = Field(default=None, index=True)
    how: str
    rank: int = Field(ge=0)
    likeness: float | None = Field(default=None, ge=0, le=1)


class TextBandRow(Row, table=True):
    """A part of the MinHash signature of a document's text: documents that share one are compared."""

    __tablename__ = "text_band"

    document_id: str = Field(primary_key=True, foreign_key="document.id", ondelete="CASCADE")
    band: int = Field(primary_key=True, ge=0)
    value: str = Field(index=True)


class AlarmRow(Row, table=True):
    """Something about a document that a person should look at: a code and what it means, in both languages."""

    __tablename__ = "intake_alarm"

    id: str = Field(primary_key=True)
    document_id: str = Field(foreign_key="document.id", ondelete="CASCADE", index=True)
    code: str = Field(index=True)
    words: str = Field(sa_type=Text)
    english: str = Field(sa_type=Text)
    raised_at: datetime = Field(sa_type=Moment, index=True)


class NoticeRow(Row, table=True):
    """A message that waits to be delivered to a channel of the rules, or was."""

    __tablename__ = "intake_notice"
    __table_args__ = (CheckConstraint("state IN ('waiting', 'sent', 'failed')", name="state"),)

    id: str = Field(primary_key=True)
    document_id: str = Field(regex=SHA256, index=True)
    channel: str
    rule: str
    payload: dict[str, Any] = Field(sa_type=JSON)
    state: str = Field(default="waiting", index=True)
    tries: int = Field(default=0, ge=0)
    next_try: datetime = Field(sa_type=Moment)
    reason: str = Field(default="", sa_type=Text)
    made_at: datetime = Field(sa_type=Moment)
