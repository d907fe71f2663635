"""The scores equal those of the reference scorer, and say what a reader of them needs."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor.core.errors import DataError
from extractor.evaluate.agree import is_found, same_wording, wrong_fields
from extractor.evaluate.records import Annotated, load
from extractor.evaluate.score import score

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REFERENCE = SHARED / "eval" / "score.py"
GOLD = SHARED / "eval" / "gold"

needs_reference = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not beside the repository")


def record(**fields: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "document": "ke-hoach.txt",
        "start": 10,
        "end": 13,
        "quote": "95%",
        "kind": "percentage",
        "value": "95",
        "unit": "%",
        "subject": "hộ dân",
        "comparator": ">=",
        "change": "level",
        "status": "target",
        "due": {"text": "đến năm 2025", "start": None, "end": "2025-12-31", "recurrence": None, "source": "explicit"},
        "criteria": [],
    }
    return row | fields


UNITS = [
    "%",
    "xã",
    "tỷ đồng",
    "triệu đồng/người/năm",
    "nghìn tỷ đồng",
    "tỉ đồng",
    "số xã",
    "héc ta",
    "hecta",
    "ha",
    None,
    "",
]
SUBJECTS = [
    "xã",
    "hộ nghèo",
    "số hộ nghèo",
    "dự toán",
    "thu nội địa của tỉnh",
    "thuỷ lợi",
    "thủy lợi",
    "bác sỹ",
    "bác sĩ",
    None,
]
DUES: list[Any] = [
    None,
    {},
    {"text": "đến nay", "end": "2024-05-01", "source": "explicit"},
    {"text": "hiện nay", "start": None, "end": None, "recurrence": None, "source": "context"},
    {"text": "năm nay", "start": "2024-01-01", "end": "2024-12-31", "source": "explicit"},
    {"text": "đến năm 2025", "start": None, "end": "2025-12-31", "source": "document"},
    {"text": "hằng năm", "recurrence": "yearly", "source": "explicit"},
    {"text": "từ 2011 đến nay", "start": "2011-01-01", "end": None, "source": "explicit"},
]
CHOICES: dict[str, list[Any]] = {
    "kind": ["percentage", "count", "money", "ratio", "rank", "milestone"],
    "value": ["95", "95.0", "9.5E+1", 95, "7", None, "", "chín"],
    "upper": [None, "", "97"],
    "total": [None, "127"],
    "unit": UNITS,
    "subject": SUBJECTS,
    "comparator": ["=", ">="],
    "change": ["level", "increase"],
    "status": ["target", "result"],
    "due": DUES,
    "baseline": [None, {}, {"year": 2019}, {"year": 2020, "value": "3"}],
    "criteria": [None, [], ["19"], ["19", "19.2"], [{"code": "19"}], [19]],
    "percent": [None, "27.1", "27.10", 5],
    "scope": [None, "toàn tỉnh", "tỉnh", "huyện Bảo Thắng"],
    "criteria_set": [None, "xa-ntm"],
}


def random_record(rng: random.Random, document: str) -> dict[str, Any]:
    start = rng.randrange(0, 300)
    row: dict[str, Any] = {"document": document, "start": start, "end": start + rng.randrange(1, 60), "quote": "…"}
    row |= {name: rng.choice(values) for name, values in CHOICES.items() if rng.random() < 0.8}
    row.setdefault("kind", "count")
    row.setdefault("status", "target")
    return row


def perturbed(rng: random.Random, row: dict[str, Any]) -> list[dict[str, Any]]:
    """The record dropped, doubled, moved or with a field changed; most often as it was."""
    if "regions" in row:
        return []
    chance = rng.random()
    if chance < 0.1:
        return []
    rows = [dict(row)]
    if chance < 0.2:
        rows.append(dict(row))
    for one in rows:
        if rng.random() < 0.3:
            one["start"] = max(0, one["start"] + rng.randrange(-45, 5))
        if rng.random() < 0.4:
            name = rng.choice(list(CHOICES))
            one[name] = rng.choice(CHOICES[name])
    return rows


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def compare(gold: Path, pred: Path, texts: Path | None = None) -> dict[str, Any]:
    """Runs both scorers and asserts that all that the reference tells is told by ours alike."""
    command = [sys.executable, str(REFERENCE), "--json", "--gold", str(gold), "--pred", str(pred)]
    if texts:
        command += ["--documents", str(texts)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    frozen = {f.stem: f.read_text("utf-8") for f in texts.iterdir()} if texts else None
    ours = score(load([gold]), load([pred]), frozen).to_json()
    assert {name: ours[name] for name in told} == told
    return told


@needs_reference
@pytest.mark.parametrize("seed", range(12))
def test_random_records_score_as_in_the_reference(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    gold, pred, texts = tmp_path / "gold", tmp_path / "pred", tmp_path / "texts"
    for folder in (gold, pred, texts):
        folder.mkdir()
    for number in range(6):
        name = f"v.{number}.txt"
        golds = [random_record(rng, name) for _ in range(rng.randrange(0, 25))]
        if number == 1:
            golds.append({"document": name, "regions": [[0, 100], [150, 260]]})
        preds = [random_record(rng, name) for _ in range(10)] + [p for g in golds for p in perturbed(rng, g)]
        rng.shuffle(preds)
        write(gold / f"{name}.jsonl", golds)
        if number != 2:
            write(pred / f"{name}.jsonl", preds)
        (texts / name).write_text("…" * 250, "utf-8")
    told = compare(gold, pred, texts)
    assert told["gold"] > 0
    assert told["ungrounded"] > 0


@needs_reference
@pytest.mark.parametrize("seed", range(4))
def test_perturbed_gold_scores_as_in_the_reference(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    for file in sorted(GOLD.glob("*.jsonl")):
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        write(tmp_path / file.name, [p for row in rows for p in perturbed(rng, row)])
    told = compare(GOLD, tmp_path)
    assert 0.3 < told["record"]["f1"] < 0.95


@needs_reference
def test_gold_against_itself_is_all_right() -> None:
    told = compare(GOLD, GOLD)
    assert told["record"]["f1"] == told["targets"]["record"]["f1"] == 1.0
    assert set(told["fields"].values()) == {1.0}


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        ("số hộ nghèo", "hộ nghèo"),
        ("thuỷ lợi", "thủy lợi"),
        ("tỉ đồng", "tỷ đồng"),
        ("xã", "xã đạt chuẩn nông thôn"),
        ("triệu đồng / người", "triệu đồng/người"),
    ],
)
def test_two_wordings_of_the_same_thing_agree(gold: str, predicted: str) -> None:
    assert same_wording(gold, predicted)
    assert same_wording(predicted, gold)


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [("xã", "huyện"), ("hộ nghèo", "nghèo hộ"), ("xã", "xã đạt chuẩn nông thôn mới"), ("xã", ""), ("án", "an")],
)
def test_other_wordings_do_not_agree(gold: str, predicted: str) -> None:
    assert not same_wording(gold, predicted)


def test_a_scale_is_part_of_the_unit() -> None:
    assert wrong_fields(record(unit="tỷ đồng"), record(unit="đồng")) == ("unit",)


def test_a_time_taken_from_the_document_is_no_mistake_where_gold_has_none() -> None:
    year = {"text": "năm 2025", "start": "2025-01-01", "end": "2025-12-31", "recurrence": None}
    assert wrong_fields(record(due=None), record(due=year | {"source": "document"})) == ()
    assert wrong_fields(record(due=None), record(due=year | {"source": "context"})) == ("due",)


def test_a_number_is_found_only_with_its_upper_end_and_total() -> None:
    assert is_found(record(value="5", upper="7"), record(value="5.0", upper="7"))
    assert not is_found(record(value="5", upper="7"), record(value="5", upper=None))
    assert not is_found(record(), record(start=200, end=203))
    assert not is_found(record(start=100, end=103), record(start=59, end=103))


def test_one_prediction_cannot_be_two_gold_records() -> None:
    gold = [record(), record(start=11, end=14, subject="hộ nghèo")]
    result = score({"a": Annotated(gold)}, {"a": Annotated([record()])})
    assert result.total.found == 1
    assert [mistake.kind for mistake in result.mistakes] == ["missed"]


def test_kinds_are_counted_on_their_own_and_worst_documents_come_first() -> None:
    gold = {"tốt": Annotated([record()]), "kém": Annotated([record(), record(start=40, end=43)])}
    predicted = {"tốt": Annotated([record()]), "kém": Annotated([record(kind="count")])}
    result = score(gold, predicted)
    assert [name for name, _ in result.worst_first()] == ["kém", "tốt"]
    assert result.by_kind["percentage"].found_rates == {"p": 1.0, "r": 0.6667, "f1": 0.8}
    assert result.by_kind["count"].found_rates["p"] == 1.0
    assert result.by_kind["percentage"].record_rates["r"] == 0.3333
    assert str(result.mistakes[0]) == "kém:10 wrong '95%': kind 'count' for 'percentage'"


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    file = tmp_path / "hỏng.jsonl"
    file.write_text('{"document": "a.txt", "start": 1, "end": 2, "kind": "count"}\n{"start": 3}\n', "utf-8")
    with pytest.raises(DataError, match=r"hỏng\.jsonl:2"):
        load([file])
