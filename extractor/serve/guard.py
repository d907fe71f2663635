"""What every request passes first: who asks, and whether what would change something is asked by a page of ours."""

from __future__ import annotations

import hmac

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.core.errors import StoreError
from extractor.serve.failures import unusable
from extractor.serve.phrases import phrase
from extractor.serve.problems import problem
from extractor.serve.rendering import language_of, render
from extractor.serve.session import (
    FIELD,
    HEADER,
    MAKE_ADMIN,
    Door,
    RefusedError,
    Visitor,
    host_of,
    login_address,
    set_cookie,
    visitor_of,
    wants_problem,
)  # fmt: skip

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
MOST_BYTES = 1 << 20
"""Of a form that carries its token as a field; larger ones carry it as a header."""

_OPEN_TO_ALL = ("/login", "/logout", "/language/", "/oidc/")


class Guard:
    """The middleware that finds who asks, and refuses what is forged or, on a private server, asked by nobody.

    Cookies count for nothing where the API is written to: it has tokens for that, and no forms.
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or path.startswith("/static/"):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        try:
            visitor = await run_in_threadpool(self.door.visitor, connection)
        except StoreError as error:
            await unusable(Request(scope), error)(scope, receive, send)
            return
        scope.setdefault("state", {})["visitor"] = visitor
        unsafe = scope["method"] not in SAFE
        try:
            if path.startswith("/api/"):
                if unsafe:
                    visitor.user = visitor.session = None
            elif unsafe:
                receive = await self._checked(Request(scope, receive), visitor)
            if self.door.private and visitor.user is None and not path.startswith(("/api/", *_OPEN_TO_ALL)):
                raise RefusedError(401 if visitor.mode == "accounts" else 403, f"refused:{visitor.mode}", "reader")
        except RefusedError as error:
            await refusal(Request(scope, receive), error)(scope, receive, send)
            return
        except ClientDisconnect:
            return

        async def with_visit(message: Message) -> None:
            if message["type"] == "http.response.start" and visitor.has_form and visitor.session is None:
                headers = MutableHeaders(scope=message)
                answer = Response()
                set_cookie(connection, answer, "visit", visitor.visit)
                headers.append("set-cookie", answer.headers["set-cookie"])
            await send(message)

        await self.app(scope, receive, with_visit)

    async def _checked(self, request: Request, visitor: Visitor) -> Receive:
        """The rest of a request whose origin and token are right. Raises ``RefusedError`` for any other."""
        origin, host = request.headers.get("origin"), request.headers.get("host", "")
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise RefusedError(403, "refused:origin")
        if origin is not None and host_of(origin) != host.lower():
            raise RefusedError(403, "refused:origin")
        given, receive = request.headers.get(HEADER), request.receive
        if given is None:
            given, receive = await _field(request)
        if not hmac.compare_digest(given.encode("utf-8", "replace"), visitor.csrf.encode()):
            raise RefusedError(403, "refused:csrf")
        return receive


async def _field(request: Request) -> tuple[str, Receive]:
    """The token in the field of a form, and what gives its bytes once more."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise RefusedError(413, "refused:large")
    try:
        async with Request(request.scope, _again(bytes(body), request.receive)).form() as form:
            value = form.get(FIELD)
    except (MultiPartException, HTTPException) as error:
        raise RefusedError(400, "refused:form") from error
    return value if isinstance(value, str) else "", _again(bytes(body), request.receive)


def _again(body: bytes, rest: Receive) -> Receive:
    given = False

    async def receive() -> Message:
        nonlocal given
        if given:
            return await rest()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def refusal(request: Request, error: RefusedError) -> Response:
    """The answer to what is refused: a problem for programs, the login or a page for people."""
    if wants_problem(request):
        return problem(error.status, told(request, error))
    if error.status == 401:
        return RedirectResponse(login_address(request), 303)
    return render(request, "refused.html", error.status, told=told(request, error))


def told(request: Request, error: RefusedError) -> str:
    """Why something is refused, and the remedy, in the reader's language."""
    language, user = language_of(request), visitor_of(request).user
    roles = {"role": error.role, "own": user.role if user else ""}
    named = {name: phrase(f"role-name:{role}", language) for name, role in roles.items()}
    return phrase(error.reason, language).format(command=MAKE_ADMIN, detail=error.detail, **named)
