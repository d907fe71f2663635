"""Blocks of whole documents: what is text, what is a heading, what introduces what, and what is none of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.core.document import Block, Cell, Hint, RawDocument, Row, Table
from extractor.structure import analyse, letterhead, tables


def document(text: str, **given: object) -> RawDocument:
    return RawDocument("thử.txt", "0" * 64, "text/plain", text, **given)  # type: ignore[arg-type]


def blocks_of(text: str, **given: object) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in analyse(document(text, **given))]


def kinds_of(text: str) -> dict[str, str]:
    """The kind of each block by its first line."""
    return {words.split("\n")[0]: kind for kind, words in blocks_of(text)}


def block_with(text: str, words: str) -> Block:
    return next(block for block in analyse(document(text)) if words in text[block.start : block.end])


PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH BẮC HỒ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND
Bắc Hồ, ngày 09 tháng 3 năm 2021

KẾ HOẠCH
Xây dựng nông thôn mới giai đoạn 2021 - 2025

Ủy ban nhân dân tỉnh ban hành kế hoạch với những nội dung sau.

I. MỤC ĐÍCH
Nâng cao đời sống của người dân ở nông thôn trên địa bàn tỉnh.

II. CHỈ TIÊU
1. Đến năm 2025
a) Toàn tỉnh phấn đấu:
- Có 90 xã đạt chuẩn;
- Không còn xã dưới 10 tiêu chí.
b) Mỗi huyện có ít nhất 02 xã nâng cao.
2. Đến năm 2030
Có 80% số xã đạt chuẩn nâng cao.

III. TỔ CHỨC THỰC HIỆN
Các sở báo cáo trước ngày 15 tháng 12 hằng năm./.

Nơi nhận:
- Thường trực Tỉnh ủy;
- Lưu: VT, 12 bản.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Văn Bình

PHỤ LỤC

Danh mục xã phấn đấu đạt chuẩn
"""


def test_the_parts_of_a_plan() -> None:
    kinds = kinds_of(PLAN)
    assert kinds["Số: 45/KH-UBND"] == "letterhead"
    assert kinds["Bắc Hồ, ngày 09 tháng 3 năm 2021"] == "letterhead"
    assert kinds["KẾ HOẠCH"] == "title"
    assert kinds["Xây dựng nông thôn mới giai đoạn 2021 - 2025"] == "title"
    assert kinds["II. CHỈ TIÊU"] == "heading"
    assert kinds["1. Đến năm 2025"] == "heading"
    assert kinds["- Có 90 xã đạt chuẩn;"] == "item"
    assert kinds["Các sở báo cáo trước ngày 15 tháng 12 hằng năm./."] == "paragraph"
    assert kinds["- Lưu: VT, 12 bản."] == "recipients"
    assert kinds["TM. ỦY BAN NHÂN DÂN"] == "signature"
    assert kinds["Trần Văn Bình"] == "signature"
    assert kinds["PHỤ LỤC"] == "heading"


def test_sections_run_from_the_outermost_heading() -> None:
    assert block_with(PLAN, "Có 90 xã").section == ("II. CHỈ TIÊU", "1. Đến năm 2025")
    assert block_with(PLAN, "Có 80%").section == ("II. CHỈ TIÊU", "2. Đến năm 2030")
    assert block_with(PLAN, "hằng năm").section == ("III. TỔ CHỨC THỰC HIỆN",)
    assert block_with(PLAN, "Danh mục xã").section == ("PHỤ LỤC",)


def test_a_lead_introduces_its_items_and_no_others() -> None:
    blocks = analyse(document(PLAN))
    for words in ("Có 90 xã", "Không còn xã"):
        lead = block_with(PLAN, words).lead
        assert lead is not None
        assert PLAN[blocks[lead].start : blocks[lead].end] == "a) Toàn tỉnh phấn đấu:"
    assert block_with(PLAN, "Mỗi huyện").lead is None
    assert block_with(PLAN, "Mỗi huyện").marker == "b)"


