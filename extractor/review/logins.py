"""Logging in: a name and a password against a session, with waits that grow with every wrong guess."""

from __future__ import annotations

import ipaddress
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, text, update

from extractor.review import account_sessions, accounts
from extractor.review.accounts import Account, attempt_key
from extractor.review.audit import Actor, audit
from extractor.store.account_tables import LoginAttemptRow
from extractor.store.repository import Store, table

_ATTEMPT = table(LoginAttemptRow)
_KEPT = timedelta(days=1)

FREE = 5
"""Wrong guesses of a name, since it was last right, without a wait; then 2 s, 4 s and so on."""
LONGEST = timedelta(minutes=5)
"""The longest wait of a name: who is guessed at must get in between."""

FREE_OF_ADDRESS = 20
"""Wrong guesses from an address within a day without a wait, for an office has one address."""
LONGEST_OF_ADDRESS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a name and a password: their account, or none; seconds to wait where it was refused."""

    account: Account | None = None
    wait: int = 0


@dataclass(frozen=True, slots=True)
class Login(Attempt):
    """An attempt with the token of the session that it opened."""

    token: str | None = None


def attempt(
    store: Store, name: str, password: str, address: str, *, now: datetime, failure: str = "login-failed"
) -> Attempt:
    """Tries a name and a password; a wrong one is written into the audit as ``failure``.

    An attempt is counted as wrong before the password is looked at, so that many at once are no way around the wait.
    One that has to wait is not looked at and not counted.
    """
    place = _network(address)
    key = attempt_key(name)
    values = {"id": uuid.uuid4().hex, "name_key": key, "address": place, "at": now, "ok": False}
    with store.writing() as connection:
        for lock in sorted((key, f"@{place}")):
            _one_at_a_time(connection, lock)
        connection.execute(delete(_ATTEMPT).where(_ATTEMPT.c.at <= now - _KEPT))
        wait = max(
            _wait(connection, _since_it_was_right(connection, key), FREE, LONGEST, now),
            _wait(connection, _ATTEMPT.c.address == place, FREE_OF_ADDRESS, LONGEST_OF_ADDRESS, now),
        )
        if wait:
            return Attempt(wait=wait)
        connection.execute(insert(_ATTEMPT), [LoginAttemptRow.model_validate(values).model_dump()])
    account = accounts.verify(store, name, password)
    # a name that is none may be a password in the wrong field, and is not written down
    known = accounts.spelt(store, name) or "?"
    with store.writing() as connection:
        if account is None:
            audit(connection, Actor(known, address), failure, at=now)
        else:
            connection.execute(update(_ATTEMPT).where(_ATTEMPT.c.id == values["id"]).values(ok=True))
    return Attempt(account)


def log_in(store: Store, name: str, password: str, address: str, *, now: datetime, former: str | None = None) -> Login:
    """An attempt that opens a session, under a new token always; the ``former`` token of this browser ends."""
    tried = attempt(store, name, password, address, now=now)
    if tried.account is None:
        return Login(wait=tried.wait)
    with store.writing() as connection:
        if not accounts.is_unchanged(connection, tried.account):
            return Login()
        if former:
            account_sessions.end(connection, former)
        token = account_sessions.start(connection, tried.account.id, now)
        audit(connection, Actor(tried.account.name, address), "login", at=now)
    return Login(tried.account, 0, token)


def vouched(store: Store, name: str, address: str, *, now: datetime, former: str | None = None) -> Login:
    """A session for the active account of a name that a trusted provider vouches for; none for any other name."""
    account = accounts.active(store, name)
    with store.writing() as connection:
        if account is None or not accounts.is_unchanged(connection, account):
            audit(connection, Actor(name, address), "login-failed", at=now, detail={"by": "oidc"})
            return Login()
        if former:
            account_sessions.end(connection, former)
        token = account_sessions.start(connection, account.id, now)
        audit(connection, Actor(account.name, address), "login", at=now, detail={"by": "oidc"})
    return Login(account, 0, token)


def _since_it_was_right(connection: Connection, key: str) -> ColumnElement[bool]:
    right = connection.execute(
        select(func.max(_ATTEMPT.c.at)).where(_ATTEMPT.c.name_key == key, _ATTEMPT.c.ok)
    ).scalar()
    ours = _ATTEMPT.c.name_key == key
    return ours if right is None else and_(ours, _ATTEMPT.c.at > right)


def _wait(connection: Connection, ours: ColumnElement[bool], free: int, longest: timedelta, now: datetime) -> int:
    """Seconds until the next attempt may be made; 0 where it may be made now."""
    query = select(func.count(), func.max(_ATTEMPT.c.at)).where(ours, _ATTEMPT.c.ok.is_(False))
    wrong, last = connection.execute(query).one()
    if wrong < free or last is None:
        return 0
    pause = min(timedelta(seconds=2 ** min(wrong - free + 1, 20)), longest)
    left = (last + pause - now).total_seconds()
    return int(left) + 1 if left > 0 else 0


def _network(address: str) -> str:
    """What one client is counted by: of IPv6 the /64 that a subscriber has."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:100]
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def _one_at_a_time(connection: Connection, key: str) -> None:
    """Attempts of a name, and of an address, are counted one after the other; on SQLite there is one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": key})
