"""Words of time: what stands before and after a point or a period, and the names of points and periods themselves."""

from __future__ import annotations

UNTIL: tuple[str, ...] = (
    "đến hết",
    "đến",
    "tới hết",
    "tới",
    "cho đến hết",
    "cho đến",
    "cho tới",
    "tính đến hết",
    "tính đến",
    "tính tới",
    "tính hết",
    "hết",
    "kết thúc",
    "đến khi kết thúc",
    "trước khi kết thúc",
    "chậm nhất",
    "chậm nhất là",
    "chậm nhất là đến",
    "chậm nhất đến",
    "chậm nhất đến hết",
    "chậm nhất vào",
    "chậm nhất trong",
    "chậm nhất là trong",
    "muộn nhất",
    "muộn nhất là",
    "muộn nhất đến",
    "muộn nhất vào",
    "không muộn hơn",
    "không chậm hơn",
    "đến thời điểm",
    "tính đến thời điểm",
    "đến khoảng",
    "đến ngay trong",
    "hạn chót là",
    "hạn cuối là",
)
"""The end of what follows is the last day: "đến hết năm 2025"."""

BEFORE: tuple[str, ...] = (
    "trước",
    "đến trước",
    "từ trước",
    "chậm nhất trước",
    "chậm nhất là trước",
    "trước thời điểm",
)
"""The day before what follows begins is the last day: "trước năm 2025"."""

AFTER: tuple[str, ...] = ("sau", "từ sau", "kể từ sau", "sau thời điểm")
"""The day after what follows ends is the first day."""

FROM: tuple[str, ...] = (
    "từ",
    "kể từ",
    "bắt đầu từ",
    "tính từ",
    "bắt đầu kể từ",
    "ngay từ",
    "giai đoạn từ",
    "trong giai đoạn từ",
    "trong thời gian từ",
    "trong khoảng từ",
    "thời gian từ",
    "thời kỳ từ",
)
"""What follows begins on the first day: "từ năm 2025"."""

WITHIN: tuple[str, ...] = (
    "trong",
    "vào",
    "ngay trong",
    "trong cả",
    "cả",
    "trong suốt",
    "suốt",
    "vào khoảng",
    "trong khoảng",
    "chỉ trong",
    "riêng trong",
    "vào thời điểm",
    "tại thời điểm",
)
"""Changes nothing: "trong năm 2025" is all of 2025."""

ONWARDS: tuple[str, ...] = ("trở đi", "trở về sau", "trở lại đây")
BACKWARDS: tuple[str, ...] = ("trở về trước", "trở lại trước")

NOW: tuple[str, ...] = (
    "đến nay",
    "tới nay",
    "cho đến nay",
    "cho tới nay",
    "tính đến nay",
    "tính tới nay",
    "từ trước đến nay",
    "từ trước tới nay",
    "hiện nay",
    "hiện tại",
    "hiện giờ",
    "đến hiện nay",
    "đến hiện tại",
    "tính đến hiện nay",
    "tính đến hiện tại",
    "đến thời điểm hiện tại",
    "đến thời điểm hiện nay",
    "đến thời điểm này",
    "đến thời điểm báo cáo",
    "tính đến thời điểm hiện tại",
    "tính đến thời điểm hiện nay",
    "tính đến thời điểm này",
    "tính tới thời điểm này",
    "tính đến thời điểm báo cáo",
    "tại thời điểm hiện tại",
    "tại thời điểm này",
    "tính đến ngày hôm nay",
    "bây giờ",
)
"""The day of the document."""

SINCE_NOW: tuple[str, ...] = ("từ nay", "kể từ nay", "từ bây giờ", "từ giờ", "từ hôm nay")
UNTIL_NOW: tuple[str, ...] = (
    "đến nay",
    "tới nay",
    "cho đến nay",
    "đến hiện nay",
    "đến thời điểm hiện tại",
    "đến thời điểm này",
)

