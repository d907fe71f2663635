"""What the extractor makes of a stretch that a person selected: the fields of a missed record, filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from extractor.core.document import RawDocument
from extractor.core.errors import ChiTieuError
from extractor.link.identity import normalised, record_id
from extractor.pipeline import extract_document
from extractor.store.repository import Store, table
from extractor.store.reviewed import BY_HAND
from extractor.store.tables import DocumentRow, PageRow, SentenceRow

_DOCUMENT, _PAGE, _SENTENCE = table(DocumentRow), table(PageRow), table(SentenceRow)
_AROUND = 2500
"""Characters before a selection that the extractor reads with it, for the times that hold on from there."""
_LONGEST = 400
"""Characters that a selection has at the most: a quantity, not a page."""


def propose(store: Store, document_id: str, start: int, end: int) -> dict[str, Any]:
    """A record for ``[start, end)`` of a document's text, in the JSON of a target.

    Where the extractor finds a quantity in the selection it is that record, on the quantity's own span; else one with
    the selection as its span and nothing in its fields. Raises ``ChiTieuError`` for a place that is none.
    """
    document, text = _document(store, document_id)
    start, end = _trimmed(text, start, end)
    if not 0 <= start < end <= len(text) or end - start > _LONGEST:
        raise ChiTieuError(f"select 1 to {_LONGEST} characters of the text")
    found = _found(document, text, start, end)
    if found is None:
        return hand_made(store, document_id, start, end)
    return _named(store, document, found)


def hand_made(store: Store, document_id: str, start: int, end: int) -> dict[str, Any]:
    """A record on a span that says nothing yet but where it stands, in the sentence that holds it."""
    document, text = _document(store, document_id)
    return _named(
        store, document, _empty(document, text, (start, end), _sentence(store, document_id, text, start, end))
    )


def _document(store: Store, document_id: str) -> tuple[Mapping[str, Any], str]:
    document = next(iter(store.rows(select(_DOCUMENT).where(_DOCUMENT.c.id == document_id))), None)
    if document is None:
        raise ChiTieuError(f"there is no document {document_id}")
    return document, str(document["text"])


def _named(store: Store, document: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its names: its id, the key of the fact, and its page."""
    document_id = document["id"]
    page = select(_PAGE.c.number).where(
        _PAGE.c.document_id == document_id, _PAGE.c.start <= found["start"], _PAGE.c.end > found["start"]
    )
    number = next((row["number"] for row in store.rows(page)), None)
    key = hashlib.sha256(
        "\x1f".join(
            ("hand", document["number"] or document["name"], normalised(found["sentence"]), found["quote"],
             str(found["start"] - found["sentence_start"]))
        ).encode()
    ).hexdigest()[:24]  # fmt: skip
    return {
        **found,
        "id": record_id(document_id, found["start"], found["end"], found["kind"]),
        "fact_key": key,
        "document": document["name"],
        "document_id": document_id,
        "page": number,
        "boxes": None,
        "checks": [],
        "confidence": 1.0,
        "method": f"{BY_HAND}+{found['method']}" if found["method"] else BY_HAND,
    }


def _found(document: Mapping[str, Any], text: str, start: int, end: int) -> dict[str, Any] | None:
    low = text.rfind("\n", 0, max(0, start - _AROUND)) + 1
    high = text.find("\n", end)
    part = text[low : high if high >= 0 else len(text)]
    raw = RawDocument(document["name"], document["id"], "text/plain", part)
    inside = [
        target.to_json()
        for target in extract_document(raw).targets
        if target.evidence.start + low < end and start < target.evidence.end + low
    ]
    if not inside:
        return None
    best = min(inside, key=lambda one: abs(one["start"] + low - start) + abs(one["end"] + low - end))
    return {**best, **{name: best[name] + low for name in ("start", "end", "sentence_start", "sentence_end")}}


def _sentence(store: Store, document_id: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of a stretch: the stored ones that it touches, else its lines."""
    query = select(_SENTENCE.c.start, _SENTENCE.c.end).where(
        _SENTENCE.c.document_id == document_id, _SENTENCE.c.start < end, _SENTENCE.c.end > start
    )
    rows = list(store.rows(query))
    if rows:
        return min(start, *(row["start"] for row in rows)), max(end, *(row["end"] for row in rows))
    high = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, high if high >= 0 else len(text)


def _empty(document: Mapping[str, Any], text: str, span: tuple[int, int], sentence: tuple[int, int]) -> dict[str, Any]:
    blank = dict.fromkeys(
        ("value", "upper", "total", "percent", "unit", "subject", "indicator", "scope", "due", "baseline", "table",
         "criteria_set", "body")
    )  # fmt: skip
    return {
        **blank,
        "start": span[0],
        "end": span[1],
        "quote": text[span[0] : span[1]],
        "sentence_start": sentence[0],
        "sentence_end": sentence[1],
        "sentence": text[sentence[0] : sentence[1]],
        "section": [],
        "kind": "count",
        "comparator": "=",
        "change": "level",
        "status": "target",
        "criteria": [],
        "sector": document["sector"],
        "cooperating": [],
        "method": "",
    }


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start : start + 1].isspace():
        start += 1
    while start < end and text[end - 1 : end].isspace():
        end -= 1
    return start, end
