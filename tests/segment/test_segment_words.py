"""Words at their offsets: exact, complete, in order, whatever the text; and safe from several threads at once."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.core.document import Token
from extractor.segment import syllables, tokens
from extractor.segment.words import FALLBACKS


def words_of(text: str) -> list[str]:
    return [text[token.start : token.end] for token in tokens(text, 0, len(text))]


def test_words_are_slices_of_the_text_as_written() -> None:
    text = "Ðến năm 2025, xây dựng  nông\nthôn mới ở nghành y tế"
    assert "nông\nthôn" in words_of(text) or "nông\nthôn mới" in words_of(text)
    assert "Ðến" in words_of(text)
    assert any("nghành" in word for word in words_of(text)), "nothing is respelled"


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Mục tiêu: hộ nghèo còn 3%."
    start = text.index("hộ")
    found = tokens(text, start, len(text))
    assert found[0].start == start
    assert text[found[-1].start : found[-1].end] == "."


def test_syllables_need_no_library() -> None:
    text = "thu 6.800,5 tỷ/năm"
    assert [text[one.start : one.end] for one in syllables(text, 0, len(text))] == ["thu", "6.800,5", "tỷ", "/", "năm"]


def test_a_plain_sentence_needs_no_fallback() -> None:
    before = FALLBACKS["words"]
    words_of("Quyết định 318/QĐ-TTg giao 120/127 xã đạt 58 triệu đồng/người/năm (tăng 1,5 lần) tại https://bacho.vn.")
    assert FALLBACKS["words"] == before


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("aăâđêôơưyếềữỷ Ðð0123456789.,;:/%()-“”_"),
        st.sampled_from("\u0301\u0323\u200b\u00a0\t\n\u00ad\ufeff\x1d\x85\u2028"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


def check(text: str, found: tuple[Token, ...]) -> None:
    end = 0
    for token in found:
        assert end <= token.start < token.end <= len(text)
        piece = text[token.start : token.end]
        assert piece.strip() == piece
        end = token.end
    covered = "".join(text[token.start : token.end] for token in found)
    assert "".join(covered.split()) == "".join(text.split())


@given(HOSTILE)
@settings(max_examples=300, deadline=None)
def test_words_cover_every_text(text: str) -> None:
    check(text, tokens(text, 0, len(text)))


@given(HOSTILE)
@settings(max_examples=300, deadline=None)
def test_syllables_cover_every_text(text: str) -> None:
    check(text, syllables(text, 0, len(text)))


@pytest.mark.parametrize("text", ["hộ nghèo " * 3000, "a" * 20_000])
def test_a_long_stretch_is_covered(text: str) -> None:
    check(text, tokens(text, 0, len(text)))


COLD_START = """
import threading
from extractor.segment import tokens

text = "Đến năm 2025, tỉnh có 120/127 xã đạt chuẩn nông thôn mới, thu nhập bình quân 58 triệu đồng/người/năm."
found, faults, gate = [], [], threading.Barrier(8)


def work():
    gate.wait()
    try:
        for _ in range(20):
            found.append(tokens(text, 0, len(text)))
    except Exception as fault:
        faults.append(repr(fault))


threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert not faults, faults
assert len(found) == 160 and len(set(found)) == 1
"""


def test_eight_threads_may_start_cold() -> None:
    done = subprocess.run([sys.executable, "-c", COLD_START], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_the_room_imports_no_segmenter() -> None:
    code = "import sys, extractor.segment; sys.exit('underthesea' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