def test_the_blocks_that_particulars_are_read_from() -> None:
    parts = letterhead(analyse(document(PLAN)))
    assert "45/KH-UBND" in "".join(PLAN[block.start : block.end] for block in parts["letterhead"])
    assert PLAN[parts["title"][0].start : parts["title"][0].end] == "KẾ HOẠCH"
    assert PLAN[parts["signature"][-1].start : parts["signature"][-1].end].endswith("Trần Văn Bình")


ARTICLE = """\
Xã Tân Lập về đích nông thôn mới

Sau mười năm, Tân Lập đã có diện mạo khác hẳn, thu nhập của người dân tăng nhanh.

Nhiều con đường mới

Đến nay, xã có 12/12 thôn đi lại thuận lợi quanh năm, hộ nghèo còn 2,1%.

Xã Tân Lập về đích nông thôn mới
Đường vào thôn Năm mới được trải nhựa 3 km.

Người dân đóng góp 1,2 tỷ đồng để làm đường.

[img]
Cánh đồng mẫu lớn rộng 50 ha nhìn từ trên cao

Chợ xã họp 6 phiên mỗi tháng, đông người mua bán.

Một góc trung tâm xã. Ảnh: N.H

Người dân đóng góp 1,2 tỷ đồng để làm đường

Lan Hương

Từ khóa: nông thôn mới, 12 thôn
Chia sẻ

Tin liên quan

Huyện bên cạnh có 15 xã về đích

Chương trình đã huy động 300 tỷ đồng trong ba năm.
"""


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Xã Tân Lập về đích", "title"),
        ("Nhiều con đường mới", "heading"),
        ("12/12 thôn", "paragraph"),
        ("được trải nhựa 3 km", "caption"),
        ("Người dân đóng góp 1,2 tỷ đồng để làm đường.", "paragraph"),
        ("rộng 50 ha", "caption"),
        ("họp 6 phiên", "paragraph"),
        ("Ảnh: N.H", "caption"),
        ("Lan Hương", "note"),
        ("Từ khóa", "menu"),
        ("Chia sẻ", "menu"),
        ("15 xã về đích", "related"),
        ("300 tỷ đồng", "related"),
    ],
)
def test_the_parts_of_an_article(words: str, kind: str) -> None:
    assert block_with(ARTICLE, words).kind == kind


def test_a_pull_quote_is_no_text_where_it_repeats_a_sentence() -> None:
    quotes = [kind for kind, words in blocks_of(ARTICLE) if words.startswith("Người dân đóng góp 1,2 tỷ")]
    assert quotes == ["paragraph", "caption"]


def test_a_plan_may_repeat_itself() -> None:
    text = PLAN.replace("2. Đến năm 2030\n", "2. Đến năm 2030\n- Có 90 xã đạt chuẩn;\n")
    assert [kind for kind, words in blocks_of(text) if words == "- Có 90 xã đạt chuẩn;"] == ["item", "item"]


def test_a_box_of_headlines_ends_where_the_article_goes_on() -> None:
    running = (
        "Người dân xã Tân Lập đã hiến 5 ha đất, góp 300 triệu đồng và hàng nghìn ngày công để làm đường, làm cầu, "
        "xây nhà văn hóa {}."
    )
    text = "\n\n".join(
        ["Xã Tân Lập về đích", running.format("thôn"), "Tin liên quan", "Huyện bên có 15 xã về đích", "Hơn 20 xã nữa"]
        + [running.format(name) for name in ("thôn Một", "thôn Hai", "thôn Ba")]
    )
    assert block_with(text, "15 xã").kind == "related"
    assert block_with(text, "20 xã").kind == "related"
    assert block_with(text, "thôn Một").kind == "paragraph"


