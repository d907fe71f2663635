"""After a document was extracted anew: the facts whose decisions no longer fit are opened again, in words, no others.

A decision rests on what the extractor had read when it was made. Where that reads the same now, however it is laid
out, the decision stands; where the value, unit, comparator or due differs, or the sentence
itself, a person has to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any, Final

from sqlalchemy import Connection, or_, select

from extractor.link.identity import normalised
from extractor.review.log import ConflictError, Draft, decide, last_decisions
from extractor.store.mapping import target_of
from extractor.store.repository import Store, table
from extractor.store.review_tables import ReviewStateRow
from extractor.store.reviewed import BY_HAND
from extractor.store.tables import DocumentRow, TargetRow

PROGRAM = "chitieu"
"""The name in the log of what nobody did by hand."""

_STATE, _TARGET, _DOCUMENT = table(ReviewStateRow), table(TargetRow), table(DocumentRow)
_TRIES = 5
_ALIKE = 0.6
"""Two sentences that are at least so much alike are one that was changed."""
_WORDS: Final[dict[str, str]] = {
    "kind": "loại số liệu",
    "value": "giá trị",
    "upper": "đầu trên",
    "total": "mẫu số",
    "unit": "đơn vị",
    "comparator": "so sánh",
    "due": "thời hạn",
}


def reopen(store: Store, document_id: str) -> list[str]:
    """Opens what changed in a document that was just stored; returns the keys of the facts, in order of the text.

    A fact of the same work in another copy counts as the same. Writes nothing where nobody has decided on anything.
    """
    for again in range(_TRIES):
        with store.engine.connect() as connection:
            if connection.execute(select(_STATE.c.fact_key).limit(1)).first() is None:
                return []
            drafts = [*_changed(connection, document_id), *_reworded(connection, document_id)]
        seen = last_decisions(store, [draft.fact_key for draft in drafts])
        drafts = [replace(draft, seen=seen.get(draft.fact_key, 0)) for draft in drafts]
        try:
            decide(store, PROGRAM, drafts)
        except ConflictError:  # a person decided while this was looking
            if again + 1 == _TRIES:
                raise
        else:
            break
    return [draft.fact_key for draft in drafts]


def differences(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What a decision rested on and what is read now, in words, field by field; empty where they say the same."""
    told = []
    for name, words in _WORDS.items():
        old, new = (_comparable(name, record) for record in (was, now))
        if old != new:
            told.append(f"{words} {_shown(new)} (trước là {_shown(old)})")
    old_sentence, new_sentence = (str(record.get("sentence") or "") for record in (was, now))
    if normalised(old_sentence) != normalised(new_sentence):
        told.append(f"câu: “{_short(new_sentence)}” (trước là “{_short(old_sentence)}”)")
    return told


def _changed(connection: Connection, document_id: str) -> Iterable[Draft]:
    """Facts that are still there and read otherwise."""
    query = (
        select(_TARGET, _STATE.c.basis, _STATE.c.state)
        .join(_STATE, _STATE.c.fact_key == _TARGET.c.fact_key)
        .where(_TARGET.c.document_id == document_id, _STATE.c.state != "open")
        .order_by(_TARGET.c.position)
    )
    for row in connection.execute(query).mappings():
        if row["basis"] is None or str(row["method"]).startswith(BY_HAND):
            continue
        told = differences(row["basis"], target_of(dict(row)).to_json())
        if told:
            yield Draft(
                "reopen", row["fact_key"], row["id"], document_id, reason="; ".join(told),
                of=(row["fact_key"],),
            )  # fmt: skip


def _reworded(connection: Connection, document_id: str) -> Iterable[Draft]:
    """Facts whose sentence was changed: they have a new key, and the old decision is shown with the new record."""
    gone = _gone(connection, document_id)
    if not gone:
        return
    query = (
        select(_TARGET)
        .outerjoin(_STATE, _STATE.c.fact_key == _TARGET.c.fact_key)
        .where(_TARGET.c.document_id == document_id, _STATE.c.fact_key.is_(None))
        .order_by(_TARGET.c.position)
    )
    for row in connection.execute(query).mappings():
        now = target_of(dict(row)).to_json()
        best = max(gone, key=lambda old: _alike(old["basis"], now), default=None)
        if best is not None and _alike(best["basis"], now) >= _ALIKE:
            gone.remove(best)
            yield Draft(
                "reopen", row["fact_key"], row["id"], document_id, of=(best["fact_key"],),
                reason="; ".join(differences(best["basis"], now)),
            )  # fmt: skip


def _gone(connection: Connection, document_id: str) -> list[dict[str, Any]]:
    """What was decided on facts of the work that this document does not have any more."""
    this = connection.execute(select(_DOCUMENT).where(_DOCUMENT.c.id == document_id)).mappings().first()
    if this is None:
        return []
    same = _DOCUMENT.c.id == document_id
    if this["number"]:
        same = or_(
            same, (_DOCUMENT.c.number == this["number"]) & (_DOCUMENT.c.issued.is_not_distinct_from(this["issued"]))
        )
    works = select(_DOCUMENT.c.id).where(same)
    here = select(_TARGET.c.fact_key).where(_TARGET.c.document_id == document_id)
    query = select(_STATE).where(
        _STATE.c.document_id.in_(works), _STATE.c.fact_key.not_in(here), _STATE.c.state != "open"
    )
    rows = [dict(row) for row in connection.execute(query.order_by(_STATE.c.seq)).mappings()]
    followed = {key for keys in connection.execute(select(_STATE.c.of)).scalars() for key in keys}
    return [row for row in rows if row["basis"] is not None and row["fact_key"] not in followed]


def _alike(was: Mapping[str, Any], now: Mapping[str, Any]) -> float:
    """How much alike two records are: their sentences, a little more where the quantity is the same."""
    matcher = SequenceMatcher(None, normalised(str(was["sentence"])), normalised(str(now["sentence"])), autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio() + (0.1 if was["quote"] == now["quote"] else 0.0)


def _comparable(name: str, record: Mapping[str, Any]) -> Any:
    if name != "due":
        return record.get(name)
    due = record.get("due")
    return None if due is None else (due.get("start"), due.get("end"), due.get("recurrence"))


def _shown(value: Any) -> str:
    if value is None:
        return "không có"
    if isinstance(value, tuple):
        return " – ".join(str(part) for part in value if part)
    return str(value).replace(".", ",")


def _short(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= 160 else words[:160].rpartition(" ")[0] + " …"
