"""One spelling for signs, blanks and the place of the tone."""

from __future__ import annotations

import re
import unicodedata

from extractor.core.view import Edit

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e\uff02"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\uff07"
_FULL_WIDTH = "".join(chr(code) for code in range(0xFF01, 0xFF5F) if chr(code) not in "\uff02\uff07\uff0d")
_SIGNS = (
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_SINGLE_QUOTES, "'")
    | {sign: chr(ord(sign) - 0xFEE0) for sign in _FULL_WIDTH}
)

_NO_WIDTH = "\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_ODD_BLANK = r"\n\t\x0b\x0c\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000" + _NO_WIDTH

# The standard library's engine looks for one class of characters ten times as fast as the other one does.
_SIGN = re.compile(f"[{''.join(_DASHES + _DOUBLE_QUOTES + _SINGLE_QUOTES)}\uff01-\uff5e]")
_LONE_BLANK = re.compile(rf"[{_ODD_BLANK}](?![ {_ODD_BLANK}])")
_BLANKS = re.compile(rf"[{_ODD_BLANK}][ {_ODD_BLANK}]*+")
_SPACES = re.compile(rf"(?<![ {_ODD_BLANK}]) {{2,}}+(?![{_ODD_BLANK}])")
_IS_ODD_BLANK = re.compile(rf"[ {_ODD_BLANK}]")
_TONED = re.compile("[oOuU](?=[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸỳýỷỹỵỲÝỶỸỴ])")
_AFTER_U = frozenset("ỳýỷỹỵỲÝỶỸỴ")

Change = tuple[int, str]
"""The character at a place is to read another one."""


def sign_changes(text: str) -> list[Change]:
    """Dashes, quotes and full-width forms as the ASCII signs they stand for."""
    return [(match.start(), _SIGNS[match.group()]) for match in _SIGN.finditer(text)]


def lone_blank_changes(text: str) -> list[Change]:
    """A line break or odd blank between two words as one blank."""
    changes = []
    for match in _LONE_BLANK.finditer(text):
        place = match.start()
        before = text[place - 1] if place else " "
        if match.group().isspace() and not _IS_ODD_BLANK.match(before):
            changes.append((place, " "))
    return changes


def tone_changes(text: str) -> list[Change]:
    """Moves the tone of an open syllable to its first letter: "hoà" to "hòa", "uỷ" to "ủy", but not "quý"."""
    changes = []
    for match in _TONED.finditer(text):
        place = match.start()
        first, second = text[place], text[place + 1]
        if (first in "uU") != (second in _AFTER_U) or text[place + 2 : place + 3].isalpha():
            continue
        if first in "uU" and text[place - 1 : place] in ("q", "Q"):
            continue
        plain, tone = tuple(unicodedata.normalize("NFD", second))
        changes.append((place, unicodedata.normalize("NFC", first + tone)))
        changes.append((place + 1, plain))
    return changes


def to_single_blanks(text: str) -> list[Edit]:
    """Edits that make one blank of a run of blanks, one line break of a blank line, nothing of what has no width."""
    edits = []
    for match in _BLANKS.finditer(text):
        start, end = match.span()
        while start and text[start - 1] == " ":
            start -= 1
        edits.append(Edit(start, end, _one_blank(text[start:end])))
    if "  " in text:
        edits.extend(Edit(match.start() + 1, match.end(), "") for match in _SPACES.finditer(text))
    return edits


def _one_blank(run: str) -> str:
    if run.count("\n") > 1:
        return "\n"
    return " " if any(sign.isspace() for sign in run) else ""
