"""What of a web page is not its text: navigation, adverts, related headlines, comments."""

from __future__ import annotations

from typing import Any

import regex

_DROPPED_TAGS = """
script style noscript template svg iframe object embed applet canvas audio video map button select textarea input
option datalist nav footer aside dialog head link meta
"""
DROPPED_TAGS: frozenset[str] = frozenset(_DROPPED_TAGS.split())
"""Elements that hold no text of a document; nothing they refer to is ever fetched."""

_MARKED = regex.compile(
    r"(?<![a-z])(?:related|relate|relation|lien-?quan|tin-?(?:lien-?quan|khac|moi|doc-?nhieu)|cung-?chuyen-?muc|"
    r"comments?|binh-?luan|disqus|breadcrumbs?|menu|navbar|navigation|nav|sidebar|side-?bar|share|sharing|social|tags?|"
    r"tag-?list|keywords?|advert(?:isement)?s?|ads|adsbygoogle|quang-?cao|sponsor(?:ed)?|promo|banner|footer|"
    r"most-?(?:read|viewed)|xem-?nhieu|doc-?nhieu|newsletter|subscribe|popup|modal|cookie|pagination|pager|rating|"
    r"toolbar|widget|recommend(?:ed|ation)?s?|see-?more|read-?more|print-?button|skip-?link|sr-only)(?![a-z])"
)
_KEEP = regex.compile(r"(?<![a-z])(?:article|content|main|body|detail|noi-?dung|toan-?van)(?![a-z])")

RELATED_HEADING = regex.compile(
    r"^\W*+(?:(?:các )?(?:tin|bài)(?: viết| bài)? (?:liên quan|cùng chuyên mục|cùng chủ đề|khác|mới(?: nhất| hơn)?|"
    r"cũ hơn|đọc nhiều|nổi bật|đã đưa|xem nhiều)|(?:tin tức|văn bản|bài viết|nội dung|chủ đề) (?:liên quan|khác)|"
    r"cùng chuyên mục|"
    r"xem thêm|đọc thêm|xem nhiều(?: nhất)?|đọc nhiều(?: nhất)?|có thể (?:bạn|quý vị) quan tâm|bạn (?:đọc )?quan tâm|"
    r"ý kiến (?:bạn đọc|độc giả)|bình luận|gửi bình luận|từ khóa|tags?|chia sẻ(?: bài viết)?)\W*+(?:\(\d{1,4}\))?\W*+$",
    regex.IGNORECASE,
)
"""The heading of a box that is not the article's own: what follows it there is left out."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b", "li", "a", "label"})


def marked(element: Any) -> bool:
    """Whether an element's class, id or role says that it is not the text."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = (element.get("style") or "").replace(" ", "").lower()
    if "display:none" in style or "visibility:hidden" in style:
        return True
    if element.get("role") in ("navigation", "banner", "contentinfo", "search", "complementary", "dialog"):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    if not names:
        return False
    names = regex.sub(r"(?<=[a-z])(?=[A-Z])", "-", names).lower()
    return bool(_MARKED.search(names)) and not _KEEP.search(names)


class Measures:
    """How much text, and how much of it in links, every element of a page holds; counted once, from the leaves up."""

    def __init__(self, tree: Any) -> None:
        from lxml import etree  # noqa: PLC0415 - needed for web pages only

        self._text: dict[Any, int] = {}
        self._links: dict[Any, int] = {}
        for _, element in etree.iterwalk(tree, events=("end",)):
            text = _length(element.text)
            links = 0
            for child in element:
                text += self._text.get(child, 0) + _length(child.tail)
                links += self._links.get(child, 0)
            self._text[element] = text
            self._links[element] = text if element.tag == "a" else links

    def text(self, element: Any) -> int:
        """Characters of text in an element, blanks counted once."""
        return self._text.get(element, 0)

    def link_share(self, element: Any) -> float:
        """Which share of an element's text stands in links."""
        whole = self._text.get(element, 0)
        return self._links.get(element, 0) / whole if whole else 0.0


def _length(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0


def strip(tree: Any) -> int:
    """Takes out of a page what is not its text, and returns how many stretches were taken.

    An element that only its names condemn stays where it holds most of the page.
    """
    dropped = 0
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in DROPPED_TAGS:
            _drop(element)
    measures = Measures(tree)
    whole = max(1, measures.text(tree))
    for element in list(tree.iter()):
        if element.tag in ("html", "body", "main", "article") or element.getparent() is None:
            continue
        if marked(element) and measures.text(element) < whole * 0.5:
            dropped += 1
            _drop(element)
    dropped += _strip_related(tree, Measures(tree))
    return dropped + _strip_link_lists(tree, Measures(tree))


def _strip_related(tree: Any, measures: Measures) -> int:
    """Cuts boxes of other headlines at their heading, whatever they are named."""
    dropped = 0
    whole = max(1, measures.text(tree))
    for element in list(tree.iter(*_HEADINGS)):
        if element.getparent() is None or not 0 < measures.text(element) <= 60:
            continue
        if not RELATED_HEADING.match(" ".join("".join(element.itertext()).split())):
            continue
        box = _outermost(element, measures)
        parent = box.getparent()
        if parent is None:
            continue
        dropped += 1
        if measures.text(parent) < whole * 0.5 and measures.link_share(parent) > 0.5:
            _drop(parent)
            continue
        for follower in list(box.itersiblings()):
            if measures.text(follower) and measures.link_share(follower) < 0.6:
                break
            _drop(follower)
        _drop(box)
    return dropped


def _strip_link_lists(tree: Any, measures: Measures) -> int:
    """Takes out blocks that are nothing but links: navigation that no name gives away."""
    dropped = 0
    whole = max(1, measures.text(tree))
    for element in list(tree.iter("ul", "ol", "table", "div", "section", "td")):
        if element.getparent() is None or measures.link_share(element) <= 0.85:
            continue
        if measures.text(element) < 0.4 * whole and sum(1 for _ in element.iter("a")) > 1:
            dropped += 1
            _drop(element)
    return dropped


def _outermost(element: Any, measures: Measures) -> Any:
    """The largest element that holds nothing but this one's text."""
    length = measures.text(element)
    parent = element.getparent()
    while parent is not None and parent.getparent() is not None and measures.text(parent) == length:
        element, parent = parent, parent.getparent()
    return element


def _drop(element: Any) -> None:
    """Removes an element and keeps the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
