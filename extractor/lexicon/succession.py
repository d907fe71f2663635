"""Words by which a document says what becomes of an older one, each with an example."""

from __future__ import annotations

from typing import Final

SUCCESSION: Final[dict[str, tuple[str, ...]]] = {
    "replaces": ("thay thế cho", "thay thế", "thay cho"),
    "annuls": ("bãi bỏ toàn bộ", "bãi bỏ", "hủy bỏ", "huỷ bỏ"),
    "amends": ("sửa đổi, bổ sung", "sửa đổi", "bổ sung", "điều chỉnh"),
}
"""What a document does to the one that is named behind the words: "Quyết định này thay thế Quyết định số …"."""

EXPIRES: Final[tuple[str, ...]] = ("hết hiệu lực", "chấm dứt hiệu lực")
"""Words behind the number of a document that ends: "Quyết định số … hết hiệu lực kể từ ngày …"."""

PARTS: Final[tuple[str, ...]] = (
    *("một số điều", "một số nội dung", "một số chỉ tiêu", "điều", "khoản", "điểm", "mục", "nội dung", "chỉ tiêu"),
    *("phụ lục", "biểu"),
)
"""Words between that make it a part of the older document: it stays in force but for that."""

NOT_THIS_ONE: Final[tuple[str, ...]] = ("căn cứ", "được", "bị", "đã", "luật", "nghị định", "xin", "đề nghị", "dự thảo")
"""Words right before that tell of another document's doing: "đã được sửa đổi, bổ sung tại Nghị định số …"."""
