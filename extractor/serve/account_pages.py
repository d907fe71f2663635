"""Pages of people: logging in and out, one's own password, the accounts, and the audit."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from extractor.review import account_sessions, accounts, passwords
from extractor.review.audit import VIETNAM, actions, audit, entries
from extractor.review.logins import attempt, log_in
from extractor.review.passwords import AccountError
from extractor.serve.phrases import phrase
from extractor.serve.rendering import language_of, render
from extractor.serve.session import (
    MAKE_ADMIN,
    Door,
    User,
    actor_of,
    address_of,
    drop_cookie,
    needs,
    safe_back,
    set_cookie,
    visitor_of,
)  # fmt: skip
from extractor.store.roles import ROLES

PORTION = 50


def account_pages(door: Door) -> APIRouter:
    """The pages of logging in, accounts and the audit."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    router.include_router(_login_pages(door))
    router.include_router(_own_pages(door))
    router.include_router(_admin_pages(door))
    return router


def _login_pages(door: Door) -> APIRouter:
    router = APIRouter()

    @router.get("/login")
    def login_form(request: Request) -> Response:
        """The form to log in with; whoever is logged in is led on."""
        back = safe_back(request.query_params.get("back"))
        if visitor_of(request).session is not None:
            return RedirectResponse(back, 303)
        return _login_page(door, request, back)

    @router.post("/login")
    async def login(request: Request) -> Response:
        """Opens a session, always a new one."""
        form = await _fields(request)
        return await run_in_threadpool(_log_in, request, form)

    def _log_in(request: Request, form: dict[str, str]) -> Response:
        visitor = visitor_of(request)
        back, name = safe_back(form.get("back")), form.get("name", "")
        if visitor.mode != "accounts":
            return _login_page(door, request, back, status=403)
        found = log_in(
            door.store, name, form.get("password", ""), address_of(request), now=door.clock(), former=visitor.token
        )
        if found.token is None:
            key, status = ("login-wait", 429) if found.wait else ("login-wrong", 401)
            wrong = phrase(key, language_of(request)).format(wait=found.wait)
            answer: Response = _login_page(door, request, back, status=status, wrong=wrong, typed=name[:64])
            if found.wait:
                answer.headers["Retry-After"] = str(found.wait)
            return answer
        answer = RedirectResponse(back, 303)
        set_cookie(request, answer, "session", found.token)
        drop_cookie(request, answer, "visit")
        return answer

    @router.post("/logout")
    def logout(request: Request) -> Response:
        """Ends the session, here and in the database."""
        visitor = visitor_of(request)
        if visitor.session is not None and visitor.token:
            with door.store.writing() as connection:
                account_sessions.end(connection, visitor.token)
                audit(connection, actor_of(request), "logout", at=door.clock())
        answer = RedirectResponse("/", 303)
        drop_cookie(request, answer, "session")
        # what the browser kept of pages that were shown to this person; not its storage, which may hold unsent work
        answer.headers["Clear-Site-Data"] = '"cache"'
        return answer

    return router


def _own_pages(door: Door) -> APIRouter:
    router = APIRouter()

    @router.get("/account")
    def account(request: Request, user: Annotated[User, Depends(needs("reader"))]) -> Response:
        """One's own name, role and password."""
        return _own_page(request, user, done="done" in request.query_params)

    @router.post("/account")
    async def change(request: Request, user: Annotated[User, Depends(needs("reader"))]) -> Response:
        """Changes one's own password: other sessions end, and this one goes on under a new token."""
        form = await _fields(request)
        return await run_in_threadpool(_change, request, user, form)

    def _change(request: Request, user: User, form: dict[str, str]) -> Response:
        language, now = language_of(request), door.clock()
        if user.local:
            return _own_page(request, user, status=403)
        if form.get("new", "") != form.get("again", ""):
            return _own_page(request, user, 422, phrase("password-differs", language))
        try:
            passwords.accepted(form.get("new", ""), user.name)
        except AccountError as error:
            return _own_page(request, user, 422, phrase(f"account-error:{error.key}", language))
        # the old password is guessed at no faster here than at the login
        old, by = form.get("old", ""), actor_of(request)
        tried = attempt(door.store, user.name, old, by.address, now=now, failure="password-wrong")
        if tried.account is None:
            key, status = ("login-wait", 429) if tried.wait else ("password-old-wrong", 422)
            return _own_page(request, user, status, phrase(key, language).format(wait=tried.wait))
        accounts.set_password(door.store, user.name, form["new"], by)
        with door.store.writing() as connection:
            token = account_sessions.start(connection, tried.account.id, now)
        answer = RedirectResponse("/account?done", 303)
        set_cookie(request, answer, "session", token)
        return answer

    return router


