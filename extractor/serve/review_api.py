"""The workbench's own endpoints, below /review/api: for its page alone, with its session and its token."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, Field

from extractor.core.errors import ChiTieuError
from extractor.query.report import value_in_words
from extractor.review import queue, readers
from extractor.review.fields import form_of
from extractor.review.log import ConflictError, DecisionError, decide, export, undo
from extractor.review.propose import propose
from extractor.review.records import targets_as_left
from extractor.serve import review_work as work
from extractor.serve.problems import problem
from extractor.serve.rendering import filter_of_address, language_of
from extractor.serve.session import User, needs
from extractor.store.repository import Store

Reader = Annotated[User, Depends(needs("reader"))]
Reviewer = Annotated[User, Depends(needs("reviewer"))]


class Fact(BaseModel):
    """A fact by its key."""

    fact_key: str = Field(max_length=64)


class Decisions(BaseModel):
    """Decisions made at one go."""

    drafts: list[work.Asked] = Field(min_length=1, max_length=200)
    batch: str = Field(min_length=8, max_length=64)
    blind: bool = False


class Undo(BaseModel):
    """What is to be taken back, and the name of doing so."""

    undoes: str = Field(max_length=80)
    batch: str = Field(min_length=8, max_length=64)


def review_api(store: Store) -> APIRouter:
    """What the page of the workbench asks and does."""
    router = APIRouter(prefix="/review/api", include_in_schema=False)
    router.include_router(_asked(store))
    router.include_router(_done(store))
    return router


def _asked(store: Store) -> APIRouter:
    """What only reads."""
    router = APIRouter()

    @router.get("/queue")
    def waiting(request: Request, user: Reviewer) -> Response:
        """A part of the queue."""
        asked = request.query_params
        if asked.get("whose") == "blind":
            rows = readers.waiting(store, user.name)
            shown = [
                {"target_id": row["target_id"], "fact_key": row["fact_key"], "document_id": row["document_id"],
                 "why": ["new"], "seen": 0, "holder": None}
                for row in rows
            ]  # fmt: skip
            return _json({"waiting": _named(store, shown, blind=True), "total": len(rows), "cursor": None})
        wanted, wrong = filter_of_address(request)
        if wrong:
            return problem(422, wrong)
        whose = asked.get("whose", "all")
        portion = queue.queue(
            store, user.name, wanted, whose=whose if whose in queue.WHOSE else "all",
            skipped=whose == "skipped", cursor=asked.get("cursor") or None,
        )  # fmt: skip
        shown = [
            {"target_id": one.target_id, "fact_key": one.fact_key, "document_id": one.document_id,
             "why": list(one.why), "seen": one.seen, "holder": one.holder if one.holder != user.name else None}
            for one in portion.waiting
        ]  # fmt: skip
        return _json({"waiting": _named(store, shown), "total": portion.total, "cursor": portion.cursor})

    @router.get("/record/{target_id}")
    def record(request: Request, target_id: str, user: Reviewer, blind: bool = False) -> Response:
        """A record, its form, its history."""
        return _told(lambda: work.record_view(store, target_id, user.name, language_of(request), blind=blind))

    @router.get("/text/{document_id}")
    def text(
        document_id: str,
        low: int,
        high: int,
        user: Reviewer,  # noqa: ARG001 - who may not ask is refused
        blind: bool = False,
    ) -> Response:
        """A part of a document's text with its records."""
        return _told(lambda: work.text_view(store, document_id, low, high, blind=blind))

    @router.get("/near/{target_id}")
    def near(target_id: str, user: Reviewer) -> Response:  # noqa: ARG001 - likewise
        """Records that one may repeat."""
        return _told(lambda: work.neighbours(store, target_id))

    @router.get("/parts/{target_id}")
    def parts(target_id: str, user: Reviewer) -> Response:  # noqa: ARG001 - likewise
        """Records into which one could be split."""
        return _told(lambda: work.parts(store, target_id))

    @router.get("/log.jsonl")
    def log(user: Reader) -> Response:  # noqa: ARG001 - likewise
        """The whole log, a decision a line."""

        def lines() -> Iterator[str]:
            for row in export(store):
                yield json.dumps(row, ensure_ascii=False) + "\n"

        return StreamingResponse(
            lines(), media_type="application/jsonl",
            headers={"Content-Disposition": 'attachment; filename="decisions.jsonl"'},
        )  # fmt: skip

    return router


