"""The words that Vietnamese numbers are said in, with their values."""

from __future__ import annotations

from decimal import Decimal

DIGITS: dict[str, int] = {
    "không": 0,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
"""The ten digits as they are said on their own."""

AFTER_TENS: dict[str, int] = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
"""How a digit sounds behind a ten ("hai mươi mốt"); "lăm" and "nhăm" never stand anywhere else."""

TEN: dict[str, int] = {"mười": 10, "hăm": 20}
"""Words that are a ten by themselves; "hăm" only with a digit behind it ("hăm lăm")."""

TENS_MARK: tuple[str, ...] = ("mươi", "chục")
"""What makes a digit a ten: "hai mươi", "ba chục"."""

HUNDRED: tuple[str, ...] = ("trăm",)

GAP: tuple[str, ...] = ("linh", "lẻ")
"""Said for an empty place: "một trăm linh năm"."""

SCALES: dict[str, int] = {
    "nghìn": 10**3,
    "ngàn": 10**3,
    "vạn": 10**4,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
"""Powers that a group of up to three digits is multiplied by."""

GLUED_SCALES: dict[str, int] = {"k": 10**3, "tr": 10**6}
"""Scales of informal writing, without a blank behind the digits: "7k", "58tr", "2tr5"."""

HALF: tuple[str, ...] = ("rưỡi", "rưởi")
"""Half of the scale before it: "hai triệu rưỡi"."""

POINT: tuple[str, ...] = ("phẩy", "phảy", "chấm")
"""The decimal point as it is said: "năm phẩy hai"."""

PARTS = "phần"
"""Between numerator and denominator: "một phần ba"."""

HALVES: dict[str, Decimal] = {"một nửa": Decimal("0.5"), "nửa": Decimal("0.5")}

CERTAIN_ALONE: tuple[str, ...] = ("hai", "ba", "bốn", "sáu", "bảy", "bẩy", "tám", "chín", "mười")
"""Single words that are a number when a counted noun follows.

"một" (also an article: "một số"), "năm" (year), "tư" (private) and "không" (not) are not: alone they say nothing.
"""

NOT_AFTER: dict[str, tuple[str, ...]] = {
    "tư": (
        "vấn",
        "pháp",
        "nhân",
        "thục",
        "lệnh",
        "liệu",
        "tưởng",
        "duy",
        "cách",
        "thương",
        "sản",
        "bản",
        "trang",
        "nước",
    ),
    "tỷ": ("lệ", "trọng", "suất", "giá", "số", "phần", "phú"),
    "tỉ": ("lệ", "trọng", "suất", "giá", "số", "mỉ", "phú"),
    "vạn": ("sự", "vật", "tuế", "thọ", "phúc"),
    "chục": ("trặc",),
    "mốt": ("thời",),
    "ba": (
        "lô",
        "rọi",
        "dọi",
        "ba",
        "mẹ",
        "má",
        "zoa",
        "toong",
        "đờ",
        "via",
        "hoa",
        "gác",
        "rem",
        "lan",
        "tri",
        "đình",
    ),
    "hai": ("bên", "mặt", "chiều", "lúa"),
    "bốn": ("phương", "mùa", "bên"),
    "bảy": ("núi",),
    "sáu": ("khẩu",),
    "chín": ("muồi", "chắn", "mọng", "rộ", "sớm", "muộn", "vàng"),
    "mười": ("mươi",),
}
"""Words behind a number word that make it another word ("tư vấn", "tỷ lệ", "ba lô")."""

ORDINAL: tuple[str, ...] = ("thứ", "lần thứ", "hạng", "lớp", "loại", "tháng", "quý", "cấp", "phường", "quận")
"""Words before a number word that make it a name or a place in an order ("thứ hai", "tháng ba", "quận ba")."""
