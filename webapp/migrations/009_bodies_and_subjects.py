"""Cells and agencies, several subjects and kinds, rounds of a step, pauses, links between cases.

Revision ID: 009
"""

import sqlalchemy as sa
from alembic import op

revision = "009"
down_revision = "008"
branch_labels = None
depends_on = None

_STATES = "state IN ('open', 'suspended', 'closed', 'merged', 'handed_over')"


def upgrade() -> None:
    _create_units()
    _widen_the_case()
    _give_facts_a_subject()
    _let_steps_repeat()
    for table in ("upload", "document"):
        _point(table, "subject_id", "case_subject")
    op.add_column("document", sa.Column("step_round", sa.Integer, nullable=False, server_default="1"))
    _create_pauses()
    _create_links()


def _point(table: str, column: str, to: str) -> None:
    """A column that may name a row of another table; SQLite takes the reference only inside the column."""
    name = f"fk_{table}_{column}_{to}"
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR(32) CONSTRAINT {name} REFERENCES {to} (id)")


def _create_units() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("symbol", sa.String(40), nullable=False),
        sa.Column("parent", sa.String(200), nullable=False),
        sa.Column("members", sa.Integer),
        sa.CheckConstraint("kind IN ('cell', 'advisory_agency')", name=op.f("ck_unit_kind")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_unit_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_unit_office_id_name")),
    )
    for table in ("term", "role_grant"):
        _point(table, "unit_id", "unit")
    op.drop_index("uq_term_open", "term")
    _unique_where("uq_term_open", "term", ["office_id"], "ends_on IS NULL AND unit_id IS NULL")
    _unique_where("uq_term_open_of_unit", "term", ["unit_id"], "ends_on IS NULL AND unit_id IS NOT NULL")


def _unique_where(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(
        name, table, columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def _widen_the_case() -> None:
    with op.batch_alter_table("inspection_case") as table:
        table.add_column(sa.Column("kinds", sa.JSON, nullable=False, server_default="[]"))
        table.add_column(sa.Column("state_reason", sa.Text, nullable=False, server_default=sa.text("''")))
        table.add_column(sa.Column("unit_id", sa.String(32)))
        table.create_foreign_key(op.f("fk_inspection_case_unit_id_unit"), "unit", ["unit_id"], ["id"])
        table.drop_constraint(op.f("ck_inspection_case_state"), type_="check")
        table.create_check_constraint(op.f("ck_inspection_case_state"), _STATES)


def _give_facts_a_subject() -> None:
    with op.batch_alter_table("case_fact") as table:
        table.add_column(sa.Column("subject_id", sa.String(32)))
        table.create_foreign_key(op.f("fk_case_fact_subject_id_case_subject"), "case_subject", ["subject_id"], ["id"])
        table.drop_constraint(op.f("uq_case_fact_case_id_key"), type_="unique")
    _unique_where("uq_case_fact_of_case", "case_fact", ["case_id", "key"], "subject_id IS NULL")
    _unique_where("uq_case_fact_of_subject", "case_fact", ["subject_id", "key"], "subject_id IS NOT NULL")


def _let_steps_repeat() -> None:
    with op.batch_alter_table("step_record") as table:
        table.add_column(sa.Column("round", sa.Integer, nullable=False, server_default="1"))
        table.drop_constraint(op.f("uq_step_record_case_id_step"), type_="unique")
        table.create_unique_constraint(op.f("uq_step_record_case_id_step_round"), ["case_id", "step", "round"])
        table.drop_constraint(op.f("ck_step_record_state"), type_="check")
        table.create_check_constraint(op.f("ck_step_record_state"), "state IN ('done', 'skipped', 'withdrawn')")
        table.drop_constraint(op.f("ck_step_record_skip_has_reason"), type_="check")
        table.create_check_constraint(
            op.f("ck_step_record_skip_has_reason"), "state <> 'skipped' OR reason <> ''"
        )


def _create_pauses() -> None:
    op.create_table(
        "case_pause",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_case_pause_ends_after_start")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_case_pause_has_reason")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["inspection_case.id"], name=op.f("fk_case_pause_case_id_inspection_case")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_case_pause_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_pause")),
    )
    op.create_index(op.f("ix_case_pause_case_id"), "case_pause", ["case_id"])


def _create_links() -> None:
    op.create_table(
        "case_link",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("other_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('proposed_to', 'merged_into', 'handed_to')", name=op.f("ck_case_link_kind")),
        sa.CheckConstraint("case_id <> other_id", name=op.f("ck_case_link_two_cases")),
        sa.ForeignKeyConstraint(["case_id"], ["inspection_case.id"], name=op.f("fk_case_link_case_id_inspection_case")),
        sa.ForeignKeyConstraint(
            ["other_id"], ["inspection_case.id"], name=op.f("fk_case_link_other_id_inspection_case")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_case_link_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_link")),
        sa.UniqueConstraint("case_id", "other_id", name=op.f("uq_case_link_case_id_other_id")),
    )
    for column in ("case_id", "other_id"):
        op.create_index(op.f(f"ix_case_link_{column}"), "case_link", [column])


def downgrade() -> None:
    raise RuntimeError("cases of several subjects cannot be told with one")
