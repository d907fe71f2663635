"""What the workbench shows and does, as JSON: a record with its form and history, text with marks, decisions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy import select

from extractor.core.errors import ChiTieuError
from extractor.query.documents import document_of
from extractor.query.review_state import states_of
from extractor.review import fields, queue, readers
from extractor.review.log import ConflictError, Draft, history, last_decisions, state_of
from extractor.review.propose import propose
from extractor.review.records import as_left, extracted
from extractor.serve.phrases import phrase
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow, PageRow, TargetRow

CHUNK = 16_000
"""Characters of a document's text that are sent at once."""
_TARGET, _DOCUMENT, _PAGE = table(TargetRow), table(DocumentRow), table(PageRow)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SHORT = 200


class LostError(ChiTieuError):
    """There is no such record or document."""


class Span(BaseModel):
    """A stretch of a document's text, in code points."""

    document_id: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Asked(BaseModel):
    """A decision as the page asks for it. ``record`` is a proposal that the page was given, for records to be added."""

    id: str = Field(min_length=8, max_length=64)
    action: str
    target_id: str = ""
    seen: int = Field(default=0, ge=0)
    form: dict[str, str] = Field(default_factory=dict)
    start: int | None = None
    end: int | None = None
    record: dict[str, Any] | None = None
    reason: str | None = Field(default=None, max_length=4000)
    of: list[str] = Field(default_factory=list)
    seconds: float | None = Field(default=None, ge=0, le=86_400)


