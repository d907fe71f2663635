"""The REST API: documents, sentences, targets, criteria, series, facets and search, to be read and never written."""

from __future__ import annotations

import inspect
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from extractor.query import documents as stored
from extractor.query.allocation import allocations
from extractor.query.cursors import read_cursor, write_cursor
from extractor.query.due import due, due_groups
from extractor.query.facets import FACETS, Count
from extractor.query.filter import FIELDS, Field, Filter, FilterError, parse, read_number
from extractor.query.memory import Memory
from extractor.query.numbers import Measured, total
from extractor.query.readings import read_as
from extractor.query.review_state import states_of
from extractor.query.search import Hit, search
from extractor.query.series import series_of, to_json
from extractor.query.texts import TextHit, find_texts
from extractor.query.wording import read_wording, snippet
from extractor.serve import schemas
from extractor.serve.examples import EXAMPLES
from extractor.serve.exporting import FORMATS, export_answer
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
_EXPORTS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": {sort.media_type: {} for sort in FORMATS.values()}}
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

    @api.get("/targets", tags=["targets"], response_model=schemas.Targets, responses=_example("targets"))
    def targets(wanted: Wanted, limit: Limit = 50, cursor: Cursor = None) -> JSONResponse:
        """The records that pass the filter, in portions, with how many there are."""
        page = memory.page(wanted, limit, cursor)
        about = memory.units(wanted)
        return JSONResponse(
            {
                "items": hits_json(store, page.hits, wanted),
                "count": _count(page.total),
                "next": page.cursor,
                "filter": wanted.told(),
                "units": about,
            }
        )

    @api.get(
        "/targets/{target_id}", tags=["targets"], response_model=schemas.TargetRecord, responses=_example("target")
    )
    def target(target_id: Id) -> JSONResponse:
        """One record."""
        return JSONResponse(hits_json(store, (one(target_id),))[0])

    @api.get(
        "/targets/{target_id}/series", tags=["series"], response_model=schemas.SeriesOf, responses=_example("series")
    )
    def series(target_id: Id) -> JSONResponse:
        """Baseline, goals and results of what a record measures in its place, with progress and conflicts."""
        found = series_of(store, target_id)
        if found is None:
            one(target_id)
            raise HTTPException(404, f"record {target_id} measures nothing that could be compared")
        return JSONResponse(to_json(found))

    @api.get("/facets", tags=["targets"], response_model=schemas.Facets, responses=_example("facets"))
    def facets(wanted: Wanted) -> JSONResponse:
        """How many of the records that pass have which value; a facet is counted without its own condition."""
        found = memory.facets(wanted, FACETS)
        named = {
            name: [{"value": each.value, "label": each.label, "count": _count(each.count)} for each in values]
            for name, values in found.items()
        }
        return JSONResponse({"count": _count(memory.total(wanted)), "facets": named})

    @api.get(
        "/targets/{target_id}/reading",
        tags=["targets"],
        response_model=schemas.ReadingOf,
        responses=_example("reading"),
    )
    def reading(
        target_id: Id,
        way: Annotated[Literal["share", "count"], Query(alias="as", description="What to read it as.")] = "share",
        total: Annotated[
            str | None,
            Query(max_length=60, description="Of how many a percentage is, if not as stored.", examples=["125"]),
        ] = None,
    ) -> JSONResponse:
        """A record as a share of one or as a count, and how it was read; 409 with the reason where it is neither."""
        one(target_id)
        found = read_as(store, target_id, way, read_number("total", total) if total else None)
        number = found.number
        told = {"value": format(number.value.normalize(), "f"), "unit": number.unit, "reading": number.reading}
        source = found.total_from.target.id if found.total_from else None
        return JSONResponse(told | {"told": number.told, "total_from": source})

    @api.get("/export", tags=["targets"], response_class=Response, responses=_EXPORTS)
    def export(
        request: Request,
        wanted: Wanted,
        form: Annotated[Literal[tuple(FORMATS)], Query(alias="format", description="What sort of file.")] = "jsonl",  # type: ignore[valid-type] # names of ours
    ) -> Response:
        """The records that pass as a file; ``X-About`` tells its filter, day, version and share reviewed."""
        return export_answer(memory, wanted, form, str(request.base_url))


