"""HEAD: what a GET of the same address would answer, without its body."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadAsGet:
    """The middleware that asks the application for a GET where HEAD was asked, and keeps the body back.

    Status and headers are those of the GET, its length and ETag too, so that monitors and caches can ask cheaply.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        # a scope of its own: what carries the answer has to know that HEAD was asked
        await self.app({**scope, "method": "GET"}, receive, without_body)