HIEN_COMPOUNDS_BEFORE: tuple[str, ...] = ("thực", "thể", "phát", "xuất", "biểu", "tái", "hiển", "ẩn", "hậu", "ngộ")
HIEN_COMPOUNDS_AFTER: tuple[str, ...] = (
    "đại",
    "hành",
    "trạng",
    "thực",
    "vật",
    "trường",
    "diện",
    "hữu",
    "hình",
    "tượng",
    "thân",
    "sinh",
    "kim",
    "nay",
    "tại",
    "giờ",
    "lên",
    "ra",
    "thị",
    "hóa",
)
"""Syllables beside "hiện" that make it another word than "now" ("thực hiện", "hiện đại")."""

NAY_COMPOUNDS: tuple[str, ...] = (
    "năm",
    "hôm",
    "ngày",
    "hiện",
    "đến",
    "tới",
    "sáng",
    "trưa",
    "chiều",
    "tối",
    "đêm",
    "xưa",
    "lâu",
    "từ",
    "trước",
)
"""Before "nay": the two words are one."""
AFTER_NAY: tuple[str, ...] = ("đã", "chỉ", "còn", "có")
"""Behind "nay": it stands for now ("nay chỉ còn 12 xã")."""

SPANS: tuple[str, ...] = (
    "giai đoạn",
    "thời kỳ",
    "thời kì",
    "nhiệm kỳ",
    "nhiệm kì",
    "niên khóa",
    "niên độ",
    "niên vụ",
    "khóa",
    "kỳ",
    "thời gian",
    "các giai đoạn",
    "trong các năm",
    "các năm",
    "những năm",
    "năm",
)
"""What may stand before two years joined by a dash: "giai đoạn 2021-2025"."""

PERIOD_ROLES: tuple[str, ...] = ("trong", "cả", "đến hết", "hết", "kết thúc", "trong cả", "trong suốt", "cho")

MANY: tuple[str, ...] = ("các", "những", "nhiều", "mấy", "vài", "hàng", "bao")
"""Before a unit: no single one is meant ("những năm qua")."""

PARTS: tuple[str, ...] = ("đầu", "giữa", "cuối")

ROMAN: dict[str, int] = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
QUARTER_WORDS: dict[str, int] = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}
MONTH_WORDS: dict[str, int] = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười một": 11,
    "mười hai": 12,
    "mười": 10,
}
"""Without "năm": "tháng năm 2023" is more often a slip for a month of 2023 than May."""
CENTURIES: dict[str, int] = {"xix": 19, "xx": 20, "xxi": 21, "xxii": 22, "19": 19, "20": 20, "21": 21, "22": 22}

UNITS: dict[str, str] = {
    "giây": "second",
    "phút": "minute",
    "giờ": "hour",
    "ngày làm việc": "working_day",
    "ngày": "day",
    "tuần": "week",
    "tháng": "month",
    "quý": "quarter",
    "năm": "year",
    "thập kỷ": "decade",
    "thập niên": "decade",
}
"""Units of durations and their names in a record."""

AFTER_WHOLE_YEAR: tuple[str, ...] = ("đã", "sẽ", "đạt", "có", "là", "ước", "tăng", "giảm", "toàn", "tỉnh", "của")
"""What may follow "trong năm" where it means the year and not five ("trong năm xã")."""

AFTER_DAY: tuple[str, ...] = (*AFTER_WHOLE_YEAR, "tại", "trên", "cả", "thu", "tổng")
"""What may follow "đến 9/12" where it means a day and not a share ("đến 9/12 xã")."""

OF_ANOTHER_UNIT: dict[str, tuple[str, ...]] = {
    "ngày": ("công", "giường"),
    "giờ": ("công", "giảng", "bay"),
    "năm": (
        "học",
        "tuổi",
        "nhất",
        "hai",
        "ba",
        "cuối",
        "mươi",
        "trăm",
        "nghìn",
        "ngàn",
        "vạn",
        "triệu",
        "tỷ",
        "tỉ",
        "phẩy",
    ),
    "tháng": ("tuổi", "giêng", "chạp"),
    "quý": ("vị", "hiếm", "báu", "giá", "khách"),
    "tuần": ("tra", "lễ", "hoàn", "san", "báo"),
}
"""Words behind a unit of time with which it counts something else ("ngày công") or is another word."""

