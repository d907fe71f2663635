"""The pages in a real browser, where one is installed: at 360 pixels, by keyboard, and by axe."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from extractor.query import facets
from extractor.serve.app import create_app
from extractor.store.database import open_store

BROWSER = shutil.which("chromium")
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATHS = ("/", "/?text=ho+ngheo&status=result", "/criteria", "/criteria/19.2", "/timeline", "/map", "/due?by=2025-12-31",
    "/due?by=2030-12-31&group=place", "/?province=Lao+Kai",
    "/?place=huy%E1%BB%87n+L%C3%BD+S%C6%A1n&units-on=2025-07-01",
)  # fmt: skip

pytestmark = pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed (apt-get install chromium)")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, make_sample: Any) -> Iterator[str]:
    """A server on a free port of this machine."""
    import uvicorn

    with open_store(f"sqlite:///{tmp_path_factory.mktemp('browser') / 'x.db'}") as store:
        store.save(make_sample(), "1.0", store.start_run("1.0"))
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


def test_no_page_has_a_serious_fault_or_runs_over_at_360_pixels(browser: Any, base: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{base}/?kind=money")
    target = page.get_attribute("td.value a", "href")
    document = page.get_attribute("tbody td:last-child a", "href")
    for path in (*PATHS, target, document):
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        found = Axe().run(page).response["violations"]
        assert [(one["id"], path) for one in found if one["impact"] in ("serious", "critical")] == []
    page.close()


def test_a_search_can_be_made_by_keyboard_and_shared(browser: Any, base: str) -> None:
    page = browser.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(base)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("input[name=text]")
    page.keyboard.type("ho ngheo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?text=ho+ngheo")
    page.wait_for_selector("mark")
    assert page.inner_text(".total strong") == "1"
    shared = browser.new_page()
    shared.goto(page.url)
    assert shared.inner_text(".total strong") == "1"
    assert failures == []
    shared.close()
    page.close()


def test_counts_that_come_later_take_their_place(browser: Any, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "EXACT", 0)
    page = browser.new_page()
    page.goto(f"{base}/?text=ngheo")
    page.wait_for_selector("#facets .facet a")
    assert page.locator("#facets").count() == 1
    assert page.locator("#facets .note").count() == 0
    assert page.url.endswith("/?text=ngheo")
    page.close()


def test_a_mistake_in_the_form_is_told_where_it_was_made(browser: Any, base: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.goto(f"{base}/")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.fill("input[name=province]", "Lao Kai")
    page.press("input[name=province]", "Enter")
    page.wait_for_selector(".problem")
    assert "gần nhất: Lào Cai" in page.inner_text(".problem")
    assert page.locator("body > header").count() == 1
