"""Reads what people type into a search field, and marks in a text what it found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from extractor.query.filter import FilterError
from extractor.store.fulltext import Term, is_marked
from extractor.store.words import bare_word, word_spans, words_of

MOST_WORDS = 32
_PART = re.compile(r'"([^"]*)"(\*)?|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Wording:
    """What was typed, as terms that all have to stand in a text. It is ``loose`` where a word came without marks."""

    terms: tuple[Term, ...]

    @property
    def loose(self) -> bool:
        return any(not is_marked(word) and not word.isdigit() for term in self.terms for word in term.words)


def read_wording(typed: str) -> Wording:
    """The terms of what was typed: words, "phrases in quotes", and prefixes with a "*" behind.

    A word with marks means itself ("án" is not "an"); one without any finds its forms with marks too. What is written
    together ("19.2", "214/KH-UBND") has to stand together. Raises ``FilterError`` where no word is left, or too many.
    """
    terms = []
    for match in _PART.finditer(unicodedata.normalize("NFC", typed)):
        phrase, star, word = match.groups()
        text = phrase if phrase is not None else word
        prefix = bool(star) if phrase is not None else text.endswith("*")
        words = tuple(words_of(text))
        if words:
            terms.append(Term(words, prefix))
    if not terms:
        raise FilterError("text", f"{typed[:40]!r} holds no word to search for")
    if sum(len(term.words) for term in terms) > MOST_WORDS:
        raise FilterError("text", f"has more than {MOST_WORDS} words")
    return Wording(tuple(terms))


def hits(text: str, wording: Wording) -> list[tuple[int, int]]:
    """The places of a text, in order and apart, at which the words of a search stand."""
    spans = list(word_spans(text))
    marked = [word for word, _, _ in spans]
    plain = [bare_word(word) for word in marked]
    found: list[tuple[int, int]] = []
    for term in wording.terms:
        size = len(term.words)
        lines = [marked if is_marked(word) else plain for word in term.words]
        for at in range(len(spans) - size + 1):
            # most words differ from the first one already
            if lines[0][at].startswith(term.words[0]) and _stands(lines, term, at):
                found.append((spans[at][1], spans[at + size - 1][2]))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def snippet(text: str, wording: Wording, room: int = 240) -> list[tuple[str, bool]]:
    """About ``room`` characters of a text around its first hit, in parts; those that are hits are marked true."""
    marks = hits(text, wording)
    first = marks[0][0] if marks else 0
    start, end = 0, len(text)
    if len(text) > room:
        start = max(0, first - room // 3)
        start = text.find(" ", start) + 1 if start else 0
        start = min(start, first)
        end = min(len(text), start + room)
        end = text.rfind(" ", first, end) if end < len(text) and text.rfind(" ", first, end) > first else end
    parts: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for left, right in marks:
        if left < at or right > end:
            continue
        parts += [(text[at:left], False), (text[left:right], True)]
        at = right
    parts += [(text[at:end], False)] + ([(" …", False)] if end < len(text) else [])
    return [part for part in parts if part[0]]


def _stands(lines: list[list[str]], term: Term, at: int) -> bool:
    """Whether the words of a term stand at a place; ``lines`` gives for each of them the words it is compared with."""
    last = len(lines) - 1
    return all(
        line[at + place] == word or (term.prefix and place == last and line[at + place].startswith(word))
        for place, (line, word) in enumerate(zip(lines, term.words, strict=True))
    )
