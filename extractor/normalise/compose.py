"""Composes letters and their marks (NFC), cluster by cluster, so that each keeps its place."""

from __future__ import annotations

import unicodedata

import regex

from extractor.core.view import Edit

_CLUSTER = regex.compile(r"\X")


def to_composed(text: str) -> list[Edit]:
    """Edits that make a text NFC; none, quickly, where it is composed already."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return []
    edits = []
    for match in _CLUSTER.finditer(text):
        old = match.group()
        if old.isascii():
            continue
        new = unicodedata.normalize("NFC", old)
        if new != old:
            edits.append(Edit(match.start(), match.end(), new))
    return edits
