"""Words of milestones: what can be done or reached by a day without a number, and tasks that only come round again."""

from __future__ import annotations

from typing import Final

ENDS: Final[tuple[str, ...]] = (
    "hoàn thành",
    "hoàn tất",
    "hoàn thiện",
    "khởi công",
    "khánh thành",
    "thông xe",
    "thông xe kỹ thuật",
    "thông tuyến",
    "thông toàn tuyến",
    "hợp long",
    "đóng điện",
    "phát điện thương mại",
    "hòa lưới",
    "vận hành thương mại",
    "bàn giao",
    "nghiệm thu",
    "quyết toán",
    "giải ngân toàn bộ",
    "giải ngân hết",
    "làm xong",
    "thực hiện xong",
    "giải quyết xong",
    "xử lý dứt điểm",
    "giải quyết dứt điểm",
    "chấm dứt",
    "xóa bỏ",
    "xóa xong",
)
"""Verbs of something that is over, or begins, on a day: "hoàn thành tuyến đường tránh trước ngày 30/6/2026"."""

STATES: Final[tuple[str, ...]] = (
    "đạt chuẩn",
    "đạt tiêu chuẩn",
    "đạt tiêu chí đô thị",
    "đạt đô thị",
    "được công nhận",
    "về đích",
    "cán đích",
    "trở thành",
    "đi vào hoạt động",
    "đi vào khai thác",
    "đi vào vận hành",
    "đi vào sử dụng",
    "thoát nghèo",
)
"""Verbs of a state that something reaches, its subject before: "phấn đấu huyện đạt chuẩn nông thôn mới năm 2024"."""

BECOMES: Final[tuple[str, ...]] = (
    "là tỉnh",
    "là thành phố",
    "là đô thị",
    "là trung tâm",
    "là vùng",
    "là huyện",
    "là một trong",
)
"""What a place is to be, after a time and words of an aim: "mục tiêu đến năm 2030, Lào Cai là trung tâm kết nối"."""

BUILDS: Final[tuple[str, ...]] = ("xây dựng được", "hình thành được", "xây dựng", "hình thành", "thành lập")
"""Verbs that open what is to be done by a time said before: "Đến năm 2030, hình thành khu công nghiệp sinh thái"."""

INTO: Final[tuple[str, ...]] = ("sử dụng", "khai thác", "vận hành", "hoạt động", "phục vụ", "chạy thử")
"""What something is put into: "đưa cầu vào sử dụng trong quý III/2026"."""

ROUTINE: Final[tuple[str, ...]] = (
    "báo cáo",
    "tổng hợp",
    "gửi",
    "gửi về",
    "trình",
    "định kỳ",
    "sơ kết",
    "tổng kết",
    "đăng ký",
    "kiểm tra",
    "đánh giá",
    "cập nhật",
    "công khai",
    "đối chiếu",
    "thông báo",
    "cung cấp",
    "tham mưu",
    "đề xuất",
    "kiến nghị",
    "phản ánh",
    "xin ý kiến",
    "rà soát",
    "lấy ý kiến",
)
"""Tasks that merely carry a date: "báo cáo kết quả trước ngày 15/12"."""

AIMS: Final[tuple[str, ...]] = (
    "phấn đấu",
    "dự kiến",
    "sẽ",
    "mục tiêu",
    "kế hoạch",
    "yêu cầu",
    "phải",
    "cần",
    "bảo đảm",
    "đảm bảo",
    "quyết tâm",
    "cam kết",
    "đề nghị",
    "khẩn trương",
    "đẩy nhanh",
    "tập trung",
    "nỗ lực",
    "tiến độ",
    "chỉ đạo",
    "giao",
    "sớm",
    "cơ bản",
    "thời gian",
    "thời hạn",
    "lộ trình",
    "định hướng",
    "hướng tới",
    "hướng đến",
    "để",
)
"""Words that make what follows something to be done, where the day of the document does not say so."""

PAST: Final[tuple[str, ...]] = (
    "đã",
    "vừa",
    "từng",
    "mới",
    "chưa",
    "không",
    "chậm",
    "nếu",
    "khi",
    "sau khi",
    "trước khi",
    "do",
    "vì",
)
"""Words before a verb after which it tells of what was, was not, or may be."""

DOCUMENTS: Final[tuple[str, ...]] = (
    "chương trình",
    "đề án",
    "kế hoạch",
    "chiến lược",
    "quy hoạch",
    "nghị quyết",
    "quyết định",
    "kết luận",
    "chỉ thị",
    "mục tiêu",
    "nhiệm vụ",
    "chỉ tiêu",
    "dự toán",
    "phương án",
    "phong trào",
    "luật",
    "vốn",
    "phương hướng",
)
"""Names in which a year is no day to be met: "hoàn thành nhiệm vụ năm 2021", "Đề án … đến năm 2030"."""

DEADLINES: Final[tuple[str, ...]] = (
    "trước",
    "chậm nhất",
    "muộn nhất",
    "không muộn hơn",
    "đến trước",
    "xong trước",
    "hạn chót",
    "hạn cuối",
)
"""First words of a time that can only be a day to be met."""
