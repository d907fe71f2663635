"""Runs sources: asks for what is new, keeps the bytes, and gives them to the queue."""

from __future__ import annotations

import hashlib
import logging
import mimetypes
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import and_, delete, or_, select, update

from extractor.core.errors import ChiTieuError
from extractor.intake.desk import Desk
from extractor.intake.feeds.fetch import MAX_FEED_BYTES, Answer, Fetcher, FetchError
from extractor.intake.feeds.listing import Link, links_of_feed, links_of_page, links_of_sitemap
from extractor.intake.feeds.mailbox import Mailbox
from extractor.intake.feeds.sources import FEED, ITEM, due, feed_of
from extractor.intake.jobs import Arrival, add_new, wait_after
from extractor.intake.log import tell
from extractor.reading.source import base_name
from extractor.store.intake_tables import FeedItemRow
from extractor.store.repository import storable

MOST_TRIES = 6
"""Tries after which a link is given up."""
_FIRST_WAIT, _LONGEST_WAIT = 60.0, 86_400.0
_MOST_PAGES = 20
"""Pages of a list that are followed in one run."""
_MOST_MAPS = 50
_PORTION = 50
"""Links of a source that are fetched before the next source has its turn."""


class ArchiveError(ChiTieuError):
    """Bytes that were fetched cannot be kept; their links stay as they were, to be fetched again."""


@dataclass(slots=True)
class FeedRun:
    """What a run over sources did."""

    new_links: int = 0
    fetched: int = 0
    unchanged: int = 0
    failed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        told = f"{self.new_links} new links, {self.fetched} fetched, {self.unchanged} unchanged"
        return f"{told}, {len(self.failed)} failed"


def mailbox_of(feed: Mapping[str, Any]) -> Mailbox:
    """The mailbox that a source's row describes."""
    return Mailbox(feed["url"], feed["password_from"], allow_private=feed["allow_private"], mark_seen=feed["mark_seen"])


