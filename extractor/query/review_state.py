"""How far a person has looked at a record: what the decisions on its fact have made of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, select

from extractor.query.condition import Among
from extractor.store.repository import Store, table
from extractor.store.review_tables import ReviewStateRow
from extractor.store.tables import TargetRow

_STATE = table(ReviewStateRow)
_TARGET = table(TargetRow)
DECIDED = ("accepted", "corrected", "rejected")
"""The states that a decision leaves; a fact that was opened again is as unreviewed as one that nobody saw."""


def latest() -> Select[Any]:
    """The state of each fact that was decided on, as columns ``fact_key`` and ``state``."""
    return select(_STATE.c.fact_key, _STATE.c.state).where(_STATE.c.state.in_(DECIDED))


@lru_cache(maxsize=64)
def state_statement(states: tuple[str, ...]) -> Among:
    """The condition that a record is in one of these states; without any decision it is "unreviewed"."""
    wanted = set(states)
    decided = latest().subquery()
    query = select(_TARGET.c.id).join(decided, decided.c.fact_key == _TARGET.c.fact_key)
    if "unreviewed" in wanted:
        others = sorted(set(DECIDED) - wanted)
        return Among(f"not review {others}", query.where(decided.c.state.in_(others)), "target_id", absent=True)
    return Among(f"review {sorted(wanted)}", query.where(decided.c.state.in_(sorted(wanted))), "target_id")


def states_of(store: Store, fact_keys: Iterable[str]) -> dict[str, str]:
    """The states of facts that were decided on, by their keys."""
    keys = sorted(set(fact_keys))
    found: dict[str, str] = {}
    for start in range(0, len(keys), 500):
        query = latest().where(_STATE.c.fact_key.in_(keys[start : start + 500]))
        found |= {row["fact_key"]: row["state"] for row in store.rows(query)}
    return found
