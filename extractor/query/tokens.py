"""Tokens that may read: given out once, kept as a digest, ended by a day or by name."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete, insert, select

from extractor.core.errors import ChiTieuError
from extractor.store.ledger_tables import ApiTokenRow
from extractor.store.repository import Store, table

_TOKEN = table(ApiTokenRow)


def give(store: Store, name: str, ends: date | None = None) -> str:
    """A new token under a name; seen this once. Raises ``ChiTieuError`` for a name in use."""
    if any(row["name"] == name for row in listed(store)):
        raise ChiTieuError(f"there is a token {name!r} already (chitieu token end {name!r} ends it)")
    token = f"ct_{secrets.token_urlsafe(24)}"
    values = {
        "id": uuid.uuid4().hex,
        "name": name,
        "digest": _digest(token),
        "created_at": datetime.now(UTC),
        "ends": ends,
    }
    with store.writing() as connection:
        connection.execute(insert(_TOKEN), [ApiTokenRow.model_validate(values).model_dump()])
    return token


def end(store: Store, name: str) -> None:
    """Ends a token. Raises ``ChiTieuError`` for a name that has none."""
    with store.writing() as connection:
        if not connection.execute(delete(_TOKEN).where(_TOKEN.c.name == name)).rowcount:
            raise ChiTieuError(f"there is no token {name!r} (chitieu token list names them)")


def listed(store: Store) -> list[Mapping[str, Any]]:
    """The tokens by name, without what they are."""
    return list(store.rows(select(_TOKEN.c.name, _TOKEN.c.created_at, _TOKEN.c.ends).order_by(_TOKEN.c.name)))


def holder(store: Store, token: str, today: date) -> str | None:
    """The name of the token that may read today; ``None`` for one that may not."""
    query = select(_TOKEN.c.name, _TOKEN.c.ends).where(_TOKEN.c.digest == _digest(token))
    row = next(iter(store.rows(query)), None)
    return str(row["name"]) if row and (row["ends"] is None or row["ends"] >= today) else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
