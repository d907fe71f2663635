"""Records as review needs them: what the extractor read, and what people have made of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from extractor.core.target import Target
from extractor.store.mapping import target_of
from extractor.store.repository import Store, table
from extractor.store.reviewed import overlaid
from extractor.store.tables import TargetRow

_TARGET = table(TargetRow)


def extracted(store: Store, target_id: str) -> dict[str, Any] | None:
    """The record as the extractor (or the person who added it) wrote it; ``None`` where there is none."""
    row = _row(store, target_id)
    return None if row is None else target_of(row).to_json()


def as_left(store: Store, target_id: str) -> dict[str, Any] | None:
    """The record as people left it."""
    row = _row(store, target_id)
    if row is None:
        return None
    with store.engine.connect() as connection:
        return target_of(dict(overlaid(connection, [row])[0])).to_json()


def of_document(store: Store, document_id: str) -> list[dict[str, Any]]:
    """All records of a document as people left them, in order of its text."""
    rows = list(store.rows(select(_TARGET).where(_TARGET.c.document_id == document_id)))
    with store.engine.connect() as connection:
        records = [target_of(dict(row)).to_json() for row in overlaid(connection, rows)]
    return sorted(records, key=lambda record: (record["start"], record["end"]))


def targets_as_left(store: Store, target_ids: Iterable[str], *, blind: bool = False) -> dict[str, Target]:
    """Some records as people left them, by their ids; blind, as the extractor read them."""
    rows = list(store.rows(select(_TARGET).where(_TARGET.c.id.in_(list(target_ids)))))
    with store.engine.connect() as connection:
        shown = rows if blind else overlaid(connection, rows)
        return {row["id"]: target_of(dict(row)) for row in shown}


def _row(store: Store, target_id: str) -> dict[str, Any] | None:
    return next((dict(row) for row in store.rows(select(_TARGET).where(_TARGET.c.id == target_id))), None)
