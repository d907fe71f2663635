"""Who asks: the user of a request, what a role may do, and the token that every form carries.

``needs("reviewer")`` is what a page or an endpoint depends on; ``user_of`` and ``csrf_of`` are for what it shows.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from starlette.requests import HTTPConnection
from starlette.responses import Response

from extractor.review import account_sessions, accounts
from extractor.review.account_sessions import Session
from extractor.review.audit import Actor
from extractor.store.repository import Store
from extractor.store.roles import ROLES, is_at_least

Mode = Literal["local", "closed", "accounts"]
"""local: one user without a login. closed: no account yet, and others can reach the server. accounts: people log in."""

MAKE_ADMIN = "chitieu account add NAME --role admin"
FIELD = "csrf"
HEADER = "X-CSRF-Token"
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_BACK = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


@dataclass(frozen=True)
class User:
    """Somebody who works on the records; ``local`` where nobody had to log in."""

    name: str
    role: str
    local: bool = False

    def may(self, role: str) -> bool:
        """Whether the user's role may do what ``role`` may."""
        return is_at_least(self.role, role)


class RefusedError(Exception):
    """A request that may not be made: 401 for nobody, 403 for somebody whose role is too low, or for a forged one."""

    def __init__(self, status: int, reason: str, role: str = "", *, detail: str = "") -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        """A key of the phrases."""
        self.role = role
        self.detail = detail


@dataclass(slots=True)
class Visitor:
    """What is known of who makes a request; the guard puts it into the request's state."""

    mode: Mode
    user: User | None
    session: Session | None
    token: str | None
    """The session's token, to end it with."""
    visit: str
    """What a browser without a session is known by."""
    csrf: str
    has_form: bool = False
    """Whether the answer holds the token, so that the browser must know its visit."""

    @property
    def tag(self) -> str:
        """What of the visitor a page shows; pages of different tags differ."""
        user = self.user
        return "|".join((self.mode, *((user.name, user.role, self.csrf) if user else ())))


@dataclass(slots=True)
class Door:
    """How a server lets people in: where it listens, whether it can be read by all, and the name of the local user."""

    store: Store
    loopback: bool = True
    private: bool = False
    local_name: str = "local"
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    single_sign_on: bool = False
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _accounts_exist: bool = False

    def mode(self) -> Mode:
        """How the server lets people in now; an account is never deleted, so that this is asked until there is one."""
        if not self._accounts_exist:
            self._accounts_exist = accounts.exist(self.store)
        return "accounts" if self._accounts_exist else "local" if self.loopback else "closed"

    def visitor(self, request: HTTPConnection) -> Visitor:
        """Who makes a request, by its cookies; asks the database."""
        mode = self.mode()
        visit = request.cookies.get(cookie_name(request, "visit"), "")
        if not re.fullmatch(r"[\w-]{43}", visit, re.ASCII):
            visit = secrets.token_urlsafe(32)
        forms = hmac.new(self.secret, visit.encode(), hashlib.sha256).hexdigest()
        token = request.cookies.get(cookie_name(request, "session"))
        if mode == "accounts":
            found = account_sessions.find(self.store, token, self.clock()) if token else None
            user = User(found.name, found.role) if found else None
            return Visitor(mode, user, found, token, visit, found.csrf if found else forms)
        local = mode == "local" and is_from_here(request)
        return Visitor(mode, User(self.local_name, ROLES[-1], local=True) if local else None, None, None, visit, forms)


def is_from_here(request: HTTPConnection) -> bool:
    """Whether a request names this machine and came through no other server.

    A site whose name was made to lead to 127.0.0.1 sends its own name, and a proxy says for whom it asks: neither is
    the person at this machine.
    """
    host = re.sub(r":\d+$", "", request.headers.get("host", "")).strip("[]").lower()
    return host in _LOCAL_NAMES and not any(name in request.headers for name in _FORWARDED)


def visitor_of(request: HTTPConnection) -> Visitor:
    """What is known of who makes a request."""
    visitor = request.scope.get("state", {}).get("visitor")
    if not isinstance(visitor, Visitor):
        raise TypeError("this request did not pass the guard")
    return visitor


def user_of(request: HTTPConnection) -> User | None:
    """The user who makes a request; ``None`` for nobody."""
    return visitor_of(request).user


def csrf_of(request: HTTPConnection) -> str:
    """The token that unsafe requests of this browser carry, as header ``X-CSRF-Token`` or form field ``csrf``."""
    visitor = visitor_of(request)
    visitor.has_form = True
    return visitor.csrf


def actor_of(request: Request) -> Actor:
    """Who does something, as the audit names them."""
    user = user_of(request)
    return Actor(user.name if user else "", address_of(request))


def address_of(request: HTTPConnection) -> str:
    """The address that a request comes from; that of the client where a proxy of this machine tells it."""
    return request.client.host if request.client else ""


def needs(role: str) -> Callable[[Request], Awaitable[User]]:
    """A dependency that gives the user, or refuses who may not do what ``role`` may."""
    if role not in ROLES:
        raise ValueError(f"{role!r} is no role")

    async def allowed(request: Request) -> User:
        visitor = visitor_of(request)
        if visitor.user is None:
            raise RefusedError(401 if visitor.mode == "accounts" else 403, f"refused:{visitor.mode}", role)
        if not visitor.user.may(role):
            raise RefusedError(403, "refused:role", role)
        return visitor.user

    return allowed


def wants_problem(request: HTTPConnection) -> bool:
    """Whether who asks is a program, which wants errors as JSON, and no person with a page."""
    path = request.scope.get("path", "")
    return path.startswith(("/api/", "/review/api/")) or "json" in request.headers.get("accept", "")


def login_address(request: HTTPConnection) -> str:
    """The address of the login that leads back to the page that was asked for, or that a form stands on."""
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.scope.get("method") not in ("GET", "HEAD"):
        referrer = request.headers.get("referer", "")
        ours = host_of(referrer) == request.headers.get("host", "").lower()
        back = urlsplit(referrer).path if ours else "/"
    return f"/login?{urlencode({'back': safe_back(back)})}"


def safe_back(back: str | None) -> str:
    """An address within this server to go back to; the first page for anything else.

    Browsers take "//host", "/\\host" and "/<tab>/host" for other servers.
    """
    if not back or not _BACK.fullmatch(back) or back.startswith(("/login", "/logout")):
        return "/"
    return back


def host_of(address: str) -> str | None:
    """The host and port of an address as a ``Host`` header has them; ``None`` for what is no address."""
    try:
        return urlsplit(address).netloc.lower() or None
    except ValueError:
        return None


def cookie_name(request: HTTPConnection, name: str) -> str:
    """The name of a cookie: under HTTPS the one that no other host and no plain connection can set."""
    return f"__Host-chitieu-{name}" if is_https(request) else f"chitieu-{name}"


def is_https(request: HTTPConnection) -> bool:
    """Whether the browser's connection is encrypted, as far as the server is told."""
    return request.scope.get("scheme") == "https"


def set_cookie(request: HTTPConnection, response: Response, name: str, value: str) -> None:
    """Gives the browser a cookie for as long as it is open, that no script reads and no other site sends along."""
    response.set_cookie(
        cookie_name(request, name), value, path="/", httponly=True, samesite="lax", secure=is_https(request)
    )


def drop_cookie(request: HTTPConnection, response: Response, name: str) -> None:
    """Takes a cookie away."""
    response.delete_cookie(
        cookie_name(request, name), path="/", httponly=True, samesite="lax", secure=is_https(request)
    )
