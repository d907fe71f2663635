"""Encodings from before Unicode are recognised and turned back, and no digit ever changes."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest
import regex
from viparse.normalize.encodings import CHARMAPS

from extractor.lexicon.legacy import TCVN3, VISCII, VNI
from extractor.reading import read_bytes
from extractor.reading.legacy import ENCODINGS, convert, is_syllable, recognise
from extractor.reading.mend import Mender

sys.path[:0] = [str(Path(__file__).parent / "samples"), str(Path(__file__).parent)]
from measured_by import bench  # noqa: E402 - it stands beside the tests
from old_text import ENCODERS, sentences, to_tcvn3  # noqa: E402 - the samples' makers stand beside them


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_thousand_sentences_there_and_back(encoding: str) -> None:
    right = words = 0
    for sentence in sentences(1000):
        made = Mender().mend(ENCODERS[encoding](sentence))
        assert regex.findall(r"[\d.,/%-]+", made) == regex.findall(r"[\d.,/%-]+", sentence)
        got, wanted = made.split(), sentence.split()
        assert len(got) == len(wanted)
        right += sum(a == b for a, b in zip(got, wanted, strict=True))
        words += len(wanted)
    assert right / words >= 0.99


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI", "VISCII", "cp1258", "NFD"])
def test_a_file_of_a_thousand_sentences_there_and_back(encoding: str) -> None:
    made = bench("legacy").there_and_back(encoding, 1000)
    assert made.digits == 0
    assert made.right / made.words >= 0.99


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_files_of_legacy_bytes(encoding: str) -> None:
    text = "\n".join(sentences(40)) + "\n"
    document = read_bytes(ENCODERS[encoding](text).encode("latin-1"), "cũ.txt")
    got, wanted = document.text.split(), text.split()
    assert len(got) == len(wanted)
    assert sum(a == b for a, b in zip(got, wanted, strict=True)) / len(wanted) >= 0.99
    assert any(encoding in note for note in document.notes)


def test_runs_of_several_encodings_in_one_document() -> None:
    lines = sentences(9)
    mixed = [(lambda text: text, to_tcvn3, ENCODERS["VNI"])[number % 3](line) for number, line in enumerate(lines)]
    assert Mender().mend("\n".join(mixed)).lower() == "\n".join(lines).lower()


def test_our_tables_agree_with_an_independent_one() -> None:
    for name, table in (("tcvn3", TCVN3), ("viscii", VISCII), ("vni", VNI)):
        for surface, letter in CHARMAPS[name].pairs:
            if name == "vni" and surface in ("yï", "Yï", "YÏ"):
                continue  # that table derives ỵ from a rule that VNI breaks: it is written î
            if surface in table or name != "vni":
                assert unicodedata.normalize("NFC", table[surface]) == letter, (name, surface)


def test_no_table_touches_a_digit_or_ascii() -> None:
    for table in (TCVN3, VNI, VISCII):
        for surface, letter in table.items():
            assert not any(c.isdecimal() for c in surface + letter)
            assert not surface.isascii() or ord(surface[0]) < 32


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh có 127 xã, diện tích 5.300 km² và nhiệt độ 30±2°C; «Điều 5» của Luật ½ ngày.",
        "The café in Zürich charges 5 € for crème brûlée, señor.",
        "Ký hiệu § 5, © 2024, giá 10 £, tăng ×2, ÷3, nhiệt độ µm.",
        "Giá trị: 1.250,5 tỷ đồng ± 3%.",
    ],
)
def test_text_that_is_no_legacy_text_stays(text: str) -> None:
    assert Mender().mend(text) == text
    assert recognise(text) is None


def test_capitals_of_tcvn3_come_back_from_their_context() -> None:
    assert convert("ñy ban nh©n d©n tØnh L¹ng S¬n", "TCVN3") == "ủy ban nhân dân tỉnh Lạng Sơn"
    assert convert("Kế HO¹CH Sè 12/KH", "TCVN3").endswith("HOẠCH SỐ 12/KH")
    assert convert("Sè: 12/KH-UBND ngµy", "TCVN3") == "Số: 12/KH-UBND ngày"


def test_look_alikes_are_repaired_and_counted() -> None:
    document = read_bytes("Tỉnh Bình Ðịnh có ðến 5 xã.".encode(), "a.txt")
    assert document.text == "Tỉnh Bình Định có đến 5 xã."
    assert document.notes == ("2 look-alikes of Đ replaced",)


@pytest.mark.parametrize(
    "word", ["nghiêng", "quốc", "giếng", "gì", "khuỷu", "ngoằn", "uỷ", "ủy", "yêu", "xoong", "Đắk"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word) == (word != "Đắk")


@pytest.mark.parametrize("word", ["cafe", "hoàì", "tàch", "bế̉", "wế", "élan", "pfà"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)
