"""What a newer version of the program does once more, and what older ones kept that must not be kept."""

from __future__ import annotations

from sqlalchemy import and_, case, func, select, update

from extractor.intake.jobs import JOB, Queue, afresh
from extractor.store.repository import Store, is_newer, table
from extractor.store.tables import DocumentRow

LATER = 1000
"""What is done again comes so far behind what is new."""

_DOCUMENT = table(DocumentRow)


def renew_outdated(queue: Queue, version: str) -> int:
    """Makes jobs that an older version of the program did wait again, behind all that is new; tells their number.

    Which version did a job before these were written down is told by its document.
    """
    own = select(_DOCUMENT.c.extractor_version).where(_DOCUMENT.c.id == JOB.c.document_id).scalar_subquery()
    by = func.coalesce(JOB.c.version, own)
    found = {row["by"] for row in queue.store.rows(select(by.label("by")).where(JOB.c.state == "done").distinct())}
    older = sorted(one for one in found if one and is_newer(version, one))
    if not older:
        return 0
    with queue.store.writing() as connection:
        later = case((JOB.c.priority < LATER, JOB.c.priority + LATER), else_=JOB.c.priority)
        which = and_(JOB.c.state == "done", by.in_(older))
        values = afresh(queue.now(connection)) | {"priority": later}
        return connection.execute(update(JOB).where(which).values(**values)).rowcount


def secret_papers(store: Store) -> list[str]:
    """The SHA-256 of what was refused as secret, and is not stored from a time when it was allowed."""
    query = select(JOB.c.document_id).where(JOB.c.secret, JOB.c.document_id.not_in(select(_DOCUMENT.c.id)))
    return [row["document_id"] for row in store.rows(query)]
