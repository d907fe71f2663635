"""The operators' page: what came, what failed and why, throughput, queue, sources; and metrics and health beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from extractor.intake import metrics, status
from extractor.serve.intake_reasons import reason_in, remedy_in
from extractor.serve.rendering import render
from extractor.store.repository import Store

HOME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def intake_pages(store: Store) -> APIRouter:
    """What operators see of one database; nothing of it writes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/intake")
    def intake(request: Request) -> HTMLResponse:
        """The operators' page, as it is at this moment."""
        now = status.moment()
        answer = render(
            request, "intake.html", states=status.states(store), oldest=span(status.oldest_waiting(store, now)),
            hours=status.throughput(store, now), arrived=status.arrived(store), failures=status.failures(store),
            sources=status.sources(store), alarms=status.alarms(store), notices=status.notices(store), local=local,
            reason=reason_in, remedy=remedy_in,
        )  # fmt: skip
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @router.get("/metrics")
    def prometheus() -> Response:
        """Metrics in the text format of Prometheus."""
        return Response(metrics.exposition(store), media_type=metrics.CONTENT_TYPE)

    @router.get("/health")
    def health() -> JSONResponse:
        """Whether the database answers; 503 where it does not."""
        return JSONResponse({"status": "ok", "jobs": status.states(store)})

    return router


def local(moment: Any) -> str:
    """A moment by the clocks of Vietnam."""
    if isinstance(moment, datetime):
        return moment.astimezone(HOME_ZONE).strftime("%d/%m/%Y %H:%M")
    return ""


def span(seconds: float) -> str:
    """A stretch of time in the largest unit that fits: "3 h"."""
    for size, unit in ((_DAY, "d"), (_HOUR, "h"), (_MINUTE, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
