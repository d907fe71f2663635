"""What a source lists: the links of an RSS or Atom feed, of a sitemap, of a page by CSS selectors."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from extractor.core.errors import ChiTieuError
from extractor.intake.feeds.fetch import MAX_FEED_BYTES

MOST_LINKS = 50_000
"""Links of one list: what the protocol of sitemaps allows."""
_HEAD = 4_096


class ListingError(ChiTieuError):
    """What a source gave is no list of its form, or a selector is none."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a document; ``stamp`` changes when the source says that the document has."""

    url: str
    stamp: str = ""


def links_of_feed(data: bytes, base: str) -> list[Link]:
    """The entries of an RSS or Atom feed, each with its enclosures. Raises ``ListingError``."""
    import feedparser  # noqa: PLC0415 - only feeds need it

    _refuse_entities(data, base)
    # given as a stream, for a text is taken for a file name or a URL
    found = feedparser.parse(io.BytesIO(data), response_headers={"content-location": base}, sanitize_html=False)
    if not found.entries and not found.get("version"):
        told = f": {found.bozo_exception}" if found.get("bozo") else ""
        raise ListingError(f"{base}: neither RSS nor Atom{told}")
    links: list[Link] = []
    for entry in found.entries[:MOST_LINKS]:
        stamp = str(entry.get("updated") or entry.get("published") or "")
        places = [entry.get("link"), *(one.get("href") for one in entry.get("enclosures", ()))]
        links += [Link(_absolute(base, str(one)), stamp) for one in places if one]
    return _once(links)


def links_of_sitemap(data: bytes, base: str) -> tuple[list[Link], list[Link]]:
    """The pages that a sitemap lists, and the sitemaps of an index of sitemaps. Raises ``ListingError``."""
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - only sitemaps need it
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415 - likewise

    try:
        root = fromstring(_unpacked(data, base), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ListingError(f"{base}: no sitemap: {error}") from error
    pages: list[Link] = []
    maps: list[Link] = []
    for entry in list(root)[:MOST_LINKS]:
        fields = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in entry}
        if fields.get("loc"):
            link = Link(_absolute(base, fields["loc"]), fields.get("lastmod", ""))
            (maps if entry.tag.rpartition("}")[2] == "sitemap" else pages).append(link)
    return _once(pages), _once(maps)


def links_of_page(data: bytes, base: str, selector: str) -> list[Link]:
    """The links of the elements that a CSS selector finds on a page, or of those inside them.

    Raises ``ListingError`` for a selector that is none.
    """
    from lxml import html  # noqa: PLC0415 - only pages need it

    if not data.strip():
        return []
    parser = html.HTMLParser(no_network=True, huge_tree=False)
    try:
        page = html.document_fromstring(data, parser=parser)
    except (ValueError, html.etree.ParserError) as error:
        raise ListingError(f"{base}: no page: {error}") from error
    based = page.xpath("string(//base/@href)")
    place = urljoin(base, based) if based else base
    found: list[Link] = []
    for element in _chosen(page, selector):
        for one in element.iter("a", "area") if element.tag not in ("a", "area") else [element]:
            href = (one.get("href") or "").strip()
            if href and not href.startswith(("#", "javascript:", "mailto:", "tel:")):
                found.append(Link(_absolute(place, href)))
    return _once(found)[:MOST_LINKS]


def check_selector(selector: str) -> str:
    """The selector, if it is one. Raises ``ListingError``."""
    from cssselect import SelectorError  # noqa: PLC0415 - only pages need it
    from lxml.cssselect import CSSSelector  # noqa: PLC0415 - likewise

    try:
        CSSSelector(selector)
    except SelectorError as error:
        raise ListingError(f"{selector!r} is no CSS selector: {error}") from error
    return selector


def _chosen(page: Any, selector: str) -> Iterator[Any]:
    from lxml.cssselect import CSSSelector  # noqa: PLC0415 - only pages need it

    check_selector(selector)
    yield from CSSSelector(selector, translator="html")(page)


def _refuse_entities(data: bytes, base: str) -> None:
    """A feed that declares entities of its own has no honest reason to; they can grow without bound."""
    head = data[:_HEAD]
    if b"<!ENTITY" in data[: 64 * _HEAD] or b"<\x00!\x00E\x00N\x00T" in head:
        raise ListingError(f"{base}: declares XML entities, which is refused")


def _unpacked(data: bytes, base: str) -> bytes:
    """A sitemap that is packed with gzip, up to the limit of lists."""
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            plain = file.read(MAX_FEED_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ListingError(f"{base}: damaged gzip: {error}") from error
    if len(plain) > MAX_FEED_BYTES:
        raise ListingError(f"{base}: more than the limit of {MAX_FEED_BYTES:,} bytes when unpacked")
    return plain


def _absolute(base: str, href: str) -> str:
    return urldefrag(urljoin(base, href.strip()))[0]


def _once(links: list[Link]) -> list[Link]:
    seen: dict[str, Link] = {}
    for link in links:
        if urlsplit(link.url).scheme in ("http", "https"):
            seen.setdefault(link.url, link)
    return list(seen.values())
