"""How far a person has looked at a record: what the latest decision on its fact says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, case, func, select

from extractor.query.condition import Among
from extractor.store.reference_tables import ReviewDecisionRow
from extractor.store.repository import Store, table
from extractor.store.tables import TargetRow

_DECISION = table(ReviewDecisionRow)
_TARGET = table(TargetRow)
_STATES = {
    **dict.fromkeys(("accept", "accepted", "confirm", "approve"), "accepted"),
    **dict.fromkeys(("edit", "correct", "corrected", "change"), "corrected"),
    **dict.fromkeys(("reject", "rejected", "delete", "remove"), "rejected"),
}
"""What an action of review makes of a record; any other action leaves it as it was."""


def latest() -> Select[Any]:
    """The state of each fact that was decided on, as columns ``fact_key`` and ``state``: the last decision counts."""
    state = case(_STATES, value=_DECISION.c.action)
    place = func.row_number().over(
        partition_by=_DECISION.c.fact_key, order_by=(_DECISION.c.decided_at.desc(), _DECISION.c.id.desc())
    )
    inner = (
        select(_DECISION.c.fact_key, state.label("state"), place.label("place"))
        .where(_DECISION.c.action.in_(list(_STATES)))
        .subquery()
    )
    return select(inner.c.fact_key, inner.c.state).where(inner.c.place == 1)


def state_statement(states: Iterable[str]) -> Among:
    """The condition that a record is in one of these states; without any decision it is "unreviewed"."""
    wanted = set(states)
    decided = latest().subquery()
    query = select(_TARGET.c.id).join(decided, decided.c.fact_key == _TARGET.c.fact_key)
    if "unreviewed" in wanted:
        others = sorted({"accepted", "corrected", "rejected"} - wanted)
        return Among(f"not review {others}", query.where(decided.c.state.in_(others)), "target_id", absent=True)
    return Among(f"review {sorted(wanted)}", query.where(decided.c.state.in_(sorted(wanted))), "target_id")


def states_of(store: Store, fact_keys: Iterable[str]) -> dict[str, str]:
    """The states of facts that were decided on, by their keys."""
    keys = sorted(set(fact_keys))
    decided = latest().subquery()
    found: dict[str, str] = {}
    for start in range(0, len(keys), 500):
        query = select(decided.c.fact_key, decided.c.state).where(decided.c.fact_key.in_(keys[start : start + 500]))
        found |= {row["fact_key"]: row["state"] for row in store.rows(query)}
    return found
