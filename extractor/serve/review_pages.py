"""The pages of review: the workbench, the documents and who has them, two readers, figures."""

from __future__ import annotations

import json
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import func, select
from starlette.concurrency import run_in_threadpool

from extractor.core.errors import ChiTieuError
from extractor.query.filter import Filter
from extractor.review import figures, queue, readers
from extractor.review.fields import CHOICES, NAMES, form_of
from extractor.review.log import REASONS
from extractor.review.records import targets_as_left
from extractor.serve.phrases import phrase
from extractor.serve.rendering import filter_of_address, language_of, render
from extractor.serve.review_phrases import KEYS, REVIEW_PHRASES
from extractor.serve.session import User, needs
from extractor.store.repository import Store, table
from extractor.store.review_tables import ReviewAssignmentRow, ReviewStateRow
from extractor.store.tables import DocumentRow, TargetRow

Reader = Annotated[User, Depends(needs("reader"))]
Reviewer = Annotated[User, Depends(needs("reviewer"))]
Lead = Annotated[User, Depends(needs("lead"))]
PORTION = 50
WHOSE = (*queue.WHOSE, "skipped", "blind")
FEW = ("value", "unit", "status", "subject", "due_text", "due_end")
"""Fields that are shown without opening the rest."""

_DOCUMENT, _TARGET = table(DocumentRow), table(TargetRow)
_STATE, _GIVEN = table(ReviewStateRow), table(ReviewAssignmentRow)


