from __future__ import annotations

import time

import pytest

from extractor.lexicon.bodies import BODIES, DEPARTMENTS, GROUPS
from extractor.link.bodies import bodies_of, find_bodies, heading_body


def test_every_body_of_the_lexicon_is_found_in_its_example() -> None:
    for entry in (*BODIES, *DEPARTMENTS):
        found = [named.name for named in find_bodies(f"giao {entry.example} chủ trì")]
        assert found == [entry.example]
    for group, example in GROUPS.items():
        assert any(group in named.name for named in find_bodies(example)), group


@pytest.mark.parametrize(
    ("sentence", "lead", "cooperating"),
    [
        (
            "Công an tỉnh chủ trì, phối hợp với Sở Tài chính, UBND các huyện, thị xã, thành phố nhân rộng mô hình.",
            "Công an tỉnh",
            ("Sở Tài chính", "UBND các huyện, thị xã, thành phố"),
        ),
        ("Giao Sở Y tế tham mưu kế hoạch tiêm chủng.", "Sở Y tế", ()),
        ("UBND tỉnh giao Sở Công Thương thẩm định 3 cụm công nghiệp.", "Sở Công Thương", ()),
        (
            "Cơ quan chủ trì: Sở Nội vụ. Cơ quan phối hợp: các sở, ban, ngành cấp tỉnh và UBND các xã, phường.",
            "Sở Nội vụ",
            ("các sở, ban, ngành cấp tỉnh", "UBND các xã, phường"),
        ),
        ("Đơn vị thực hiện: Sở NN&MT; đơn vị phối hợp: Sở KH&CN.", "Sở NN&MT", ("Sở KH&CN",)),
        (
            "Sở Xây dựng có trách nhiệm phối hợp với các Sở: Tài chính, Nội vụ, Tư pháp rà soát.",
            "Sở Xây dựng",
            ("Sở Tài chính", "Sở Nội vụ", "Sở Tư pháp"),
        ),
        (
            "2. Ban Quản lý các khu công nghiệp là cơ quan đầu mối, chủ trì, phối hợp các đơn vị liên quan đo kiểm.",
            "Ban Quản lý các khu công nghiệp",
            ("các đơn vị liên quan",),
        ),
        ("Năm 2025, Sở Du lịch phối hợp với Hiệp hội Du lịch mở 4 tour.", "Sở Du lịch", ("Hiệp hội Du lịch",)),
        ("Hội Liên hiệp Phụ nữ tỉnh tổ chức 20 buổi truyền thông.", "Hội Liên hiệp Phụ nữ tỉnh", ()),
        ("Đến năm 2030, 90% hộ dân dùng nước sạch.", None, ()),
        ("Theo Sở Y tế, toàn tỉnh có 30 trạm.", None, ()),
    ],
)
def test_who_leads_and_who_helps(sentence: str, lead: str | None, cooperating: tuple[str, ...]) -> None:
    assert bodies_of(sentence) == (lead, cooperating)


def test_the_heading_leads_where_the_sentence_names_nobody() -> None:
    section = ("III. TỔ CHỨC THỰC HIỆN", "2. Sở Giáo dục và Đào tạo")
    assert bodies_of("- Mở 12 lớp xóa mù chữ.", section) == ("Sở Giáo dục và Đào tạo", ())
    assert bodies_of("- Chủ trì, phối hợp với Công an tỉnh kiểm tra.", section) == (
        "Sở Giáo dục và Đào tạo",
        ("Công an tỉnh",),
    )
    assert bodies_of("Công an xã chủ trì tuần tra.", section)[0] == "Công an xã"


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("2. Sở Tài chính", "Sở Tài chính"),
        ("b) UBND các xã, phường:", "UBND các xã, phường"),
        ("**3. Công an tỉnh**", "Công an tỉnh"),
        ("IV. Sở Y tế", "Sở Y tế"),
        ("4.2. Đề nghị Ủy ban MTTQ Việt Nam tỉnh", "Ủy ban MTTQ Việt Nam tỉnh"),
        ("1. Mục tiêu chung", None),
        ("2. Sở Tài chính bố trí 5 tỷ đồng", None),
    ],
)
def test_a_heading_that_is_a_body(heading: str, body: str | None) -> None:
    assert heading_body(heading) == body


def test_a_megabyte_is_read_in_seconds() -> None:
    began = time.process_time()
    for piece in ("Công an tỉnh chủ trì, phối hợp với Sở Tài chính, ", "Ban a ", "các ", "phối hợp với "):
        bodies_of(piece * (1_000_000 // len(piece)))
    assert time.process_time() - began < 5
