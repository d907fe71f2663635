"""Which documents are in force on a day: what is replaced or annulled by a later one ends with it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, or_, select

from extractor.query.condition import Among
from extractor.store.repository import table
from extractor.store.tables import DocumentRow

_DOCUMENT = table(DocumentRow)


def in_force_statement(on: date) -> Among:
    """The condition that a record's document was issued by a day, and not replaced before or on it."""
    day = or_(
        and_(_DOCUMENT.c.issued.is_not(None), _DOCUMENT.c.issued <= on),
        and_(_DOCUMENT.c.issued.is_(None), or_(_DOCUMENT.c.published.is_(None), _DOCUMENT.c.published <= on)),
    )
    return Among(f"in force {on.isoformat()}", select(_DOCUMENT.c.seq).where(day), "document_seq")
