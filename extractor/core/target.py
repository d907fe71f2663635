"""The one schema of the project: a target record and the evidence that it points back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, get_args

from extractor.core.document import Box
from extractor.core.errors import OffsetError
from extractor.core.period import Period
from extractor.core.quantity import Change, Comparator, Kind, plain

Status = Literal["target", "result"]
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class TableCell:
    """Where in a table a record stands: the table's name, the row's label with its groups, the column's label.

    ``cell`` is the address in a workbook ("B7"), whose sheet is the table.
    """

    table: str
    row: str
    column: str
    cell: str | None = None

    def to_json(self) -> dict[str, str]:
        place = {"table": self.table, "row": self.row, "column": self.column}
        return {**place, "cell": self.cell} if self.cell else place

    @classmethod
    def from_json(cls, place: Mapping[str, str] | None) -> TableCell | None:
        """What ``to_json`` was made of."""
        return cls(place["table"], place["row"], place["column"], place.get("cell")) if place else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place a record came from. Refuses to exist unless the quotation stands where it says, in its sentence."""

    document: str
    document_id: str
    start: int
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    sentence: str
    page: int | None = None
    boxes: tuple[Box, ...] | None = None
    section: tuple[str, ...] = ()
    table: TableCell | None = None

    def __post_init__(self) -> None:
        if not self.sentence_start <= self.start < self.end <= self.sentence_end:
            raise OffsetError(f"[{self.start}, {self.end}) is not in its sentence")
        if len(self.sentence) != self.sentence_end - self.sentence_start:
            raise OffsetError("a sentence is not as long as its span")
        if self.sentence[self.start - self.sentence_start : self.end - self.sentence_start] != self.quote:
            raise OffsetError(f"{self.quote!r} does not stand at {self.start}")

    @classmethod
    def take(
        cls,
        text: str,
        span: tuple[int, int],
        sentence: tuple[int, int],
        *,
        document: str,
        document_id: str,
        page: int | None = None,
        boxes: Sequence[Box] | None = None,
        section: Sequence[str] = (),
        table: TableCell | None = None,
    ) -> Evidence:
        """Cuts quotation and sentence out of the document text, so that they cannot differ from it."""
        return cls(
            document,
            document_id,
            span[0],
            span[1],
            text[span[0] : span[1]],
            sentence[0],
            sentence[1],
            text[sentence[0] : sentence[1]],
            page,
            tuple(boxes) if boxes is not None else None,
            tuple(section),
            table,
        )


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a change is counted from: a year, and the value of that time where the text gives it."""

    year: int | None = None
    value: Decimal | None = None

    def to_json(self) -> dict[str, Any]:
        row: dict[str, Any] = {"year": self.year}
        if self.value is not None:
            row["value"] = plain(self.value)
        return row


@dataclass(frozen=True, slots=True)
class Check:
    """Something a reader would notice about a record: a code and the reason in words. Nothing is changed by it."""

    code: str
    reason: str

    def to_json(self) -> dict[str, str]:
        return {"code": self.code, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Target:
    """One quantity that a document sets or reports for an indicator. Field by field as in annotations/GUIDELINES.md.

    Values are exact decimals in the unit written; canonical values are in base units (đồng, a fraction of one for
    per cent, m2). ``confidence`` is 0 to 1, ``method`` names the rules or the model that made the record.
    """

    id: str
    fact_key: str
    evidence: Evidence
    kind: Kind
    status: Status
    value: Decimal | None = None
    value_text: str | None = None
    upper: Decimal | None = None
    total: Decimal | None = None
    percent: Decimal | None = None
    unit: str | None = None
    canonical_value: Decimal | None = None
    canonical_upper: Decimal | None = None
    canonical_unit: str | None = None
    subject: str | None = None
    indicator: str | None = None
    comparator: Comparator = "="
    change: Change = "level"
    scope: str | None = None
    due: Period | None = None
    baseline: Baseline | None = None
    criteria: tuple[str, ...] = ()
    criteria_set: str | None = None
    sector: str | None = None
    body: str | None = None
    cooperating: tuple[str, ...] = ()
    checks: tuple[Check, ...] = field(default=())
    confidence: float = 1.0
    method: str = ""

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"no status: {self.status}")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"a confidence is 0 to 1, not {self.confidence}")
        if self.kind == "milestone":
            if self.value is not None:
                raise ValueError("a milestone has no value")
        elif self.value is None:
            raise ValueError(f"a {self.kind} has a value")
        if (self.kind == "ratio") != (self.total is not None):
            raise ValueError("a ratio, and only a ratio, has a total")

    @property
    def quote(self) -> str:
        """The words that state the quantity."""
        return self.evidence.quote

    def to_json(self) -> dict[str, Any]:
        """The record as others rely on it: plain decimals as strings, offsets and confidence as numbers."""
        place = self.evidence
        return {
            "id": self.id,
            "fact_key": self.fact_key,
            "document": place.document,
            "document_id": place.document_id,
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
            "kind": self.kind,
            "value": plain(self.value),
            "value_text": self.value_text,
            "upper": plain(self.upper),
            "total": plain(self.total),
            "percent": plain(self.percent),
            "unit": self.unit,
            "canonical_value": plain(self.canonical_value),
            "canonical_upper": plain(self.canonical_upper),
            "canonical_unit": self.canonical_unit,
            "subject": self.subject,
            "indicator": self.indicator,
            "comparator": self.comparator,
            "change": self.change,
            "scope": self.scope,
            "status": self.status,
            "due": self.due.to_json() if self.due else None,
            "baseline": self.baseline.to_json() if self.baseline else None,
            "criteria": list(self.criteria),
            "criteria_set": self.criteria_set,
            "sector": self.sector,
            "body": self.body,
            "cooperating": list(self.cooperating),
            "checks": [check.to_json() for check in self.checks],
            "confidence": round(self.confidence, 4),
            "method": self.method,
        }
