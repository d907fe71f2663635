"""Which documents are in force on a day: what a later one replaces or annuls ends with it, what it amends gives way.

A relation names a document by its number. It is taken for the stored one of that number which is of the same province
(or of none) and of the day that is stated, where one is, and older than the document that states it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from extractor.query.condition import ENTRY, Among, Condition, Every
from extractor.store.ledger_tables import DocumentRelationRow
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow

_DOCUMENT = table(DocumentRow)
_RELATION = table(DocumentRelationRow)
_OLD = _DOCUMENT.alias("older")
_NEW = _DOCUMENT.alias("newer")


@dataclass(frozen=True, slots=True)
class Related:
    """One document's relation to another one: which does what, since when, and the sentence that says so."""

    action: str
    document_id: str
    number: str | None
    name: str
    day: date | None
    sentence: str
    by_this: bool


@lru_cache(maxsize=64)
def in_force(on: date) -> Condition:
    """The condition that a record is in force on a day.

    Its document was issued (or published) by then and not replaced or annulled, and no document that amends it by then
    gives the same indicator, place and time a figure of its own.
    """
    issued = or_(_day(_DOCUMENT) <= on, _day(_DOCUMENT).is_(None))
    ended = _pairs(("replaces", "annuls"), on).with_only_columns(_OLD.c.seq)
    valid = select(_DOCUMENT.c.seq).where(_DOCUMENT.c.seq.is_not(None), issued, _DOCUMENT.c.seq.not_in(ended))
    older, newer = ENTRY.alias("older_entry"), ENTRY.alias("newer_entry")
    pairs = _pairs(("amends",), on).with_only_columns(_OLD.c.seq.label("old"), _NEW.c.seq.label("new")).subquery()
    same = and_(
        newer.c.document_seq == pairs.c.new,
        newer.c.series == older.c.series,
        newer.c.place == older.c.place,
        newer.c.status == older.c.status,
        func.coalesce(newer.c.due_to, 0) == func.coalesce(older.c.due_to, 0),
    )
    amended = (
        select(older.c.seq)
        .select_from(pairs.join(older, older.c.document_seq == pairs.c.old).join(newer, same))
        .where(older.c.series != 0)
    )
    return Every(
        (
            Among(f"in force {on}", valid, "document_seq"),
            Among(f"amended {on}", amended, "seq", absent=True),
        )
    )


def relations_of(store: Store, document_id: str) -> list[Related]:
    """What a document does to others, and what others do to it, by day."""
    columns = (
        _RELATION.c.action, _RELATION.c.sentence, _RELATION.c.number.label("named"),
        _NEW.c.id.label("new_id"), _NEW.c.number.label("new_number"), _NEW.c.name.label("new_name"),
        _OLD.c.id.label("old_id"), _OLD.c.name.label("old_name"), _day(_NEW).label("day"),
    )  # fmt: skip
    found = []
    for row in store.rows(_pairs(None, None).with_only_columns(*columns).where(_OLD.c.id == document_id)):
        found.append(
            Related(
                row["action"], row["new_id"], row["new_number"], row["new_name"], row["day"], row["sentence"], False
            )
        )
    stored = {
        row["named"]: row
        for row in store.rows(_pairs(None, None).with_only_columns(*columns).where(_NEW.c.id == document_id))
    }
    stated = select(_RELATION).where(_RELATION.c.document_id == document_id).order_by(_RELATION.c.id)
    for row in store.rows(stated):
        old = stored.get(row["number"])
        found.append(
            Related(
                *(row["action"], old["old_id"] if old else "", row["number"], old["old_name"] if old else ""),
                *(row["day"], row["sentence"], True),
            )
        )
    return found


def _pairs(actions: Sequence[str] | None, on: date | None) -> Select[Any]:
    """Relations joined with the document that states them and the stored one that they are about."""
    same: list[ColumnElement[bool]] = [
        _OLD.c.number == _RELATION.c.number,
        _OLD.c.id != _RELATION.c.document_id,
        or_(_RELATION.c.day.is_(None), _OLD.c.issued.is_(None), _OLD.c.issued == _RELATION.c.day),
        or_(_OLD.c.province_key == _NEW.c.province_key, _OLD.c.province_key.is_(None), _NEW.c.province_key.is_(None)),
        or_(_day(_OLD).is_(None), _day(_NEW).is_(None), _day(_OLD) <= _day(_NEW)),
    ]
    query: Select[Any] = select(_RELATION.c.id).select_from(
        _RELATION.join(_NEW, _NEW.c.id == _RELATION.c.document_id).join(_OLD, and_(*same))
    )
    if actions is not None:
        query = query.where(_RELATION.c.action.in_(actions))
    if on is not None:
        query = query.where(or_(_day(_NEW).is_(None), _day(_NEW) <= on), _OLD.c.seq.is_not(None))
    return query


def _day(document: Any) -> Any:
    return func.coalesce(document.c.issued, document.c.published)
