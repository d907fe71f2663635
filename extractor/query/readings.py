"""A record read another way: a ratio as a share, a share of a known total as a count; it always says which it was."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sqlalchemy import select

from extractor.core.errors import ChiTieuError
from extractor.core.quantity import plain
from extractor.core.target import Target
from extractor.query.condition import ENTRY
from extractor.query.numbers import Comparable, NotComparableError, as_count, as_share
from extractor.query.search import Hit, fetch
from extractor.query.series import same_province
from extractor.store.index import subject_words
from extractor.store.repository import Store, table
from extractor.store.tables import TargetRow

_TARGET = table(TargetRow)
_MOST = 500

As = Literal["share", "count"]


@dataclass(frozen=True, slots=True)
class Read:
    """A record as a share or a count; ``total_from`` is the record that gives the total it was reckoned with."""

    number: Comparable
    total_from: Hit | None = None


def read_as(store: Store, target_id: str, way: As, total: Decimal | None = None) -> Read:
    """A stored record as a share or as a count.

    A percentage becomes a count by ``total``, or by the one total that its document, or else the latest of its place,
    gives for the same thing in a ratio ("118/125 xã"). Raises ``NotComparableError`` with the reason where it can be
    neither, ``ChiTieuError`` for a record that is not stored.
    """
    query = select(ENTRY.c.seq, ENTRY.c.province, ENTRY.c.place).where(ENTRY.c.target_id == target_id)
    row = next(iter(store.rows(query)), None)
    hit = next(fetch(store, [row["seq"]]), None) if row is not None else None
    if row is None or hit is None:
        raise ChiTieuError(f"there is no record {target_id!r} (chitieu targets --format jsonl shows ids)")
    if total is not None and total <= 0:
        raise NotComparableError(f"a total of {plain(total)} has no parts: give how many there are in all")
    if way == "share":
        return Read(as_share(hit.target))
    if hit.target.kind != "percentage" or total is not None:
        return Read(as_count(hit.target, total))
    known = _known_total(store, hit, row["province"], row["place"])
    if known is None:
        return Read(as_count(hit.target))  # which says what is missing
    number = as_count(hit.target, known.target.total)
    source = known.number or known.target.evidence.document
    return Read(
        Comparable(number.value, number.unit, number.reading, f"{number.told}; the total is from {source}"), known
    )


def _known_total(store: Store, hit: Hit, province: int, place: int) -> Hit | None:
    """The ratio that gives of how many a percentage is, of the same place: of its own document, else the latest."""
    query = (
        select(ENTRY.c.seq)
        .join(_TARGET, _TARGET.c.id == ENTRY.c.target_id)
        .where(ENTRY.c.province.in_(same_province(store, province)), ENTRY.c.place == place, _TARGET.c.kind == "ratio")
        .order_by(ENTRY.c.day.desc(), ENTRY.c.seq)
        .limit(_MOST)
    )
    found = [
        one for one in fetch(store, [row["seq"] for row in store.rows(query)]) if _same_whole(hit.target, one.target)
    ]
    own = [one for one in found if one.target.evidence.document_id == hit.target.evidence.document_id]
    latest = [one for one in found if one.target.evidence.document_id == found[0].target.evidence.document_id]
    chosen = own or latest
    totals = sorted({one.target.total for one in chosen if one.target.total is not None})
    if len(totals) > 1:
        some = ", ".join(str(plain(one)) for one in totals[:5])
        raise NotComparableError(
            f"{hit.target.evidence.quote!r} is a share, and there are {len(totals)} totals of it ({some}): give one"
        )
    return chosen[0] if chosen else None


def _same_whole(share: Target, ratio: Target) -> bool:
    """Whether a ratio counts the things that a percentage is a share of: the very same words, for a part is less."""
    words = subject_words(share.subject)
    return bool(words) and words == subject_words(ratio.subject or ratio.unit)
