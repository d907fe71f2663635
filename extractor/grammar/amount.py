"""What all quantity families share: the number with its range, and the comparators on its two sides.

A family's pattern starts at the first character of the number, so that a text without digits costs nothing; the words
before the number are looked up backwards from there, once a number.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

import regex

from extractor.core.quantity import Comparator
from extractor.grammar.numbers import DIGITS, parse_number
from extractor.lexicon.comparators import AFTER, BEFORE, BETWEEN, GAP

FREE = r"(?<!\d/)(?<!\d\s/)(?<!\d/\s)(?<!\d\s/\s)"
"""Not the second half of a ratio or a date."""

RANGE_SIGN = r"(?:\s*+(?:-|÷|~|→)\s*+|\s++(?:đến|tới)\s++)"
"""What joins the two ends of a range ("5 - 7", "10 ÷ 12", "từ 5 đến 7"), in a text for matching."""

RANGE_BEGINS = "-÷~→đt"
"""What ``RANGE_SIGN`` begins with."""

BACKWARDS = 48
"""Code points before a number in which its comparator is sought."""


def alternatives(words: tuple[str, ...] | dict[str, str]) -> str:
    """A regex fragment of the words in which a longer one is never cut short.

    Words that begin alike share their beginning ("tr(?:iệu|ăm(?: tỷ)?)"): the engine, which tries one alternative
    after the other, has half of the work with them.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for sign in word:
            node = node.setdefault(sign, {})
        node[""] = {}
    return "|".join(_branches(tree))


def _branches(tree: dict[str, Any]) -> list[str]:
    """What may follow at a place in a tree of words, nothing ("") last."""
    options = []
    for sign, below in tree.items():
        if sign:
            rest = _branches(below)
            options.append(regex.escape(sign) + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})"))
    return [*options, ""] if "" in tree else options


def before(signs: str, *, letters: bool = False) -> Callable[[str], bool]:
    """Whether one of these signs, in lower or upper case, or a letter follows a number in digits: for ``Rule.then``."""
    known = frozenset(signs.lower() + signs.upper())
    return lambda sign: sign in known or (letters and sign.isalpha())


_BETWEEN = alternatives(BETWEEN)
_BEFORE = regex.compile(
    rf"""(?<![\w])
    (?: (?P<gap>{alternatives(GAP)}) \s+ (?P<inner>khoảng|gần|hơn|trên|tới|đến)?
      | (?P<word>{alternatives(BEFORE)}) (?:\s* (?:{_BETWEEN}))*
    ) \s* (?:từ\s+)? [("]? \s* $""",
    regex.VERBOSE | regex.IGNORECASE,
)
_LAST = {word.split()[-1] for word in (*BEFORE, *GAP, "tới", "đến")}
_LAST_BETWEEN = {syllable for word in BETWEEN for syllable in word.split()}
_AFTER = regex.compile(rf"\s++(?P<word>{alternatives(AFTER)})(?!\w)", regex.IGNORECASE)
_FROM = regex.compile(r"(?<!\w)từ\s+$", regex.IGNORECASE)


def comparator_before(text: str, start: int) -> tuple[Comparator, int]:
    """The comparator that the words before ``start`` give, and where they begin; ("=", start) where there is none.

    "cao hơn 4,6%" and "vượt 15,6%" give a gap, which is exact.
    """
    window = max(0, start - BACKWARDS)
    words = text[window:start]
    match = _BEFORE.search(words) if _may_compare(words) else None
    if match is None or _unrelated(text, window + match.start()):
        return "=", start
    if match["gap"]:
        inner = match["inner"]
        if inner and inner.lower() in BEFORE:
            return _as_comparator(BEFORE[inner.lower()]), window + match.start("inner")
        return "=", start
    word = match["word"].lower()
    if word in _SUPERLATIVE and _IS.search(words, match.end("word")):
        return "=", start
    return _as_comparator(BEFORE[word]), window + match.start("word")


_SUPERLATIVE = frozenset({"thấp nhất", "cao nhất", "nhiều nhất"})
"""Words that bound right before a figure ("thấp nhất 80%"), and say with "là" which of several it is."""
_IS = regex.compile(r"(?<!\w)là(?!\w)", regex.IGNORECASE)


def _may_compare(words: str) -> bool:
    """Whether the last of some words, those that may stand between left out, can end a comparator."""
    for word in reversed(words.rstrip(' ("').lower().split(" ")):
        if not word.isalpha() or word in _LAST:
            return True
        if word not in _LAST_BETWEEN:
            return False
    return False


def _unrelated(text: str, start: int) -> bool:
    """Whether a word that looks like a comparator belongs to a longer word: "bên trên", "cấp trên", "nêu trên"."""
    before = text[max(0, start - 5) : start].lower().endswith(("cấp ", "bên ", "phía ", "nói ", "nêu "))
    return before and text[start : start + 4].lower() in ("trên", "dưới")


def comparator_after(text: str, end: int) -> tuple[Comparator, int]:
    """The comparator that stands after a quantity ("trở lên") and where it ends; ("=", end) where there is none."""
    match = _AFTER.match(text, end)
    if match is None:
        return "=", end
    return _as_comparator(AFTER[match["word"].lower()]), match.end()


@lru_cache(maxsize=16)
def _as_comparator(sign: str) -> Comparator:
    for known in ("=", ">=", ">", "<=", "<", "~"):
        if sign == known:
            return known
    raise ValueError(sign)


def preceded_by_from(text: str, start: int) -> bool:
    """Whether "từ" stands right before the number, as in "từ 5% đến 7%" and "từ 10 tỷ đồng trở lên"."""
    return _FROM.search(text[max(0, start - 6) : start]) is not None


def amount(match: regex.Match[str], low: str = "low", high: str = "high") -> tuple[Decimal, Decimal | None] | None:
    """The values of the groups of a number and of the end of its range; nothing where one of them is ambiguous.

    A range that falls ("15 - 7%") is no range, and nothing is found.
    """
    first = parse_number(match[low])
    if first is None:
        return None
    if match[high] is None:
        return first, None
    last = parse_number(match[high])
    if last is None or last <= first:
        return None
    return first, last


__all__ = [
    "BACKWARDS",
    "DIGITS",
    "FREE",
    "RANGE_BEGINS",
    "RANGE_SIGN",
    "alternatives",
    "amount",
    "before",
    "comparator_after",
    "comparator_before",
    "preceded_by_from",
]
