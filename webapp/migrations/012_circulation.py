"""Routes, opinions, substitutes, signing powers, versions from Word, and who is next.

Revision ID: 012
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "012"
down_revision = "011"
branch_labels = None
depends_on = None

STATES = (
    "drafting", "consulting", "submitted", "format_check", "pending_approval", "collective", "approved", "signed",
    "issued", "voided",
)  # fmt: skip
OLD_STATES = ("drafting", "submitted", "approved", "signed", "issued")


def upgrade() -> None:
    _document()
    _document_version()
    _document_action()
    _new_tables()
    _begin_tasks()


def _in(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def _document() -> None:
    op.add_column("document", sa.Column("route", sa.String(60), nullable=False, server_default=sa.text("''")))
    op.add_column("document", sa.Column("round", sa.Integer, nullable=False, server_default="0"))
    op.add_column("document", sa.Column("sign_authority", sa.String(200)))
    op.add_column("document", sa.Column("signer_title", sa.String(200)))
    if op.get_bind().dialect.name == "sqlite":
        _rewrite("document", lambda sql: _swapped(sql, _in("state", OLD_STATES), _in("state", STATES)))
    else:
        op.drop_constraint(op.f("ck_document_state"), "document", type_="check")
        op.create_check_constraint(op.f("ck_document_state"), "document", _in("state", STATES))


def _document_version() -> None:
    table = "document_version"
    op.add_column(table, sa.Column("origin", sa.String(20), nullable=False, server_default="filled"))
    op.add_column(table, sa.Column("filename", sa.String(200), nullable=False, server_default=sa.text("''")))
    op.add_column(table, sa.Column("tracked", sa.Integer, nullable=False, server_default="0"))
    _constrain(table, {"ck_document_version_origin": _in("origin", ("filled", "tagged", "word"))}, {})


def _document_action() -> None:
    table = "document_action"
    op.add_column(table, sa.Column("for_id", sa.String(32)))
    op.add_column(table, sa.Column("other_id", sa.String(32)))
    op.add_column(table, sa.Column("authority", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column(table, sa.Column("undo", sa.JSON, nullable=False, server_default="{}"))
    checks = {
        "ck_document_action_ending_has_reason": (
            "kind NOT IN ('recalled', 'voided', 'withdrawn', 'superseded') OR reason <> ''"
        ),
        "ck_document_action_substitute_has_authority": "(for_id IS NULL) = (authority = '')",
        "ck_document_action_superseded_by_a_document": "(kind = 'superseded') = (other_id IS NOT NULL)",
    }
    keys = {
        "fk_document_action_for_id_user_account": ("for_id", "user_account"),
        "fk_document_action_other_id_document": ("other_id", "document"),
    }
    _constrain(table, checks, keys)


def _constrain(table: str, checks: dict[str, str], keys: dict[str, tuple[str, str]]) -> None:
    """Add constraints without copying the table: its rows are written once, and others refer to them."""
    if op.get_bind().dialect.name == "sqlite":
        lines = [f"CONSTRAINT {name} CHECK ({rule})" for name, rule in checks.items()]
        lines += [
            f"CONSTRAINT {name} FOREIGN KEY({column}) REFERENCES {target} (id)"
            for name, (column, target) in keys.items()
        ]
        _rewrite(table, lambda sql: sql.rstrip().removesuffix(")").rstrip() + ", " + ", ".join(lines) + ")")
        return
    for name, rule in checks.items():
        op.create_check_constraint(op.f(name), table, rule)
    for name, (column, target) in keys.items():
        op.create_foreign_key(op.f(name), table, target, [column], ["id"])


def _rewrite(table: str, change: Callable[[str], str]) -> None:
    """Change the text of a table's definition where no row is touched by it.

    Source: sqlite.org/lang_altertable.html, "making other kinds of table schema changes".
    """
    bind = op.get_bind()
    sql = bind.scalar(sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name"), {"name": table})
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    bind.execute(
        sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :name"),
        {"sql": change(sql), "name": table},
    )
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar() or 0
    bind.exec_driver_sql(f"PRAGMA schema_version = {int(version) + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = RESET")


def _swapped(sql: str, old: str, new: str) -> str:
    if sql.count(old) != 1:
        raise RuntimeError("the constraint to be changed is not where the first migration put it")
    return sql.replace(old, new)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _id(table: str) -> tuple[Any, Any]:
    return sa.Column("id", sa.String(32), nullable=False), sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _person(name: str, *, nullable: bool = False) -> Any:
    return sa.Column(name, sa.String(32), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> Any:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _new_tables() -> None:
    _tasks()
    _opinions()
    _offers()
    _absences()
    _mandates()
    _waiting()


def _tasks() -> None:
    name = "document_task"
    op.create_table(
        name,
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("step", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("stands_as", sa.String(20), nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("two_persons", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("due_on", sa.Date),
        _person("assigned_to_id", nullable=True),
        sa.Column("outcome", sa.JSON, nullable=False),
        _person("by_id", nullable=True),
        _moment("at", nullable=True),
        *_id(name),
        _check(name, "state", _in("state", ("waiting", "open", "done", "returned", "stopped"))),
        _check(name, "done_by_somebody", "state <> 'done' OR by_id IS NOT NULL"),
        _key(name, "document_id", "document"),
        _key(name, "assigned_to_id", "user_account"),
        _key(name, "by_id", "user_account"),
        sa.UniqueConstraint("document_id", "round", "step", name=op.f("uq_document_task_document_id_round_step")),
    )
    op.create_index(op.f("ix_document_task_document_id"), name, ["document_id"])


def _opinions() -> None:
    name = "opinion"
    op.create_table(
        name,
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("version_no", sa.Integer, nullable=False),
        _person("asked_id"),
        _person("asked_by_id"),
        sa.Column("question", sa.Text, nullable=False),
        _moment("asked_at"),
        sa.Column("due_on", sa.Date),
        sa.Column("answer", sa.Text, nullable=False),
        _moment("answered_at", nullable=True),
        sa.Column("answered_version", sa.Integer),
        _moment("closed_at", nullable=True),
        sa.Column("taken", sa.String(20), nullable=False),
        sa.Column("response", sa.Text, nullable=False),
        *_id(name),
        _check(name, "answer_in_words", "(answered_at IS NULL) = (answer = '')"),
        _check(name, "taken", _in("taken", ("", "accepted", "explained"))),
        _check(name, "explained_in_words", "taken <> 'explained' OR response <> ''"),
        _key(name, "document_id", "document"),
        _key(name, "asked_id", "user_account"),
        _key(name, "asked_by_id", "user_account"),
    )
    op.create_index(op.f("ix_opinion_document_id"), name, ["document_id"])


def _offers() -> None:
    name = "word_offer"
    op.create_table(
        name,
        sa.Column("document_id", sa.String(32), nullable=False),
        sa.Column("version_no", sa.Integer, nullable=False),
        sa.Column("tag", sa.String(120), nullable=False),
        sa.Column("label", sa.String(300), nullable=False),
        sa.Column("fact", sa.String(60), nullable=False),
        sa.Column("old", sa.Text, nullable=False),
        sa.Column("new", sa.Text, nullable=False),
        sa.Column("decided", sa.String(10), nullable=False),
        _person("by_id", nullable=True),
        _moment("at", nullable=True),
        *_id(name),
        _check(name, "decided", _in("decided", ("", "taken", "left"))),
        _check(name, "decided_by_somebody", "(decided = '') = (by_id IS NULL)"),
        _key(name, "document_id", "document"),
        _key(name, "by_id", "user_account"),
        sa.UniqueConstraint("document_id", "version_no", "tag", name=op.f("uq_word_offer_document_id_version_no_tag")),
    )
    op.create_index(op.f("ix_word_offer_document_id"), name, ["document_id"])


def _absences() -> None:
    name = "absence"
    op.create_table(
        name,
        sa.Column("office_id", sa.String(32), nullable=False),
        _person("absent_id"),
        _person("substitute_id"),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=False),
        sa.Column("types", sa.JSON, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        _person("by_id"),
        _moment("at"),
        _moment("ended_at", nullable=True),
        *_id(name),
        _check(name, "ends_after_start", "ends_on >= starts_on"),
        _check(name, "two_people", "absent_id <> substitute_id"),
        _check(name, "cites_a_decision", "decision <> ''"),
        _key(name, "office_id", "office"),
        *(_key(name, column, "user_account") for column in ("absent_id", "substitute_id", "by_id")),
    )
    op.create_index("ix_absence_office_dates", name, ["office_id", "starts_on", "ends_on"])


def _mandates() -> None:
    name = "signing_mandate"
    op.create_table(
        name,
        sa.Column("office_id", sa.String(32), nullable=False),
        _person("user_id"),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("principal", sa.String(200), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("types", sa.JSON, nullable=False),
        sa.Column("starts_on", sa.Date, nullable=False),
        sa.Column("ends_on", sa.Date),
        sa.Column("decision", sa.Text, nullable=False),
        _person("by_id"),
        _moment("at"),
        _moment("ended_at", nullable=True),
        *_id(name),
        _check(name, "ends_after_start", "ends_on IS NULL OR ends_on >= starts_on"),
        _check(name, "cites_a_decision", "decision <> ''"),
        _check(name, "form", "form IN ('T/M', 'K/T', 'T/L', 'Q.', '')"),
        _key(name, "office_id", "office"),
        *(_key(name, column, "user_account") for column in ("user_id", "by_id")),
    )
    op.create_index("ix_signing_mandate_office_dates", name, ["office_id", "starts_on", "ends_on"])


def _waiting() -> None:
    name = "waiting"
    op.create_table(
        name,
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("document_id", sa.String(32)),
        sa.Column("step", sa.String(60), nullable=False),
        _person("user_id", nullable=True),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("type_code", sa.String(10), nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("why", sa.Text, nullable=False),
        _moment("since"),
        *_id(name),
        _check(name, "somebody", "(user_id IS NULL) <> (actor = '')"),
        _check(name, "something", "(document_id IS NULL) <> (step = '')"),
        _key(name, "office_id", "office"),
        _key(name, "case_id", "inspection_case"),
        _key(name, "document_id", "document"),
        _key(name, "user_id", "user_account"),
    )
    op.create_index(op.f("ix_waiting_case_id"), name, ["case_id"])
    op.create_index("ix_waiting_user", name, ["user_id", "due_on"])
    op.create_index("ix_waiting_actor", name, ["office_id", "actor", "due_on"])


def _begin_tasks() -> None:
    """What had been sent for approval goes on along the short route."""
    op.execute(
        "INSERT INTO document_task (id, document_id, round, position, step, kind, label, actor, stands_as, after, "
        "two_persons, state, outcome) SELECT id, id, 1, 0, 'approve', 'approve', 'Duyệt', 'approver', 'submitted', "
        "'[]', " + ("false" if op.get_bind().dialect.name == "postgresql" else "0") + ", 'open', '{}' "
        "FROM document WHERE state = 'submitted'"
    )
    op.execute("UPDATE document SET route = 'short', round = 1 WHERE state = 'submitted'")


def downgrade() -> None:
    """Routes, opinions and powers would be lost with their tables."""
    raise RuntimeError("circulation has no way back")
