"""Single sign-on against a provider that is started here, honest and not."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from extractor.review import accounts, passwords
from extractor.review.audit import Actor, entries
from extractor.serve.app import create_app
from extractor.serve.oidc import Provider, ProviderError
from extractor.serve.session import Door
from extractor.store.repository import Store

pytest.importorskip("authlib", reason="authlib is not installed (pip install 'chitieu[sso]')")
HERE = "https://chitieu.example"


class Giver:
    """A provider: ``claims`` and ``key`` are what a test makes of the next answer."""

    def __init__(self) -> None:
        from joserfc.jwk import RSAKey

        self.own = RSAKey.generate_key(2048, {"kid": "a"})
        self.other = RSAKey.generate_key(2048, {"kid": "a"})
        self.address = ""
        self.reset()

    def reset(self) -> None:
        self.key: Any = self.own
        self.algorithm = "RS256"
        self.claims: dict[str, Any] = {}
        self.name: str | None = "nguyễn an"
        self.asked: dict[str, str] = {}
        self.sent: dict[str, str] = {}
        self.authorization = ""

    def app(self) -> FastAPI:
        made = FastAPI()

        @made.get("/.well-known/openid-configuration")
        def metadata() -> dict[str, str]:
            names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            return {"issuer": self.address} | {name: f"{self.address}/{name}" for name in names}

        @made.get("/jwks_uri")
        def keys() -> dict[str, Any]:
            return {"keys": [self.own.as_dict(private=False)]}

        @made.post("/token_endpoint")
        async def token(request: Request) -> dict[str, Any]:
            from joserfc import jwt

            self.sent = dict(parse_qsl((await request.body()).decode()))
            self.authorization = request.headers.get("authorization", "")
            now = int(time.time())
            claims = {
                "iss": self.address, "aud": "chitieu", "sub": "1", "iat": now, "exp": now + 60,
                "nonce": self.asked["nonce"], "preferred_username": self.name,
            } | self.claims  # fmt: skip
            told = {name: value for name, value in claims.items() if value is not None}
            signed = jwt.encode({"alg": self.algorithm, "kid": "a"}, told, self.key, algorithms=[self.algorithm])
            return {"access_token": "x", "token_type": "Bearer", "id_token": signed}

        return made


@pytest.fixture(scope="module")
def started() -> Iterator[Giver]:
    import uvicorn

    giver = Giver()
    server = uvicorn.Server(uvicorn.Config(giver.app(), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    giver.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield giver
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def giver(started: Giver) -> Giver:
    started.reset()
    return started


@pytest.fixture
def browser(served: Store, giver: Giver, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A browser of a server that the provider is configured at, with an active account and one that is not."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    for name in ("Nguyễn An", "Khóa"):
        accounts.create(served, name, "admin", "bốn con ngựa ô", Actor("test"))
    accounts.set_active(served, "Khóa", False, Actor("test"))
    app = create_app(served, door=Door(served), provider=Provider(giver.address, "chitieu", "a-secret/+"))
    return another(app)


def another(app: Any) -> TestClient:
    return TestClient(app, base_url=HERE, follow_redirects=False, headers={"accept": "text/html"})


def begin(browser: TestClient, giver: Giver, back: str = "/audit") -> str:
    """Goes to the provider, and gives the state that it is to hand back."""
    answer = browser.get("/oidc/start", params={"back": back})
    assert answer.status_code == 303, answer.text
    place = urlsplit(answer.headers["location"])
    assert f"{place.scheme}://{place.netloc}{place.path}" == f"{giver.address}/authorization_endpoint"
    giver.asked = dict(parse_qsl(place.query))
    return giver.asked["state"]


def test_who_the_provider_vouches_for_is_logged_in(browser: TestClient, giver: Giver, served: Store) -> None:
    assert "/oidc/start?back=%2Faudit" in browser.get("/login?back=/audit").text.replace("/audit", "%2Faudit")
    state = begin(browser, giver)
    assert giver.asked["redirect_uri"] == f"{HERE}/oidc/back"
    assert giver.asked["code_challenge_method"] == "S256"
    answer = browser.get("/oidc/back", params={"code": "c", "state": state})
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == "/audit"
    digest = hashlib.sha256(giver.sent["code_verifier"].encode()).digest()
    assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == giver.asked["code_challenge"]
    assert giver.authorization.startswith("Basic ")
    assert browser.get("/audit").status_code == 200
    newest = entries(served).rows[0]
    assert (newest["who"], newest["action"], newest["detail"]) == ("Nguyễn An", "login", {"by": "oidc"})
    # the same answer once more is worth nothing
    assert another(browser.app).get("/oidc/back", params={"code": "c", "state": state}).status_code == 403


@pytest.mark.parametrize("name", ["ai đó", "Khóa", "", None])
def test_who_has_no_active_account_is_not_let_in(browser: TestClient, giver: Giver, name: str | None) -> None:
    giver.name = name
    answer = browser.get("/oidc/back", params={"code": "c", "state": begin(browser, giver)})
    assert answer.status_code == 403
    assert "session" not in answer.headers.get("set-cookie", "")
    if name:
        assert f"“{name}” chưa có tài khoản đang dùng" in answer.text


@pytest.mark.parametrize(
    "claims",
    [{"nonce": "other"}, {"aud": "other"}, {"iss": "https://evil.example"}, {"exp": 1}, {"nonce": None}, {"exp": None},
     {"sub": None}],
    ids=str,
)  # fmt: skip
def test_a_token_that_is_for_something_else_is_refused(browser: TestClient, giver: Giver, claims: Any) -> None:
    giver.claims = claims
    answer = browser.get("/oidc/back", params={"code": "c", "state": begin(browser, giver)})
    assert answer.status_code == 403
    assert re.search(r"cannot be trusted \((InvalidClaim|MissingClaim|ExpiredToken)Error\)", answer.text)
    assert "session" not in answer.headers.get("set-cookie", "")


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")  # what is signed badly is meant to be
@pytest.mark.parametrize("sort", ["another key", "none", "the secret of the client"])
def test_a_token_that_the_provider_did_not_sign_is_refused(browser: TestClient, giver: Giver, sort: str) -> None:
    from joserfc.jwk import OctKey

    if sort == "another key":
        giver.key = giver.other
    elif sort == "none":
        giver.algorithm, giver.key = "none", OctKey.generate_key(256)
    else:
        giver.algorithm, giver.key = "HS256", OctKey.import_key("a-secret/+")  # what the client knows too
    answer = browser.get("/oidc/back", params={"code": "c", "state": begin(browser, giver)})
    assert answer.status_code == 403
    assert re.search(r"cannot be trusted \((BadSignature|UnsupportedAlgorithm)Error\)", answer.text)
    assert "session" not in answer.headers.get("set-cookie", "")


def test_a_login_that_another_browser_began_is_refused(browser: TestClient, giver: Giver) -> None:
    state = begin(browser, giver)
    for query in ({"code": "c", "state": state}, {"code": "c", "state": "x"}, {"code": "c"}, {"error": "denied"}):
        assert another(browser.app).get("/oidc/back", params=query).status_code == 403
    denied = browser.get("/oidc/back", params={"error": "<b>no</b>", "state": begin(browser, giver)})
    assert denied.status_code == 403
    assert "<b>no</b>" not in denied.text


def test_it_leads_back_nowhere_else(browser: TestClient, giver: Giver) -> None:
    state = begin(browser, giver, "//evil.example")
    assert browser.get("/oidc/back", params={"code": "c", "state": state}).headers["location"] == "/"


def test_a_provider_that_is_away_or_another_is_told(served: Store, browser: TestClient, giver: Giver) -> None:
    for issuer in ("http://127.0.0.1:9", giver.address.replace("127.0.0.1", "localhost")):
        app = create_app(served, door=Door(served), provider=Provider(issuer, "chitieu", ""))
        answer = another(app).get("/oidc/start")
        assert answer.status_code == 503
        assert ".well-known/openid-configuration" in answer.text
    with pytest.raises(ProviderError, match="https://"):
        Provider("http://login.example", "chitieu", "")


def test_without_a_provider_there_is_no_such_page(served: Store) -> None:
    assert another(create_app(served)).get("/oidc/start").status_code == 404