WRAPPED = """\
Thực hiện Nghị quyết của Hội đồng nhân dân tỉnh về phát triển kinh tế
- xã hội, Ủy ban nhân dân tỉnh giao các sở, ngành triển khai đồng bộ các
nhiệm vụ theo Quyết định số
552/QĐ-UBND, bảo đảm đúng tiến độ và đúng quy định của pháp luật hiện hành.

a) Phấn đấu có ít nhất 85% số hộ dân ở vùng sâu, vùng xa được dùng
nước sạch theo quy chuẩn;

b) Tỷ lệ lao động qua đào tạo đạt
72,5%.
"""


def test_wrapped_lines_are_put_together() -> None:
    assert [(kind, words[:12]) for kind, words in blocks_of(WRAPPED)] == [
        ("paragraph", "Thực hiện Ng"),
        ("item", "a) Phấn đấu "),
        ("item", "b) Tỷ lệ lao"),
    ]


SENTENCE_A_LINE = """\
Kinh tế huyện Bình Sơn

Năm 2013, thu nhập của người dân trong huyện đạt 21 triệu đồng.
Con số này tăng 12% so với năm trước, cao nhất trong vùng.
Trong đó:
Nông nghiệp tăng 3%
Công nghiệp tăng 15%
Dịch vụ tăng 11%.
Huyện phấn đấu giữ mức tăng này trong hai năm tới đây.
Các xã đều có kế hoạch riêng cho từng năm một.

1.
Những việc cần làm
Huyện giao mỗi xã trồng thêm 50 ha rừng sản xuất.
"""


def test_one_sentence_a_line_joins_to_paragraphs() -> None:
    assert not block_with(SENTENCE_A_LINE, "Năm 2013").joined
    assert block_with(SENTENCE_A_LINE, "Con số này").joined
    assert block_with(SENTENCE_A_LINE, "Các xã").joined
    assert block_with(SENTENCE_A_LINE, "Những việc").kind == "heading"
    assert not block_with(SENTENCE_A_LINE, "Huyện giao").joined


def test_a_list_without_signs_ends_with_its_last_line() -> None:
    kinds = kinds_of(SENTENCE_A_LINE)
    assert [kinds[words] for words in ("Nông nghiệp tăng 3%", "Công nghiệp tăng 15%", "Dịch vụ tăng 11%.")] == [
        "item"
    ] * 3
    assert kinds["Huyện phấn đấu giữ mức tăng này trong hai năm tới đây."] == "paragraph"


PIPES = """\
Bảng 1. Chỉ tiêu

| TT | Chỉ tiêu | Năm 2025 |
| --- | --- | ---: |
| 1 | Xã đạt chuẩn | 90 |
| 2 | Hộ nghèo | 3% |

Hết bảng là một câu bình thường.
"""

BARS = """\
|
**TT**
|
**Nội dung**
|
**Số mẫu**
|
|
**I**
|
**Tôm**
|
|
|
1
|
Xã Vạn
Lộc
|
12
|
|
2
|
|
7
|
"""


def cells_of(text: str) -> list[list[str]]:
    return [[text[cell.start : cell.end] for cell in row.cells] for row in tables(document(text))[0].rows]


def test_a_table_of_pipes() -> None:
    assert cells_of(PIPES) == [["TT", "Chỉ tiêu", "Năm 2025"], ["1", "Xã đạt chuẩn", "90"], ["2", "Hộ nghèo", "3%"]]
    table = tables(document(PIPES))[0]
    assert table.name == "Bảng 1. Chỉ tiêu"
    assert table.rows[0].cells[0].header
    rows = [block for block in analyse(document(PIPES)) if block.kind == "row"]
    assert [(block.table, block.row) for block in rows] == [(0, 0), (0, 1), (0, 2)]
    assert block_with(PIPES, "câu bình thường").kind == "paragraph"


def test_a_table_with_a_cell_a_line_keeps_empty_cells() -> None:
    assert cells_of(BARS) == [
        ["**TT**", "**Nội dung**", "**Số mẫu**"],
        ["**I**", "**Tôm**", ""],
        ["1", "Xã Vạn\nLộc", "12"],
        ["2", "", "7"],
    ]


