"""Sources on the web, against servers on this machine: what is new is taken once, politely, and nothing hangs."""

from __future__ import annotations

import gzip
import http.server
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpcore
import pytest

from extractor.intake.desk import Desk
from extractor.intake.feeds import guard, sources
from extractor.intake.feeds.fetch import Fetcher, FetchError
from extractor.intake.feeds.listing import ListingError, links_of_feed, links_of_page, links_of_sitemap
from extractor.intake.feeds.run import FeedRun, Runner
from extractor.intake.jobs import ARRIVAL, counted, listed
from extractor.store.database import open_store
from extractor.store.originals import Originals
from extractor.store.repository import Store

sys.path.insert(0, str(Path(__file__).parent))
import fake_extract

Answering = Callable[[http.server.BaseHTTPRequestHandler], None]


class Site:
    """A server on this machine: pages by path, and every request that came."""

    def __init__(self) -> None:
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.path = unquote(self.path)
                site.asked.append((self.path, dict(self.headers)))
                page = site.pages.get(self.path)
                with suppress(ConnectionError):
                    if page is None:
                        self.send_error(404)
                    elif callable(page):
                        page(self)
                    else:
                        site.send(self, page)

            def log_message(self, *_: Any) -> None:
                pass

        self.pages: dict[str, str | bytes | Answering] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.types: dict[str, str] = {}
        self.tags: dict[str, str] = {}
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def send(self, handler: http.server.BaseHTTPRequestHandler, page: str | bytes) -> None:
        data = page.encode() if isinstance(page, str) else page
        tag = self.tags.get(handler.path)
        if tag and handler.headers.get("If-None-Match") == tag:
            handler.send_response(304)
            handler.end_headers()
            return
        handler.send_response(200)
        handler.send_header("Content-Type", self.types.get(handler.path, "text/html; charset=utf-8"))
        handler.send_header("Content-Length", str(len(data)))
        if tag:
            handler.send_header("ETag", tag)
        handler.end_headers()
        handler.wfile.write(data)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'x.db'}") as opened:
        yield opened


def fetcher(**given: Any) -> Fetcher:
    return Fetcher(**{"allow_private": True, "delay": 0.0, "pause": lambda _: None, **given})


def rss(site: Site, *names: str) -> str:
    items = "".join(f"<item><title>{name}</title><link>{site.url}/{name}</link></item>" for name in names)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'


def run(store: Store, tmp_path: Path, **given: Any) -> FeedRun:
    desk = Desk(store, Originals(tmp_path / "o"), 1, extract=fake_extract.parts)
    try:
        runner = Runner(desk, fetcher_of=lambda _: fetcher(**given), work=False)
        report = runner.run(forced=True)
        desk.drain()
    finally:
        desk.close()
    return report


def test_a_feed_is_asked_again_and_only_what_is_new_is_fetched(store: Store, site: Site, tmp_path: Path) -> None:
    site.pages = {"/rss": rss(site, "a.txt", "b.txt"), "/a.txt": "có 5 xã", "/b.txt": "có 6 xã", "/c.txt": "có 7 xã"}
    site.tags["/rss"] = '"1"'
    sources.add(store, "tỉnh", f"{site.url}/rss", every=3600, delay=0.0, allow_private=True)
    assert str(run(store, tmp_path)) == "2 new links, 2 fetched, 0 unchanged, 0 failed"
    assert str(run(store, tmp_path)) == "0 new links, 0 fetched, 0 unchanged, 0 failed"
    site.pages["/rss"], site.tags["/rss"] = rss(site, "c.txt", "b.txt"), '"2"'
    assert str(run(store, tmp_path)) == "1 new links, 1 fetched, 0 unchanged, 0 failed"
    assert site.paths() == ["/rss", "/a.txt", "/b.txt", "/rss", "/rss", "/c.txt"]
    assert counted(store) == {"done": 3}
    (feed,) = sources.feeds(store)
    assert (feed["done"], feed["reason"]) == (3, "")
    assert feed["last_success"] is not None


