"""Views for matching: what they unify, what they leave alone, and that every span finds its way back."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.normalise import matching_view, to_document_text

CHANGES = {
    "dashes": ("2021–2025, 10 — 12%, kinh tế ‑ xã hội, −3", "2021-2025, 10 - 12%, kinh tế - xã hội, -3"),
    "division stays": ("từ 10÷12 tạ/ha", "từ 10÷12 tạ/ha"),
    "quotes": ("“vững mạnh”, ‘điểm’, «tốt»", '"vững mạnh", \'điểm\', "tốt"'),
    "blanks": ("6.800\u00a0tỷ\u2009đồng\tnăm", "6.800 tỷ đồng năm"),
    "zero width": ("hộ ng\u200bhèo\ufeff", "hộ nghèo"),
    "full width": ("đạt １２％", "đạt 12%"),
    "runs of blanks": ("đạt   95%  số hộ", "đạt 95% số hộ"),
    "soft line break": ("có 120/127\nxã đạt\n  chuẩn", "có 120/127 xã đạt chuẩn"),
    "blank line": ("Mục tiêu\n \n\nĐến năm 2025", "Mục tiêu\nĐến năm 2025"),
    "old tones": ("hoà, khoẻ, thuỷ, UỶ BAN, Uỷ ban, toả, hoạ", "hòa, khỏe, thủy, ỦY BAN, Ủy ban, tỏa, họa"),
    "tones that stand right": (
        "quý, quỹ, toàn, hoài, khoảng, huỳnh, thuyền",
        "quý, quỹ, toàn, hoài, khoảng, huỳnh, thuyền",
    ),
    "eth": ("Ðến năm, thu ðược", "Đến năm, thu được"),
    "Cyrillic in a Latin word": ("hộ nghèо", "hộ nghèo"),
    "a Cyrillic word": ("Москва", "Москва"),
    "decomposed": (unicodedata.normalize("NFD", "tỷ lệ hộ nghèo"), "tỷ lệ hộ nghèo"),
    "emphasis": ("**(1) **Tỷ lệ *đạt* __95%__", "(1) Tỷ lệ đạt 95%"),
    "stars that mean something": ("a * b, 2*3, vùng (*)", "a * b, 2*3, vùng (*)"),
    "names with underscores": ("tệp so_lieu_2025", "tệp so_lieu_2025"),
}


@pytest.mark.parametrize(("raw", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_one_spelling(raw: str, expected: str) -> None:
    assert matching_view(raw).text == expected


def test_a_find_points_back_to_the_characters_as_written() -> None:
    raw = "thu nhập **58\ntriệu**\u00a0đồng/người"
    view = matching_view(raw)
    start = view.text.index("58 triệu")
    span = view.raw_span(start, start + len("58 triệu đồng"))
    assert raw[span.start : span.end] == "58\ntriệu**\u00a0đồng"


def test_nothing_to_do_gives_the_text_itself() -> None:
    raw = "Đến năm 2025, 95% số xã đạt chuẩn nông thôn mới."
    assert matching_view(raw).text is raw


def test_document_text_has_no_mark_no_returns_and_is_composed() -> None:
    assert to_document_text("\ufeffMục tiêu\r\nđạt\rt" + unicodedata.normalize("NFD", "ỷ")) == "Mục tiêu\nđạt\ntỷ"


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("aăâđêôơưyoueèéáàạịữỷý ÐðhoàthuỷquýnăĐ0123456789"),
        st.sampled_from("\u0301\u0323\u0302\u200b\u00a0\u2009\t\n \u00ad\ufeff\x1d"),
        st.sampled_from("–—-−“”\"'‘’.,;:%/()[]*_|#÷"),
        st.sampled_from("аеосрΑο１２％，①²ﬁ漢😀\u1100\u1161\u11a8"),
        st.characters(codec="utf-8"),
    ),
    max_size=80,
)


@given(HOSTILE)
@settings(max_examples=400, deadline=None)
def test_every_slice_of_the_view_has_its_source(raw: str) -> None:
    view = matching_view(raw)
    assert view.raw == raw
    before = 0
    for at, sign in enumerate(view.text):
        span = view.raw_span(at, at + 1)
        assert 0 <= span.start <= span.end <= len(raw)
        assert span.start >= before, "sources stand in the order of the view"
        before = span.start
        if sign.isdecimal() and sign.isascii():
            assert any(unicodedata.normalize("NFKC", letter) == sign for letter in raw[span.start : span.end])


@given(HOSTILE)
@settings(max_examples=400, deadline=None)
def test_a_raw_slice_is_found_again_in_the_view(raw: str) -> None:
    view = matching_view(raw)
    for at in range(len(raw)):
        span = view.view_span(at, at + 1)
        if len(span):
            back = view.raw_span(span.start, span.end)
            assert back.start <= at < back.end


@given(HOSTILE)
@settings(max_examples=400, deadline=None)
def test_the_view_is_uniform(raw: str) -> None:
    text = matching_view(raw).text
    assert unicodedata.is_normalized("NFC", text)
    assert "  " not in text
    assert "\u200b" not in text
    assert "\u00a0" not in text
    assert "–" not in text


@given(HOSTILE)
@settings(max_examples=200, deadline=None)
def test_digits_are_neither_lost_nor_made(raw: str) -> None:
    def digits(text: str) -> list[str]:
        return [unicodedata.normalize("NFKC", sign) for sign in text if sign in "0123456789０１２３４５６７８９"]

    assert digits(matching_view(raw).text) == digits(raw)


def test_a_long_line_takes_time_in_proportion() -> None:
    def seconds(text: str) -> float:
        began = time.process_time()
        matching_view(text)
        return time.process_time() - began

    piece = "Đến năm 2025 – “thuỷ sản” đạt 12,5%  tổng sản lượng\n** * "
    seconds(piece * 100)
    small, large = seconds(piece * 1_000), seconds(piece * 10_000)
    assert large < 60 * max(small, 0.001)


CAPITALS = {
    "a sentence": (
        "ĐẾN NĂM 2025, TOÀN TỈNH CÓ 120/127 XÃ ĐẠT CHUẨN. GRDP TĂNG 8,5%",
        "Đến năm 2025, toàn tỉnh có 120/127 xã đạt chuẩn. GRDP tăng 8,5%",
    ),
    "units": ("DIỆN TÍCH 12.000 HA, SẢN LƯỢNG 5 TRIỆU KWH", "Diện tích 12.000 ha, sản lượng 5 triệu kWh"),
    "a citation": ("THỰC HIỆN KẾ HOẠCH SỐ 383/KH-UBND CỦA TỈNH", "Thực hiện kế hoạch số 383/KH-UBND của tỉnh"),
    "units with a slash": (
        "MẬT ĐỘ ĐƯỜNG ĐẠT 2,4 KM/KM2, 30 GIƯỜNG BỆNH/1 VẠN DÂN",
        "Mật độ đường đạt 2,4 km/km2, 30 giường bệnh/1 vạn dân",
    ),
    "numerals": ("HOÀN THÀNH TRONG QUÝ I VÀ QUÝ III NĂM 2025", "Hoàn thành trong quý I và quý III năm 2025"),
    "a short heading": ("MỤC TIÊU ĐẾN NĂM 2030", "Mục tiêu đến năm 2030"),
    "too short to tell": ("PHỤ LỤC II", "PHỤ LỤC II"),
    "one small letter": ("ĐẾN NĂM 2025, TOÀN TỈNH Có 120 XÃ ĐẠT CHUẨN", "ĐẾN NĂM 2025, TOÀN TỈNH Có 120 XÃ ĐẠT CHUẨN"),
}


@pytest.mark.parametrize(("raw", "expected"), CAPITALS.values(), ids=CAPITALS.keys())
def test_a_sentence_in_capitals_is_read_in_small_letters(raw: str, expected: str) -> None:
    view = matching_view(raw)
    assert view.text == expected
    assert all(view.raw_span(place, place + 1).start == place for place in range(len(raw)))
