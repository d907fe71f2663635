"""The server: the API and the pages of the explorer over one database."""

from __future__ import annotations

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from extractor import __version__
from extractor.query.memory import Memory
from extractor.serve import failures
from extractor.serve.account_pages import account_pages
from extractor.serve.api import router
from extractor.serve.gate import Gate
from extractor.serve.guard import Guard, refusal
from extractor.serve.head import HeadAsGet
from extractor.serve.headers import SecurityHeaders
from extractor.serve.intake_pages import intake_pages
from extractor.serve.oidc import Provider, oidc_pages
from extractor.serve.overviews import overviews
from extractor.serve.page_images import PageImages, page_images
from extractor.serve.pages import pages
from extractor.serve.rendering import HOME
from extractor.serve.review_api import review_api
from extractor.serve.review_pages import review_pages
from extractor.serve.session import Door, RefusedError
from extractor.store.originals import Originals
from extractor.store.repository import Store

PER_MINUTE = 600


def create_app(
    store: Store,
    *,
    per_minute: int = PER_MINUTE,
    need_token: bool = False,
    door: Door | None = None,
    provider: Provider | None = None,
    originals: Originals | None = None,
) -> FastAPI:
    """The application over an open store. Records are only read; ``door`` says who may work on them, and who may read.

    Without a ``door`` it is one that is bound to this machine. Pages of ``originals`` are shown as pictures.
    """
    door = door or Door(store)
    app = FastAPI(
        title="Chỉ Tiêu",
        version=__version__,
        description="Targets of Vietnamese provincial plans, each with the sentence it came from. Read only.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    memory = Memory(store)
    failures.install(app)
    app.add_exception_handler(RefusedError, _refused)
    gate = Gate(memory, per_minute, need_token=need_token, private=door.private)
    app.add_middleware(BaseHTTPMiddleware, dispatch=gate)
    app.add_middleware(Guard, door=door)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(HeadAsGet)
    app.include_router(router(memory))
    images = PageImages(originals)
    app.include_router(pages(memory, images))
    app.include_router(page_images(store, images))
    app.include_router(overviews(memory))
    app.include_router(account_pages(door))
    app.include_router(review_pages(store))
    app.include_router(review_api(store))
    if provider is not None:
        door.single_sign_on = True
        app.include_router(oidc_pages(door, provider))
    app.include_router(intake_pages(store))
    app.mount("/static", StaticFiles(directory=HOME / "static"))
    app.state.memory = memory
    app.state.door = door
    return app


async def _refused(request: Request, error: Exception) -> Response:
    return (
        refusal(request, error)
        if isinstance(error, RefusedError)
        else failures.failure(request, 500, "the server failed")
    )
