"""Words before and after a number that say how it bounds the quantity. Each word is written once."""

from __future__ import annotations

from typing import Final

BEFORE: Final[dict[str, str]] = {
    # at least
    "ít nhất": ">=",
    "tối thiểu": ">=",
    "chí ít": ">=",
    "không thấp hơn": ">=",
    "không dưới": ">=",
    "không ít hơn": ">=",
    "không nhỏ hơn": ">=",
    "không kém": ">=",
    "thấp nhất": ">=",
    "lớn hơn hoặc bằng": ">=",
    "≥": ">=",
    ">=": ">=",
    # more than
    "trên": ">",
    "hơn": ">",
    "vượt mức": ">",
    "vượt mốc": ">",
    "vượt ngưỡng": ">",
    "vượt quá": ">",
    "vượt trên": ">",
    "quá": ">",
    "lớn hơn": ">",
    ">": ">",
    # at most
    "không quá": "<=",
    "không được quá": "<=",
    "không được vượt quá": "<=",
    "không vượt quá": "<=",
    "không vượt": "<=",
    "không trên": "<=",
    "không hơn": "<=",
    "không cao hơn": "<=",
    "không lớn hơn": "<=",
    "không nhiều hơn": "<=",
    "tối đa": "<=",
    "nhiều nhất": "<=",
    "cao nhất": "<=",
    "nhỏ hơn hoặc bằng": "<=",
    "≤": "<=",
    "<=": "<=",
    # less than
    "dưới": "<",
    "nhỏ hơn": "<",
    "chưa đến": "<",
    "chưa tới": "<",
    "chưa đầy": "<",
    "chưa đạt": "<",
    "không đầy": "<",
    "không tới": "<",
    "<": "<",
    # about
    "khoảng": "~",
    "gần": "~",
    "xấp xỉ": "~",
    "chừng": "~",
    "ngót": "~",
    "suýt soát": "~",
    "trên dưới": "~",
    "tầm": "~",
    "áng chừng": "~",
    "~": "~",
    "≈": "~",
}
"""Comparators that stand before the number."""

AFTER: Final[dict[str, str]] = {
    "trở lên": ">=",
    "trở xuống": "<=",
    "trở lại": "<=",
}
"""Comparators that stand after the number and its unit."""

GAP: Final[tuple[str, ...]] = (
    "cao hơn",
    "thấp hơn",
    "nhiều hơn",
    "ít hơn",
    "lớn hơn",
    "nhỏ hơn",
    "nhanh hơn",
    "chậm hơn",
    "kém hơn",
    "tốt hơn",
    "vượt",
    "kém",
)
"""Words that give a gap to something else, not a bound: "cao hơn 4,6%" is exactly 4.6 above."""

BETWEEN: Final[tuple[str, ...]] = (
    "là",
    "có",
    "đạt",
    "từ",
    "được",
    "mức",
    "ở mức",
    "khoảng",
    "cỡ",
    "chiếm",
    "tăng",
    "giảm",
)
"""Words that may stand between a comparator and its number ("ít nhất có từ 02 mô hình")."""
