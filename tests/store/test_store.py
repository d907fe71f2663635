"""What is stored comes back as it went, whole or not at all, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from extractor.core.errors import StoreError
from extractor.core.extraction import Extraction
from extractor.core.target import Baseline, Evidence, Target
from extractor.query.search import Filter, search
from extractor.review.log import Draft, decide
from extractor.store.database import open_store
from extractor.store.reference_tables import ExtractionRunRow, FailureRow
from extractor.store.repository import InvalidRowError, RunCounts, Store, is_newer, table
from extractor.store.review_tables import ReviewDecisionRow
from extractor.store.tables import (
    DocumentRow,
    PageRow,
    SectionRow,
    SentenceRow,
    TargetCriterionRow,
    TargetRow,
)

Make = Callable[..., Extraction]
PARTS = (DocumentRow, PageRow, SectionRow, SentenceRow, TargetRow, TargetCriterionRow)


def dump(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Everything that stands in the tables of documents."""
    return {
        str(part.__tablename__): [
            dict(row) for row in store.rows(select(table(part)).order_by(*table(part).primary_key))
        ]
        for part in PARTS
    }


def count(store: Store, part: Any) -> int:
    with store.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table(part))).scalar_one())


def test_targets_come_back_exactly_as_they_went(store_url: str, make_sample: Make) -> None:
    extraction = make_sample()
    with open_store(store_url) as store:
        assert store.save(extraction, "1.0", store.start_run("1.0")) == "added"
        hits = list(search(store, Filter()))
    assert tuple(hit.target for hit in hits) == extraction.targets
    assert [hit.target.to_json() for hit in hits] == [target.to_json() for target in extraction.targets]
    assert [hit.line for hit in hits] == [3, 3, 3, 3, 5]


def test_money_is_an_integer_of_dong_and_decimals_are_exact(store_url: str, make_sample: Make) -> None:
    large = Decimal("9007199254740993")  # the first whole number that a float cannot hold
    extraction = make_sample()
    money = replace(extraction.targets[1], canonical_value=large, value=Decimal("9007199254740.993"))
    beyond = replace(extraction.targets[2], canonical_value=Decimal("1e30"), canonical_unit="đồng")
    extraction = replace(extraction, targets=(money, beyond))
    with open_store(store_url) as store:
        store.save(extraction, "1.0", store.start_run("1.0"))
        rows = list(store.rows(select(table(TargetRow)).order_by(table(TargetRow).c.position)))
        assert tuple(hit.target for hit in search(store, Filter())) == extraction.targets
    assert rows[0]["dong"] == 9007199254740993
    assert rows[0]["value"] == Decimal("9007199254740.993")
    assert rows[0]["value_number"] == pytest.approx(9007199254740.993)
    assert rows[1]["dong"] is None
    assert rows[1]["baseline_value"] == Decimal("1234567890.123456789")


def test_the_same_bytes_again_change_nothing(store_url: str, make_sample: Make) -> None:
    with open_store(store_url) as store:
        store.save(make_sample(), "1.0", store.start_run("1.0"))
        before = dump(store)
        assert store.save(make_sample(), "1.0", store.start_run("1.0")) == "unchanged"
        assert store.save(make_sample("bản sao.txt"), "1.0", store.start_run("1.0")) == "unchanged"
        assert dump(store) == before


def test_a_newer_version_replaces_records_and_leaves_review_decisions(store_url: str, make_sample: Make) -> None:
    old = make_sample()
    new = replace(old, targets=(replace(old.targets[0], subject="xã miền núi"), old.targets[4]))
    with open_store(store_url) as store:
        store.save(old, "0.9", store.start_run("0.9"))
        draft = Draft("reject", old.targets[0].fact_key, old.targets[0].id, old.raw.document_id, reason="other")
        decided = decide(store, "lan", [draft])
        added_at = dump(store)["document"][0]["added_at"]
        assert store.save(new, "0.10", store.start_run("0.10")) == "replaced"
        assert tuple(hit.target for hit in search(store, Filter())) == new.targets
        document = dump(store)["document"][0]
        assert (document["extractor_version"], document["added_at"]) == ("0.10", added_at)
        assert count(store, TargetCriterionRow) == 1
        assert [dict(row) for row in store.rows(select(table(ReviewDecisionRow)))] == decided
        assert store.save(old, "0.9", store.start_run("0.9")) == "unchanged"
        assert store.is_current(old.raw.document_id, "0.9")
        assert not store.is_current(old.raw.document_id, "0.11")


def test_an_invalid_record_leaves_nothing_of_its_document(store_url: str, make_sample: Make) -> None:
    good = make_sample()
    twice = replace(good, targets=(good.targets[0], good.targets[0]))
    with open_store(store_url) as store:
        run = store.start_run("1.0")
        with pytest.raises(InvalidRowError):
            store.save(twice, "1.0", run)
        assert all(not rows for rows in dump(store).values())
        assert store.save(good, "1.0", run) == "added"
        with pytest.raises(InvalidRowError):
            store.save(twice, "2.0", run)
        assert tuple(hit.target for hit in search(store, Filter())) == good.targets


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("subject", "xã\x00", "NUL"),
        ("unit", "xã\ud800", "surrogate"),
        ("scope", 7, "string"),
        ("comparator", "≥", "comparator"),
    ],
)
def test_rows_are_validated_before_they_are_written(
    store_url: str, make_sample: Make, field: str, value: Any, reason: str
) -> None:
    extraction = make_sample()
    broken = replace(extraction.targets[0], **{field: value})
    with open_store(store_url) as store:
        with pytest.raises(InvalidRowError, match=reason):
            store.save(replace(extraction, targets=(broken,)), "1.0", store.start_run("1.0"))
        assert count(store, DocumentRow) == 0


