"""Keeps the index of the records: what ``index_tables`` and the full-text search hold of a document."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from extractor.registry import province
from extractor.store import fulltext
from extractor.store.folding import bare, province_key, toned
from extractor.store.index_tables import NEVER, PLACES, EntryTermRow, IndexStateRow, TargetEntryRow
from extractor.store.ledger_tables import DocumentRelationRow, SeriesCorrectionRow
from extractor.store.places import place_of
from extractor.store.relations import relations
from extractor.store.repository import table
from extractor.store.reviewed import overlaid
from extractor.store.tables import DocumentRow, SentenceRow, TargetRow
from extractor.store.words import words_of

Values = Mapping[str, Any] | RowMapping
TERM_FIELDS = (
    *("province", "place", "doc_type", "issuing_body", "body", "sector", "criteria", "criteria_set"),
    *("kind", "status", "unit", "canonical_unit", "series"),
)
"""The columns of an entry that hold the number of a term."""

_BEFORE_SUBJECT = frozenset({"tỷ", "tỉ", "lệ", "số", "tổng", "các", "những", "lượng", "toàn", "bộ"})
_DOCUMENT_COLUMNS = (
    *("id", "seq", "name", "number", "title", "subject", "doc_type", "issuing_body", "province", "issued"),
    *("published", "period_start"),
)


def index_document(connection: Connection, document_id: str) -> None:
    """Writes the index of a document that is stored, in place of what there was of it."""
    documents, sentences, targets = table(DocumentRow), table(SentenceRow), table(TargetRow)
    columns = [documents.c[name] for name in _DOCUMENT_COLUMNS]
    document = connection.execute(select(*columns).where(documents.c.id == document_id)).mappings().one()
    seq = document["seq"]
    if seq is None:
        seq = _next(connection)
        connection.execute(update(documents).where(documents.c.id == document_id).values(seq=seq))
    else:
        clear(connection, seq)
    first = seq * PLACES
    titles = " · ".join(part for part in (document["title"] or document["subject"], document["number"]) if part)
    fulltext.add(connection, "document", [(seq, f"{titles} · {document['name']}")])
    rows = connection.execute(
        select(sentences.c.position, sentences.c.text).where(sentences.c.document_id == document_id)
    )
    numbered = sorted((place, text) for place, text in rows)
    fulltext.add(connection, "sentence", [(first + place, text) for place, text in numbered])
    _write_relations(connection, document, numbered)
    query = select(targets).where(targets.c.document_id == document_id)
    records = overlaid(connection, connection.execute(query).mappings().all())
    fulltext.add(connection, "target", [(first + row["position"], searched(row)) for row in records])
    _write_entries(connection, document, seq, records)
    changed(connection)


def index_records(connection: Connection, fact_keys: Sequence[str]) -> None:
    """Writes the index of the records of some facts anew, as people left them; the rest stays as it is."""
    documents, targets, entries = table(DocumentRow), table(TargetRow), table(TargetEntryRow)
    by_document: dict[str, list[Values]] = {}
    for part in _portions(fact_keys):
        rows = connection.execute(select(targets).where(targets.c.fact_key.in_(part))).mappings().all()
        for row in overlaid(connection, rows):
            by_document.setdefault(row["document_id"], []).append(row)
    for document_id, records in by_document.items():
        columns = [documents.c[name] for name in _DOCUMENT_COLUMNS]
        document = connection.execute(select(*columns).where(documents.c.id == document_id)).mappings().one()
        for row in records:
            seq = document["seq"] * PLACES + row["position"]
            connection.execute(delete(entries).where(entries.c.seq == seq))
            fulltext.remove(connection, "target", seq, seq)
            fulltext.add(connection, "target", [(seq, searched(row))])
        _write_entries(connection, document, document["seq"], records)
    changed(connection)


def clear(connection: Connection, seq: int) -> None:
    """Takes the document of this number out of the index."""
    first, last = seq * PLACES, (seq + 1) * PLACES - 1
    entries = table(TargetEntryRow)
    connection.execute(delete(entries).where(entries.c.seq.between(first, last)))
    fulltext.remove(connection, "document", seq, seq)
    fulltext.remove(connection, "sentence", first, last)
    fulltext.remove(connection, "target", first, last)


def index_missing(connection: Connection) -> int:
    """Indexes the documents that have no number yet, by name; tells how many these were."""
    documents = table(DocumentRow)
    missing = select(documents.c.id).where(documents.c.seq.is_(None)).order_by(documents.c.name, documents.c.id)
    ids = connection.execute(missing).scalars().all()
    for document_id in ids:
        index_document(connection, document_id)
    return len(ids)


def searched(row: Values) -> str:
    """The text by which a record is found: its sentence, subject and indicator."""
    return " · ".join(dict.fromkeys(part for part in (row["sentence"], row["subject"], row["indicator"]) if part))


def subject_words(subject: str | None) -> list[str]:
    """The words of a subject without those that only say that it is measured: "tỷ lệ hộ nghèo" is "hộ nghèo"."""
    words = words_of(subject or "")
    while words and words[0] in _BEFORE_SUBJECT:
        words = words[1:]
    return words


def series_key(row: Values) -> str:
    """What a record measures, so that a goal and its results have the same: subject, base unit, criteria, change.

    Ratios and percentages are both shares. Empty where the text names no subject or there is no value to compare.
    """
    words = subject_words(row["subject"])
    if not words or row["kind"] in ("milestone", "rank"):
        return ""
    unit = "1" if row["kind"] in ("ratio", "percentage") else (row["canonical_unit_key"] or row["kind"])
    change = "" if row["change"] == "level" else row["change"]
    return "|".join((" ".join(words), unit, ",".join(sorted(row["criteria"])), change)).rstrip("|")


def correct_series(connection: Connection, fact_key: str, series: str, author: str, reason: str | None) -> None:
    """Writes down that a fact belongs to another series, or with "" to none, and applies it to its records."""
    values = {
        "id": uuid.uuid4().hex,
        "fact_key": fact_key,
        "series": series,
        "author": author,
        "decided_at": datetime.now(UTC),
        "reason": reason,
    }
    connection.execute(insert(table(SeriesCorrectionRow)), [SeriesCorrectionRow.model_validate(values).model_dump()])
    number = _numbers(connection, {("series", series): series.partition("|")[0]})[("series", series)] if series else 0
    entries, targets = table(TargetEntryRow), table(TargetRow)
    same = select(targets.c.id).where(targets.c.fact_key == fact_key)
    connection.execute(update(entries).where(entries.c.target_id.in_(same)).values(series=number))
    changed(connection)


def corrected_series(connection: Connection, fact_keys: Sequence[str]) -> dict[str, str]:
    """The series that people gave to facts, by their keys; the last correction counts."""
    found: dict[str, str] = {}
    corrections = table(SeriesCorrectionRow)
    if connection.execute(select(corrections.c.id).limit(1)).scalar() is None:
        return found
    for part in _portions(fact_keys):
        query = select(corrections.c.fact_key, corrections.c.series).where(corrections.c.fact_key.in_(part))
        rows = connection.execute(query.order_by(corrections.c.decided_at)).mappings()
        found |= {row["fact_key"]: row["series"] for row in rows}
    return found


def _write_relations(connection: Connection, document: Values, sentences: Sequence[tuple[int, str]]) -> None:
    stated = table(DocumentRelationRow)
    connection.execute(delete(stated).where(stated.c.document_id == document["id"]))
    title = document["subject"] or document["title"]
    texts = [(-1, title)] if title else []
    rows = [
        {
            "id": f"{document['id'][:24]}-{place}",
            "document_id": document["id"],
            "action": one.action,
            "number": one.number,
            "day": one.day,
            "sentence": one.sentence,
        }
        for place, one in enumerate(relations([*texts, *sentences], document["number"]))
    ]
    if rows:
        connection.execute(insert(stated), rows)


def _next(connection: Connection) -> int:
    """The number of a new document; one transaction at a time gives numbers out."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(0x0C_41_54_49_45_56)))
    highest = connection.execute(select(func.max(table(DocumentRow).c.seq))).scalar()
    return (highest or 0) + 1


