"""Records as people left them: what was corrected is laid over what was extracted, what was missed is added.

The rows of the extraction stay as they were. Answers and the index show the record of the last decision instead, and a
record that a person added is written again whenever its document is extracted anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select

from extractor.core.period import Period
from extractor.core.target import Baseline, Check, Evidence, TableCell, Target
from extractor.registry import canonical
from extractor.store import mapping
from extractor.store.review_tables import ReviewStateRow
from extractor.store.tables import METADATA, DocumentRow, Row, SentenceRow, TargetCriterionRow, TargetRow

Values = Mapping[str, Any] | RowMapping
CONTENT = (
    *("kind", "value", "upper", "total", "percent", "unit", "comparator", "change", "status", "subject"),
    *("indicator", "scope", "due", "baseline", "criteria", "criteria_set"),
)
"""What of a record people decide on; the rest follows from it or is where it stands."""

PLACE = ("start", "end", "quote", "sentence_start", "sentence_end", "sentence")
ADDED = ("add", "part")
"""Actions that make a record which the extractor did not."""
BY_HAND = "reviewer"
"""What the ``method`` of such a record begins with."""

_STATE = METADATA.tables[str(ReviewStateRow.__tablename__)]
_TARGET = METADATA.tables[str(TargetRow.__tablename__)]
_SENTENCE = METADATA.tables[str(SentenceRow.__tablename__)]


def target_of_record(record: Mapping[str, Any]) -> Target:
    """A target from the JSON of one (``Target.to_json``). Raises ``ValueError`` where it can be none."""
    cell, boxes = record.get("table"), record.get("boxes")
    evidence = Evidence(
        record["document"],
        record["document_id"],
        **{name: record[name] for name in PLACE},
        page=record.get("page"),
        boxes=tuple((x0, top, x1, bottom) for x0, top, x1, bottom in boxes) if boxes is not None else None,
        section=tuple(record.get("section") or ()),
        table=TableCell.from_json(cell),
    )
    bare = Target(record["id"], record["fact_key"], evidence, "milestone", "target")
    made = applied(bare, {name: record.get(name) for name in CONTENT})
    return replace(
        made,
        value_text=evidence.quote if made.value is not None else None,
        sector=record.get("sector"),
        body=record.get("body"),
        cooperating=tuple(record.get("cooperating") or ()),
        checks=tuple(Check(check["code"], check["reason"]) for check in record.get("checks") or ()),
        confidence=float(record.get("confidence", 1.0)),
        method=record.get("method") or "",
    )


def applied(target: Target, record: Mapping[str, Any]) -> Target:
    """The target with what a record says of it, its canonical values reckoned anew.

    The place is taken over too where the record stands in the same document. Raises ``ValueError`` for what cannot be.
    """
    value, upper = _decimal(record["value"]), _decimal(record.get("upper"))
    unit, kind = record.get("unit"), record["kind"]
    base = canonical(value, unit or "", kind) if value is not None else None
    high = canonical(upper, unit or "", kind) if upper is not None else None
    due, baseline = record.get("due"), record.get("baseline")
    evidence = target.evidence
    if record.get("document_id") == evidence.document_id and "quote" in record:
        evidence = replace(evidence, **{name: record[name] for name in PLACE})
    return replace(
        target,
        evidence=evidence,
        kind=kind,
        status=record["status"],
        value=value,
        value_text=evidence.quote if value is not None else None,
        upper=upper,
        total=_decimal(record.get("total")),
        percent=_decimal(record.get("percent")),
        unit=unit,
        canonical_value=base[0] if base else None,
        canonical_upper=high[0] if high else None,
        canonical_unit=base[1] if base else None,
        subject=record.get("subject"),
        indicator=record.get("indicator"),
        comparator=record["comparator"] or "=",
        change=record["change"] or "level",
        scope=record.get("scope"),
        due=_period(due) if due else None,
        baseline=Baseline(baseline["year"], _decimal(baseline.get("value"))) if baseline else None,
        criteria=tuple(record.get("criteria") or ()),
        criteria_set=record.get("criteria_set"),
    )


def corrections(connection: Connection, fact_keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The records of those facts that people corrected, by their keys."""
    keys = sorted(set(fact_keys))
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(keys), 500):
        query = select(_STATE.c.fact_key, _STATE.c.record).where(
            _STATE.c.fact_key.in_(keys[start : start + 500]), _STATE.c.state == "corrected"
        )
        found |= {row[0]: row[1] for row in connection.execute(query) if row[1]}
    return found


