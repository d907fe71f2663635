"""One shape for every error of the API (RFC 9457): what is wrong, where, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel

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
