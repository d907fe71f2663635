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
    "PGS": "PGS. Nguyễn Văn A",
    "GS": "GS. Nguyễn Văn A",
    "TS": "TS. Nguyễn Văn A",
    "ThS": "ThS. Nguyễn Văn A",
    "Th.S": "Th.S. Nguyễn Văn A",
    "BSCKI": "BSCKI. Nguyễn Văn A",
    "BSCKII": "BSCKII. Nguyễn Văn A",
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

LETTERED_WORDS: Final[dict[str, str]] = {
    "quý": "trong quý I. Đến hết quý II",
    "loại": "đô thị loại V. Năm 2025",
    "nhóm": "thuộc nhóm A. Dự án",
    "hạng": "khách sạn hạng B. Toàn tỉnh",
    "khối": "khối C. Kết quả",
    "vùng": "vùng B. Đến năm 2025",
    "khu": "khu A. Đến năm 2025",
    "lục": "tại Phụ lục I. Các sở",
    "bảng": "tại Bảng A. Các sở",
    "mục": "tại mục V. Các sở",
    "phần": "tại phần I. Các sở",
    "chương": "tại chương V. Các sở",
    "lớp": "lớp A. Học sinh",
    "đợt": "đợt I. Đến nay",
    "kỳ": "học kỳ I. Đến nay",
    "cấp": "tỉnh lộ cấp V. Đến nay",
    "điểm": "tại điểm C. Các sở",
    "gan": "viêm gan B. Đến nay",
}
"""Words before a letter or Roman number that names a thing, so that a stop behind it ends a sentence, with examples."""

FORMS_OF_ADDRESS: Final[dict[str, str]] = {
    "ông": "ông V. Nam",
    "bà": "bà V. Lan",
    "anh": "anh X. Nam",
    "chị": "chị X. Lan",
    "em": "em X. Nam",
    "cháu": "cháu X. Nam",
    "chí": "đồng chí V. Nam",
    "đ/c": "đ/c V. Nam",
}
"""Words before a person's initial, with an example."""

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
