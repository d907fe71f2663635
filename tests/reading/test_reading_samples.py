"""Each sample reads as its maker declared it, and what points into its text points at the right place."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from extractor.core.document import RawDocument
from extractor.reading import read, read_bytes, tesseract

SAMPLES = Path(__file__).parent / "samples"
EXPECTED: dict[str, list[str]] = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
READABLE = [name for name, lines in EXPECTED.items() if lines]


def cells(document: RawDocument, table: int = 0) -> list[list[tuple[str, int, int, int]]]:
    """Text, column, rows and columns covered of each cell, row by row."""
    return [
        [(document.text[c.start : c.end], c.column, c.row_span, c.column_span) for c in row.cells]
        for row in document.tables[table].rows
    ]


@pytest.mark.parametrize("name", READABLE)
def test_text_is_what_was_put_into_the_sample(name: str) -> None:
    if name == "scan.pdf" and tesseract.missing():
        pytest.skip(tesseract.missing())
    document = read(SAMPLES / name)
    assert document.text.split("\n") == [*EXPECTED[name], ""]
    assert document.name == name
    assert unicodedata.is_normalized("NFC", document.text)


@pytest.mark.parametrize("name", READABLE)
def test_places_agree_with_the_text(name: str) -> None:
    document = read(SAMPLES / name)
    for hint in document.hints:
        line = document.text[hint.start : hint.end]
        assert line
        assert line == line.strip()
        assert "\n" not in line
        assert hint.start == 0 or document.text[hint.start - 1] == "\n"
    for table in document.tables:
        for row in table.rows:
            assert table.start <= row.start < row.end <= table.end
            assert document.text[row.start : row.end] == " | ".join(document.text[c.start : c.end] for c in row.cells)
            assert [c.column for c in row.cells] == sorted(c.column for c in row.cells)
    for page in document.pages:
        for word in page.words:
            line = document.text.rfind("\n", 0, page.start) + 1  # a row or paragraph that began on the page before
            assert line <= word.start < word.end <= page.end
            assert not any(c.isspace() for c in document.text[word.start : word.end])
            x0, top, x1, bottom = word.box
            assert 0 <= x0 < x1 <= page.width
            assert 0 <= top < bottom <= page.height
    if document.pages:
        assert document.pages[0].start == 0
        assert document.pages[-1].end == len(document.text)
        assert all(before.end == after.start for before, after in pairwise(document.pages))


@pytest.mark.parametrize("name", [name for name in READABLE if name != "scan.pdf"])
def test_content_decides_not_the_name(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    named = read_bytes(data, "tệp.bin")
    assert named.text == read(SAMPLES / name).text
    assert named.media_type == read(SAMPLES / name).media_type


def test_docx_table_keeps_its_spans() -> None:
    document = read(SAMPLES / "merged.docx")
    assert document.tables[0].name == "Bảng 1. Chỉ tiêu chủ yếu"
    assert cells(document)[:3] == [
        [("TT", 0, 2, 1), ("Chỉ tiêu", 1, 2, 1), ("Kế hoạch", 2, 1, 2)],
        [("Năm 2024", 2, 1, 1), ("Năm 2025", 3, 1, 1)],
        [("01", 0, 1, 1), ("Số xã đạt chuẩn", 1, 1, 1), ("12", 2, 1, 1), ("15", 3, 1, 1)],
    ]
    assert cells(document)[4] == [("Ghi chú: số liệu đến ngày 30/6", 0, 1, 4)]


def test_html_table_keeps_its_spans() -> None:
    document = read(SAMPLES / "portal.html")
    made = cells(document)
    assert document.tables[0].name == "Biểu 1. Chỉ tiêu giao"
    assert made[0] == [("TT", 0, 2, 1), ("Chỉ tiêu", 1, 2, 1), ("ĐVT", 2, 2, 1), ("Năm 2025", 3, 1, 2)]
    assert made[1] == [("Kế hoạch", 3, 1, 1), ("Phấn đấu", 4, 1, 1)]
    assert made[2][0] == ("1", 0, 2, 1)
    assert made[3] == [
        ("Diện tích trồng mới (rừng sản xuất)", 1, 1, 1),
        ("ha", 2, 1, 1),
        ("1.200", 3, 1, 1),
        ("", 4, 1, 1),
    ]
    assert all(cell.header for row in document.tables[0].rows[:2] for cell in row.cells)


def test_sheet_is_a_table_of_its_name_with_spans() -> None:
    document = read(SAMPLES / "plan.xlsx")
    assert document.tables[0].name == "Kế hoạch"
    assert cells(document)[1] == [("Chỉ tiêu", 0, 2, 1), ("ĐVT", 1, 2, 1), ("Năm", 2, 1, 2)]
    assert cells(document)[2] == [("2024", 2, 1, 1), ("2025", 3, 1, 1)]


def test_pdf_table_goes_on_over_the_page() -> None:
    document = read(SAMPLES / "table.pdf")
    assert len(document.tables) == 1
    assert document.tables[0].name == "Biểu 2. Kế hoạch trồng rừng"
    made = cells(document)
    assert made[0] == [("TT", 0, 2, 1), ("Huyện", 1, 2, 1), ("ĐVT", 2, 2, 1), ("Diện tích", 3, 1, 2)]
    assert made[-1] == [
        ("30", 0, 1, 1),
        ("Huyện thứ 30", 1, 1, 1),
        ("ha", 2, 1, 1),
        ("30.250", 3, 1, 1),
        ("30,5", 4, 1, 1),
    ]
    numbers = [row.cells[0].row for row in document.tables[0].rows]
    assert numbers == sorted(set(numbers))
    last = document.tables[0].rows[-1]
    assert document.page_of(last.start) is document.pages[1]


def test_hidden_things_are_told() -> None:
    notes = " ".join(read(SAMPLES / "hidden.xlsx").notes)
    assert "rows 3 are hidden" in notes
    assert '"Nháp" is hidden' in notes
    assert "no stored value" in " ".join(read(SAMPLES / "formulas.xlsx").notes)


def test_changes_and_repairs_are_told() -> None:
    assert any("1 deletions" in note for note in read(SAMPLES / "tracked.docx").notes)
    assert any("TCVN3" in note for note in read(SAMPLES / "abc_font.docx").notes)
    assert any("composed" in note for note in read(SAMPLES / "decomposed.pdf").notes)
    assert any("references to footnotes" in note for note in read(SAMPLES / "raised.pdf").notes)


def test_page_numbers_stamps_and_footnotes_are_notes() -> None:
    for name, lines in (
        ("plan.pdf", {"2"}),
        ("stamped.pdf", set(EXPECTED["stamped.pdf"][:3])),
        ("raised.pdf", {"3 Chỉ tiêu về an ninh trật tự năm 2024."}),
    ):
        document = read(SAMPLES / name)
        assert {document.text[h.start : h.end] for h in document.hints if h.kind == "note"} == lines


def test_letterhead_and_signature_are_hinted() -> None:
    document = read(SAMPLES / "letterhead.docx")
    kinds = {document.text[hint.start : hint.end]: hint.kind for hint in document.hints}
    assert kinds["Số: 45/KH-SKH"] == "letterhead"
    assert kinds["- Lưu: VT."] == "recipients"
    assert kinds["Trần Văn Bình"] == "signature"


def test_page_states_title_date_and_author() -> None:
    meta = read(SAMPLES / "news.html").meta
    assert meta["title"] == "Huyện Sơn Hà: thêm 3 xã về đích"
    assert meta["author"] == "Lan Anh"
    assert meta["date"].startswith("2024-03-05")


def test_words_of_a_page_stand_where_they_are_drawn() -> None:
    document = read(SAMPLES / "plan.pdf")
    words = {document.text[w.start : w.end]: w.box for w in document.pages[0].words}
    assert words["SỞ"][0] < words["CỘNG"][0]  # the left column stands left
    assert words["UBND"][1] < words["SỞ"][1]  # and its first line above its second
    crossing = document.text.rfind("Ủy ban nhân dân tỉnh yêu cầu")
    end = document.text.index("\n", crossing)
    assert document.page_of(crossing) is document.pages[0]
    assert document.page_of(end - 1) is document.pages[1]


@pytest.mark.skipif(bool(tesseract.missing()), reason=tesseract.missing() or "-")
def test_scanned_words_have_boxes_and_confidence() -> None:
    page = read(SAMPLES / "scan.pdf").pages[1]
    assert page.scanned
    assert len(page.words) == sum(len(line.split()) for line in EXPECTED["scan.pdf"][1:])
    assert all(word.confidence is not None and 0.5 < word.confidence <= 1 for word in page.words)


def test_without_ocr_the_other_pages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "missing", lambda: tesseract.PACKAGES)
    document = read(SAMPLES / "scan.pdf")
    assert document.text == "Trang này là văn bản.\n"
    assert any("(2)" in note and "tesseract-ocr-vie" in note for note in document.notes)


def test_samples_are_not_made_by_a_test_run() -> None:
    source = (SAMPLES / "make_samples.py").read_text(encoding="utf-8")
    assert "extractor" not in source  # what is expected never comes from a reader


def test_pdf_table_without_rules_is_a_table() -> None:
    document = read(SAMPLES / "unruled.pdf")
    assert cells(document)[0] == [("Chỉ tiêu", 0, 1, 1), ("ĐVT", 1, 1, 1), ("Năm 2023", 2, 1, 1), ("Năm 2024", 3, 1, 1)]
    assert cells(document)[2][0] == ("Tỷ lệ hộ dùng nước sạch ở nông thôn", 0, 1, 1)


def test_ocr_that_fails_leaves_its_page_out(monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    from extractor.reading import scan

    def fail(*_: object) -> None:
        raise subprocess.TimeoutExpired("tesseract", 1)

    monkeypatch.setattr(tesseract, "missing", lambda: "")
    monkeypatch.setattr(scan, "read_picture", fail)
    document = read(SAMPLES / "scan.pdf")
    assert document.text == "Trang này là văn bản.\n"
    assert any("OCR failed" in note for note in document.notes)
