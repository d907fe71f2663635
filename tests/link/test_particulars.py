from __future__ import annotations

import time
from datetime import date

import pytest

from extractor.core.document import Block, RawDocument
from extractor.core.particulars import Particulars
from extractor.link.particulars import particulars


def read(text: str, blocks: tuple[Block, ...] = (), media: str = "text/plain", **meta: str) -> Particulars:
    raw = RawDocument("a.txt", "0" * 64, media, text, meta=meta)
    found = particulars(raw, blocks)
    for start, end in found.spans.values():
        assert 0 <= start < end <= len(text)
    return found


TWO_COLUMNS = """\
     ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      TỈNH YÊN BÁI                  Độc lập - Tự do - Hạnh phúc
    Số: 45/KH-UBND              Yên Bái, ngày 07 tháng 3 năm 2023

                         KẾ HOẠCH
     Phát triển vùng nguyên liệu quế trên địa bàn tỉnh
              giai đoạn 2023 - 2025, tầm nhìn đến năm 2030

     Căn cứ Nghị quyết số 12/NQ-HĐND ngày 09/12/2022 của Hội đồng nhân dân tỉnh;
I. MỤC TIÊU
Đến năm 2025 trồng mới 2.000 ha quế.
     Nơi nhận:                  TM. ỦY BAN NHÂN DÂN
     - Lưu: VT.                     KT. CHỦ TỊCH
                                    PHÓ CHỦ TỊCH
                                  Nguyễn Văn Khải
"""

MARKDOWN = """\
|
**ỦY BAN NHÂN
DÂN**
THÀNH PHỐ HẢI PHÒNG
-------
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
|
|
Số: 9/QĐ-UBND
|
*Hải Phòng, ngày
02 tháng 1 năm 2024*
|

**QUYẾT ĐỊNH**

VỀ GIAO CHỈ TIÊU TRỒNG CÂY XANH
NĂM 2024

**ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG**

*Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;*
"""


def test_a_letterhead_in_two_columns() -> None:
    found = read(TWO_COLUMNS)
    assert found.number == "45/KH-UBND"
    assert found.doc_type == "kế hoạch"
    assert found.issuing_body == "Ủy ban nhân dân tỉnh Yên Bái"
    assert found.province == "Yên Bái"
    assert (found.place, found.issued) == ("Yên Bái", date(2023, 3, 7))
    assert found.subject is not None
    assert found.subject.startswith("Phát triển vùng nguyên liệu quế")
    assert found.period is not None
    assert (found.period.start, found.period.end) == (date(2023, 1, 1), date(2025, 12, 31))
    assert found.signer == "Nguyễn Văn Khải"
    assert [(r.number, r.date, r.body) for r in found.references] == [
        ("12/NQ-HĐND", date(2022, 12, 9), "Hội đồng nhân dân tỉnh")
    ]
    assert TWO_COLUMNS[slice(*found.spans["number"])] == "45/KH-UBND"
    assert TWO_COLUMNS[slice(*found.spans["signer"])] == "Nguyễn Văn Khải"
    assert TWO_COLUMNS[slice(*found.spans["period"])] == "giai đoạn 2023 - 2025"


def test_a_letterhead_between_marks_of_markdown() -> None:
    found = read(MARKDOWN)
    assert found.number == "9/QĐ-UBND"
    assert found.doc_type == "quyết định"
    assert found.issuing_body == "Ủy ban nhân dân thành phố Hải Phòng"
    assert (found.place, found.issued) == ("Hải Phòng", date(2024, 1, 2))
    assert found.subject == "VỀ GIAO CHỈ TIÊU TRỒNG CÂY XANH NĂM 2024"
    assert found.period is not None
    assert found.period.end == date(2024, 12, 31)
    assert found.references == ()


def test_columns_that_a_pdf_has_run_together() -> None:
    found = read(
        "SỞ Y TẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "CHI CỤC DÂN SỐ Độc lập - Tự do - Hạnh phúc\n"
        "Số: 77/CCDS-TT Hậu Giang, ngày 3 tháng 8 năm 2021\n"
        "V/v báo cáo kết quả sàng lọc\n6 tháng đầu năm 2021\n"
        "Kính gửi: Ủy ban nhân dân các huyện\n"
    )
    assert found.number == "77/CCDS-TT"
    assert found.doc_type == "công văn"
    assert found.issuing_body == "Chi cục Dân số"
    assert (found.place, found.province) == ("Hậu Giang", "Hậu Giang")
    assert found.subject == "báo cáo kết quả sàng lọc 6 tháng đầu năm 2021"
    assert found.period is not None
    assert (found.period.start, found.period.end) == (date(2021, 1, 1), date(2021, 6, 30))


