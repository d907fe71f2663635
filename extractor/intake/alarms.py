"""What a person should look at in a document that arrived, in the words of the domain; nothing is changed by it."""

from __future__ import annotations

import hashlib
import math
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, case, func, select

from extractor.core.extraction import Extraction
from extractor.intake.jobs import add_new
from extractor.store.folding import bare, province_key
from extractor.store.intake_tables import AlarmRow
from extractor.store.repository import storable, table
from extractor.store.tables import DocumentRow, TargetRow

_ALARM, _DOCUMENT, _TARGET = table(AlarmRow), table(DocumentRow), table(TargetRow)

PLANS: Final = ("kế hoạch", "chương trình", "đề án", "quy hoạch", "nghị quyết", "chỉ thị")
"""Types of document that set targets: one of them without any is read wrongly, or is something else."""
CODES: Final = ("no-target", "unusual-number", "due-before-issue", "new-province")
FEWEST_KNOWN = 8
"""Documents from which on there is a usual number of targets for a type, and a province that was never seen."""
_LOOKED_AT = 300
"""The newest documents of a type, by which the usual number is known."""
_WIDTH = 3.5
"""Robust standard deviations from the usual that are far from it."""
_LEAST_SPREAD = math.log(1.5)


@dataclass(frozen=True, slots=True)
class Alarm:
    """A code of ``CODES`` and what it means here, in Vietnamese and in English."""

    code: str
    words: str
    english: str


def alarms(connection: Connection, extraction: Extraction) -> Iterator[Alarm]:
    """What is odd about a document that is stored, seen beside the others."""
    own = extraction.particulars
    goals = [target for target in extraction.targets if target.status == "target"]
    kind = own.doc_type or ""
    if not goals and kind.lower() in PLANS:
        yield Alarm("no-target", f"{kind} không có chỉ tiêu nào", f"a plan ({kind}) with no target")
    if kind:
        yield from _number(connection, extraction.raw.document_id, kind, len(extraction.targets))
    early = [one for one in goals if own.issued and one.due and one.due.end and one.due.end < own.issued]
    if early and own.issued:
        first = early[0].evidence.quote
        day = own.issued.strftime("%d/%m/%Y")
        yield Alarm(
            "due-before-issue",
            f"{len(early)} chỉ tiêu có thời hạn trước ngày ban hành {day}, như “{first}”",
            f"{len(early)} targets are due before the document was issued ({own.issued}), such as “{first}”",
        )
    if own.province and _is_new(connection, extraction.raw.document_id, own.province):
        yield Alarm(
            "new-province",
            f"văn bản đầu tiên của {own.province}",
            f"the first document of a province never seen before: {own.province}",
        )


def raise_alarms(connection: Connection, extraction: Extraction, now: datetime) -> list[Alarm]:
    """Writes down the alarms of a document, in the caller's transaction, and returns those that were not known."""
    raised = []
    for alarm in alarms(connection, extraction):
        document_id = extraction.raw.document_id
        values = {
            "id": hashlib.sha256(f"{document_id}:{alarm.code}".encode()).hexdigest()[:32],
            "document_id": document_id,
            "code": alarm.code,
            "words": storable(alarm.words),
            "english": storable(alarm.english),
            "raised_at": now,
        }
        if add_new(connection, _ALARM, [AlarmRow.model_validate(values).model_dump()]):
            raised.append(alarm)
    return raised


def _number(connection: Connection, document_id: str, kind: str, number: int) -> Iterator[Alarm]:
    """Whether a document has far more or far fewer records than others of its type: by the logarithms' median."""
    newest = (
        select(_DOCUMENT.c.id)
        .where(_DOCUMENT.c.doc_type == kind, _DOCUMENT.c.id != document_id)
        .order_by(_DOCUMENT.c.seq.desc())
        .limit(_LOOKED_AT)
        .subquery()
    )
    counted = func.count(case((_TARGET.c.id.is_not(None), 1)))
    query = select(counted).select_from(newest.outerjoin(_TARGET, _TARGET.c.document_id == newest.c.id))
    others = connection.execute(query.group_by(newest.c.id)).scalars().all()
    if len(others) < FEWEST_KNOWN:
        return
    logs = [math.log1p(one) for one in others]
    usual = statistics.median(logs)
    spread = max(_LEAST_SPREAD, 1.4826 * statistics.median(abs(one - usual) for one in logs))
    if abs(math.log1p(number) - usual) > _WIDTH * spread:
        middle = round(math.expm1(usual))
        yield Alarm(
            "unusual-number",
            f"{number} chỉ tiêu, khác xa mức thường gặp của loại {kind} (khoảng {middle})",
            f"{number} records, far from the usual for its type {kind} (about {middle})",
        )


def _is_new(connection: Connection, document_id: str, province: str) -> bool:
    """Whether no other stored document is of this province; where few are stored, each is the first of its own."""
    key = province_key(province) or bare(province)
    others = select(_DOCUMENT.c.id).where(_DOCUMENT.c.id != document_id)
    some = others.where(_DOCUMENT.c.province_key.is_not(None)).limit(FEWEST_KNOWN)
    if len(connection.execute(some).all()) < FEWEST_KNOWN:
        return False
    return connection.execute(others.where(_DOCUMENT.c.province_key == key).limit(1)).first() is None
