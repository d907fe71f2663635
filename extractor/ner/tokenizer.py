"""A spaCy tokenizer over the syllables of ``segment``, which never changes the text: ``doc.text == text``."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from extractor.segment import syllables

NAME = "chitieu.syllables.v1"
"""What a pipeline's configuration calls this tokenizer."""

LONGEST_SENTENCE = 10_000
"""Characters. What is longer is no sentence, and no model of this room is asked about it: time stays bounded."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d")


class SyllableTokenizer:
    """Makes a spaCy ``Doc`` of a text: syllables, numbers and single signs, and blanks that are not one plain blank.

    It holds no state but the vocabulary, so that what is written to disk for it is nothing.
    """

    def __init__(self, vocab: Any) -> None:
        from spacy.attrs import NORM  # noqa: PLC0415 - spaCy takes a second to import, only a model needs it

        self.vocab = vocab
        vocab.lex_attr_getters[NORM] = norm_of

    def __call__(self, text: str) -> Any:
        from spacy.tokens import Doc  # noqa: PLC0415 - likewise

        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for token in syllables(text, 0, len(text)):
            _add_gap(text[end : token.start], words, spaces)
            words.append(text[token.start : token.end])
            spaces.append(False)
            end = token.end
        _add_gap(text[end:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_disk(self, _path: Any, **_kwargs: Any) -> None:
        """Nothing to write."""

    def from_disk(self, _path: Any, **_kwargs: Any) -> SyllableTokenizer:
        """Nothing to read."""
        return self

    def to_bytes(self, **_kwargs: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_kwargs: Any) -> SyllableTokenizer:
        return self


@lru_cache(maxsize=1 << 15)
def norm_of(word: str) -> str:
    """What the model takes a word for: small letters; numbers are all one, but years are told apart."""
    if _YEAR.fullmatch(word):
        return "#year"
    if _NUMBER.match(word):
        return "#"
    return word.lower()


def _add_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    """One plain blank after a word is the word's own; every other run of blanks is a token."""
    if not gap:
        return
    if words and gap[0] == " ":
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


def register() -> None:
    """Tells spaCy of the tokenizer, so that a configuration may name it. May be called again."""
    from spacy import registry  # noqa: PLC0415 - likewise

    if NAME not in registry.tokenizers:
        registry.tokenizers.register(NAME, func=_create)


def _create() -> Callable[[Any], SyllableTokenizer]:
    return lambda nlp: SyllableTokenizer(nlp.vocab)
