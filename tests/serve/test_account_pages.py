"""Logging in and the pages of people in a real browser: no policy is broken, nothing is fetched from elsewhere."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from argon2 import PasswordHasher

from extractor.review import accounts, passwords
from extractor.review.audit import Actor
from extractor.serve.app import create_app
from extractor.store.database import open_store

BROWSER = shutil.which("chromium")
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SECRET = "bốn con ngựa ô"
PATHS = (
    "/", "/?kind=money", "/criteria", "/criteria/19.2", "/timeline", "/map", "/due?by=2025-12-31",
    "/account", "/accounts", "/audit", "/audit?day=x",
)  # fmt: skip

pytestmark = pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed (apt-get install chromium)")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, make_sample: Any) -> Iterator[str]:
    """A server with an admin and a reviewer, on a free port of this machine."""
    import uvicorn

    with (
        pytest.MonkeyPatch.context() as patch,
        open_store(f"sqlite:///{tmp_path_factory.mktemp('accounts') / 'x.db'}") as store,
    ):
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        store.save(make_sample(), "1.0", store.start_run("1.0"))
        accounts.create(store, "Nguyễn An", "admin", SECRET, Actor("test"))
        accounts.create(store, "Trần Thị Bích Ngọc Phương", "reviewer", SECRET, Actor("test"))
        server = uvicorn.Server(uvicorn.Config(create_app(store), port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=BROWSER, args=list(SWITCHES))
        yield opened
        opened.close()


def log_in(page: Any, base: str, name: str = "nguyễn an", password: str = SECRET) -> None:
    page.goto(f"{base}/login?back=/accounts")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_no_page_breaks_the_policy_asks_elsewhere_or_has_a_serious_fault(browser: Any, base: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    told: list[str] = []
    hosts: set[str] = set()
    page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc or request.url[:5]))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective))"
    )

    def look(path: str) -> None:
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        # axe puts its script in by the debugger, past the policy
        found = Axe().run(page).response["violations"]
        assert [(one["id"], path) for one in found if one["impact"] in ("serious", "critical")] == []

    look("/login?back=/audit")
    log_in(page, base)
    assert page.url == f"{base}/accounts"
    page.goto(f"{base}/?kind=money")
    target = page.get_attribute("td.value a", "href")
    document = page.get_attribute("tbody td:last-child a", "href")
    for path in (*PATHS, target, document):
        look(path)
    page.goto(f"{base}/")
    page.fill("input[name=text]", "ho ngheo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?text=ho+ngheo")
    page.click(".who button")
    page.wait_for_selector(".who a[href^='/login']")
    # a condition that makes no sense answers 422, which the browser notes
    assert [words for words in told if "422" not in words] == []
    assert hosts <= {urlsplit(base).netloc, "data:"}
    context.close()


def test_an_admin_works_without_script(browser: Any, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, base, password="sai hẳn rồi nhé")
    assert "không đúng" in page.inner_text("#wrong")
    assert page.input_value("input[name=name]") == "nguyễn an"
    page.fill("input[name=password]", SECRET)
    page.click("main button")
    page.wait_for_url("**/accounts")
    assert page.url == f"{base}/accounts"
    page.fill("main form.search input[name=name]", "Lê Chi")
    page.click("main form.search button")
    secret = page.inner_text(".secret")
    page.select_option("select[aria-label$='Lê Chi']", "lead")
    with page.expect_navigation():
        page.click("tr:has-text('Lê Chi') button[value=role]")
    assert page.input_value("select[aria-label$='Lê Chi']") == "lead"
    page.goto(f"{base}/audit?action=account-role")
    assert "trước: người rà soát, sau: trưởng nhóm" in page.inner_text("main table")
    with page.expect_navigation():
        page.click(".who button")
    log_in(page, base, "Lê Chi", secret)
    assert "cần vai trò quản trị viên; vai trò của bạn là trưởng nhóm" in page.inner_text("main")
    context.close()


def test_back_after_the_logout_shows_no_page_of_people(browser: Any, base: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    log_in(page, base)
    page.goto(f"{base}/")
    for link in ("/map", "/timeline"):  # turned by script, without loading a page
        page.click(f"header nav a[href='{link}']")
        page.wait_for_url(f"**{link}")
    page.go_back()
    page.wait_for_url("**/map")
    page.wait_for_selector(".chart.map")
    assert "Nguyễn An" in page.inner_text("header")
    assert "Nguyễn An" not in page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    page.goto(f"{base}/audit")
    page.click(".who button")
    page.wait_for_selector(".who a[href^='/login']")
    page.go_back()
    page.wait_for_url("**/login**")
    assert "Nguyễn An" not in page.content()
    context.close()
