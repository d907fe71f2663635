"""Composes letters and their marks (NFC), cluster by cluster, so that each keeps its place."""

from __future__ import annotations

import re
import unicodedata

import regex

from extractor.core.view import Edit

_PIECE = re.compile(r"[^ \n]+")
"""Nothing composes over a blank or a line break."""
_CLUSTER = regex.compile(r"\X")


def to_composed(text: str) -> list[Edit]:
    """Edits that make a text NFC; none, quickly, where it is composed already."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return []
    edits = []
    for piece in _PIECE.finditer(text):
        word = piece.group()
        if word.isascii() or unicodedata.is_normalized("NFC", word):
            continue
        for match in _CLUSTER.finditer(word):
            old = match.group()
            new = unicodedata.normalize("NFC", old)
            if new != old:
                edits.append(Edit(piece.start() + match.start(), piece.start() + match.end(), new))
    return edits
