"""Acts and marks the figures are counted from, their totals; reports from below, entries by hand; programmes, targets.

Revision ID: 011
"""

import sqlalchemy as sa
from alembic import op

revision = "011"
down_revision = "010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "figure_key",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("task", sa.String(30), nullable=False),
        sa.Column("side", sa.String(20), nullable=False),
        sa.Column("object_kind", sa.String(20), nullable=False),
        sa.Column("position", sa.String(40), nullable=False),
        sa.Column("measure", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_key")),
        sa.UniqueConstraint(
            "task",
            "side",
            "object_kind",
            "position",
            "measure",
            name=op.f("uq_figure_key_task_side_object_kind_position_measure"),
        ),
    )
    op.create_table(
        "figure_total",
        sa.Column("key_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("counted_month", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("known_month", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("marks", sa.BigInteger, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["figure_key.id"], name=op.f("fk_figure_total_key_id_figure_key")),
        sa.PrimaryKeyConstraint("key_id", "counted_month", "known_month", name=op.f("pk_figure_total")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figure_entry",
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("form", sa.String(60), nullable=False),
        sa.Column("row", sa.String(40), nullable=False),
        sa.Column("column", sa.String(60), nullable=False),
        sa.Column("first_on", sa.Date, nullable=False),
        sa.Column("last_on", sa.Date, nullable=False),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.Column("counted", sa.BigInteger),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_figure_entry_has_reason")),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_figure_entry_in_order")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_figure_entry_by_id_user_account")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_figure_entry_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_entry")),
    )
    op.create_index("ix_figure_entry_office_period", "figure_entry", ["office_id", "first_on", "last_on"])
    op.create_table(
        "figure_report",
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(120), nullable=False),
        sa.Column("body", sa.String(300), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("first_on", sa.Date),
        sa.Column("last_on", sa.Date),
        sa.Column("period_label", sa.String(200), nullable=False),
        sa.Column("checks", sa.JSON, nullable=False),
        sa.Column("replaced_by_id", sa.String(32)),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint(
            "first_on IS NULL OR last_on IS NULL OR first_on <= last_on", name=op.f("ck_figure_report_in_order")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_figure_report_by_id_user_account")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_figure_report_office_id_office")),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["figure_report.id"], name=op.f("fk_figure_report_replaced_by_id_figure_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_report")),
    )
    op.create_index("ix_figure_report_office_period", "figure_report", ["office_id", "first_on", "last_on"])
    op.create_table(
        "target",
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("giver", sa.String(300), nullable=False),
        sa.Column("receiver", sa.String(300), nullable=False),
        sa.Column("task", sa.String(30), nullable=False),
        sa.Column("object_kind", sa.String(20), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("document_number", sa.String(60), nullable=False),
        sa.Column("document_on", sa.Date),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("kind IN ('count_min', 'rate_min', 'rotation')", name=op.f("ck_target_kind")),
        sa.CheckConstraint(
            "object_kind IN ('organisation', 'member', 'inspection')", name=op.f("ck_target_object_kind")
        ),
        sa.CheckConstraint("value >= 0 AND (kind <> 'rate_min' OR value <= 100)", name=op.f("ck_target_value")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_target_by_id_user_account")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_target_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    op.create_index("ix_target_office_year", "target", ["office_id", "year"])
    op.create_table(
        "figure_report_line",
        sa.Column("report_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("value", sa.BigInteger),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("unit", sa.String(20), nullable=False),
        sa.Column("first_on", sa.Date),
        sa.Column("last_on", sa.Date),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("role IN ('raw', 'implied', 'derived')", name=op.f("ck_figure_report_line_role")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["figure_report.id"], name=op.f("fk_figure_report_line_report_id_figure_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_report_line")),
        sa.UniqueConstraint("report_id", "role", "key", name=op.f("uq_figure_report_line_report_id_role_key")),
    )
    op.create_table(
        "case_tag",
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.String(32)),
        sa.Column("measure", sa.String(60), nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("known_on", sa.Date),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_case_tag_by_id_user_account")),
        sa.ForeignKeyConstraint(["case_id"], ["inspection_case.id"], name=op.f("fk_case_tag_case_id_inspection_case")),
        sa.ForeignKeyConstraint(["subject_id"], ["case_subject.id"], name=op.f("fk_case_tag_subject_id_case_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_tag")),
        sa.UniqueConstraint("case_id", "subject_id", "measure", name=op.f("uq_case_tag_case_id_subject_id_measure")),
    )
    op.create_index(op.f("ix_case_tag_case_id"), "case_tag", ["case_id"])
    op.create_table(
        "figure_act",
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("case_id", sa.String(32)),
        sa.Column("subject_id", sa.String(32)),
        sa.Column("document_id", sa.String(32)),
        sa.Column("task", sa.String(30), nullable=False),
        sa.Column("side", sa.String(20), nullable=False),
        sa.Column("body", sa.String(40), nullable=False),
        sa.Column("object_kind", sa.String(20), nullable=False),
        sa.Column("position", sa.String(40), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("counted_on", sa.Date, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint(
            "object_kind IN ('organisation', 'member', 'letter')", name=op.f("ck_figure_act_object_kind")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["inspection_case.id"], name=op.f("fk_figure_act_case_id_inspection_case")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_figure_act_document_id_document")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_figure_act_office_id_office")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["case_subject.id"], name=op.f("fk_figure_act_subject_id_case_subject")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_act")),
        sa.UniqueConstraint("source", name=op.f("uq_figure_act_source")),
    )
    op.create_index(op.f("ix_figure_act_case_id"), "figure_act", ["case_id"])
    op.create_index("ix_figure_act_day", "figure_act", ["counted_on"])
    op.create_index("ix_figure_act_office_day", "figure_act", ["office_id", "counted_on"])
    op.create_table(
        "programme",
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("holder", sa.String(20), nullable=False),
        sa.Column("horizon", sa.String(10), nullable=False),
        sa.Column("first_year", sa.Integer, nullable=False),
        sa.Column("last_year", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("document_number", sa.String(60), nullable=False),
        sa.Column("issued_on", sa.Date),
        sa.Column("document_id", sa.String(32)),
        sa.Column("replaces_id", sa.String(32)),
        sa.Column("change_reason", sa.Text, nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("holder IN ('committee', 'standing_board', 'commission')", name=op.f("ck_programme_holder")),
        sa.CheckConstraint("horizon IN ('term', 'year')", name=op.f("ck_programme_horizon")),
        sa.CheckConstraint(
            "state = 'draft' OR (document_number <> '' AND issued_on IS NOT NULL)",
            name=op.f("ck_programme_issued_has_number"),
        ),
        sa.CheckConstraint("state IN ('draft', 'issued', 'replaced')", name=op.f("ck_programme_state")),
        sa.CheckConstraint("last_year >= first_year", name=op.f("ck_programme_in_order")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_programme_by_id_user_account")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_programme_document_id_document")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_programme_office_id_office")),
        sa.ForeignKeyConstraint(["replaces_id"], ["programme.id"], name=op.f("fk_programme_replaces_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    op.create_index("ix_programme_office_years", "programme", ["office_id", "first_year", "last_year"])
    op.create_table(
        "figure_mark",
        sa.Column("act_id", sa.String(32), nullable=False),
        sa.Column("measure", sa.String(60), nullable=False),
        sa.Column("known_on", sa.Date, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["figure_act.id"], name=op.f("fk_figure_mark_act_id_figure_act")),
        sa.PrimaryKeyConstraint("act_id", "measure", name=op.f("pk_figure_mark")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_figure_mark_late",
        "figure_mark",
        ["known_on"],
        sqlite_where=sa.text("late = 1"),
        postgresql_where=sa.text("late"),
    )
    op.create_table(
        "programme_line",
        sa.Column("programme_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("subjects", sa.JSON, nullable=False),
        sa.Column("lead", sa.String(300), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("quarter", sa.Integer),
        sa.Column("months", sa.JSON, nullable=False),
        sa.Column("planned", sa.Integer, nullable=False),
        sa.Column("planned_organisations", sa.Integer, nullable=False),
        sa.Column("planned_members", sa.Integer, nullable=False),
        sa.Column("window", sa.String(200), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("kind IN ('inspection', 'supervision')", name=op.f("ck_programme_line_kind")),
        sa.CheckConstraint("planned >= 1", name=op.f("ck_programme_line_planned")),
        sa.CheckConstraint("quarter IS NULL OR quarter BETWEEN 1 AND 4", name=op.f("ck_programme_line_quarter")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_line_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_line")),
        sa.UniqueConstraint("programme_id", "position", name=op.f("uq_programme_line_programme_id_position")),
    )
    op.create_table(
        "programme_case",
        sa.Column("line_id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["inspection_case.id"], name=op.f("fk_programme_case_case_id_inspection_case")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["programme_line.id"], name=op.f("fk_programme_case_line_id_programme_line")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_case")),
        sa.UniqueConstraint("case_id", name=op.f("uq_programme_case_case_id")),
    )
    op.create_index(op.f("ix_programme_case_line_id"), "programme_case", ["line_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_programme_case_line_id"), table_name="programme_case")
    op.drop_table("programme_case")
    op.drop_table("programme_line")
    op.drop_index(
        "ix_figure_mark_late",
        table_name="figure_mark",
        sqlite_where=sa.text("late = 1"),
        postgresql_where=sa.text("late"),
    )
    op.drop_table("figure_mark")
    op.drop_index("ix_programme_office_years", table_name="programme")
    op.drop_table("programme")
    op.drop_index("ix_figure_act_office_day", table_name="figure_act")
    op.drop_index("ix_figure_act_day", table_name="figure_act")
    op.drop_index(op.f("ix_figure_act_case_id"), table_name="figure_act")
    op.drop_table("figure_act")
    op.drop_index(op.f("ix_case_tag_case_id"), table_name="case_tag")
    op.drop_table("case_tag")
    op.drop_table("figure_report_line")
    op.drop_index("ix_target_office_year", table_name="target")
    op.drop_table("target")
    op.drop_index("ix_figure_report_office_period", table_name="figure_report")
    op.drop_table("figure_report")
    op.drop_index("ix_figure_entry_office_period", table_name="figure_entry")
    op.drop_table("figure_entry")
    op.drop_table("figure_total")
    op.drop_table("figure_key")