def overlaid(connection: Connection, rows: Sequence[Values]) -> list[Values]:
    """Rows of targets as people left them."""
    corrected = corrections(connection, (row["fact_key"] for row in rows))
    return [_as_left(row, corrected[row["fact_key"]]) if row["fact_key"] in corrected else row for row in rows]


def _as_left(row: Values, record: Mapping[str, Any]) -> dict[str, Any]:
    target = applied(mapping.target_of(dict(row)), record)
    return {**row, **mapping.target_values(target, row["position"], row["line"])}


def restore_added(connection: Connection, document_id: str) -> None:
    """Writes the records again that people added to a document; those that the extractor has now are left to it."""
    query = select(_STATE.c.record).where(_STATE.c.document_id == document_id, _STATE.c.state != "open")
    for record in connection.execute(query).scalars().all():
        if record and str(record.get("method", "")).startswith(BY_HAND):
            add_record(connection, record)


def add_record(connection: Connection, record: Mapping[str, Any]) -> bool:
    """Writes a record that a person added among those of its document; tells whether: not where one has its id.

    Raises ``ValueError`` where its sentence does not stand in the document.
    """
    target = target_of_record(record)
    place = target.evidence
    if connection.execute(select(_TARGET.c.id).where(_TARGET.c.id == target.id)).scalar() is not None:
        return False
    documents = METADATA.tables[str(DocumentRow.__tablename__)]
    text = connection.execute(select(documents.c.text).where(documents.c.id == place.document_id)).scalar_one()
    if text[place.sentence_start : place.sentence_end] != place.sentence:
        raise ValueError(f"the sentence of record {target.id} does not stand at {place.sentence_start}")
    sentence_id = mapping.part_id(place.document_id, "sentence", place.sentence_start, place.sentence_end)
    if connection.execute(select(_SENTENCE.c.id).where(_SENTENCE.c.id == sentence_id)).scalar() is None:
        values = {
            "id": sentence_id,
            "document_id": place.document_id,
            "section_id": None,
            "position": _next(connection, _SENTENCE, place.document_id),
            "start": place.sentence_start,
            "end": place.sentence_end,
            "text": place.sentence,
            "block": "paragraph",
            "page": place.page,
        }
        connection.execute(insert(_SENTENCE), [_valid(SentenceRow, values)])
    line = text.count("\n", 0, place.start) + 1
    values = mapping.target_values(target, _next(connection, _TARGET, place.document_id), line)
    connection.execute(insert(_TARGET), [_valid(TargetRow, values)])
    codes = [{"target_id": target.id, "code": code} for code in dict.fromkeys(target.criteria)]
    if codes:
        connection.execute(insert(METADATA.tables[str(TargetCriterionRow.__tablename__)]), codes)
    return True


def _next(connection: Connection, table: Any, document_id: str) -> int:
    highest = connection.execute(select(func.max(table.c.position)).where(table.c.document_id == document_id)).scalar()
    return 0 if highest is None else int(highest) + 1


def _valid(row: type[Row], values: dict[str, Any]) -> dict[str, Any]:
    return row.model_validate(values).model_dump()


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _period(due: Mapping[str, Any]) -> Period:
    start, end = (date.fromisoformat(due[name]) if due.get(name) else None for name in ("start", "end"))
    return Period(due["text"], start, end, due.get("recurrence"), due.get("source") or "explicit")
