"""What the API answers, field by field, for its description; answers are made elsewhere and held to this by tests."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.core.quantity import Kind
from extractor.core.target import Status

Exact = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$", description="An exact decimal.", examples=["94.4"])]
Day = date
Review = Literal["unreviewed", "accepted", "corrected", "rejected"]
Reading = Literal["stated", "share of a ratio", "count of a ratio", "count of a share"]


class Shape(BaseModel):
    """An object with these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Part(Shape):
    """A stretch of a snippet, and whether it is one of the words that were asked for."""

    text: str
    hit: bool


class Count(Shape):
    """A number; ``exact`` is false where there are more than are counted, and ``text`` says so."""

    number: int
    exact: bool
    text: str


class Due(Shape):
    """A time as the text gives it, with the days that it means."""

    text: str | None
    start: Day | None
    end: Day | None
    recurrence: str | None
    source: str


class BaselineOf(BaseModel):
    """What a change is counted from; ``value`` only where the text gives it."""

    year: int | None
    value: Exact | None = None


class Cell(Shape):
    """Where in a table a record stands; ``cell`` is the address in a workbook, whose sheet is the table."""

    table: str
    row: str
    column: str
    cell: str | None = None


class CheckOf(Shape):
    """Something a reader would notice about a record."""

    code: str
    reason: str


class TargetRecord(Shape):
    """A record: what a document sets or reports, where it stands, and how far a person has looked at it."""

    id: str
    fact_key: str
    document: str
    document_id: str
    start: int
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    sentence: str
    page: int | None
    boxes: list[list[float]] | None
    section: list[str]
    table: Cell | None
    kind: Kind
    value: Exact | None
    value_text: str | None
    upper: Exact | None
    total: Exact | None
    percent: Exact | None
    unit: str | None
    canonical_value: Exact | None
    canonical_upper: Exact | None
    canonical_unit: str | None
    subject: str | None
    indicator: str | None
    comparator: str
    change: Literal["level", "increase", "decrease"]
    scope: str | None
    status: Status
    due: Due | None
    baseline: BaselineOf | None
    criteria: list[str]
    criteria_set: str | None
    sector: str | None
    body: str | None
    cooperating: list[str]
    checks: list[CheckOf]
    confidence: Annotated[float, Field(ge=0, le=1)]
    method: str
    line: int
    document_number: str | None
    document_title: str | None
    province: str | None
    issuing_body: str | None
    review: Review
    snippet: list[Part] = Field(
        default=[], description="The sentence with the hits marked, where words were asked for."
    )


class Targets(Shape):
    """A page of records; ``units`` says of which date provinces and places are, where a date was asked for."""

    items: list[TargetRecord]
    count: Count
    next: str | None
    filter: str
    units: list[str]


class FacetCount(Shape):
    """A value that records can be narrowed to, as the filter takes it and as people read it."""

    value: str
    label: str
    count: Count


class Facets(Shape):
    """How many records there are, and how many of each value of each facet."""

    count: Count
    facets: dict[str, list[FacetCount]]


class PointOf(Shape):
    """A value of a series: what it is, how it was read, where it is from and why it is here."""

    role: Literal["baseline", "target", "result", "entered"]
    day: Day | None
    value: Exact
    unit: str
    reading: Reading
    told: str
    comparator: str
    target_id: str
    source: str
    why: str
    corrected: bool


class ProgressOf(Shape):
    """How far a goal is reached."""

    goal: PointOf
    latest: PointOf | None
    baseline: PointOf | None
    share: Exact | None
    left: Exact | None
    state: Literal["met", "not met", "unknown"]


class ConflictOf(Shape):
    """Values of one role and day in which documents differ."""

    role: Literal["baseline", "target", "result", "entered"]
    day: Day | None
    points: list[PointOf]


class SeriesOf(Shape):
    """One thing measured in one place over time."""

    key: str
    name: str
    unit: str
    province: str | None
    place: str | None
    points: list[PointOf]
    progress: list[ProgressOf]
    conflicts: list[ConflictOf]


class ReadingOf(Shape):
    """A record as a share or as a count, how it was read, and where the total is from that it was reckoned with."""

    value: Exact
    unit: str
    reading: Reading
    told: str
    total_from: str | None = Field(description="The id of the record that gives the total, where none was given.")


class TotalOf(Shape):
    """What records come to together, and in words how."""

    value: Exact
    unit: str
    told: str


class DueItem(Shape):
    """A goal with its last day and what is known of it."""

    day: Day
    state: Literal["met", "not met", "unknown"]
    overdue: bool
    group: str | None
    target: TargetRecord


class DueGroupOf(Shape):
    """A body or a place, how much is due there, and of how much the day has passed."""

    name: str | None
    due: int
    passed: int


class DueList(Shape):
    """What is due, and by body or place where that was asked for."""

    items: list[DueItem]
    groups: list[DueGroupOf]


class PlacePart(Shape):
    """A place's part of a figure."""

    place: str
    target: TargetRecord


class AllocationOf(Shape):
    """A figure divided among places; ``adds_up`` is null where it cannot be said."""

    adds_up: bool | None
    told: str
    whole: TargetRecord | None
    parts: list[PlacePart]


class Allocations(Shape):
    """Figures that documents divide among places."""

    items: list[AllocationOf]


class DocumentOf(Shape):
    """A document's particulars."""

    id: str
    seq: int | None
    name: str
    media_type: str
    characters: int
    number: str | None
    doc_type: str | None
    issuing_body: str | None
    province: str | None
    place: str | None
    issued: Day | None
    subject: str | None
    period_text: str | None
    period_start: Day | None
    period_end: Day | None
    signer: str | None
    title: str | None
    publisher: str | None
    author: str | None
    published: Day | None
    sector: str | None
    citations: list[dict[str, Any]]
    extractor_version: str
    extracted_at: str


class Documents(Shape):
    """A page of documents."""

    items: list[DocumentOf]
    next: str | None


class RelationOf(Shape):
    """What a document does to another, or another to it (``by_this`` false)."""

    action: Literal["amends", "replaces", "annuls"]
    by_this: bool
    document_id: str | None
    number: str | None
    day: Day | None
    sentence: str


class WholeDocument(DocumentOf):
    """A document with the number of its records and its relations."""

    targets: int
    relations: list[RelationOf]


class TextOf(Shape):
    """A sentence or a document that holds the words that were asked for."""

    seq: int
    document_id: str
    name: str
    number: str | None
    title: str | None
    start: int
    text: str
    snippet: list[Part]
    exact: bool


class Texts(Shape):
    """A page of sentences."""

    items: list[TextOf]
    next: str | None


class Everywhere(Shape):
    """The first of each that hold the words."""

    documents: list[TextOf]
    sentences: list[TextOf]
    targets: list[TargetRecord]


class CriterionOf(Shape):
    """A criterion of a set, its name where it is established."""

    id: str
    set_id: str
    number: str
    parent: str | None
    name: str | None
    level: str | None
    levels: dict[str, str]
    wording: str
    gap: str | None
    source: str


class CriteriaSetOf(Shape):
    """A version of a criteria set with its days and its criteria."""

    id: str
    code: str
    level: str
    title: str
    decision: str | None
    decided: Day | None
    valid_from: Day | None
    valid_until: Day | None
    in_force: Day | None
    count: int | None
    established: str
    gap: str | None
    source: str
    criteria: list[CriterionOf]


class CriteriaSets(Shape):
    """The criteria sets of the registry."""

    items: list[CriteriaSetOf]
