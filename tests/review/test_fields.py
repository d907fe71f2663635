"""A field is refused with the reason while it is typed; a value comes from the characters of its span."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.review import fields
from extractor.review.propose import propose
from extractor.store.repository import Store
from extractor.store.reviewed import target_of_record
from tests.review.conftest import PLAN
from tests.review.test_log import record


def problems(about: dict[str, Any], **form: str) -> dict[str, str]:
    return {one.field: one.code for one in reversed(fields.fill(about, form)[1])}


def test_every_record_of_the_extractor_passes_as_it_is(lite: Store) -> None:
    from extractor.query.filter import Filter
    from extractor.query.search import search

    every = [hit.target.to_json() for hit in search(lite, Filter())]
    assert len(every) >= 5
    for about in every:
        made, wrong = fields.fill(about, fields.form_of(about))
        assert wrong == []
        assert {**made, "indicator": about["indicator"]} == about


@pytest.mark.parametrize(
    ("quote", "form", "field", "code"),
    [
        ("120/127", {"value": "128"}, "value", "numerator"),
        ("120/127", {"total": ""}, "total", "ratio-has-total"),
        ("120/127", {"value": "12o"}, "value", "not-a-number"),
        ("120/127", {"value": "121"}, "value", "not-in-span"),
        ("40%", {"value": "45"}, "value", "not-in-span"),
        ("40%", {"value": ""}, "value", "missing"),
        ("40%", {"kind": "milestone"}, "value", "milestone-has-none"),
        ("40%", {"kind": "share"}, "kind", "no-such-choice"),
        ("40%", {"due_start": "2026-01-01"}, "due_end", "ends-before-start"),
        ("40%", {"due_end": "31/12/2025"}, "due_end", "not-a-day"),
        ("40%", {"due_text": ""}, "due_text", "no-words"),
        ("40%", {"due_end": "", "due_start": "", "due_recurrence": ""}, "due_end", "no-day"),
        ("40%", {"criteria": "99.9", "criteria_set": "xa-ntm"}, "criteria", "unknown-code"),
        ("40%", {"criteria": "muời"}, "criteria", "unknown-code"),
        ("40%", {"criteria_set": "xa-moi"}, "criteria_set", "unknown-set"),
        ("40%", {"baseline_year": "20xx"}, "baseline_year", "not-a-year"),
        ("58", {"upper": "50"}, "upper", "order"),
        ("120/127", {"percent": "94,4"}, "percent", "not-in-sentence"),
        ("58", {"baseline_year": "2020", "baseline_value": "45"}, "baseline_value", "not-in-sentence"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    lite: Store, quote: str, form: dict[str, str], field: str, code: str
) -> None:
    assert problems(record(lite, quote), **form).get(field) == code


def test_numbers_are_typed_as_in_vietnamese_and_must_stand_in_the_span(lite: Store) -> None:
    about = record(lite, "1.200")
    made, wrong = fields.fill(about, {"value": "1.200"})
    assert (made["value"], wrong) == ("1200", [])
    assert problems(about, value="1200") == {}
    assert problems(about, value="1,2") == {"value": "not-in-span"}


def test_a_moved_span_carries_its_quotation_and_its_sentence(lite: Store) -> None:
    about = record(lite, "40%")
    start = PLAN.index("120/127")
    moved = fields.placed(about, PLAN, start, start + 3)
    made, wrong = fields.fill(moved, {"kind": "count", "value": "120", "unit": "xã"})
    assert (made["quote"], wrong) == ("120", [])
    assert target_of_record(made).evidence.quote == "120"


def test_a_selection_is_filled_in_by_the_extractor(lite: Store) -> None:
    about = record(lite, "40%")
    start = PLAN.index("ít nhất 40%")
    made = propose(lite, about["document_id"], start, start + len("ít nhất 40%"))
    same = ("start", "end", "quote", "kind", "value", "unit", "comparator", "status", "due", "subject", "id")
    assert {name: made[name] for name in same} == {name: about[name] for name in same}
    assert made["method"].startswith("reviewer")


def test_a_selection_without_a_quantity_gives_its_place_and_empty_fields(lite: Store) -> None:
    document_id = record(lite, "40%")["document_id"]
    start = PLAN.index("đào tạo nghề")
    made = propose(lite, document_id, start - 1, start + len("đào tạo nghề "))
    assert (made["quote"], made["value"], made["subject"]) == ("đào tạo nghề", None, None)
    assert made["sentence"].startswith("Mỗi năm đào tạo nghề")
