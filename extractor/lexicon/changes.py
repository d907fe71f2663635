"""Words that tell a rise or a fall from a level."""

from __future__ import annotations

from typing import Final

RISE: Final[tuple[str, ...]] = (
    "tăng thêm",
    "tăng trưởng",
    "tăng",
    "nâng thêm",
    "thêm",
    "cao thêm",
    "gia tăng",
    "nhích",
    "bổ sung",
)
FALL: Final[tuple[str, ...]] = ("rút ngắn", "kéo giảm", "giảm bớt", "giảm thêm", "giảm", "hạ", "cắt giảm", "tiết giảm")
TO_LEVEL: Final[tuple[str, ...]] = ("lên", "xuống", "còn", "tới", "đến", "gấp", "về", "đạt", "là", "ở mức", "vượt")
"""Words that turn a rise or fall into the level reached: "tăng lên 58 triệu", "giảm còn 3%"."""

GROWTH: Final[tuple[str, ...]] = ("tăng trưởng", "tốc độ tăng", "mức tăng", "tỷ lệ tăng")
DECLINE: Final[tuple[str, ...]] = (
    "tốc độ giảm",
    "mức giảm",
    "tỷ lệ giảm",
    "giảm nghèo",
    "giảm hộ nghèo",
    "giảm tỷ lệ",
    "giảm số",
)
"""Nouns whose figure is itself a rise or a fall: "tốc độ tăng trưởng đạt 7,85%", "tỷ lệ giảm nghèo 1,5%/năm"."""
