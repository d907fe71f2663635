"""The tokenizer gives back the text it was given, and words that a model can be taught."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.ner.tokenizer import SyllableTokenizer, norm_of

HOSTILE = [
    "",
    " ",
    "\n\n",
    "  hai  dấu cách\tvà tab \n",
    "Đến năm 2027 có 120/127 xã (94,5%) đạt chuẩn; giảm 1-2%/năm.",
    "ho\u0300a binh\u0300 NFD",  # letters and tones apart
    "xã\u00a0đạt\u200b chuẩn\u2028dòng mới",
    "🌾🌾 12.500ha\ufeff",
]


@pytest.fixture(scope="module")
def tokenizer() -> SyllableTokenizer:
    from spacy.vocab import Vocab

    return SyllableTokenizer(Vocab())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_whole(tokenizer: SyllableTokenizer, text: str) -> None:
    assert tokenizer(text).text == text


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("aăâđêôơư\u0300\u0301ạế5%/.,;()-–\u00a0\u200b \t\n"), max_size=60))
def test_any_text_comes_back_whole(text: str) -> None:
    from spacy.vocab import Vocab

    assert SyllableTokenizer(Vocab())(text).text == text


def test_a_share_can_be_marked_without_its_noun(tokenizer: SyllableTokenizer) -> None:
    doc = tokenizer("còn 3,5%hộ nghèo")
    span = doc.char_span(4, 8)
    assert span is not None
    assert span.text == "3,5%"


def test_numbers_are_one_word_but_years_another() -> None:
    assert norm_of("1.250") == norm_of("7,5") == "#"
    assert norm_of("2027") == "#year"
    assert norm_of("2527") == "#"
    assert norm_of("Hộ") == "hộ"


def test_importing_the_room_imports_nothing_heavy() -> None:
    code = (
        "import sys, extractor.ner; print([m for m in ('spacy', 'thinc', 'numpy', 'underthesea') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
