"""Versions of templates the office made itself, and its clauses.

Revision ID: 006
"""

import sqlalchemy as sa
from alembic import op

revision = "006"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "template_version",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("no", sa.Integer, nullable=False),
        sa.Column("docx_sha256", sa.String(64), nullable=False),
        sa.Column("filename", sa.String(200), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("uploaded_by_id", sa.String(32), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.String(32)),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("no >= 1", name=op.f("ck_template_version_no")),
        sa.CheckConstraint(
            "(published_at IS NULL) = (published_by_id IS NULL)", name=op.f("ck_template_version_published_by_somebody")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_template_version_office_id_office")),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["user_account.id"], name=op.f("fk_template_version_uploaded_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["user_account.id"], name=op.f("fk_template_version_published_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_version")),
        sa.UniqueConstraint("office_id", "code", "no", name=op.f("uq_template_version_office_id_code_no")),
    )
    op.create_table(
        "clause",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("topic", sa.String(120), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_clause_office_id_office")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_clause_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
    )
    op.create_index(op.f("ix_clause_office_id"), "clause", ["office_id"])


def downgrade() -> None:
    op.drop_table("clause")
    op.drop_table("template_version")
