"""Slips of bodies without the system, closed periods, restatements of closed figures.

Revision ID: 014
"""

import sqlalchemy as sa
from alembic import op

revision = "014"
down_revision = "013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _report_slip()
    _figure_closing()
    _figure_restatement()


def _report_slip() -> None:
    name = "report_slip"
    op.create_table(
        name,
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("organisation_id", sa.String(32), nullable=False),
        sa.Column("body", sa.String(300), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("first_on", sa.Date, nullable=False),
        sa.Column("last_on", sa.Date, nullable=False),
        sa.Column("period_label", sa.String(200), nullable=False),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True)),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("sender", sa.String(200), nullable=False),
        sa.Column("explanation", sa.Text, nullable=False),
        sa.Column("report_id", sa.String(32)),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_report_slip_in_order")),
        sa.CheckConstraint(
            "(sent_at IS NULL) = (report_id IS NULL)", name=op.f("ck_report_slip_sent_as_a_report")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_report_slip_office_id_office")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_report_slip_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["figure_report.id"], name=op.f("fk_report_slip_report_id_figure_report")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_report_slip_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_slip")),
        sa.UniqueConstraint(
            "office_id", "organisation_id", "first_on", "last_on",
            name=op.f("uq_report_slip_office_id_organisation_id_first_on_last_on"),
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_report_slip_organisation_id"), name, ["organisation_id"])


def _figure_closing() -> None:
    op.create_table(
        "figure_closing",
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("first_on", sa.Date, nullable=False),
        sa.Column("last_on", sa.Date, nullable=False),
        sa.Column("period_label", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("ledger_seq", sa.Integer, nullable=False),
        sa.Column("ledger_hash", sa.String(64), nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_figure_closing_in_order")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_figure_closing_office_id_office")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_figure_closing_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_closing")),
        sa.UniqueConstraint(
            "office_id", "first_on", "last_on", name=op.f("uq_figure_closing_office_id_first_on_last_on")
        ),
    )


def _figure_restatement() -> None:
    name = "figure_restatement"
    op.create_table(
        name,
        sa.Column("closing_id", sa.String(32), nullable=False),
        sa.Column("form", sa.String(60), nullable=False),
        sa.Column("row", sa.String(40), nullable=False),
        sa.Column("column", sa.String(60), nullable=False),
        sa.Column("old", sa.BigInteger),
        sa.Column("new", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("body", sa.String(300), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_figure_restatement_has_reason")),
        sa.ForeignKeyConstraint(
            ["closing_id"], ["figure_closing.id"], name=op.f("fk_figure_restatement_closing_id_figure_closing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_restatement")),
    )
    op.create_index("ix_figure_restatement_closing", name, ["closing_id", "at"])