def _admin_pages(door: Door) -> APIRouter:
    router = APIRouter(dependencies=[Depends(needs("admin"))])
    store = door.store

    @router.get("/accounts")
    def all_accounts(request: Request) -> Response:
        """The accounts, and forms that change them."""
        return _accounts_page(request)

    @router.post("/accounts")
    async def change(request: Request) -> Response:
        """Adds an account, or changes its role, its password or whether it is active."""
        form = await _fields(request)
        return await run_in_threadpool(_change, request, form)

    def _change(request: Request, form: dict[str, str]) -> Response:
        name, role, act, by = form.get("name", ""), form.get("role", ""), form.get("do", ""), actor_of(request)
        password = passwords.made_up() if act in ("add", "password") else None
        try:
            if act == "add" and password:
                accounts.create(store, name, role, password, by)
            elif act == "password" and password:
                accounts.set_password(store, name, password, by)
            elif act == "role":
                accounts.set_role(store, name, role, by)
            elif act in ("activate", "deactivate"):
                accounts.set_active(store, name, act == "activate", by)
            else:
                raise AccountError("act", f"{act[:40]!r} is nothing that can be done")
        except AccountError as error:
            failed = phrase(f"account-error:{error.key}", language_of(request)).format(name=name[:64])
            return _accounts_page(request, 422, failed=failed, typed=name[:64] if act == "add" else "")
        # a password is shown in this answer and nowhere again
        return _accounts_page(request, once=(name, password)) if password else RedirectResponse("/accounts", 303)

    def _accounts_page(request: Request, status: int = 200, **values: Any) -> Response:
        rows = accounts.listed(store)
        shown = {"failed": "", "typed": "", "once": None} | values
        return render(request, "accounts.html", status, rows=rows, roles=ROLES, zone=VIETNAM, **shown)

    @router.get("/audit")
    def the_audit(request: Request) -> Response:
        """What was done by whom, the newest first."""
        asked = {name: request.query_params.get(name, "").strip() for name in ("who", "action", "day")}
        before = request.query_params.get("before", "")
        day, wrong = None, ""
        try:
            day = date.fromisoformat(asked["day"]) if asked["day"] else None
        except ValueError:
            wrong = phrase("audit-day-wrong", language_of(request))
        start = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else None
        who = asked["who"].replace("\x00", "")
        found = entries(store, who=who, action=asked["action"].replace("\x00", ""), day=day, before=start, most=PORTION)
        kept = [(name, value) for name, value in asked.items() if value]
        following = f"/audit?{urlencode([*kept, ('before', str(found.before))])}" if found.before else None
        return render(
            request, "audit.html", 422 if wrong else 200, rows=[] if wrong else found.rows, asked=asked, wrong=wrong,
            following=following, actions=actions(store), zone=VIETNAM,
        )  # fmt: skip

    return router


async def _fields(request: Request) -> dict[str, str]:
    """The text fields of a form."""
    async with request.form(max_files=0, max_fields=20) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _login_page(door: Door, request: Request, back: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    shown = {"wrong": "", "typed": ""} | values
    return render(request, "login.html", status, to=back, command=MAKE_ADMIN, sso=door.single_sign_on, **shown)


def _own_page(request: Request, user: User, status: int = 200, wrong: str = "", *, done: bool = False) -> HTMLResponse:
    return render(request, "account.html", status, user=user, wrong=wrong, done=done, command=MAKE_ADMIN)
