"""What a web page says of itself: title, date, author."""

from __future__ import annotations

from typing import Any

_TITLE = ("og:title", "twitter:title", "dc.title")
_DATE = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "dc.date",
    "dc.date.issued",
    "date",
    "og:article:published_time",
    "article:modified_time",
)
_AUTHOR = ("author", "article:author", "dc.creator")
_SITE = ("og:site_name",)


def read_meta(tree: Any) -> tuple[dict[str, str], str]:
    """``title``, ``date``, ``author`` and ``site`` as the page states them; only what is there.

    With them the headline, which is the text's own; a title that only the browser shows is the site's.
    """
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = (element.get("content") or "").strip()
        if name and content:
            named.setdefault(name, content)
    headline = _first_heading(tree) or _pick(named, _TITLE)
    found = {
        "title": headline or _text(tree.find(".//title")),
        "date": _pick(named, _DATE) or _time(tree),
        "author": _pick(named, _AUTHOR) or _text(next(tree.iterfind(".//*[@itemprop='author']"), None)),
        "site": _pick(named, _SITE),
    }
    return {key: value for key, value in found.items() if value}, headline


def _pick(named: dict[str, str], names: tuple[str, ...]) -> str:
    return next((named[name] for name in names if name in named), "")


def _first_heading(tree: Any) -> str:
    headings = [text for text in (_text(heading) for heading in tree.iter("h1")) if text]
    return headings[0] if len(headings) == 1 else ""


def _time(tree: Any) -> str:
    for element in tree.iter("time"):
        value = (element.get("datetime") or _text(element)).strip()
        if value:
            return value
    return ""


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