def _done(store: Store) -> APIRouter:
    """What changes something, or asks with a body."""
    router = APIRouter()

    @router.post("/take")
    def take(fact: Fact, user: Reviewer) -> Response:
        """Keeps a fact for the user for a while."""
        return _told(lambda: {"holder": queue.take(store, user.name, fact.fact_key), "me": user.name})

    @router.post("/release")
    def release(fact: Fact, user: Reviewer) -> Response:
        """Gives it back."""
        queue.release(store, user.name, fact.fact_key)
        return _json({})

    @router.post("/skip")
    def skip(fact: Fact, user: Reviewer) -> Response:
        """Puts it off."""
        queue.skip(store, user.name, fact.fact_key)
        return _json({})

    @router.post("/check")
    def check(request: Request, asked: work.Asked, user: Reviewer) -> Response:  # noqa: ARG001 - likewise
        """What is wrong with a form, by field."""

        def made() -> dict[str, Any]:
            found, problems = work.filled(store, asked, language_of(request))
            return {"problems": problems, "quote": found["quote"]}

        return _told(made)

    @router.post("/propose")
    def proposal(request: Request, span: work.Span, user: Reviewer) -> Response:  # noqa: ARG001 - likewise
        """What the extractor makes of a selection."""

        def made() -> dict[str, Any]:
            found = propose(store, span.document_id, span.start, span.end)
            asked = work.Asked(id="proposal", action="add", record=found)
            _, problems = work.filled(store, asked, language_of(request))
            return {"record": found, "form": form_of(found), "problems": problems}

        return _told(made)

    @router.post("/decide")
    def decisions(request: Request, asked: Decisions, user: Reviewer) -> Response:
        """Writes decisions down, all or none."""
        language = language_of(request)

        def made() -> dict[str, Any]:
            if asked.blind:
                for one in asked.drafts:
                    work.answer_blind(store, user.name, one, language)
                return {"decided": []}
            drafts = [work.draft_of(store, one, language) for one in asked.drafts]
            rows = decide(store, user.name, drafts, batch=asked.batch)
            return {"decided": [{"id": row["id"], "seq": row["seq"], "fact_key": row["fact_key"]} for row in rows]}

        return _told(made, language)

    @router.post("/undo")
    def undone(request: Request, asked: Undo, user: Reviewer) -> Response:
        """Takes back what was decided at one go."""

        def made() -> dict[str, Any]:
            rows = undo(store, user.name, asked.undoes, id=asked.batch)
            return {"decided": [{"id": row["id"], "seq": row["seq"], "target_id": row["target_id"]} for row in rows]}

        return _told(made, language_of(request))

    return router


def _named(store: Store, shown: list[dict[str, Any]], *, blind: bool = False) -> list[dict[str, Any]]:
    """The rows of the queue with what they say."""
    known = targets_as_left(store, [one["target_id"] for one in shown], blind=blind)
    out = []
    for one in shown:
        found = known.get(one["target_id"])
        if found is not None:
            place = found.evidence
            said = {"value": value_in_words(found), "subject": found.indicator or found.subject or ""}
            out.append({**one, **said, "document": place.document, "page": place.page, "status": found.status})
    return out


def _told(call: Callable[[], Any], language: str = "vi") -> Response:
    """The answer of a call, or what went wrong with it."""
    try:
        return _json(call())
    except work.UnfitError as error:
        return JSONResponse({"problems": error.problems}, 422)
    except ConflictError as error:
        return JSONResponse({"conflict": work.conflict_view(error, language)}, 409)
    except work.LostError as error:
        return problem(404, str(error))
    except DecisionError as error:
        return problem(422, str(error))
    except ChiTieuError as error:
        return problem(422, str(error))


def _json(found: Any) -> Response:
    return JSONResponse(found, headers={"Cache-Control": "no-store"})
