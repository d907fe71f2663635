"""The numbering of a table's rows tells what belongs to what."""

from __future__ import annotations

import pytest

from extractor.link.depth import depths


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("A I 1 2 II 1 B I C D Đ E", "0 1 2 2 1 2 0 1 0 0 0 0"),
        ("B I II C I II III D", "0 1 1 0 1 1 1 0"),
        ("G H I J K", "0 0 0 0 0"),
        ("H I II J", "0 1 1 0"),
        ("U I II V I II W X", "0 1 1 0 1 1 0 0"),
        ("Y Z AA I II BB CC DD", "0 0 0 1 1 0 0 0"),
        ("GG HH II JJ", "0 0 0 0"),
        ("JJJ I II III KKK", "0 1 1 1 0"),
        ("I 1 1.1 1.2 2 II", "1 2 3 3 2 1"),
        ("1 a b 2", "2 6 6 2"),
    ],
)
def test_letters_and_roman_numerals(numbers: str, expected: str) -> None:
    names = numbers.split()
    assert depths(names, ["x"] * len(names)) == [int(depth) for depth in expected.split()]


def test_labels_that_hold_their_own_number() -> None:
    labels = ["NÔNG NGHIỆP", "2.1. Đường xã", "2.2. Đường thôn", "- Lúa", "+ Ngô"]
    assert depths([""] * 5, labels) == [7, 3, 3, 8, 9]