def test_a_department_under_its_committee() -> None:
    found = read(
        "UBND TỈNH SƠN LA\nSỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 5/BC-SNV\nSơn La, ngày 20/10/2022\nBÁO CÁO\nCông tác cải cách hành chính quý III năm 2022\n"
        "1. Kết quả\nGIÁM ĐỐC\n(Đã ký)\nLò Thị Mai\n"
    )
    assert found.issuing_body == "Sở Nội vụ tỉnh Sơn La"
    assert found.issued == date(2022, 10, 20)
    assert found.doc_type == "báo cáo"
    assert found.signer == "Lò Thị Mai"
    assert found.period is not None
    assert (found.period.start, found.period.end) == (date(2022, 7, 1), date(2022, 9, 30))


def test_a_document_of_the_party() -> None:
    found = read(
        "TỈNH ỦY QUẢNG BÌNH\n*\nSố 18-CTr/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nĐồng Hới, ngày 12 tháng 4 năm 2024\n"
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\nvề phát triển kinh tế biển đến năm 2030\n-----\nI- Mục tiêu\n"
        "T/M TỈNH ỦY\nBÍ THƯ\nTrần Hải Vân\n"
    )
    assert found.number == "18-CTr/TU"
    assert found.doc_type == "chương trình hành động"
    assert found.issuing_body == "Tỉnh ủy Quảng Bình"
    assert found.place == "Đồng Hới"
    assert found.period is not None
    assert (found.period.start, found.period.end) == (None, date(2030, 12, 31))
    assert found.signer == "Trần Hải Vân"


@pytest.mark.parametrize("number", ["Số:       /KH-UBND", "Số: ……/KH-UBND", "Số:...../KH-UBND"])
@pytest.mark.parametrize("day", ["Lai Châu, ngày     tháng 6 năm 2021", "Lai Châu, ngày … tháng … năm 2021"])
def test_what_is_left_blank_is_not_made_up(number: str, day: str) -> None:
    found = read(
        f"ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"{number}\n{day}\n\nKẾ HOẠCH\nTrồng rừng năm 2021\n\nThực hiện Chỉ thị số 3/CT-TTg ngày 04/03/2020\n"
    )
    assert (found.number, found.issued) == (None, None)
    assert found.doc_type == "kế hoạch"
    assert (found.place, found.province) == ("Lai Châu", "Lai Châu")
    assert len(found.notes) == 2
    assert "/KH-UBND" in found.notes[0]


def test_a_headline_of_a_portal() -> None:
    found = read(
        "# Kế hoạch 214/KH-UBND năm 2022 phòng, chống sạt lở do tỉnh An Giang ban hành\n\nNội dung kế hoạch như sau.\n"
    )
    assert found.number == "214/KH-UBND"
    assert found.doc_type == "kế hoạch"
    assert found.subject == "phòng, chống sạt lở"
    assert found.province == "An Giang"
    assert found.issued is None


def test_an_old_headline_over_several_lines() -> None:
    found = read(
        "CHỈ THỊ\nCỦA ỦY BAN NHÂN DÂN TỈNH GIA LAI SỐ 11/2009/CT-UBND\nNGÀY 05 THÁNG 6 NĂM 2009\n"
        "VỀ PHÒNG CHÁY RỪNG\nTrong những năm qua, cháy rừng còn xảy ra.\n"
    )
    assert found.number == "11/2009/CT-UBND"
    assert found.issuing_body == "Ủy ban nhân dân tỉnh Gia Lai"
    assert found.issued == date(2009, 6, 5)
    assert found.subject == "VỀ PHÒNG CHÁY RỪNG"


def test_an_annex_that_stands_alone() -> None:
    found = read(
        "PHỤ LỤC II\nCHỈ TIÊU TRỒNG RỪNG NĂM 2025\n"
        "(Kèm theo Quyết định số 31/QĐ-UBND ngày 15 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh Hòa Bình)\n1. Huyện A\n"
    )
    assert found.doc_type == "phụ lục"
    assert found.number is None
    assert found.issued == date(2025, 1, 15)
    assert found.issuing_body == "Ủy ban nhân dân tỉnh Hòa Bình"
    assert found.subject == "CHỈ TIÊU TRỒNG RỪNG NĂM 2025"
    assert [r.number for r in found.references] == ["31/QĐ-UBND"]
    assert found.notes


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thứ Năm, 10/12/2020 - 14:30", date(2020, 12, 10)),
        ("10/12/2020 | 08:15", date(2020, 12, 10)),
        ("Cập nhật: 08:15 ngày 5/2/2021", date(2021, 2, 5)),
        ("Chủ nhật, ngày 02/04/2023 07:30 (GMT+7)", date(2023, 4, 2)),
        ("18.9.2024", date(2024, 9, 18)),
        ("Đăng ngày: 31-08-2022", date(2022, 8, 31)),
        ("ngày 10 tháng 12 năm 2020", date(2020, 12, 10)),
        ("31/02/2021", None),
        ("Ngày 10/12/2020, tỉnh đã họp bàn về kế hoạch.", None),
    ],
)
def test_the_day_an_article_was_published(line: str, day: date | None) -> None:
    found = read(
        f"Vĩnh Phúc trồng thêm 5.000 cây xanh\n\n{line}\n\nTỉnh vừa phát động phong trào trồng cây.\n\nAn Nhiên\n"
    )
    assert found.published == day
    assert found.issued is None
    assert found.day == day


