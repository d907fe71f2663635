"""What every export tells of itself: its filter, its day, the version that extracted, and how much a person checked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from extractor import __version__
from extractor.query.compile import ask
from extractor.query.condition import ENTRY, as_sql
from extractor.query.filter import Filter
from extractor.query.review_state import state_statement
from extractor.store.database import explained
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow


@dataclass(frozen=True, slots=True)
class About:
    """An export in words and figures. ``reviewed`` is the number of its records that a person decided on."""

    filter: str
    made: str
    extractor_version: str
    records: int
    reviewed: int
    units: str

    @property
    def share(self) -> str:
        """The share that is reviewed, as a person reads it."""
        return f"{self.reviewed / self.records:.1%}" if self.records else "–"

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"share_reviewed": self.share}


def about(store: Store, wanted: Filter, limit: int | None = None) -> About:
    """What an export of a filter will tell of itself."""
    question = ask(store, wanted)
    condition = as_sql(question.condition())
    reviewed = as_sql(state_statement(("accepted", "corrected", "rejected")))
    documents = table(DocumentRow)
    with explained(store.engine.url), store.engine.connect() as connection:
        if limit is None:
            records = connection.execute(select(func.count()).select_from(ENTRY).where(condition)).scalar_one()
            decided = select(func.count()).select_from(ENTRY).where(condition, reviewed)
        else:
            some = select(ENTRY.c.seq).where(condition).limit(limit).subquery()
            records = connection.execute(select(func.count()).select_from(some)).scalar_one()
            decided = select(func.count()).select_from(ENTRY).where(ENTRY.c.seq.in_(select(some.c.seq)), reviewed)
        checked = connection.execute(decided).scalar_one()
        versions = connection.execute(select(documents.c.extractor_version).distinct()).scalars().all()
    return About(
        wanted.told(),
        datetime.now(UTC).replace(microsecond=0).isoformat(),
        ", ".join(sorted(versions)) or __version__,
        records,
        checked,
        "; ".join(question.units()),
    )
