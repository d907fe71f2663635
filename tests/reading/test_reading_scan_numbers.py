"""A number that OCR misread is mended where a second reading agrees with the first, and left as it is elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image

from extractor.reading import scan_numbers
from extractor.reading.pdf_lines import PageWord
from extractor.reading.scan_numbers import look_again


def word(text: str, x0: float, confidence: float = 0.9) -> PageWord:
    return PageWord(text, x0, 10.0, x0 + 10.0 * len(text), 20.0, 10.0, confidence)


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("S3", "53", "53"),
        ("§49", "849", "849"),
        ("§49", "549", "549"),  # "§" may be either, and the second reading says which
        ("I1,", "11,", "11,"),
        ("2.S00.", "2.500", "2.500."),
        ("1l%", "11%", "11%"),
        ("S3", "S3", "S3"),  # perhaps a code
        ("S3", "58", "S3"),  # the readings differ in a digit that both have
        ("3l", "311", "3l"),  # a digit more
        ("§49", "", "§49"),
        ("I.", "1.", "I."),  # a Roman numeral, without any digit
        ("OIl", "011", "OIl"),
        ("H5N1", "451", "H5N1"),
        ("12", "13", "12"),  # nothing doubtful: not looked at
    ],
)
def test_only_what_two_readings_agree_on_is_a_number(
    monkeypatch: pytest.MonkeyPatch, first: str, second: str, wanted: str
) -> None:
    def again(images: list[Any], scale: float, mode: int) -> list[Any]:
        assert (len(images), scale, mode) == (1, 3.0, 7)
        return [[(20.0, [word("có", 3.0), word(second, 53.0, 0.6)])] if second else []]

    monkeypatch.setattr(scan_numbers, "read_images", again)
    line = (20.0, [word("có", 20.0), word(first, 70.0)])
    ((_, words),) = look_again(Image.new("L", (400, 100), 255), [line], 2.0)
    assert [one.text for one in words] == ["có", wanted]
    assert words[1].confidence == (0.6 if wanted != first else 0.9)


def test_a_number_from_another_place_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_numbers, "read_images", lambda *_: [[(20.0, [word("53", 120.0)])]])
    ((_, words),) = look_again(Image.new("L", (400, 100), 255), [(20.0, [word("S3", 20.0)])], 2.0)
    assert words[0].text == "S3"
