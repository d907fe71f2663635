"""The REST API: documents, sentences, targets, criteria, series, facets and search, to be read and never written."""

from __future__ import annotations

import inspect
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException

from extractor.query import documents as stored
from extractor.query.allocation import allocations
from extractor.query.compile import ask
from extractor.query.due import due
from extractor.query.filter import FIELDS, Field, Filter, FilterError, parse
from extractor.query.memory import FACETS, Count, Memory, read_cursor, write_cursor
from extractor.query.numbers import Measured, total
from extractor.query.review_state import states_of
from extractor.query.search import Hit, search
from extractor.query.series import series_of, to_json
from extractor.query.texts import TextHit, find_texts
from extractor.query.wording import read_wording, snippet
from extractor.serve.examples import EXAMPLES
from extractor.serve.problems import PROBLEM, Problem
from extractor.store.places import place_of
from extractor.store.repository import Store

MOST = 500
MOST_TOGETHER = 100_000
"""Records that a total is made of; more are narrowed first."""

_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": told, "content": {PROBLEM: {}}}
    for status, told in (
        (401, "A token is needed"),
        (404, "There is no such thing"),
        (409, "These numbers cannot be taken together"),
        (422, "A condition makes no sense"),
        (429, "Too many requests"),
        (503, "The database cannot be used now"),
    )
}
Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many.", examples=[50])]
Cursor = Annotated[
    str | None, Query(max_length=200, description="Where to go on: ``next`` of the page before.", examples=["WzAsIDFd"])
]
Words = Annotated[
    str, Query(min_length=1, max_length=1000, description='Words, "phrases", prefixes*.', examples=["dat chuan"])
]
Id = Annotated[str, Path(max_length=80, pattern="^[0-9a-f]+$", description="An id.")]


def _parameter(field: Field) -> inspect.Parameter:
    told: dict[str, Any] = {"alias": field.name, "description": field.help, "examples": [field.example]}
    kind: Any = Literal[field.choices] if field.choices else str
    kind = list[kind] if field.many else kind
    given = Annotated[kind | None, Query(**told)]
    return inspect.Parameter(field.attribute, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=given)


def filter_of(**given: Any) -> Filter:
    """The filter of a request's conditions, by the names of ``FIELDS``."""
    names = {field.attribute: field.name for field in FIELDS}
    return parse({names[attribute]: value for attribute, value in given.items()})


filter_of.__signature__ = inspect.Signature(  # type: ignore[attr-defined] # FastAPI reads it
    [_parameter(field) for field in FIELDS], return_annotation=Filter
)
Wanted = Annotated[Filter, Depends(filter_of)]


def hit_json(hit: Hit, state: str = "unreviewed", wanted: Filter | None = None) -> dict[str, Any]:
    """A record as the API gives it: that of the core, its document's particulars, its review and, if asked, hits."""
    told = hit.target.to_json() | {
        "line": hit.line,
        "document_number": hit.number,
        "document_title": hit.title,
        "province": hit.province,
        "issuing_body": hit.issuing_body,
        "review": state,
    }
    if wanted is not None and wanted.words:
        told["snippet"] = _parts(snippet(hit.target.evidence.sentence, read_wording(wanted.words)))
    return told


def router(memory: Memory) -> APIRouter:
    """The paths of the API over one database."""
    api = APIRouter(prefix="/api/v1", responses=_ERRORS, dependencies=[Depends(_known)])
    _target_paths(api, memory)
    _question_paths(api, memory)
    _document_paths(api, memory)
    return api


def hits_json(store: Store, hits: tuple[Hit, ...], wanted: Filter | None = None) -> list[dict[str, Any]]:
    """Records as the API gives them, each with its state of review."""
    states = states_of(store, (hit.target.fact_key for hit in hits))
    return [hit_json(hit, states.get(hit.target.fact_key, "unreviewed"), wanted) for hit in hits]


def _target_paths(api: APIRouter, memory: Memory) -> None:
    store = memory.store

    def one(target_id: str) -> Hit:
        hit = memory.hit(target_id)
        if hit is None:
            raise HTTPException(404, f"there is no record {target_id}")
        return hit

    @api.get("/targets", tags=["targets"], responses=_example("targets"))
    def targets(wanted: Wanted, limit: Limit = 50, cursor: Cursor = None) -> dict[str, Any]:
        """The records that pass the filter, in portions, with how many there are."""
        page = memory.page(wanted, limit, cursor)
        about = [told.told() for told in ask(store, wanted).provinces if told.on]
        return {
            "items": hits_json(store, page.hits, wanted),
            "count": _count(page.total),
            "next": page.cursor,
            "filter": wanted.told(),
            "units": about,
        }

    @api.get("/targets/{target_id}", tags=["targets"], responses=_example("target"))
    def target(target_id: Id) -> dict[str, Any]:
        """One record."""
        return hits_json(store, (one(target_id),))[0]

    @api.get("/targets/{target_id}/series", tags=["series"], responses=_example("series"))
    def series(target_id: Id) -> dict[str, Any]:
        """Baseline, goals and results of what a record measures in its place, with progress and conflicts."""
        one(target_id)
        found = series_of(store, target_id)
        if found is None:
            raise HTTPException(404, f"record {target_id} measures nothing that could be compared")
        return to_json(found)

    @api.get("/facets", tags=["targets"], responses=_example("facets"))
    def facets(wanted: Wanted) -> dict[str, Any]:
        """How many of the records that pass have which value; a facet is counted without its own condition."""
        found = memory.facets(wanted, FACETS)
        return {
            "count": _count(memory.total(wanted)),
            "facets": {
                name: [{"value": each.value, "label": each.label, "count": _count(each.count)} for each in values]
                for name, values in found.items()
            },
        }


