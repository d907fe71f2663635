"""After re-extraction exactly the facts are opened again whose value, unit, comparator, due or sentence changed."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.query.filter import Filter
from extractor.query.search import search
from extractor.review import queue
from extractor.review.log import decide, state_of, undo
from extractor.review.reopen import differences, reopen
from extractor.store.repository import Store
from tests.review.conftest import PLAN, put
from tests.review.test_log import draft, record


def decide_all(store: Store) -> dict[str, str]:
    """Accepts everything; the facts by their quotations."""
    every = [hit.target.to_json() for hit in search(store, Filter())]
    decide(store, "lan", [draft("accept", about) for about in every])
    return {about["quote"]: about["fact_key"] for about in every}


def state(store: Store, fact_key: str) -> str:
    found = state_of(store, fact_key)
    return found["state"] if found else "none"


COSMETIC = {
    "a longer heading": PLAN.replace("KẾ HOẠCH\n", "KẾ HOẠCH\n\n\n"),
    "line breaks inside a sentence": PLAN.replace("đạt tiêu chí 19.2; ít nhất", "đạt tiêu chí 19.2;  ít nhất"),
    "other dashes and quotes": PLAN.replace("2021-2025", "2021–2025"),
    "a sentence more": PLAN.replace("I. MỤC TIÊU\n", "I. MỤC TIÊU\n\nTập trung nguồn lực cho vùng khó khăn.\n"),
}


@pytest.mark.parametrize("text", COSMETIC.values(), ids=COSMETIC.keys())
def test_a_cosmetic_change_or_shifted_offsets_open_nothing(store: Store, text: str) -> None:
    facts = decide_all(store)
    assert text != PLAN
    copy = put(store, text, "ban-moi.txt")
    assert reopen(store, copy.raw.document_id) == []
    assert {state(store, key) for key in facts.values()} == {"accepted"}


def test_the_same_bytes_by_a_newer_version_that_reads_the_same_open_nothing(store: Store) -> None:
    decide_all(store)
    again = put(store, version="2.0")
    assert reopen(store, again.raw.document_id) == []


def test_a_changed_value_opens_its_fact_alone_and_says_what_it_was(store: Store) -> None:
    facts = decide_all(store)
    copy = put(store, PLAN.replace("ít nhất 40% số hộ", "ít nhất 45% số hộ"), "ban-moi.txt")
    opened = reopen(store, copy.raw.document_id)
    now = record_in(store, copy.raw.document_id, "45%")
    # its sentence holds 120/127 too, and that sentence is another one now
    assert set(opened) == {now["fact_key"], record_in(store, copy.raw.document_id, "120/127")["fact_key"]}
    reason = state_of(store, now["fact_key"])["reason"]
    assert "giá trị 45 (trước là 40)" in reason
    assert facts["40%"] in state_of(store, now["fact_key"])["of"]
    assert state(store, facts["58"]) == "accepted"
    first = queue.queue(store, "lan").waiting[0]
    assert first.why[0] == "reopened"


def record_in(store: Store, document_id: str, quote: str) -> dict[str, Any]:
    return next(
        hit.target.to_json()
        for hit in search(store, Filter(document=document_id))
        if hit.target.evidence.quote == quote
    )


def test_a_fact_that_was_decided_on_and_taken_back_hinders_no_intake(store: Store) -> None:
    decide_all(store)
    copy = put(store, PLAN.replace("1.200 lao động", "1.500 lao động"), "ban-moi.txt")
    about = record_in(store, copy.raw.document_id, "1.500")
    made = decide(store, "lan", [draft("accept", about)])[0]
    undo(store, "lan", made["id"])
    assert reopen(store, copy.raw.document_id) == [about["fact_key"]]


def test_opened_facts_are_not_opened_twice(store: Store) -> None:
    decide_all(store)
    copy = put(store, PLAN.replace("1.200 lao động", "1.500 lao động"), "ban-moi.txt")
    assert len(reopen(store, copy.raw.document_id)) == 1
    assert reopen(store, copy.raw.document_id) == []


def test_a_fact_that_is_read_otherwise_by_a_newer_version_is_opened(store: Store) -> None:
    from dataclasses import replace
    from decimal import Decimal

    facts = decide_all(store)
    made = put(store, version="2.0")
    read = [replace(one, value=Decimal(85)) if one.evidence.quote == "58" else one for one in made.targets]
    store.save(replace(made, targets=tuple(read)), "3.0", store.start_run("3.0"))
    assert reopen(store, made.raw.document_id) == [facts["58"]]
    assert state_of(store, facts["58"])["reason"] == "giá trị 85 (trước là 58)"


def test_nothing_is_written_where_nobody_has_decided(store: Store) -> None:
    copy = put(store, PLAN.replace("40%", "45%"), "ban-moi.txt")
    assert reopen(store, copy.raw.document_id) == []


def test_differences_are_told_field_by_field() -> None:
    was = {"kind": "percentage", "value": "45", "unit": "%", "comparator": "=", "sentence": "Đạt 45%.", "due": None}
    due = {"text": "năm 2025", "start": None, "end": "2025-12-31", "recurrence": None}
    now = {**was, "value": "40.5", "comparator": ">=", "due": due}
    assert differences(was, now) == [
        "giá trị 40,5 (trước là 45)",
        "so sánh >= (trước là =)",
        "thời hạn 2025-12-31 (trước là không có)",
    ]
    assert differences(was, {**was, "subject": "hộ", "start": 7, "sentence": "ĐẠT  45%"}) == []


def test_a_record_decided_before_it_was_opened_keeps_its_history(store: Store) -> None:
    about = record(store, "40%")
    decide(store, "lan", [draft("reject", about, reason="other")])
    put(store, version="2.0")
    assert state(store, about["fact_key"]) == "rejected"
