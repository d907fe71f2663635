"""Gold records stand where they say, hold the numbers of their quotations, and are what the annotations give."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ANNOTATIONS = ROOT / "annotations"
FILES = [line.split("\t")[0] for line in (ROOT / "corpus" / "manifest.tsv").read_text("utf-8").splitlines()[1:]]
EACH = pytest.mark.parametrize("file", FILES)
SCALES = {"tỷ": Decimal(1), "triệu": Decimal("0.001")}


def _builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("annotations_build", ANNOTATIONS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUILDER = _builder()


def text_of(file: str) -> str:
    return (ROOT / "corpus" / "text" / f"{Path(file).stem}.txt").read_text("utf-8")


def gold_of(file: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    lines = (ANNOTATIONS / "gold" / f"{Path(file).stem}.jsonl").read_text("utf-8").splitlines()
    head, *records = [json.loads(line) for line in lines]
    return head, records


def test_every_document_is_annotated_whole_and_there_are_enough_records() -> None:
    count = 0
    for file in FILES:
        head, records = gold_of(file)
        assert head == {"document": file, "regions": [[0, len(text_of(file))]]}
        assert records
        count += len(records)
    assert count >= 250
    assert {path.stem for path in (ANNOTATIONS / "gold").iterdir()} == {Path(file).stem for file in FILES}


@EACH
def test_a_gold_file_is_what_its_annotations_give(file: str) -> None:
    source = ANNOTATIONS / "source" / f"{Path(file).stem}.txt"
    built = BUILDER.gold_of(source, file, text_of(file))
    assert built == (ANNOTATIONS / "gold" / f"{Path(file).stem}.jsonl").read_text("utf-8")


@EACH
def test_a_quotation_stands_where_its_record_says(file: str) -> None:
    text = text_of(file)
    for record in gold_of(file)[1]:
        assert text[record["start"] : record["end"]] == record["quote"]


@EACH
def test_a_value_is_read_from_its_quotation(file: str) -> None:
    for record in gold_of(file)[1]:
        if record["kind"] == "milestone":
            assert record["value"] is None
            continue
        read = BUILDER.numbers_of(record["quote"])
        held = [Decimal(record[name]) for name in ("value", "upper", "total") if record[name] is not None]
        if read == held:
            continue
        if not read:  # words that are a number
            assert (record["quote"].lower(), held) in [("không còn", [0]), ("một phần ba", [1, 3])]
        else:  # one amount in two units
            words = record["quote"].split()
            assert sum(n * SCALES[unit] for n, unit in zip(read, words[1::2], strict=True)) == held[0]


@EACH
def test_a_share_in_a_record_stands_near_its_quotation(file: str) -> None:
    text = text_of(file)
    for record in gold_of(file)[1]:
        if record["percent"] is not None:
            near = text[max(0, record["start"] - 80) : record["end"] + 80]
            assert Decimal(record["percent"]) in BUILDER.numbers_of(near)


@EACH
def test_times_are_days_in_order(file: str) -> None:
    for record in gold_of(file)[1]:
        due = record["due"]
        if due is None:
            continue
        assert due["source"] in {"explicit", "context"}
        start, end = (date.fromisoformat(day) if day else None for day in (due["start"], due["end"]))
        assert start is None or end is None or start <= end


def test_the_gold_shows_every_kind_comparator_and_change() -> None:
    records = [record for file in FILES for record in gold_of(file)[1]]
    assert {record["kind"] for record in records} == BUILDER.KINDS
    assert {record["comparator"] for record in records} == BUILDER.COMPARATORS
    assert {record["change"] for record in records} == {"level", "increase", "decrease"}
    assert {record["due"]["recurrence"] for record in records if record["due"]} >= {"yearly", "quarterly", "monthly"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("có «3» xã ;; count ;; T ;; xã ;; =", "stands 2 times"),
        ("có «4» xã ;; count ;; T ;; xã ;; =", "stands 0 times"),
        ("«12» trường ;; number ;; T ;; trường ;; =", "no kind"),
        ("«12» trường ;; count ;; T ;; trường ;; = ;; @2025", "no time"),
        ("«12» trường ;; ratio ;; T ;; trường ;; =", "cannot read"),
        ("«12» trường ;; milestone ;; T ;; - ;; trường", "a time"),
        ("@2025: đến năm 2025 | | 2025-12-31 |", "does not say"),
    ],
)
def test_the_builder_refuses_what_is_ambiguous_or_not_there(line: str, reason: str, tmp_path: Path) -> None:
    source = tmp_path / "x.txt"
    source.write_text(line, "utf-8")
    with pytest.raises(BUILDER.AnnotationError, match=reason):
        BUILDER.gold_of(source, "x.txt", "Huyện A có 3 xã, huyện B có 3 xã và 12 trường.")


def test_overlapping_annotations_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "x.txt"
    source.write_text("«12» trường ;; count ;; T ;; trường ;; =\n«12 trường» ;; count ;; T ;; trường ;; =\n", "utf-8")
    with pytest.raises(BUILDER.AnnotationError, match="overlap"):
        BUILDER.gold_of(source, "x.txt", "Có 12 trường.")
