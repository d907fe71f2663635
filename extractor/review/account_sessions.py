"""Sessions: a browser that is logged in, known by a token of which only the digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, update

from extractor.core.errors import StoreError
from extractor.store.account_tables import AccountRow, AccountSessionRow
from extractor.store.repository import Store, table

_ACCOUNT = table(AccountRow)
_SESSION = table(AccountSessionRow)

IDLE = timedelta(hours=4)
"""A session that was not used for so long is over."""

WHOLE = timedelta(hours=12)
"""A session is over after so long however much it is used: one login a working day."""

_TOUCH = timedelta(minutes=1)
"""How exactly it is known when a session was last used; not every request should write."""


@dataclass(frozen=True, slots=True)
class Session:
    """An open session: its id, who it is of, with which role now, and the secret of its forms."""

    id: str
    account_id: str
    name: str
    role: str
    csrf: str


def start(connection: Connection, account_id: str, now: datetime) -> str:
    """Opens a session and returns its token; those that are over are swept away."""
    connection.execute(delete(_SESSION).where(or_(_SESSION.c.ends_at <= now, _SESSION.c.seen_at <= now - IDLE)))
    token = secrets.token_urlsafe(32)
    values = {
        "id": _digest(token),
        "account_id": account_id,
        "csrf": secrets.token_urlsafe(32),
        "created_at": now,
        "seen_at": now,
        "ends_at": now + WHOLE,
    }
    connection.execute(insert(_SESSION), [AccountSessionRow.model_validate(values).model_dump()])
    return token


def find(store: Store, token: str, now: datetime) -> Session | None:
    """The open session of a token and of an active account, which is then used; ``None`` for any other token."""
    query = (
        select(_SESSION, _ACCOUNT.c.name, _ACCOUNT.c.role)
        .join(_ACCOUNT, _ACCOUNT.c.id == _SESSION.c.account_id)
        .where(_SESSION.c.id == _digest(token), _SESSION.c.ends_at > now, _SESSION.c.seen_at > now - IDLE)
        .where(_ACCOUNT.c.active)
    )
    row = next(iter(store.rows(query)), None)
    if row is None:
        return None
    if row["seen_at"] <= now - _TOUCH:
        try:
            with store.writing() as connection:
                connection.execute(update(_SESSION).where(_SESSION.c.id == row["id"]).values(seen_at=now))
        except StoreError:
            pass  # a long write is going on: who reads should not fail for it
    return Session(row["id"], row["account_id"], row["name"], row["role"], row["csrf"])


def end(connection: Connection, token: str) -> None:
    """Ends the session of a token, if there is one."""
    connection.execute(delete(_SESSION).where(_SESSION.c.id == _digest(token)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
