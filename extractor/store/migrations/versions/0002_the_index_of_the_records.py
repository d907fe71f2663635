"""The index of the records, and full-text search.

Revision 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from extractor.store import fulltext

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TERMS = (
    *("province", "place", "doc_type", "issuing_body", "body", "sector", "criteria", "criteria_set"),
    *("kind", "status", "unit", "canonical_unit", "series"),
)
INDEXED = ("body", "criteria", "document_seq", "due_to", "place", "province", "sector", "series", "unit")


def upgrade() -> None:
    """Goes to this revision; what is stored is indexed afterwards, by ``index_missing``."""
    op.create_table(
        "entry_term",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("field", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("value", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_entry_term")),
        sa.UniqueConstraint("field", "value", name=op.f("uq_entry_term_field_value")),
    )
    op.create_index(op.f("ix_entry_term_key"), "entry_term", ["key"], unique=False)
    op.create_table(
        "target_entry",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("target_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_seq", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in TERMS),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("day", "due_from", "due_to")),
        *(sa.Column(name, sa.Float(), nullable=True) for name in ("value", "value_high", "canonical")),
        sa.Column("canonical_high", sa.Float(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["target_id"], ["target.id"], name=op.f("fk_target_entry_target_id_target"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_target_entry")),
    )
    op.create_index(op.f("ix_target_entry_target_id"), "target_entry", ["target_id"], unique=True)
    for name in INDEXED:
        op.create_index(op.f(f"ix_target_entry_{name}"), "target_entry", [name], unique=False)
    op.create_table(
        "index_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_state")),
    )
    fulltext.create(op.get_bind())
    op.add_column("document", sa.Column("seq", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_document_seq"), "document", ["seq"], unique=True)
    op.drop_column("target", "words_toned")
    op.drop_column("target", "words_bare")


def downgrade() -> None:
    """Goes back to the one before; its words to search by come with the next extraction."""
    for name in ("words_toned", "words_bare"):
        op.add_column("target", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.drop_index(op.f("ix_document_seq"), table_name="document")
    op.drop_column("document", "seq")
    fulltext.drop(op.get_bind())
    op.drop_table("index_state")
    op.drop_table("target_entry")
    op.drop_table("entry_term")
