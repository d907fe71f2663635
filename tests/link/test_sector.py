from __future__ import annotations

import pytest

from extractor.lexicon.sectors import SECTORS
from extractor.link.sector import document_sector, sector_of


def test_every_word_of_a_sector_has_an_example_that_is_told_by_it() -> None:
    for sector in SECTORS:
        said = " ".join(sector.examples).lower()
        for word in (*sector.strong, *sector.weak):
            assert word in said, (sector.name, word)
        for example in sector.examples:
            assert sector_of(example) == sector.name, example


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("85% số xã đạt chuẩn nông thôn mới", "nông thôn mới"),
        ("tỷ lệ hộ nghèo giảm còn 2,1%", "giảm nghèo"),
        ("28 giường bệnh trên một vạn dân", "y tế"),
        ("75% trường mầm non đạt chuẩn quốc gia", "giáo dục"),
        ("kéo giảm 10% số vụ phạm tội", "an ninh trật tự"),
        ("thu ngân sách trên địa bàn đạt 9.000 tỷ đồng", "tài chính - ngân sách"),
        ("GRDP tăng 9%", "kinh tế"),
        ("diện tích lúa chất lượng cao 20.000 ha", "nông nghiệp"),
        ("90% rác thải sinh hoạt được phân loại", "môi trường"),
        ("100% hồ sơ qua dịch vụ công trực tuyến", "chuyển đổi số"),
        ("cứng hóa 120 km đường thôn", "giao thông"),
        ("tạo việc làm mới cho 15.000 người", "lao động - việc làm"),
        ("đón 4 triệu lượt khách", "du lịch"),
        ("tỷ lệ đô thị hóa đạt 42%", "xây dựng - đô thị"),
        ("98% hộ dân sử dụng điện lưới quốc gia", "năng lượng"),
        ("hoàn thành chỉ tiêu tuyển quân", "quốc phòng"),
        ("chỉ số PAR Index vào nhóm 15", "cải cách hành chính"),
        ("di dời 300 hộ khỏi vùng sạt lở", "phòng chống thiên tai"),
        ("85% gia đình văn hóa", "văn hóa"),
        ("có 12 đơn vị", None),
        ("tăng 5% so với năm trước", None),
    ],
)
def test_the_sector_of_a_record(text: str, name: str | None) -> None:
    assert sector_of(text) == name


def test_a_longer_word_hides_a_shorter_one_in_it() -> None:
    assert sector_of("kế hoạch phát triển nông thôn mới") == "nông thôn mới"
    assert sector_of("giáo dục nghề nghiệp") == "lao động - việc làm"


def test_the_headline_decides_for_a_document() -> None:
    text = "Ngân sách bố trí 20 tỷ đồng. Sở Tài chính cân đối ngân sách, giải ngân kịp thời. " * 5
    assert document_sector("Kế hoạch tiêm chủng năm 2025", text) == "y tế"
    assert document_sector(None, text) == "tài chính - ngân sách"
    assert document_sector(None, "Trời hôm nay đẹp.") is None
