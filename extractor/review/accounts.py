"""Accounts: made, changed, deactivated, each change in the audit; none is ever deleted, for decisions bear its name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from extractor.review import passwords
from extractor.review.audit import Actor, audit
from extractor.review.passwords import AccountError
from extractor.store.account_tables import AccountRow, AccountSessionRow, LoginAttemptRow
from extractor.store.folding import toned
from extractor.store.repository import Store, table
from extractor.store.roles import ROLES

_ACCOUNT = table(AccountRow)
_SESSION = table(AccountSessionRow)
_ATTEMPT = table(LoginAttemptRow)
_NAME = re.compile(r"[^\W_](?:[\w .@+-]{0,62}[\w.])?")
_RESERVED = frozenset({"local"})
"""The user of a server without accounts: what was done before the first account stays apart."""
_LOCK = 0x61_63_63_6F_75_6E_74


@dataclass(frozen=True, slots=True)
class Account:
    """An account without its secrets."""

    id: str
    name: str
    role: str
    active: bool
    created_at: datetime
    password_changed_at: datetime


def name_key(name: str) -> str:
    """The folded name: case, blanks, the place of a tone and compatibility forms make no second account."""
    return toned(unicodedata.normalize("NFKC", name))


def create(store: Store, name: str, role: str, password: str, by: Actor) -> Account:
    """A new account. Raises ``AccountError`` for a name in use or unfit, an unknown role, or a weak password."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not _NAME.fullmatch(name) or name_key(name) in _RESERVED:
        raise AccountError(
            "name", f"{name[:64]!r} cannot name an account (1 to 64 letters, digits, blanks and . _ - @ +; not 'local')"
        )
    _check_role(role)
    kept = passwords.hashed(passwords.accepted(password, name))
    now = datetime.now(UTC)
    values = {
        "id": uuid.uuid4().hex,
        "name": name,
        "name_key": name_key(name),
        "role": role,
        "password_hash": kept,
        "active": True,
        "created_at": now,
        "password_changed_at": now,
    }
    row = AccountRow.model_validate(values).model_dump()
    with store.writing() as connection:
        _one_at_a_time(connection)
        if role != ROLES[-1] and not connection.execute(select(func.count()).select_from(_ACCOUNT)).scalar():
            raise AccountError("first", "the first account has to be an admin (--role admin): nobody could make others")
        try:
            with connection.begin_nested():
                connection.execute(insert(_ACCOUNT), [row])
        except IntegrityError as error:
            told = f"there is an account {name!r} already (chitieu account list names them)"
            raise AccountError("taken", told) from error
        audit(connection, by, "account-add", name, detail={"role": role})
    return _account(row)


def verify(store: Store, name: str, password: str) -> Account | None:
    """The active account of a name and its password; ``None``, after the same work, for anything else.

    A hash that was made with other parameters than today's is made anew.
    """
    row = _row(store, name)
    kept = str(row["password_hash"]) if row else None
    if not passwords.matches(kept, password) or row is None or kept is None or not row["active"]:
        return None
    if passwords.is_outdated(kept):
        fresh = passwords.hashed(password)
        with store.writing() as connection:
            connection.execute(
                update(_ACCOUNT)
                .where(_ACCOUNT.c.id == row["id"], _ACCOUNT.c.password_hash == kept)
                .values(password_hash=fresh)
            )
    return _account(row)


def set_password(store: Store, name: str, password: str, by: Actor) -> None:
    """Gives an account another password, ends its sessions, and lifts what slows its logins."""
    row = _known(store, name)
    kept = passwords.hashed(passwords.accepted(password, str(row["name"])))
    with store.writing() as connection:
        connection.execute(
            update(_ACCOUNT)
            .where(_ACCOUNT.c.id == row["id"])
            .values(password_hash=kept, password_changed_at=datetime.now(UTC))
        )
        _end_sessions(connection, str(row["id"]))
        connection.execute(delete(_ATTEMPT).where(_ATTEMPT.c.name_key == attempt_key(name)))
        audit(connection, by, "account-password", str(row["name"]))


