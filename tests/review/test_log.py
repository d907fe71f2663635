"""Nothing that a person decides is lost, overwritten or written twice, and the state is what the log says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, select

from extractor.query.filter import Filter
from extractor.query.search import search
from extractor.review.log import (
    ConflictError,
    DecisionError,
    Draft,
    decide,
    differing,
    export,
    history,
    rebuild,
    state_of,
    undo,
)
from extractor.review.propose import propose
from extractor.review.records import as_left, extracted
from extractor.store.repository import Store, table
from extractor.store.review_tables import ReviewStateRow
from tests.review.conftest import PLAN, put


def record(store: Store, quote: str) -> dict[str, Any]:
    return next(hit.target.to_json() for hit in search(store, Filter()) if hit.target.evidence.quote == quote)


def draft(action: str, about: dict[str, Any], **more: Any) -> Draft:
    return Draft(action, about["fact_key"], about["id"], about["document_id"], **more)


def quotes(store: Store, **wanted: Any) -> list[str]:
    return [hit.target.evidence.quote for hit in search(store, Filter(**wanted), order="stored")]


def test_a_decision_holds_who_when_before_and_after(store: Store) -> None:
    about = record(store, "120/127")
    corrected = {**about, "subject": "xã vùng cao"}
    first = decide(store, "lan", [draft("accept", about, seconds=3.5)], version="1.2")[0]
    second = decide(store, "minh", [draft("correct", about, seen=1, record=corrected, reason="chỉ vùng cao")])[0]
    assert [row["seq"] for row in history(store, about["fact_key"])] == [1, 2]
    assert (first["reviewer"], first["seconds"], first["extractor_version"], first["before"]) == ("lan", 3.5, "1.2", {})
    assert first["after"]["basis"]["quote"] == "120/127"
    assert second["before"] == first["after"]
    assert second["after"]["record"]["subject"] == "xã vùng cao"
    assert state_of(store, about["fact_key"])["state"] == "corrected"


def test_the_later_of_two_people_sees_what_the_first_one_did_and_overwrites_nothing(store: Store) -> None:
    about = record(store, "40%")
    decide(store, "lan", [draft("reject", about, reason="not-a-target")])
    with pytest.raises(ConflictError) as told:
        decide(store, "minh", [draft("accept", about)])
    assert [(row["reviewer"], row["action"], row["reason"]) for row in told.value.since] == [
        ("lan", "reject", "not-a-target")
    ]
    assert state_of(store, about["fact_key"])["state"] == "rejected"
    assert len(history(store, about["fact_key"])) == 1


def test_a_request_that_comes_twice_is_one_decision(store: Store) -> None:
    about = record(store, "40%")
    same = draft("accept", about)
    assert decide(store, "lan", [same]) == decide(store, "lan", [same])
    assert len(list(export(store))) == 1


def test_of_decisions_made_at_one_go_all_are_written_or_none(store: Store) -> None:
    one, two = record(store, "40%"), record(store, "120/127")
    decide(store, "lan", [draft("accept", two)])
    with pytest.raises(ConflictError):
        decide(store, "minh", [draft("accept", one), draft("accept", two)])
    assert state_of(store, one["fact_key"]) is None


def test_undo_and_redo_go_back_and_forth_without_limit(store: Store) -> None:
    about = record(store, "40%")
    made = decide(store, "lan", [draft("accept", about)])[0]
    fixed = decide(store, "lan", [draft("correct", about, seen=1, record={**about, "scope": "toàn tỉnh"})])[0]
    back = undo(store, "lan", fixed["id"])[0]
    assert state_of(store, about["fact_key"])["state"] == "accepted"
    assert as_left(store, about["id"])["scope"] == about["scope"]
    undo(store, "lan", back["id"])
    assert as_left(store, about["id"])["scope"] == "toàn tỉnh"
    with pytest.raises(ConflictError):
        undo(store, "lan", made["id"])
    assert len(history(store, about["fact_key"])) == 4


def test_undoing_the_first_decision_leaves_a_fact_as_nobody_had_seen_it(store: Store) -> None:
    about = record(store, "40%")
    made = decide(store, "lan", [draft("accept", about)])[0]
    undo(store, "lan", made["id"])
    assert state_of(store, about["fact_key"]) is None
    assert "40%" in quotes(store, review=("unreviewed",))
    assert len(history(store, about["fact_key"])) == 2


def test_what_was_corrected_is_what_people_find_and_the_extraction_stays(store: Store) -> None:
    about = record(store, "58")
    fixed = {**about, "status": "result", "subject": "thu nhập", "value": "58"}
    decide(store, "lan", [draft("correct", about, record=fixed)])
    assert "58" in quotes(store, status=("result",))
    assert "58" not in quotes(store, status=("target",))
    assert extracted(store, about["id"])["status"] == "target"
    hit = next(hit for hit in search(store, Filter()) if hit.target.id == about["id"])
    assert (hit.target.subject, hit.target.canonical_value) == ("thu nhập", Decimal(58_000_000))


def test_a_record_that_was_missed_is_added_found_and_kept_when_the_document_is_read_anew(store: Store) -> None:
    document_id = record(store, "40%")["document_id"]
    start = PLAN.index("19.2")
    made = {**propose(store, document_id, start, start + 4), "kind": "count", "value": "19.2", "unit": "điểm"}
    added = decide(store, "lan", [draft("add", made, record=made)])[0]
    assert quotes(store).count("19.2") == 1
    put(store, version="2.0")
    assert quotes(store).count("19.2") == 1
    assert quotes(store, unit="điểm") == ["19.2"]
    undo(store, "lan", added["id"])
    assert "19.2" not in quotes(store)


def test_what_stands_there_already_is_not_added_again(lite: Store) -> None:
    about = record(lite, "40%")
    again = propose(lite, about["document_id"], about["start"], about["end"])
    with pytest.raises(DecisionError, match="stands at this place already"):
        decide(lite, "lan", [draft("add", again, record=again)])
    assert list(export(lite)) == []


def test_a_list_is_split_into_its_parts_at_one_go(store: Store) -> None:
    about = record(store, "120/127")
    start = about["start"]
    parts = [
        {**propose(store, about["document_id"], start, start + 3), "kind": "count", "value": "120", "unit": "xã"},
        {**propose(store, about["document_id"], start + 4, start + 7), "kind": "count", "value": "127", "unit": "xã"},
    ]
    for part, place in zip(parts, ((start, start + 3), (start + 4, start + 7)), strict=True):
        part |= {"start": place[0], "end": place[1], "quote": PLAN[slice(*place)], "total": None, "id": f"p{place[0]}",
                 "fact_key": f"part-{place[0]}"}  # fmt: skip
    drafts = [draft("split", about, of=tuple(part["fact_key"] for part in parts))]
    drafts += [draft("part", part, record=part) for part in parts]
    decide(store, "lan", drafts, batch="b1")
    assert {"120", "127"} <= set(quotes(store, review=("accepted",)))
    assert quotes(store, review=("rejected",)) == ["120/127"]
    undo(store, "lan", "b1")
    assert not {"120", "127"} & set(quotes(store))
    assert "120/127" in quotes(store, review=("unreviewed",))


@pytest.mark.parametrize(
    ("action", "more", "reason"),
    [
        ("reject", {}, "has a reason"),
        ("duplicate", {}, "of which"),
        ("correct", {}, "how the record reads"),
        ("comment", {"reason": "  "}, "has words"),
        ("approve", {}, "no action"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(lite: Store, action: str, more: dict[str, Any], reason: str) -> None:
    with pytest.raises(DecisionError, match=reason):
        decide(lite, "lan", [draft(action, record(lite, "40%"), **more)])
    assert list(export(lite)) == []


def test_a_corrected_record_still_has_to_be_one(lite: Store) -> None:
    about = record(lite, "120/127")
    with pytest.raises(DecisionError, match="only a ratio"):
        decide(lite, "lan", [draft("correct", about, record={**about, "total": None})])


def test_a_comment_changes_no_state_and_hinders_nobody(store: Store) -> None:
    about = record(store, "40%")
    decide(store, "lan", [draft("comment", about, reason="xem lại phụ lục")])
    decide(store, "minh", [draft("accept", about)])
    assert [row["action"] for row in history(store, about["fact_key"])] == ["comment", "accept"]


def test_the_state_can_be_rebuilt_from_the_log(store: Store) -> None:
    every = [hit.target.to_json() for hit in search(store, Filter())]
    for place, about in enumerate(every):
        action = ("accept", "reject", "correct")[place % 3]
        made = decide(store, "lan", [draft(action, about, reason="other", record={**about, "scope": "toàn tỉnh"})])[0]
        if place % 4 == 3:
            undo(store, "minh", made["id"])
    states = select(table(ReviewStateRow)).order_by(table(ReviewStateRow).c.fact_key)
    before = [dict(row) for row in store.rows(states)]
    assert len(before) > 3
    assert differing(store) == []
    with store.writing() as connection:
        connection.execute(delete(table(ReviewStateRow)).where(table(ReviewStateRow).c.state == "rejected"))
    assert differing(store) != []
    assert rebuild(store)[1] > 0
    assert [dict(row) for row in store.rows(states)] == before


def test_a_draft_says_which_fact_by_its_key_and_outlives_its_record(store: Store) -> None:
    about = record(store, "40%")
    decide(store, "lan", [replace(draft("accept", about), target_id="gone")])
    assert "40%" in quotes(store, review=("accepted",))
