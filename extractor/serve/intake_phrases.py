"""The phrases of the operators' page, in Vietnamese and in English."""

from __future__ import annotations

from typing import Final

INTAKE: Final[dict[str, tuple[str, str]]] = {
    "intake": ("Tiếp nhận văn bản", "Intake"),
    "intake:queue": ("Hàng đợi", "Queue"),
    "intake:waiting": ("chờ xử lý", "waiting"),
    "intake:running": ("đang xử lý", "under way"),
    "intake:done": ("đã xong", "done"),
    "intake:failed": ("không xử lý được", "failed"),
    "intake:aside": ("để riêng", "set aside"),
    "intake:superseded": ("đã có bản thay", "superseded"),
    "intake:oldest": ("Chờ lâu nhất", "Longest wait"),
    "intake:throughput": ("Theo giờ", "By the hour"),
    "intake:hour": ("Giờ", "Hour"),
    "intake:seconds": ("giây mỗi văn bản", "seconds a document"),
    "intake:arrived": ("Mới đến", "What came"),
    "intake:failures": ("Không xử lý được và lý do", "What failed, and why"),
    "intake:reason": ("Lý do", "Reason"),
    "intake:remedy": ("Cần làm gì", "What to do"),
    "intake:sources": ("Nguồn", "Sources"),
    "intake:number": ("Số văn bản", "Documents"),
    "intake:last": ("Lần cuối có văn bản", "Last document"),
    "intake:success": ("Lần cuối liên lạc được", "Last success"),
    "intake:alarms": ("Cần xem lại", "To be looked at"),
    "intake:notices": ("Thông báo", "Notices"),
    "intake:sent": ("đã gửi", "sent"),
    "intake:when": ("Lúc", "When"),
    "intake:state": ("Tình trạng", "State"),
    "intake:reviewer": ("Người rà soát", "Reviewer"),
    "intake:attempts": ("Số lần thử", "Tries"),
    "intake:none": ("Chưa có gì.", "Nothing yet."),
    "intake:never": ("chưa lần nào", "never"),
    "intake:retry": (
        "Sau khi khắc phục, chạy lại bằng lệnh chitieu jobs retry --failed, hoặc chitieu jobs retry và mã của việc.",
        "Once mended, chitieu jobs retry --failed does them again, chitieu jobs retry ID one of them.",
    ),
}
