"""Jobs, arrivals, feeds, works, alarms and notices of the intake.

Revision 0005, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from extractor.store import columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Goes to this revision."""
    op.create_table(
        "intake_arrival",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("stamp", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("arrived_at", columns.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_arrival")),
    )
    op.create_index(op.f("ix_intake_arrival_arrived_at"), "intake_arrival", ["arrived_at"], unique=False)
    op.create_index(op.f("ix_intake_arrival_document_id"), "intake_arrival", ["document_id"], unique=False)
    op.create_index(op.f("ix_intake_arrival_place"), "intake_arrival", ["place"], unique=False)
    op.create_index(op.f("ix_intake_arrival_source"), "intake_arrival", ["source"], unique=False)
    op.create_table(
        "intake_feed",
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("form", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("links", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("attachments", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("following", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("delay", sa.Float(), nullable=False),
        sa.Column("allow_private", sa.Boolean(), nullable=False),
        sa.Column("etag", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("modified", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("added_at", columns.Moment(), nullable=False),
        sa.Column("next_run", columns.Moment(), nullable=False),
        sa.Column("last_run", columns.Moment(), nullable=True),
        sa.Column("last_success", columns.Moment(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("form IN ('feed', 'sitemap', 'page')", name=op.f("ck_intake_feed_form")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_intake_feed")),
    )
    op.create_table(
        "intake_job",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("deaths", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("reviewer", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("worker", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("created_at", columns.Moment(), nullable=False),
        sa.Column("not_before", columns.Moment(), nullable=False),
        sa.Column("lease_until", columns.Moment(), nullable=True),
        sa.Column("started_at", columns.Moment(), nullable=True),
        sa.Column("finished_at", columns.Moment(), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'aside', 'superseded')", name=op.f("ck_intake_job_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_job")),
    )
    op.create_index(op.f("ix_intake_job_document_id"), "intake_job", ["document_id"], unique=True)
    op.create_index(op.f("ix_intake_job_finished_at"), "intake_job", ["finished_at"], unique=False)
    op.create_index("ix_intake_job_next", "intake_job", ["state", "priority", "created_at"], unique=False)
    op.create_index(op.f("ix_intake_job_worker"), "intake_job", ["worker"], unique=False)
    op.create_table(
        "intake_notice",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try", columns.Moment(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", columns.Moment(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'failed')", name=op.f("ck_intake_notice_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_notice")),
    )
    op.create_index(op.f("ix_intake_notice_document_id"), "intake_notice", ["document_id"], unique=False)
    op.create_index(op.f("ix_intake_notice_state"), "intake_notice", ["state"], unique=False)
    op.create_table(
        "intake_feed_item",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("feed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("stamp", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try", columns.Moment(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("etag", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("modified", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("seen_at", columns.Moment(), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'done', 'failed')", name=op.f("ck_intake_feed_item_state")),
        sa.ForeignKeyConstraint(
            ["feed"], ["intake_feed.name"], name=op.f("fk_intake_feed_item_feed_intake_feed"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_feed_item")),
    )
    op.create_index(op.f("ix_intake_feed_item_feed"), "intake_feed_item", ["feed"], unique=False)
    op.create_index(op.f("ix_intake_feed_item_state"), "intake_feed_item", ["state"], unique=False)
    op.create_table(
        "intake_alarm",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("english", sa.Text(), nullable=False),
        sa.Column("raised_at", columns.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_intake_alarm_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_alarm")),
    )
    op.create_index(op.f("ix_intake_alarm_code"), "intake_alarm", ["code"], unique=False)
    op.create_index(op.f("ix_intake_alarm_document_id"), "intake_alarm", ["document_id"], unique=False)
    op.create_index(op.f("ix_intake_alarm_raised_at"), "intake_alarm", ["raised_at"], unique=False)
    op.create_table(
        "text_band",
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("value", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_text_band_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "band", name=op.f("pk_text_band")),
    )
    op.create_index(op.f("ix_text_band_value"), "text_band", ["value"], unique=False)
    op.create_table(
        "work_member",
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("work_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number_key", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("how", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_work_member_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_work_member")),
    )
    op.create_index(op.f("ix_work_member_number_key"), "work_member", ["number_key"], unique=False)
    op.create_index(op.f("ix_work_member_work_id"), "work_member", ["work_id"], unique=False)


def downgrade() -> None:
    """Goes back to the one before."""
    op.drop_index(op.f("ix_work_member_number_key"), table_name="work_member")
    op.drop_index(op.f("ix_work_member_work_id"), table_name="work_member")
    op.drop_table("work_member")
    op.drop_index(op.f("ix_text_band_value"), table_name="text_band")
    op.drop_table("text_band")
    op.drop_index(op.f("ix_intake_alarm_raised_at"), table_name="intake_alarm")
    op.drop_index(op.f("ix_intake_alarm_document_id"), table_name="intake_alarm")
    op.drop_index(op.f("ix_intake_alarm_code"), table_name="intake_alarm")
    op.drop_table("intake_alarm")
    op.drop_index(op.f("ix_intake_feed_item_state"), table_name="intake_feed_item")
    op.drop_index(op.f("ix_intake_feed_item_feed"), table_name="intake_feed_item")
    op.drop_table("intake_feed_item")
    op.drop_index(op.f("ix_intake_notice_state"), table_name="intake_notice")
    op.drop_index(op.f("ix_intake_notice_document_id"), table_name="intake_notice")
    op.drop_table("intake_notice")
    op.drop_index(op.f("ix_intake_job_worker"), table_name="intake_job")
    op.drop_index("ix_intake_job_next", table_name="intake_job")
    op.drop_index(op.f("ix_intake_job_finished_at"), table_name="intake_job")
    op.drop_index(op.f("ix_intake_job_document_id"), table_name="intake_job")
    op.drop_table("intake_job")
    op.drop_table("intake_feed")
    op.drop_index(op.f("ix_intake_arrival_place"), table_name="intake_arrival")
    op.drop_index(op.f("ix_intake_arrival_source"), table_name="intake_arrival")
    op.drop_index(op.f("ix_intake_arrival_document_id"), table_name="intake_arrival")
    op.drop_index(op.f("ix_intake_arrival_arrived_at"), table_name="intake_arrival")
    op.drop_table("intake_arrival")
