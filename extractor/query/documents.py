"""Documents as they are asked for: one with its particulars and relations, or many in the order of storing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from extractor.query.validity import relations_of
from extractor.store.index_tables import PLACES, TargetEntryRow
from extractor.store.reference_tables import CriteriaSetRow, CriterionRow
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow, PageRow

_DOCUMENT = table(DocumentRow)
_ENTRY = table(TargetEntryRow)
_PAGE = table(PageRow)
SHOWN = (
    *("id", "seq", "name", "media_type", "characters", "number", "doc_type", "issuing_body", "province", "place"),
    *("issued", "subject", "period_text", "period_start", "period_end", "signer", "title", "publisher", "author"),
    *("published", "sector", "citations", "extractor_version", "extracted_at"),
)
"""What is told of a document; its text is asked for apart."""


def document_of(store: Store, document_id: str) -> dict[str, Any] | None:
    """A document with the number of its records and what it does to others, and others to it; ``None`` if unknown."""
    query = select(*(_DOCUMENT.c[name] for name in SHOWN)).where(_DOCUMENT.c.id == document_id)
    row = next(iter(store.rows(query)), None)
    if row is None:
        return None
    inside = _ENTRY.c.seq.between((row["seq"] or 0) * PLACES, ((row["seq"] or 0) + 1) * PLACES - 1)
    with store.engine.connect() as connection:
        targets = connection.execute(select(func.count()).select_from(_ENTRY).where(inside)).scalar_one()
    relations = [
        {
            "action": one.action,
            "by_this": one.by_this,
            "document_id": one.document_id or None,
            "number": one.number,
            "day": one.day.isoformat() if one.day else None,
            "sentence": one.sentence,
        }
        for one in relations_of(store, document_id)
    ]
    return {**plain(row), "targets": targets, "relations": relations}


def text_of(store: Store, document_id: str) -> str | None:
    """The text of a document that offsets point into."""
    row = next(iter(store.rows(select(_DOCUMENT.c.text).where(_DOCUMENT.c.id == document_id))), None)
    return None if row is None else str(row["text"])


def media_type_of(store: Store, document_id: str) -> str | None:
    """What sort of file a document was read from; ``None`` if unknown."""
    row = next(iter(store.rows(select(_DOCUMENT.c.media_type).where(_DOCUMENT.c.id == document_id))), None)
    return None if row is None else str(row["media_type"])


def pages_of(store: Store, document_id: str) -> list[Mapping[str, Any]]:
    """The pages of a document, in order, with their sizes in points."""
    return list(store.rows(select(_PAGE).where(_PAGE.c.document_id == document_id).order_by(_PAGE.c.number)))


def documents_after(store: Store, after: int, limit: int) -> list[dict[str, Any]]:
    """Documents in the order in which they were stored, those behind a number."""
    query = select(*(_DOCUMENT.c[name] for name in SHOWN)).where(_DOCUMENT.c.seq > after)
    return [plain(row) for row in store.rows(query.order_by(_DOCUMENT.c.seq).limit(limit))]


def criteria_sets(store: Store) -> list[dict[str, Any]]:
    """The criteria sets of the registry, each with its criteria."""
    sets, criteria = table(CriteriaSetRow), table(CriterionRow)
    found = {row["id"]: {**plain(row), "criteria": []} for row in store.rows(select(sets).order_by(sets.c.id))}
    for row in store.rows(select(criteria).order_by(criteria.c.id)):
        found[row["set_id"]]["criteria"].append(plain(row))
    return list(found.values())


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON holds it: days and moments as ISO text."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
