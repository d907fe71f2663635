"""One plan in many forms: the signed PDF, the Word file, the portal's page and the news of it are one work.

Documents belong together where they have the same number and nothing in their bodies, provinces and days speaks against
it, where their texts are nearly the same, or where a news story is about the document of a number. The most
authoritative form is the source of record: its figures count first where forms differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from extractor.intake.originals import Extracted
from extractor.intake.signature import bands, likeness
from extractor.lexicon.bodies import BODIES
from extractor.link.references import tidy
from extractor.store.folding import bare, province_key
from extractor.store.intake_tables import TextBandRow, WorkMemberRow
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow

MEMBER, BAND = table(WorkMemberRow), table(TextBandRow)
_DOCUMENT = table(DocumentRow)

ALIKE = 0.7
"""The share of common phrases from which on two texts are one work."""
MOST_COMPARED = 50
"""Documents that a new one is compared with: of a form letter there may be thousands."""
_LEAD = 1_500
"""Characters of a news story within which it names the document that it is about."""

RANKS = ("signed", "scan", "pdf", "word", "page", "sheet", "other", "news")
"""Forms by authority, most first: a PDF with an electronic signature, a scan of the signed paper, another PDF, a Word
file, a page with the document's own number, a workbook, another file, and a report about it."""

_WORD = ("wordprocessingml", "msword", "opendocument.text", "rtf")
_COLUMNS = ("id", "number", "issuing_body", "province_key", "issued")


@dataclass(frozen=True, slots=True)
class Form:
    """What a document is recognised by."""

    document_id: str
    number_key: str | None
    own_number: bool
    body: str
    province: str | None
    day: Any
    rank: int


def form_of(extracted: Extracted) -> Form:
    """What a document is recognised by, from its particulars."""
    extraction = extracted.extraction
    raw, own = extraction.raw, extraction.particulars
    cited = None if own.number else _about(extracted)
    return Form(
        raw.document_id,
        number_key(own.number) if own.number else cited,
        bool(own.number),
        body_key(own.issuing_body) if own.number else "",
        province_key(own.province) if own.province else None,
        own.issued if own.number else None,
        RANKS.index(_form_name(extracted)),
    )


def number_key(number: str) -> str:
    """One key for a số hiệu however it is typed."""
    return bare(tidy(number)).replace(" ", "").upper()


@cache
def body_key(body: str | None) -> str:
    """One key for a body, written out or shortened: "UBND tỉnh Lào Cai" is "Ủy ban nhân dân tỉnh Lào Cai"."""
    key = bare(body or "")
    for short, name in _shortened():
        if key == short or key.startswith(f"{short} "):
            key = name + key[len(short) :]
            break
    return " ".join(word for word in key.replace("thanh pho ", "").split() if word != "tinh")


def place(connection: Connection, extracted: Extracted) -> str:
    """Finds the work that a stored document is a form of, or makes one, and returns its id; the same again.

    A document that two works have in common makes them one.
    """
    form = form_of(extracted)
    mine = dict(bands(extracted.signature))
    connection.execute(delete(BAND).where(BAND.c.document_id == form.document_id))
    if mine:
        rows = [{"document_id": form.document_id, "band": band, "value": value} for band, value in mine.items()]
        connection.execute(insert(BAND), [TextBandRow.model_validate(row).model_dump() for row in rows])
    found: dict[str, tuple[str, float | None]] = {}
    for work in _of_number(connection, form):
        found.setdefault(work, ("number" if form.own_number else "about", None))
    for work, alike in _alike(connection, form, mine):
        found.setdefault(work, ("text", alike))
    before = connection.execute(select(MEMBER.c.work_id).where(MEMBER.c.document_id == form.document_id)).scalar()
    works = sorted({*found, *([before] if before else [])})
    work = works[0] if works else form.document_id[:24]
    alone: tuple[str, float | None] = ("alone", None)
    how, near = next(iter(found.values()), alone)
    values = {"document_id": form.document_id, "work_id": work, "number_key": form.number_key}
    row = WorkMemberRow.model_validate({**values, "how": how, "rank": form.rank, "likeness": near})
    connection.execute(delete(MEMBER).where(MEMBER.c.document_id == form.document_id))
    connection.execute(insert(MEMBER), [row.model_dump()])
    if works[1:]:
        connection.execute(update(MEMBER).where(MEMBER.c.work_id.in_(works[1:])).values(work_id=work))
    return work


def works(store: Store, *, several: bool = False, most: int = 100) -> list[list[Mapping[str, Any]]]:
    """The works whose forms were stored last, each with its forms, the source of record first."""
    newest = func.max(_DOCUMENT.c.added_at)
    query = (
        select(MEMBER.c.work_id)
        .join(_DOCUMENT, _DOCUMENT.c.id == MEMBER.c.document_id)
        .group_by(MEMBER.c.work_id)
        .order_by(newest.desc(), MEMBER.c.work_id)
        .limit(most)
    )
    if several:
        query = query.having(func.count() > 1)
    ids = [row["work_id"] for row in store.rows(query)]
    found: dict[str, list[Mapping[str, Any]]] = {one: [] for one in ids}
    for row in forms(store, ids):
        found[row["work_id"]].append(row)
    return list(found.values())


