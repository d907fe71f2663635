"""Plain text: the document text is the whole file, decoded, composed, with LF line ends."""

from __future__ import annotations

import resource
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.reading import read, read_bytes

sys.path.insert(0, str(Path(__file__).parent / "samples"))
import web

TEXT = "**Kế hoạch**\n\n| TT | Xã |\n- Đến năm 2025 có 120/127 xã đạt chuẩn.\n\tThêm 5%.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
        web.in_windows_1258(TEXT),
    ],
    ids=[
        "utf-8",
        "bom",
        "utf-16",
        "utf-16-be",
        "utf-16-le bare",
        "utf-16-be bare",
        "utf-32",
        "crlf",
        "cr",
        "nfd",
        "1258",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_every_encoding_gives_the_same_text(data: bytes, name: str) -> None:
    document = read_bytes(data, name)
    assert document.text == TEXT
    assert document.media_type == ("text/markdown" if name == "a.md" else "text/plain")


def test_markup_blanks_and_stray_controls_stay() -> None:
    text = "  # Tiêu đề \n\n\x1dCó\u00a05 xã\u200b đạt.  \n"
    assert read_bytes(text.encode(), "a.md").text == text


def test_identity_is_that_of_the_bytes(tmp_path: Path) -> None:
    import hashlib

    path = tmp_path / "kế hoạch.txt"
    path.write_bytes(TEXT.encode("utf-16"))
    document = read(path)
    assert document.document_id == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.name == "kế hoạch.txt"


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="ÐƉð"), min_size=1))
def test_unicode_text_is_only_composed(text: str) -> None:
    text = "Có 5 xã. " + text.replace("\ufeff", "")
    document = read_bytes(text.encode(), "a.txt")
    assert [c for c in document.text if c.isdecimal()] == [
        c for c in unicodedata.normalize("NFC", text) if c.isdecimal()
    ]
    if not any(c in text for c in map(chr, range(0x80, 0x100))):
        assert document.text == unicodedata.normalize("NFC", text)


def test_damaged_utf8_is_read_and_told() -> None:
    data = (TEXT * 20).encode().replace("hoạ".encode(), "hoạ".encode()[:-1], 1)
    document = read_bytes(data, "a.txt")
    assert document.text.count("120/127 xã") == 20
    assert any("could not be decoded" in note for note in document.notes)


@pytest.mark.parametrize("kind", ["ascii", "vietnamese", "decomposed", "cp1258"])
def test_megabytes_of_one_line_end_well(kind: str) -> None:
    unit = "Co 12 xa dat chuan. " if kind == "ascii" else "Có 12 xã đạt chuẩn. "
    unit = unicodedata.normalize("NFD", unit) if kind == "decomposed" else unit
    encoded = web.in_windows_1258(unit) if kind == "cp1258" else unit.encode()
    size = 20_000_000 if kind in ("ascii", "vietnamese") else 8_000_000  # composing is linear, but slow
    data = encoded * (size // len(encoded))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    document = read_bytes(data, "a.txt")
    assert document.text.startswith(unicodedata.normalize("NFC", unit))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000  # kibibytes


def test_hostile_marks_end_well() -> None:
    data = ("a" + "\u0301\u0323" * 1_000_000 + " có 5 xã").encode()
    assert read_bytes(data, "a.txt").text.endswith("có 5 xã")


def test_a_megabyte_line_of_legacy_text() -> None:
    data = ("TØnh cã 127 x· ®¹t chuÈn n«ng th«n míi, t¨ng 5,5% " * 20_000).encode()
    document = read_bytes(data, "a.txt")
    assert document.text.startswith("Tỉnh có 127 xã đạt chuẩn nông thôn mới, tăng 5,5%")
    assert document.text.count("chuẩn") == 20_000
