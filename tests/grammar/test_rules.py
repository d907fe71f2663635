"""Every example of every rule family: exactly one find, the whole marked span, the exact value; no find in a reject."""

from __future__ import annotations

import pytest

from extractor.grammar.engine import run
from extractor.grammar.rule import Example, Rule
from extractor.grammar.rules import RULES

EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
REJECTS = [(rule, text) for rule in RULES for text in rule.rejects]


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "name", getattr(value, "marked", ""))
)
def test_example_is_found_once_whole_and_exact(rule: Rule, example: Example) -> None:
    finds = list(run(rule, example.text))
    assert [(find.start, find.end) for find in finds] == [example.span]
    assert finds[0].value == example.value


@pytest.mark.parametrize(("rule", "text"), REJECTS, ids=lambda value: getattr(value, "name", value))
def test_nothing_is_found_in_a_reject(rule: Rule, text: str) -> None:
    assert list(run(rule, text)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_an_example(rule: Rule) -> None:
    assert rule.examples
