"""Numbers in digits and in words have exactly the value that they are said with."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.grammar.numbers import DIGITS, NUMBER, SCALED, SMALL_WORDS, WORDS, parse_fraction, parse_number

DIGIT_NAMES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


class Speller:
    """Says a whole number in Vietnamese, choosing among all spellings that are in use.

    Written from the rules of the language, apart from the tables of the project.
    """

    def __init__(self, choose: random.Random) -> None:
        self.choose = choose

    def say(self, number: int) -> str:
        return self._billions(number) if number else "không"

    def _billions(self, number: int) -> str:
        above, below = divmod(number, 10**9)
        said = [self._billions(above) + " " + self.choose.choice(["tỷ", "tỉ"])] if above else []
        groups = [(below // 10**6, ["triệu"]), (below // 1000 % 1000, ["nghìn", "ngàn"]), (below % 1000, [""])]
        begun, skipped = bool(above), False
        for value, names in groups:
            name = self.choose.choice(names)
            if not value:
                skipped = skipped or begun
                continue
            # behind a greater group hundreds are said even when there are none; "linh" may stand for them
            said.append((self._group(value, begun) + " " + name).strip())
            begun = True
        return " ".join(said)

    def _group(self, value: int, behind: bool) -> str:
        hundreds, rest = divmod(value, 100)
        if hundreds:
            return self._hundreds(hundreds, rest)
        if not behind:
            return self._tens(rest)
        gap = self.choose.choice(["linh", "lẻ"])
        if rest < 10:
            return self.choose.choice([f"không trăm {gap} {self._last(rest)}", f"{gap} {self._last(rest)}"])
        return f"không trăm {self._tens(rest)}"

    def _hundreds(self, hundreds: int, rest: int) -> str:
        said = f"{self._digit(hundreds)} trăm"
        if not rest:
            return said
        if rest < 10:
            return f"{said} {self.choose.choice(['linh', 'lẻ'])} {self._last(rest)}"
        return f"{said} {self._tens(rest)}"

    def _tens(self, value: int) -> str:
        tens, ones = divmod(value, 10)
        if tens == 0:
            return self._digit(ones)
        if tens == 1:
            return "mười" + ("" if not ones else " lăm" if ones == 5 else f" {self._digit(ones)}")
        if not ones:
            return f"{self._digit(tens)} {self.choose.choice(['mươi', 'chục'])}"
        spoken = {1: ["mốt"], 4: ["tư", "bốn"], 5: ["lăm", "nhăm"]}.get(ones, [self._digit(ones)])
        said = f"{self._digit(tens)} mươi {self.choose.choice(spoken)}"
        if tens == 2 and self.choose.random() < 0.2:
            return f"hăm {self.choose.choice(spoken)}"
        return said

    def _digit(self, value: int) -> str:
        return self.choose.choice(["bảy", "bẩy"]) if value == 7 else DIGIT_NAMES[value]

    def _last(self, value: int) -> str:
        return self.choose.choice(["bốn", "tư"]) if value == 4 else self._digit(value)


def _whole(text: str) -> bool:
    """Whether the fragment for words takes all of a text."""
    return regex.fullmatch(WORDS, text) is not None


@given(st.integers(0, 10**12), st.randoms(use_true_random=False))
@settings(max_examples=1500, deadline=None)
def test_every_spelling_of_a_whole_number_is_read_back(number: int, choose: random.Random) -> None:
    said = Speller(choose).say(number)
    assert parse_number(said) == number, said


@pytest.mark.parametrize("number", [*range(1000), *(10**power + off for power in range(3, 13) for off in (-1, 0, 1))])
def test_every_number_below_a_thousand_and_round_every_power_is_read_back(number: int) -> None:
    for seed in range(4):
        said = Speller(random.Random(seed)).say(number)
        assert parse_number(said) == number, said


@given(st.integers(11, 10**12), st.randoms(use_true_random=False))
@settings(max_examples=500, deadline=None)
def test_the_fragment_takes_the_whole_number_and_what_it_takes_has_a_value(number: int, choose: random.Random) -> None:
    said = Speller(choose).say(number)
    if said.endswith(" năm") and not regex.search("(linh|lẻ) năm$", said):
        return  # "hai trăm năm" may be years
    match = regex.search(WORDS, f"có {said} hộ")
    assert match is not None
    assert match[0] == said
    assert parse_number(match[0]) == number


@given(st.integers(0, 10**15), st.integers(0, 10**6))
def test_digits_with_thousands_and_decimals_are_read_back(whole: int, part: int) -> None:
    grouped = f"{whole:,}".replace(",", ".")
    assert parse_number(grouped) == whole
    decimals = str(part).rstrip("0")
    if decimals and not (len(decimals) == 3 and decimals.endswith("00")):
        assert parse_number(f"{grouped},{decimals}") == Decimal(f"{whole}.{decimals}")
        assert parse_number(f"{whole},{decimals}") == Decimal(f"{whole}.{decimals}")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.324", "3324"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("05", "5"),
        ("0,5", "0.5"),
        ("0.5", "0.5"),
        ("0.125", "0.125"),
        ("1.500,5", "1500.5"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("352,000", "352000"),
        ("4,125", "4.125"),
        ("1 triệu 200 nghìn", "1200000"),
        ("340 tỷ 700 triệu", "340700000000"),
        ("0,5 triệu", "500000"),
        ("3 nghìn 5 trăm", "3500"),
        ("1,2 nghìn tỷ", "1200000000000"),
        ("5 triệu rưỡi", "5500000"),
        ("7k", "7000"),
        ("58tr", "58000000"),
        ("2tr5", "2500000"),
        ("một nửa", "0.5"),
        ("một phần tư", "0.25"),
        ("ba phần năm", "0.6"),
        ("một phần trăm", "0.01"),
        ("hai triệu rưỡi", "2500000"),
        ("một triệu hai", "1200000"),
        ("một trăm hai", "120"),
        ("một rưỡi", "1.5"),
        ("không phẩy không năm", "0.05"),
        ("sáu phẩy tám nghìn tỷ", "6800000000000"),
        ("hai nghìn không trăm hai mươi lăm", "2025"),
        ("ba vạn sáu nghìn", "36000"),
        ("HAI MƯƠI TƯ", "24"),
        ("một tỷ tỷ", "1000000000000000000"),
    ],
)
def test_a_form_has_this_value(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "một số",
        "hai bên",
        "1,500",
        "012.345",
        "1234.567",
        "1.500.5",
        "19.2.1",
        "1.2345.678",
        "một triệu hai trăm",
        "hai trăm năm",
        "năm sáu",
        "mươi",
        "trăm",
        "linh năm",
        "mười tư",
        "hai mươi mười",
        "hai nghìn ba triệu",
        "1 triệu 2",
        "700 triệu 340 tỷ",
        "1 triệu 1500 nghìn",
        "phẩy năm",
        "năm phẩy",
        "một phần không",
        "12 xã",
    ],
)
def test_what_is_ambiguous_or_no_number_has_no_value(text: str) -> None:
    assert parse_number(text) is None


def test_a_fraction_in_words_stays_exact() -> None:
    assert parse_fraction("hai phần ba") == (2, 3)
    assert parse_fraction("ba phần nghìn") == (3, 1000)
    assert parse_fraction("hai mươi") is None
    assert parse_number("một phần ba") == Decimal("0.3333333333333333333333333333")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("số 19.2.1 và 1.2.3.4", []),
        ("mã A12, B7, x_9", []),
        ("đạt 120/127 xã", ["120", "127"]),
        ("tăng 5-7%", ["5", "7"]),
        ("dài 5km", ["5"]),
        ("đạt 3.324, còn 12,5.", ["3.324", "12,5"]),
        ("(05)", ["05"]),
    ],
)
def test_digits_are_found_whole_or_not_at_all(text: str, found: list[str]) -> None:
    assert regex.findall(DIGITS, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "một số xã",
        "năm 2025",
        "tư vấn viên",
        "không có gì",
        "ba lô",
        "hai bên",
        "mấy chục, hàng trăm, vài nghìn",
        "tỷ lệ, tỷ trọng",
        "người trăm năm",
        "tư nhân",
        "một nhà",
    ],
)
def test_words_that_only_look_like_numbers_are_not_found(text: str) -> None:
    assert regex.findall(WORDS, text) == []


def test_number_words_stop_before_a_counted_noun() -> None:
    assert regex.findall(WORDS, "mười năm; hai mươi năm; một trăm linh năm năm; hai mươi tư vấn viên") == [
        "mười",
        "hai mươi",
        "một trăm linh năm",
        "hai mươi",
    ]
    assert regex.findall(WORDS, "hai triệu rưỡi đồng, năm trăm hộ, hai phần ba số hộ") == [
        "hai triệu rưỡi",
        "năm trăm",
        "hai phần ba",
    ]


def test_small_words_leave_the_scale_to_the_unit() -> None:
    assert regex.findall(SMALL_WORDS, "hai tỷ đồng, ba trăm triệu đồng") == ["hai", "ba trăm"]


def test_fragments_read_the_same_in_plain_and_verbose_patterns() -> None:
    text = "hai mươi tư xã, 3.324 hộ, 340 tỷ 700 triệu, một phần ba"
    for fragment in (DIGITS, WORDS, SMALL_WORDS, NUMBER, SCALED):
        assert regex.findall(fragment, text) == regex.findall(fragment, text, regex.VERBOSE) != []


@pytest.mark.parametrize(
    "line",
    [
        "1." * 500_000,
        "1.234" * 200_000,
        "một trăm " * 100_000,
        "hai phẩy " * 100_000,
        "1 triệu " * 120_000,
        "0" * 10**6,
    ],
    ids=["dotted", "thousands", "hundreds", "points", "scales", "zeros"],
)
def test_a_line_of_a_million_characters_passes_in_time(line: str) -> None:
    for fragment in (DIGITS, WORDS, SCALED):
        for match in regex.finditer(fragment, line, timeout=8):
            assert len(match[0]) <= len(line)
