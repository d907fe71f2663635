"""Words that name a kind of administrative unit or a region, and what keeps a place's name from being one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Level = Literal["tinh", "huyen", "xa", "thon"]


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A kind of administrative unit: its word, its level, how it is shortened before a name, and one example."""

    word: str
    level: Level
    short: tuple[str, ...]
    example: str


UNIT_WORDS: Final[tuple[UnitWord, ...]] = (
    UnitWord("thành phố trực thuộc trung ương", "tinh", (), "thành phố trực thuộc trung ương"),
    UnitWord("tỉnh", "tinh", (), "tỉnh Lào Cai"),
    UnitWord("thành phố", "huyen", ("TP.", "TP", "Tp.", "Tp", "T.P"), "TP Cao Bằng"),
    UnitWord("thị xã", "huyen", ("TX.", "TX", "Tx."), "TX Sa Pa"),
    UnitWord("huyện", "huyen", ("H.",), "huyện Bảo Thắng"),
    UnitWord("quận", "huyen", ("Q.",), "quận 9"),
    UnitWord("đặc khu", "xa", (), "đặc khu Lý Sơn"),
    UnitWord("thị trấn", "xa", ("TT.",), "thị trấn Phố Lu"),
    UnitWord("phường", "xa", ("P.",), "phường Cam Đường"),
    UnitWord("xã", "xa", ("X.",), "xã Phúc Khánh"),
    UnitWord("tổ dân phố", "thon", ("TDP",), "tổ dân phố số 4"),
    UnitWord("khu phố", "thon", ("KP.",), "khu phố 3"),
    UnitWord("thôn", "thon", (), "thôn Làng Nủ"),
    UnitWord("bản", "thon", (), "bản Cát Cát"),
    UnitWord("ấp", "thon", (), "ấp Giồng Lức"),
    UnitWord("buôn", "thon", (), "buôn Ako Dhong"),
    UnitWord("khóm", "thon", (), "khóm 2"),
)
"""Kinds of units, a longer word before a shorter one that it holds."""

NOT_A_PROVINCE_AFTER: Final[frozenset[str]] = frozenset(
    {
        "huyện", "quận", "xã", "phường", "trấn", "đường", "phố", "sông", "núi", "cầu", "vịnh", "đèo", "hồ", "ngã",
        "thôn", "bản", "ấp", "đảo", "chợ", "ga", "q", "p", "h", "x", "tt", "tx", "hầm",
    }
)  # fmt: skip
"""A province's name after one of these words names something smaller: "xã Quảng Trị", "sông Đồng Nai"."""

FAMILY_NAMES: Final[frozenset[str]] = frozenset(
    {
        "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "vũ", "võ", "đặng", "bùi", "đỗ", "ngô", "dương", "lý",
        "phan", "thị", "văn", "đinh", "trịnh", "mai", "đoàn", "lương", "lưu", "tạ", "cao",
    }
)  # fmt: skip
"""A province's name after one of these is a person's: "Nguyễn Thái Bình", "Lê Thị Hà Giang"."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region of several provinces: its full name, other spellings, and one example."""

    name: str
    others: tuple[str, ...]
    example: str


REGIONS: Final[tuple[Region, ...]] = (
    Region("Trung du và miền núi phía Bắc", ("trung du, miền núi phía Bắc", "miền núi phía Bắc", "TDMNPB"),
           "các tỉnh miền núi phía Bắc"),
    Region("Đồng bằng sông Hồng", ("ĐBSH", "vùng châu thổ sông Hồng"), "vùng Đồng bằng sông Hồng"),
    Region("Bắc Trung Bộ và Duyên hải miền Trung", ("Bắc Trung Bộ và Duyên hải Trung Bộ",),
           "vùng Bắc Trung Bộ và Duyên hải miền Trung"),
    Region("Bắc Trung Bộ", ("BTB",), "sáu tỉnh Bắc Trung Bộ"),
    Region("Nam Trung Bộ và Tây Nguyên", (), "vùng Nam Trung Bộ và Tây Nguyên"),
    Region("Duyên hải Nam Trung Bộ", ("duyên hải miền Trung", "DHNTB", "Nam Trung Bộ"), "Duyên hải Nam Trung Bộ"),
    Region("Tây Nguyên", (), "năm tỉnh Tây Nguyên"),
    Region("Đông Nam Bộ", ("ĐNB", "miền Đông Nam Bộ"), "vùng Đông Nam Bộ"),
    Region("Đồng bằng sông Cửu Long", ("ĐBSCL", "Tây Nam Bộ", "miền Tây"), "các tỉnh ĐBSCL"),
)  # fmt: skip
"""Regions, a longer name before a shorter one that it holds."""
