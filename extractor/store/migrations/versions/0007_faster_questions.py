"""Faster questions (series, days of documents, words without marks); jobs know their version, and what is secret.

Revision 0007, after 0006.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from extractor.store import fulltext

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SERIES = "ix_target_entry_series"
_DAYS = "ix_document_days"


def upgrade() -> None:
    """Goes to this revision; what was searchable is, without reading a document again."""
    op.drop_index(_SERIES, "target_entry")
    op.create_index(_SERIES, "target_entry", ["series", "place", "province"])
    op.add_column("intake_job", sa.Column("version", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column("intake_job", sa.Column("secret", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE intake_job SET secret = true WHERE state = 'failed' AND reason LIKE 'marked \"%secret papers%'")
    op.create_index(_DAYS, "document", ["seq", "issued", "published"])
    _rewrite(f"CASE bare WHEN '' THEN '' ELSE '{fulltext.MARK}' || replace(bare, ' ', ' {fulltext.MARK}') END")


def downgrade() -> None:
    """Goes back to the revision before."""
    op.drop_index(_SERIES, "target_entry")
    op.create_index(_SERIES, "target_entry", ["series"])
    op.drop_index(_DAYS, "document")
    op.drop_column("intake_job", "secret")
    op.drop_column("intake_job", "version")
    _rewrite(f"replace(bare, '{fulltext.MARK}', '')")


def _rewrite(bare: str) -> None:
    """Writes the words without marks anew; PostgreSQL tells both apart by weights."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for sort in fulltext.SORTS:
        op.execute(f"ALTER TABLE search_{sort} RENAME TO search_{sort}_before")
        op.execute(
            f'CREATE VIRTUAL TABLE search_{sort} USING fts5(toned, bare, tokenize = "unicode61 remove_diacritics 0")'
        )
        op.execute(f"INSERT INTO search_{sort} (rowid, toned, bare)"  # noqa: S608 - names of ours
                   f" SELECT rowid, toned, {bare} FROM search_{sort}_before ORDER BY rowid")  # fmt: skip
        op.execute(f"DROP TABLE search_{sort}_before")