def changed(connection: Connection) -> None:
    """Tells those who keep answers that what is stored is another now."""
    state = table(IndexStateRow)
    done = connection.execute(update(state).where(state.c.id == 1).values(version=state.c.version + 1))
    if not done.rowcount:
        connection.execute(insert(state), [{"id": 1, "version": 1}])


def _write_entries(connection: Connection, document: Values, seq: int, records: Sequence[Values]) -> None:
    corrected = corrected_series(connection, [row["fact_key"] for row in records])
    words = [_words(document, row, corrected) for row in records]
    wanted = {(field, value): label for one in words for field, (value, label) in one.items() if value}
    numbers = _numbers(connection, wanted)
    entries = []
    for row, named in zip(records, words, strict=True):
        start, end = row["due_start"], row["due_end"]
        entries.append(
            {
                "seq": seq * PLACES + row["position"],
                "target_id": row["id"],
                "document_seq": seq,
                **{field: numbers.get((field, named[field][0]), 0) for field in TERM_FIELDS},
                "day": day_number(document["issued"] or document["published"]),
                "due_from": day_number(start or end),
                "due_to": day_number(end) or (NEVER if start else None),
                "value": row["value_number"],
                "value_high": _first(row["upper_number"], row["value_number"]),
                "canonical": row["canonical_number"],
                "canonical_high": _first(row["canonical_upper_number"], row["canonical_number"]),
                "confidence": row["confidence"],
            }
        )
    if entries:
        connection.execute(insert(table(TargetEntryRow)), entries)