def test_what_a_feed_says_has_changed_is_asked_for_by_its_tag(store: Store, site: Site, tmp_path: Path) -> None:
    item = "<entry><link href='{url}/a.txt'/><id>a</id><updated>{day}</updated></entry>"
    atom = "<feed xmlns='http://www.w3.org/2005/Atom'>" + item + "</feed>"
    site.pages = {"/atom": atom.format(url=site.url, day="2026-01-01T00:00:00Z"), "/a.txt": "có 5 xã"}
    site.tags["/a.txt"] = '"same"'
    sources.add(store, "x", f"{site.url}/atom", every=3600, delay=0.0, allow_private=True)
    run(store, tmp_path)
    site.pages["/atom"] = atom.format(url=site.url, day="2026-02-02T00:00:00Z")
    assert str(run(store, tmp_path)) == "1 new links, 0 fetched, 1 unchanged, 0 failed"
    assert counted(store) == {"done": 1}


def test_a_page_that_lists_documents_over_several_pages_with_their_attachments(
    store: Store, site: Site, tmp_path: Path
) -> None:
    site.pages = {
        "/ds": "<ul class=vb><li><a href='vb1'>1</a><li><a href='/vb2'>2</a></ul><a href=/x></a><a class=sau href=ds2>",
        "/ds2": "<ul class=vb><li><a href='vb3#top'>3</a></ul><a class=sau href='ds'>",
        "/vb1": "<p>có 1 xã</p><a href='tep/kh1.pdf'>tải</a>",
        "/vb2": "<p>có 2 xã</p>",
        "/vb3": "<p>có 3 xã</p>",
        "/tep/kh1.pdf": "có 11 xã",
    }
    sources.add(
        store, "cổng", f"{site.url}/ds", form="page", links="ul.vb a", following="a.sau", attachments="a[href$='.pdf']",
        every=3600, delay=0.0, allow_private=True,
    )  # fmt: skip
    report = run(store, tmp_path)
    assert (report.fetched, report.failed) == (4, [])
    places = {row["place"].removeprefix(site.url): row["name"] for row in listed(store)}
    assert places == {"/vb1": "vb1.html", "/vb2": "vb2.html", "/vb3": "vb3.html", "/tep/kh1.pdf": "kh1.pdf"}


def test_a_sitemap_and_an_index_of_sitemaps(store: Store, site: Site, tmp_path: Path) -> None:
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    pages = f"<urlset {ns}><url><loc>{site.url}/a.txt</loc><lastmod>2026-01-01</lastmod></url></urlset>"
    site.pages = {
        "/sitemap.xml": f"<sitemapindex {ns}><sitemap><loc>{site.url}/one.xml.gz</loc></sitemap></sitemapindex>",
        "/one.xml.gz": gzip.compress(pages.encode()),
        "/a.txt": "có 5 xã",
    }
    sources.add(store, "x", f"{site.url}/sitemap.xml", form="sitemap", every=3600, delay=0.0, allow_private=True)
    assert run(store, tmp_path).fetched == 1
    assert counted(store) == {"done": 1}


def test_robots_are_obeyed_and_the_delay_that_they_ask_for(site: Site) -> None:
    site.pages = {
        "/robots.txt": "User-agent: *\nDisallow: /kín/*.html$\nCrawl-delay: 7\n",
        "/mở": "a", "/mở2": "b", "/kín/x.html": "c",
    }  # fmt: skip
    pauses: list[float] = []
    polite = fetcher(pause=pauses.append)
    with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
        polite.fetch(f"{site.url}/kín/x.html")
    polite.fetch(f"{site.url}/mở")
    polite.fetch(f"{site.url}/mở2")
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    assert "/kín/x.html" not in site.paths()
    assert max(pauses) > 6.5
    assert site.asked[-1][1]["User-Agent"].startswith("chitieu/")


