"""Words that a public body's name begins with, how they are shortened, and where such a name ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body: how its name begins, how it is shortened, one example."""

    name: str
    others: tuple[str, ...]
    example: str


BODIES: Final[tuple[Body, ...]] = (
    Body("Ủy ban nhân dân", ("UBND", "Uỷ ban nhân dân", "Ủy ban Nhân dân"), "UBND tỉnh Lào Cai"),
    Body("Hội đồng nhân dân", ("HĐND", "Hội đồng Nhân dân"), "HĐND tỉnh Nghệ An"),
    Body(
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
        ("Ủy ban Mặt trận Tổ quốc", "Ủy ban MTTQ Việt Nam", "Ủy ban MTTQ", "UBMTTQ", "Mặt trận Tổ quốc", "MTTQ"),
        "Ủy ban MTTQ Việt Nam tỉnh",
    ),
    Body("Ủy ban", ("Uỷ ban",), "Ủy ban Dân tộc"),
    Body("Thủ tướng Chính phủ", ("Thủ tướng",), "Thủ tướng Chính phủ"),
    Body("Văn phòng Chính phủ", ("VPCP",), "Văn phòng Chính phủ"),
    Body("Chính phủ", (), "Chính phủ"),
    Body("Quốc hội", (), "Quốc hội"),
    Body("Ủy ban Thường vụ Quốc hội", ("UBTVQH",), "Ủy ban Thường vụ Quốc hội"),
    Body("Bộ Chính trị", (), "Bộ Chính trị"),
    Body("Ban Bí thư", (), "Ban Bí thư"),
    Body("Ban Chấp hành Trung ương", ("Trung ương Đảng",), "Ban Chấp hành Trung ương"),
    Body("Ban Thường vụ", (), "Ban Thường vụ Tỉnh ủy"),
    Body("Ban Chấp hành", (), "Ban Chấp hành Đảng bộ tỉnh"),
    Body("Tỉnh ủy", ("Tỉnh uỷ",), "Tỉnh ủy Thanh Hóa"),
    Body("Thành ủy", ("Thành uỷ",), "Thành ủy Hà Nội"),
    Body("Huyện ủy", ("Huyện uỷ",), "Huyện ủy Bảo Thắng"),
    Body("Thị ủy", ("Thị uỷ",), "Thị ủy Sa Pa"),
    Body("Đảng ủy", ("Đảng uỷ",), "Đảng ủy UBND tỉnh"),
    Body("Đảng bộ", (), "Đảng bộ tỉnh Nghệ An"),
    Body("Bộ Chỉ huy Quân sự", ("Bộ CHQS",), "Bộ Chỉ huy Quân sự tỉnh"),
    Body("Bộ đội Biên phòng", ("BĐBP", "Bộ Chỉ huy Bộ đội Biên phòng"), "Bộ đội Biên phòng tỉnh"),
    Body("Bộ Tư lệnh", (), "Bộ Tư lệnh Thành phố"),
    Body("Bộ", (), "Bộ Y tế"),
    Body("Sở", (), "Sở Tài chính"),
    Body("Công an", (), "Công an tỉnh"),
    Body("Viện kiểm sát nhân dân", ("Viện KSND", "VKSND"), "Viện kiểm sát nhân dân tỉnh"),
    Body("Tòa án nhân dân", ("Tòa án", "TAND"), "Tòa án nhân dân tỉnh"),
    Body("Tổng cục", (), "Tổng cục Hải quan"),
    Body("Chi cục", (), "Chi cục Thủy lợi"),
    Body("Cục", (), "Cục Thống kê tỉnh"),
    Body("Thuế", (), "Thuế tỉnh"),
    Body("Hải quan", (), "Hải quan khu vực VI"),
    Body("Kho bạc Nhà nước", ("Kho bạc", "KBNN"), "Kho bạc Nhà nước tỉnh"),
    Body("Ngân hàng", ("NHNN", "NHCSXH"), "Ngân hàng Chính sách xã hội"),
    Body("Bảo hiểm xã hội", ("BHXH",), "Bảo hiểm xã hội tỉnh"),
    Body("Thanh tra", (), "Thanh tra tỉnh"),
    Body("Văn phòng", ("VP",), "Văn phòng Điều phối nông thôn mới tỉnh"),
    Body("Ban Chỉ đạo", ("BCĐ",), "Ban Chỉ đạo chuyển đổi số tỉnh"),
    Body("Ban Quản lý", ("BQL",), "Ban Quản lý Khu kinh tế"),
    Body("Ban Dân tộc", (), "Ban Dân tộc tỉnh"),
    Body("Ban", (), "Ban Tuyên giáo Tỉnh ủy"),
    Body("Liên đoàn Lao động", ("LĐLĐ",), "Liên đoàn Lao động tỉnh"),
    Body("Liên minh", (), "Liên minh Hợp tác xã tỉnh"),
    Body("Hiệp hội", (), "Hiệp hội Doanh nghiệp tỉnh"),
    Body("Hội", (), "Hội Liên hiệp Phụ nữ tỉnh"),
    Body("Tỉnh đoàn", ("Tỉnh Đoàn", "Đoàn Thanh niên"), "Tỉnh đoàn"),
    Body("Đài", (), "Đài Phát thanh và Truyền hình tỉnh"),
    Body("Báo", (), "Báo Lào Cai"),
    Body("Trung tâm", (), "Trung tâm Xúc tiến đầu tư"),
    Body("Phòng", (), "Phòng Văn hóa - Xã hội"),
    Body("Tổ công tác", (), "Tổ công tác"),
    Body("Bệnh viện", (), "Bệnh viện Đa khoa tỉnh"),
    Body("Trường", (), "Trường Chính trị tỉnh"),
    Body("Viện", (), "Viện Nghiên cứu phát triển"),
    Body("Quỹ", (), "Quỹ Bảo vệ môi trường"),
    Body("Tập đoàn", (), "Tập đoàn Điện lực Việt Nam"),
    Body("Tổng công ty", (), "Tổng công ty Điện lực miền Bắc"),
    Body("Công ty", (), "Công ty Điện lực Lào Cai"),
    Body("Viễn thông", ("VNPT",), "Viễn thông tỉnh"),
    Body("Điện lực", (), "Điện lực tỉnh"),
)
"""Kinds of bodies; a longer name is tried before a shorter one that begins it."""