def _words(document: Values, row: Values, corrected: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The terms of a record by field, each with the words that are shown for it."""
    day = document["issued"] or document["published"] or document["period_start"]
    name = document["province"] or ""
    unit = province(name, day) or (province(name) if name else None)
    cell = row["table"] or {}
    place = place_of(row["scope"], cell.get("row"), row["body"]) or ""
    same = {
        "doc_type": document["doc_type"],
        "issuing_body": document["issuing_body"],
        "body": row["body"],
        "sector": row["sector"],
        "criteria_set": row["criteria_set"],
        "kind": row["kind"],
        "status": row["status"],
    }
    found = {field: (value or "", value or "") for field, value in same.items()}
    found["province"] = (unit.id, unit.name) if unit else (province_key(name), name)
    found["place"] = (toned(place), place)
    found["criteria"] = ("|".join(row["criteria"]), ", ".join(row["criteria"]))
    found["unit"] = (row["unit_key"] or "", row["unit"] or "")
    found["canonical_unit"] = (row["canonical_unit_key"] or "", row["canonical_unit"] or "")
    series = corrected.get(row["fact_key"], series_key(row))
    found["series"] = (series, row["indicator"] or row["subject"] or "")
    return found


def _numbers(connection: Connection, wanted: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], int]:
    """The numbers of terms; those that are new are written."""
    terms = table(EntryTermRow)
    by_field: dict[str, list[str]] = {}
    for field, value in wanted:
        by_field.setdefault(field, []).append(value)

    def stored() -> dict[tuple[str, str], int]:
        return {
            (field, value): no
            for field, values in by_field.items()
            for part in _portions(values)
            for value, no in connection.execute(
                select(terms.c.value, terms.c.no).where(terms.c.field == field, terms.c.value.in_(part))
            )
        }

    numbers = stored()
    new = [
        {"field": field, "value": value, "label": label, "key": bare(label)}
        for (field, value), label in wanted.items()
        if (field, value) not in numbers
    ]
    if new:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(terms).on_conflict_do_nothing(), sorted(new, key=lambda one: one["value"]))
        numbers = stored()
    return numbers


def _portions(values: Sequence[str], size: int = 500) -> Iterable[Sequence[str]]:
    return (values[start : start + size] for start in range(0, len(values), size))


def day_number(day: date | None) -> int | None:
    """A day as a number that sorts: 2025-12-31 is 20251231."""
    return None if day is None else day.year * 10000 + day.month * 100 + day.day


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
