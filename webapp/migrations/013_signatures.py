"""Second factors, pictures of signatures, and signed copies of documents.

Revision ID: 013
"""

import sqlalchemy as sa
from alembic import op

revision = "013"
down_revision = "012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_factor",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("spares", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_second_factor_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor")),
        sa.UniqueConstraint("user_id", name=op.f("uq_second_factor_user_id")),
    )
    op.create_table(
        "signature_image",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_signature_image_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature_image")),
    )
    op.create_index(op.f("ix_signature_image_user_id"), "signature_image", ["user_id"], unique=False)
    op.create_table(
        "signed_copy",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("of_sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("stamped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind = 'scan' OR fingerprint <> ''", name=op.f("ck_signed_copy_digital_has_certificate")),
        sa.CheckConstraint("kind IN ('person', 'seal', 'scan')", name=op.f("ck_signed_copy_kind")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_signed_copy_by_id_user_account")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_signed_copy_document_id_document")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_signed_copy_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_copy")),
        sa.UniqueConstraint("document_id", "sha256", name=op.f("uq_signed_copy_document_id_sha256")),
    )
    op.create_index(op.f("ix_signed_copy_document_id"), "signed_copy", ["document_id"], unique=False)
    _freeze("signed_copy")


def _freeze(table: str) -> None:
    """The database itself refuses UPDATE and DELETE; PostgreSQL has the function since the first migration."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION anthu_refuse()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
        )


def downgrade() -> None:
    raise RuntimeError("signatures are not forgotten")
