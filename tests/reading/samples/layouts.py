"""Tables in many layouts, ruled and not, each with the cells that stand in it.

They are drawn where they are measured and not kept: ``bench/tables.py`` reports how many cells are read right, and a
test holds the limit. What is expected comes from what was drawn, never from a reader.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from drawing import Drawing, Put, Style

THINGS = (
    *("Diện tích gieo trồng lúa cả năm", "Sản lượng lương thực có hạt", "Tổng đàn bò", "Diện tích rừng trồng mới"),
    *("Tỷ lệ hộ nghèo theo chuẩn đa chiều", "Số lao động được giải quyết việc làm", "Thu ngân sách trên địa bàn"),
    *("Tỷ lệ dân số tham gia bảo hiểm y tế", "Số xã đạt chuẩn nông thôn mới", "Tỷ lệ che phủ rừng", "Số giường bệnh"),
    *(
        "Giá trị sản xuất công nghiệp",
        "Tổng mức bán lẻ hàng hóa",
        "Số trường đạt chuẩn quốc gia",
        "Kim ngạch xuất khẩu",
    ),
)
UNITS = ("ha", "tấn", "con", "%", "người", "tỷ đồng", "xã", "giường", "trường", "triệu USD")
PLACES = ("An Bình", "Phú Lâm", "Sơn Tây", "Bình Đông", "Hòa Lạc", "Tân Hưng", "Đồng Xuân", "Vĩnh Thái")


def amount(dice: random.Random) -> str:
    """A number as tables have them: whole, with a decimal comma, in groups, a share, or none."""
    form = dice.randrange(7)
    if form == 0:
        return f"{dice.randrange(1, 999)}"
    if form == 1:
        return f"{dice.randrange(1, 99)},{dice.randrange(1, 99):02d}"
    if form == 2:
        return f"{dice.randrange(1, 99)}.{dice.randrange(1000):03d}"
    if form == 3:
        return f"{dice.randrange(1, 9)}.{dice.randrange(1000):03d}.{dice.randrange(1000):03d}"
    if form == 4:
        return f"{dice.randrange(1, 100)},{dice.randrange(10)}%"
    return ("-", "", "x", "0")[dice.randrange(4)] if form == 5 else f"{dice.randrange(10, 9999)}"


def _row(dice: random.Random, number: str, thing: str, numbers: int) -> list[Put]:
    unit = dice.choice(UNITS)
    return [
        Put(number, 0),
        Put(thing, 1),
        Put(unit, 2),
        *(Put(amount(dice), 3 + column) for column in range(numbers)),
    ]


def _thing(dice: random.Random, number: int) -> str:
    return f"{dice.choice(THINGS)} nhóm {number}"


def _flat(labels: tuple[str, ...]) -> list[list[Put]]:
    return [[Put(label, column) for column, label in enumerate(labels)]]


def _plain(style: Style, rows: int, seed: int) -> Drawing:
    dice = random.Random(seed)
    made = Drawing((10, 75, 20, 25, 25, 25), style)
    made.text("Biểu số 1. Các chỉ tiêu chủ yếu")
    head = _flat(("TT", "Chỉ tiêu", "ĐVT", "Kế hoạch 2024", "Ước TH 2024", "Kế hoạch 2025"))
    made.table(head, [_row(dice, str(n), _thing(dice, n), 3) for n in range(1, rows + 1)])
    return made


def _two_levels(style: Style, rows: int = 40, seed: int = 3) -> Drawing:
    dice = random.Random(seed)
    made = Drawing((9, 60, 18, 22, 22, 24, 24), style)
    head = [
        [
            Put("TT", 0, high=2),
            Put("Chỉ tiêu", 1, high=2),
            Put("Đơn vị tính", 2, high=2),
            Put("Năm 2024", 3, 3),
            Put("Năm 2025", 6),
        ],
        [Put("Kế hoạch", 3), Put("Thực hiện", 4), Put("Ước thực hiện", 5), Put("Kế hoạch", 6)],
    ]
    made.table(head, [_row(dice, str(n), _thing(dice, n), 4) for n in range(1, rows + 1)])
    return made


def _three_levels() -> Drawing:
    dice = random.Random(4)
    made = Drawing((9, 70, 18, 22, 22, 22, 22, 22, 22), Style(8, landscape=True))
    head = [
        [Put("STT", 0, high=3), Put("Nội dung", 1, high=3), Put("ĐVT", 2, high=3), Put("Giai đoạn 2021 - 2025", 3, 6)],
        [Put("Năm 2024", 3, 3), Put("Năm 2025", 6, 3)],
        [Put(label, 3 + n) for n, label in enumerate(("Tổng số", "Vốn trung ương", "Vốn tỉnh") * 2)],
    ]
    made.table(head, [_row(dice, str(n), _thing(dice, n), 6) for n in range(1, 31)])
    return made


def _groups() -> Drawing:
    dice = random.Random(5)
    made = Drawing((14, 80, 20, 28, 28))
    rows: list[list[Put]] = []
    for number, roman in enumerate(("I", "II", "III", "IV"), start=1):
        rows.append([Put(roman, 0), Put(f"LĨNH VỰC {number}", 1, 4)])
        for part in range(1, 4):
            rows.append(_row(dice, f"{part}", _thing(dice, part), 2))
            rows += [_row(dice, f"{part}.{n}", f"Trong đó: {_thing(dice, n)}", 2) for n in range(1, 4)]
    made.table(_flat(("TT", "Tên chỉ tiêu", "Đơn vị", "Mục tiêu", "Kết quả")), rows)
    return made


def _years() -> Drawing:
    dice = random.Random(6)
    made = Drawing((8, 62, 16, *(17,) * 10), Style(7.5, landscape=True, numbers="R"))
    head = [
        [Put("TT", 0, high=2), Put("Chỉ tiêu", 1, high=2), Put("ĐVT", 2, high=2), Put("Kế hoạch từng năm", 3, 10)],
        [Put(str(2021 + n), 3 + n) for n in range(10)],
    ]
    made.table(head, [_row(dice, str(n), _thing(dice, n), 10) for n in range(1, 41)])
    return made


def _long_labels() -> Drawing:
    dice = random.Random(7)
    made = Drawing((10, 60, 20, 24, 24, 36), Style(9.5, split=True))
    rows = []
    for n in range(1, 31):
        label = f"{_thing(dice, n)}, trong đó {dice.choice(THINGS).lower()} và {dice.choice(THINGS).lower()}"
        rows.append([*_row(dice, str(n), label, 2), Put(f"Sở số {n} chủ trì phối hợp", 5)])
    made.table(_flat(("TT", "Chỉ tiêu", "ĐVT", "Năm 2024", "Năm 2025", "Cơ quan theo dõi, đánh giá")), rows)
    return made


def _tall_cells() -> Drawing:
    dice = random.Random(8)
    made = Drawing((10, 32, 60, 20, 25, 25))
    rows: list[list[Put]] = []
    for number, place in enumerate(PLACES, start=1):
        for part in range(3):
            values = [Put(dice.choice(UNITS), 3), Put(amount(dice), 4), Put(amount(dice), 5)]
            first = [Put(str(number), 0, high=3), Put(f"Huyện {place}", 1, high=3)] if part == 0 else []
            rows.append([*first, Put(_thing(dice, part + 1), 2), *values])
    made.table(_flat(("TT", "Huyện", "Chỉ tiêu", "ĐVT", "Giao 2025", "Phấn đấu")), rows)
    return made


def _two_tables() -> Drawing:
    dice = random.Random(10)
    made = Drawing((12, 70, 22, 32, 32), Style(boxes=True))
    for number in (1, 2):
        made.text(f"Phụ lục {number}. Giao chỉ tiêu cho các xã")
        rows = [
            [Put(str(n), 0), Put(f"Xã {place} {number}", 1), *(Put(amount(dice), 2 + c) for c in range(3))]
            for n, place in enumerate(PLACES, start=1)
        ]
        rows.append([Put("Tổng cộng", 0, 2), *(Put(amount(dice), 2 + c) for c in range(3))])
        made.table(_flat(("Số TT", "Xã, phường", "Số hộ", "Hộ nghèo đầu năm", "Hộ nghèo cuối năm")), rows)
        made.text("")
    return made


RULED: dict[str, Callable[[], Drawing]] = {
    "plain, heading repeated": lambda: _plain(Style(), 60, 1),
    "plain, heading once": lambda: _plain(Style(repeat=False), 60, 2),
    "heading of two rows": lambda: _two_levels(Style()),
    "heading of three rows, landscape": _three_levels,
    "groups in rows of one cell": _groups,
    "ten years, landscape": _years,
    "long labels, rows broken over pages": _long_labels,
    "labels over several rows": _tall_cells,
    "open at the sides, thick lines": lambda: _plain(Style(open_sides=True, thick=True), 40, 9),
    "lines of thin boxes, two tables": _two_tables,
}


def _two_lines() -> Drawing:
    dice = random.Random(24)
    made = Drawing((12, 62, 22, 30, 30), Style(10, ruled=False, numbers="R"))
    rows = [_row(dice, str(n), f"{_thing(dice, n)} trên địa bàn các huyện miền núi", 2) for n in range(1, 31)]
    made.table(_flat(("TT", "Chỉ tiêu", "ĐVT", "Năm 2024", "Năm 2025")), rows)
    return made


def _places() -> Drawing:
    dice = random.Random(25)
    made = Drawing((70, 25, 25, 25, 25), Style(ruled=False, numbers="R"))
    rows = [[Put(f"Xã {place}", 0), *(Put(amount(dice) or "-", 1 + c) for c in range(4))] for place in PLACES * 3]
    made.table(_flat(("Xã", "Số hộ", "Hộ nghèo", "Cận nghèo", "Thoát nghèo")), rows)
    return made


UNRULED: dict[str, Callable[[], Drawing]] = {
    "plain, heading repeated": lambda: _plain(Style(ruled=False, numbers="R"), 60, 21),
    "plain, heading once": lambda: _plain(Style(ruled=False, repeat=False), 60, 22),
    "heading of two rows": lambda: _two_levels(Style(ruled=False, numbers="R"), seed=23),
    "labels on two lines": _two_lines,
    "places": _places,
}
