"""Web pages: the article or the paper with its tables, without the page around it."""

from __future__ import annotations

from typing import Any

import regex

from extractor.core.document import BlockKind, RawDocument
from extractor.reading.boilerplate import Measures, strip
from extractor.reading.compose import Composer
from extractor.reading.decode import NotTextError, decode
from extractor.reading.html_meta import read_meta
from extractor.reading.html_table import is_reference, put_table
from extractor.reading.limits import MAX_TEXT_BYTES
from extractor.reading.source import Source

_CHARSET = regex.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", regex.IGNORECASE)
_XML_DECLARATION = regex.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_BLOCK_TAGS = """
address article blockquote body center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 header
hgroup hr legend li main ol p pre section summary table tbody td tfoot th thead tr ul caption html
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_INDIVISIBLE = frozenset({"p", "table", "ul", "ol", "tbody", "tr", "td"})
_HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
_MARKER = regex.compile(r"^(?:\d{1,3}[.)]|[\p{L}][.)]|[ivxIVX]{1,6}[.)]|[-–—+*•])(?:\s|$)")


def read(source: Source) -> RawDocument:
    """The main text of a page, a block a line, its tables, and what it says of itself in ``meta``."""
    if len(source.data) > MAX_TEXT_BYTES:
        raise source.error(f"{len(source.data):,} bytes, more than the limit of {MAX_TEXT_BYTES:,}", "split it")
    declared = _CHARSET.search(source.head)
    try:
        decoded = decode(source.data, declared[1].decode("ascii") if declared else None)
    except NotTextError as error:
        raise source.error(f"no web page: {error}", "save the page again") from error
    tree = _parse(source, decoded.text)
    meta, headline = read_meta(tree)
    dropped = strip(tree)
    measures = Measures(tree)
    root = main_element(tree, measures)
    composer = Composer(paragraphs=True)
    if decoded.note:
        composer.note(decoded.note)
    if dropped:
        composer.note(f"left out {dropped} parts of the page around the text (menus, related headlines, comments)")
    if headline and not _holds(root, headline, measures):
        composer.line(headline, "title")
    Walker(composer).walk(root)
    composer.tell_references()
    return composer.document(source, "text/html", meta=meta)


def _parse(source: Source, text: str) -> Any:
    from lxml import etree  # noqa: PLC0415 - needed for web pages only
    from lxml import html as lxml_html  # noqa: PLC0415 - likewise

    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, huge_tree=True)
    body = _XML_DECLARATION.sub("", text)
    try:
        return lxml_html.document_fromstring(body.encode("utf-8", "surrogatepass"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise source.error("a web page without content", "save the page again") from error


def _holds(root: Any, headline: str, measures: Measures) -> bool:
    squeezed = "".join(headline.split()).lower()
    for element in root.iter("h1", "h2", "h3", "p", "div", "td", "strong"):
        if len(headline) * 0.5 < measures.text(element) < 2 * len(headline) and (
            squeezed in "".join("".join(element.itertext()).split()).lower()
        ):
            return True
    return False


def main_element(tree: Any, measures: Measures) -> Any:
    """The element that holds the text: what is named so, else the one whose own paragraphs weigh most."""
    body = tree.find("body") if tree.tag == "html" else tree
    if body is None:
        return tree
    whole = max(1, measures.text(body))
    for path in (".//*[@itemprop='articleBody']", ".//article", ".//main", ".//*[@role='main']"):
        best = max(body.iterfind(path), key=measures.text, default=None)
        if best is None or measures.text(best) < max(200, whole * 0.25):
            continue
        if measures.link_share(best) < 0.5:
            return _densest(best, measures)
    return _densest(body, measures)


def _densest(start: Any, measures: Measures) -> Any:
    """Goes down as long as one child holds nearly all that is not a link."""

    def weight(element: Any) -> float:
        return measures.text(element) * (1.0 - measures.link_share(element))

    element = start
    while True:
        heaviest = max((child for child in element if child.tag not in _INDIVISIBLE), key=weight, default=None)
        if heaviest is None or weight(heaviest) < weight(element) * 0.9 or measures.text(heaviest) < 200:
            return element
        element = heaviest


class Walker:
    """Writes the blocks below an element into a composer, in the order of the page."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._pieces: list[str] = []
        self._kinds: list[tuple[Any, BlockKind, int]] = []
        self._prefix = ""

    def walk(self, root: Any) -> None:
        from lxml import etree  # noqa: PLC0415 - needed for web pages only

        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "end":
                self._end(element, tag)
                if element is not root and element.tail:
                    self._pieces.append(element.tail)
                continue
            if tag == "table":
                self._flush()
                if put_table(self._composer, element, first=not self._composer.size):
                    steps.skip_subtree()
                    # The walker still reports the end of the element, which adds the text behind it.
                    continue
            if tag == "sup" and is_reference(element, "".join(self._pieces[-4:])):
                self._composer.references += 1
                steps.skip_subtree()
                continue
            self._start(element, tag)

    def _start(self, element: Any, tag: str) -> None:
        if tag == "br":
            self._flush()
        elif tag in _BLOCKS:
            self._flush()
            if tag in _HEADING_LEVELS:
                self._kinds.append((element, "heading", _HEADING_LEVELS[tag]))
            elif tag in ("figcaption", "caption"):
                self._kinds.append((element, "caption", 0))
            elif tag == "li":
                depth = sum(1 for up in element.iterancestors("ul", "ol"))
                self._kinds.append((element, "item", depth))
                self._prefix = _list_marker(element)
        if element.text:
            self._pieces.append(element.text)

    def _end(self, element: Any, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
            if self._kinds and self._kinds[-1][0] is element:
                self._kinds.pop()
                self._prefix = ""

    def _flush(self) -> None:
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if not text:
            return
        if self._prefix and not _MARKER.match(text):
            text = self._prefix + text
        self._prefix = ""
        if self._kinds:
            _, kind, level = self._kinds[-1]
            self._composer.line(text, kind, level)
        else:
            self._composer.line(text)


def _list_marker(item: Any) -> str:
    """The number or dash that a browser draws before a list item."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    start = parent.get("start") or "1"
    number = int(start) if start.lstrip("-").isdigit() and len(start) < 6 else 1
    number += sum(1 for before in item.itersiblings("li", preceding=True))
    if parent.get("type") in ("a", "A") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return f"{letter.upper() if parent.get('type') == 'A' else letter}) "
    return f"{number}. "
