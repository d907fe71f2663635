"""Kinds of official documents: their names, the codes that stand for them in a số hiệu, and one example each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class DocType:
    """A kind of document: its name, other names, the codes of it in a number, an example that cites one."""

    name: str
    codes: tuple[str, ...]
    example: str
    others: tuple[str, ...] = ()


DOC_TYPES: Final[tuple[DocType, ...]] = (
    DocType("kế hoạch liên tịch", ("KHLT",), "Kế hoạch liên tịch số 12/KHLT-SYT-CA"),
    DocType("kế hoạch hành động", (), "Kế hoạch hành động số 28-KH/TU"),
    DocType("kế hoạch", ("KH",), "Kế hoạch số 383/KH-UBND"),
    DocType("quyết định", ("QĐ",), "Quyết định số 318/QĐ-TTg"),
    DocType("nghị quyết liên tịch", ("NQLT",), "Nghị quyết liên tịch số 03/NQLT-HND"),
    DocType("nghị quyết", ("NQ", "NQ-CP"), "Nghị quyết số 57-NQ/TW"),
    DocType("báo cáo", ("BC",), "Báo cáo số 170/BC-SCT"),
    DocType("thông báo", ("TB",), "Thông báo số 12/TB-VP"),
    DocType("thông cáo", ("TC",), "Thông cáo số 01/TC-BCĐ"),
    DocType("chỉ thị", ("CT",), "Chỉ thị số 21/CT-TTg"),
    DocType("tờ trình", ("TTr",), "Tờ trình số 88/TTr-UBND"),
    DocType("chương trình hành động", ("CTHĐ", "CTrHĐ"), "Chương trình hành động số 10-CTr/TU"),
    DocType("chương trình", ("CTr", "CTR", "CTPH"), "Chương trình số 05-CTr/HU"),
    DocType("kết luận", ("KL",), "Kết luận số 132-KL/TW"),
    DocType("hướng dẫn", ("HD",), "Hướng dẫn số 05/HD-SNV"),
    DocType("công điện", ("CĐ",), "Công điện số 03/CĐ-UBND"),
    DocType("công văn", ("CV",), "Công văn số 1234/UBND-KT"),
    DocType("thông tư liên tịch", ("TTLT",), "Thông tư liên tịch số 07/2015/TTLT-BYT-BTC"),
    DocType("thông tư", ("TT",), "Thông tư số 24/2018/TT-BNNPTNT"),
    DocType("nghị định", ("NĐ",), "Nghị định số 66/2021/NĐ-CP"),
    DocType("pháp lệnh", ("PL", "UBTVQH"), "Pháp lệnh số 02/2021/UBTVQH15"),
    DocType("luật", ("QH",), "Luật số 15/2017/QH14"),
    DocType("quy định", ("QyĐ", "QĐi", "QyD"), "Quy định số 41-QyĐ/TU"),
    DocType("quy chế", ("QC",), "Quy chế số 02/QC-BCĐ"),
    DocType("đề án", ("ĐA",), "Đề án số 04-ĐA/TU"),
    DocType("phương án", ("PA",), "Phương án số 15/PA-UBND"),
    DocType("dự án", ("DA",), "Dự án số 02/DA-UBND"),
    DocType("biên bản", ("BB",), "Biên bản số 07/BB-HĐND"),
    DocType("giấy mời", ("GM",), "Giấy mời số 31/GM-UBND"),
    DocType("lời kêu gọi", ("LKG",), "Lời kêu gọi số 01/LKG-UBMTTQ"),
)
"""A longer name before a shorter one that begins it."""

NEWS: Final = "tin bài"
"""What an article of the press is called among the kinds of documents."""

ANNEX: Final = "phụ lục"
"""A part of a document that stands alone in its file."""

MOTTO: Final[tuple[str, ...]] = (
    "cộng hòa xã hội chủ nghĩa việt nam",
    "độc lập - tự do - hạnh phúc",
    "đảng cộng sản việt nam",
)
"""What stands beside the issuing body in a letterhead and is no part of its name."""

SUBJECT_ENDS: Final[tuple[str, ...]] = (
    "căn cứ", "thực hiện", "triển khai thực hiện", "kính gửi", "kính trình", "thi hành", "theo đề nghị", "xét đề nghị",
    "ngày", "điều 1", "i.", "phần", "chương", "để", "nhằm", "trên cơ sở", "quyết định:", "quyết nghị:", "lời nói đầu",
    "(ban hành kèm theo", "(kèm theo", "thời gian qua", "trong", "từ ngày", "sau khi", "1.", "1)", "a)", "thông báo:",
)  # fmt: skip
"""How the body of a document begins, after its trích yếu."""

SUBJECT_STARTS: Final[tuple[str, ...]] = ("thực hiện", "triển khai", "thi hành", "trong", "để", "thông báo")
"""Words of SUBJECT_ENDS with which a trích yếu may begin as well ("KẾ HOẠCH / Thực hiện Nghị quyết số …")."""

POSITIONS: Final[tuple[str, ...]] = (
    "chủ tịch", "phó chủ tịch", "phó chủ tịch thường trực", "giám đốc", "phó giám đốc", "bộ trưởng", "thứ trưởng",
    "thủ tướng", "phó thủ tướng", "chánh văn phòng", "phó chánh văn phòng", "bộ trưởng, chủ nhiệm", "chủ nhiệm",
    "phó chủ nhiệm", "bí thư", "phó bí thư", "phó bí thư thường trực", "trưởng ban", "phó trưởng ban", "cục trưởng",
    "phó cục trưởng", "chi cục trưởng", "phó chi cục trưởng", "tổng cục trưởng", "viện trưởng", "hiệu trưởng",
    "trưởng phòng", "phó trưởng phòng", "chủ tịch quốc hội", "tổng giám đốc", "phó tổng giám đốc", "ủy viên",
    "trưởng đoàn", "chánh thanh tra", "tư lệnh", "chỉ huy trưởng",
)  # fmt: skip
"""Offices under which a signer's name stands."""