class UnfitError(ChiTieuError):
    """A form that cannot be a record; ``problems`` by field, in the reader's words."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {told}" for name, told in problems.items()))
        self.problems = problems


def told(problems: Sequence[fields.Problem], language: str) -> dict[str, str]:
    """What is wrong with a form, by field, in words; the first thing of each field."""
    found: dict[str, str] = {}
    for one in problems:
        found.setdefault(one.field, phrase(f"problem:{one.code}", language).format(about=one.about))
    return found


def record_view(store: Store, target_id: str, reviewer: str, language: str, *, blind: bool = False) -> dict[str, Any]:
    """All that the workbench shows of a record. Blind, nothing that anybody has decided is told.

    Raises ``LostError`` where there is none.
    """
    now = extracted(store, target_id) if blind else as_left(store, target_id)
    read = extracted(store, target_id)
    if now is None or read is None:
        raise LostError("this record is not stored any more")
    state = None if blind else state_of(store, now["fact_key"])
    document = document_of(store, now["document_id"]) or {}
    _, problems = fields.fill(now, {})
    return {
        "target_id": target_id,
        "fact_key": now["fact_key"],
        "document_id": now["document_id"],
        "document": document.get("title") or document.get("subject") or now["document"],
        "number": document.get("number"),
        "start": now["start"],
        "end": now["end"],
        "quote": now["quote"],
        "sentence": now["sentence"],
        "page": now["page"],
        "boxes": now["boxes"],
        "size": _page_size(store, now["document_id"], now["page"]),
        "section": now["section"],
        "table": now["table"],
        "form": fields.form_of(now),
        "was": fields.form_of(read),
        "problems": told(problems, language),
        "checks": [check["reason"] for check in now["checks"]],
        "confidence": read["confidence"],
        "method": read["method"],
        "seen": last_decisions(store, [now["fact_key"]]).get(now["fact_key"], 0),
        "state": state["state"] if state else "open",
        "reason": state["reason"] if state and state["state"] == "open" else None,
        "history": [] if blind else steps(store, now["fact_key"], state, language),
        "progress": queue.progress(store, now["document_id"]),
        "day": queue.day_of(store, reviewer),
    }


def _page_size(store: Store, document_id: str, number: int | None) -> list[float] | None:
    """Width and height of a page in points."""
    query: Any = select(_PAGE.c.width, _PAGE.c.height).where(
        _PAGE.c.document_id == document_id, _PAGE.c.number == number
    )
    return next(([row["width"], row["height"]] for row in store.rows(query) if row["width"]), None)


def steps(store: Store, fact_key: str, state: Mapping[str, Any] | None, language: str) -> list[dict[str, Any]]:
    """The history of a fact, and of the one that it follows, as it is shown; oldest first."""
    rows = history(store, fact_key)
    earlier = state["of"] if state and state["action"] == "reopen" else []
    for key in earlier:
        if key != fact_key:
            rows = [*history(store, key), *rows]
    return [
        {
            "id": row["id"],
            "batch": row["batch"],
            "seq": row["seq"],
            "who": row["reviewer"],
            "when": row["decided_at"].strftime("%d/%m/%Y %H:%M"),
            "what": phrase(f"action:{row['action']}", language),
            "reason": phrase(f"reason:{row['reason']}", language) if row["action"] == "reject" else row["reason"],
            "fields": _changes(row, language),
        }
        for row in rows
    ]


def _changes(row: Mapping[str, Any], language: str) -> list[str]:
    """What a decision changed, field by field, in words."""
    after = row["after"].get("record")
    before = row["before"].get("record") or row["after"].get("basis") or {}
    if not after or not before:
        return []
    forms = [fields.form_of(one) for one in (before, after)]
    return [
        f"{phrase(f'record:{name}', language)}: {forms[0][name] or '–'} → {forms[1][name] or '–'}"
        for name in fields.NAMES
        if forms[0][name] != forms[1][name]
    ]


def text_view(store: Store, document_id: str, low: int, high: int, *, blind: bool = False) -> dict[str, Any]:
    """A part of a document's text, grown to whole lines, and the records in it with their states.

    At most ``CHUNK`` characters are given; blind, no state is told. Raises ``LostError`` where there is none.
    """
    row = next(iter(store.rows(select(_DOCUMENT.c.text).where(_DOCUMENT.c.id == document_id))), None)
    if row is None:
        raise LostError("this document is not stored any more")
    text = str(row["text"])
    low = max(0, min(low, len(text)))
    high = min(len(text), max(high, low), low + CHUNK)
    low = text.rfind("\n", 0, low) + 1 if low else 0
    after = text.find("\n", high)
    high = len(text) if after < 0 else min(after + 1, high + CHUNK)
    query = (
        select(*(_TARGET.c[name] for name in ("id", "fact_key", "start", "end", "quote")))
        .where(_TARGET.c.document_id == document_id, _TARGET.c.end > low, _TARGET.c.start < high)
        .order_by(_TARGET.c.start, _TARGET.c.end)
    )
    marks = [dict(one) for one in store.rows(query)]
    states = {} if blind else states_of(store, (one["fact_key"] for one in marks))
    for one in marks:
        one["state"] = states.get(one["fact_key"], "open")
    return {"start": low, "end": high, "length": len(text), "text": text[low:high], "marks": marks}


def neighbours(store: Store, target_id: str) -> list[dict[str, Any]]:
    """Records near one, which it may repeat: those of its document with the same value first, nine at the most."""
    own = extracted(store, target_id)
    if own is None:
        raise LostError("this record is not stored any more")
    query = select(*(_TARGET.c[name] for name in ("id", "fact_key", "start", "quote", "value", "subject"))).where(
        _TARGET.c.document_id == own["document_id"], _TARGET.c.id != target_id
    )
    rows = [dict(row) for row in store.rows(query)]
    rows.sort(key=lambda row: (row["quote"] != own["quote"], abs(row["start"] - own["start"])))
    seen = last_decisions(store, [row["fact_key"] for row in rows[:9]])
    return [
        {
            "target_id": row["id"],
            "fact_key": row["fact_key"],
            "quote": row["quote"],
            "subject": row["subject"] or "",
            "seen": seen.get(row["fact_key"], 0),
        }
        for row in rows[:9]
    ]


def parts(store: Store, target_id: str) -> list[dict[str, Any]]:
    """Records into which one could be split: one for each number in its span."""
    own = extracted(store, target_id)
    if own is None:
        raise LostError("this record is not stored any more")
    found = []
    for match in _DIGITS.finditer(own["quote"]):
        start, end = own["start"] + match.start(), own["start"] + match.end()
        made = propose(store, own["document_id"], start, end)
        value = match.group()
        if (made["start"], made["end"]) != (start, end):
            made = fields.placed(
                {**made, "total": None, "upper": None, "percent": None}, own_text(store, own), start, end
            )
            kind = "count" if made["kind"] == "ratio" else made["kind"]
            made, _ = fields.fill({**made, "kind": kind}, {"value": value})
        made["id"], made["fact_key"] = (
            f"{own['id'][:16]}{match.start():08x}",
            f"{own['fact_key'][:16]}{match.start():08x}",
        )
        found.append(made)
    return found if len(found) > 1 else []


def own_text(store: Store, record: Mapping[str, Any]) -> str:
    """The text of the document that a record stands in."""
    row = next(iter(store.rows(select(_DOCUMENT.c.text).where(_DOCUMENT.c.id == record["document_id"]))), None)
    if row is None:
        raise LostError("this document is not stored any more")
    return str(row["text"])


def filled(store: Store, asked: Asked, language: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The record that a form makes, and what is wrong with it, by field in words."""
    base = dict(asked.record) if asked.record is not None else as_left(store, asked.target_id)
    if base is None:
        raise LostError("this record is not stored any more")
    if asked.record is not None:
        _own(store, base)
    if asked.start is not None and asked.end is not None and (asked.start, asked.end) != (base["start"], base["end"]):
        text = own_text(store, base)
        if not 0 <= asked.start < asked.end <= len(text) or asked.end - asked.start > _SHORT:
            raise LostError("this is no span of the document")
        base = fields.placed(base, text, asked.start, asked.end)
    record, problems = fields.fill(base, asked.form)
    return record, told(problems, language)


