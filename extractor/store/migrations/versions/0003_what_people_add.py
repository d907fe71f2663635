"""Relations of documents, corrected series, results entered by hand, tokens.

Revision 0003, after 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from extractor.store import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _text(name: str, *, empty: bool = False) -> sa.Column[str]:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=empty)


def upgrade() -> None:
    """Goes to this revision; documents are indexed anew, for their relations."""
    op.create_table(
        "document_relation",
        *(_text(name) for name in ("id", "document_id", "action", "number")),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.CheckConstraint("action IN ('replaces', 'annuls', 'amends')", name=op.f("ck_document_relation_action")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_relation_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_relation")),
    )
    for name in ("document_id", "number"):
        op.create_index(op.f(f"ix_document_relation_{name}"), "document_relation", [name], unique=False)
    op.create_table(
        "series_correction",
        *(_text(name) for name in ("id", "fact_key", "series", "author")),
        sa.Column("decided_at", columns.Moment(), nullable=False),
        _text("reason", empty=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_correction")),
    )
    op.create_index(op.f("ix_series_correction_fact_key"), "series_correction", ["fact_key"], unique=False)
    op.create_table(
        "reported_result",
        *(_text(name) for name in ("id", "fact_key")),
        sa.Column("value", columns.ExactDecimal(), nullable=False),
        sa.Column("value_number", sa.Float(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *(_text(name) for name in ("source", "author")),
        sa.Column("entered_at", columns.Moment(), nullable=False),
        _text("note", empty=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_result")),
    )
    op.create_index(op.f("ix_reported_result_fact_key"), "reported_result", ["fact_key"], unique=False)
    op.create_table(
        "api_token",
        *(_text(name) for name in ("id", "name", "digest")),
        sa.Column("created_at", columns.Moment(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
    )
    op.create_index(op.f("ix_api_token_digest"), "api_token", ["digest"], unique=True)
    op.execute("DELETE FROM target_entry")
    for sort in ("target", "sentence", "document"):
        op.execute(f"DELETE FROM search_{sort}")  # noqa: S608 - names of ours
    op.execute("UPDATE document SET seq = NULL")


def downgrade() -> None:
    """Goes back to the one before."""
    for name in ("api_token", "reported_result", "series_correction", "document_relation"):
        op.drop_table(name)
