"""Views of a text for matching: the same words in one spelling, every character tied to its raw slice."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from extractor.core.view import Edit, View
from extractor.normalise.capitals import quiet_changes
from extractor.normalise.compose import to_composed
from extractor.normalise.lookalikes import latin_changes
from extractor.normalise.markup import without_emphasis
from extractor.normalise.spelling import (
    Change,
    lone_blank_changes,
    sign_changes,
    to_single_blanks,
    tone_changes,
)

__all__ = ["matching_view", "to_document_text"]

_BYTE_ORDER_MARK = "\ufeff"


def matching_view(text: str) -> View:
    """A view in which rules may expect one dash, one quote, one blank, one place for a tone, and no markup.

    Dashes become "-" ("÷" stays), quotes plain, blanks and single line breaks one blank, a blank line one "\\n";
    zero-width characters and the marks of emphasis go, full-width forms become ASCII, letters of other scripts inside
    Latin words become Latin, text is composed (NFC) and "hoà" reads "hòa". A text that needs nothing is returned as
    it is, after one look at it. A sentence all in capitals is read in small letters, units as they are spelt.
    """
    view = _edited(View.of(text), to_composed(text))
    view = _changed(view, latin_changes(view.text))
    view = _edited(view, without_emphasis(view.text))
    seen = view.text
    view = _changed(view, [*sign_changes(seen), *lone_blank_changes(seen), *tone_changes(seen)])
    view = _edited(view, to_single_blanks(view.text))
    return _changed(view, quiet_changes(view.text))


def to_document_text(decoded: str) -> str:
    """The document text that offsets point into: no byte order mark, LF line ends, composed (NFC)."""
    text = decoded.removeprefix(_BYTE_ORDER_MARK)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _edited(view: View, edits: Iterable[Edit]) -> View:
    return view.apply(edits)


def _changed(view: View, changes: list[Change]) -> View:
    """The view with single characters read as others. All stay where they are, so its map to the raw text holds."""
    if not changes:
        return view
    changes.sort()
    pieces = []
    end = 0
    for place, new in changes:
        pieces.append(view.text[end:place])
        pieces.append(new)
        end = place + 1
    pieces.append(view.text[end:])
    return View("".join(pieces), view.raw, view._runs)
