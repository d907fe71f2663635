"""Abbreviations that end in a full stop without ending a sentence, each with an example."""

from __future__ import annotations

from typing import Final

ABBREVIATIONS: Final[dict[str, str]] = {
    "TP": "TP. Huế",
    "Tp": "Tp. Huế",
    "T.P": "T.P. Huế",
    "TX": "TX. Sơn Tây",
    "TT": "TT. Sa Pa",
    "Q": "Q. 1",
    "P": "P. Bến Nghé",
    "H": "H. Bắc Hà",
    "X": "X. Tả Van",
    "Đ": "Đ. Trần Phú",
    "PGS": "PGS. Nguyễn Văn A",
    "GS": "GS. Nguyễn Văn A",
    "TS": "TS. Nguyễn Văn A",
    "ThS": "ThS. Nguyễn Văn A",
    "Th.S": "Th.S. Nguyễn Văn A",
    "CN": "CN. Nguyễn Văn A",
    "KS": "KS. Nguyễn Văn A",
    "BS": "BS. Nguyễn Văn A",
    "BSCKI": "BSCKI. Nguyễn Văn A",
    "BSCKII": "BSCKII. Nguyễn Văn A",
    "LS": "LS. Nguyễn Văn A",
    "TSKH": "TSKH. Nguyễn Văn A",
    "NGƯT": "NGƯT. Nguyễn Văn A",
    "NSND": "NSND. Nguyễn Văn A",
    "KT": "KT. CHỦ TỊCH",
    "TM": "TM. ỦY BAN NHÂN DÂN",
    "TL": "TL. CHỦ TỊCH",
    "TUQ": "TUQ. CHỦ TỊCH",
    "St": "St. Petersburg",
    "Mr": "Mr. Nam",
    "Mrs": "Mrs. Lan",
    "Dr": "Dr. Nam",
    "No": "No. 5",
    "tr": "tr. 15",
    "đ/c": "đ/c. Nam",
}
"""Letters before the stop, as written, with an example."""

OPEN_ABBREVIATIONS: Final[dict[str, str]] = {
    "v.v": "giáo dục, y tế, v.v. của tỉnh",
    "v.v..": "giáo dục, y tế, v.v.. của tỉnh",
}
"""Abbreviations whose stop ends a sentence only where a capital follows, with an example."""

NUMBERED_WORDS: Final[dict[str, str]] = {
    "điều": "Điều 1. Phạm vi điều chỉnh",
    "khoản": "Khoản 2. Đối tượng",
    "mục": "Mục 3. Kinh phí",
    "chương": "Chương II. Nội dung",
    "phần": "Phần I. Đánh giá",
    "phụ lục": "Phụ lục 1. Danh mục",
    "bảng": "Bảng 2. Chỉ tiêu",
    "biểu": "Biểu 4. Vốn",
    "hình": "Hình 1. Bản đồ",
    "bước": "Bước 1. Rà soát",
}
"""Words whose number is followed by a stop that belongs to the numbering, with an example."""
