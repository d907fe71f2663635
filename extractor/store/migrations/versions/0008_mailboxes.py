"""A mailbox may be a source: where its password stands, and up to which message it was listed.

Revision 0008, after 0007.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Goes to this revision."""
    _forms("'feed', 'sitemap', 'page', 'mailbox'")
    op.add_column("intake_feed", sa.Column("password_from", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column("intake_feed", sa.Column("mark_seen", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("intake_feed", sa.Column("position", sqlmodel.sql.sqltypes.AutoString(), nullable=True))


def downgrade() -> None:
    """Goes back to the one before; mailboxes are no sources any more, their documents stay."""
    op.execute("DELETE FROM intake_feed_item WHERE feed IN (SELECT name FROM intake_feed WHERE form = 'mailbox')")
    op.execute("DELETE FROM intake_feed WHERE form = 'mailbox'")
    for name in ("position", "mark_seen", "password_from"):
        op.drop_column("intake_feed", name)
    _forms("'feed', 'sitemap', 'page'")


def _forms(names: str) -> None:
    """Which forms a source may have. SQLite makes the table anew for it, and would take the links with the old one."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE TEMPORARY TABLE kept_items AS SELECT * FROM intake_feed_item")
        op.execute("DELETE FROM intake_feed_item")
    with op.batch_alter_table("intake_feed") as batch:
        batch.drop_constraint(op.f("ck_intake_feed_form"), type_="check")
        batch.create_check_constraint(op.f("ck_intake_feed_form"), f"form IN ({names})")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("INSERT INTO intake_feed_item SELECT * FROM kept_items")
        op.execute("DROP TABLE kept_items")
