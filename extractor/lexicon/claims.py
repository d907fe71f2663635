"""Words that take the meaning of a cue of ``cues.py`` away, or say of one figure what its sentence does not."""

from __future__ import annotations

from typing import Final

PLAN_NOUNS: Final[tuple[str, ...]] = (
    "chỉ tiêu phấn đấu",
    "mục tiêu phấn đấu",
    "chỉ tiêu",
    "mục tiêu",
    "kế hoạch",
    "dự toán",
    "kịch bản",
    "nhiệm vụ",
)
"""What a figure is held against, or is itself: "đạt 98% kế hoạch", "chỉ tiêu 3.800 tỷ đồng"."""

PLAN_PAPERS: Final[tuple[str, ...]] = (
    "kế hoạch",
    "chỉ tiêu",
    "mục tiêu",
    "nhiệm vụ",
    "chương trình",
    "đề án",
    "quy hoạch",
    "phương án",
    "lộ trình",
    "nghị quyết",
    "dự toán",
)
"""What acts of planning make: after "đã phê duyệt đề án" a figure is still to be reached."""

PLAN_ACTS: Final[tuple[str, ...]] = (
    "đề ra",
    "đặt ra",
    "xác định",
    "phê duyệt",
    "thông qua",
    "ban hành",
    "quyết nghị",
    "quyết định",
    "xây dựng",
    "lập",
    "giao",
    "phân bổ",
    "điều chỉnh",
    "thống nhất",
    "chốt",
    "đăng ký",
    "công bố",
    "trình",
    "nêu",
)
"""Verbs by which a plan comes about; "đã" before them tells of the plan and not of its figures."""

FULFILLED: Final[tuple[str, ...]] = (
    "hoàn thành",
    "hoàn thành toàn bộ",
    "toàn bộ",
    "thực hiện",
    "vượt",
    "đạt",
    "các",
    "so với",
    "theo",
    "đáp ứng",
    "chương trình",
)
"""Words before a plan's noun that only hold something against it, or name what it is of."""

PAST_MOMENTS: Final[tuple[str, ...]] = (
    "cùng kỳ",
    "hiện nay",
    "hiện tại",
    "hiện là",
    "hiện có",
    "hiện đạt",
    "hiện mới",
    "hiện",
    "năm ngoái",
    "năm học trước",
    "mùa trước",
    "vụ trước",
    "năm trước",
    "năm vừa qua",
    "năm vừa rồi",
    "trước đây",
    "trước đó",
    "đến nay",
    "tháng trước",
    "quý trước",
    "kỳ trước",
    "nhiệm kỳ trước",
    "giai đoạn trước",
    "thực tế",
)
"""Words that open a clause or a bracket of its own in which a state is reported: "(hiện nay 54%)"."""

TIES: Final[tuple[str, ...]] = (
    "trong đó",
    "cụ thể",
    "theo đó",
    "trong số đó",
    "trong số này",
    "gồm",
    "bao gồm",
    "cùng với đó",
    "ngoài ra",
    "riêng",
)
"""Openings by which a sentence goes on with what the one before it said."""

SPLIT_WORDS: Final[tuple[str, ...]] = (
    "chứng",
    "thôn",
    "trồng",
    "cấp",
    "đổi",
    "dựng",
    "tư",
    "ký",
    "lập",
    "làm",
    "tạo",
    "địa",
    "tuyển",
)
"""Words that "chỉ" or "mới" belongs to: "chứng chỉ đạt 30%" and "nông thôn mới đạt 75%" say nothing of "only"."""

EVENTS: Final[tuple[str, ...]] = (
    "khởi công",
    "động thổ",
    "khánh thành",
    "thông xe",
    "khai trương",
    "thành lập",
    "được thành lập",
    "ký kết",
    "ban hành",
    "phê duyệt",
    "có hiệu lực",
    "khai mạc",
    "bế mạc",
)
"""Verbs of what happens once: the day behind them dates that alone, and nothing that the next sentences report."""
