"""What of a web page is not its text: navigation, adverts, related headlines, comments."""

from __future__ import annotations

from typing import Any

import regex

DROPPED_TAGS: frozenset[str] = frozenset(
    "script style noscript template svg iframe object embed applet canvas audio video map button select textarea "
    "input option datalist nav footer aside dialog head link meta".split()
)
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
    r"^\W*+(?:(?:các )?(?:tin|bài)(?: viết| bài)? (?:liên quan|cùng chuyên mục|cùng chủ đề|khác|mới(?: nhất| hơn)?|cũ hơn|"
    r"đọc nhiều|nổi bật|đã đưa|xem nhiều)|(?:tin tức|văn bản|bài viết|nội dung|chủ đề) (?:liên quan|khác)|cùng chuyên mục|"
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


def text_length(element: Any) -> int:
    """Characters of text in an element, blanks counted once."""
    return sum(len(" ".join(piece.split())) for piece in element.itertext())


def link_share(element: Any) -> float:
    """Which share of an element's text stands in links."""
    whole = text_length(element)
    if not whole:
        return 0.0
    return min(1.0, sum(text_length(link) for link in element.iter("a")) / whole)


def strip(tree: Any) -> int:
    """Takes out of a page what is not its text, and returns how many stretches were taken.

    An element that only its names condemn stays where it holds most of the page.
    """
    dropped = 0
    for element in list(tree.iter()):
        if not isinstance(element.tag, str):  # comments and processing instructions
            _drop(element)
        elif element.tag in DROPPED_TAGS:
            _drop(element)
    whole = max(1, text_length(tree))
    for element in list(tree.iter()):
        if element.tag in ("html", "body", "main", "article") or element.getparent() is None:
            continue
        if marked(element) and text_length(element) < whole * 0.5:
            dropped += 1
            _drop(element)
    return dropped + _strip_related(tree, whole) + _strip_link_lists(tree, whole)


def _strip_related(tree: Any, whole: int) -> int:
    """Cuts boxes of other headlines at their heading, whatever they are named."""
    dropped = 0
    for element in list(tree.iter()):
        if element.tag not in _HEADINGS or element.getparent() is None:
            continue
        if text_length(element) > 60 or not RELATED_HEADING.match(" ".join("".join(element.itertext()).split())):
            continue
        box = _outermost(element)
        parent = box.getparent()
        if parent is None:
            continue
        dropped += 1
        if text_length(parent) < whole * 0.5 and link_share(parent) > 0.5:
            _drop(parent)
            continue
        for follower in list(box.itersiblings()):
            if text_length(follower) and link_share(follower) < 0.6:
                break
            _drop(follower)
        _drop(box)
    return dropped


def _strip_link_lists(tree: Any, whole: int) -> int:
    """Takes out blocks that are nothing but links: navigation that no name gives away."""
    dropped = 0
    for element in list(tree.iter("ul", "ol", "table", "div", "section", "td")):
        if element.getparent() is None or element.getroottree().getroot() is not tree:
            continue
        links = sum(1 for _ in element.iter("a"))
        if links > 1 and text_length(element) < 0.4 * whole and link_share(element) > 0.85:
            dropped += 1
            _drop(element)
    return dropped


def _outermost(element: Any) -> Any:
    """The largest element that holds nothing but this one's text."""
    length = text_length(element)
    parent = element.getparent()
    while parent is not None and parent.getparent() is not None and text_length(parent) == length:
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
