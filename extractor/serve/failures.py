"""Every error as an answer: a problem (RFC 9457) for programs, a page in the reader's language for people."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from extractor.core.errors import ChiTieuError, StoreError
from extractor.query.filter import FilterError
from extractor.query.numbers import NotComparableError
from extractor.serve.headers import HEADERS
from extractor.serve.phrases import phrase
from extractor.serve.problems import problem
from extractor.serve.rendering import language_of, render
from extractor.serve.session import Visitor, wants_problem

RETRY: Final = {"Retry-After": "5"}
"""What an answer says when the database cannot be used now."""

_FOR_PROGRAMS = ("/health", "/metrics", "/static/")
_LOG = logging.getLogger("chitieu.serve")


def failure(
    request: Request, status: int, detail: str, field: str | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """What is wrong, to a program or a person. ``field`` names the condition that is wrong."""
    path = request.scope.get("path", "")
    if wants_problem(request) or path.startswith(_FOR_PROGRAMS):
        return problem(status, detail, field, headers)
    # the guard could not ask who it is: they are shown what anybody is
    request.scope.setdefault("state", {}).setdefault("visitor", Visitor("accounts", None, None, None, "", ""))
    if status in (404, 405):
        answer: Response = render(request, "lost.html", status)
    elif field is not None:
        answer = render(request, "lost.html", status, problem=f"{field}: {detail}")
    else:
        answer = render(request, "failed.html", status, told=_told(request, status, detail))
    answer.headers.update(headers or {})
    return answer


def unusable(request: Request, error: StoreError) -> Response:
    """503: the database is locked, gone or damaged. The log names it; who asks is told no place of the server."""
    _LOG.error("%s %s: %s", request.method, request.url.path, error)
    place, colon, said = str(error).partition(": ")
    reason = said if colon and place.startswith(("sqlite:", "postgresql")) else str(error)
    return failure(request, 503, reason, headers=RETRY)


def _told(request: Request, status: int, detail: str) -> str:
    """A sentence for a person: what a program is told is in English and of its own terms."""
    known = {503: "failed:unusable", 429: "failed:often", 500: "failed:bug", 422: "failed:asked", 400: "failed:asked"}
    if status == 503 and "locked" in detail:
        return phrase("failed:locked", language_of(request))
    return phrase(known[status], language_of(request)) if status in known else detail


def install(app: FastAPI) -> None:
    """Makes every error of an application such an answer."""

    async def of_filter(request: Request, error: Exception) -> Response:
        field = error.field if isinstance(error, FilterError) else None
        return failure(request, 422, error.reason if isinstance(error, FilterError) else str(error), field)

    async def of_numbers(request: Request, error: Exception) -> Response:
        return failure(request, 409, str(error))

    async def of_store(request: Request, error: Exception) -> Response:
        return unusable(request, error if isinstance(error, StoreError) else StoreError(str(error)))

    async def of_program(request: Request, error: Exception) -> Response:
        return failure(request, 422, str(error))

    async def of_http(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            headers = dict(error.headers) if error.headers else None
            return failure(request, error.status_code, str(error.detail), headers=headers)
        return failure(request, 500, "the server failed")

    async def of_request(request: Request, error: Exception) -> Response:
        first = error.errors()[0] if isinstance(error, RequestValidationError) and error.errors() else {}
        place = [str(part) for part in first.get("loc", ())]
        return failure(request, 422, str(first.get("msg", "cannot be read")), place[-1] if place else None)

    async def of_bug(request: Request, error: Exception) -> Response:
        told = f"the server failed ({type(error).__name__}); its log says more"
        return failure(request, 500, told, headers=HEADERS)

    app.add_exception_handler(FilterError, of_filter)
    app.add_exception_handler(NotComparableError, of_numbers)
    app.add_exception_handler(StoreError, of_store)
    app.add_exception_handler(ChiTieuError, of_program)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(RequestValidationError, of_request)
    app.add_exception_handler(Exception, of_bug)