def test_no_request_goes_to_this_machine_or_a_private_network(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages = {"/": "secret"}
    port = site.server.server_port
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"):
        with pytest.raises(FetchError, match=r"private network|no such host"):
            fetcher(allow_private=False).fetch(f"http://{host}:{port}/")
    answers = iter(["127.0.0.1"])  # a name that leads elsewhere when it is asked again would run out of answers
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *given, **named: real(next(answers) if host == "x.vn" else host, *given, **named),
    )
    with pytest.raises(FetchError, match="private network"):
        fetcher(allow_private=False).fetch(f"http://x.vn:{port}/")
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("10.0.0.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("fe80::1%eth0", False), ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False), ("224.0.0.1", False), ("fd00::1", False), ("x", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert guard.is_public(address) == public


def test_a_redirect_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages = {"/": lambda one: redirect(one, f"http://inside.vn:{site.server.server_port}/secret"), "/secret": "x"}
    real = guard.is_public
    # this machine's server stands for a public one under its own name only
    names = {"outside.vn": "127.0.0.1", "inside.vn": "127.0.0.2"}
    resolve = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *given, **named: resolve(names.get(host, host), *given, **named)
    )
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1" or real(address))
    with pytest.raises(FetchError, match=r"inside\.vn leads to 127\.0\.0\.2"):
        fetcher(allow_private=False).fetch(f"http://outside.vn:{site.server.server_port}/")
    assert "/secret" not in site.paths()


def redirect(handler: http.server.BaseHTTPRequestHandler, place: str) -> None:
    handler.send_response(302)
    handler.send_header("Location", place)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def test_redirects_in_a_circle_and_without_end_are_left(site: Site) -> None:
    site.pages = {"/a": lambda one: redirect(one, "/b"), "/b": lambda one: redirect(one, "/a")}
    site.pages |= {f"/{n}": lambda one, n=n: redirect(one, f"/{n + 1}") for n in range(20)}
    with pytest.raises(FetchError, match="in a circle"):
        fetcher().fetch(f"{site.url}/a")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher().fetch(f"{site.url}/0")
    site.pages["/f"] = lambda one: redirect(one, "file:///etc/passwd")
    with pytest.raises(FetchError, match="not a URL that begins with http"):
        fetcher().fetch(f"{site.url}/f")


def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(400):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_head(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(400):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("slow", [drip, drip_head])
def test_a_source_that_sends_byte_by_byte_is_left_when_its_time_is_over(site: Site, slow: Answering) -> None:
    # it always sends before a read times out: only the time for everything together ends it
    site.pages = {"/x": slow, "/robots.txt": ""}
    impatient = fetcher(seconds=0.6, tries=1)
    begun = time.monotonic()
    with pytest.raises(FetchError, match=r"not done within 0\.6 seconds") as told:
        impatient.fetch(f"{site.url}/x")
    assert told.value.temporary
    assert time.monotonic() - begun < 15  # of the 20 seconds that it would take


def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1024):
        handler.wfile.write(b"<item/>" * 150_000)


def test_a_feed_of_a_gigabyte_is_cut_off_at_the_limit(store: Store, site: Site, tmp_path: Path) -> None:
    site.pages = {"/rss": endless}
    sources.add(store, "lớn", f"{site.url}/rss", every=3600, delay=0.0, allow_private=True)
    report = run(store, tmp_path)
    (feed,) = sources.feeds(store)
    assert "more than the limit of 16,777,216 bytes" in feed["reason"]
    assert report.failed
    assert feed["failures"] == 1
    assert feed["last_success"] is None