NEXT: tuple[str, ...] = ("tới", "sau", "kế tiếp", "sắp tới")
PREVIOUS: tuple[str, ...] = ("trước", "ngoái", "rồi", "vừa qua", "vừa rồi", "qua")
THIS: tuple[str, ...] = ("nay", "này")

AHEAD: tuple[str, ...] = ("tới", "sắp tới", "tới đây")
BEHIND: tuple[str, ...] = ("qua", "vừa qua", "gần đây", "gần nhất", "trở lại đây", "vừa rồi")
AGO: tuple[str, ...] = ("trước", "trước đây")
HENCE: tuple[str, ...] = ("nữa",)

DAYS: dict[str, int] = {
    "hôm nay": 0,
    "ngày hôm nay": 0,
    "sáng nay": 0,
    "trưa nay": 0,
    "chiều nay": 0,
    "tối nay": 0,
    "đêm nay": 0,
    "hôm qua": -1,
    "ngày hôm qua": -1,
    "chiều qua": -1,
    "tối qua": -1,
    "đêm qua": -1,
    "hôm kia": -2,
    "ngày mai": 1,
    "sáng mai": 1,
    "chiều mai": 1,
    "tối mai": 1,
    "ngày kia": 2,
    "ngày mốt": 2,
}
"""Days counted from the day of the document."""

WEEKDAYS: dict[str, int] = {
    "thứ hai": 0,
    "thứ ba": 1,
    "thứ tư": 2,
    "thứ năm": 3,
    "thứ sáu": 4,
    "thứ bảy": 5,
    "thứ bẩy": 5,
    "thứ 2": 0,
    "thứ 3": 1,
    "thứ 4": 2,
    "thứ 5": 3,
    "thứ 6": 4,
    "thứ 7": 5,
    "chủ nhật": 6,
}
DAY_PARTS: tuple[str, ...] = ("sáng", "trưa", "chiều", "tối", "đêm", "ngày", "vào", "hôm")
"""Before "thứ hai" they tell a weekday from a place in an order."""

EVERY: tuple[str, ...] = ("hằng", "hàng", "mỗi", "từng")
RECURRENCES: dict[str, str] = {
    "năm": "yearly",
    "quý": "quarterly",
    "tháng": "monthly",
    "tuần": "weekly",
    "ngày": "daily",
}
ON_AVERAGE: tuple[str, ...] = ("bình quân", "trung bình")
"""Before a unit they make a recurrence: "bình quân một năm"."""
PER_PERIOD: dict[str, str] = {"thường niên": "yearly"}
AVERAGE: tuple[str, ...] = ("bình quân", "trung bình", "định kỳ", "theo định kỳ")
"""May stand before "hằng năm"."""

SAME_TIME: tuple[str, ...] = ("cùng kỳ", "cùng kì", "cùng thời điểm", "cùng thời gian", "cùng giai đoạn")
MEASURED_AGAINST: tuple[str, ...] = (
    "mức",
    "mức thực hiện",
    "thực hiện",
    "số thực hiện",
    "ước thực hiện",
    "kết quả",
    "kết quả thực hiện",
    "thời điểm",
    "giá trị",
    "số liệu",
    "dự toán",
    "kế hoạch",
    "của",
    "tháng",
    "con số",
    "số",
    "thống kê",
    "bình quân",
    "trung bình",
)
"""Words between "so với" and the year that is counted from."""

VISION: tuple[str, ...] = ("tầm nhìn",)
OUTLOOK: tuple[str, ...] = ("định hướng",)

DURATION_LEADS: tuple[str, ...] = (
    "trong",
    "trong vòng",
    "trong thời gian",
    "trong thời hạn",
    "trong khoảng",
    "trong khoảng thời gian",
    "thời hạn",
    "thời gian",
    "suốt",
    "sau",
)
"""What may stand before a length of time."""
