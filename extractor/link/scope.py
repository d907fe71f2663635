"""For whom a quantity holds, where the text says so: "toàn tỉnh", "mỗi xã", "huyện Bảo Thắng"."""

from __future__ import annotations

import regex

from extractor.link.sentence import Cues, Passage, number_of

_NAME = r"(?:\p{Lu}[\p{L}']+(?:[\s-]\p{Lu}[\p{L}']+){0,4})"
_UNIT = r"(?:tỉnh|thành\s+phố|TP\.?|huyện|thị\s+xã|quận|xã|phường|thị\s+trấn|đặc\s+khu)"
_SCOPE = Cues(
    regex.compile(
        rf"""(?<!\w)(?:
        [Tt]oàn\s+(?:tỉnh|quốc|huyện|thành\s+phố|xã|vùng|ngành|quận|thị\s+xã|khu\s+vực)
      | (?:[Tt]rên\s+)?địa\s+bàn\s+(?:toàn\s+)?(?:tỉnh|thành\s+phố|huyện|xã)(?:\s+{_NAME})?
      | [Mm]ỗi\s+(?:huyện,\s+thị\s+xã,\s+thành\s+phố|xã,\s+phường(?:,\s+thị\s+trấn)?|xã|huyện|thôn|địa\s+phương|
      đơn\s+vị|trường|hộ|người|tỉnh)
      | [Cc]ả\s+(?:nước|tỉnh)
      | (?i:{_UNIT})\s+{_NAME}
      | [Cc]ác\s+(?:xã|huyện|địa\s+phương|khu\s+công\s+nghiệp)(?=\s+(?:đạt|có))
    )""",
        regex.VERBOSE,
    ),
    words=("toàn", "bàn", "mỗi", "cả", "tỉnh", "thành", "tp", "huyện", "thị", "quận", "xã", "phường", "khu", "phương"),
)


def scope_of(passage: Passage, index: int) -> str | None:
    """The nearest scope before the quantity in its sentence, not parted from it by ";" and another quantity."""
    find = passage.quantities[index]
    start = passage.part_before(find.start, ";") if index else 0
    before = passage.matches_in(_SCOPE, 0, number_of(find)[0])
    if not before:
        return None
    best = before[-1] if before[-1].start() >= start else before[0]
    return " ".join(best.group().split())