def review_pages(store: Store) -> APIRouter:
    """The pages of review over one database."""
    router = APIRouter(prefix="/review", include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("")
    def workbench(request: Request, user: Reviewer) -> Response:
        """The queue, the record beside its source, and the form."""
        wanted, wrong = filter_of_address(request)
        language = language_of(request)
        words = {name.removeprefix("js:"): phrase(name, language) for name in REVIEW_PHRASES if name.startswith("js:")}
        words |= {
            f"why:{name}": phrase(f"why:{name}", language)
            for name in ("reopened", "disagrees", "checks", "unsure", "new")
        }
        words |= {f"record:{name}": phrase(f"record:{name}", language) for name in NAMES}
        given = {
            "words": words, "me": user.name,
            "reasons": [[name, phrase(f"reason:{name}", language)] for name in REASONS],
        }  # fmt: skip
        return render(
            request, "review.html", 422 if wrong else 200, wanted=wanted, problem=wrong, names=NAMES, few=FEW,
            choices=CHOICES, keys=KEYS, whose=request.query_params.get("whose", "all"), all_whose=WHOSE,
            given_json=json.dumps(given, ensure_ascii=False).replace("<", "\\u003c"),
            today=queue.day_of(store, user.name),
        )  # fmt: skip

    @router.get("/documents")
    def documents(request: Request, user: Reader) -> Response:
        """The documents, how far each is, and who has it."""
        page = max(1, int(request.query_params.get("page", "1") or 1)) if _is_number(request, "page") else 1
        rows, more = _documents(store, page)
        return render(
            request, "review_documents.html", rows=rows, page=page, more=more, may_give=user.may("lead"),
        )  # fmt: skip

    @router.post("/documents")
    async def give_document(request: Request, user: Lead) -> Response:
        """Gives a document to somebody, or to nobody."""
        form = await request.form()
        name = str(form.get("reviewer", "")).strip()[:64]
        ids = [str(one) for one in form.getlist("document")]
        await run_in_threadpool(queue.assign, store, ids, name or None, user.name)
        return RedirectResponse("/review/documents", 303)

    @router.get("/agreement")
    def agreement(request: Request, user: Reader, told: str = "") -> Response:
        """How far two readers agree, and what is to be settled."""
        differing = readers.differing(store)[:PORTION]
        known = targets_as_left(store, [one["target_id"] for one, _, _ in differing])
        rows = [
            {"target": known[one["target_id"]], "fields": fields,
             "answers": [(row["reader"], _answer(row, fields, language_of(request))) for row in (one, two)],
             "fact_key": one["fact_key"]}
            for one, two, fields in differing
            if one["target_id"] in known
        ]  # fmt: skip
        return render(
            request, "review_agreement.html", rows=rows, agreed=readers.agreement(store),
            read=readers.share_read(store), may_settle=user.may("lead"), told=told[:300],
        )  # fmt: skip

    @router.post("/agreement")
    async def settle(request: Request, user: Lead) -> Response:
        """Settles a difference, or all that agree, or gives more to read."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        try:
            await run_in_threadpool(_settle, store, user.name, form)
        except (ChiTieuError, ValueError) as error:
            return RedirectResponse(f"/review/agreement?told={quote(str(error))}", 303)
        return RedirectResponse("/review/agreement", 303)

    @router.get("/figures")
    def work_figures(request: Request, user: Reader) -> Response:  # noqa: ARG001 - who may not ask is refused
        """Time, precision by rule and field, errors, how much was checked."""
        wanted, wrong = filter_of_address(request)
        done, total = figures.checked_share(store, wanted)
        return render(
            request, "review_figures.html", wanted=wanted, problem=wrong, rules=figures.by_rule(store),
            by_field=figures.by_field(store), pace=figures.pace(store), done=done, total=total,
            missed=figures.missed(store),
        )  # fmt: skip

    return router


def _settle(store: Store, by: str, form: dict[str, str]) -> None:
    if form.get("do") == "agreed":
        readers.settle_agreed(store, by)
    elif form.get("do") == "give":
        share = float(form.get("share", "0").replace(",", ".")) / 100
        readers.give(store, form.get("readers", "").split(","), share, Filter())
    else:
        readers.settle(store, by, form.get("fact_key", ""), form.get("reader", ""))


def _answer(row: dict[str, Any], fields: list[str], language: str) -> list[tuple[str, str]]:
    """What a reader said in the fields in which two differ."""
    if row["verdict"] == "reject":
        return [("verdict", phrase("action:reject", language))]
    said = form_of(row["answer"] or {})
    out = []
    for name in fields:
        if name == "verdict":
            out.append((name, phrase("action:accept", language)))
        else:
            parts = [said[one] for one in NAMES if one == name or one.startswith(f"{name}_")]
            out.append((name, " · ".join(part for part in parts if part) or "–"))
    return out


def _documents(store: Store, page: int) -> tuple[list[dict[str, Any]], bool]:
    ids = select(_DOCUMENT.c.id).order_by(_DOCUMENT.c.seq).offset((page - 1) * PORTION).limit(PORTION + 1)
    shown = [row["id"] for row in store.rows(ids)]
    decided = func.count(_STATE.c.fact_key).label("decided")
    joined = _DOCUMENT.outerjoin(_TARGET, _TARGET.c.document_id == _DOCUMENT.c.id)
    joined = joined.outerjoin(_STATE, (_STATE.c.fact_key == _TARGET.c.fact_key) & (_STATE.c.state != "open"))
    joined = joined.outerjoin(_GIVEN, _GIVEN.c.document_id == _DOCUMENT.c.id)
    columns = (_DOCUMENT.c.id, _DOCUMENT.c.name, _DOCUMENT.c.number, _DOCUMENT.c.province, _DOCUMENT.c.seq)
    query: Any = (
        select(*columns, func.count(_TARGET.c.id).label("total"), decided, _GIVEN.c.reviewer)
        .select_from(joined)
        .where(_DOCUMENT.c.id.in_(shown[:PORTION]))
        .group_by(*columns, _GIVEN.c.reviewer)
        .order_by(_DOCUMENT.c.seq)
    )
    return [dict(row) for row in store.rows(query)], len(shown) > PORTION


def _is_number(request: Request, name: str) -> bool:
    said = request.query_params.get(name, "1")
    return said.isdecimal() and len(said) < 7
