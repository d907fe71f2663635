"""What a document says of itself: number, issuing body, place and date, subject, period, signer, references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from extractor.core.period import Period


@dataclass(frozen=True, slots=True)
class Reference:
    """Another document that the text cites: what is said of its number, type, body and date."""

    number: str | None = None
    doc_type: str | None = None
    body: str | None = None
    date: date | None = None

    def to_json(self) -> dict[str, str | None]:
        return {
            "number": self.number,
            "doc_type": self.doc_type,
            "body": self.body,
            "date": self.date.isoformat() if self.date else None,
        }


@dataclass(frozen=True, slots=True)
class Particulars:
    """A document's own particulars; ``None`` where the text does not say.

    ``number`` is the số hiệu ("45/KH-UBND"), ``place`` and ``issued`` stand in its date line, ``subject`` is the trích
    yếu, ``period`` the years that it plans for. ``title``, ``publisher``, ``author`` and ``published`` belong to news.
    ``spans`` gives the offsets in the document text of the fields that were read there, ``notes`` what a person
    should know (two dates that differ, a number without a year).
    """

    number: str | None = None
    doc_type: str | None = None
    issuing_body: str | None = None
    province: str | None = None
    place: str | None = None
    issued: date | None = None
    subject: str | None = None
    period: Period | None = None
    signer: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    sector: str | None = None
    references: tuple[Reference, ...] = ()
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The day that the document speaks from: when it was issued, else published."""
        return self.issued or self.published

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "doc_type": self.doc_type,
            "issuing_body": self.issuing_body,
            "province": self.province,
            "place": self.place,
            "issued": self.issued.isoformat() if self.issued else None,
            "subject": self.subject,
            "period": self.period.to_json() if self.period else None,
            "signer": self.signer,
            "title": self.title,
            "publisher": self.publisher,
            "author": self.author,
            "published": self.published.isoformat() if self.published else None,
            "sector": self.sector,
            "references": [reference.to_json() for reference in self.references],
            "spans": {name: list(span) for name, span in self.spans.items()},
            "notes": list(self.notes),
        }
