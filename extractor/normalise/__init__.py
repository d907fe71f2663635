"""Views of a text for matching: the same words in one spelling, every character tied to its raw slice."""

from __future__ import annotations

import unicodedata

from extractor.core.view import Edit, View
from extractor.normalise.compose import to_composed
from extractor.normalise.lookalikes import to_latin
from extractor.normalise.markup import without_emphasis
from extractor.normalise.spelling import to_single_spaces, to_uniform

__all__ = ["matching_view", "to_document_text"]


def _without_markup_and_uniform(text: str) -> list[Edit]:
    """Both at once: they never touch the same characters, and every application of edits costs time."""
    return without_emphasis(text) + to_uniform(text)


_STEPS = (to_composed, to_latin, _without_markup_and_uniform, to_single_spaces)
_BYTE_ORDER_MARK = "\ufeff"


def matching_view(text: str) -> View:
    """A view in which rules may expect one dash, one quote, one blank, one place for a tone, and no markup.

    Dashes become "-" ("÷" stays), quotes plain, blanks and single line breaks one blank, a blank line one "\\n";
    zero-width characters and the marks of emphasis go, full-width forms become ASCII, letters of other scripts inside
    Latin words become Latin, text is composed (NFC) and "hoà" reads "hòa". A text that needs nothing is returned as
    it is, after one look at it.
    """
    view = View.of(text)
    for step in _STEPS:
        edits = step(view.text)
        if edits:
            view = view.apply(edits)
    return view


def to_document_text(decoded: str) -> str:
    """The document text that offsets point into: no byte order mark, LF line ends, composed (NFC)."""
    text = decoded.removeprefix(_BYTE_ORDER_MARK)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else unicodedata.normalize("NFC", text)
