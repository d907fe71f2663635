"""Words that tell a target from a result, a rise from a level, and a restated share from a new figure."""

from __future__ import annotations

from typing import Final

TARGET: Final[tuple[str, ...]] = (
    "phấn đấu",
    "mục tiêu",
    "đặt mục tiêu",
    "dự kiến",
    "sẽ",
    "chỉ tiêu giao",
    "chỉ tiêu được giao",
    "giao chỉ tiêu",
    "kế hoạch giao",
    "kế hoạch năm",
    "theo kế hoạch",
    "yêu cầu",
    "hướng đến",
    "hướng tới",
    "định hướng",
    "dự báo",
    "kỳ vọng",
    "cần huy động",
    "cần có",
    "phải đạt",
    "cần đạt",
    "bảo đảm đến",
    "đảm bảo đến",
    "đề ra",
    "quyết tâm",
    "tiến tới",
    "được giao",
    "chỉ tiêu",
    "bố trí",
    "dự toán",
    "kế hoạch vốn",
    "ước tính đến",
    "tầm nhìn",
    "nhu cầu",
    "đề xuất",
)
"""Cues of a goal before a quantity in its sentence, longest match first; the nearest cue of either kind decides."""

RESULT: Final[tuple[str, ...]] = (
    "đã",
    "đạt được",
    "ước đạt",
    "ước thực hiện",
    "ước tính đạt",
    "ước tăng",
    "ước",
    "đến nay",
    "hiện nay",
    "hiện có",
    "hiện còn",
    "hiện đạt",
    "hiện",
    "tính đến",
    "lũy kế",
    "luỹ kế",
    "thực hiện được",
    "vừa qua",
    "thời gian qua",
    "năm qua",
    "nhiệm kỳ qua",
    "trước đây",
    "trước đó",
    "cùng kỳ",
    "mới đạt",
    "chỉ đạt",
    "mới có",
    "kết quả",
    "ghi nhận",
    "vừa",
    "tăng so với",
    "giảm so với",
    "hoàn thành vượt",
    "xếp",
    "nâng tổng số",
)
"""Cues of something reached or reported."""

TARGET_HEADINGS: Final[tuple[str, ...]] = (
    "mục tiêu",
    "chỉ tiêu",
    "phương hướng",
    "nhiệm vụ",
    "giải pháp",
    "kế hoạch",
    "định hướng",
    "yêu cầu",
    "dự kiến",
    "nội dung thực hiện",
    "tổ chức thực hiện",
    "kinh phí",
    "lộ trình",
    "phấn đấu",
    "nội dung",
)
"""Words in a heading under which quantities are goals."""

RESULT_HEADINGS: Final[tuple[str, ...]] = (
    "kết quả",
    "tình hình",
    "thực trạng",
    "hiện trạng",
    "đánh giá",
    "tồn tại",
    "hạn chế",
    "thành tựu",
    "đặc điểm",
    "sự cần thiết",
    "căn cứ",
    "bối cảnh",
    "nguyên nhân",
)
"""Words in a heading under which quantities are results."""

RISE: Final[tuple[str, ...]] = ("tăng thêm", "tăng trưởng", "tăng", "nâng thêm", "thêm", "cao thêm", "gia tăng")
FALL: Final[tuple[str, ...]] = ("kéo giảm", "giảm bớt", "giảm thêm", "giảm", "hạ", "cắt giảm", "tiết giảm")
TO_LEVEL: Final[tuple[str, ...]] = ("lên", "xuống", "còn", "tới", "đến", "gấp", "về", "đạt", "là", "ở mức", "vượt")
"""Words that turn a rise or fall into the level reached: "tăng lên 58 triệu", "giảm còn 3%"."""

GROWTH: Final[tuple[str, ...]] = ("tăng trưởng", "tốc độ tăng", "mức tăng", "tỷ lệ tăng")
DECLINE: Final[tuple[str, ...]] = ("tốc độ giảm", "mức giảm", "tỷ lệ giảm", "giảm nghèo", "giảm hộ nghèo", "giảm tỷ lệ", "giảm số")
"""Nouns whose figure is itself a rise or a fall: "tốc độ tăng trưởng đạt 7,85%", "tỷ lệ giảm nghèo 1,5%/năm"."""

PLANS: Final[tuple[str, ...]] = (
    "kế hoạch",
    "dự toán",
    "chỉ tiêu",
    "mục tiêu",
    "tổng",
    "nhu cầu",
    "cùng kỳ",
    "so",
    "chuẩn",
    "bình quân",
    "mức",
    "yêu cầu",
    "nghị quyết",
    "kịch bản",
    "định mức",
    "tiến độ",
    "khối lượng",
    "công suất",
    "GDP",
    "GRDP",
    "giá trị",
    "trị giá",
    "năm",
    "tháng",
    "quý",
    "toàn",
    "cả",
    "số vốn",
    "vốn",
    "thị phần",
    "dân số",
)
"""What a percentage may be of without being about it: "đạt 98% dự toán", "chiếm 30% GRDP"."""

RESTATING: Final[tuple[str, ...]] = (
    "chiếm tỷ lệ",
    "chiếm tỉ lệ",
    "chiếm tỷ trọng",
    "chiếm tỉ trọng",
    "chiếm khoảng",
    "chiếm gần",
    "chiếm trên",
    "chiếm hơn",
    "chiếm",
    "tỷ lệ đạt",
    "đạt tỷ lệ",
    "đạt tỉ lệ",
    "với tỷ lệ",
    "tỷ lệ",
    "tỉ lệ",
    "tương ứng",
    "tương đương",
    "bằng",
    "đạt",
)
"""Words before a percentage that says a count or an amount again as a share."""
