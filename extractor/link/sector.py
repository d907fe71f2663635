"""The field of public life that a record or a document belongs to, by the words it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

import regex

from extractor.grammar.amount import alternatives
from extractor.lexicon.sectors import SECTORS

STRONG, WEAK = 3, 1
TITLE = 4
"""How much more a word of the headline counts than one of the text."""
MOST = 12
"""A word counts at most this often in a document, so that one table does not decide for all of it."""


@cache
def _pattern() -> tuple[regex.Pattern[str], dict[str, tuple[tuple[int, int], ...]]]:
    """One pattern of all words, and for each word the fields that it tells and how strongly."""
    votes: dict[str, list[tuple[int, int]]] = {}
    for index, sector in enumerate(SECTORS):
        for words, weight in ((sector.strong, STRONG), (sector.weak, WEAK)):
            for word in words:
                votes.setdefault(word.lower(), []).append((index, weight))
    forms = alternatives(tuple(votes)).replace(r"\ ", r"[\s\u00a0]++")
    return regex.compile(rf"(?<![\p{{L}}\d])(?:{forms})(?![\p{{L}}\d])"), {k: tuple(v) for k, v in votes.items()}


def _score(text: str) -> tuple[dict[int, int], dict[int, int]]:
    """Points by field, and how many of its words that tell it beyond doubt each field has; longest words first."""
    pattern, votes = _pattern()
    points: dict[int, int] = {}
    strong: dict[int, int] = {}
    found = [" ".join(match.group().split()) for match in pattern.finditer(text.lower())]
    seen = Counter(found) if len(found) > 1 else dict.fromkeys(found, 1)
    for word, times in seen.items():
        for index, weight in votes[word]:
            points[index] = points.get(index, 0) + weight * min(times, MOST)
            if weight == STRONG:
                strong[index] = strong.get(index, 0) + 1
    return points, strong


def _best(points: Mapping[int, int]) -> str | None:
    if not points:
        return None
    index = min(points, key=lambda item: (-points[item], item))
    return SECTORS[index].name


def sector_of(text: str) -> str | None:
    """The field of a record's words (its indicator, subject or sentence); ``None`` where no word tells one.

    Words that only hint count where nothing tells more, and two of them at least must agree.
    """
    points, strong = _score(text)
    if not strong:
        points = {index: value for index, value in points.items() if value >= 2 * WEAK}
    return _best(points)


def document_sector(title: str | None, text: str) -> str | None:
    """The field of a document, its headline counting more than its text; ``None`` where no word tells one.

    Reads the first 20,000 characters; the headline decides alone where it tells one field beyond doubt.
    """
    if title:
        points, strong = _score(title)
        if len(strong) == 1:
            return SECTORS[next(iter(strong))].name
    else:
        points = {}
    total = Counter({index: value * TITLE * 3 for index, value in points.items()})
    body, _ = _score(text[:20000])
    total.update(body)
    return _best(total)
