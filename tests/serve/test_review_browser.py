"""The workbench in Chromium, by keyboard alone: each task with its count of keys, and nothing lost on the way."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from extractor.query.filter import Filter
from extractor.query.search import search
from extractor.review.log import export, history, state_of
from extractor.serve.app import create_app
from extractor.store.database import open_store
from extractor.store.repository import Store
from tests.review.conftest import PLAN, put

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
MORE = """
Phấn đấu đến năm 2025 có 15 xã đạt chuẩn nâng cao và 4 xã kiểu mẫu.

Đến năm 2025, tỷ lệ hộ nghèo giảm còn dưới 3%; tỷ lệ lao động qua đào tạo đạt 65%.

Vốn đầu tư công năm 2023 là 1.250 tỷ đồng, năm 2024 là 1.400 tỷ đồng.

<script>window.stolen = 1</script> đạt 77% kế hoạch & 3 < 5.
"""

WIDE = """[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > 361
    && !one.closest('.scroll, .source-text, .queue, .page-view')).map(one => one.tagName + '.' + one.className)"""

pytestmark = pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed (apt-get install chromium)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=BROWSER, args=list(SWITCHES))
        yield opened
        opened.close()


@pytest.fixture
def served(tmp_path: Any) -> Iterator[tuple[Store, str]]:
    """A server on a free port of this machine, over one plan."""
    import uvicorn

    with open_store(f"sqlite:///{tmp_path / 'r.db'}") as store:
        put(store, PLAN + MORE, "<img src=x onerror=alert(1)>.txt")
        server = uvicorn.Server(uvicorn.Config(create_app(store, per_minute=100_000), port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield store, f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


class Desk:
    """A page of the workbench and the person before it."""

    def __init__(self, browser: Any, base: str, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if "Content Security" in said.text else None)
        self.base = base
        self.keys = 0

    def open(self, quote: str | None = None, store: Store | None = None) -> None:
        path = "/review"
        if quote is not None and store is not None:
            path += f"?target={about(store, quote)['id']}"
        self.page.goto(self.base + path)
        self.page.wait_for_selector("#text mark.current")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def sees(self, what: str, about: str | None = None) -> None:
        """Waits until a page's script says yes; the page's own policy forbids that it waits by itself."""
        until(lambda: self.page.evaluate(what, about))

    def shows(self, quote: str) -> None:
        self.sees("quote => document.getElementById('quote').textContent === quote", quote)

    def said(self) -> str:
        return str(self.page.text_content("#notice"))


def about(store: Store, quote: str) -> dict[str, Any]:
    return next(hit.target.to_json() for hit in search(store, Filter()) if hit.target.evidence.quote == quote)


def until(true: Callable[[], Any], what: str = "") -> Any:
    """What becomes true within a while."""
    for _ in range(250):
        found = true()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"this did not come true: {what}")


def state(store: Store, quote: str) -> str:
    found = state_of(store, about(store, quote)["fact_key"])
    return str(found["state"]) if found else "open"


@pytest.fixture
def desk(browser: Any, served: tuple[Store, str]) -> Iterator[Desk]:
    made = Desk(browser, served[1])
    yield made
    assert made.faults == []
    made.context.close()


def test_what_happens_a_hundred_times_a_day_takes_at_most_two_keys(desk: Desk, served: tuple[Store, str]) -> None:
    store, _ = served
    spent = {}
    for quote, keys, wanted in (
        ("120/127", ("a",), "accepted"),
        ("40%", ("r", "2"), "rejected"),
        ("58", ("s",), "open"),
        ("1.200", ("d", "1"), "rejected"),
    ):
        desk.open(quote, store)
        desk.shows(quote)
        before = desk.keys
        desk.press(*keys)
        until(lambda quote=quote, wanted=wanted: state(store, quote) == wanted)
        desk.sees("quote => document.getElementById('quote').textContent !== quote", quote)
        spent[keys[0]] = desk.keys - before
    assert max(spent.values()) <= 2
    assert state_of(store, about(store, "40%")["fact_key"])["reason"] == "not-a-target"
    assert store_skips(store) == 1
    rows = list(export(store))
    assert all(row["seconds"] is not None and 0 <= row["seconds"] < 60 for row in rows)


def store_skips(store: Store) -> int:
    from sqlalchemy import func, select

    from extractor.store.repository import table
    from extractor.store.review_tables import ReviewSkipRow

    return next(iter(store.rows(select(func.count().label("n")).select_from(table(ReviewSkipRow)))))["n"]


def test_a_field_is_corrected_with_the_reason_told_while_it_is_typed(desk: Desk, served: tuple[Store, str]) -> None:
    store, _ = served
    desk.open("120/127", store)
    desk.shows("120/127")
    desk.press("e", "Control+a")
    desk.type("128")
    desk.sees("document.getElementById('w-value').textContent.includes('127')")
    assert desk.page.get_attribute("#f-value", "aria-invalid") == "true"
    desk.press("Control+a")
    desk.type("120")
    desk.sees("document.getElementById('w-value').textContent === ''")
    desk.page.focus("#f-subject")
    desk.press("Control+a")
    desk.type("xã vùng cao")
    desk.press("Enter")
    until(lambda: state(store, "120/127") == "corrected")
    assert about(store, "120/127")["subject"] == "xã vùng cao"


def test_undo_and_redo(desk: Desk, served: tuple[Store, str]) -> None:
    store, _ = served
    desk.open("40%", store)
    desk.shows("40%")
    desk.press("a")
    until(lambda: state(store, "40%") == "accepted")
    desk.press("u")
    until(lambda: state(store, "40%") == "open")
    desk.shows("40%")
    desk.press("U")
    until(lambda: state(store, "40%") == "accepted")
    desk.press("u")
    until(lambda: state(store, "40%") == "open")


def test_a_missed_record_is_made_of_the_next_number(desk: Desk, served: tuple[Store, str]) -> None:
    store, _ = served
    desk.open("120/127", store)
    desk.shows("120/127")
    desk.press("n")
    number = desk.page.text_content("mark.candidate")
    assert number
    desk.press("Enter")
    desk.sees("document.getElementById('accept').textContent.startsWith('Thêm')")
    assert desk.page.input_value("#f-status") in ("target", "result")


def test_a_span_is_moved_by_words_and_by_dragging(desk: Desk, served: tuple[Store, str]) -> None:
    store, _ = served
    desk.open("65%", store)
    desk.shows("65%")
    desk.press("[")
    desk.shows("đạt 65%")
    desk.press("]")
    desk.shows("65%")
    handle = desk.page.locator(".handle[data-which=start]")
    box = handle.bounding_box()
    desk.page.mouse.move(box["x"] + 3, box["y"] + 8)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] - 22, box["y"] + 8)
    desk.page.mouse.up()
    desk.sees("document.getElementById('quote').textContent.length > 3")
    assert str(desk.page.text_content("#quote")).endswith("65%")


def test_a_list_is_split_and_two_records_are_merged(desk: Desk, served: tuple[Store, str]) -> None:
    store, _ = served
    desk.open("120/127", store)
    desk.shows("120/127")
    desk.press("x")
    desk.page.wait_for_selector("#ask .confirm")
    desk.press("Enter")
    until(lambda: state(store, "120/127") == "rejected")
    assert {about(store, quote)["value"] for quote in ("120", "127")} == {"120", "127"}
    desk.open("15", store)
    desk.shows("15")
    desk.press("m")
    desk.page.wait_for_selector("#ask-list button")
    desk.press("1")
    until(lambda: state(store, "15") == "corrected")
    assert [row["action"] for row in export(store)][-2:] == ["merge", "duplicate"]


def test_comments_and_history_are_shown_with_the_record(desk: Desk, served: tuple[Store, str]) -> None:
    store, _ = served
    desk.open("40%", store)
    desk.shows("40%")
    desk.press("c")
    desk.type("xem <b>phụ lục</b> 2")
    desk.press("Enter")
    desk.page.wait_for_selector("#history li")
    assert "xem <b>phụ lục</b> 2" in str(desk.page.text_content("#history"))
    assert desk.page.query_selector("#history b") is None
    assert state(store, "40%") == "open"


def test_all_on_screen_and_only_that_is_accepted(desk: Desk, served: tuple[Store, str]) -> None:
    store, _ = served
    desk.page.set_viewport_size({"width": 1300, "height": 480})
    desk.open()
    shown = desk.page.evaluate(
        """() => { const f = document.getElementById('queue').getBoundingClientRect();
        return [...document.querySelectorAll('#queue li')].filter(l => { const b = l.getBoundingClientRect();
        return b.top >= Math.max(0, f.top) - 1 && b.bottom <= Math.min(innerHeight, f.bottom) + 1; }).length }"""
    )
    total = int(str(desk.page.text_content("#total")))
    assert 0 < shown < total
    desk.press("A")
    desk.page.wait_for_selector("#ask .confirm")
    desk.press("Enter")
    until(lambda: len(list(export(store))) == shown)
    assert {row["action"] for row in export(store)} == {"accept"}


def test_the_later_of_two_people_sees_what_the_first_did(browser: Any, served: tuple[Store, str]) -> None:
    store, base = served
    one, two = Desk(browser, base), Desk(browser, base)
    for desk in (one, two):
        desk.open("40%", store)
        desk.shows("40%")
    one.press("r", "2")
    until(lambda: state(store, "40%") == "rejected")
    two.press("a")
    two.sees("document.getElementById('notice').classList.contains('problem')")
    assert "loại" in two.said()
    assert state(store, "40%") == "rejected"
    assert len(list(export(store))) == 1
    for desk in (one, two):
        assert desk.faults == []
        desk.context.close()


def test_an_edit_survives_reload_the_back_button_and_a_lost_connection(desk: Desk, served: tuple[Store, str]) -> None:
    store, _ = served
    desk.open("120/127", store)
    desk.shows("120/127")
    desk.page.focus("#f-subject")
    desk.press("Control+a")
    desk.type("xã biên giới")
    desk.page.reload()
    desk.sees("document.getElementById('f-subject').value === 'xã biên giới'")
    desk.press("j")
    desk.sees("document.getElementById('quote').textContent !== '120/127'")
    desk.page.go_back()
    desk.sees("document.getElementById('f-subject').value === 'xã biên giới'")
    desk.context.set_offline(True)
    desk.press("a")
    desk.sees("document.getElementById('notice').textContent.includes('1')")
    assert state(store, "120/127") == "open"
    desk.context.set_offline(False)
    until(lambda: state(store, "120/127") == "corrected")
    assert about(store, "120/127")["subject"] == "xã biên giới"
    assert len(list(export(store))) == 1


def test_scripts_in_text_and_names_stay_text(desk: Desk, served: tuple[Store, str]) -> None:
    store, _ = served
    desk.open("77%", store)
    desk.shows("77%")
    assert "<script>window.stolen = 1</script>" in str(desk.page.text_content("#text"))
    assert desk.page.evaluate("window.stolen") is None
    assert "<img src=x" in str(desk.page.text_content("#queue"))
    desk.page.goto(f"{desk.base}/review?text=%3Cscript%3Ewindow.taken%3D1%3C/script%3E")
    desk.page.wait_for_selector("#queue-empty:not([hidden])")
    assert desk.page.evaluate("window.taken") is None
    assert store.version_of(about(store, "77%")["document_id"]) == "1.0"


@pytest.mark.parametrize("path", ["/review", "/review/documents", "/review/agreement", "/review/figures"])
def test_no_page_has_a_serious_fault_or_runs_over_at_360_pixels(
    browser: Any, served: tuple[Store, str], path: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    desk = Desk(browser, served[1], viewport={"width": 360, "height": 740})
    desk.page.goto(served[1] + path)
    if path == "/review":
        desk.page.wait_for_selector("#text mark.current")
    assert desk.page.evaluate(WIDE) == []
    found = Axe().run(desk.page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    assert desk.faults == []
    desk.context.close()


def test_the_keys_are_shown_and_every_key_does_something(desk: Desk, served: tuple[Store, str]) -> None:
    desk.open()
    desk.press("?")
    desk.page.wait_for_selector("#help[open]")
    listed = desk.page.eval_on_selector_all("#help kbd", "all => all.map(one => one.textContent)")
    assert {"j", "k", "a", "r", "e", "s", "u", "U", "n", "[", "]", "w", "d", "m", "x", "c", "A", "p", "f", "?"} <= set(
        listed
    )
    desk.press("Escape")
    desk.page.wait_for_selector("#help[open]", state="detached")


# ---- thirty tasks of a working day; typed words count as one key: what they cost depends on the words


QUOTE = "document.getElementById('quote').textContent"
ACCEPT = "document.getElementById('accept').textContent"
Effect = Callable[[Desk, Store], Any]


@dataclass(frozen=True)
class Task:
    """What is to be done with the record of a quotation: the keys, and how one sees that it was done."""

    name: str
    quote: str
    keys: tuple[str, ...]
    done: Effect
    most: int


def is_state(quote: str, wanted: str) -> Effect:
    return lambda _, store: state(store, quote) == wanted


def field(quote: str, name: str, wanted: Any) -> Effect:
    return lambda _, store: about(store, quote)[name] == wanted and state(store, quote) == "corrected"


def key_of(store: Store, quote: str) -> str:
    return str(about(store, quote)["fact_key"])


def is_action(quote: str, wanted: str) -> Effect:
    return lambda _, store: (state_of(store, key_of(store, quote)) or {}).get("action") == wanted


def page(script: str) -> Effect:
    def asked(one: Desk, _: Store) -> Any:
        from playwright.sync_api import Error

        try:
            return one.page.evaluate(script)
        except Error:  # it is on its way to another page
            return False

    return asked


def shown(quote: str) -> Effect:
    return page(f"document.getElementById('quote').textContent === {quote!r}")


TASKS = (
    Task("accept", "120/127", ("a",), is_state("120/127", "accepted"), 1),
    Task("take the acceptance back", "40%", ("u",), is_state("120/127", "open"), 1),
    Task("bring it back", "40%", ("U",), is_state("120/127", "accepted"), 1),
    *(
        Task(f"reject, reason {number}", quote, ("r", str(number)), is_state(quote, "rejected"), 2)
        for number, quote in enumerate(("40%", "58", "1.200", "62", "15", "4"), start=1)
    ),
    Task("take a rejection back", "3%", ("u",), is_state("4", "open"), 1),
    Task("put off", "77%", ("s",), lambda _, store: store_skips(store) == 1, 1),
    Task("next", "3%", ("j",), page("document.getElementById('quote').textContent !== '3%'"), 1),
    Task("next and back", "3%", ("j", "k"), shown("3%"), 2),
    Task("correct the subject", "65%", ("4", "'lao động có nghề", "Enter"),
         field("65%", "subject", "lao động có nghề"), 3),
    Task("correct the unit", "1.250", ("2", "'tỷ", "Enter"), field("1.250", "unit", "tỷ"), 3),
    Task("see a wrong value refused", "77%", ("e", "Control+a", "'78"),
         page("document.getElementById('w-value').textContent.length > 5"), 3),
    Task("leave the field", "77%", ("e", "Escape"), page("document.activeElement.tagName === 'BODY'"), 2),
    Task("move the span's start", "77%", ("[",), page(f"{QUOTE}.endsWith(' 77%')"), 1),
    Task("and back", "3%", ("[", "]"), shown("3%"), 2),
    Task("move the span's end", "3%", ("}",), page(f"{QUOTE}.startsWith('3%;')"), 1),
    Task("drop the edit", "3%;", ("Z",), shown("3%"), 1),
    Task("comment", "3%", ("c", "'xem phụ lục", "Enter"),
         lambda _, store: [row["action"] for row in history(store, key_of(store, "3%"))] == ["comment"], 3),
    Task("find a missed number", "120/127", ("n",), page("!!document.querySelector('mark.candidate')"), 1),
    Task("have it filled in", "120/127", ("n", "Enter"), page(f"{ACCEPT}.startsWith('Thêm')"), 2),
    Task("mark a duplicate", "4", ("d", "1"), is_action("4", "duplicate"), 2),
    Task("merge another one into it", "1.400", ("m", "1"), is_action("1.400", "merge"), 2),
    Task("split it", "120/127", ("x", "Enter"), is_action("120/127", "split"), 2),
    Task("ask whether to accept all on screen", "3%", ("A",), page("!document.getElementById('ask').hidden"), 1),
    Task("and do not", "3%", ("A", "Escape"), page("document.getElementById('ask').hidden"), 2),
    Task("larger text", "3%", ("+",), page("parseFloat(document.getElementById('text').style.fontSize) > 1"), 1),
    Task("smaller text", "3%", ("-",), page("parseFloat(document.getElementById('text').style.fontSize) < 1.1"), 1),
    Task("filter the queue", "3%", ("f", "'nghèo", "Enter"), page("location.search.includes('text=')"), 3),
    Task("see all keys", "3%", ("?",), page("document.getElementById('help').open"), 1),
)  # fmt: skip


def test_thirty_tasks_by_keyboard(desk: Desk, served: tuple[Store, str]) -> None:
    store, _ = served
    spent: dict[str, int] = {}
    for task in TASKS:
        desk.open(task.quote.rstrip(";"), store)
        until(lambda task=task: desk.page.text_content("#quote") == task.quote, f"{task.name}: {task.quote}")
        before = desk.keys
        for key in task.keys:
            if key.startswith("'"):
                desk.type(key[1:])
                desk.keys += 1
            else:
                desk.press(key)
        spent[task.name] = desk.keys - before
        until(lambda task=task: task.done(desk, store), task.name)
        assert spent[task.name] <= task.most, task.name
    assert len(spent) >= 30
