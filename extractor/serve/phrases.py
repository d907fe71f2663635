"""The words of the pages in Vietnamese and English, each written once."""

from __future__ import annotations

from typing import Final

from extractor.query.filter import FIELDS
from extractor.serve.intake_phrases import INTAKE

PHRASES: Final[dict[str, tuple[str, str]]] = {
    "explorer": ("Tra cứu chỉ tiêu", "Targets"),
    "tagline": ("Mỗi con số mở ra câu văn của nó", "Every figure opens its sentence"),
    "search": ("Tìm", "Search"),
    "search_words": ("Từ ngữ, có dấu hoặc không dấu", "Words, with or without tones"),
    "more": ("Điều kiện khác", "More conditions"),
    "clear": ("Xóa điều kiện", "Clear"),
    "results": ("Kết quả", "Results"),
    "found": ("chỉ tiêu", "records"),
    "none": (
        "Không có chỉ tiêu nào. Bớt điều kiện hoặc thử từ khác.",
        "No records. Drop a condition or try other words.",
    ),
    "next": ("Trang sau", "Next page"),
    "first": ("Về trang đầu", "First page"),
    "map": ("Bản đồ", "Map"),
    "timeline": ("Dòng thời gian", "Timeline"),
    "criteria": ("Tiêu chí", "Criteria"),
    "due": ("Đến hạn", "Due"),
    "api": ("API", "API"),
    "language": ("English", "Tiếng Việt"),
    "skip": ("Tới nội dung", "Skip to content"),
    "value": ("Giá trị", "Value"),
    "subject": ("Chỉ tiêu", "Indicator"),
    "deadline": ("Thời hạn", "Due"),
    "source": ("Nguồn", "Source"),
    "sentence": ("Câu văn", "Sentence"),
    "province": ("Tỉnh, thành phố", "Province"),
    "status": ("Loại", "Status"),
    "status:target": ("mục tiêu", "target"),
    "status:result": ("kết quả", "result"),
    "review": ("Rà soát", "Review"),
    "review:unreviewed": ("chưa rà soát", "unreviewed"),
    "review:accepted": ("đã chấp nhận", "accepted"),
    "review:corrected": ("đã sửa", "corrected"),
    "review:rejected": ("bị loại", "rejected"),
    "reviewed": ("đã rà soát", "reviewed by a person"),
    "kind:ratio": ("tỷ số", "ratio"),
    "kind:percentage": ("phần trăm", "percentage"),
    "kind:count": ("số lượng", "count"),
    "kind:money": ("tiền", "money"),
    "kind:measure": ("đại lượng", "measure"),
    "kind:multiple": ("số lần", "multiple"),
    "kind:milestone": ("mốc việc", "milestone"),
    "kind:rank": ("thứ hạng", "rank"),
    "facet:status": ("Mục tiêu hay kết quả", "Status"),
    "facet:kind": ("Loại số liệu", "Kind"),
    "facet:province": ("Tỉnh, thành phố", "Province"),
    "facet:sector": ("Lĩnh vực", "Sector"),
    "facet:doc_type": ("Loại văn bản", "Type of document"),
    "facet:criteria": ("Tiêu chí", "Criterion"),
    "facet:criteria_set": ("Bộ tiêu chí", "Criteria set"),
    "facet:year": ("Năm", "Year"),
    "facet:review": ("Tình trạng rà soát", "Review"),
    "facet:body": ("Cơ quan chủ trì", "Responsible body"),
    "in_document": ("Trong văn bản", "In its document"),
    "whole_document": ("Mở cả văn bản", "Open the whole document"),
    "on_page": ("Vị trí trên trang", "Place on the page"),
    "page": ("trang", "page"),
    "line": ("dòng", "line"),
    "series": ("Mục tiêu và kết quả theo thời gian", "Targets and results over time"),
    "no_series": ("Chưa có số liệu nào so sánh được.", "Nothing to compare yet."),
    "why": ("Vì sao đứng cùng nhau", "Why together"),
    "conflict": ("Các văn bản không khớp nhau", "Documents disagree"),
    "progress": ("Tiến độ", "Progress"),
    "state:met": ("đạt", "met"),
    "state:not met": ("chưa đạt", "not met"),
    "state:unknown": ("chưa rõ", "unknown"),
    "overdue": ("quá hạn", "overdue"),
    "left": ("còn", "left"),
    "role:baseline": ("gốc", "baseline"),
    "role:target": ("mục tiêu", "target"),
    "role:result": ("kết quả", "result"),
    "role:entered": ("nhập tay", "entered by hand"),
    "document": ("Văn bản", "Document"),
    "number": ("Số, ký hiệu", "Number"),
    "issued": ("Ngày ban hành", "Issued"),
    "body": ("Cơ quan", "Body"),
    "relations": ("Quan hệ với văn bản khác", "Relations to other documents"),
    "replaces": ("thay thế", "replaces"),
    "annuls": ("bãi bỏ", "annuls"),
    "amends": ("sửa đổi, bổ sung", "amends"),
    "by_other": ("bị văn bản này", "by"),
    "compare": ("So sánh các tỉnh", "Provinces compared"),
    "compare_note": (
        "Mỗi tỉnh: mục tiêu và kết quả mới nhất; chỉ so sánh tỷ lệ, không tính trung bình các tỷ lệ có gốc khác nhau.",
        "Of each province the newest target and result; shares are compared, never averaged over different wholes.",
    ),
    "map_note": (
        "34 tỉnh, thành phố từ ngày 01/7/2025; văn bản cũ tính vào đơn vị kế thừa.",
        "34 provinces from 2025-07-01; older documents count for the successor.",
    ),
    "by": ("Đến ngày", "By"),
    "show": ("Xem", "Show"),
    "problem": ("Không hiểu điều kiện", "A condition makes no sense"),
    "lost": ("Không có trang này", "There is no such page"),
    "confidence": ("Độ tin cậy", "Confidence"),
    "any": ("tất cả", "any"),
    "chosen": ("Đang lọc", "Chosen"),
    "remove": ("bỏ", "remove"),
    "text": ("Từ ngữ", "Words"),
    "units": ("Đơn vị hành chính", "Units"),
    **INTAKE,
}
"""A phrase in Vietnamese and in English."""

_LABELS = {field.name: (field.label, field.name.replace("-", " ").capitalize()) for field in FIELDS}


def phrase(name: str, language: str) -> str:
    """A phrase in a language ("vi" or "en"); a name that is none is shown as it is."""
    pair = PHRASES.get(name) or _LABELS.get(name.removeprefix("field:"))
    if pair is None:
        return name.partition(":")[2] or name
    return pair[1 if language == "en" else 0]