def _own(store: Store, record: Mapping[str, Any]) -> None:
    """Refuses a proposal that was not made of the stored text: what is quoted has to stand where it says."""
    try:
        text = own_text(store, record)
        spans = [(record["start"], record["end"], record["quote"])]
        spans.append((record["sentence_start"], record["sentence_end"], record["sentence"]))
        fits = all(0 <= start < end and text[start:end] == quote for start, end, quote in spans)
    except (KeyError, TypeError) as error:
        raise LostError("this is no proposal of ours") from error
    if not fits:
        raise LostError("the quotation does not stand where it says")


def draft_of(store: Store, asked: Asked, language: str) -> Draft:
    """The decision that is asked for. Raises ``UnfitError`` for a form that cannot be a record."""
    record = None
    if asked.action in ("correct", "merge", "add", "part"):
        record, problems = filled(store, asked, language)
        if problems:
            raise UnfitError(problems)
        about = record
    else:
        read = extracted(store, asked.target_id)
        if read is None:
            raise LostError("this record is not stored any more")
        about = read
    return Draft(
        asked.action,
        about["fact_key"],
        about["id"],
        about["document_id"],
        seen=asked.seen,
        record=record,
        reason=asked.reason,
        of=tuple(asked.of),
        seconds=asked.seconds,
        id=asked.id,
    )


def conflict_view(error: ConflictError, language: str) -> dict[str, Any]:
    """What somebody else did meanwhile."""
    return {
        "fact_key": error.fact_key,
        "who": ", ".join(dict.fromkeys(row["reviewer"] for row in error.since)),
        "what": ", ".join(phrase(f"action:{row['action']}", language) for row in error.since),
    }


def answer_blind(store: Store, reader: str, asked: Asked, language: str) -> None:
    """Writes down what a reader makes of a record that two people read."""
    read = extracted(store, asked.target_id)
    if read is None:
        raise LostError("this record is not stored any more")
    if asked.action == "reject":
        readers.answer(store, reader, read["fact_key"], "reject", seconds=asked.seconds)
        return
    record, problems = filled(store, asked, language)
    if problems:
        raise UnfitError(problems)
    same = fields.form_of(record) == fields.form_of(read)
    readers.answer(store, reader, read["fact_key"], "accept" if same else "correct", record, seconds=asked.seconds)
