"""What the decisions say of the work and of the extractor: time, precision by rule and by field, errors, shares."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

from sqlalchemy import func, select

from extractor.query.compile import ask
from extractor.query.filter import Filter
from extractor.query.search import matching
from extractor.review.log import changed_fields
from extractor.store.repository import Store, table
from extractor.store.review_tables import ReviewDecisionRow, ReviewStateRow
from extractor.store.reviewed import BY_HAND, CONTENT
from extractor.store.tables import TargetRow

_LOG, _STATE, _TARGET = table(ReviewDecisionRow), table(ReviewStateRow), table(TargetRow)
_SHOWN_ERRORS = 5


@dataclass(slots=True)
class RuleFigures:
    """What people made of the records of one rule. ``precision`` is the share that they left as it was."""

    rule: str
    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    errors: list[dict[str, Any]] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.accepted + self.corrected + self.rejected

    @property
    def precision(self) -> float:
        return self.accepted / self.number if self.number else 1.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How many decisions a person made of which kind, and how long one took (the median, of those that were timed)."""

    reviewer: str
    actions: Mapping[str, int]
    seconds: float | None


def by_rule(store: Store) -> list[RuleFigures]:
    """The figures of every rule, those with the most errors first; what people added is of no rule."""
    found: dict[str, RuleFigures] = {}
    for state in _decided(store):
        basis = state["basis"]
        rule = found.setdefault(rule_of(basis), RuleFigures(rule_of(basis)))
        if state["state"] == "accepted":
            rule.accepted += 1
            continue
        if state["state"] == "rejected":
            rule.rejected += 1
            wrong = [state["reason"] or state["action"]]
        else:
            rule.corrected += 1
            wrong = changed_fields(basis, state["record"] or {})
            rule.fields.update(wrong)
        if len(rule.errors) < _SHOWN_ERRORS:
            rule.errors.append(
                {
                    "target_id": state["target_id"],
                    "quote": basis["quote"],
                    "sentence": basis["sentence"],
                    "wrong": wrong,
                    "was": {name: basis.get(name) for name in wrong if name in CONTENT},
                    "is": {name: (state["record"] or {}).get(name) for name in wrong if name in CONTENT},
                }
            )
    return sorted(found.values(), key=lambda one: (one.accepted - one.number, one.rule))


def by_field(store: Store) -> dict[str, tuple[int, int]]:
    """For each field how many records of the extractor had it right, of how many that are records at all."""
    right: Counter[str] = Counter()
    number = 0
    for state in _decided(store):
        if state["state"] == "rejected":
            continue
        number += 1
        wrong = changed_fields(state["basis"], state["record"]) if state["state"] == "corrected" else []
        right.update(name for name in (*CONTENT, "span") if name not in wrong)
    return {name: (right[name], number) for name in (*CONTENT, "span")}


def pace(store: Store) -> list[Pace]:
    """How everybody works, by name."""
    actions: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: dict[str, list[float]] = defaultdict(list)
    for row in store.rows(select(_LOG.c.reviewer, _LOG.c.action, _LOG.c.seconds)):
        actions[row["reviewer"]][row["action"]] += 1
        if row["seconds"] is not None:
            seconds[row["reviewer"]].append(row["seconds"])
    return [
        Pace(name, dict(actions[name]), median(seconds[name]) if seconds[name] else None) for name in sorted(actions)
    ]


def checked_share(store: Store, wanted: Filter | None = None) -> tuple[int, int]:
    """How many of the records that pass the filter a person has decided on, and how many there are."""
    if wanted is None or not wanted.pairs():
        total = next(iter(store.rows(select(func.count().label("number")).select_from(_TARGET))))["number"]
        joined = _TARGET.join(_STATE, _STATE.c.fact_key == _TARGET.c.fact_key)
        query = select(func.count().label("number")).select_from(joined).where(_STATE.c.state != "open")
        return next(iter(store.rows(query)))["number"], total
    total = sum(1 for _ in matching(store, ask(store, wanted)))
    unreviewed = replace(wanted, review=("unreviewed",))
    return total - sum(1 for _ in matching(store, ask(store, unreviewed))), total


def missed(store: Store) -> int:
    """How many records people added that the extractor had missed."""
    query = select(_STATE.c.record).where(_STATE.c.state.in_(("accepted", "corrected")))
    return sum(1 for row in store.rows(query) if _by_hand(row["record"]))


def rule_of(record: Mapping[str, Any]) -> str:
    """The rule that found the quantity of a record."""
    return str(record.get("method") or "?").partition("+")[0]


def _decided(store: Store) -> Iterator[Mapping[str, Any]]:
    query = select(_STATE).where(_STATE.c.state != "open", _STATE.c.action.not_in(("duplicate",)))
    for row in store.rows(query.order_by(_STATE.c.seq)):
        if row["basis"] is not None and not _by_hand(row["basis"]):
            yield row


def _by_hand(record: Mapping[str, Any] | None) -> bool:
    return str((record or {}).get("method") or "").startswith(BY_HAND)
