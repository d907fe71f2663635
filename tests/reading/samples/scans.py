# ruff: noqa: E501 - paragraphs are clearer unbroken
"""Scanned pages as offices have them, drawn with Pillow and DejaVu: skewed, noisy, with a red stamp over the text.

Like the tables of ``layouts.py`` they are drawn where they are measured, and not kept.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FONTS = Path("/usr/share/fonts/truetype/dejavu")
PARAGRAPHS = (
    "Thực hiện Nghị quyết số 15/NQ-HĐND ngày 08 tháng 12 năm 2023 của Hội đồng nhân dân tỉnh, Ủy ban nhân dân huyện báo cáo kết "
    "quả 9 tháng đầu năm 2024 như sau:",
    "1. Về nông nghiệp: diện tích gieo trồng đạt 12.450 ha, bằng 98,7% kế hoạch, tăng 3,2% so với cùng kỳ; sản lượng lương thực có "
    "hạt ước đạt 45.320 tấn. Đàn trâu 3.215 con, đàn bò 8.940 con, đàn lợn 27.600 con. Trồng rừng mới 350,5 ha, vượt 16,8%.",
    "2. Về xây dựng nông thôn mới: đến nay toàn huyện có 14/18 xã đạt chuẩn, bình quân mỗi xã đạt 17,6 tiêu chí; 05 xã đạt chuẩn "
    "nâng cao. Phấn đấu đến hết năm 2025 có 100% số xã đạt chuẩn nông thôn mới.",
    "3. Thu ngân sách trên địa bàn đạt 186,4 tỷ đồng, đạt 82,5% dự toán tỉnh giao; chi ngân sách 742 tỷ 300 triệu đồng. Giải ngân "
    "vốn đầu tư công 215 tỷ đồng, đạt 64,1%.",
    "4. Tỷ lệ hộ nghèo giảm còn 6,85%, hộ cận nghèo còn 9,12%; giải quyết việc làm cho 1.870 lao động, trong đó xuất khẩu 92 người. "
    "Tỷ lệ dân số tham gia bảo hiểm y tế đạt 95,3%. Có 32 trường học đạt chuẩn quốc gia, chiếm 78%.",
    "5. Nhiệm vụ trọng tâm: rà soát từng chỉ tiêu, tập trung tháo gỡ khó khăn, vướng mắc; chậm nhất ngày 30/11/2024 hoàn thành hồ "
    "sơ đề nghị công nhận 02 xã còn lại; huy động tối đa nguồn lực của doanh nghiệp và người dân.",
)


@dataclass(frozen=True, slots=True)
class Wear:
    """How a page was scanned: dots per inch, degrees that it lies askew, share of specks, whether a stamp is on it."""

    dpi: int
    skew: float = 0.0
    noise: float = 0.0
    stamp: bool = False


PAGES = {
    "300 dpi": Wear(300),
    "200 dpi": Wear(200),
    "300 dpi, noise, 1.5 degrees": Wear(300, 1.5, 0.004),
    "200 dpi, noise, -1.5 degrees": Wear(200, -1.5, 0.004),
    "300 dpi, stamp": Wear(300, 0.0, 0.002, stamp=True),
    "200 dpi, stamp, 1.5 degrees": Wear(200, 1.5, 0.002, stamp=True),
}


def page(wear: Wear) -> tuple[bytes, list[str]]:
    """A PDF of one page that is a picture, and the words on it from top to bottom; not those of the stamp."""
    from PIL import Image, ImageDraw, ImageFont

    dice = random.Random(wear.dpi + round(10 * wear.skew))
    scale = wear.dpi / 72
    image = Image.new("RGB", (round(595 * scale), round(842 * scale)), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONTS / "DejaVuSerif.ttf"), round(12.5 * scale))
    words: list[str] = []
    y = 80 * scale
    places: list[tuple[float, float]] = []
    for paragraph in PARAGRAPHS:
        x = 95 * scale
        for word in paragraph.split():
            wide = draw.textlength(word, font)
            if x + wide > 545 * scale:
                x, y = 75 * scale, y + 19 * scale
            draw.text((x, y), word, font=font, fill=(20, 20, 25))
            places.append((x, y))
            words.append(word)
            x += wide + draw.textlength(" ", font)
        y += 26 * scale
    if wear.stamp:
        _stamp(draw, places[len(places) // 2], scale)
    if wear.skew:
        image = image.rotate(wear.skew, resample=Image.Resampling.BICUBIC, fillcolor="white")
    return _bytes(_worn(image, wear, dice)), words


def _stamp(draw: Any, centre: tuple[float, float], scale: float) -> None:
    """A round red stamp with a star, over the text."""
    from PIL import ImageFont

    x, y, r = centre[0], centre[1], 48 * scale
    red = (225, 60, 60)
    for ring, wide in ((r, 2.2), (r * 0.7, 1.0)):
        draw.ellipse((x - ring, y - ring, x + ring, y + ring), outline=red, width=round(wide * scale))
    font = ImageFont.truetype(str(FONTS / "DejaVuSans-Bold.ttf"), round(13 * scale))
    draw.text((x - 30 * scale, y - 44 * scale), "ỦY BAN", font=font, fill=red)
    draw.regular_polygon((x, y, 12 * scale), 3, fill=red)


def _worn(image: Any, wear: Wear, dice: random.Random) -> Any:
    """Blurred a little, with specks of dark and light."""
    from PIL import ImageFilter

    image = image.filter(ImageFilter.GaussianBlur(wear.dpi / 600))
    pixels = image.load()
    for _ in range(round(wear.noise * image.width * image.height)):
        at = dice.randrange(image.width), dice.randrange(image.height)
        tone = dice.choice((60, 110, 240))
        pixels[at] = (tone, tone, tone)
    return image


def _bytes(image: Any) -> bytes:
    made = io.BytesIO()
    image.save(made, "PDF", resolution=image.width / 595 * 72, quality=80)
    return made.getvalue()
