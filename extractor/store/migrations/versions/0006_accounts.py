"""Accounts, their sessions, attempts to log in, and the audit, which can only grow.

Revision 0006, after 0005.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from extractor.store import columns

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TOLD = "the audit can only grow"


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sqlmodel.sql.sqltypes.AutoString(length=length), nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, columns.Moment(), nullable=False)


def upgrade() -> None:
    """Goes to this revision."""
    op.create_table(
        "account",
        _text("id"),
        _text("name", 64),
        _text("name_key", 200),
        *(_text(name) for name in ("role", "password_hash")),
        sa.Column("active", sa.Boolean(), nullable=False),
        *(_moment(name) for name in ("created_at", "password_changed_at")),
        sa.CheckConstraint("role IN ('reader', 'reviewer', 'lead', 'admin')", name=op.f("ck_account_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_index(op.f("ix_account_name_key"), "account", ["name_key"], unique=True)
    op.create_table(
        "account_session",
        *(_text(name) for name in ("id", "account_id", "csrf")),
        *(_moment(name) for name in ("created_at", "seen_at", "ends_at")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_session_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_session")),
    )
    op.create_table(
        "login_attempt",
        *(_text(name) for name in ("id", "name_key", "address")),
        _moment("at"),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        _moment("at"),
        *(_text(name) for name in ("who", "address", "action", "what")),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    for name, column in (
        *(("account_session", column) for column in ("account_id", "ends_at")),
        *(("login_attempt", column) for column in ("name_key", "address", "at")),
        *(("audit", column) for column in ("at", "who", "action")),
    ):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)
    _only_grows()


def _only_grows() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_TOLD}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()"
        )
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_kept_{deed.lower()} BEFORE {deed} ON audit BEGIN SELECT RAISE(ABORT, '{_TOLD}'); END"
        )


def downgrade() -> None:
    """Goes back to the one before."""
    for name in ("audit", "login_attempt", "account_session", "account"):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_only_grows()")