def _question_paths(api: APIRouter, memory: Memory) -> None:
    store = memory.store

    @api.get("/total", tags=["targets"], responses=_example("total"))
    def totals(
        wanted: Wanted, how: Annotated[Literal["sum", "mean"], Query(description="What to make of them.")] = "sum"
    ) -> dict[str, Any]:
        """The sum or mean of the records that pass; 409 with the reason where they cannot be taken together."""
        if memory.total(wanted).number > MOST_TOGETHER or not memory.total(wanted).exact:
            raise FilterError("how", "more than 10.000 records pass: narrow the filter first")
        records = [
            Measured(hit.target, hit.province, place_of(hit.target.scope), hit.number)
            for hit in search(store, wanted, order="stored")
        ]
        found = total(records, how)
        return {"value": format(found.value.normalize(), "f"), "unit": found.unit, "told": found.told}

    @api.get("/due", tags=["series"], responses=_example("due"))
    def what_is_due(
        wanted: Wanted,
        by: Annotated[date, Query(description="The last day to look at.", examples=["2025-12-31"])],
        limit: Limit = 50,
    ) -> dict[str, Any]:
        """Goals and milestones by their last day, the earliest first, with what is known of their state."""
        found = list(due(store, wanted, by, date.today(), limit))
        return {
            "items": [
                {
                    "day": each.day.isoformat(),
                    "state": each.state,
                    "overdue": each.overdue,
                    "target": hit_json(each.hit),
                }
                for each in found
            ]
        }

    @api.get("/allocations", tags=["series"], responses=_example("allocations"))
    def allocated(wanted: Wanted, limit: Limit = 50) -> dict[str, Any]:
        """Whether the figures of districts and communes add up to the province's."""
        if not memory.total(wanted).exact:
            raise FilterError(
                "number", "more than 10.000 records pass: narrow the filter, to one document for instance"
            )
        items = []
        for each in allocations(store, wanted):
            parts = [{"place": place, "target": hit_json(hit)} for place, hit in each.parts]
            whole = hit_json(each.whole) if each.whole else None
            items.append({"adds_up": each.adds_up, "told": each.told, "whole": whole, "parts": parts})
            if len(items) == limit:
                break
        return {"items": items}


def _document_paths(api: APIRouter, memory: Memory) -> None:
    store = memory.store

    @api.get("/documents", tags=["documents"], responses=_example("documents"))
    def documents(limit: Limit = 50, cursor: Cursor = None) -> dict[str, Any]:
        """Documents in the order in which they were stored."""
        found = stored.documents_after(store, _after(cursor)[1], limit)
        following = write_cursor(found[-1]["seq"], False) if len(found) == limit else None
        return {"items": found, "next": following}

    @api.get("/documents/{document_id}", tags=["documents"], responses=_example("document"))
    def document(document_id: Id) -> dict[str, Any]:
        """A document's particulars, and what it does to others."""
        found = stored.document_of(store, document_id)
        if found is None:
            raise HTTPException(404, f"there is no document {document_id}")
        return found

    @api.get("/documents/{document_id}/text", tags=["documents"], response_class=PlainTextResponse)
    def text(document_id: Id) -> PlainTextResponse:
        """The text that offsets point into."""
        found = stored.text_of(store, document_id)
        if found is None:
            raise HTTPException(404, f"there is no document {document_id}")
        return PlainTextResponse(found)

    @api.get("/sentences", tags=["documents"], responses=_example("sentences"))
    def sentences(text: Words, limit: Limit = 50, cursor: Cursor = None) -> dict[str, Any]:
        """Sentences that hold words, exact ones first, with the hits marked."""
        found = find_texts(store, "sentence", text, limit, _after(cursor))
        following = write_cursor(found[-1].seq, not found[-1].exact) if len(found) == limit else None
        return {"items": [_text_json(each) for each in found], "next": following}

    @api.get("/search", tags=["documents"], responses=_example("search"))
    def everywhere(text: Words, limit: Limit = 10) -> dict[str, Any]:
        """The first documents, sentences and records that hold words."""
        wanted = parse({"text": text})
        return {
            "documents": [_text_json(each) for each in find_texts(store, "document", text, limit)],
            "sentences": [_text_json(each) for each in find_texts(store, "sentence", text, limit)],
            "targets": hits_json(store, memory.page(wanted, limit).hits, wanted),
        }

    @api.get("/criteria", tags=["criteria"], responses=_example("criteria"))
    def criteria() -> dict[str, Any]:
        """The criteria sets of the registry with their criteria, each with its days."""
        return {"items": stored.criteria_sets(store)}


def _known(request: Request) -> None:
    """Refuses parameters that no path has: a misspelt condition would find everything."""
    route = request.scope.get("route")
    known = {field.name for field in FIELDS} | {"limit", "cursor", "how", "by"}
    if route is not None and not any(
        part in route.path for part in ("/targets", "/facets", "/total", "/due", "/alloc")
    ):
        known = {"text", "limit", "cursor"}
    for name in request.query_params:
        if name not in known:
            raise FilterError(name, f"is no parameter here (there are {', '.join(sorted(known))})")


def _example(name: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {"application/json": {"example": EXAMPLES[name]}}}}


def _count(count: Count) -> dict[str, Any]:
    return {"number": count.number, "exact": count.exact, "text": str(count)}


def _parts(parts: list[tuple[str, bool]]) -> list[dict[str, Any]]:
    return [{"text": text, "hit": hit} for text, hit in parts]


def _text_json(hit: TextHit) -> dict[str, Any]:
    return asdict(hit) | {"snippet": _parts(hit.snippet)}


def _after(cursor: str | None) -> tuple[int, int]:
    return read_cursor(cursor) if cursor is not None else (0, -1)
