"""Between the core's values and rows; nothing is lost on the way, and a target comes back as it went."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from extractor.core.extraction import Extraction
from extractor.core.period import Period
from extractor.core.target import Baseline, Check, Evidence, TableCell, Target
from extractor.store.folding import bare, province_key, unit_key

DONG = "đồng"
_LARGEST = 2**63 - 1

Values = dict[str, Any]
"""The columns of one row."""


def part_id(document_id: str, part: str, start: int, end: int) -> str:
    """A stable id for a part of a document: the same part of the same bytes has the same id everywhere."""
    return hashlib.sha256(f"{document_id}:{part}:{start}:{end}".encode()).hexdigest()[:32]


def document_values(extraction: Extraction, version: str, run_id: str, now: datetime) -> Values:
    """The row of a document."""
    raw, own = extraction.raw, extraction.particulars
    return {
        "id": raw.document_id,
        "name": raw.name,
        "name_key": bare(" ".join(part for part in (raw.name, own.number, own.title or own.subject) if part)),
        "media_type": raw.media_type,
        "text": raw.text,
        "characters": len(raw.text),
        "meta": dict(raw.meta),
        "notes": [*raw.notes, *filter(None, [extraction.tell_skipped()])],
        "number": own.number,
        "doc_type": own.doc_type,
        "issuing_body": own.issuing_body,
        "province": own.province,
        "province_key": province_key(own.province) if own.province else None,
        "place": own.place,
        "issued": own.issued,
        "subject": own.subject,
        "period_text": own.period.text if own.period else None,
        "period_start": own.period.start if own.period else None,
        "period_end": own.period.end if own.period else None,
        "signer": own.signer,
        "title": own.title,
        "publisher": own.publisher,
        "author": own.author,
        "published": own.published,
        "sector": own.sector,
        "citations": [reference.to_json() for reference in own.references],
        "spans": {name: list(span) for name, span in own.spans.items()},
        "particulars_notes": list(own.notes),
        "extractor_version": version,
        "run_id": run_id,
        "added_at": now,
        "extracted_at": now,
    }


def page_values(extraction: Extraction) -> Iterator[Values]:
    """The rows of its pages."""
    document_id = extraction.raw.document_id
    for page in extraction.raw.pages:
        yield {
            "id": part_id(document_id, f"page {page.number}", page.start, page.end),
            "document_id": document_id,
            "number": page.number,
            "start": page.start,
            "end": page.end,
            "width": page.width,
            "height": page.height,
            "scanned": page.scanned,
        }


def section_values(extraction: Extraction) -> tuple[list[Values], dict[int, str]]:
    """The rows of its sections, and the section of each block that has one, by the block's index."""
    document_id = extraction.raw.document_id
    rows: list[Values] = []
    of_block: dict[int, str] = {}
    current: tuple[str, ...] = ()
    for index, block in enumerate(extraction.blocks):
        if block.section and (not rows or block.section != current):
            rows.append(
                {
                    "id": part_id(document_id, "section", block.start, len(rows)),
                    "document_id": document_id,
                    "position": len(rows),
                    "start": block.start,
                    "end": block.end,
                    "title": block.section[-1],
                    "path": list(block.section),
                    "depth": len(block.section),
                }
            )
        current = block.section
        if block.section:
            rows[-1]["end"] = block.end
            of_block[index] = rows[-1]["id"]
    return rows, of_block


def sentence_values(extraction: Extraction, section_of: Mapping[int, str]) -> list[Values]:
    """The rows of its sentences, in order: those that were cut, and those that records point to besides."""
    raw = extraction.raw
    spans: dict[tuple[int, int], int | None] = {(one.start, one.end): one.block for one in extraction.sentences}
    for target in extraction.targets:
        spans.setdefault((target.evidence.sentence_start, target.evidence.sentence_end), None)
    rows: list[Values] = []
    for (start, end), block in sorted(spans.items(), key=lambda item: item[0]):
        page = raw.page_of(start)
        rows.append(
            {
                "id": part_id(raw.document_id, "sentence", start, end),
                "document_id": raw.document_id,
                "section_id": section_of.get(block) if block is not None else None,
                "position": len(rows),
                "start": start,
                "end": end,
                "text": raw.text[start:end],
                "block": extraction.blocks[block].kind if block is not None else "row",
                "page": page.number if page else None,
            }
        )
    return rows


def _number(value: Decimal | None) -> float | None:
    """A float to sort by; one that is too large for a float sorts last."""
    return None if value is None else float(value)