def test_a_table_of_tabs() -> None:
    text = "Kết quả như sau:\n\nXã\tNăm 2024\tNăm 2025\nTân Lập\t12\t15\nHòa Bình\t8\t9\n"
    assert cells_of(text) == [["Xã", "Năm 2024", "Năm 2025"], ["Tân Lập", "12", "15"], ["Hòa Bình", "8", "9"]]
    assert block_with(text, "Tân Lập").lead == 0


def test_a_frame_around_a_letterhead_is_no_table() -> None:
    text = "|\n**UBND TỈNH A**\n|\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\n|\n|\nSố: 12/QĐ-UBND\n|\n\nĐạt 5%.\n"
    assert tables(document(text)) == ()
    assert {kind for kind, _ in blocks_of(text)} == {"letterhead", "paragraph"}


def test_what_a_reader_knows_goes_first() -> None:
    text = "Chỉ tiêu năm 2025\nXã | 90\nHộ nghèo | 3\nMột góc xã, 12 hộ\n"
    first, second = text.index("Xã |"), text.index("Hộ nghèo")
    rows = tuple(
        Row(start, end, (Cell(start, start + 2, number, 0), Cell(end - 2, end, number, 1)))
        for number, (start, end) in enumerate([(first, second - 1), (second, text.index("\nMột góc"))])
    )
    table = Table("Bảng", first, rows[-1].end, rows)
    caption = Hint("caption", text.index("Một góc"), len(text) - 1)
    heading = Hint("heading", 0, len("Chỉ tiêu năm 2025"), level=2)
    blocks = analyse(document(text, tables=(table,), hints=(caption, heading)))
    assert [(block.kind, block.table, block.row) for block in blocks] == [
        ("heading", None, None),
        ("row", 0, 0),
        ("row", 0, 1),
        ("caption", None, None),
    ]
    assert blocks[1].section == ("Chỉ tiêu năm 2025",)


def test_markdown_headings_and_underlines() -> None:
    text = "Tiêu đề của bài\n===============\n\n## Mục tiêu\n\n**Đến năm 2025**\n\nĐạt 90% số xã trong tỉnh.\n"
    assert kinds_of(text)["## Mục tiêu"] == "heading"
    assert block_with(text, "=====").is_text is False
    assert block_with(text, "Đạt 90%").section == ("Mục tiêu", "Đến năm 2025")


@pytest.mark.parametrize(
    "line",
    [
        "3.324 vụ việc được trợ giúp pháp lý trong năm.",
        "30.4 là hạn cuối để hoàn thành 12 căn nhà cho hộ nghèo.",
        "Điều 5 của quyết định này giao 15 xã thực hiện trước.",
        "TP. Bắc Hồ có 5 phường đạt chuẩn đô thị văn minh.",
        "Theo Sở Y tế, ảnh hưởng của dịch làm 12 xã chậm tiến độ.",
        "Thu ngân sách chỉ đạt 90% dự toán (do chịu ảnh hưởng của dịch Covid-19).",
        "Chia sẻ: năm 2025 tỉnh giao 9 sở làm việc này.",
        "Chủ tịch tỉnh giao 9 sở báo cáo, chia sẻ dữ liệu trong tháng 6.",
    ],
)
def test_running_text_stays_running_text(line: str) -> None:
    text = f"Bài viết về nông thôn\n\nMột câu mở đầu cho có đầu có cuối.\n\n{line}\n\nMột câu kết cho bài này.\n"
    block = block_with(text, line)
    assert (block.kind, block.marker) == ("paragraph", None)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "",
                "|",
                "| a | 5 |",
                "| --- | --- |",
                "1.",
                "a) Đạt 5%;",
                "- Có 9 xã",
                "I. MỤC TIÊU",
                "Nơi nhận:",
                "[img]",
                "KẾ HOẠCH",
                "**Tiêu đề**",
                "**",
                "====",
                "x\ty\tz",
                "Tin liên quan",
                "Ảnh: A",
                "Tổng:",
                " ",
                "# Mục",
                "#",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "TM. ỦY BAN NHÂN DÂN",
                "more(",
                "List comment",
                "Điều 1. Phạm vi",
            ]
        ),
        st.text(alphabet="aăđ Đ12.,:;*_|#-–()[]\t\u00a0%", max_size=30),
    ),
    max_size=25,
)


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_blocks_are_whole_lines_in_order_and_lose_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    blocks = analyse(document(text))
    found = tables(document(text))
    end = 0
    covered = []
    for index, block in enumerate(blocks):
        assert end <= block.start < block.end <= len(text)
        assert block.lead is None or block.lead < index
        if block.kind == "row":
            assert block.table is not None
            assert block.row is not None
            row = found[block.table].rows[block.row]
            assert (row.start, row.end) == (block.start, block.end)
        covered.append(text[block.start : block.end])
        end = block.end
    kept = "".join("".join(covered).split()).replace("|", "").replace("-", "")
    assert kept == "".join(text.split()).replace("|", "").replace("-", "") or "| --- |" in text or ":-" in text


