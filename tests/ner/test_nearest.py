"""The syllables around a number are those of the stretch by itself, though they are taken from the whole sentence's."""

from __future__ import annotations

from extractor.ner.clues import REACH, _between, _nearest
from extractor.segment import syllables

SENTENCES = (
    "Đến năm 2025, tỷ lệ hộ nghèo giảm còn 1,5%; có 120/127 xã đạt chuẩn (tăng 12.345,6 ha).",
    "(5% " * 90,
    "đạt 95% số xã, " * 40,
    "một " * 30 + "x" * 500 + " hai 1.234.567 ba" * 20,
)


def test_syllables_are_those_of_the_stretch() -> None:
    for text in SENTENCES:
        for place in range(len(text) + 1):
            low, high = max(0, place - REACH), min(len(text), place + REACH)
            assert list(_nearest(text, low, place, last=True)) == list(syllables(text, low, place))[-45:]
            assert list(_nearest(text, place, high, last=False)) == list(syllables(text, place, high))[:45]
            assert list(_between(text, place, high)) == list(syllables(text, place, high))
