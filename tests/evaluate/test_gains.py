"""Gains and losses name the gold records that a change made right or wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluate.gains import compare, keep, main
from extractor.evaluate.records import Annotated, load

TEXT = "KẾ HOẠCH\n\nĐến năm 2025 có 12 xã đạt chuẩn; phấn đấu 30 thôn kiểu mẫu.\n"


def row(quote: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    due = {"text": "Đến năm 2025", "start": None, "end": "2025-12-31", "recurrence": None, "source": "explicit"}
    return {
        "document": "a.txt", "start": start, "end": start + len(quote), "quote": quote, "kind": "count", "value": quote,
        "upper": None, "total": None, "unit": "xã", "subject": "xã", "comparator": "=", "change": "level",
        "status": "target", "due": due, "baseline": None, "criteria": [],
    } | fields  # fmt: skip


GOLD = {"a": Annotated([row("12"), row("30", unit="thôn", subject="thôn")])}


def test_a_field_that_becomes_right_is_a_gain_of_the_field_and_of_the_record() -> None:
    before = {"a": Annotated([row("12", status="result")])}
    now = {"a": Annotated([row("12")])}
    gains = compare(GOLD, before, now)
    place = f"a:{TEXT.index('12')} '12'"
    assert gains.gained["status"] == gains.gained["whole record"] == [place]
    assert gains.gained["found"] == gains.lost["found"] == []
    assert f"+ status: {place}" in gains.lines()
    assert compare(GOLD, now, before).lost["status"] == [place]


def test_a_record_that_is_missed_now_loses_all_its_fields() -> None:
    gains = compare(GOLD, {"a": Annotated([row("12")])}, {"a": Annotated()})
    assert all(len(places) == 1 for places in gains.lost.values())


def test_what_is_made_up_is_counted_beside() -> None:
    extra = row("2025", value="2025")
    gains = compare(GOLD, {"a": Annotated([row("12")])}, {"a": Annotated([row("12"), extra])})
    assert len(gains.made_up) == 1
    assert gains.no_longer_made_up == []
    assert gains.lost["found"] == []


def test_what_is_kept_is_enough_to_compare_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(tmp_path / "kept", GOLD)
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(one) + "\n" for one in GOLD["a"].records), "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert compare(GOLD, GOLD, load([tmp_path / "kept"])).lines() == []
    arguments = ["--gold", str(tmp_path / "gold.jsonl"), "--documents", str(tmp_path), "--kept", str(tmp_path / "kept")]
    assert main([*arguments, "--keep"]) == 0
    assert capsys.readouterr().out.startswith("| | gained | lost |")
    assert main(arguments) == 0
    again = capsys.readouterr()
    assert again.err == ""
    assert "| whole record | 0 | 0 |" in again.out
