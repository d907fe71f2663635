"""How deep a table's row stands below others, by its numbering: A, I, 1, 1.1, and dashes."""

from __future__ import annotations

from collections.abc import Sequence

import regex

_ROMAN = regex.compile(r"\W*([IVXLC]{1,6})[.)]?\W*")
_LETTER = regex.compile(r"\W*(([A-ZĐ])\2{0,5})[.)]?\W*")
"""A capital, or the same one several times: after Z come AA and BB."""
_DOTTED = regex.compile(r"\W*(\d{1,3}(?:\.\d{1,3})*)[.)]?\W*")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_OWN = regex.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=[.)])|[IVX]{1,5}(?=\.)|[A-ZĐ](?=\.))[.)]?\s")
"""A number that stands before a row's label, in the same cell."""

_TOTAL = regex.compile(r"\W*(?:tổng|cộng)", regex.IGNORECASE)

GROUP, ROMAN, NUMBER, SMALL, PLAIN, DASH, SIGN = 0, 1, 2, 6, 7, 8, 9
"""Depths: a letter, a Roman numeral, a number (deeper by each dot, up to three), a small letter, a row without any."""


def depths(numbers: Sequence[str], labels: Sequence[str]) -> list[int]:
    """The depth of each row by its number and its label; a letter that is a Roman numeral too is told by its row.

    "C" after "B" is a letter, "I" after "H" is one where "J" follows or no "II" does.
    """
    own = [
        number or (found["number"] if (found := _OWN.match(label)) else "")
        for number, label in zip(numbers, labels, strict=True)
    ]
    made: list[int] = []
    letter, roman = "", 0
    capital: dict[int, list[bool]] = {GROUP: [], ROMAN: []}
    for index, number in enumerate(own):
        found = _ROMAN.fullmatch(number) if number else None
        single = _LETTER.fullmatch(number) if number else None
        if found and not (single and _is_letter(single[1], letter, roman, own[index + 1 :])):
            made.append(ROMAN)
            roman = _value(found[1])
            capital[ROMAN].append(_is_capital(labels[index]))
            continue
        if single:
            made.append(GROUP)
            letter, roman = single[1], 0
            capital[GROUP].append(_is_capital(labels[index]))
            continue
        if not number and _is_capital(labels[index]) and not _TOTAL.match(labels[index]):
            # In capitals like the outermost groups before it, and none of theirs: its number was left out.
            like = next((depth for depth, said in capital.items() if len(said) > 1 and all(said)), None)
            made.append(PLAIN if like is None else like)
            continue
        made.append(_plain(number, labels[index]))
    return made


def _is_capital(label: str) -> bool:
    """Whether a label is words in capitals, and no abbreviation."""
    return label.isupper() and len(label.split()) > 1 and sum(map(str.isalpha, label)) > 5


def _before(label: str) -> str:
    """The number that stands in a label, before its words."""
    found = _OWN.match(label)
    return found["number"] if found else ""


def _plain(number: str, label: str) -> int:
    if number:
        dotted = _DOTTED.fullmatch(number)
        if dotted:
            return min(NUMBER + dotted[1].count("."), SMALL - 1)
        return SMALL
    if label[:1] in ("-", "–"):
        return DASH
    return SIGN if label[:1] in ("+", "•") else PLAIN


def _is_letter(own: str, last: str, roman: int, rest: Sequence[str]) -> bool:
    """Whether a capital that may be a Roman numeral goes on the letters of the groups."""
    if not last or own not in _following(last):
        return False
    if _value(own) == roman + 1:  # it goes on both: what follows tells
        coming = next((n for n in rest if n and (_ROMAN.fullmatch(n) or _LETTER.fullmatch(n))), "")
        name = coming.strip(" .)")
        return name in _following(own) or not (_ROMAN.fullmatch(name) and _value(name) == roman + 2)
    return True


def _following(letters: str) -> tuple[str, ...]:
    """What may come after a letter in an alphabet with or without Đ."""
    letter, times = letters[0], len(letters)
    if letter == "Z":
        return ("A" * (times + 1),)
    nearest = {"D": "ĐE", "Đ": "E"}.get(letter, chr(ord(letter) + 1))
    return tuple(one * times for one in nearest)


def _value(numeral: str) -> int:
    total = 0
    for index, char in enumerate(numeral):
        value = _VALUES[char]
        later = _VALUES[numeral[index + 1]] if index + 1 < len(numeral) else 0
        total += -value if value < later else value
    return total
