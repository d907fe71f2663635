"""One shape for every error of the API (RFC 9457): what is wrong, where, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from extractor.core.errors import ChiTieuError, StoreError
from extractor.query.filter import FilterError
from extractor.query.numbers import NotComparableError
from extractor.serve.headers import HEADERS

PROBLEM = "application/problem+json"
_TITLES = {
    400: "The request cannot be read",
    401: "Who asks must be known",
    403: "This may not be done",
    404: "There is no such thing",
    405: "This cannot be done here",
    413: "The request is too large",
    409: "These numbers cannot be taken together",
    422: "A condition makes no sense",
    429: "Too many requests",
    500: "The server failed",
    503: "The database cannot be used now",
}


class Problem(BaseModel):
    """An error: ``type`` and ``title`` of its sort, ``detail`` of this one, ``field`` the condition that is wrong."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    field: str | None = None

    model_config = {
        "json_schema_extra": {
            "example": {
                "type": "about:blank",
                "title": "A condition makes no sense",
                "status": 422,
                "detail": "there is no province 'Lao Kai' (nearest: Lào Cai)",
                "field": "province",
            }
        }
    }


def problem(
    status: int, detail: str, field: str | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """An answer that says what is wrong."""
    body: dict[str, Any] = {"type": "about:blank", "title": _TITLES.get(status, "An error"), "status": status}
    body |= {"detail": detail} | ({"field": field} if field else {})
    return JSONResponse(body, status, headers, media_type=PROBLEM)


def install(app: FastAPI) -> None:
    """Makes every error of an application a problem."""

    async def of_filter(_: Request, error: Exception) -> Response:
        field = error.field if isinstance(error, FilterError) else None
        return problem(422, error.reason if isinstance(error, FilterError) else str(error), field)

    async def of_numbers(_: Request, error: Exception) -> Response:
        return problem(409, str(error))

    async def of_store(_: Request, error: Exception) -> Response:
        return problem(503, str(error), headers={"Retry-After": "5"})

    async def of_program(_: Request, error: Exception) -> Response:
        return problem(422, str(error))

    async def of_http(_: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            headers = dict(error.headers) if error.headers else None
            return problem(error.status_code, str(error.detail), headers=headers)
        return problem(500, "the server failed")

    async def of_request(_: Request, error: Exception) -> Response:
        first = error.errors()[0] if isinstance(error, RequestValidationError) and error.errors() else {}
        place = [str(part) for part in first.get("loc", ())]
        return problem(422, str(first.get("msg", "cannot be read")), place[-1] if place else None)

    async def of_bug(_: Request, error: Exception) -> Response:
        return problem(500, f"the server failed ({type(error).__name__}); its log says more", headers=HEADERS)

    app.add_exception_handler(FilterError, of_filter)
    app.add_exception_handler(NotComparableError, of_numbers)
    app.add_exception_handler(StoreError, of_store)
    app.add_exception_handler(ChiTieuError, of_program)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(RequestValidationError, of_request)
    app.add_exception_handler(Exception, of_bug)
