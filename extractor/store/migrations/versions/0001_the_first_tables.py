"""The first tables.

Revision 0001, after nothing.
"""

from __future__ import annotations

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

from extractor.store import columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Goes to this revision."""
    op.create_table(
        "administrative_unit",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("region", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("successor", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_administrative_unit")),
    )
    with op.batch_alter_table("administrative_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_administrative_unit_name_key"), ["name_key"], unique=False)

    op.create_table(
        "criteria_set",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("level", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("decision", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("decided", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("in_force", sa.Date(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("established", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("gap", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria_set")),
    )
    with op.batch_alter_table("criteria_set", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criteria_set_code"), ["code"], unique=False)

    op.create_table(
        "extraction_run",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("extractor_version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("started_at", columns.Moment(), nullable=False),
        sa.Column("finished_at", columns.Moment(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("replaced", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extraction_run")),
    )
    op.create_table(
        "review_decision",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("target_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("fact_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reviewer", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("decided_at", columns.Moment(), nullable=False),
        sa.Column("action", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_decision")),
    )
    with op.batch_alter_table("review_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_decision_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_decision_fact_key"), ["fact_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_decision_target_id"), ["target_id"], unique=False)

    op.create_table(
        "criterion",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("set_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("parent", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("level", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("wording", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("gap", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["set_id"], ["criteria_set.id"], name=op.f("fk_criterion_set_id_criteria_set"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
    )
    with op.batch_alter_table("criterion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criterion_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_criterion_set_id"), ["set_id"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("meta", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("doc_type", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("issuing_body", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("province", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("province_key", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("period_text", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("signer", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("publisher", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("author", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("sector", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("citations", sa.JSON(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("particulars_notes", sa.JSON(), nullable=False),
        sa.Column("extractor_version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("run_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("added_at", columns.Moment(), nullable=False),
        sa.Column("extracted_at", columns.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["extraction_run.id"], name=op.f("fk_document_run_id_extraction_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_extractor_version"), ["extractor_version"], unique=False)

    op.create_table(
        "failure",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("run_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("path", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("failed_at", columns.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["extraction_run.id"], name=op.f("fk_failure_run_id_extraction_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failure")),
    )
    with op.batch_alter_table("failure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_failure_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_failure_run_id"), ["run_id"], unique=False)

    op.create_table(
        "page",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("width", sa.Float(), nullable=False),
        sa.Column("height", sa.Float(), nullable=False),
        sa.Column("scanned", sa.Boolean(), nullable=False),
        sa.CheckConstraint('0 <= "start" AND "start" <= "end"', name=op.f("ck_page_start_end")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_page_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
    )
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_page_document_id"), ["document_id"], unique=False)

    op.create_table(
        "section",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.CheckConstraint('0 <= "start" AND "start" <= "end"', name=op.f("ck_section_start_end")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_section_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
    )
    with op.batch_alter_table("section", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_section_document_id"), ["document_id"], unique=False)

    op.create_table(
        "sentence",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("section_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("block", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.CheckConstraint('0 <= "start" AND "start" <= "end"', name=op.f("ck_sentence_start_end")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_sentence_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["section.id"], name=op.f("fk_sentence_section_id_section"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentence")),
    )
    with op.batch_alter_table("sentence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sentence_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sentence_section_id"), ["section_id"], unique=False)

    op.create_table(
        "target",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("fact_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sentence_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("document", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("boxes", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.Column("table", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("value", columns.ExactDecimal(), nullable=True),
        sa.Column("value_number", sa.Float(), nullable=True),
        sa.Column("value_text", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("upper", columns.ExactDecimal(), nullable=True),
        sa.Column("upper_number", sa.Float(), nullable=True),
        sa.Column("total", columns.ExactDecimal(), nullable=True),
        sa.Column("total_number", sa.Float(), nullable=True),
        sa.Column("percent", columns.ExactDecimal(), nullable=True),
        sa.Column("percent_number", sa.Float(), nullable=True),
        sa.Column("unit", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("unit_key", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("dong", sa.BigInteger(), nullable=True),
        sa.Column("dong_upper", sa.BigInteger(), nullable=True),
        sa.Column("canonical_value", columns.ExactDecimal(), nullable=True),
        sa.Column("canonical_number", sa.Float(), nullable=True),
        sa.Column("canonical_upper", columns.ExactDecimal(), nullable=True),
        sa.Column("canonical_upper_number", sa.Float(), nullable=True),
        sa.Column("canonical_unit", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("canonical_unit_key", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("indicator", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("comparator", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("change", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("due_text", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("due_start", sa.Date(), nullable=True),
        sa.Column("due_end", sa.Date(), nullable=True),
        sa.Column("due_recurrence", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("due_source", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("baseline_year", sa.Integer(), nullable=True),
        sa.Column("baseline_value", columns.ExactDecimal(), nullable=True),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("criteria_set", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("sector", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("body", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("cooperating", sa.JSON(), nullable=False),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("method", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words_toned", sa.Text(), nullable=False),
        sa.Column("words_bare", sa.Text(), nullable=False),
        sa.CheckConstraint("change IN ('level', 'increase', 'decrease')", name=op.f("ck_target_change")),
        sa.CheckConstraint("comparator IN ('=', '>=', '>', '<=', '<', '~')", name=op.f("ck_target_comparator")),
        sa.CheckConstraint(
            "due_recurrence IN ('yearly', 'quarterly', 'monthly', 'weekly', 'daily')",
            name=op.f("ck_target_due_recurrence"),
        ),
        sa.CheckConstraint("due_source IN ('explicit', 'context', 'document')", name=op.f("ck_target_due_source")),
        sa.CheckConstraint(
            "kind IN ('ratio', 'percentage', 'count', 'money', 'measure', 'multiple', 'milestone', 'rank')",
            name=op.f("ck_target_kind"),
        ),
        sa.CheckConstraint("status IN ('target', 'result')", name=op.f("ck_target_status")),
        sa.CheckConstraint(
            '"sentence_start" <= "start" AND "end" <= "sentence_end"', name=op.f("ck_target_in_sentence")
        ),
        sa.CheckConstraint('0 <= "start" AND "start" <= "end"', name=op.f("ck_target_start_end")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_target_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sentence_id"], ["sentence.id"], name=op.f("fk_target_sentence_id_sentence"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_canonical_number"), ["canonical_number"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_criteria_set"), ["criteria_set"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_dong"), ["dong"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_due_end"), ["due_end"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_fact_key"), ["fact_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_sentence_id"), ["sentence_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_value_number"), ["value_number"], unique=False)

    op.create_table(
        "target_criterion",
        sa.Column("target_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["target_id"], ["target.id"], name=op.f("fk_target_criterion_target_id_target"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("target_id", "code", name=op.f("pk_target_criterion")),
    )
    with op.batch_alter_table("target_criterion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_criterion_code"), ["code"], unique=False)


def downgrade() -> None:
    """Goes back to the one before."""
    with op.batch_alter_table("target_criterion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_criterion_code"))

    op.drop_table("target_criterion")
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_value_number"))
        batch_op.drop_index(batch_op.f("ix_target_status"))
        batch_op.drop_index(batch_op.f("ix_target_sentence_id"))
        batch_op.drop_index(batch_op.f("ix_target_kind"))
        batch_op.drop_index(batch_op.f("ix_target_fact_key"))
        batch_op.drop_index(batch_op.f("ix_target_due_end"))
        batch_op.drop_index(batch_op.f("ix_target_dong"))
        batch_op.drop_index(batch_op.f("ix_target_document_id"))
        batch_op.drop_index(batch_op.f("ix_target_criteria_set"))
        batch_op.drop_index(batch_op.f("ix_target_canonical_number"))

    op.drop_table("target")
    with op.batch_alter_table("sentence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sentence_section_id"))
        batch_op.drop_index(batch_op.f("ix_sentence_document_id"))

    op.drop_table("sentence")
    with op.batch_alter_table("section", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_section_document_id"))

    op.drop_table("section")
    with op.batch_alter_table("page", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_page_document_id"))

    op.drop_table("page")
    with op.batch_alter_table("failure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_failure_run_id"))
        batch_op.drop_index(batch_op.f("ix_failure_document_id"))

    op.drop_table("failure")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_extractor_version"))

    op.drop_table("document")
    with op.batch_alter_table("criterion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_criterion_set_id"))
        batch_op.drop_index(batch_op.f("ix_criterion_number"))

    op.drop_table("criterion")
    with op.batch_alter_table("review_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_decision_target_id"))
        batch_op.drop_index(batch_op.f("ix_review_decision_fact_key"))
        batch_op.drop_index(batch_op.f("ix_review_decision_document_id"))

    op.drop_table("review_decision")
    op.drop_table("extraction_run")
    with op.batch_alter_table("criteria_set", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_criteria_set_code"))

    op.drop_table("criteria_set")
    with op.batch_alter_table("administrative_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_administrative_unit_name_key"))

    op.drop_table("administrative_unit")
