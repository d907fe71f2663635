"""Every word of time and number has an example: a case that is parsed, or a rule's own sentence."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
import regex

from extractor.grammar.rules import RULES, number
from extractor.lexicon import lasting, numbers
from extractor.lexicon import time as times

CASES = Path(__file__).parents[1] / "grammar" / "cases"


def _shown() -> str:
    texts = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.tsv"))]
    for rule in (*RULES, *number.RULES):
        texts.extend(example.text for example in rule.examples)
        texts.extend(rule.rejects)
    return "\n".join(texts).lower()


@pytest.mark.parametrize("module", [numbers, times, lasting], ids=["numbers", "time", "lasting"])
def test_every_word_stands_in_an_example(module: ModuleType) -> None:
    shown = _shown()
    missing = [
        (name, word)
        for name, table in vars(module).items()
        if name.isupper() and isinstance(table, (dict, tuple))
        for word in table
        if not regex.search(rf"(?<!\p{{L}}){regex.escape(word)}(?!\p{{L}})", shown)
    ]
    assert missing == []


@pytest.mark.parametrize("module", [numbers, times, lasting], ids=["numbers", "time", "lasting"])
def test_no_word_stands_twice_in_its_table(module: ModuleType) -> None:
    for name, table in vars(module).items():
        if name.isupper() and isinstance(table, tuple):
            assert len(set(table)) == len(table), name


def test_the_values_of_number_words_are_those_of_the_language() -> None:
    assert sorted(set(numbers.DIGITS.values())) == list(range(10))
    assert {word: value for word, value in numbers.SCALES.items() if value == 10**9} == {"tỷ": 10**9, "tỉ": 10**9}
    assert all(word in numbers.DIGITS or word in numbers.TEN for word in numbers.CERTAIN_ALONE)
