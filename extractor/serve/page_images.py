"""Pictures of PDF pages for the explorer, drawn from the originals in a process that may be ended."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from extractor.intake.workers import Limits, run_all
from extractor.query import documents as stored
from extractor.query.search import Hit
from extractor.reading.page_image import MEDIA_TYPE, draw_page
from extractor.serve import charts
from extractor.serve.phrases import phrase
from extractor.serve.rendering import language_of
from extractor.store.originals import Originals
from extractor.store.repository import Store

LIMITS = Limits(seconds=20, memory=2**30)
AT_ONCE = 2
"""Pages that are drawn at the same time; who asks for more waits."""

_KEPT_BYTES = 64 * 2**20
_PDF = "application/pdf"


@dataclass(slots=True)
class PageImages:
    """Pictures of pages, the latest kept in memory. May be asked from several threads."""

    originals: Originals | None
    _kept: OrderedDict[tuple[str, int], bytes] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _turns: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))

    def has(self, document_id: str) -> bool:
        """Whether the file that a document was read from is kept."""
        return self.originals is not None and self.originals.find(document_id) is not None

    def image(self, document_id: str, number: int) -> bytes:
        """A page as a picture. Raises ``HTTPException`` with the reason where there is none."""
        key = (document_id, number)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        path = self.originals.find(document_id) if self.originals else None
        if path is None:
            raise HTTPException(404, f"the original of document {document_id} is not kept here")
        with self._turns:
            done = next(run_all(partial(draw_page, number=number), [str(path)], 1, LIMITS))
        if done.value is None:
            raise HTTPException(404, f"page {number} of document {document_id}: {done.reason}")
        with self._lock:
            self._kept[key] = done.value
            while sum(map(len, self._kept.values())) > _KEPT_BYTES and len(self._kept) > 1:
                self._kept.popitem(last=False)
        return done.value

    def figure(self, store: Store, hit: Hit, request: Request) -> tuple[Markup, bool] | None:
        """The page of a record with its boxes, and whether it is the picture; ``None`` for a record without a place."""
        place = hit.target.evidence
        if place.page is None or not place.boxes:
            return None
        rows = stored.pages_of(store, place.document_id)
        page = next((one for one in rows if one["number"] == place.page), None)
        if page is None:
            return None
        told = f"{phrase('page', language_of(request))} {place.page}"
        drawn = self.has(place.document_id) and stored.media_type_of(store, place.document_id) == _PDF
        address = address_of(place.document_id, place.page) if drawn else None
        return charts.page_box(page["width"], page["height"], place.boxes, told, address), drawn


def address_of(document_id: str, number: int) -> str:
    """Where the picture of a page is."""
    return f"/documents/{document_id}/pages/{number}"


def page_images(store: Store, images: PageImages) -> APIRouter:
    """The path of the pictures: each has a tag of its own, for the bytes that it is drawn from never change."""
    router = APIRouter(include_in_schema=False)

    @router.get("/documents/{document_id}/pages/{number}")
    def image(
        request: Request, document_id: str = Path(pattern="^[0-9a-f]{64}$"), number: int = Path(ge=1, le=100_000)
    ) -> Response:
        """A page as a picture."""
        if stored.media_type_of(store, document_id) != _PDF:
            raise HTTPException(404, f"there is no PDF {document_id}")
        tag = f'"{hashlib.sha256(f"{document_id} {number} {draw_page.__module__}".encode()).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"}
        known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
        if tag in known and images.has(document_id):
            return Response(status_code=304, headers=headers)
        return Response(images.image(document_id, number), media_type=MEDIA_TYPE, headers=headers)

    return router
