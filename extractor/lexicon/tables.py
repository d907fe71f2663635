"""Words in the heads of tables that say what a column is, and what a cell without a value holds."""

from __future__ import annotations

from typing import Final

NUMBER_COLUMN: Final[tuple[str, ...]] = ("stt", "tt", "số tt", "số thứ tự", "no", "#")
UNIT_COLUMN: Final[tuple[str, ...]] = ("đơn vị", "đơn vị tính", "đvt", "đv tính", "đơn vị đo", "đv", "đvị")
NOTE_COLUMN: Final[tuple[str, ...]] = (
    "ghi chú",
    "cơ quan",
    "đơn vị chủ trì",
    "đơn vị thực hiện",
    "đơn vị phối hợp",
    "đơn vị theo dõi",
    "phụ trách",
    "căn cứ",
    "nguồn số liệu",
    "điện thoại",
    "số điện thoại",
    "sđt",
    "mã",
    "mã số",
    "người",
    "chủ trì",
    "phối hợp",
    "thời gian",
    "biểu số",
    "nguồn vốn",
)
LABEL_COLUMN: Final[tuple[str, ...]] = (
    "chỉ tiêu",
    "tên chỉ tiêu",
    "nội dung",
    "danh mục",
    "tên",
    "hạng mục",
    "tiêu chí",
    "đơn vị hành chính",
    "địa phương",
    "xã",
    "huyện",
    "dự án",
    "nhiệm vụ",
    "tên đơn vị",
    "lĩnh vực",
    "mục tiêu",
    "sản phẩm",
    "loại đất",
)
TARGET_COLUMN: Final[tuple[str, ...]] = (
    "kế hoạch",
    "mục tiêu",
    "chỉ tiêu",
    "giao",
    "phấn đấu",
    "dự kiến",
    "dự toán",
    "nhu cầu",
    "kh",
    "quy hoạch",
    "định hướng",
    "đến năm",
    "giai đoạn",
    "yêu cầu",
)
RESULT_COLUMN: Final[tuple[str, ...]] = (
    "thực hiện",
    "ước thực hiện",
    "ước",
    "đạt",
    "hiện trạng",
    "th",
    "kết quả",
    "đã thực hiện",
    "hiện có",
    "giải ngân",
    "thực tế",
    "năm trước",
    "cùng kỳ",
)
COMPARING_COLUMN: Final[tuple[str, ...]] = (
    "so sánh",
    "tỷ lệ",
    "tỉ lệ",
    "% ",
    "(%)",
    "tăng trưởng",
    "tốc độ",
    "cơ cấu",
    "tỷ trọng",
)
EMPTY: Final[frozenset[str]] = frozenset({"", "-", "–", "—", "x", "X", "…", "...", "+", "*", "//", "nt", '"', "_", "/"})
"""Cells that hold nothing: "-", "x" and the like."""