GROUPS: Final[dict[str, str]] = {
    "các sở, ban, ngành": "giao các sở, ban, ngành cấp tỉnh",
    "các sở, ngành": "phối hợp với các sở, ngành liên quan",
    "sở, ban, ngành": "các cơ quan: sở, ban, ngành cấp tỉnh",
    "các sở": "các sở có liên quan",
    "các bộ, ngành": "phối hợp với các bộ, ngành",
    "các cơ quan": "phối hợp với các cơ quan liên quan",
    "các đơn vị": "phối hợp với các đơn vị liên quan",
    "các địa phương": "phối hợp với các địa phương",
    "các huyện": "UBND các huyện",
    "các tổ chức chính trị - xã hội": "các tổ chức chính trị - xã hội",
    "các đoàn thể": "phối hợp với các đoàn thể",
    "chính quyền địa phương": "phối hợp với chính quyền địa phương",
}
"""Groups of bodies that a text names together, each with an example."""


@dataclass(frozen=True, slots=True)
class Department:
    """A field that a ministry or a department is named after ("Bộ …", "Sở …"), how it is shortened, one example."""

    name: str
    others: tuple[str, ...]
    example: str


DEPARTMENTS: Final[tuple[Department, ...]] = (
    Department("Nông nghiệp và Môi trường", ("NN&MT", "NNMT", "NN và MT"), "Sở Nông nghiệp và Môi trường"),
    Department(
        "Nông nghiệp và Phát triển nông thôn",
        ("NN&PTNT", "NNPTNT", "NN và PTNT", "Nông nghiệp và PTNT", "Nông nghiệp"),
        "Sở NN&PTNT",
    ),
    Department(
        "Tài nguyên và Môi trường",
        ("TN&MT", "TNMT", "TN và MT", "Tài nguyên - Môi trường", "Tài nguyên"),
        "Sở TN&MT",
    ),
    Department("Tài chính", ("TC",), "Sở Tài chính"),
    Department("Kế hoạch và Đầu tư", ("KH&ĐT", "KHĐT", "KH và ĐT", "Kế hoạch - Đầu tư"), "Sở KH&ĐT"),
    Department("Giáo dục và Đào tạo", ("GD&ĐT", "GDĐT", "GD và ĐT", "Giáo dục - Đào tạo"), "Sở GD&ĐT"),
    Department("Y tế", ("YT",), "Sở Y tế"),
    Department("Nội vụ", ("NV",), "Sở Nội vụ"),
    Department("Tư pháp", ("TP",), "Sở Tư pháp"),
    Department("Công Thương", ("CT", "Công thương"), "Sở Công Thương"),
    Department("Xây dựng", ("XD",), "Sở Xây dựng"),
    Department("Giao thông vận tải", ("GTVT", "Giao thông Vận tải", "Giao thông"), "Sở GTVT"),
    Department("Khoa học và Công nghệ", ("KH&CN", "KHCN", "KH và CN"), "Sở KH&CN"),
    Department("Thông tin và Truyền thông", ("TT&TT", "TTTT", "TT và TT"), "Sở TT&TT"),
    Department(
        "Văn hóa, Thể thao và Du lịch",
        ("VHTT&DL", "VHTTDL", "VH,TT&DL", "VH-TT&DL", "VHTT và DL", "Văn hóa - Thể thao và Du lịch"),
        "Sở VHTT&DL",
    ),
    Department("Văn hóa và Thể thao", ("VH&TT", "VHTT", "Văn hóa - Thể thao"), "Sở Văn hóa và Thể thao"),
    Department("Du lịch", (), "Sở Du lịch"),
    Department(
        "Lao động - Thương binh và Xã hội",
        ("LĐTB&XH", "LĐ-TB&XH", "LĐTBXH", "LĐ-TBXH", "Lao động, Thương binh và Xã hội", "Lao động"),
        "Sở LĐTB&XH",
    ),
    Department("Dân tộc và Tôn giáo", ("DT&TG", "DTTG"), "Sở Dân tộc và Tôn giáo"),
    Department("Ngoại vụ", (), "Sở Ngoại vụ"),
    Department("Ngoại giao", (), "Bộ Ngoại giao"),
    Department("Quốc phòng", ("QP",), "Bộ Quốc phòng"),
    Department("Công an", ("CA",), "Bộ Công an"),
    Department("Quy hoạch - Kiến trúc", ("QH-KT", "QHKT"), "Sở Quy hoạch - Kiến trúc"),
    Department("An toàn thực phẩm", ("ATTP",), "Sở An toàn thực phẩm"),
    Department("Khoa học, Công nghệ và Môi trường", (), "Sở Khoa học, Công nghệ và Môi trường"),
)
"""Fields of ministries and departments; a longer form is tried before a shorter one that begins it."""
