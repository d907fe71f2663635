"""Sentences and documents that hold given words, with what was found in them marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import and_, or_, select

from extractor.query.wording import Wording, read_wording, snippet
from extractor.store import fulltext
from extractor.store.index_tables import PLACES
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow, SentenceRow

_DOCUMENT = table(DocumentRow)
_SENTENCE = table(SentenceRow)


@dataclass(frozen=True, slots=True)
class TextHit:
    """A sentence or a document that holds the words. ``exact`` where they stand there as they were typed."""

    seq: int
    document_id: str
    name: str
    number: str | None
    title: str | None
    start: int
    text: str
    snippet: list[tuple[str, bool]]
    exact: bool


def find_texts(
    store: Store, sort: Literal["sentence", "document"], words: str, limit: int = 50, after: tuple[int, int] = (0, -1)
) -> list[TextHit]:
    """The sentences, or the documents by title, number and name, that hold words; exact ones first, then as stored.

    ``after`` is (0 for exact, 1 for others; seq) of the last one seen. Raises ``FilterError`` for words that are none.
    """
    wording = read_wording(words)
    ranked = _ranked(store, sort, wording, limit, after)
    seqs = [seq for seq, _ in ranked]
    rows = _documents(store, seqs) if sort == "document" else _sentences(store, seqs)
    found = []
    for seq, exact in ranked:
        row = rows.get(seq)
        if row is not None:
            text = row["text"]
            found.append(
                TextHit(
                    *(seq, row["document_id"], row["name"], row["number"], row["title"], row["start"], text),
                    *(snippet(text, wording), exact),
                )
            )
    return found


def _ranked(
    store: Store, sort: fulltext.Sort, wording: Wording, limit: int, after: tuple[int, int]
) -> list[tuple[int, bool]]:
    """Numbers of texts with whether they are exact, read from the index until there are enough."""
    dialect = store.engine.dialect.name
    exact = fulltext.found(dialect, sort, wording.terms, exact=True)
    loose = fulltext.found(dialect, sort, wording.terms, exact=False)
    column = "seq" if dialect == "postgresql" else "rowid"
    found: list[tuple[int, bool]] = []
    with store.engine.connect() as connection:
        if after[0] == 0:
            rows = connection.execute(fulltext.page(exact, column), {"after": after[1], "most": limit})
            found = [(row.seq, True) for row in rows]
        if len(found) < limit and wording.loose:
            last = after[1] if after[0] else -1
            rows = connection.execute(
                fulltext.page(loose, column, but=exact), {"after": last, "most": limit - len(found)}
            )
            found += [(row.seq, False) for row in rows]
    return found


def _documents(store: Store, seqs: Sequence[int]) -> dict[int, Any]:
    query = select(
        _DOCUMENT.c.seq, _DOCUMENT.c.id.label("document_id"), _DOCUMENT.c.name, _DOCUMENT.c.number, _DOCUMENT.c.title,
        _DOCUMENT.c.subject,
    ).where(_DOCUMENT.c.seq.in_(seqs))  # fmt: skip
    found = {}
    for row in store.rows(query):
        title = row["title"] or row["subject"]
        text = " · ".join(part for part in (title, row["number"], row["name"]) if part)
        found[row["seq"]] = {**row, "title": title, "start": 0, "text": text}
    return found


def _sentences(store: Store, seqs: Sequence[int]) -> dict[int, Any]:
    if not seqs:
        return {}
    places: dict[int, list[int]] = {}
    for seq in seqs:
        places.setdefault(seq // PLACES, []).append(seq % PLACES)
    query = (
        select(
            _DOCUMENT.c.seq, _SENTENCE.c.document_id, _DOCUMENT.c.name, _DOCUMENT.c.number, _DOCUMENT.c.title,
            _SENTENCE.c.position, _SENTENCE.c.start, _SENTENCE.c.text,
        )
        .join(_DOCUMENT, _DOCUMENT.c.id == _SENTENCE.c.document_id)
        .where(or_(*(and_(_DOCUMENT.c.seq == one, _SENTENCE.c.position.in_(at)) for one, at in places.items())))
    )  # fmt: skip
    return {row["seq"] * PLACES + row["position"]: row for row in store.rows(query)}
