"""Variants say the same otherwise: their gold still stands where it says, and changes exactly where the text does."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from extractor.core.view import Edit
from extractor.evaluate.records import Annotated
from extractor.evaluate.robustness import documents_of, main, run
from extractor.evaluate.variants import LATER, MAKERS, Edited, Variant, variants_of

TEXT = """KẾ HOẠCH
Phát triển nông thôn tỉnh Lào Cai giai đoạn 2021-2025

Đến năm 2025 có 112 xã đạt chuẩn; 96/127 xã có nhà văn hóa, chiếm 75,6%;
thu nhập đạt 58,5 triệu đồng/người/năm, tăng so với năm 2020.
Tổng vốn là 6.800 tỷ đồng - gấp 2 lần nhiệm kỳ trước. Tỷ lệ hộ nghèo giảm 2-3%.
"""


def gold(quote: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    line = TEXT.rindex("\n", 0, start) + 1
    return {
        "document": "a.txt", "start": start, "end": start + len(quote), "quote": quote, "kind": "count", "upper": None,
        "total": None, "percent": None, "unit": "xã", "subject": "xã", "due": None, "baseline": None, "criteria": [],
        "sentence_start": line, "sentence_end": TEXT.index("\n", start), "comparator": "=", "change": "level",
        "status": "target",
    } | fields  # fmt: skip


DUE = {"text": "Đến năm 2025", "start": None, "end": "2025-12-31", "recurrence": None, "source": "explicit"}
GOLD = Annotated(
    [
        gold("112", value="112", due=DUE),
        gold("96/127", kind="ratio", value="96", total="127", percent="75.6", due=DUE),
        gold(
            "58,5", kind="money", value="58.5", unit="triệu đồng/người/năm", subject="thu nhập", baseline={"year": 2020}
        ),
        gold("6.800", kind="money", value="6800", unit="tỷ đồng", subject="tổng vốn"),
        gold("2-3%", kind="percentage", value="2", upper="3", unit="%", subject="hộ nghèo"),
    ]
)


def variant(name: str) -> Variant:
    (made,) = variants_of(TEXT, GOLD, [name])
    return made


def by_quote(made: Variant) -> list[str]:
    return [unicodedata.normalize("NFC", made.text)[row["start"] : row["end"]] for row in made.gold.records]


@pytest.mark.parametrize("name", MAKERS)
def test_gold_stands_where_it_says_in_the_text_as_it_is_read(name: str) -> None:
    made = variant(name)
    assert by_quote(made) == [row["quote"] for row in made.gold.records]
    assert len(made.gold.records) == len(GOLD.records)
    for row in made.gold.records:
        assert row["sentence_start"] <= row["start"] < row["end"] <= row["sentence_end"]


@pytest.mark.parametrize("name", MAKERS)
def test_each_variant_says_something_otherwise_and_the_same_each_time(name: str) -> None:
    # chances of one in fifty may leave a short text as it is
    assert name == "misread letters" or variant(name).text != TEXT
    assert variant(name) == variant(name)


def test_years_move_with_the_times_that_they_make() -> None:
    made = variant("other years")
    first, _, third, *_ = made.gold.records
    assert f"Đến năm {2025 + LATER}" in made.text
    assert first["due"]["end"] == f"{2025 + LATER}-12-31"
    assert third["baseline"]["year"] == 2020 + LATER
    assert "6.800" in made.text


def test_numbers_keep_their_shape_and_a_restated_share_its_ratio() -> None:
    made = variant("other numbers")
    first, second, third, fourth, last = made.gold.records
    assert second["quote"] == "96/127", "the share beside it would no longer fit"
    assert first["quote"] == first["value"] != "112"
    assert third["value"] == third["quote"].replace(",", ".")
    assert fourth["quote"].replace(".", "") == fourth["value"]
    assert int(last["value"]) < int(last["upper"])


def test_units_change_in_text_and_gold_together() -> None:
    made = variant("other units")
    assert f"{made.gold.records[0]['quote']} phường đạt chuẩn" in made.text
    assert made.gold.records[0]["unit"] == made.gold.records[0]["subject"] == "phường"
    assert made.gold.records[3]["unit"] == "triệu đồng"
    assert made.gold.records[3]["subject"] == "tổng vốn"


def test_decimal_dots_leave_thousands_alone() -> None:
    made = variant("decimal dots")
    assert "58.5 triệu" in made.text
    assert "6.800 tỷ" in made.text


def test_misread_letters_touch_neither_numbers_nor_the_words_that_gold_asks_for() -> None:
    text = TEXT + "Phấn đấu đưa đường điện lưới về bản làng xa xôi. " * 40
    (made,) = variants_of(text, GOLD, ["misread letters"])
    assert made.text != text
    assert len(made.text) == len(text)
    for before, after in zip(text, made.text, strict=True):
        assert before == after or before.isalpha()
    assert [row["quote"] for row in made.gold.records] == [row["quote"] for row in GOLD.records]


def test_offsets_inside_an_edit_stay_inside_what_is_new() -> None:
    edited = Edited.of("một hai ba", [Edit(4, 7, "mười"), Edit(0, 3, "1")])
    assert edited.text == "1 mười ba"
    assert edited.text[edited.moved(4) : edited.moved(7)] == "mười"
    assert edited.moved(10) == len(edited.text)


def test_blanks_that_do_not_break_cost_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    files = documents_of([tmp_path], ["a", "b"])
    scores = run({"a": GOLD, "b": GOLD}, files, ["no-break blanks", "decomposed"])
    assert scores[""].total.found >= 4
    for name in ("no-break blanks", "decomposed"):
        assert scores[name].total == scores[""].total


def test_the_command_prints_a_row_for_each_variant(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import json

    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in GOLD.records), "utf-8")
    assert main(["--gold", str(tmp_path), "--documents", str(tmp_path), "--only", "hyphens"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[2].startswith("| originals |")
    assert rows[3].startswith("| hyphens |")
