"""Two readers blind to each other; what is settled is gold; gold goes out and comes back without loss."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractor.core.errors import ChiTieuError
from extractor.evaluate.records import load
from extractor.evaluate.sentences import load as load_sentences
from extractor.query.filter import Filter
from extractor.query.search import search
from extractor.review import annotations, figures, readers
from extractor.review.log import decide, state_of, undo
from extractor.review.propose import propose
from extractor.review.records import targets_as_left
from extractor.store.database import open_store
from extractor.store.repository import Store
from tests.review.conftest import PLAN, put
from tests.review.test_log import draft, record


def every(store: Store) -> list[dict[str, Any]]:
    return [hit.target.to_json() for hit in search(store, Filter())]


def test_kappa_is_agreement_beyond_chance() -> None:
    # Cohen 1960 in numbers: 50 pairs, 20 and 15 agree; observed 0.70, by chance 0.50
    said = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert readers.kappa(said) == pytest.approx(0.4)
    assert readers.kappa([("a", "a"), ("b", "b")]) == 1
    assert readers.kappa([("a", "a")]) is None
    assert readers.kappa([]) is None


def test_each_record_goes_to_two_people_and_a_larger_share_keeps_the_smaller_one(lite: Store) -> None:
    number = readers.give(lite, ["lan", "minh", "hoa"], 0.5)
    given = {name: {row["fact_key"] for row in readers.waiting(lite, name)} for name in ("lan", "minh", "hoa")}
    assert sum(len(keys) for keys in given.values()) == 2 * number
    assert readers.give(lite, ["lan", "minh", "hoa"], 0.5) == 0
    more = readers.give(lite, ["lan", "minh"], 1)
    assert number + more == len({about["fact_key"] for about in every(lite)})
    with pytest.raises(ChiTieuError, match="two or more"):
        readers.give(lite, ["lan", "lan "], 0.5)


def test_answers_are_no_decisions_until_they_are_settled(lite: Store) -> None:
    readers.give(lite, ["lan", "minh"], 1)
    about, other, third = every(lite)[:3]
    wider = {**about, "scope": "toàn tỉnh"}
    readers.answer(lite, "lan", about["fact_key"], "accept", about, seconds=4.0)
    readers.answer(lite, "minh", about["fact_key"], "correct", wider)
    for name in ("lan", "minh"):
        readers.answer(lite, name, other["fact_key"], "accept", other)
    readers.answer(lite, "lan", third["fact_key"], "reject")
    readers.answer(lite, "minh", third["fact_key"], "accept", third)
    assert [state_of(lite, one["fact_key"]) for one in (about, other, third)] == [None] * 3
    differing = {one["fact_key"]: fields for one, _, fields in readers.differing(lite)}
    assert differing == {about["fact_key"]: ["scope"], third["fact_key"]: ["verdict"]}
    verdict, scope = (
        next(one for one in readers.agreement(lite) if one.field == name) for name in ("verdict", "scope")
    )
    assert (verdict.number, verdict.same) == (3, 2)
    assert (scope.number, scope.same) == (2, 1)
    readers.settle(lite, "truong", about["fact_key"], "minh")
    assert readers.settle_agreed(lite, "truong") == 1
    assert state_of(lite, about["fact_key"])["record"]["scope"] == "toàn tỉnh"
    assert state_of(lite, other["fact_key"])["state"] == "accepted"
    with pytest.raises(ChiTieuError, match="settled"):
        readers.answer(lite, "lan", about["fact_key"], "reject")
    with pytest.raises(ChiTieuError, match="not given"):
        readers.answer(lite, "hoa", third["fact_key"], "reject")


def test_a_blind_reader_is_told_nothing_of_what_others_decided(lite: Store) -> None:
    from extractor.serve.review_work import record_view, text_view

    about = record(lite, "40%")
    fixed = {**about, "subject": "hộ nghèo"}
    decide(lite, "lan", [draft("correct", about, record=fixed, reason="chỉ hộ nghèo")])
    seen = record_view(lite, about["id"], "minh", "vi", blind=True)
    assert (seen["form"]["subject"], seen["history"], seen["state"]) == (about["subject"], [], "open")
    assert targets_as_left(lite, [about["id"]], blind=True)[about["id"]].subject == about["subject"]
    marks = text_view(lite, about["document_id"], 0, len(PLAN), blind=True)["marks"]
    assert {mark["state"] for mark in marks} == {"open"}
    assert "corrected" in {mark["state"] for mark in text_view(lite, about["document_id"], 0, len(PLAN))["marks"]}


def decided(store: Store) -> None:
    """Accepts, corrects, rejects, and adds one."""
    rows = every(store)
    decide(store, "lan", [draft("accept", about) for about in rows[:-2]])
    decide(store, "lan", [draft("correct", rows[-2], record={**rows[-2], "scope": "toàn tỉnh"})])
    decide(store, "lan", [draft("reject", rows[-1], reason="not-a-target")])
    start = PLAN.index("19.2")
    made = {
        **propose(store, rows[0]["document_id"], start, start + 4),
        "kind": "count",
        "value": "19.2",
        "unit": "điểm",
    }
    decide(store, "lan", [draft("add", made, record=made)])


def files(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text("utf-8") for file in sorted(folder.rglob("*.*"))}


def test_annotations_go_out_and_come_back_without_loss(lite: Store, tmp_path: Path) -> None:
    decided(lite)
    records, sentences = annotations.export(lite, tmp_path / "one")
    assert records == len(every(lite)) - 1
    with open_store(f"sqlite:///{tmp_path / 'other.db'}") as other:
        put(other)
        assert annotations.read_back(other, tmp_path / "one", "minh") == len(every(lite))
        assert annotations.export(other, tmp_path / "two") == (records, sentences)
    assert files(tmp_path / "two") == files(tmp_path / "one")
    gold = load([tmp_path / "one" / "gold"])["ke-hoach"]
    assert gold.regions == ((0, len(PLAN)),)
    assert {row["quote"] for row in gold.records} >= {"120/127", "19.2"}


def test_only_what_was_decided_is_told_of_a_document(lite: Store, tmp_path: Path) -> None:
    about = record(lite, "1.200")
    decide(lite, "lan", [draft("accept", about)])
    assert annotations.export(lite, tmp_path)[0] == 1
    gold = load([tmp_path / "gold"])["ke-hoach"]
    assert gold.regions == ((about["sentence_start"], about["sentence_end"]),)
    marked = load_sentences(tmp_path / "sentences")
    assert len(marked) == 1
    first = marked[0].marks[0]
    assert (marked[0].text[first.start : first.end], first.letter) == ("1.200", "T")


def test_figures_of_rules_fields_and_pace(lite: Store) -> None:
    decided(lite)
    rules = {one.rule: one for one in figures.by_rule(lite)}
    number = sum(one.number for one in rules.values())
    assert number == len(every(lite)) - 1  # what was added is of no rule
    wrong = [one for one in rules.values() if one.rejected or one.corrected]
    assert all(one.precision < 1 and one.errors for one in wrong)
    right, of = figures.by_field(lite)["scope"]
    assert (right, of) == (number - 2, number - 1)
    assert figures.by_field(lite)["value"] == (number - 1, number - 1)
    assert figures.missed(lite) == 1
    assert figures.checked_share(lite) == (number + 1, number + 1)
    assert figures.checked_share(lite, Filter(status=("result",)))[1] < number
    pace = {one.reviewer: one for one in figures.pace(lite)}
    assert pace["lan"].actions == {"accept": number - 2, "correct": 1, "reject": 1, "add": 1}


def test_what_was_taken_back_counts_for_no_rule(lite: Store) -> None:
    about = record(lite, "40%")
    made = decide(lite, "lan", [draft("reject", about, reason="other", seconds=3.0)])[0]
    assert sum(one.rejected for one in figures.by_rule(lite)) == 1
    undo(lite, "lan", made["id"])
    assert figures.by_rule(lite) == []
    assert figures.pace(lite)[0].seconds == 3.0