def test_a_record_whose_sentence_does_not_stand_in_the_text_is_refused(store_url: str, make_sample: Make) -> None:
    extraction = make_sample()
    other = make_sample(extra="Thêm một dòng.\n")
    moved = replace(extraction, raw=replace(extraction.raw, text="x" + extraction.raw.text[1:][::-1]))
    with open_store(store_url) as store:
        run = store.start_run("1.0")
        with pytest.raises(InvalidRowError, match="does not stand"):
            store.save(moved, "1.0", run)
        with pytest.raises(InvalidRowError, match="another document"):
            store.save(replace(extraction, targets=other.targets), "1.0", run)


def test_every_part_of_a_document_is_stored_with_stable_ids(store_url: str, make_sample: Make) -> None:
    extraction = make_sample()
    with open_store(store_url) as store:
        store.save(extraction, "1.0", store.start_run("1.0"))
        first = dump(store)
        store.save(extraction, "1.1", store.start_run("1.1"))
        second = dump(store)
    for part in ("page", "section", "sentence", "target"):
        assert first[part] == second[part]
    text = extraction.raw.text
    assert [text[row["start"] : row["end"]] for row in first["section"]] == [
        text[text.index("I. MỤC") : text.index("\nII.")],
        text[text.index("II. KẾT") : -1],
    ]
    assert all(text[row["start"] : row["end"]] == row["text"] for row in first["sentence"])
    document = first["document"][0]
    assert (document["number"], document["province"], str(document["period_end"])) == (
        "45/KH-UBND", "Lào Cai", "2025-12-31",
    )  # fmt: skip
    assert document["citations"][0]["number"] == "12/NQ-HĐND"


def test_two_documents_do_not_touch_each_other(store_url: str, make_sample: Make) -> None:
    one, two = make_sample("a.txt"), make_sample("b.txt", "Hết.\n")
    with open_store(store_url) as store:
        run = store.start_run("1.0")
        store.save(one, "1.0", run)
        store.save(two, "1.0", run)
        store.save(replace(one, targets=()), "2.0", run)
        assert tuple(hit.target for hit in search(store, Filter())) == two.targets


def test_failures_are_kept_until_the_input_can_be_read(store_url: str, make_sample: Make) -> None:
    extraction = make_sample()
    with open_store(store_url) as store:
        run = store.start_run("1.0")
        store.fail(run, "thư mục/a.pdf", None, "damaged\x00", "save it anew")
        store.fail(run, "thư mục/a.pdf", extraction.raw.document_id, "still damaged", "")
        rows = list(store.rows(select(table(FailureRow))))
        assert [(row["path"], row["reason"]) for row in rows] == [("thư mục/a.pdf", "still damaged")]
        store.save(extraction, "1.0", run)
        assert count(store, FailureRow) == 0
        store.finish_run(run, "done", RunCounts(added=1, failed=0))
        (row,) = store.rows(select(table(ExtractionRunRow)))
    assert (row["outcome"], row["added"]) == ("done", 1)
    assert row["started_at"] <= row["finished_at"] <= datetime.now(UTC)


# fields of the core that a row holds in parts
PARTS_OF = {
    "due": {"due_text", "due_start", "due_end", "due_recurrence", "due_source"},
    "baseline": {"baseline_year", "baseline_value"},
    "evidence": {field.name for field in fields(Evidence)},
}
BESIDE = {
    "sentence_id", "position", "line", "value_number", "upper_number", "total_number", "percent_number", "unit_key",
    "dong", "dong_upper", "canonical_number", "canonical_upper_number", "canonical_unit_key",
}  # fmt: skip


def test_the_target_table_has_the_fields_of_the_core() -> None:
    expected: set[str] = set()
    for field in fields(Target):
        expected |= PARTS_OF.get(field.name, {field.name})
    assert set(table(TargetRow).c.keys()) - BESIDE == expected
    assert {field.name for field in fields(Baseline)} == {"year", "value"}


@pytest.mark.parametrize(
    ("version", "stored", "newer"),
    [("0.10.0", "0.9.9", True), ("1.0", "1.0", False), ("0.9", "0.10", False), ("1.0.1", "1.0", True)],
)
def test_versions_are_compared_as_numbers(version: str, stored: str, newer: bool) -> None:
    assert is_newer(version, stored) is newer


def test_a_locked_database_says_so(tmp_path: Any, make_sample: Make) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    with open_store(url) as first, open_store(url, busy_seconds=0.1) as second:
        run = second.start_run("1.0")
        with first.writing(), pytest.raises(StoreError, match="locked by another program"):
            second.save(make_sample(), "1.0", run)
        assert second.save(make_sample(), "1.0", run) == "added"