def test_an_article() -> None:
    text = (
        "Vĩnh Phúc trồng thêm 5.000 cây xanh\n\n"
        "UBND tỉnh vừa ban hành Kế hoạch số 88/KH-UBND về trồng cây phân tán giai đoạn 2024-2026.\n\n"
        "Theo đó, mỗi xã trồng 40 cây.\n\nẢnh: Hoài Nam\n\nMinh Khuê\n\nTin liên quan\n\n"
        "Bắc Ninh trồng 3.000 cây theo Quyết định số 7/QĐ-UBND\n\nThu Hà\n"
    )
    found = read(text)
    assert found.doc_type == "tin bài"
    assert found.title == "Vĩnh Phúc trồng thêm 5.000 cây xanh"
    assert found.province == "Vĩnh Phúc"
    assert found.author == "Minh Khuê"
    assert found.sector == "môi trường"
    assert found.number is None
    assert found.references[0].number == "88/KH-UBND"
    assert found.period is not None
    assert (found.period.start, found.period.end) == (date(2024, 1, 1), date(2026, 12, 31))
    assert text[slice(*found.spans["author"])] == "Minh Khuê"


def test_an_article_that_says_nothing_of_itself_has_nothing() -> None:
    found = read("Ruộng bậc thang mùa nước đổ đẹp như tranh vẽ trong mắt khách phương xa.\nCảnh sắc yên bình.\n")
    assert found.to_json() == Particulars(doc_type="tin bài").to_json()


def test_the_title_block_gives_the_headline_without_its_marks() -> None:
    text = "menu\n\n# **Hà Giang mở 12 lớp xóa mù chữ**\n\nTin từ ngành giáo dục cho biết lớp học đã khai giảng.\n"
    start = text.index("# **")
    found = read(text, (Block("title", start, text.index("\n", start)),))
    assert found.title == "Hà Giang mở 12 lớp xóa mù chữ"
    assert text[slice(*found.spans["title"])] == found.title


def test_a_dateline_names_the_publisher() -> None:
    found = read("(sonla.gov.vn) - Sáng 3/4, tỉnh tổng kết phong trào thi đua.\nCó 12 tập thể được khen.\nT.Hà\n")
    assert (found.publisher, found.author, found.title) == ("sonla.gov.vn", "T.Hà", None)


def test_a_page_that_states_its_day_is_believed_with_a_note() -> None:
    text = "Trà Vinh nuôi thêm tôm\n\nDiện tích nuôi tôm tăng trong năm nay, theo ngành nông nghiệp.\n"
    found = read(text, media="text/html", date="2023-05-06T07:00:00", author="Lê Vy")
    assert (found.published, found.author) == (date(2023, 5, 6), "Lê Vy")
    assert found.notes
    assert read(text, media="application/pdf", date="2023-05-06").published is None


def test_the_year_that_is_planned_for_comes_before_the_one_looked_back_on() -> None:
    found = read(
        "UBND XÃ TÂN AN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 2/BC-UBND\n"
        "Tân An, ngày 5 tháng 12 năm 2024\nBÁO CÁO\nKết quả năm 2024 và phương hướng, nhiệm vụ năm 2025\n\nPhần I\n"
    )
    assert found.period is not None
    assert found.period.start == date(2025, 1, 1)
    assert found.issuing_body == "UBND xã Tân An"


@pytest.mark.parametrize(
    "text",
    ["Số: " + "1" * 1_000_000, "ngày " * 200_000, "CỘNG HÒA " * 110_000, "* | # _ " * 125_000, "Số: /A-" * 150_000],
)
def test_a_megabyte_on_one_line_is_read_in_seconds(text: str) -> None:
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 6


def test_a_subject_that_begins_and_goes_on_like_a_body() -> None:
    found = read(
        "UBND TỈNH CAO BẰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 61/KH-UBND\n"
        "Cao Bằng, ngày 9 tháng 2 năm 2022\nKẾ HOẠCH\nThực hiện Chương trình trồng rừng\n"
        "trong vùng đệm giai đoạn 2022-2026\nThực hiện Quyết định số 4/QĐ-TTg, tỉnh ban hành kế hoạch như sau:\n"
    )
    assert found.subject == "Thực hiện Chương trình trồng rừng trong vùng đệm giai đoạn 2022-2026"
    assert found.period is not None
    assert found.period.end == date(2026, 12, 31)
