"""A confidence is worth what the records of documents it has not seen say of it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluate.calibration import (
    Judged,
    acceptance,
    applied,
    bands,
    features_of,
    fit,
    judge,
    out_of_fold,
    thresholds,
    wilson,
)
from extractor.evaluate.predicted import Predicted
from extractor.evaluate.records import Annotated


def judged(document: str, *, right: bool, features: str = "", kind: str = "count", confidence: float = 0.5) -> Judged:
    names = ("all", *features.split())
    return Judged(document, kind, confidence, tuple((name, 1.0) for name in names), right)


def sample(documents: int = 20, each: int = 40) -> list[Judged]:
    """Records of which those that say "sure" are right 19 of 20 times, the others every second time."""
    chance = random.Random(1)
    out = []
    for document in range(documents):
        for index in range(each):
            sure = index % 2 == 0
            right = chance.random() < (0.95 if sure else 0.5)
            out.append(judged(f"d{document}", right=right, features="sure" if sure else "unsure"))
    return out


def test_a_fitted_confidence_is_the_share_that_is_right() -> None:
    for one, confidence in out_of_fold(sample()):
        expected = 0.95 if ("sure", 1.0) in one.features else 0.5
        assert confidence == pytest.approx(expected, abs=0.06)


def test_no_document_speaks_for_itself() -> None:
    # one word a document, which tells everything about it and nothing about any other
    asked = [
        judged(f"d{number}", right=number % 2 == 0, features=f"word{number}") for number in range(10) for _ in range(30)
    ]
    for _, confidence in out_of_fold(asked):
        assert 0.3 < confidence < 0.7


def test_a_feature_never_seen_weighs_nothing() -> None:
    model = fit(sample())
    known = model.confidence((("all", 1.0), ("sure", 1.0)))
    assert model.confidence((("all", 1.0), ("sure", 1.0), ("unheard of", 1.0))) == known


def test_the_interval_of_wilson() -> None:
    # figures of the formula as published: 8 of 10 at 95 %
    low, high = wilson(8, 10)
    assert low == pytest.approx(0.4902, abs=1e-3)
    assert high == pytest.approx(0.9433, abs=1e-3)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(20, 20)[1] == pytest.approx(1)


def test_the_lowest_confidence_that_is_right_often_enough() -> None:
    asked = [(judged("a", right=True), 0.9)] * 98 + [(judged("a", right=False), 0.8)] * 2
    asked += [(judged("a", right=False), 0.7)] * 5
    found = acceptance("count", asked)
    assert (found.threshold, found.accepted, found.right, found.all) == (0.8, 100, 98, 105)


def test_records_of_one_confidence_are_accepted_together_or_not_at_all() -> None:
    asked = [(judged("a", right=True), 0.9), (judged("a", right=False), 0.9)]
    assert acceptance("count", asked).threshold is None
    assert acceptance("count", list(reversed(asked))).threshold is None


def test_a_threshold_is_tested_where_it_was_not_chosen() -> None:
    asked = [(judged("b", right=True), 0.9), (judged("b", right=False), 0.85), (judged("b", right=True), 0.1)]
    found = applied("count", 0.8, asked)
    assert (found.accepted, found.right, found.all) == (2, 1, 3)
    assert applied("count", None, asked).accepted == 0
    table = thresholds([(judged("a", right=True, kind="money"), 0.9)], asked)
    assert table.count("| money |") == 2


def test_bands_count_every_record_once() -> None:
    asked = [(judged("a", right=index % 2 == 0), index / 50) for index in range(51)]
    rows = [row.split("|") for row in bands(asked).splitlines()[2:] if row.startswith("|")]
    assert sum(int(row[2]) for row in rows) == 51
    assert rows[-1][1].strip() == "0.95 - 1.00"


def record(start: int, **fields: Any) -> dict[str, Any]:
    sentence = "Đến năm 2025 có 12 xã và 30 thôn đạt chuẩn."
    return {
        "document": "a.txt", "start": start, "end": start + 2, "quote": sentence[start : start + 2], "kind": "count",
        "value": sentence[start : start + 2], "upper": None, "total": None, "unit": "xã", "subject": "xã",
        "comparator": "=", "change": "level", "status": "target", "baseline": None, "criteria": [], "confidence": 0.8,
        "method": "count+subject.counted", "sentence": sentence, "sentence_start": 0, "sentence_end": len(sentence),
        "checks": [], "table": None,
        "due": {"text": "Đến năm 2025", "start": None, "end": "2025-12-31", "recurrence": None, "source": "explicit"},
} | fields  # fmt: skip


def test_a_record_is_right_only_in_every_field() -> None:
    gold = Annotated([record(16), record(25, unit="thôn", subject="thôn")])
    predicted = Predicted(
        Path("a.txt"), "kế hoạch", [record(16), record(25, unit="thôn", subject="thôn", status="result")]
    )
    assert [one.right for one in judge("a", gold, predicted)] == [True, False]


def test_what_a_record_says_of_itself() -> None:
    names = {name for name, _ in features_of(record(16, checks=[{"code": "share", "reason": ""}]), "kế hoạch", 2)}
    assert {
        "kind count",
        "due explicit",
        "subject subject.counted",
        "check share",
        "document plan",
        "beside 2-3",
    } <= names
    assert "time before beside" in names
    assert "subject after beside" in names
    assert {"due none", "document news"} <= {name for name, _ in features_of(record(16, due=None), "tin bài", 1)}
