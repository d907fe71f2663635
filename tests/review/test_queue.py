"""The queue gives what needs a person, first things first, and keeps people out of each other's way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from extractor.query.filter import Filter, FilterError
from extractor.query.search import search
from extractor.review import queue
from extractor.review.log import Draft, decide, undo
from extractor.store.repository import Store, table
from extractor.store.tables import TargetRow
from tests.review.conftest import PLAN, put
from tests.review.test_log import draft, record

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def waiting(store: Store, reviewer: str = "lan", **more: Any) -> list[str]:
    return [one.target_id for one in queue.queue(store, reviewer, **more).waiting]


def set_confidence(store: Store, quote: str, confidence: float) -> None:
    with store.writing() as connection:
        target = table(TargetRow)
        connection.execute(update(target).where(target.c.quote == quote).values(confidence=confidence))


def test_the_least_sure_comes_first_and_what_is_decided_is_gone(store: Store) -> None:
    set_confidence(store, "40%", 0.2)
    set_confidence(store, "120/127", 0.3)
    one, two = record(store, "40%"), record(store, "120/127")
    assert waiting(store)[:2] == [one["id"], two["id"]]
    made = decide(store, "lan", [draft("accept", one)])[0]
    assert waiting(store)[0] == two["id"]
    assert one["id"] not in waiting(store)
    undo(store, "lan", made["id"])
    assert waiting(store)[0] == one["id"]


def test_what_was_reopened_comes_before_all_else_and_copies_that_disagree_next(store: Store) -> None:
    about = record(store, "1.200")
    decide(store, "chitieu", [draft("reopen", about, reason="giá trị 1200 (trước là 1000)", of=(about["fact_key"],))])
    other = put(store, PLAN.replace("\n\nI. MỤC", "\n\n\nI. MỤC"), "ban-sao.txt")
    with store.writing() as connection:
        target = table(TargetRow)
        of_copy = (target.c.document_id == other.raw.document_id) & (target.c.quote == "58")
        connection.execute(update(target).where(of_copy).values(value=59))
    found = queue.queue(store, "lan").waiting
    assert [one.why[0] for one in found][:4] == ["reopened", "reopened", "disagrees", "disagrees"]
    assert found[0].fact_key == about["fact_key"]


def test_the_queue_can_be_narrowed_and_read_in_parts_without_gap_or_repetition(store: Store) -> None:
    every = waiting(store)
    assert len(every) >= 4
    parts: list[str] = []
    cursor = None
    while True:
        part = queue.queue(store, "lan", limit=2, cursor=cursor)
        assert part.total == len(every)
        parts += [one.target_id for one in part.waiting]
        cursor = part.cursor
        if cursor is None:
            break
    assert parts == every
    assert set(waiting(store, wanted=Filter(status=("result",)))) == {
        hit.target.id for hit in search(store, Filter(status=("result",)))
    }
    with pytest.raises(FilterError, match="no cursor"):
        queue.queue(store, "lan", cursor="x")


def test_a_record_is_kept_for_one_person_until_the_time_is_over(store: Store) -> None:
    about = record(store, "40%")
    assert queue.take(store, "lan", about["fact_key"], NOW) == "lan"
    assert queue.take(store, "minh", about["fact_key"], NOW + timedelta(seconds=60)) == "lan"
    shown = queue.queue(store, "minh", now=NOW + timedelta(seconds=60)).waiting
    assert {one.holder for one in shown if one.fact_key == about["fact_key"]} == {"lan"}
    later = NOW + timedelta(seconds=queue.LOCK_SECONDS + 1)
    assert queue.take(store, "minh", about["fact_key"], later) == "minh"
    queue.release(store, "lan", about["fact_key"])
    assert queue.take(store, "lan", about["fact_key"], later) == "minh"
    decide(store, "minh", [draft("accept", about)])
    assert queue.take(store, "lan", about["fact_key"], later) == "lan"


def test_what_was_put_off_comes_back_and_others_still_see_it(store: Store) -> None:
    about = record(store, "40%")
    queue.skip(store, "lan", about["fact_key"], NOW)
    soon = NOW + timedelta(hours=1)
    assert about["id"] not in waiting(store, now=soon)
    assert waiting(store, skipped=True, now=soon) == [about["id"]]
    assert about["id"] in waiting(store, "minh", now=soon)
    assert about["id"] in waiting(store, now=NOW + timedelta(hours=queue.SKIP_HOURS, seconds=1))


def test_documents_are_given_to_people(store: Store) -> None:
    other = put(store, PLAN + "Phấn đấu có 7 xã kiểu mẫu.\n", "khac.txt")
    assert queue.assign(store, [other.raw.document_id, "0" * 64], "minh", "truong") == 1
    own = {target.id for target in other.targets}
    assert set(waiting(store, "minh", whose="mine")) == own
    assert not own & set(waiting(store, "lan", whose="free"))
    assert own < set(waiting(store, "minh", whose="free"))
    queue.assign(store, [other.raw.document_id], None, "truong")
    assert waiting(store, "minh", whose="mine") == []


def test_progress_of_a_document_and_of_a_day(store: Store) -> None:
    one, two = record(store, "40%"), record(store, "120/127")
    before = queue.progress(store, one["document_id"])
    decide(store, "lan", [draft("accept", one)])
    made = decide(store, "lan", [draft("reject", two, reason="other")])[0]
    decide(store, "lan", [Draft("comment", one["fact_key"], one["id"], one["document_id"], reason="xong")])
    now = queue.progress(store, one["document_id"])
    assert now == {**before, "waiting": before["waiting"] - 2, "accepted": 1, "rejected": 1}
    assert queue.day_of(store, "lan") == 2
    undo(store, "lan", made["id"])
    assert queue.day_of(store, "lan") == 1
    assert queue.day_of(store, "minh") == 0
