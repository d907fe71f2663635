"""Sentences of the genre in the encodings from before Unicode, written letter by letter from the tables of each."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import web

from extractor.lexicon.legacy import TCVN3, VISCII, VNI

_WORDS = """
tỉnh huyện xã phường thị trấn đạt chuẩn nông thôn mới tiêu chí tỷ lệ hộ nghèo giảm còn thu nhập bình quân đầu người
triệu đồng năm kế hoạch phấn đấu hoàn thành chỉ tiêu giao thông thủy lợi trường học cơ sở vật chất văn hóa y tế môi
an toàn thực phẩm quốc phòng an ninh tiếp cận pháp luật diện tích rừng trồng sản lượng lương thực cây công nghiệp
chăn nuôi thủy sản xuất khẩu đầu tư ngân sách vốn vay doanh nghiệp hợp tác lao động việc làm đào tạo nghề bảo hiểm
nước sạch vệ sinh khuỷu ngoằn ngoèo quýt ỷ lại bẵng bẽ cỡ lũy kế mỗi nữa những lễ kỹ thuật mẫu đẩy mạnh củng cố đổi
giữ vững lẫn chẵn phẳng ổn định tổ chức sửa đổi bổ sung xử lý trước hết
"""
WORDS = _WORDS.split()
NUMBERS = ("12,5%", "120/127", "3.324", "2021-2025", "6.800", "05", "19.2", "30/6/2022", "1,5")


def sentences(count: int) -> list[str]:
    """Sentences of the genre's words and numbers, with capitals at the start and words all in capitals."""
    dice = random.Random(20240315)
    made = []
    for _ in range(count):
        words = [dice.choice(WORDS) for _ in range(dice.randint(8, 22))]
        for _ in range(dice.randint(1, 3)):
            words.insert(dice.randrange(1, len(words)), dice.choice(NUMBERS))
        words[0] = words[0].capitalize()
        if dice.random() < 0.2:
            place = dice.randrange(1, len(words) - 3)
            words[place : place + 3] = [word.upper() for word in words[place : place + 3]]
        made.append(" ".join(words) + ".")
    return made


def surface_of(text: str, table: dict[str, str]) -> str:
    back: dict[str, str] = {}
    for surface, letter in table.items():
        back.setdefault(letter, surface)
    return "".join(back.get(c, c) for c in text)


def to_tcvn3(text: str) -> str:
    """Toned capitals are written with the small letters, as the capital fonts want them."""
    return surface_of(
        "".join(c if c in TCVN3.values() else c.lower() if c.lower() in TCVN3.values() else c for c in text), TCVN3
    )


ENCODERS: dict[str, Callable[[str], str]] = {
    "TCVN3": to_tcvn3,
    "VNI": lambda text: surface_of(text, VNI),
    "VISCII": lambda text: surface_of(text, VISCII),
}
"""Text as it is taken for Windows-1252: what each encoding looks like to a program that does not know it."""

BYTES: dict[str, Callable[[str], bytes]] = {
    **{name: (lambda text, name=name: ENCODERS[name](text).encode("latin-1")) for name in ENCODERS},  # type: ignore[misc]
    "cp1258": web.in_windows_1258,
    "NFD": lambda text: unicodedata.normalize("NFD", text).encode(),
}
"""Files in each encoding."""
