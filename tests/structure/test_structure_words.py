"""The tables of words that structure and segment read: each word stands in its example."""

from __future__ import annotations

import pytest

from extractor.lexicon import abbreviations, boilerplate, numbering

TABLES = {
    f"{module.__name__.rpartition('.')[2]}.{name}": table
    for module in (abbreviations, boilerplate, numbering)
    for name, table in vars(module).items()
    if name.isupper()
}
WORDS = [
    pytest.param(word, value[1] if isinstance(value, tuple) else value, id=f"{name}-{word}")
    for name, table in TABLES.items()
    for word, value in table.items()
]


@pytest.mark.parametrize(("word", "example"), WORDS)
def test_every_word_stands_in_its_example(word: str, example: str) -> None:
    assert word.lower() in example.lower()
