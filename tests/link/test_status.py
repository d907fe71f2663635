"""Goal or result: sentences in which the words mislead, and whole documents with the status of every figure marked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from extractor.core.document import RawDocument
from extractor.core.target import Target
from extractor.pipeline import extract_document

DOCUMENTS = Path(__file__).parent / "documents"
"""Each ``=== name`` opens a document; ``{T 95%}`` is a goal, ``{R 41}`` a result, ``{T? 12}`` one that is
still read wrong or not found."""
_MARK = regex.compile(r"\{(?P<side>[TR])(?P<open>\?)?\s(?P<words>[^}]*)\}")


def records(text: str) -> list[Target]:
    raw = RawDocument("bai.txt", hashlib.sha256(text.encode()).hexdigest(), "text/plain", text)
    return [target for target in extract_document(raw).targets if target.kind != "milestone"]


def statuses(text: str) -> str:
    return "".join("T" if target.status == "target" else "R" for target in records(text))


def _documents() -> Iterator[tuple[str, str]]:
    for file in sorted(DOCUMENTS.glob("status_*.txt")):
        for part in file.read_text("utf-8").split("=== ")[1:]:
            name, _, marked = part.partition("\n")
            yield name, marked


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, places, done = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[done : match.start()]
        if not match["open"]:
            places.append((len(text), len(text) + len(match["words"]), match["side"]))
        text += match["words"]
        done = match.end()
    return text + marked[done:], places


@pytest.mark.parametrize(("name", "marked"), [pytest.param(*case, id=case[0]) for case in _documents()])
def test_every_figure_of_a_document_has_its_status(name: str, marked: str) -> None:
    text, places = _unmarked(marked)
    found = records(text)
    wrong = []
    for start, end, side in places:
        at = [target for target in found if target.evidence.start < end and start < target.evidence.end]
        if not at or at[0].status[0].upper() != side:
            wrong.append((text[max(0, start - 50) : end + 20], side, [target.status for target in at]))
    assert places, name
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a word of planning that is a noun, or that something is held against
        ("Bằng sự nỗ lực, phấn đấu của cán bộ và nhân dân, xã trồng được 40 ha chè.", "R"),
        ("Huyện thu 412 tỷ đồng, bằng 109% chỉ tiêu phấn đấu và tăng 14% so với cùng kỳ.", "RRR"),
        # "đã" of an act of planning tells of a plan
        ("Hội đồng nhân dân tỉnh đã thông qua nghị quyết về giảm nghèo, mỗi năm giảm 1,8% hộ nghèo.", "T"),
        ("Kế hoạch vừa được Ủy ban nhân dân huyện phê duyệt, 32 tuyến đường được nâng cấp.", "T"),
        ("Xã đã sửa chữa 32 tuyến đường.", "R"),
        # "chỉ" and "mới" that belong to the word before
        ("Kế hoạch năm 2030: tỷ lệ lao động có chứng chỉ đạt 38%.", "T"),
        ("Mục tiêu là số xã nông thôn mới đạt 85%.", "T"),
        ("Đặt mục tiêu 300 hội viên nhưng huyện chỉ vận động được 85 hội viên.", "TR"),
        # what a change starts from, and where it goes
        ("Phấn đấu nâng tỷ lệ phủ sóng từ 81% lên 97%.", "RT"),
        ("Tỉnh đề nghị điều chỉnh quy mô từ 240 giường xuống 180 giường.", "RT"),
        # the goal stands beside what was reached
        ("Thu ngân sách đạt 118% dự toán (560 tỷ đồng).", "RT"),
        ("Sản lượng tăng 4,1%, kế hoạch cả năm tăng 6%.", "RT"),
        ("Tỷ lệ tiêm chủng đã đạt 93%, gần chạm mức 95% được giao.", "RT"),
        # a clause or bracket of its own in which a state is reported
        ("Dự kiến vụ này thu 21.000 tấn vải (cùng kỳ năm trước 18.500 tấn).", "TR"),
        ("Phấn đấu 70% hộ dùng nước sạch; hiện nay mới có 52%.", "TR"),
        # what introduces a list of goals
        ("Nghị quyết xác định 12 chỉ tiêu chủ yếu, như tỷ lệ đô thị hóa 45%; tỷ lệ hộ nghèo 1,2%.", "TT"),
        ("Để đạt được số thu trên, huyện khai thác nguồn đất đai (75 tỷ đồng) và phí, lệ phí (9 tỷ đồng).", "TT"),
        ("Huyện đã vay vốn để hoàn thành 14 km kênh mương.", "R"),
        # estimates of the current period, and possibilities
        ("Ước thực hiện đến 31/12 sẽ đạt 96% dự toán.", "R"),
        ("Với đà này, sản lượng cả năm có thể đạt 5.200 tấn.", "T"),
        # words that hold a cue and are none
        ("Tỉnh có nhiều doanh nghiệp nhỏ và vừa, đóng góp 31% ngân sách.", "R"),
        ("Khoản nợ có khả năng thu là 27 tỷ đồng.", "R"),
        ("Nguồn nước chưa đáp ứng yêu cầu, 46% hộ thiếu nước vào mùa khô.", "R"),
        ("Lạm phát được kiểm soát ở mức 3,1%.", "R"),
        ("Đơn cử, gia đình ông Hoàng trồng 2.000 gốc cam.", "R"),
        ("Mỗi vụ, hợp tác xã bán 60 tấn bưởi.", "R"),
        ("Nhà máy khi đi vào hoạt động sử dụng 1.200 lao động.", "T"),
        ("Quy hoạch đến năm 2040 xác định đất công nghiệp 950 ha.", "T"),
        ("Huyện mới thành lập 9 tổ hợp tác, chưa đạt mục tiêu 15 tổ hợp tác.", "RT"),
        ("Tỉnh mời gọi đầu tư 6 khu du lịch.", "T"),
        ("Mục tiêu là giảm 35% số ca chuyển viện, vốn lên tới 900 ca trong năm ngoái.", "TR"),
        ("Phấn đấu 80% trường có thư viện, trong khi năm học trước là 55%.", "TR"),
        ("Quý I huyện thu 86 tỷ đồng, đạt 31% dự toán phấn đấu; nợ thuế còn 7 tỷ đồng.", "RRR"),
        ("Sở Xây dựng đề nghị các quận giảm 15% giá thuê.", "T"),
    ],
)
def test_words_that_mislead(text: str, expected: str) -> None:
    assert statuses(text) == expected


def test_a_sentence_that_is_tied_goes_on_with_what_was_said() -> None:
    plan = (
        "Tỉnh dự kiến quý này thu 2.400 tỷ đồng. Trong đó, thu từ đất 700 tỷ đồng, thu từ xuất nhập khẩu 350 tỷ đồng."
    )
    assert statuses(plan) == "TTT"
    done = "Cả tỉnh đã thu 2.400 tỷ đồng. Trong đó, thu từ đất 700 tỷ đồng, thu từ xuất nhập khẩu 350 tỷ đồng."
    assert statuses(done) == "RRR"


def test_a_section_of_results_holds_below_its_own_parts() -> None:
    text = (
        "UBND TỈNH AN LẠC\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nPhát triển trồng trọt năm 2024\n\n"
        "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM TRƯỚC\n\n1. Về trồng trọt\n\nDiện tích lúa 3.150 ha.\n\n"
        "2. Về chăn nuôi\n\nĐàn bò 300 con.\n\nII. MỤC TIÊU\n\n1. Về trồng trọt\n\nDiện tích lúa 3.200 ha.\n"
    )
    assert statuses(text) == "RRT"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tin trong tỉnh\n\nNăm nay, tỉnh Cần Hải thu 300 tỷ đồng.", "R"),
        (
            "CHỈ THỊ\nVề việc dùng phần mềm\n\nChậm nhất đến ngày 30/6/2009, cài đặt 70% máy trạm. Hết ngày 1/1/2010.",
            "T",
        ),
        ("KẾ HOẠCH\nPhát triển rừng\n\nI. KẾT QUẢ\n\nTrồng 5 ha rừng.\n\nII. DỰ TOÁN QUÝ IV\n\nTrồng 9 ha rừng.", "RT"),
    ],
)
def test_names_deadlines_and_headings_of_short_texts(text: str, expected: str) -> None:
    assert statuses(text) == expected


def test_a_plan_in_a_name_is_no_heading_of_a_plan() -> None:
    text = (
        "BÁO CÁO\nTình hình công tác y tế\n\nI. KẾT QUẢ\n\n5. Công tác Dân số - Kế hoạch hóa gia đình\n\n"
        "Tổng số trẻ sinh ra sống là 2.652 trẻ.\n"
    )
    assert statuses(text) == "R"
