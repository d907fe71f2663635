"""The numbering or bullet that opens a line, and how deep it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from extractor.lexicon.numbering import BULLETS, ORDINAL_WORDS, PARTS

LETTER_UPPER, ROMAN, NUMBER, LETTER, DASH, PLUS, PLAIN = 7, 8, 9, 20, 30, 31, 32
"""Depths of markers without a name; a number of two parts ("1.1") stands one deeper than one of one part."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering as written, the kind of series that it belongs to, its depth and its length with blanks."""

    written: str
    series: str
    level: int
    length: int


_PART_NAMES = "|".join(sorted((re.escape(name) for name in PARTS), key=len, reverse=True))
_PART = re.compile(
    rf"(?P<name>{_PART_NAMES})\s+(?P<number>(?:thứ\s+(?:{'|'.join(ORDINAL_WORDS)})|[IVXLC]+|\d+(?:\.\d+)*|[A-Za-z]))\b[.:)]?",
    re.IGNORECASE,
)
_BARE_APPENDIX = re.compile(r"(?P<name>phụ lục|phụ biểu)(?=\s*:?$)", re.IGNORECASE)
_NUMBER = re.compile(
    r"""
    (?P<roman> [IVXLC]{1,6} ) \s? (?: [.)] | /(?=\s) | [-–](?=\s) )
    | (?P<number> \d{1,3} (?: \.\d{1,3} )* ) 
        (?: [.)](?!\d) | /(?=\s) | (?<=\.\d)(?=\s+[^\W\da-z]) | (?<=\.\d\d)(?=\s+[^\W\da-z]) | [-–](?=\s+\D) )
    | (?P<upper> [A-ZĐ] ) (?: [.)] | /(?=\s) )
    | (?P<lower> [a-zđêô] \d? ) (?: [.)] | /(?=\s) )
    | \( (?P<round> \d{1,2} | [a-zđ] | [ivx]{1,4} ) \)
    """,
    re.VERBOSE,
)
_BULLET = re.compile(rf"(?P<sign>[{re.escape(''.join(BULLETS))}])(?:\s+|(?=[^\W\d_]))")
_OPENERS: Final = frozenset("".join(BULLETS) + "(0123456789ABCDEGHIKLMNOPQRSTUVXYabcdefghiklmnopqrstuvxyđêôĐ")


def marker_of(words: str) -> Marker | None:
    """The marker at the head of a line without emphasis, or nothing. "3.324 vụ", "30.4" and "TP." are none."""
    if not words or words[0] not in _OPENERS:
        return None
    if words[0] in "pPcCmMtTđĐb":
        part = _PART.match(words) or _BARE_APPENDIX.match(words)
        if part:
            return _named(words, part)
    if words[0] in BULLETS:
        bullet = _BULLET.match(words)
        if not bullet:
            return None
        sign = bullet["sign"]
        level = {"+": PLUS, "-": DASH, "–": DASH, "—": DASH}.get(sign, PLAIN)
        return Marker(sign, "-" if level == DASH else sign, level, bullet.end())
    number = _NUMBER.match(words)
    return _unnamed(words, number) if number else None


def _named(words: str, part: re.Match[str]) -> Marker | None:
    name = part["name"].lower()
    rest = words[part.end() :]
    whole = part.group()
    # "Điều 3 Nghị quyết này" in running text is a citation, "Điều 3. Tổ chức thực hiện" a heading
    if not part["name"][0].isupper() or (rest and whole[-1] not in ".:)" and rest.lstrip()[:1].islower()):
        return None
    if rest and name in ("điều", "mục", "tiểu mục", "phần") and whole[-1] not in ".:)" and not words.isupper():
        return None
    level = PARTS[name][0]
    return Marker(whole.rstrip(), name, level, part.end())


def _is_running(words: str) -> bool:
    """Whether a line in capitals is too long for a heading."""
    return len(words) >= 40 and words.isupper()


def _unnamed(words: str, number: re.Match[str]) -> Marker | None:
    length = number.end()
    if words[length : length + 1].strip() and words[length] in ".,;:%/-":
        return None
    written = number.group().rstrip()
    kind = number.lastgroup
    if len(written) == 2 and written[1] == ")" and kind in ("roman", "upper") and _is_running(words):
        return Marker(written, "lower", LETTER, length)  # "B) ÍT NHẤT 40% SỐ XÃ …" among items a), c)
    if kind == "roman":
        return Marker(written, "roman", ROMAN, length)
    if kind == "number":
        if written[-1].isdigit() and words[length:].lstrip()[:1].islower():  # "30.4 là hạn cuối" is a date
            return None
        depth = number["number"].count(".")
        return Marker(written, f"number{depth}" + written[-1:].strip("0123456789"), NUMBER + depth, length)
    if kind == "upper":
        if words[length : length + 1] != " ":  # initials: "T.SỸ", "N.Linh"
            return None
        return Marker(written, "upper", LETTER_UPPER, length)
    if kind == "lower":
        return Marker(written, "lower", LETTER, length)
    return Marker(written, "round", LETTER + 1, length)
