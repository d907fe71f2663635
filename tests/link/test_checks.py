"""What a reader would notice about a record is kept with it, in Vietnamese and with the numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extractor.core.particulars import Particulars
from extractor.core.period import Period
from extractor.core.target import Check, Evidence, TableCell, Target
from extractor.link.checks import checks_of, lowered

NOBODY = Particulars()


def record(sentence: str, quote: str, **fields: Any) -> Target:
    """A record of a document that is one sentence, unless ``at`` gives the place of the sentence."""
    at = fields.pop("at", 0)
    table = fields.pop("table", None)
    start = at + sentence.index(quote)
    text = " " * at + sentence
    evidence = Evidence.take(
        text, (start, start + len(quote)), (at, len(text)), document="a.txt", document_id="0", table=table
    )
    chosen: dict[str, Any] = {"kind": "count", "status": "result", "value": Decimal(1), "unit": "xã"} | fields
    return Target(id=f"{start}:{quote}", fact_key="k", evidence=evidence, **chosen)


def codes(target: Target, particulars: Particulars = NOBODY, siblings: tuple[Target, ...] = ()) -> list[str]:
    return [check.code for check in checks_of(target, particulars, siblings or (target,))]


def ratio(sentence: str, quote: str, value: str, total: str, percent: str | None = None) -> Target:
    share = Decimal(percent) if percent else None
    return record(sentence, quote, kind="ratio", value=Decimal(value), total=Decimal(total), percent=share)


def test_a_part_of_a_ratio_is_no_more_than_its_whole() -> None:
    (check,) = checks_of(ratio("Có 127/120 xã đạt chuẩn.", "127/120", "127", "120"), NOBODY, ())
    assert check == Check("numerator", "tử số 127 lớn hơn mẫu số 120")
    assert codes(ratio("Có 120/120 xã đạt chuẩn.", "120/120", "120", "120")) == []


def test_a_share_fits_its_ratio() -> None:
    said = "Có 49/181 xã hoàn thành, chiếm tỷ lệ 27,1%."
    assert codes(ratio(said, "49/181", "49", "181", "27.1")) == []
    wrong = said.replace("27,1", "29,1")
    (check,) = checks_of(ratio(wrong, "49/181", "49", "181", "29.1"), NOBODY, ())
    assert check.code == "share"
    assert "27,07%" in check.reason
    assert "29,1%" in check.reason


@pytest.mark.parametrize(
    ("percent", "wrong"), [("27", False), ("28", False), ("29", True), ("27.07", False), ("27.2", True)]
)
def test_a_share_may_be_off_by_one_in_its_last_place(percent: str, wrong: bool) -> None:
    said = f"Có 49/181 xã hoàn thành, chiếm {percent.replace('.', ',')}%."
    assert codes(ratio(said, "49/181", "49", "181", percent)) == (["share"] if wrong else [])


def test_a_share_that_is_said_roughly_need_not_be_exact() -> None:
    assert codes(ratio("Có 49/181 xã, chiếm trên 25,5%.", "49/181", "49", "181", "25.5")) == []


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Đến nay 120% số xã có nhà văn hóa.", True),
        ("Tỷ lệ hộ dùng nước sạch là 120%.", True),
        ("Tỷ lệ hộ dùng nước sạch đạt 120% kế hoạch.", False),
        ("Số hộ thoát nghèo bằng 120% so với cùng kỳ.", False),
        ("Thu nội địa đạt 120% dự toán.", False),
        ("Bệnh viện hoạt động ở mức 120% công suất.", False),
        ("Số trường vượt, hoàn thành 120%.", False),
    ],
)
def test_no_more_than_all_of_what_can_be_counted(sentence: str, wrong: bool) -> None:
    target = record(sentence, "120%", kind="percentage", value=Decimal(120), unit="%", subject="xã")
    assert codes(target) == (["above-100"] if wrong else [])


def test_growth_may_be_more_than_double() -> None:
    said = "Số hộ kinh doanh: tỷ lệ hộ 120%."
    target = record(said, "120%", kind="percentage", value=Decimal(120), unit="%", change="increase")
    assert codes(target) == []


def test_a_column_that_compares_may_exceed_100() -> None:
    cell = TableCell("Bảng 1", "Tỷ lệ hộ có điện", "So sánh TH/KH (%)")
    compared = record(
        "Tỷ lệ hộ có điện | 101,5", "101,5", kind="percentage", value=Decimal("101.5"), unit="%", table=cell
    )
    assert codes(compared) == []


def test_a_target_is_due_after_its_document() -> None:
    issued = Particulars(issued=date(2022, 5, 1))
    due = Period("năm 2021", date(2021, 1, 1), date(2021, 12, 31))
    said = "Năm 2021 phấn đấu có 3 xã đạt chuẩn."
    (check,) = checks_of(record(said, "3", status="target", due=due), issued, ())
    assert check == Check("due-past", "hạn 31/12/2021 trước ngày của văn bản 01/05/2022")
    assert codes(record(said, "3", status="result", due=due), issued) == []
    assert codes(record(said, "3", status="target", due=due.seen_from("document")), issued) == []
    assert codes(record(said, "3", status="target", due=due)) == [], "a document without a day says nothing"


def whole_and_part(sentence: str, whole: str, part: str, **fields: Any) -> list[str]:
    made = [
        record(sentence, words, value=Decimal(words), canonical_value=Decimal(words), canonical_unit="xã", **fields)
        for words in (whole, part)
    ]
    return codes(made[1], NOBODY, tuple(made))


def test_a_part_is_no_more_than_its_whole() -> None:
    assert whole_and_part("Có 12 xã về đích, trong đó 15 xã miền núi.", "12", "15") == ["part"]
    assert whole_and_part("Có 12 xã về đích, trong đó 7 xã miền núi.", "12", "7") == []
    assert whole_and_part("Có 12 xã về đích, tiếp theo là 15 xã miền núi.", "12", "15") == []
    assert whole_and_part("Có 12 xã (trong đó một nửa ở miền núi), nâng tổng số lên 15 xã.", "12", "15") == []


def test_parts_of_another_unit_are_not_compared() -> None:
    said = "Có 12 xã về đích, trong đó 900 hộ hiến đất."
    whole = record(said, "12", value=Decimal(12), canonical_value=Decimal(12), canonical_unit="xã")
    part = record(said, "900", value=Decimal(900), unit="hộ", canonical_value=Decimal(900), canonical_unit="hộ")
    assert codes(part, NOBODY, (whole, part)) == []


def test_the_whole_may_stand_in_the_sentence_before() -> None:
    one, two = "Có 12 xã về đích.", "Trong đó, 15 xã ở miền núi."
    whole = record(one, "12", value=Decimal(12), canonical_value=Decimal(12), canonical_unit="xã")
    part = record(two, "15", at=len(one) + 1, value=Decimal(15), canonical_value=Decimal(15), canonical_unit="xã")
    assert codes(part, NOBODY, (whole, part)) == codes(part, NOBODY, (whole,)) == ["part"]
    far = record(two, "15", at=len(one) + 200, value=Decimal(15), canonical_value=Decimal(15), canonical_unit="xã")
    assert codes(far, NOBODY, (whole, far)) == []


def test_criteria_that_no_set_has() -> None:
    said = "Có 3 xã đạt tiêu chí."
    plan = Particulars(issued=date(2022, 5, 1))

    def of(code: str, particulars: Particulars = plan, criteria_set: str | None = "xa-ntm") -> list[str]:
        return codes(record(said, "3", criteria=(code,), criteria_set=criteria_set), particulars)

    assert of("19") == []
    assert of("19.2") == []
    assert of("27") == ["criterion"]
    assert of("17.4") == ["criterion-open"], "the criterion is there, its sub-criteria are not established"
    assert of("14", Particulars(issued=date(2026, 3, 1))) == ["criterion"], "ten criteria from 2026 on"
    assert of("19", NOBODY, None) == []


def test_checks_lower_a_confidence_and_never_raise_it() -> None:
    one, two = Check("share", ""), Check("criterion-open", "")
    assert lowered(0.9, ()) == 0.9
    assert lowered(0.9, (one, two)) < lowered(0.9, (one,)) < 0.9
    assert lowered(0.9, (Check("unheard of", ""),)) < 0.9
