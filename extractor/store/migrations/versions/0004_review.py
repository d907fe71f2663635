"""The log of decisions numbered, the state that follows from it, locks, skips, work given out, readings by two.

Revision 0004, after 0003.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from extractor.store import columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = ("review_reading", "review_assignment", "review_skip", "review_lock", "review_state")


def _text(name: str, *, empty: bool = False) -> sa.Column[str]:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=empty)


def _moment(name: str, *, empty: bool = False) -> sa.Column[sa.DateTime]:
    return sa.Column(name, columns.Moment(), nullable=empty)


def _make(name: str, *parts: sa.Column[Any] | sa.Constraint, keys: tuple[str, ...]) -> None:
    op.create_table(name, *parts, sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{name}")))


def upgrade() -> None:
    """Goes to this revision; decisions that are there are numbered in the order in which they were made."""
    with op.batch_alter_table("review_decision") as batch:
        batch.add_column(sa.Column("seq", sa.Integer(), nullable=True))
        for name in ("extractor_version", "batch", "undoes"):
            batch.add_column(_text(name, empty=True))
        batch.add_column(sa.Column("seconds", sa.Float(), nullable=True))
        batch.alter_column("reason", type_=sa.Text(), existing_nullable=True)
    connection = op.get_bind()
    decisions = sa.table("review_decision", sa.column("id"), sa.column("seq"), sa.column("decided_at"))
    rows = connection.execute(sa.select(decisions.c.id).order_by(decisions.c.decided_at, decisions.c.id)).scalars()
    for number, one in enumerate(list(rows), start=1):
        connection.execute(sa.update(decisions).where(decisions.c.id == one).values(seq=number))
    op.create_index(op.f("ix_review_decision_seq"), "review_decision", ["seq"], unique=True)
    op.create_index(op.f("ix_review_decision_batch"), "review_decision", ["batch"], unique=False)
    _make(
        "review_state",
        _text("fact_key"),
        sa.Column("seq", sa.Integer(), nullable=False),
        *(_text(name) for name in ("state", "action", "document_id", "target_id", "reviewer")),
        _moment("decided_at"),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("record", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("basis", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("of", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'corrected', 'rejected')", name=op.f("ck_review_state_state")
        ),
        keys=("fact_key",),
    )
    _make("review_lock", _text("fact_key"), _text("holder"), _moment("ends_at"), keys=("fact_key",))
    _make("review_skip", _text("fact_key"), _text("reviewer"), _moment("until"), keys=("fact_key", "reviewer"))
    _make(
        "review_assignment",
        *(_text(name) for name in ("document_id", "reviewer", "given_by")),
        _moment("given_at"),
        keys=("document_id",),
    )
    _make(
        "review_reading",
        *(_text(name) for name in ("fact_key", "reader", "document_id", "target_id")),
        _moment("given_at"),
        _moment("answered_at", empty=True),
        _text("verdict", empty=True),
        sa.Column("answer", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        _text("settled", empty=True),
        keys=("fact_key", "reader"),
    )
    for table, name in (
        ("review_state", "state"),
        ("review_state", "document_id"),
        ("review_lock", "holder"),
        ("review_assignment", "reviewer"),
        ("review_reading", "document_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)


def downgrade() -> None:
    """Goes back to the one before."""
    for name in _TABLES:
        op.drop_table(name)
    op.drop_index(op.f("ix_review_decision_batch"), table_name="review_decision")
    op.drop_index(op.f("ix_review_decision_seq"), table_name="review_decision")
    with op.batch_alter_table("review_decision") as batch:
        for name in ("seconds", "undoes", "batch", "extractor_version", "seq"):
            batch.drop_column(name)
