"""Single sign-on by OpenID Connect, where a provider is configured: it says who somebody is, the account says the role.

The authorization code flow with PKCE, state and nonce. Nobody is let in who has no active account here under the name
that the provider gives; accounts are made by an admin as ever. The provider is asked when somebody logs in.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from extractor.core.errors import ChiTieuError
from extractor.review import logins
from extractor.serve.session import Door, RefusedError, address_of, drop_cookie, safe_back, set_cookie, visitor_of

_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
"""Signatures that need a key which the provider alone has."""
_SECONDS = 600
"""How long somebody may take at the provider."""
_MOST = 1_000
_PATIENCE = 10
"""Seconds to wait for the provider."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class ProviderError(ChiTieuError):
    """The provider cannot be used, or what it says cannot be trusted."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A login that somebody is at the provider for: whose browser, its secrets, where it leads back, when it began."""

    visit: str
    nonce: str
    verifier: str
    back: str
    since: float


@dataclass(slots=True)
class Provider:
    """A provider: its issuer, what it knows this program by, and the claim that is the name of an account.

    Raises ``ProviderError`` for an issuer that is not reached by HTTPS; one of this machine may be plain.
    """

    issuer: str
    client_id: str
    client_secret: str
    claim: str = "preferred_username"
    _pending: OrderedDict[str, Pending] = field(default_factory=OrderedDict)
    _metadata: dict[str, Any] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        place = urlsplit(self.issuer)
        if place.scheme != "https" and not (place.scheme == "http" and place.hostname in _LOOPBACK):
            raise ProviderError(f"{self.issuer}: an issuer is an https:// address (--oidc-issuer)")
        try:
            import authlib.integrations.requests_client  # noqa: F401, PLC0415 - asked for where it is configured
            import joserfc  # noqa: F401, PLC0415 - likewise
        except ImportError as error:
            raise ProviderError(f"{error.name} is not installed (pip install 'chitieu[sso]')") from error

    def start(self, request: Request, back: str) -> str:
        """The address at the provider where somebody logs in, remembered for this browser."""
        visitor = visitor_of(request)
        visitor.has_form = True  # the cookie of the visit has to be there on the way back
        now = time.monotonic()
        waiting = Pending(visitor.visit, secrets.token_urlsafe(32), secrets.token_urlsafe(48), back, now)
        with self._client(request) as client:
            address, state = client.create_authorization_url(
                self._known("authorization_endpoint"), nonce=waiting.nonce, code_verifier=waiting.verifier
            )
        with self._lock:
            self._pending[state] = waiting
            while len(self._pending) > _MOST or next(iter(self._pending.values())).since < now - _SECONDS:
                self._pending.popitem(last=False)
        return str(address)

    def finish(self, request: Request) -> tuple[str, str]:
        """The name that the provider gives, and where to go back to. Raises ``ProviderError`` for any doubt."""
        state = request.query_params.get("state", "")
        with self._lock:
            waiting = self._pending.pop(state, None)
        if waiting is None or waiting.visit != visitor_of(request).visit or waiting.since < time.monotonic() - _SECONDS:
            raise ProviderError("this login was not begun in this browser, or too long ago")
        code = request.query_params.get("code")
        if not code:
            raise ProviderError(f"the provider said {request.query_params.get('error', 'nothing')[:100]!r}")
        claims = self._claims(request, code, waiting)
        name = claims.get(self.claim)
        if not isinstance(name, str) or not name:
            raise ProviderError(f"the provider gives no {self.claim!r}")
        if self.claim == "email" and claims.get("email_verified") is not True:
            raise ProviderError("the provider has not verified the address")
        return name, waiting.back

    def _claims(self, request: Request, code: str, waiting: Pending) -> dict[str, Any]:
        import requests  # noqa: PLC0415 - of the optional part
        from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415 - likewise
        from joserfc import jwt  # noqa: PLC0415 - likewise
        from joserfc.errors import JoseError  # noqa: PLC0415 - likewise
        from joserfc.jwk import KeySet  # noqa: PLC0415 - likewise

        asked: dict[str, Any] = {
            "iss": {"essential": True, "value": self._known("issuer")},
            "aud": {"essential": True, "value": self.client_id},
            "nonce": {"essential": True, "value": waiting.nonce},
            "exp": {"essential": True},
            "sub": {"essential": True},
        }
        try:
            with self._client(request) as client:
                given = client.fetch_token(
                    self._known("token_endpoint"), code=code, code_verifier=waiting.verifier,
                    grant_type="authorization_code", timeout=_PATIENCE,
                )  # fmt: skip
                keys = KeySet.import_key_set(
                    _answer(client.get(self._known("jwks_uri"), withhold_token=True, timeout=_PATIENCE))
                )
            token = jwt.decode(str(given.get("id_token", "")), keys, algorithms=_ALGORITHMS)
            jwt.JWTClaimsRegistry(leeway=60, **asked).validate(token.claims)
        except (AuthlibBaseError, JoseError, requests.RequestException, ValueError, KeyError) as error:
            raise ProviderError(f"the provider's answer cannot be trusted ({type(error).__name__})") from error
        return dict(token.claims)

    def _known(self, name: str) -> str:
        """What the provider says of itself."""
        import requests  # noqa: PLC0415 - of the optional part

        if not self._metadata:
            address = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
            try:
                found = _answer(requests.get(address, timeout=_PATIENCE))
            except (requests.RequestException, ValueError) as error:
                raise ProviderError(f"{address}: cannot be read ({type(error).__name__})") from error
            if not isinstance(found, dict) or str(found.get("issuer", "")).rstrip("/") != self.issuer.rstrip("/"):
                raise ProviderError(f"{address}: speaks for another issuer")
            self._metadata.update(found)
        value = self._metadata.get(name)
        if not isinstance(value, str):
            raise ProviderError(f"{self.issuer}: says nothing of {name}")
        return value

    def _client(self, request: Request) -> Any:
        from authlib.integrations.requests_client import OAuth2Session  # noqa: PLC0415 - of the optional part

        return OAuth2Session(
            self.client_id, self.client_secret, scope="openid profile email", code_challenge_method="S256",
            redirect_uri=str(request.url_for("oidc_back")),
            token_endpoint_auth_method="client_secret_basic" if self.client_secret else "none",
        )  # fmt: skip


def _answer(given: Any) -> Any:
    given.raise_for_status()
    return given.json()


def oidc_pages(door: Door, provider: Provider) -> APIRouter:
    """The way to the provider, and back."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/oidc/start")
    def start(request: Request) -> Response:
        """Leads to the provider."""
        visitor, where = visitor_of(request), safe_back(request.query_params.get("back"))
        if visitor.mode != "accounts" or visitor.session is not None:
            return RedirectResponse(where if visitor.session else "/login", 303)
        try:
            return RedirectResponse(provider.start(request, where), 303)
        except ProviderError as error:
            raise RefusedError(503, "refused:provider", detail=str(error)) from error

    @router.get("/oidc/back", name="oidc_back")
    def back(request: Request) -> Response:
        """Opens a session for the account of the name that the provider gives."""
        address = address_of(request)
        try:
            name, where = provider.finish(request)
        except ProviderError as error:
            raise RefusedError(403, "refused:provider", detail=str(error)) from error
        found = logins.vouched(door.store, name, address, now=door.clock(), former=visitor_of(request).token)
        if found.token is None:
            raise RefusedError(403, "refused:no-account", detail=name[:64])
        answer = RedirectResponse(where, 303)
        set_cookie(request, answer, "session", found.token)
        drop_cookie(request, answer, "visit")
        return answer

    return router
