"""What lasts, and is measured by a length of time."""

from __future__ import annotations

from typing import Final

LASTING: Final[tuple[str, ...]] = (
    "tuổi thọ",
    "số năm sống khỏe",
    "thời gian sống khỏe",
    "thời gian lưu trú",
    "lưu trú",
    "thời gian chờ",
    "thời gian hỗ trợ",
    "thời gian vay",
    "thời hạn hỗ trợ",
    "thời gian giải quyết",
    "thời gian xử lý",
    "thời gian thẩm định",
    "thời gian thực hiện thủ tục",
    "thời gian khám",
    "thời gian cấp",
    "thời gian thông quan",
    "thời gian di chuyển",
    "thời gian hoàn thành",
    "thời gian mất điện",
    "thời lượng",
    "thời hạn vay",
    "thời hạn giải quyết",
    "mất điện",
    "số ngày",
    "thời gian đi lại",
    "thời gian làm thủ tục",
    "rút ngắn thời gian",
    "giảm thời gian",
    "thời gian vận chuyển",
    "thời gian điều trị",
)
"""What lasts: the length of time behind it measures it and is no due."""

WHEN: Final[tuple[str, ...]] = (
    "qua",
    "tới",
    "này",
    "đó",
    "đầu",
    "gần",
    "tiếp",
    "vừa",
    "trước",
    "sau",
    "còn",
    "từ",
    "đến",
    "dài",
    "ngắn",
    "nhất",
    "thực",
    "triển",
    "tổ",
    "trong",
    "là",
    "không",
    "tối",
    "quy",
)
"""First syllables behind "thời gian" with which it says when something is, or how long a plan runs."""
