"""The sources on the web that are kept in the database: added, listed, removed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, func, insert, select

from extractor.core.errors import ChiTieuError
from extractor.intake.feeds.listing import check_selector
from extractor.intake.feeds.mailbox_address import address_of, password_from
from extractor.store.intake_tables import FORMS, FeedItemRow, FeedRow
from extractor.store.repository import Store, table

FEED, ITEM = table(FeedRow), table(FeedItemRow)
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SPAN = re.compile(r"(\d+)\s*([smhd])")
_NAME = re.compile(r"[\w.-]{1,60}")


class FeedError(ChiTieuError):
    """A source cannot be as it is described."""


def seconds_of(span: str) -> int:
    """Seconds of a stretch of time such as "30m", "6h" or "1d". Raises ``FeedError``."""
    match = _SPAN.fullmatch(span.strip().lower())
    if not match or int(match.group(1)) == 0:
        raise FeedError(f"{span!r} is no stretch of time (write 90s, 30m, 6h or 1d)")
    return int(match.group(1)) * _UNITS[match.group(2)]


def span_of(seconds: int) -> str:
    """A stretch of time as one writes it."""
    unit = next(one for one in "dhms" if seconds % _UNITS[one] == 0)
    return f"{seconds // _UNITS[unit]}{unit}"


def add(store: Store, name: str, url: str, **given: Any) -> None:
    """Adds a source; its first run is due at once. Raises ``FeedError``.

    ``form`` is one of ``FORMS``; ``links`` the CSS selector of the links of a page, ``following`` that of the link to
    its next page, ``attachments`` that of the files which an item's own page links to. Of a mailbox ``password_from``
    tells where its password stands, as ``mailbox_address.password_from`` writes it.
    """
    _check_url(url, given)
    if not _NAME.fullmatch(name):
        raise FeedError(f"{name!r} is no name for a source (letters, digits, dots and dashes, 60 at most)")
    if given.get("form", "feed") not in FORMS:
        raise FeedError(f"there is no form {given['form']!r} ({', '.join(FORMS)})")
    if given.get("form") == "page" and not given.get("links"):
        raise FeedError("a page needs --links, the CSS selector of its links, such as 'ul.van-ban a'")
    for selector in ("links", "following", "attachments"):
        if given.get(selector):
            check_selector(given[selector])
    now = datetime.now(UTC)
    values: dict[str, Any] = {"name": name, "url": url, "form": "feed", "added_at": now, "next_run": now, **given}
    row = FeedRow.model_validate(values).model_dump()
    if feed_of(store, name) is not None:
        raise FeedError(f"there is a source {name!r} already (chitieu feed remove {name} takes it away)")
    with store.writing() as connection:
        connection.execute(insert(FEED), [row])


def _check_url(url: str, given: dict[str, Any]) -> None:
    """The URL of a source; one of a mailbox says what its form is."""
    parts = urlsplit(url)
    if parts.scheme in ("imap", "imaps"):
        address_of(url)
        if given.get("form") not in (None, "feed", "mailbox") or given.get("attachments"):
            raise FeedError("a mailbox has no links to look for: leave --form and the selectors out")
        given["form"] = "mailbox"
        given["password_from"] = given.get("password_from") or password_from(None, None)
        return
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FeedError(f"{url!r}: not a URL that begins with http://, https:// or imaps://")
    if given.get("form") == "mailbox" or given.get("password_from") or given.get("mark_seen"):
        raise FeedError("a mailbox is named by imaps://USER@HOST/FOLDER")


def remove(store: Store, name: str) -> None:
    """Removes a source and what it listed; documents stay. Raises ``FeedError`` for one that is not there."""
    with store.writing() as connection:
        connection.execute(delete(ITEM).where(ITEM.c.feed == name))
        if not connection.execute(delete(FEED).where(FEED.c.name == name)).rowcount:
            raise FeedError(f"there is no source {name!r} (chitieu feed list names them)")


def feed_of(store: Store, name: str) -> Mapping[str, Any] | None:
    """A source by its name."""
    return next(iter(store.rows(select(FEED).where(FEED.c.name == name))), None)


def feeds(store: Store) -> list[dict[str, Any]]:
    """The sources by name, each with the number of its links by state: "waiting", "done", "failed"."""
    found: dict[str, dict[str, Any]] = {
        row["name"]: {**row, "waiting": 0, "done": 0, "failed": 0}
        for row in store.rows(select(FEED).order_by(FEED.c.name))
    }
    counted = select(ITEM.c.feed, ITEM.c.state, func.count().label("number")).group_by(ITEM.c.feed, ITEM.c.state)
    for row in store.rows(counted):
        found[row["feed"]][row["state"]] = row["number"]
    return list(found.values())


def failed_items(store: Store, feed: str | None = None, most: int = 100) -> list[Mapping[str, Any]]:
    """The links that could not be fetched, those seen last first."""
    query = select(ITEM).where(ITEM.c.reason != "", ITEM.c.state != "done").order_by(ITEM.c.seen_at.desc()).limit(most)
    return list(store.rows(query.where(ITEM.c.feed == feed) if feed else query))


def due(store: Store, now: datetime) -> list[str]:
    """The names of sources whose time has come; one that lies further ahead than its schedule is due as well."""
    return [
        row["name"]
        for row in store.rows(select(FEED).order_by(FEED.c.next_run))
        if row["next_run"] <= now or row["next_run"] > now + timedelta(seconds=2 * row["every"] + 86_400)
    ]
