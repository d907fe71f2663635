"""Runs rules over a text. Knows no rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.grammar.rule import Find, Rule

TIMEOUT = 5.0
"""Seconds that one rule may take on a text of up to a megabyte, and as much again for each further one."""


def run(rule: Rule, text: str, lowered: str | None = None) -> Iterator[Find]:
    """All finds of one rule, in order of the text. Raises ``TimeoutError`` where a pattern takes too long."""
    if rule.trigger:
        lowered = text.lower() if lowered is None else lowered
        if not any(word in lowered for word in rule.trigger):
            return
    for match in rule.pattern.finditer(text, timeout=TIMEOUT * (1 + len(text) / 1_000_000)):
        value = rule.build(match)
        if isinstance(value, Find):
            yield value if value.rule else replace(value, rule=rule.name)
        elif value is not None or rule.type == "mask":
            yield Find(rule.name, rule.type, match.start(), match.end(), value)


def run_all(rules: Iterable[Rule], text: str) -> list[Find]:
    """All finds of all rules, by start, overlapping ones included."""
    lowered = text.lower()
    finds = [find for rule in rules for find in run(rule, text, lowered)]
    finds.sort(key=lambda find: (find.start, -find.end))
    return finds
