"""What stands before every answer of the server: tokens, the rate limit, and answers that have not changed."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from extractor import __version__
from extractor.core.errors import StoreError
from extractor.query.memory import Memory
from extractor.query.tokens import holder
from extractor.serve.failures import failure, unusable
from extractor.serve.problems import problem
from extractor.serve.session import user_of, visitor_of

_MOST_CLIENTS = 10_000
_OPEN = ("/api/v1/openapi.json", "/api/v1/docs", "/static/", "/health")
_LIVE = ("/login", "/logout", "/account", "/audit", "/review", "/oidc", "/intake", "/metrics")
"""Pages that show more than what is stored of documents, or to one person: never kept, always made anew."""


@dataclass(slots=True)
class Bucket:
    """So many requests a minute for each client, a burst of as many at once."""

    per_minute: int
    clock: Callable[[], float] = time.monotonic
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def wait(self, client: str) -> float:
        """Seconds until the client may ask again; nothing where it may now, which is then counted."""
        now = self.clock()
        left, since = self._left.pop(client, (float(self.per_minute), now))
        left = min(float(self.per_minute), left + (now - since) * self.per_minute / 60)
        allowed = left >= 1
        self._left[client] = (left - 1 if allowed else left, now)
        while len(self._left) > _MOST_CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) * 60 / self.per_minute


class Gate:
    """The middleware: 401 without a token where one is needed, 429 beyond the limit, 304 for what the client has."""

    def __init__(self, memory: Memory, per_minute: int, *, need_token: bool, private: bool = False) -> None:
        self.memory = memory
        self.private = private
        self.bucket = Bucket(per_minute)
        self.need_token = need_token

    async def __call__(self, request: Request, proceed: Callable[[Request], Awaitable[Response]]) -> Response:
        path = request.url.path
        if path.startswith(_OPEN):
            return await proceed(request)
        client = request.client.host if request.client else "?"
        try:
            if path.startswith("/api/"):
                name = await run_in_threadpool(self._holder, request)
                closed = self.need_token or (self.private and user_of(request) is None)
                if name is None and closed:
                    told = "give a token: Authorization: Bearer ct_… (chitieu token give NAME makes one)"
                    return problem(401, told, headers={"WWW-Authenticate": "Bearer"})
                client = name or client
            wait = self.bucket.wait(client)
            if wait:
                seconds = str(max(1, round(wait + 0.5)))
                told = f"more than {self.bucket.per_minute} requests a minute; wait {seconds} s"
                return failure(request, 429, told, headers={"Retry-After": seconds})
            if request.method not in ("GET", "HEAD") or path.startswith(_LIVE):
                response = await proceed(request)
                response.headers.setdefault("Cache-Control", "no-store")
                return response
            tag = await run_in_threadpool(self._tag, request)
        except StoreError as error:
            return unusable(request, error)
        if tag in [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]:
            return Response(status_code=304, headers={"ETag": tag})
        response = await proceed(request)
        if response.status_code == 200 and "ETag" not in response.headers:
            response.headers["ETag"] = tag
            response.headers["Cache-Control"] = "private, no-cache"
            response.headers["Vary"] = "HX-Request, Cookie, Authorization"
        return response

    def _holder(self, request: Request) -> str | None:
        sort, _, token = request.headers.get("authorization", "").partition(" ")
        return holder(self.memory.store, token.strip(), date.today()) if sort.lower() == "bearer" and token else None

    def _tag(self, request: Request) -> str:
        """A word for the answer: what is stored, the program, and what is asked, in which form."""
        asked = "|".join(
            (
                *(__version__, self.memory.served(), date.today().isoformat(), str(request.url)),
                *(request.headers.get("hx-request", ""), request.headers.get("cookie", "")),
                visitor_of(request).tag,
            )
        )
        return f'"{hashlib.sha256(asked.encode("utf-8", "replace")).hexdigest()[:32]}"'
