"""Scanned pages that are skewed, noisy and stamped are read; bench/ocr.py tells what is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractor.core.errors import UnreadableError
from extractor.reading import read_bytes, tesseract

sys.path[:0] = [str(Path(__file__).parent / "samples"), str(Path(__file__).parent)]
import drawing  # noqa: E402 - the samples' makers stand beside them
import scans  # noqa: E402 - likewise
from measured_by import bench  # noqa: E402 - likewise

pytestmark = [
    pytest.mark.skipif(bool(tesseract.missing()), reason=tesseract.missing() or "-"),
    pytest.mark.skipif(not drawing.FONTS.exists(), reason="apt-get install fonts-dejavu-core to draw pages"),
]


def test_words_and_numbers_of_degraded_pages() -> None:
    ocr = bench("ocr")
    whole = ocr.Score(0, 0, 0, 0, 0)
    for name in list(scans.PAGES)[2:]:  # clean pages are read better; bench/ocr.py has all
        whole += ocr.degraded(name)
    assert whole.right / whole.words >= 0.98
    assert whole.found / whole.numbers >= 0.97
    assert whole.extra <= 2


def test_pages_keep_their_order_though_they_are_read_side_by_side() -> None:
    from io import BytesIO

    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(scans.FONTS / "DejaVuSerif.ttf"), 34)
    pages = []
    for number in range(1, 6):
        page = Image.new("L", (1000, 1400), 255)
        for line in range(number + 2):
            ImageDraw.Draw(page).text((120, 150 + 60 * line), f"Trang có {number}05 xã đạt chuẩn", font=font, fill=0)
        pages.append(page)
    made = BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=120)
    text = read_bytes(made.getvalue(), "quét.pdf").text
    found = [word for word in text.split() if word.endswith("05")]
    assert found == [f"{number}05" for number in range(1, 6) for _ in range(number + 2)]


def test_a_red_mark_of_secrecy_on_a_scan_is_seen() -> None:
    from io import BytesIO

    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(scans.FONTS / "DejaVuSerif.ttf"), 40)
    page = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    draw.text((150, 120), "ỦY BAN NHÂN DÂN TỈNH BÌNH AN", font=font, fill=0)
    draw.text(
        (200, 260), "MẬT", font=ImageFont.truetype(str(scans.FONTS / "DejaVuSans-Bold.ttf"), 60), fill=(215, 30, 40)
    )
    draw.text((150, 500), "Năm 2024 có 12 xã được kiểm tra.", font=font, fill=0)
    made = BytesIO()
    page.save(made, "PDF", resolution=150)
    with pytest.raises(UnreadableError, match="secret"):
        read_bytes(made.getvalue(), "quét.pdf")
    assert "12 xã" in read_bytes(made.getvalue(), "quét.pdf", allow_secret=True).text
