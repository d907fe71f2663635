"""Logging in, what each role may do, forged requests, and the headers of every answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import pytest
from argon2 import PasswordHasher
from fastapi import Depends, Request
from fastapi.testclient import TestClient

from extractor.review import account_sessions, accounts, logins, passwords
from extractor.review.audit import Actor, entries
from extractor.serve.app import create_app
from extractor.serve.session import Door, User, needs, safe_back
from extractor.store.repository import Store

SECRET = "bốn con ngựa ô"
BY = Actor("người thử")
HERE = "http://127.0.0.1:8000"
PAGE = {"accept": "text/html"}
Open = Callable[..., TestClient]


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def people(served: Store) -> Store:
    """An account of each role."""
    for role in ("admin", "lead", "reviewer", "reader"):
        accounts.create(served, role, role, SECRET, BY)
    return served


@pytest.fixture
def opened() -> Open:
    """Browsers of a server, to which a page for reviewers and an endpoint for leads were added."""

    def open_(store: Store, base: str = HERE, **door: Any) -> TestClient:
        app = create_app(store, per_minute=100_000, door=Door(store, **door))

        @app.post("/review/mark")
        def mark(user: Annotated[User, Depends(needs("reviewer"))]) -> dict[str, str]:
            return {"by": user.name}

        @app.post("/review/api/settle")
        async def settle(request: Request, user: Annotated[User, Depends(needs("lead"))]) -> dict[str, Any]:
            form = await request.form()
            return {"by": user.name, "sent": {name: str(value) for name, value in form.items()}}

        return TestClient(app, base_url=base, follow_redirects=False, headers=PAGE, raise_server_exceptions=False)

    return open_


def token_of(html: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', html)
    assert found, html
    return found.group(1)


def log_in(browser: TestClient, name: str = "admin", password: str = SECRET, **fields: str) -> Any:
    form = {"csrf": token_of(browser.get("/login").text), "name": name, "password": password} | fields
    return browser.post("/login", data=form)


def csrf(browser: TestClient) -> str:
    return token_of(browser.get("/account").text)


def another(browser: TestClient, base: str = HERE) -> TestClient:
    return TestClient(browser.app, base_url=base, follow_redirects=False, headers=PAGE)


def test_without_accounts_on_this_machine_there_is_one_user_and_the_page_says_so(served: Store, opened: Open) -> None:
    browser = opened(served, local_name="Bình")
    home = browser.get("/").text
    assert "mọi người đều" not in home
    assert "ai mở trang trên máy này đều làm việc với tên “Bình”" in home
    assert browser.post("/review/mark").status_code == 403  # a forged form is one here too
    token = token_of(browser.get("/accounts").text)
    assert browser.post("/review/mark", headers={"X-CSRF-Token": token}).json() == {"by": "Bình"}


@pytest.mark.parametrize(
    ("base", "headers"),
    [
        ("http://evil.example:8000", {}),
        (HERE, {"X-Forwarded-For": "192.0.2.7"}),
        (HERE, {"Forwarded": "for=192.0.2.7"}),
    ],
)
def test_the_local_user_is_nobody_who_comes_from_elsewhere(
    served: Store, opened: Open, base: str, headers: dict[str, str]
) -> None:
    browser = opened(served, base)
    assert browser.get("/", headers=headers).status_code == 200
    assert browser.get("/accounts", headers=headers).status_code == 403
    assert "trên máy này đều" not in browser.get("/", headers=headers).text


def test_without_accounts_others_can_read_and_are_told_how_to_make_the_first(served: Store, opened: Open) -> None:
    browser = opened(served, "http://192.0.2.1", loopback=False)
    assert browser.get("/").status_code == 200
    assert browser.get("/api/v1/targets").status_code == 200
    told = browser.get("/login").text
    assert "chitieu account add NAME --role admin" in told
    answer = browser.get("/accounts")
    assert answer.status_code == 403
    assert "chitieu account add NAME --role admin" in answer.text
    answer = browser.get("/audit", headers={"accept": "application/json"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert "chitieu account add NAME --role admin" in answer.json()["detail"]


def test_the_first_account_ends_the_local_user(served: Store, opened: Open) -> None:
    browser = opened(served)
    form = {"csrf": token_of(browser.get("/accounts").text), "do": "add", "name": "An"}
    assert "phải là quản trị viên" in browser.post("/accounts", data={**form, "role": "reviewer"}).text
    made = browser.post("/accounts", data={**form, "role": "admin"})
    secret = re.search(r'class="secret">([^<]+)<', made.text)
    assert secret
    assert browser.get("/accounts").headers["location"] == "/login?back=%2Faccounts"
    assert log_in(browser, "An", secret.group(1)).status_code == 303
    assert browser.get("/accounts").status_code == 200


def test_a_login_leads_back_and_its_cookie_is_out_of_reach(people: Store, opened: Open) -> None:
    browser = opened(people)
    answer = browser.get("/audit?who=An&day=2026-05-04")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/login?back=%2Faudit%3Fwho%3DAn%26day%3D2026-05-04",
    )
    form = browser.get(answer.headers["location"]).text
    answer = browser.post(
        "/login",
        data={"csrf": token_of(form), "name": "ADMIN", "password": SECRET, "back": "/audit?who=An&day=2026-05-04"},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/audit?who=An&day=2026-05-04")
    cookie = next(one for one in answer.headers.get_list("set-cookie") if "session" in one)
    assert cookie.startswith("chitieu-session=")
    for flag in ("HttpOnly", "SameSite=lax", "Path=/"):
        assert flag in cookie
    assert "Secure" not in cookie
    assert "Domain" not in cookie
    assert "Max-Age" not in cookie
    assert browser.get("/audit").status_code == 200


def test_under_https_cookies_are_of_this_host_alone(people: Store, opened: Open) -> None:
    browser = opened(people, "https://chitieu.example")
    cookies = log_in(browser).headers.get_list("set-cookie")
    session = next(one for one in cookies if "session" in one)
    assert session.startswith("__Host-chitieu-session=")
    assert "Secure" in session
    assert "Domain" not in session
    answer = browser.get("/audit")
    assert answer.status_code == 200
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    # what a plain connection or a neighbouring host could have set counts for nothing
    value = session.partition("=")[2].partition(";")[0]
    other = another(browser, "https://chitieu.example")
    assert other.get("/audit", headers={"cookie": f"chitieu-session={value}"}).status_code == 303


def test_a_session_that_somebody_else_chose_is_not_taken(people: Store, opened: Open) -> None:
    browser = opened(people)
    browser.cookies.set("chitieu-session", "chosen" * 8, domain="127.0.0.1", path="/")
    assert log_in(browser).status_code == 303
    values = [cookie.value for cookie in browser.cookies.jar if cookie.name == "chitieu-session"]
    assert "chosen" * 8 not in values[-1:]
    thief = another(browser)
    assert thief.get("/audit", headers={"cookie": f"chitieu-session={'chosen' * 8}"}).status_code == 303


def test_a_login_ends_the_session_that_the_browser_had(people: Store, opened: Open) -> None:
    browser = opened(people)
    log_in(browser, "reader")
    old = browser.cookies["chitieu-session"]
    # the form of a login that was open in another tab
    form = {"csrf": csrf(browser), "name": "admin", "password": SECRET}
    assert browser.post("/login", data=form).status_code == 303
    assert browser.cookies["chitieu-session"] != old
    assert another(browser).get("/account", headers={"cookie": f"chitieu-session={old}"}).status_code == 303


def test_wrong_names_and_wrong_passwords_get_the_same_answer(people: Store, opened: Open) -> None:
    accounts.create(people, "khoa", "reader", SECRET, BY)
    accounts.set_active(people, "khoa", False, BY)
    browser = opened(people)
    answers = []
    for name, password in (
        ("admin", "sai hẳn rồi nhé"),
        ("ai đó", SECRET),
        ("khoa", SECRET),
        ("x" * 5000, "y" * 50_000),
    ):
        answer = log_in(browser, name, password)
        answers.append((answer.status_code, re.sub(r'value="[^"]*"', "", answer.text)))
    assert {status for status, _ in answers} == {401}
    assert len({text for _, text in answers}) == 1
    assert "Tên hoặc mật khẩu không đúng" in answers[0][1]


def test_a_password_is_taken_composed_and_decomposed(people: Store, opened: Open) -> None:
    import unicodedata

    assert log_in(opened(people), "reader", unicodedata.normalize("NFD", SECRET)).status_code == 303


def test_who_guesses_has_to_wait_and_is_told_how_long(people: Store, opened: Open) -> None:
    browser = opened(people)
    for _ in range(logins.FREE):
        assert log_in(browser, "admin", "sai").status_code == 401
    answer = log_in(browser)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) in (1, 2, 3)
    assert "Đã thử sai quá nhiều lần" in answer.text
    assert log_in(browser, "reader").status_code == 303  # others are not locked out


def test_the_old_password_cannot_be_guessed_at_in_a_session(people: Store, opened: Open) -> None:
    browser = opened(people)
    log_in(browser)
    form = {"csrf": csrf(browser), "old": "sai", "new": "năm con mèo mun", "again": "năm con mèo mun"}
    assert [browser.post("/account", data=form).status_code for _ in range(logins.FREE + 1)] == [422] * logins.FREE + [
        429
    ]
    assert [row["action"] for row in entries(people, who="admin").rows].count("password-wrong") == logins.FREE


def test_one_changes_ones_password_and_other_browsers_are_logged_out(people: Store, opened: Open) -> None:
    browser = opened(people)
    other = another(browser)
    log_in(browser, "reviewer")
    log_in(other, "reviewer")
    before = browser.cookies["chitieu-session"]
    form = {"csrf": csrf(browser), "old": SECRET, "new": "năm con mèo mun", "again": "năm con mèo đen"}
    assert "không giống nhau" in browser.post("/account", data=form).text
    assert "dễ đoán" in browser.post("/account", data={**form, "new": "ngắn", "again": "ngắn"}).text
    answer = browser.post("/account", data={**form, "again": "năm con mèo mun"})
    assert answer.headers["location"] == "/account?done"
    assert browser.cookies["chitieu-session"] != before
    assert "Đã đổi mật khẩu" in browser.get("/account?done").text
    assert other.get("/account").status_code == 303
    assert log_in(other, "reviewer").status_code == 401
    assert log_in(other, "reviewer", "năm con mèo mun").status_code == 303


def test_a_session_ends_with_the_logout(people: Store, opened: Open) -> None:
    browser = opened(people)
    log_in(browser)
    value = browser.cookies["chitieu-session"]
    answer = browser.post("/logout", data={"csrf": csrf(browser)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "chitieu-session" not in browser.cookies
    assert another(browser).get("/account", headers={"cookie": f"chitieu-session={value}"}).status_code == 303
    assert browser.get("/logout").status_code == 405


def test_sessions_end_when_idle_and_when_old(people: Store, opened: Open) -> None:
    now = [datetime(2026, 5, 4, 8, tzinfo=UTC)]
    browser = opened(people, clock=lambda: now[0])
    log_in(browser)
    now[0] += account_sessions.IDLE - timedelta(minutes=1)
    assert browser.get("/account").status_code == 200
    now[0] += account_sessions.IDLE - timedelta(minutes=1)
    assert browser.get("/account").status_code == 200
    now[0] += account_sessions.IDLE
    assert browser.get("/account").status_code == 303


@pytest.mark.parametrize(
    ("role", "allowed"), [("reader", ""), ("reviewer", "mark"), ("lead", "mark settle"), ("admin", "mark settle audit")]
)
def test_each_role_may_what_those_before_it_may(people: Store, opened: Open, role: str, allowed: str) -> None:
    browser = opened(people)
    log_in(browser, role)
    headers = {"X-CSRF-Token": csrf(browser)}
    done = {
        "mark": browser.post("/review/mark", headers=headers),
        "settle": browser.post("/review/api/settle", headers=headers),
        "audit": browser.get("/audit"),
    }
    assert {name: answer.status_code for name, answer in done.items()} == {
        name: 200 if name in allowed.split() else 403 for name in done
    }
    data = {"csrf": headers["X-CSRF-Token"], "do": "role", "name": role, "role": "admin"}
    assert browser.get("/accounts").status_code == done["audit"].status_code
    assert (browser.post("/accounts", data=data).status_code == 303) == ("audit" in allowed)
    if role != "admin":
        assert "cần vai trò quản trị viên" in browser.get("/audit").text


def test_a_role_and_an_account_that_an_admin_takes_away_are_gone_at_once(people: Store, opened: Open) -> None:
    admin = opened(people)
    lead = another(admin)
    log_in(admin)
    log_in(lead, "lead")
    headers = {"X-CSRF-Token": csrf(lead)}
    assert lead.post("/review/api/settle", headers=headers).status_code == 200
    form = {"csrf": csrf(admin), "name": "lead"}
    assert admin.post("/accounts", data={**form, "do": "role", "role": "reviewer"}).status_code == 303
    assert lead.post("/review/api/settle", headers=headers).status_code == 403
    assert lead.post("/review/mark", headers=headers).status_code == 200
    assert admin.post("/accounts", data={**form, "do": "deactivate"}).status_code == 303
    assert lead.get("/account").status_code == 303
    assert log_in(lead, "lead").status_code == 401
    assert "quản trị viên cuối cùng" in admin.post("/accounts", data={**form, "name": "admin", "do": "deactivate"}).text
    told = admin.get("/audit").text
    for words in ("đổi vai trò", "khóa tài khoản", "trước: trưởng nhóm, sau: người rà soát", "đăng nhập sai"):
        assert words in told


def test_programs_are_told_in_json_and_people_by_a_page(people: Store, opened: Open) -> None:
    browser = opened(people)
    token = token_of(browser.get("/login").text)
    answer = browser.post("/review/api/settle", headers={"X-CSRF-Token": token})
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    answer = browser.post(
        "/review/mark", data={"csrf": token}, headers={"referer": f"{HERE}/documents/x", "origin": HERE}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?back=%2Fdocuments%2Fx")
    answer = browser.post("/review/mark", data={"csrf": token}, headers={"referer": "http://evil.example/x"})
    assert answer.headers["location"] == "/login?back=%2F"
    answer = browser.get("/audit", headers={"accept": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")


def test_a_form_without_the_token_of_its_own_session_is_refused(people: Store, opened: Open) -> None:
    browser = opened(people)
    other = another(browser)
    nobody = token_of(browser.get("/login").text)
    log_in(browser)
    log_in(other)
    own = csrf(browser)
    assert browser.post("/review/mark", headers={"X-CSRF-Token": own}).status_code == 200
    for wrong in ("", "x", own[:-1], own + "x", "đ", nobody, csrf(other)):
        assert browser.post("/review/mark", data={"csrf": wrong}).status_code == 403
        assert browser.post("/review/mark", headers={"X-CSRF-Token": wrong.encode()}).status_code == 403
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = browser.request(method, "/review/mark")
        assert answer.status_code == 403
        assert "Hãy tải lại trang" in answer.text
    assert browser.post("/login", data={"name": "admin", "password": SECRET}).status_code == 403


def test_the_token_of_a_session_ends_with_it(people: Store, opened: Open) -> None:
    browser = opened(people)
    log_in(browser)
    first = csrf(browser)
    browser.post("/logout", data={"csrf": first})
    log_in(browser)
    assert browser.post("/review/mark", headers={"X-CSRF-Token": first}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8001"},
        {"origin": "http://[bad"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_cannot_send_a_form_even_with_the_token(
    people: Store, opened: Open, headers: dict[str, str]
) -> None:
    browser = opened(people)
    log_in(browser)
    token = csrf(browser)
    assert browser.post("/review/mark", headers={"X-CSRF-Token": token} | headers).status_code == 403
    good = {"origin": HERE, "sec-fetch-site": "same-origin", "X-CSRF-Token": token}
    assert browser.post("/review/mark", headers=good).status_code == 200


def test_a_form_reaches_its_page_whole(people: Store, opened: Open) -> None:
    browser = opened(people)
    log_in(browser)
    fields = {"csrf": csrf(browser), "lý do": "số & chữ = đúng\r\ncâu 2", "dài": "ư" * 100_000}
    for sent in (
        browser.post("/review/api/settle", data=fields),
        browser.post("/review/api/settle", data=fields, files={"tệp": ("", b"")}),
    ):
        assert sent.status_code == 200, sent.text
        assert sent.json()["sent"]["lý do"] == fields["lý do"]
        assert sent.json()["sent"]["dài"] == fields["dài"]
    assert browser.post("/review/api/settle", content=b"x" * 2_000_000).status_code == 413
    broken = {"content-type": "multipart/form-data; boundary=a"}
    assert browser.post("/review/api/settle", content=b"--b\r\nnonsense", headers=broken).status_code in (400, 403)


def test_cookies_write_nothing_through_the_api(people: Store, opened: Open) -> None:
    browser = opened(people)

    @browser.app.post("/api/v1/write")  # type: ignore[attr-defined]
    def write(user: Annotated[User, Depends(needs("reader"))]) -> str:
        return user.name

    log_in(browser)
    assert browser.post("/api/v1/write", headers={"X-CSRF-Token": csrf(browser)}).status_code == 401


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "https://evil.example",
        "/x\r\nA: b", "javascript:alert(1)", "", "evil", "/ /evil.example", "/\n/evil.example", "///evil.example",
        "/login?back=/login", "/a\\b", "/x\x7f", "/\x00",
    ],
)  # fmt: skip
def test_back_leads_nowhere_else(people: Store, opened: Open, back: str) -> None:
    assert safe_back(back) == "/"
    browser = opened(people)
    answer = log_in(browser, "reader", back=back)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert not [name for name in answer.headers if name.lower() == "a"]
    for path in ("/login", "/language/en"):
        assert browser.get(path, params={"back": back}).headers["location"] == "/"


def test_back_keeps_an_address_of_ours() -> None:
    for back in ("/", "/?text=hộ+nghèo&min=1", "/targets/0a#quote", "/review?next=//x"):
        assert safe_back(back) == back


def test_what_is_typed_stays_text(people: Store, opened: Open) -> None:
    evil = '"><script>alert(1)</script>'
    browser = opened(people)
    assert "<script>alert" not in log_in(browser, evil, back=f"/{evil}").text
    assert "<script>alert" not in browser.get("/login", params={"back": f"/{evil}"}).text
    log_in(browser)
    for field in ("who", "action", "day", "before"):
        answer = browser.get("/audit", params={field: evil})
        assert answer.status_code in (200, 422)
        assert "<script>alert" not in answer.text
    form = {"csrf": csrf(browser), "do": "add", "name": evil, "role": evil}
    answer = browser.post("/accounts", data=form)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert browser.get("/audit", params={"who": "\x00"}).status_code == 200


def test_a_private_server_shows_nothing_to_nobody(people: Store, opened: Open) -> None:
    browser = opened(people, private=True)
    for path in ("/", "/documents/x", "/map", "/criteria", "/khong-co"):
        assert browser.get(path).headers["location"].startswith("/login?back=")
    assert browser.get("/api/v1/targets").status_code == 401
    assert browser.get("/static/style.css").status_code == 200
    log_in(browser, "reader")
    assert browser.get("/").status_code == 200
    assert browser.get("/api/v1/targets").status_code == 200


def test_what_a_browser_kept_is_not_confirmed_after_the_logout(people: Store, opened: Open) -> None:
    browser = opened(people, private=True)
    log_in(browser, "reader")
    tag = browser.get("/").headers["etag"]
    assert browser.get("/", headers={"if-none-match": tag}).status_code == 304
    accounts.set_active(people, "reader", False, BY)
    assert browser.get("/", headers={"if-none-match": tag}).status_code == 303


def test_pages_of_people_are_never_kept(people: Store, opened: Open) -> None:
    browser = opened(people)
    assert browser.get("/login").headers["cache-control"] == "no-store"
    log_in(browser)
    for path in ("/account", "/accounts", "/audit"):
        answer = browser.get(path)
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers


def test_every_answer_carries_the_headers(people: Store, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = opened(people)

    @browser.app.get("/bug")  # type: ignore[attr-defined]
    def bug() -> None:
        raise ZeroDivisionError

    answers = [
        browser.get(path)
        for path in ("/", "/login", "/audit", "/static/style.css", "/static/none", "/none", "/api/v1/targets",
                     "/api/v1/targets/0", "/api/v1/openapi.json", "/bug", "/?province=nowhere")
    ]  # fmt: skip
    answers += [browser.post("/login"), browser.post("/none"), browser.request("TRACE", "/")]
    assert {answer.status_code for answer in answers} >= {200, 303, 403, 404, 405, 422, 500}
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        for name, value in (
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ):
            assert answer.headers[name] == value
        assert "camera=()" in answer.headers["permissions-policy"]
        assert "strict-transport-security" not in answer.headers


def test_pages_in_english_by_the_switch(people: Store, opened: Open) -> None:
    browser = opened(people)
    browser.get("/language/en")
    assert "The name or the password is wrong" in log_in(browser, "admin", "sai").text
    log_in(browser)
    assert "Add an account" in browser.get("/accounts").text
    assert "failed login" in browser.get("/audit").text
