"""Real documents read as a person sees them: facts that anyone can check in them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractor.core.document import RawDocument
from extractor.core.errors import UnreadableError
from extractor.reading import read, tesseract

sys.path.insert(0, str(Path(__file__).parent))
from measured_by import bench

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "documents"
pytestmark = pytest.mark.skipif(not DOCUMENTS.exists(), reason="the shared documents are not beside the project")


def rows(document: RawDocument, table: int = 0) -> list[list[str]]:
    return [[document.text[c.start : c.end] for c in row.cells] for row in document.tables[table].rows]


def test_annex_over_ten_pages_is_one_table() -> None:
    document = read(DOCUMENTS / "ktxh_dak_hoa_muc_tieu_2020.pdf")
    assert len(document.pages) == 10
    assert len(document.tables) == 1
    made = rows(document)
    assert made[0] == ["STT", "Chỉ tiêu", "ĐVT", "KH 2019", "Thực hiện 2019", "Ghi chú/ Đánh giá", "Mục tiêu 2020"]
    assert ["A", "Diện tích đất", "Ha", "10.500,00", "10.000,00", "95,24 %", "11.100,00"] in made
    assert all(len(row) == 7 for row in made)
    # text that is too wide for its cell runs over the next one, and is still told apart from it
    assert any(row[1].endswith("thương mai, dịch vụ") and row[2] == "Hộ" for row in made)


def test_raised_digits_and_broken_numbers() -> None:
    text = read(DOCUMENTS / "ktxh_binhdinh_791_dat_dai.pdf").text
    assert text.count("43.527,30 m2") == 3
    assert "7887/CCQLĐĐ-ĐĐBĐ" in text
    lines = text.split("\n")
    assert lines.index("Số: /CCQLĐĐ-ĐĐBĐ") < lines.index("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")


def test_two_column_letterhead_and_a_table_with_group_rows() -> None:
    document = read(DOCUMENTS / "anphu_qd1322_xa_dat_chuan_tcpl.pdf")
    assert document.text.startswith("ỦY BAN NHÂN DÂN\nHUYỆN AN PHÚ\nSố: 1322/QĐ-UBND\nCỘNG HÒA XÃ HỘI")
    made = rows(document)
    assert made[0][:3] == ["STT", "Tên xã, thị trấn", "Tổng điểm"]
    assert sum(row[0].isdigit() for row in made) == 14
    assert all(word.box[2] <= page.width for page in document.pages for word in page.words)


def test_government_pages_of_a_megabyte() -> None:
    document = read(DOCUMENTS / "vbpl_qd51_bo_tieu_chi_ntm_2026_2030.html")
    assert document.text.count("\nĐiều ") == 4
    assert max(len(table.rows) for table in document.tables) >= 50
    assert "Đăng nhập" not in document.text
    poverty = read(DOCUMENTS / "vbpl_nd351_chuan_ngheo_da_chieu.html")
    assert "2.200.000 đồng/người/tháng" in poverty.text
    assert len(rows(poverty)[0]) == 3


def test_workbook_of_a_district() -> None:
    document = read(DOCUMENTS / "ktxh_da_huoai_tong_hop.xlsx")
    assert document.tables[0].name == "Sheet1"
    assert any("hidden" in note for note in document.notes)
    row = next(row for row in rows(document) if "Tổng giá trị SX (Giá 2010)" in row)
    assert row[3:6] == ["Tỷ đồng", "1.117,5", "1.055,8"]
    assert any("TH 2015" in row and "KH 2025" in row for row in rows(document))


def test_draft_resolution_of_a_party_committee() -> None:
    document = read(DOCUMENTS / "nq_cds_dong_thap.docx")
    assert {h.kind for h in document.hints if h.start < document.text.index("NGHỊ QUYẾT")} == {"letterhead"}
    assert "II- MỤC TIÊU\n1. Đến năm 2028" in document.text


@pytest.mark.parametrize("name", ["scan_bacgiang_170_bc_sct_thang_10.pdf", "scan_kiengiang_syt_bc_thang_12_2017.pdf"])
def test_scans_without_ocr_say_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "missing", lambda: tesseract.PACKAGES)
    with pytest.raises(UnreadableError, match="tesseract-ocr-vie"):
        read(DOCUMENTS / name)


def test_every_numeric_cell_of_a_district_annex_is_a_record_or_counted() -> None:
    made = bench("cells").account(read(DOCUMENTS / "ktxh_dak_hoa_muc_tieu_2020.pdf"))
    assert made.lost == []
    assert set(made.skipped) <= {"numbering", "note"}
    assert made.records == 260 * 4  # every row has a plan, a result, an assessment and a goal
    assert made.flagged > 900  # the form was hardly filled in


@pytest.mark.parametrize("name", ["anphu_qd1322_xa_dat_chuan_tcpl.pdf", "vbpl_qd51_bo_tieu_chi_ntm_2026_2030.html"])
def test_no_numeric_cell_of_other_annexes_is_lost(name: str) -> None:
    made = bench("cells").account(read(DOCUMENTS / name))
    assert made.lost == []
    assert made.records > 20