def set_role(store: Store, name: str, role: str, by: Actor) -> None:
    """Gives an account another role, from its next request on. Raises ``AccountError`` for the last admin."""
    _check_role(role)
    with store.writing() as connection:
        row = _locked(connection, name)
        if role != "admin":
            _keep_an_admin(connection, row)
        connection.execute(update(_ACCOUNT).where(_ACCOUNT.c.id == row.id).values(role=role))
        audit(connection, by, "account-role", row.name, detail={"before": row.role, "after": role})


def set_active(store: Store, name: str, active: bool, by: Actor) -> None:
    """Lets an account log in, or no more, its sessions ending at once. Raises ``AccountError`` for the last admin."""
    with store.writing() as connection:
        row = _locked(connection, name)
        if not active:
            _keep_an_admin(connection, row)
            _end_sessions(connection, row.id)
        connection.execute(update(_ACCOUNT).where(_ACCOUNT.c.id == row.id).values(active=active))
        audit(connection, by, "account-activate" if active else "account-deactivate", row.name)


def listed(store: Store) -> list[Account]:
    """All accounts, by name."""
    return [_account(row) for row in store.rows(select(_ACCOUNT).order_by(_ACCOUNT.c.name_key))]


def exist(store: Store) -> bool:
    """Whether there is an account at all, active or not."""
    return next(iter(store.rows(select(_ACCOUNT.c.id).limit(1))), None) is not None


def spelt(store: Store, name: str) -> str | None:
    """How the name of an account is spelt that was typed in some way; ``None`` where there is none."""
    row = _row(store, name)
    return str(row["name"]) if row else None


def active(store: Store, name: str) -> Account | None:
    """The account of a name, where there is one and it is active."""
    row = _row(store, name)
    return _account(row) if row and row["active"] else None


def is_unchanged(connection: Connection, account: Account) -> bool:
    """Whether an account is still active with the password that it was found with."""
    row = connection.execute(
        select(_ACCOUNT.c.active, _ACCOUNT.c.password_changed_at).where(_ACCOUNT.c.id == account.id)
    ).first()
    return row is not None and row.active and row.password_changed_at == account.password_changed_at


def attempt_key(name: str) -> str:
    """The key under which attempts to log in by a name are counted."""
    return hashlib.sha256(name_key(name[:200]).encode("utf-8", "replace")).hexdigest()


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise AccountError("role", f"{role[:40]!r} is no role (roles: {', '.join(ROLES)})")


def _row(store: Store, name: str) -> Mapping[str, Any] | None:
    key = name_key(name[:200]).replace("\x00", "").encode("utf-8", "ignore").decode()
    return next(iter(store.rows(select(_ACCOUNT).where(_ACCOUNT.c.name_key == key))), None)


def _known(store: Store, name: str) -> Mapping[str, Any]:
    row = _row(store, name)
    if row is None:
        raise AccountError("unknown", f"there is no account {name[:64]!r} (chitieu account list names them)")
    return row


def _locked(connection: Connection, name: str) -> Row[Any]:
    """The row of an account; until the transaction ends no other one counts admins."""
    _one_at_a_time(connection)
    row = connection.execute(select(_ACCOUNT).where(_ACCOUNT.c.name_key == name_key(name[:200]))).first()
    if row is None:
        raise AccountError("unknown", f"there is no account {name[:64]!r} (chitieu account list names them)")
    return row


def _one_at_a_time(connection: Connection) -> None:
    """Accounts are made and changed one after the other; on SQLite there is one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _keep_an_admin(connection: Connection, row: Row[Any]) -> None:
    if row.role != "admin" or not row.active:
        return
    query = select(func.count()).where(_ACCOUNT.c.role == "admin", _ACCOUNT.c.active, _ACCOUNT.c.id != row.id)
    if not connection.execute(query).scalar():
        raise AccountError("last-admin", f"{row.name} is the last active admin (make another one first)")


def _end_sessions(connection: Connection, account_id: str) -> None:
    connection.execute(delete(_SESSION).where(_SESSION.c.account_id == account_id))


def _account(row: Mapping[str, Any]) -> Account:
    names = ("id", "name", "role", "active", "created_at", "password_changed_at")
    return Account(**{name: row[name] for name in names})