@dataclass(slots=True)
class Runner:
    """Runs sources over a desk's database and archive; between two fetches the desk does what is due."""

    desk: Desk
    stop: threading.Event = field(default_factory=threading.Event)
    fetcher_of: Callable[[Mapping[str, Any]], Fetcher] | None = None
    mailbox_of: Callable[[Mapping[str, Any]], Mailbox] = mailbox_of
    work: bool = True
    _mailboxes: dict[tuple[Any, ...], Mailbox] = field(default_factory=dict)
    _fetchers: dict[tuple[bool, float], Fetcher] = field(default_factory=dict)

    def run(self, names: Sequence[str] = (), *, forced: bool = False) -> FeedRun:
        """Runs the named sources (all of them if none is named) whose time has come, or all if ``forced``."""
        store, report = self.desk.store, FeedRun()
        coming = due(store, datetime.now(UTC))
        for name in names:
            if feed_of(store, name) is None:
                raise ChiTieuError(f"there is no source {name!r} (chitieu feed list names them)")
        chosen = names or ([row["name"] for row in store.rows(select(FEED.c.name))] if forced else coming)
        for name in chosen:
            if self.stop.is_set():
                break
            if forced or name in coming:
                self._list(name, report)
        for row in list(store.rows(select(FEED).order_by(FEED.c.name))):
            if not names or row["name"] in names:
                self._fetch_items(row, report)
        for mailbox in self._mailboxes.values():
            mailbox.close()
        return report

    def _ask(self, feed: Mapping[str, Any], item: Mapping[str, Any]) -> Answer:
        """What lies behind a link of a source."""
        if feed["form"] == "mailbox":
            return self._mailbox(feed).fetch(item["url"])
        before = self._before(item)
        return self._fetcher(feed).fetch(item["url"], etag=before["etag"], modified=before["modified"])

    def _mailbox(self, feed: Mapping[str, Any]) -> Mailbox:
        key = (feed["url"], feed["password_from"], feed["allow_private"], feed["mark_seen"])
        if key not in self._mailboxes:
            self._mailboxes[key] = self.mailbox_of(feed)
        return self._mailboxes[key]

    def _fetcher(self, feed: Mapping[str, Any]) -> Fetcher:
        if self.fetcher_of is not None:
            return self.fetcher_of(feed)
        key = (bool(feed["allow_private"]), float(feed["delay"]))
        if key not in self._fetchers:
            self._fetchers[key] = Fetcher(allow_private=key[0], delay=key[1], pause=self._pause)
        return self._fetchers[key]

    def _pause(self, seconds: float) -> None:
        """Waits, and works meanwhile."""
        end = time.monotonic() + seconds
        while not self.stop.is_set() and (left := end - time.monotonic()) > 0:
            if not (self.work and self.desk.step(min(left, 0.5))):
                self.stop.wait(min(max(0.0, end - time.monotonic()), 0.2))

    def _list(self, name: str, report: FeedRun) -> None:
        """Asks a source what it lists, and writes down the links that are new, or changed, in one transaction."""
        feed = feed_of(self.desk.store, name)
        if feed is None:
            return
        values: dict[str, Any]
        now = datetime.now(UTC)
        position = None
        try:
            if feed["form"] == "mailbox":
                (links, position), answer = self._mailbox(feed).listed(feed["position"]), Answer(feed["url"], None)
            else:
                links, answer = self._links(feed)
        except ChiTieuError as error:
            values = _failure(feed, error, now)
            report.failed.append(str(error))
            tell("the source failed", logging.WARNING, source=f"feed:{name}", reason=str(error))
            links = []
        else:
            values = {"failures": 0, "reason": "", "last_run": now, "last_success": now}
            values |= {"next_run": now + timedelta(seconds=feed["every"])}
            if answer.data is not None:
                values |= {"etag": answer.etag, "modified": answer.modified}
            if position is not None:
                values |= {"position": position}
        rows = [_item(name, link, now) for link in links]

        def write() -> int:
            with self.desk.store.writing() as connection:
                if position is not None:  # by their old numbers messages cannot be had any more
                    old = and_(ITEM.c.state == "waiting", ITEM.c.stamp != position.partition(":")[0])
                    connection.execute(delete(ITEM).where(ITEM.c.feed == name, old))
                new = add_new(connection, ITEM, rows)
                connection.execute(update(FEED).where(FEED.c.name == name).values(values))
            return new

        new = self.desk.patiently(write)
        report.new_links += new
        if not values["reason"]:
            tell("listed", source=f"feed:{name}", links=len(links), new=new)

    def _links(self, feed: Mapping[str, Any]) -> tuple[list[Link], Answer]:
        """What a source lists now, and its own answer; no links where it has not changed."""
        fetcher, form = self._fetcher(feed), feed["form"]
        first = fetcher.fetch(feed["url"], etag=feed["etag"], modified=feed["modified"], most_bytes=MAX_FEED_BYTES)
        if first.data is None:
            return [], first
        if form == "feed":
            return links_of_feed(first.data, first.url), first
        if form == "sitemap":
            pages, maps = links_of_sitemap(first.data, first.url)
            for one in maps[:_MOST_MAPS]:
                inner = fetcher.fetch(one.url, most_bytes=MAX_FEED_BYTES)
                pages += links_of_sitemap(inner.data or b"", inner.url)[0]
            return pages, first
        found, page, seen = [], first, {first.url}
        for _ in range(_MOST_PAGES):
            found += links_of_page(page.data or b"", page.url, feed["links"])
            following = links_of_page(page.data or b"", page.url, feed["following"]) if feed["following"] else []
            if not following or following[0].url in seen:
                break
            seen.add(following[0].url)
            page = fetcher.fetch(following[0].url, most_bytes=MAX_FEED_BYTES)
        return found, first

    def _fetch_items(self, feed: Mapping[str, Any], report: FeedRun) -> None:
        while not self.stop.is_set():
            now = datetime.now(UTC)
            ahead = now + timedelta(seconds=2 * _LONGEST_WAIT)
            due_now = or_(ITEM.c.next_try <= now, ITEM.c.next_try > ahead)
            waiting = and_(ITEM.c.feed == feed["name"], ITEM.c.state == "waiting", due_now)
            items = list(self.desk.store.rows(select(ITEM).where(waiting).order_by(ITEM.c.seen_at).limit(_PORTION)))
            if not items:
                return
            for item in items:
                if self.stop.is_set():
                    return
                if not self._fetch_item(feed, item, report):
                    return
                if self.work:
                    self.desk.step(0.0)

    def _put_off(self, feed: Mapping[str, Any], error: FetchError) -> None:
        """A source that cannot be asked at all is asked later; none of its links is tried by that."""
        now = datetime.now(UTC)
        values = _failure(feed_of(self.desk.store, feed["name"]) or feed, error, now)

        def write() -> None:
            with self.desk.store.writing() as connection:
                connection.execute(update(FEED).where(FEED.c.name == feed["name"]).values(values))
                waiting = and_(ITEM.c.feed == feed["name"], ITEM.c.state == "waiting")
                connection.execute(update(ITEM).where(waiting).values(next_try=values["next_run"]))

        self.desk.patiently(write)

    def _fetch_item(self, feed: Mapping[str, Any], item: Mapping[str, Any], report: FeedRun) -> bool:
        """Fetches one link, keeps its bytes and makes a job; a failure is tried later, or given up with its reason.

        Returns ``False`` where the source itself cannot be asked.
        """
        source = f"feed:{feed['name']}"
        more: list[dict[str, Any]] = []
        try:
            answer = self._ask(feed, item)
        except FetchError as error:
            if error.whole:
                report.failed.append(str(error))
                tell("the source failed", logging.WARNING, source=source, reason=str(error))
                self._put_off(feed, error)
                return False
            tries = item["tries"] + 1
            given_up = not error.temporary or tries >= MOST_TRIES
            wait = max(wait_after(tries, _FIRST_WAIT, _LONGEST_WAIT), min(error.wait or 0.0, _LONGEST_WAIT))
            values: dict[str, Any] = {
                "state": "failed" if given_up else "waiting",
                "tries": tries,
                "reason": storable(error.reason),
                "next_try": datetime.now(UTC) + timedelta(seconds=wait),
            }
            report.failed.append(str(error))
            tell("not fetched", logging.WARNING, source=source, place=item["url"], reason=error.reason, tries=tries)
            self.desk.patiently(lambda: self._write(item["id"], values, []))
            return True
        values = {"state": "done", "reason": "", "tries": item["tries"] + 1}
        if answer.data is None:
            report.unchanged += 1
        else:
            try:
                document_id = self.desk.originals.put(answer.data)
            except OSError as error:
                raise ArchiveError(f"the original bytes cannot be kept: {error} (make room on the disk)") from error
            values |= {"etag": answer.etag, "modified": answer.modified, "document_id": document_id}
            arrival = Arrival(
                source, answer.place or answer.url, file_name(answer), document_id, len(answer.data), item["stamp"],
                self.desk.rules.priority_of(source),
            )  # fmt: skip
            # the job first: were we ended in between, the link would only be fetched once more
            self.desk.patiently(lambda: self.desk.queue.arrive([arrival]))
            report.fetched += 1
            tell("fetched", source=source, place=answer.url, document_id=document_id, size=len(answer.data))
            if feed["attachments"] and "html" in answer.media_type:
                found = links_of_page(answer.data, answer.url, feed["attachments"])
                more = [_item(feed["name"], link, datetime.now(UTC)) for link in found]
        report.new_links += self.desk.patiently(lambda: self._write(item["id"], values, more))
        if feed["mark_seen"]:
            self._mark(feed, item)
        return True

    def _mark(self, feed: Mapping[str, Any], item: Mapping[str, Any]) -> None:
        """Marks a message that was taken as seen; where that fails it is taken all the same."""
        try:
            self._mailbox(feed).mark(item["url"])
        except FetchError as error:
            tell("not marked as seen", logging.WARNING, source=f"feed:{feed['name']}", place=item["url"],
                 reason=error.reason)  # fmt: skip

    def _before(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """The same link as it was fetched last, where it was: what has not changed since is not sent again."""
        same = and_(ITEM.c.feed == item["feed"], ITEM.c.url == item["url"], ITEM.c.state == "done")
        query = select(ITEM).where(same).order_by(ITEM.c.seen_at.desc()).limit(1)
        return next(iter(self.desk.store.rows(query)), item)

    def _write(self, item_id: str, values: dict[str, Any], more: list[dict[str, Any]]) -> int:
        with self.desk.store.writing() as connection:
            connection.execute(update(ITEM).where(ITEM.c.id == item_id).values(values))
            return add_new(connection, ITEM, more)


def file_name(answer: Answer) -> str:
    """A name for what was fetched: the one that the server gives, else the end of the URL, with an ending."""
    path = PurePosixPath(unquote(urlsplit(answer.url).path))
    name = base_name(answer.name or path.name or urlsplit(answer.url).hostname or "trang")
    if "." not in name[1:]:
        name += mimetypes.guess_extension(answer.media_type) or ""
    return name[-200:]


def _failure(feed: Mapping[str, Any], error: ChiTieuError, now: datetime) -> dict[str, Any]:
    """What a source's row says once it could not be asked."""
    failures = feed["failures"] + 1
    wait = min(wait_after(failures, _FIRST_WAIT, _LONGEST_WAIT), float(feed["every"]))
    values = {"failures": failures, "reason": storable(str(error)), "last_run": now}
    return values | {"next_run": now + timedelta(seconds=wait)}


def _item(feed: str, link: Link, now: datetime) -> dict[str, Any]:
    # a link with a new stamp is a new item: the source says that the document has changed
    key = "\x1f".join((feed, link.url, link.stamp))
    values = {
        "id": hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32],
        "feed": feed,
        "url": storable(link.url),
        "stamp": storable(link.stamp),
        "next_try": now,
        "seen_at": now,
    }
    return FeedItemRow.model_validate(values).model_dump()
