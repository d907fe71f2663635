"""Runs rules over a text. Knows no rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial

import regex

from extractor.grammar.rule import DIGITS_BEGIN, FIVE_BEGINS, YEAR, Find, Rule

TIMEOUT = 5.0
"""Seconds that one rule may take on a text of up to a megabyte, and as much again for each further one."""
_SHORT = 500
"""Characters up to which a match is not timed: even a cubic pattern is done in a second, and looking at the clock
takes longer than most matches."""
_WORD = re.compile(r"([0-9]+(?:[.,][0-9]+)*+)(?=\s*+(\S?))|[^\W\d_]+")
"""A word, or a number in digits and the sign that follows it."""


def run(rule: Rule, text: str) -> Iterator[Find]:
    """All finds of one rule, in order of the text. Raises ``TimeoutError`` where a pattern takes too long."""
    return iter(run_all((rule,), text))


def run_all(rules: Iterable[Rule], text: str) -> list[Find]:
    """All finds of all rules, by start, overlapping ones included. Raises ``TimeoutError`` likewise."""
    rules = tuple(rules)
    index = _index(rules)
    places = index.places(text)
    lowered = text.lower()
    finds: list[Find] = []
    for number in sorted((*index.everywhere, *places)):
        rule = rules[number]
        if (rule.trigger and not any_in(rule.trigger, lowered)) or (rule.needs and not rule.needs.search(text)):
            continue
        for match in _matches(rule, text, places.get(number)):
            value = rule.build(match)
            if isinstance(value, Find):
                finds.append(value if value.rule else value.named(rule.name))
            elif value is not None or rule.type == "mask":
                finds.append(Find(rule.name, rule.type, match.start(), match.end(), value))
    finds.sort(key=lambda find: (find.start, -find.end))
    return finds


class _Index:
    """Which of some rules a word, or a number and the sign behind it, may begin a match of, by their numbers."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.everywhere = tuple(number for number, rule in enumerate(rules) if not rule.begins)
        self._by_word: dict[str, list[int]] = {}
        for number, rule in enumerate(rules):
            for word in dict.fromkeys(rule.begins):
                self._by_word.setdefault(word, []).append(number)
        self._then = [(number, rules[number].then) for number in self._by_word.pop(DIGITS_BEGIN, ())]
        self._by_sign: dict[str, list[int]] = {}

    def places(self, text: str) -> dict[int, list[int]]:
        """For each rule that is sought at its words, where in the text those stand."""
        words: dict[str, list[int]] = {}
        signs: dict[str, list[int]] = {}
        for match in _WORD.finditer(text):
            if match.lastindex:
                signs.setdefault(match[2], []).append(match.start())
                continue
            word = match[0].lower()
            if word in self._by_word:
                words.setdefault(word, []).append(match.start())
            if word == YEAR and FIVE_BEGINS in self._by_word and not text[match.end() + 1 : match.end() + 2].isdigit():
                words.setdefault(FIVE_BEGINS, []).append(match.start())
        places: dict[int, list[int]] = {}
        for numbers, starts in (
            *((self._by_word[word], starts) for word, starts in words.items()),
            *((self._before(sign), starts) for sign, starts in signs.items()),
        ):
            for number in numbers:
                known = places.get(number)
                places[number] = sorted(known + starts) if known else starts
        return places

    def _before(self, sign: str) -> list[int]:
        """The rules that digits may begin a match of where this sign follows them."""
        numbers = self._by_sign.get(sign)
        if numbers is None:
            numbers = [number for number, then in self._then if then is None or then(sign)]
            self._by_sign[sign] = numbers
        return numbers


@lru_cache(maxsize=256)
def _index(rules: tuple[Rule, ...]) -> _Index:
    return _Index(rules)


def any_in(words: tuple[str, ...], text: str) -> bool:
    """Whether one of some strings stands in a text."""
    for word in words:  # noqa: SIM110  # ``any`` takes three times as long for this little
        if word in text:
            return True
    return False


def _matches(rule: Rule, text: str, places: Sequence[int] | None) -> Iterable[regex.Match[str]]:
    """The matches of a rule that share no character, in order: anywhere, or only where one may begin."""
    timeout = None if len(text) <= _SHORT else TIMEOUT * (1 + len(text) / 1_000_000)
    if places is None:
        return rule.pattern.finditer(text, timeout=timeout)
    match_at = rule.pattern.match if timeout is None else partial(rule.pattern.match, timeout=timeout)
    matches = []
    end = 0
    for place in places:
        if place >= end and (match := match_at(text, place)) is not None:
            end = match.end()
            matches.append(match)
    return matches
