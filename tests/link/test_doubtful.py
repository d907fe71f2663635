"""A number or a day that OCR is not sure of is told and not taken."""

from __future__ import annotations

import pytest

from extractor.core.document import Page, RawDocument, Word
from extractor.core.particulars import Particulars
from extractor.link.particulars import particulars

TEXT = """UBND TỈNH BÌNH AN
SỞ CÔNG THƯƠNG
Số: 170/BC-SCT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Bình An, ngày 18 tháng 10 năm 2012
BÁO CÁO
Giá trị sản xuất đạt 646,6 tỷ đồng.
"""


def scanned(**sure: float) -> Particulars:
    """The particulars of a scan of the text above; words are as sure as is said, else quite sure."""
    words, at = [], 0
    for word in TEXT.split():
        start = TEXT.index(word, at)
        at = start + len(word)
        confidence = next((value for name, value in sure.items() if name.strip("_") in word), 0.95)
        words.append(Word(start, at, (0.0, 0.0, 9.0, 9.0), confidence))
    page = Page(1, 0, len(TEXT), 595.0, 842.0, tuple(words), scanned=True)
    return particulars(RawDocument("a.pdf", "0" * 64, "application/pdf", TEXT, (page,)))


def test_a_clear_scan_is_believed() -> None:
    found = scanned()
    assert found.number == "170/BC-SCT"
    assert str(found.issued) == "2012-10-18"
    assert found.notes == ()


@pytest.mark.parametrize("sure", [0.1, 0.5])
def test_a_number_written_by_hand_is_told_and_not_guessed(sure: float) -> None:
    found = scanned(_170=sure)
    assert found.number is None
    assert "number" not in found.spans
    assert any("uncertain" in note and "170/BC-SCT" in note for note in found.notes)
    assert found.issued is not None


def test_a_day_written_by_hand_is_told_and_not_guessed() -> None:
    found = scanned(_18=0.4)
    assert found.issued is None
    assert any("day of issue is uncertain" in note for note in found.notes)
    assert found.number == "170/BC-SCT"


def test_the_line_of_a_misread_number_is_no_part_of_the_body() -> None:
    text = TEXT.replace("Số: 170/BC-SCT", "Só:)2EX /BC-SCT")
    page = Page(1, 0, len(text), 595.0, 842.0, (), scanned=True)
    found = particulars(RawDocument("a.pdf", "0" * 64, "application/pdf", text, (page,)))
    assert found.number is None
    assert found.issuing_body == "Sở Công Thương tỉnh Bình An"
    assert any("cannot be read" in note for note in found.notes)