def _question_paths(api: APIRouter, memory: Memory) -> None:
    store = memory.store

    @api.get("/total", tags=["targets"], response_model=schemas.TotalOf, responses=_example("total"))
    def totals(
        wanted: Wanted, how: Annotated[Literal["sum", "mean"], Query(description="What to make of them.")] = "sum"
    ) -> JSONResponse:
        """The sum or mean of the records that pass; 409 with the reason where they cannot be taken together."""
        if memory.total(wanted).number > MOST_TOGETHER or not memory.total(wanted).exact:
            raise FilterError("how", "more than 10.000 records pass: narrow the filter first")
        records = [
            Measured(hit.target, hit.province, place_of(hit.target.scope), hit.number)
            for hit in search(store, wanted, order="stored")
        ]
        found = total(records, how)
        value = format(found.value.normalize(), "f")
        return JSONResponse({"value": value, "unit": found.unit, "told": found.told})

    @api.get("/due", tags=["series"], response_model=schemas.DueList, responses=_example("due"))
    def what_is_due(
        wanted: Wanted,
        by: Annotated[date, Query(description="The last day to look at.", examples=["2025-12-31"])],
        group: Annotated[Literal["body", "place"] | None, Query(description="Of each body or place together.")] = None,
        limit: Limit = 50,
    ) -> JSONResponse:
        """Goals and milestones by their last day, the earliest first, with what is known of their state."""
        found = list(due(store, wanted, by, date.today(), limit, group=group))
        groups = due_groups(store, wanted, by, date.today(), group) if group else []
        told = hits_json(store, tuple(each.hit for each in found))
        items = [
            {
                "day": each.day.isoformat(),
                "state": each.state,
                "overdue": each.overdue,
                "group": each.group,
                "target": target,
            }
            for each, target in zip(found, told, strict=True)
        ]
        return JSONResponse({"items": items, "groups": [asdict(each) for each in groups]})

    @api.get("/allocations", tags=["series"], response_model=schemas.Allocations, responses=_example("allocations"))
    def allocated(wanted: Wanted, limit: Limit = 50) -> JSONResponse:
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
        return JSONResponse({"items": items})


def _document_paths(api: APIRouter, memory: Memory) -> None:
    store = memory.store

    @api.get("/documents", tags=["documents"], response_model=schemas.Documents, responses=_example("documents"))
    def documents(limit: Limit = 50, cursor: Cursor = None) -> JSONResponse:
        """Documents in the order in which they were stored."""
        found = stored.documents_after(store, _after(cursor)[1], limit)
        following = write_cursor(found[-1]["seq"], False) if len(found) == limit else None
        return JSONResponse({"items": found, "next": following})

    @api.get(
        "/documents/{document_id}",
        tags=["documents"],
        response_model=schemas.WholeDocument,
        responses=_example("document"),
    )
    def document(document_id: Id) -> JSONResponse:
        """A document's particulars, and what it does to others."""
        found = stored.document_of(store, document_id)
        if found is None:
            raise HTTPException(404, f"there is no document {document_id}")
        return JSONResponse(found)

    @api.get("/documents/{document_id}/text", tags=["documents"], response_class=PlainTextResponse)
    def text(document_id: Id) -> PlainTextResponse:
        """The text that offsets point into."""
        found = stored.text_of(store, document_id)
        if found is None:
            raise HTTPException(404, f"there is no document {document_id}")
        return PlainTextResponse(found)

    @api.get("/sentences", tags=["documents"], response_model=schemas.Texts, responses=_example("sentences"))
    def sentences(text: Words, limit: Limit = 50, cursor: Cursor = None) -> JSONResponse:
        """Sentences that hold words, exact ones first, with the hits marked."""
        found = find_texts(store, "sentence", text, limit, _after(cursor))
        following = write_cursor(found[-1].seq, not found[-1].exact) if len(found) == limit else None
        return JSONResponse({"items": [_text_json(each) for each in found], "next": following})

    @api.get("/search", tags=["documents"], response_model=schemas.Everywhere, responses=_example("search"))
    def everywhere(text: Words, limit: Limit = 10) -> JSONResponse:
        """The first documents, sentences and records that hold words."""
        wanted = parse({"text": text})
        return JSONResponse(
            {
                "documents": [_text_json(each) for each in find_texts(store, "document", text, limit)],
                "sentences": [_text_json(each) for each in find_texts(store, "sentence", text, limit)],
                "targets": hits_json(store, memory.page(wanted, limit).hits, wanted),
            }
        )

    @api.get("/criteria", tags=["criteria"], response_model=schemas.CriteriaSets, responses=_example("criteria"))
    def criteria() -> JSONResponse:
        """The criteria sets of the registry with their criteria, each with its days."""
        return JSONResponse({"items": stored.criteria_sets(store)})


def _known(request: Request) -> None:
    """Refuses parameters that a path does not have: a misspelt condition would find everything."""
    dependant = getattr(request.scope.get("route"), "dependant", None)
    if dependant is None:
        return
    known = {one.alias for one in get_flat_params(dependant) if one.field_info.in_.value == "query"}  # type: ignore[attr-defined] # of a parameter
    for name in request.query_params:
        if name not in known:
            there = f"there are {', '.join(sorted(known))}" if known else "there is none"
            raise FilterError(name, f"is no parameter here ({there})")


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
