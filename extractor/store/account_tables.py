"""Who may work on the records: accounts, their sessions, attempts to log in, and what was done by whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field

from extractor.store.columns import Moment
from extractor.store.roles import ROLES
from extractor.store.tables import SHA256, Row

_LISTED = ", ".join(f"'{role}'" for role in ROLES)


class AccountRow(Row, table=True):
    """An account: ``name_key`` is its name folded, by which it is unique; it is deactivated and never deleted.

    ``password_hash`` is argon2's own text of its parameters, salt and hash.
    """

    __tablename__ = "account"
    __table_args__ = (CheckConstraint(f"role IN ({_LISTED})", name="role"),)

    id: str = Field(primary_key=True)
    name: str = Field(min_length=1, max_length=64)
    name_key: str = Field(min_length=1, max_length=200, index=True, unique=True)
    role: str = Field(regex=f"^(?:{'|'.join(ROLES)})$")
    password_hash: str = Field(min_length=1)
    active: bool = True
    created_at: datetime = Field(sa_type=Moment)
    password_changed_at: datetime = Field(sa_type=Moment)


class AccountSessionRow(Row, table=True):
    """A browser that is logged in: the SHA-256 of its token; when it was last seen, and ends at most."""

    __tablename__ = "account_session"

    id: str = Field(primary_key=True, regex=SHA256)
    account_id: str = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    csrf: str = Field(min_length=32)
    created_at: datetime = Field(sa_type=Moment)
    seen_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment, index=True)


class LoginAttemptRow(Row, table=True):
    """An attempt to log in, kept for a day to slow down guessing.

    ``name_key`` is the SHA-256 of the folded name that was typed: people type passwords into the wrong field.
    """

    __tablename__ = "login_attempt"

    id: str = Field(primary_key=True)
    name_key: str = Field(index=True, regex=SHA256)
    address: str = Field(index=True)
    at: datetime = Field(sa_type=Moment, index=True)
    ok: bool = False


class AuditRow(Row, table=True):
    """What somebody did to accounts, sessions or the work: written once; the database refuses to change or delete."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)
    who: str = Field(index=True)
    address: str = ""
    action: str = Field(index=True, min_length=1)
    what: str = ""
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
