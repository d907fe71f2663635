"""Numbers of scans in which OCR took a digit for a sign that looks like it ("S3" for 53), by a second look at them."""

from __future__ import annotations

from itertools import product
from typing import Any

import regex

from extractor.reading.pdf_lines import PageWord
from extractor.reading.tesseract import Line, read_images

_LIKE = {"S": "5", "§": "58", "I": "1", "l": "1", "!": "1", "¡": "1", "|": "1", "O": "0", "o": "0"}
"""Signs that OCR takes a digit for, and which digits they may be."""
_SUSPICIOUS = regex.compile(r"(?=.{2,9}$)(?=.*[\d§])(?=.*[S§Il!¡|Oo])[\dS§Il!¡|Oo]++(?:[.,][\dS§Il!¡|Oo]++)*+[.,;:)%]?")
_NUMBER = regex.compile(r"\d{1,3}(?:\.\d{3})++(?:,\d+)?|\d++(?:,\d+)?")
_ENDS = ".,;:)%"
_LARGER = 1.5
"""How much larger a line is looked at again: at its first size it would be misread the same way again."""
_MARGIN = 3.0
"""Points around a line."""


def look_again(image: Any, lines: list[Line], scale: float) -> list[Line]:
    """The same lines, with the numbers in their place that a second reading, of the larger line, has outright.

    Such a number is taken only where every digit of the first reading stands in it, and every sign of that is one which
    looks like the digit: two readings agree, and nothing is guessed. What they do not agree on stays as it was read.
    """
    doubtful = [line for line in lines if any(_SUSPICIOUS.fullmatch(word.text) for word in line[1])]
    if not doubtful:
        return lines
    boxes = [_box(line[1]) for line in doubtful]
    crops = [image.crop(tuple(int(side * scale) for side in box)) for box in boxes]
    larger = [crop.resize((int(crop.width * _LARGER), int(crop.height * _LARGER))) for crop in crops]
    for (_, words), box, again in zip(doubtful, boxes, read_images(larger, scale * _LARGER, 7), strict=True):
        second = [word for _, found in again for word in found]
        for word in words:
            if _SUSPICIOUS.fullmatch(word.text):
                _take(word, [other for other in second if _same_place(word, other, box[0])])
    return lines


def _box(words: list[PageWord]) -> tuple[float, float, float, float]:
    return (
        min(word.x0 for word in words) - _MARGIN,
        min(word.top for word in words) - _MARGIN,
        max(word.x1 for word in words) + _MARGIN,
        max(word.bottom for word in words) + _MARGIN,
    )


def _same_place(word: PageWord, other: PageWord, left: float) -> bool:
    """Whether a word of the second reading, in points from the line's left, covers the same ink."""
    shared = min(word.x1, other.x1 + left) - max(word.x0, other.x0 + left)
    return shared > 0.8 * max(word.x1 - word.x0, other.x1 - other.x0)


def _take(word: PageWord, others: list[PageWord]) -> None:
    if len(others) != 1:
        return
    number = others[0].text.rstrip(_ENDS)
    first = word.text.rstrip(_ENDS)
    if not _NUMBER.fullmatch(number) or number not in _readings(first):
        return
    word.text = number + word.text[len(first) :]
    word.confidence = min(word.confidence or 0.0, others[0].confidence or 0.0)


def _readings(text: str) -> set[str]:
    """What a word may be whose signs are misread digits."""
    return {"".join(made) for made in product(*(_LIKE.get(sign, sign) for sign in text))}
