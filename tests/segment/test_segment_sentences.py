"""Source sentences: where they end, where they do not, and what is one as a whole."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.core.document import Block, BlockKind
from extractor.segment import sentences

SPLIT = "│"


def cut(text: str, kind: BlockKind = "paragraph") -> list[str]:
    return [
        text[sentence.start : sentence.end] for sentence in sentences(text, [Block(kind, 0, len(text))])
    ]  # fmt: skip


@pytest.mark.parametrize(
    "marked",
    [
        "Năm 2025 đạt 90%.│Năm 2026 đạt 95%.",
        "PGS.TS. Nguyễn Văn An nói.│Ông cho biết thêm.",
        "Tại TP. Huế có 5 phường.│TX. Hương Thủy có 3 phường.",
        "Hộp thư của Q. 1 và Q.3 đã mở.│Mọi người đều biết.",
        "Ông Nguyễn V.A. Bình và bà Lê T. Hoa cùng dự.│Cuộc họp kết thúc.",
        "Đạt chỉ tiêu trong quý I. Đến hết quý II sẽ xong.".replace("I. Đ", "I.│Đ"),
        "Đô thị loại V.│Năm 2030 lên loại IV.",
        "Điều 1. Phạm vi điều chỉnh của quy định này.│Điều 2. Đối tượng.",
        "II. Mục tiêu của tỉnh.│Đến năm 2025 đạt 5%.",
        "1.1. Thu ngân sách đạt 3.324 tỷ đồng.│Chi ngân sách giảm.",
        "Ngày 30.4 khởi công, ngày 2.9 hoàn thành.│Dân vui.",
        "Xem tại https://bacho.gov.vn/tin.html?id=1. Trang mở cả ngày.".replace("1. T", "1.│T"),
        "“Chúng tôi đã làm được.”│Ông Nam khẳng định.",
        "Ông nói: “Tỉnh sẽ làm!”│Mọi người vỗ tay.",
        "Trồng cây ăn quả, rau, hoa, v.v. để tăng thu nhập.│Đời sống khá hơn.",
        "Có điện, đường, trường, trạm…│Người dân phấn khởi.",
        "Đã xong... nhưng còn 2 xã chậm.│Tỉnh đôn đốc.",
        "Thu hút dự án (loại A. Loại B thì không) trong năm.│Vốn tăng.",
        "Vì sao chậm?│Do thiếu vốn.",
        "Toàn tỉnh có 12 huyện./.│Hết.",
        "Tỉnh giao 9 sở;  các huyện\nthực hiện; báo cáo sau.│Xong trước 2025.",
        "**Đạt 5%.** *Tăng 2%.*│Giảm 1%.".replace("** *", "**│*"),
    ],
)
def test_where_sentences_end(marked: str) -> None:
    assert cut(marked.replace(SPLIT, " ")) == marked.split(SPLIT)


@pytest.mark.parametrize("kind", ["title", "heading", "row", "item"])
def test_what_is_one_sentence_as_a_whole(kind: BlockKind) -> None:
    text = "a) Năm 2025 đạt 90%; trong đó vùng cao 70%. Năm 2026 đạt 95%;"
    assert cut(text, kind) == [text]


def test_a_very_long_item_is_running_text() -> None:
    text = "1. " + "Các sở phối hợp với Ủy ban nhân dân các huyện. " * 30
    assert len(cut(text.strip(), "item")) == 30


def test_boilerplate_has_no_sentences() -> None:
    assert cut("Ảnh: N.H. Đường dài 5 km.", "caption") == []


def test_a_sentence_names_its_block() -> None:
    text = "Mục tiêu\nĐạt 5%. Đạt 6%."
    found = sentences(text, [Block("heading", 0, 8), Block("paragraph", 9, len(text))])
    assert [(text[one.start : one.end], one.block) for one in found] == [
        ("Mục tiêu", 0),
        ("Đạt 5%.", 1),
        ("Đạt 6%.", 1),
    ]


def test_plain_text_is_cut_as_underthesea_cuts_it() -> None:
    from underthesea import sent_tokenize

    text = (
        "Sau ba năm thực hiện, huyện đã có 12 xã đạt chuẩn. Thu nhập bình quân đạt 58,5 triệu đồng/người/năm, tăng "
        "1,3 lần! Vì sao các xã vùng cao còn chậm? Theo TP. Bắc Hồ, vốn chỉ bố trí được 3.324 tỷ đồng. Năm 2025, tỉnh "
        "sẽ hỗ trợ thêm 19.2 tỷ đồng."
    )
    assert cut(text) == [piece.strip() for piece in sent_tokenize(text)]


@given(st.text(alphabet='aăĐ ABcv12.,…!?;:"“”()*\n\t-', max_size=120))
@settings(max_examples=500, deadline=None)
def test_sentences_lose_nothing_and_stand_in_order(text: str) -> None:
    found = sentences(text, [Block("paragraph", 0, len(text))]) if text else ()
    end = 0
    for one in found:
        assert end <= one.start < one.end
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        end = one.end
    assert "".join("".join(text[one.start : one.end] for one in found).split()) == "".join(text.split())


@pytest.mark.parametrize("piece", ["Đạt 5%. ", ". ", "A. ", "(a. B ", "Điều 1. ", "...", "* ", ".”"])
def test_a_million_characters_pass_in_seconds(piece: str) -> None:
    began = time.process_time()
    cut(piece * (1_000_000 // len(piece)))
    assert time.process_time() - began < 5
