"""Words and signs by which a document numbers its parts, and the types of document, each with an example."""

from __future__ import annotations

from typing import Final

PARTS: Final[dict[str, tuple[int, str]]] = {
    "phụ lục": (1, "Phụ lục II"),
    "phụ biểu": (1, "Phụ biểu 03"),
    "biểu số": (1, "Biểu số 2"),
    "mẫu số": (1, "Mẫu số 01"),
    "phần": (2, "PHẦN THỨ NHẤT"),
    "chương": (3, "Chương III"),
    "mục": (4, "Mục 2"),
    "tiểu mục": (5, "Tiểu mục 1"),
    "điều": (6, "Điều 3."),
}
"""Names of parts: how deep they stand (1 is outermost) and an example."""

ORDINAL_WORDS: Final[dict[str, str]] = {
    "nhất": "Phần thứ nhất",
    "hai": "PHẦN THỨ HAI",
    "ba": "Phần thứ ba",
    "tư": "Phần thứ tư",
    "năm": "Phần thứ năm",
    "sáu": "Phần thứ sáu",
}
"""Words that number a part, with an example."""

BULLETS: Final[dict[str, str]] = {
    "-": "- Số xã đạt chuẩn",
    "–": "– Số xã đạt chuẩn",
    "—": "— Số xã đạt chuẩn",
    "+": "+ Vùng đồng bằng",
    "•": "• Trạm y tế",
    "●": "● Trạm y tế",
    "▪": "▪ Trạm y tế",
    "■": "■ Trạm y tế",
    "◦": "◦ Trạm y tế",
    "·": "· Trạm y tế",
    "*": "* Về giáo dục",
    "\uf0b7": "\uf0b7 Trạm y tế",
}
"""Signs that open an item of a list, with an example."""

DOCUMENT_TYPES: Final[dict[str, str]] = {
    "kế hoạch": "KẾ HOẠCH",
    "quyết định": "QUYẾT ĐỊNH",
    "nghị quyết": "NGHỊ QUYẾT",
    "chương trình": "CHƯƠNG TRÌNH",
    "chương trình hành động": "CHƯƠNG TRÌNH HÀNH ĐỘNG",
    "báo cáo": "BÁO CÁO",
    "thông báo": "THÔNG BÁO",
    "chỉ thị": "CHỈ THỊ",
    "công điện": "CÔNG ĐIỆN",
    "đề án": "ĐỀ ÁN",
    "dự án": "DỰ ÁN",
    "phương án": "PHƯƠNG ÁN",
    "tờ trình": "TỜ TRÌNH",
    "hướng dẫn": "HƯỚNG DẪN",
    "quy định": "QUY ĐỊNH",
    "quy chế": "QUY CHẾ",
    "quy hoạch": "QUY HOẠCH",
    "kết luận": "KẾT LUẬN",
    "luật": "LUẬT",
    "nghị định": "NGHỊ ĐỊNH",
    "thông tư": "THÔNG TƯ",
    "chiến lược": "CHIẾN LƯỢC",
    "đề cương": "ĐỀ CƯƠNG",
    "lời kêu gọi": "LỜI KÊU GỌI",
    "bộ tiêu chí": "BỘ TIÊU CHÍ",
}
"""Types of document as they stand alone on the line above the trích yếu, with an example."""

LEADS: Final[dict[str, str]] = {
    "như sau": "Mục tiêu cụ thể như sau",
    "sau đây": "với các chỉ tiêu sau đây",
    "gồm": "Các nhiệm vụ gồm",
    "bao gồm": "Nguồn vốn bao gồm",
    "cụ thể": "cụ thể",
    "trong đó": "Trong đó",
    "là": "Các chỉ tiêu chủ yếu là",
}
"""Last words of a line that introduces a list, with an example."""
