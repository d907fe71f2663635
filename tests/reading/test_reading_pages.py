"""Pages as people see them: boxes lie on their words in the picture, however a page is turned or cropped."""

from __future__ import annotations

import ctypes
import io
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from extractor.core.errors import UnreadableError
from extractor.reading import read
from extractor.reading.page_image import HIGHEST, WIDTH, draw_page

PLAN = Path(__file__).parents[2] / "corpus" / "documents" / "bc-dak-lak-an-toan-giao-thong.pdf"


def turned(place: Path, degrees: int) -> Path:
    """The plan, written sideways into its pages, which tell viewers to turn them back: it looks the same."""
    pdf = pypdfium2.PdfDocument(PLAN)
    for page in pdf:
        width, height = page.get_size()
        matrix = {
            90: raw.FS_MATRIX(0, 1, -1, 0, height, 0),
            180: raw.FS_MATRIX(-1, 0, 0, -1, width, height),
            270: raw.FS_MATRIX(0, -1, 1, 0, 0, width),
        }[degrees]
        across, up = (width, height) if degrees == 180 else (height, width)
        raw.FPDFPage_TransFormWithClip(page.raw, ctypes.byref(matrix), ctypes.byref(raw.FS_RECTF(0, up, across, 0)))
        page.set_mediabox(0, 0, across, up)
        page.set_cropbox(0, 0, across, up)
        page.set_rotation(degrees)
    pdf.save(place)
    return place


def cropped(place: Path) -> Path:
    pdf = pypdfium2.PdfDocument(PLAN)
    for page in pdf:
        page.set_cropbox(40, 60, 560, 800)
    pdf.save(place)
    return place


def ink(picture: Any, box: tuple[float, ...], scale: float) -> float:
    """How dark a box of the page is on average, 0 to 1."""
    part = picture.crop(tuple(round(side * scale) for side in box)).convert("L")
    pixels = part.tobytes()
    return 1 - sum(pixels) / (255 * max(1, len(pixels)))


@pytest.mark.parametrize("how", ["as it is", "cropped", 90, 180, 270])
def test_boxes_lie_on_their_words_in_the_picture(tmp_path: Path, how: Any) -> None:
    made = tmp_path / "x.pdf"
    place = PLAN if how == "as it is" else cropped(made) if how == "cropped" else turned(made, how)
    document = read(place)
    page = document.pages[0]
    picture = Image.open(io.BytesIO(draw_page(str(place), 1)))
    scale = picture.width / page.width
    assert picture.height == pytest.approx(page.height * scale, abs=2)
    assert len(page.words) > 200
    shown = [word.box for word in page.words if word.box[1] >= 0 and word.box[3] <= page.height]
    dark = [ink(picture, box, scale) for box in shown]
    beside = [ink(picture, (0, box[1], 20, box[3]), scale) for box in shown]
    assert min(dark) > 0.03, "a box without ink lies beside its word"
    assert max(beside) < 0.01
    assert "352 vụ tai nạn giao thông" in document.text


def test_boxes_are_where_another_reader_finds_the_words() -> None:
    page = read(PLAN).pages[0]
    text = read(PLAN).text
    with pdfplumber.open(PLAN) as pdf:
        theirs = [(word["text"], word["x0"], word["top"]) for word in pdf.pages[0].extract_words()]
    for word in page.words:
        letters = text[word.start : word.end]
        same = [(x0, top) for their, x0, top in theirs if their == letters]
        assert not same or min(abs(x0 - word.box[0]) + abs(top - word.box[1]) for x0, top in same) < 6, letters


def test_a_picture_is_bounded_and_what_is_none_is_refused(tmp_path: Path) -> None:
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(20, 14_000)
    pdf.save(tmp_path / "long.pdf")
    picture = Image.open(io.BytesIO(draw_page(str(tmp_path / "long.pdf"), 1)))
    assert picture.width <= WIDTH
    assert picture.height <= HIGHEST
    with pytest.raises(UnreadableError, match="no page 2"):
        draw_page(str(tmp_path / "long.pdf"), 2)
    (tmp_path / "text.pdf").write_bytes(b"%PDF-1.4 and no more")
    with pytest.raises(UnreadableError, match="damaged"):
        draw_page(str(tmp_path / "text.pdf"), 1)