def forms(store: Store, work_ids: Iterable[str]) -> list[Mapping[str, Any]]:
    """The forms of works, the source of record of each first: the highest rank, then the one that came first."""
    shown = [_DOCUMENT.c[name] for name in ("name", "number", "issuing_body", "province", "issued", "title", "subject")]
    query = (
        select(MEMBER, *shown)
        .join(_DOCUMENT, _DOCUMENT.c.id == MEMBER.c.document_id)
        .where(MEMBER.c.work_id.in_(list(work_ids)))
        .order_by(MEMBER.c.work_id, MEMBER.c.rank, _DOCUMENT.c.seq)
    )
    return list(store.rows(query))


def work_of_document(store: Store, start: str) -> str | None:
    """The work of a document, or of a work's id, that begins so."""
    for column in (MEMBER.c.document_id, MEMBER.c.work_id):
        query = select(MEMBER.c.work_id).where(column.startswith(start, autoescape=True)).distinct().limit(2)
        found = [row["work_id"] for row in store.rows(query)]
        if len(found) == 1:
            return str(found[0])
    return None


def _of_number(connection: Connection, form: Form) -> list[str]:
    """The works with a form of this number that nothing speaks against."""
    if form.number_key is None:
        return []
    query = (
        select(MEMBER.c.work_id, *(_DOCUMENT.c[name] for name in _COLUMNS))
        .join(_DOCUMENT, _DOCUMENT.c.id == MEMBER.c.document_id)
        .where(MEMBER.c.number_key == form.number_key, MEMBER.c.document_id != form.document_id)
        .limit(MOST_COMPARED)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    # two stories about one decision are two stories, if they are not the same text
    found = [row["work_id"] for row in rows if (form.own_number or row["number"]) and _agree(form, row, sure=True)]
    return list(dict.fromkeys(found))


def _alike(connection: Connection, form: Form, mine: Mapping[int, str]) -> list[tuple[str, float]]:
    """The works with a form whose text is nearly the same, and how much of it, the most alike first."""
    if not mine:
        return []
    ids = (
        select(BAND.c.document_id)
        .where(BAND.c.value.in_(set(mine.values())), BAND.c.document_id != form.document_id)
        .limit(MOST_COMPARED * 4)
    )
    close = list(dict.fromkeys(connection.execute(ids).scalars()))[:MOST_COMPARED]
    if not close:
        return []
    theirs: dict[str, list[str]] = {}
    ordered = select(BAND).where(BAND.c.document_id.in_(close)).order_by(BAND.c.document_id, BAND.c.band)
    for band in connection.execute(ordered).mappings():
        theirs.setdefault(band["document_id"], []).append(band["value"])
    query = (
        select(MEMBER.c.work_id, *(_DOCUMENT.c[name] for name in _COLUMNS))
        .join(_DOCUMENT, _DOCUMENT.c.id == MEMBER.c.document_id)
        .where(MEMBER.c.document_id.in_(close))
    )
    found: dict[str, float] = {}
    for other in connection.execute(query).mappings():
        row = dict(other)
        alike = likeness(list(mine.values()), theirs.get(row["id"], []))
        if alike >= ALIKE and _agree(form, row, sure=False):
            found[row["work_id"]] = max(alike, found.get(row["work_id"], 0.0))
    return sorted(found.items(), key=lambda pair: -pair[1])


def _agree(form: Form, row: dict[str, Any], *, sure: bool) -> bool:
    """Whether nothing that both documents state differs; with ``sure`` something beside the number agrees as well.

    Each province numbers its plans from 1: a number alone tells little.
    """
    number = number_key(row["number"]) if row["number"] else None
    if form.own_number and number and form.number_key != number:
        return False
    pairs = [
        (form.body, body_key(row["issuing_body"]) if number else ""),
        (form.province or "", row["province_key"] or ""),
        (form.day.isoformat() if form.day else "", row["issued"].isoformat() if number and row["issued"] else ""),
    ]
    stated = [(one, other) for one, other in pairs if one and other]
    if any(not (one.startswith(other) or other.startswith(one)) for one, other in stated):
        return False
    return bool(stated) or not sure


def _about(extracted: Extracted) -> str | None:
    """The number of the document that a story without one of its own is about: the first that its lead names."""
    extraction = extracted.extraction
    if not (extraction.particulars.publisher or extraction.particulars.published or _is_page(extracted)):
        return None
    lead = bare(tidy(extraction.raw.text[:_LEAD])).replace(" ", "").upper()
    keys = {number_key(one.number) for one in extraction.particulars.references if one.number}
    places = sorted((lead.find(key), key) for key in keys if key in lead)
    return places[0][1] if places else None


def _is_page(extracted: Extracted) -> bool:
    return "html" in extracted.extraction.raw.media_type


def _form_name(extracted: Extracted) -> str:
    raw, own = extracted.extraction.raw, extracted.extraction.particulars
    if extracted.signed:
        return "signed"
    if "pdf" in raw.media_type or raw.media_type.startswith("image/"):
        return "scan" if any(page.scanned for page in raw.pages) and own.number else "pdf"
    if any(part in raw.media_type for part in _WORD):
        return "word"
    if _is_page(extracted) or own.publisher or own.published:
        return "page" if own.number else "news"
    return "sheet" if "sheet" in raw.media_type or "excel" in raw.media_type else "other"


@cache
def _shortened() -> list[tuple[str, str]]:
    pairs = [(bare(short), bare(one.name)) for one in BODIES for short in one.others]
    return sorted(pairs, key=lambda pair: -len(pair[0]))
