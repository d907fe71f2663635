"""A rule that is tried at the words it begins with only finds what it finds where the whole text is searched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractor.grammar.engine import run
from extractor.grammar.rule import Rule
from extractor.grammar.rules import RULES
from extractor.normalise import matching_view

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "text"


@pytest.fixture(scope="module")
def lines() -> list[str]:
    text = "\n".join(path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt")))
    examples = [example.text for rule in RULES for example in rule.examples]
    return [matching_view(line).text for line in (*text.splitlines(), *examples) if line.strip()]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.begins or rule.needs], ids=lambda rule: rule.name)
def test_no_match_begins_elsewhere(rule: Rule, lines: list[str]) -> None:
    everywhere = replace(rule, begins=(), then=None, needs=None, trigger=())
    assert [list(run(rule, line)) for line in lines] == [list(run(everywhere, line)) for line in lines]
