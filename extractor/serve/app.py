"""The server: the API and the pages of the explorer over one database."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.staticfiles import StaticFiles

from extractor import __version__
from extractor.query.memory import Memory
from extractor.serve import problems
from extractor.serve.api import router
from extractor.serve.gate import Gate
from extractor.serve.intake_pages import intake_pages
from extractor.serve.overviews import overviews
from extractor.serve.pages import pages
from extractor.serve.rendering import HOME
from extractor.store.repository import Store

PER_MINUTE = 600


def create_app(store: Store, *, per_minute: int = PER_MINUTE, need_token: bool = False) -> FastAPI:
    """The application over an open store; nothing of it writes."""
    app = FastAPI(
        title="Chỉ Tiêu",
        version=__version__,
        description="Targets of Vietnamese provincial plans, each with the sentence it came from. Read only.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    memory = Memory(store)
    problems.install(app)
    app.add_middleware(BaseHTTPMiddleware, dispatch=Gate(memory, per_minute, need_token=need_token))
    app.include_router(router(memory))
    app.include_router(pages(memory))
    app.include_router(overviews(memory))
    app.include_router(intake_pages(store))
    app.mount("/static", StaticFiles(directory=HOME / "static"))
    app.state.memory = memory
    return app