def test_packed_answers_count_by_what_they_unpack_to(site: Site) -> None:
    def bomb(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.end_headers()
        handler.wfile.write(gzip.compress(bytes(20_000_000)))

    site.pages = {"/x": bomb}
    with pytest.raises(FetchError, match="more than the limit of 1,000,000 bytes"):
        fetcher().fetch(f"{site.url}/x", most_bytes=1_000_000)


def test_a_busy_server_is_asked_again_after_the_time_that_it_names(site: Site) -> None:
    answers = iter([503, 429])

    def busy(handler: http.server.BaseHTTPRequestHandler) -> None:
        status = next(answers, None)
        if status is None:
            site.send(handler, "now")
            return
        handler.send_response(status)
        handler.send_header("Retry-After", "9")
        handler.end_headers()

    site.pages = {"/x": busy}
    pauses: list[float] = []
    assert fetcher(pause=pauses.append).fetch(f"{site.url}/x").data == b"now"
    assert [pause >= 9 for pause in pauses] == [True, True]


def test_what_cannot_be_fetched_is_tried_again_or_given_up_with_its_reason(
    store: Store, site: Site, tmp_path: Path
) -> None:
    def broken(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_error(500)

    site.pages = {"/rss": rss(site, "gone.txt", "broken.txt", "a.txt"), "/broken.txt": broken, "/a.txt": "có 5 xã"}
    sources.add(store, "x", f"{site.url}/rss", every=3600, delay=0.0, allow_private=True)
    assert run(store, tmp_path).fetched == 1
    told = {row["url"].rpartition("/")[2]: (row["state"], row["reason"]) for row in sources.failed_items(store)}
    assert told == {"gone.txt": ("failed", "HTTP 404"), "broken.txt": ("waiting", "HTTP 500")}


def test_the_archive_has_what_the_portal_sent(store: Store, site: Site, tmp_path: Path) -> None:
    data = "có 5 xã\r\n".encode() + b"\xff\xfe"
    site.pages = {"/rss": rss(site, "a.bin"), "/a.bin": data}
    sources.add(store, "x", f"{site.url}/rss", every=3600, delay=0.0, allow_private=True)
    run(store, tmp_path)
    (arrival,) = store.rows(ARRIVAL.select())
    assert Originals(tmp_path / "o").path_of(arrival["document_id"]).read_bytes() == data
    assert (arrival["source"], arrival["place"]) == ("feed:x", f"{site.url}/a.bin")
    assert counted(store) == {"failed": 1}


def test_lists_that_would_harm_are_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>'
    with pytest.raises(ListingError, match="entities"):
        links_of_feed(laughs, "http://x.vn/")
    with pytest.raises(ListingError, match="no sitemap"):
        links_of_sitemap(laughs, "http://x.vn/")
    with pytest.raises(ListingError, match="neither RSS nor Atom"):
        links_of_feed(b"<html>", "http://x.vn/")
    found = links_of_page(
        b"<a href='javascript:x()'>a</a><a href='file:///etc'>b</a><a href='c'>c</a>", "http://x.vn/d/", "a"
    )
    assert [link.url for link in found] == ["http://x.vn/d/c"]


def test_a_source_that_makes_no_sense_is_refused(store: Store) -> None:
    with pytest.raises(sources.FeedError, match="http"):
        sources.add(store, "x", "file:///etc/passwd", every=1, delay=0)
    with pytest.raises(sources.FeedError, match="--links"):
        sources.add(store, "x", "https://x.vn/", form="page", every=1, delay=0)
    with pytest.raises(ListingError, match="no CSS selector"):
        sources.add(store, "x", "https://x.vn/", form="page", links="a[", every=1, delay=0)
    sources.add(store, "x", "https://x.vn/", every=1, delay=0)
    with pytest.raises(sources.FeedError, match="already"):
        sources.add(store, "x", "https://y.vn/", every=1, delay=0)
    sources.remove(store, "x")
    assert sources.feeds(store) == []


def test_a_deadline_that_is_over_ends_the_next_step() -> None:
    deadline = guard.Deadline()
    assert deadline.left(5) == 5
    deadline.end = 0.0
    with pytest.raises(httpcore.ReadTimeout):
        deadline.left(None)