@pytest.mark.parametrize(
    "piece",
    ["Đến năm 2025, 95% số xã đạt chuẩn. ", "A" * 50, "1.1.1.1", "**", "|", "số: ", "Ảnh: ", "a) ", "Lan Hương "],
)
def test_a_line_of_a_million_characters_passes_in_seconds(piece: str) -> None:
    began = time.process_time()
    analyse(document(piece * (1_000_000 // len(piece))))
    assert time.process_time() - began < 5


SHOUTED = """\
KẾ HOẠCH PHÁT TRIỂN CHĂN NUÔI

I. MỤC TIÊU

TỪ NAY ĐẾN NĂM 2027, TOÀN HUYỆN TẬP TRUNG PHÁT TRIỂN ĐÀN BÒ LAI
SIN THEO HƯỚNG HÀNG HÓA, GẮN VỚI TRỒNG CỎ VÀ CHẾ BIẾN THỨC ĂN TẠI
CHỖ, BẢO ĐẢM VỆ SINH MÔI TRƯỜNG CHĂN NUÔI Ở CÁC XÃ VÙNG CAO BIÊN
GIỚI.

A) ĐÀN BÒ ĐẠT 12.000 CON, TRONG ĐÓ BÒ LAI SIN CHIẾM ÍT NHẤT 45%;

B) MỖI XÃ CÓ TỪ 02 TRANG TRẠI CHĂN NUÔI BÒ AN TOÀN SINH HỌC TRỞ LÊN;

C) KHÔNG CÒN HỘ CHĂN NUÔI NÀO XẢ CHẤT THẢI TRỰC TIẾP RA SUỐI;

Đ) TIÊM PHÒNG CHO TRÊN 90% ĐÀN GIA SÚC THUỘC DIỆN PHẢI TIÊM.
"""


def test_capitals_of_a_whole_document_make_no_headings() -> None:
    kinds = [kind for kind, _ in blocks_of(SHOUTED)]
    assert kinds == ["title", "heading", "paragraph", "item", "item", "item", "item"]
    assert block_with(SHOUTED, "GIỚI.").start == SHOUTED.index("TỪ NAY")
    assert block_with(SHOUTED, "TRÊN 90%").section == ("I. MỤC TIÊU",)


def test_a_heading_that_runs_into_its_first_item_is_parted_from_it() -> None:
    text = PLAN.replace("II. CHỈ TIÊU\n1. Đến năm 2025\na)", "II. Chỉ tiêu đến năm 2025 1. Toàn tỉnh có 12 xã mới.\na)")
    assert ("heading", "II. Chỉ tiêu đến năm 2025") in blocks_of(text)
    assert block_with(text, "12 xã mới").section[-1] == "II. Chỉ tiêu đến năm 2025"