def _as_dong(target: Target, value: Decimal | None) -> int | None:
    """Money as whole đồng, where it is that."""
    if value is None or (target.canonical_unit or "").partition("/")[0] != DONG:  # also per head and year
        return None
    return int(value) if abs(value) <= _LARGEST and value == value.to_integral_value() else None


def target_values(target: Target, position: int, line: int) -> Values:
    """The row of a target; ``line`` is the line of the text, from 1, on which its quantity stands."""
    place, due, baseline = target.evidence, target.due, target.baseline
    dong, dong_upper = _as_dong(target, target.canonical_value), _as_dong(target, target.canonical_upper)
    return {
        "id": target.id,
        "fact_key": target.fact_key,
        "document_id": place.document_id,
        "sentence_id": part_id(place.document_id, "sentence", place.sentence_start, place.sentence_end),
        "position": position,
        "line": line,
        "document": place.document,
        "start": place.start,
        "end": place.end,
        "quote": place.quote,
        "sentence_start": place.sentence_start,
        "sentence_end": place.sentence_end,
        "sentence": place.sentence,
        "page": place.page,
        "boxes": [list(box) for box in place.boxes] if place.boxes is not None else None,
        "section": list(place.section),
        "table": place.table.to_json() if place.table else None,
        "kind": target.kind,
        "status": target.status,
        "value": target.value,
        "value_number": _number(target.value),
        "value_text": target.value_text,
        "upper": target.upper,
        "upper_number": _number(target.upper),
        "total": target.total,
        "total_number": _number(target.total),
        "percent": target.percent,
        "percent_number": _number(target.percent),
        "unit": target.unit,
        "unit_key": unit_key(target.unit) if target.unit else None,
        "dong": dong,
        "dong_upper": dong_upper,
        "canonical_value": target.canonical_value if dong is None else None,
        "canonical_number": _number(target.canonical_value),
        "canonical_upper": target.canonical_upper if dong_upper is None else None,
        "canonical_upper_number": _number(target.canonical_upper),
        "canonical_unit": target.canonical_unit,
        "canonical_unit_key": unit_key(target.canonical_unit) if target.canonical_unit else None,
        "subject": target.subject,
        "indicator": target.indicator,
        "comparator": target.comparator,
        "change": target.change,
        "scope": target.scope,
        "due_text": due.text if due else None,
        "due_start": due.start if due else None,
        "due_end": due.end if due else None,
        "due_recurrence": due.recurrence if due else None,
        "due_source": due.source if due else None,
        "baseline_year": baseline.year if baseline else None,
        "baseline_value": baseline.value if baseline else None,
        "criteria": list(target.criteria),
        "criteria_set": target.criteria_set,
        "sector": target.sector,
        "body": target.body,
        "cooperating": list(target.cooperating),
        "checks": [check.to_json() for check in target.checks],
        "confidence": target.confidence,
        "method": target.method,
    }


def target_of(row: Mapping[str, Any]) -> Target:
    """The target that a row was made of. Raises ``ValueError`` where the row is none, as the core does."""
    dong, dong_upper = row["dong"], row["dong_upper"]
    table, boxes = row["table"], row["boxes"]
    due = None
    if row["due_source"] is not None:
        parts = ("text", "start", "end", "recurrence", "source")
        due = Period(*(row[f"due_{part}"] for part in parts))
    baseline = None
    if row["baseline_year"] is not None or row["baseline_value"] is not None:
        baseline = Baseline(row["baseline_year"], row["baseline_value"])
    evidence = Evidence(
        row["document"],
        row["document_id"],
        row["start"],
        row["end"],
        row["quote"],
        row["sentence_start"],
        row["sentence_end"],
        row["sentence"],
        row["page"],
        tuple((x0, top, x1, bottom) for x0, top, x1, bottom in boxes) if boxes is not None else None,
        tuple(row["section"]),
        TableCell.from_json(table),
    )
    same = ("id", "fact_key", "kind", "status", "value", "value_text", "upper", "total", "percent", "unit")
    rest = ("canonical_unit", "subject", "indicator", "comparator", "change", "scope", "criteria_set", "sector", "body")
    return Target(
        evidence=evidence,
        canonical_value=row["canonical_value"] if dong is None else Decimal(dong),
        canonical_upper=row["canonical_upper"] if dong_upper is None else Decimal(dong_upper),
        due=due,
        baseline=baseline,
        criteria=tuple(row["criteria"]),
        cooperating=tuple(row["cooperating"]),
        checks=tuple(Check(check["code"], check["reason"]) for check in row["checks"]),
        confidence=row["confidence"],
        method=row["method"],
        **{name: row[name] for name in (*same, *rest)},
    )
