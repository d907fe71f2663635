"""How every page is made: its template, its language, the filter of its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

from extractor.query.filter import FIELDS, Filter, FilterError, parse
from extractor.serve.messages import vietnamese
from extractor.serve.phrases import phrase
from extractor.serve.session import csrf_of, visitor_of

HOME = Path(__file__).parent
ENVIRONMENT = Environment(
    loader=FileSystemLoader(HOME / "templates"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
)
ENVIRONMENT.filters["count"] = lambda number: f"{number:,}".replace(",", ".")
ENVIRONMENT.filters["day"] = lambda day: "/".join(reversed(str(day).split("-"))) if day else "–"


def render(request: Request, name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of a template, in the language of the reader; nothing of it may be fetched from elsewhere."""
    language = language_of(request)
    wanted = values.setdefault("wanted", Filter())
    problem = values.setdefault("problem", None)
    if language == "vi":
        values["problem"] = vietnamese(problem) if problem else None
        values["units"] = [vietnamese(told) for told in values.get("units", ())]
    where = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    html = ENVIRONMENT.get_template(name).render(
        **values, language=language, t=lambda key: phrase(key, language), where=where, fields=FIELDS,
        given=_given(wanted), href=href_of, path=request.url.path, query=urlencode(wanted.pairs()),
        back=urlencode({"back": where}), visitor=visitor_of(request), csrf=lambda: csrf_of(request),
    )  # fmt: skip
    return HTMLResponse(html, status, headers={"Content-Language": language})


def language_of(request: Request) -> str:
    """Vietnamese, unless the reader has switched."""
    return "en" if request.cookies.get("language") == "en" else "vi"


def filter_of_address(request: Request) -> tuple[Filter, str | None]:
    """The filter of an address, and what is wrong with it; what is no condition at all is passed over."""
    names = {field.name for field in FIELDS}
    given = {name: request.query_params.getlist(name) for name in request.query_params if name in names}
    try:
        return parse(given), None
    except FilterError as error:
        return Filter(), str(error)


def _given(wanted: Filter) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in wanted.pairs():
        found.setdefault(name, []).append(value)
    return found


def href_of(wanted: Filter, cursor: str | None = None, path: str = "/") -> str:
    """The address of a page with a filter."""
    pairs = [*wanted.pairs(), *([("cursor", cursor)] if cursor else [])]
    return f"{path}?{urlencode(pairs)}" if pairs else path
