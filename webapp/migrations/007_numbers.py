"""Numbers that are held, struck out or entered late; lines without a document; yearly periods.

Revision ID: 007
"""

import sqlalchemy as sa
from alembic import op

revision = "007"
down_revision = "006"
branch_labels = None
depends_on = None

WRITTEN_ONCE = ("number_reservation", "void_number")


def upgrade() -> None:
    op.add_column("term", sa.Column("kind", sa.String(10), nullable=False, server_default="term"))
    _widen_the_register()
    for table in WRITTEN_ONCE:
        _create_number_table(table)
        freeze(table)


def _widen_the_register() -> None:
    """SQLite makes the table anew and loses its triggers on the way."""
    with op.batch_alter_table("register_entry") as table:
        table.alter_column("document_id", existing_type=sa.String(32), nullable=True)
        table.add_column(sa.Column("suffix", sa.String(2), nullable=False, server_default=sa.text("''")))
        table.add_column(sa.Column("copies", sa.Integer, nullable=False, server_default="0"))
        table.add_column(sa.Column("secrecy", sa.String(20), nullable=False, server_default="none"))
        table.add_column(sa.Column("urgency", sa.String(20), nullable=False, server_default="none"))
        table.add_column(sa.Column("note", sa.Text, nullable=False, server_default=sa.text("''")))
        table.drop_constraint(op.f("uq_register_entry_series_id_number"), type_="unique")
        table.create_unique_constraint(
            op.f("uq_register_entry_series_id_number_suffix"), ["series_id", "number", "suffix"]
        )
        table.create_check_constraint(
            op.f("ck_register_entry_secrecy"), "secrecy IN ('none', 'mat', 'toi_mat', 'tuyet_mat')"
        )
    if op.get_bind().dialect.name == "sqlite":
        freeze("register_entry")


def _create_number_table(name: str) -> None:
    checks = [sa.CheckConstraint("reason <> ''", name=op.f(f"ck_{name}_has_reason"))]
    if name == "number_reservation":
        checks.append(sa.CheckConstraint("number >= 1", name=op.f(f"ck_{name}_number")))
    op.create_table(
        name,
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("series_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("suffix", sa.String(2), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *checks,
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f(f"fk_{name}_office_id_office")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f(f"fk_{name}_series_id_series")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f(f"fk_{name}_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("series_id", "number", "suffix", name=op.f(f"uq_{name}_series_id_number_suffix")),
    )


def freeze(table: str) -> None:
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
    raise RuntimeError("numbers that were given are not forgotten")
