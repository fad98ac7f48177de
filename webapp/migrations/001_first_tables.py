"""The first tables: office, people, cases, documents, register, ledger; and what nobody may undo.

Revision ID: 001
"""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None
branch_labels = None
depends_on = None

FROZEN = ("ledger_entry", "register_entry", "document_action", "document_version")
"""Tables whose rows are written once: the database itself refuses UPDATE and DELETE."""


def upgrade() -> None:
    """Create every table, then the triggers that keep written history as it was written."""
    _create_tables()
    if op.get_bind().dialect.name == "postgresql":
        _freeze_on_postgresql()
    else:
        _freeze_on_sqlite()


def _freeze_on_sqlite() -> None:
    for table in FROZEN:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
            )
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER document_issued_no_{act.lower()} BEFORE {act} ON document WHEN OLD.state = 'issued' "
            "BEGIN SELECT RAISE(ABORT, 'an issued document is fixed'); END"
        )


def _freeze_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION anthu_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is written once', TG_TABLE_NAME; END $$"
    )
    for table in FROZEN:
        op.execute(
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION anthu_refuse()"
        )
    op.execute(
        "CREATE TRIGGER document_issued_frozen BEFORE UPDATE OR DELETE ON document FOR EACH ROW "
        "WHEN (OLD.state = 'issued') EXECUTE FUNCTION anthu_refuse()"
    )


def downgrade() -> None:
    """There is nothing before the first migration."""
    raise RuntimeError("the first migration has no way back")


def _create_tables() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blob")),
        sa.UniqueConstraint("sha256", name=op.f("uq_blob_sha256")),
    )
    op.create_table(
        "office",
        sa.Column("commission", sa.String(length=200), nullable=False),
        sa.Column("committee", sa.String(length=200), nullable=False),
        sa.Column("superior", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("symbol", sa.String(length=40), nullable=False),
        sa.Column("committee_symbol", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("layout", sa.String(length=40), nullable=False),
        sa.Column("tone_marks", sa.String(length=10), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("symbol", name=op.f("uq_office_symbol")),
    )
    op.create_table(
        "ledger_entry",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("actor_name", sa.String(length=120), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_ledger_entry_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("office_id", "seq", name=op.f("uq_ledger_entry_office_id_seq")),
    )
    op.create_index("ix_ledger_case", "ledger_entry", ["case_id", "seq"], unique=False)
    op.create_table(
        "ledger_head",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_ledger_head_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_head")),
        sa.UniqueConstraint("office_id", name=op.f("uq_ledger_head_office_id")),
    )
    op.create_table(
        "term",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_term_ends_after_start")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_term_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
    )
    op.create_index(
        "uq_term_open",
        "term",
        ["office_id"],
        unique=True,
        sqlite_where=sa.text("ends_on IS NULL"),
        postgresql_where=sa.text("ends_on IS NULL"),
    )
    op.create_table(
        "user_account",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.String(length=200), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_user_account_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("username", name=op.f("uq_user_account_username")),
    )
    op.create_table(
        "inspection_case",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("procedure_code", sa.String(length=40), nullable=False),
        sa.Column("procedure_version", sa.Integer(), nullable=False),
        sa.Column("procedure_sha256", sa.String(length=64), nullable=False),
        sa.Column("initiator", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opened_by_id", sa.String(length=32), nullable=False),
        sa.Column("member_in_charge_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_inspection_case_state")),
        sa.ForeignKeyConstraint(
            ["member_in_charge_id"],
            ["user_account.id"],
            name=op.f("fk_inspection_case_member_in_charge_id_user_account"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_inspection_case_office_id_office")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["user_account.id"], name=op.f("fk_inspection_case_opened_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_case")),
        sa.UniqueConstraint("office_id", "code", name=op.f("uq_inspection_case_office_id_code")),
    )
    op.create_index("ix_case_office_state", "inspection_case", ["office_id", "state", "opened_on"], unique=False)
    op.create_table(
        "role_grant",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_role_grant_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint("user_id", "role", name=op.f("uq_role_grant_user_id_role")),
    )
    op.create_table(
        "series",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("term_id", sa.String(length=32), nullable=False),
        sa.Column("body_symbol", sa.String(length=40), nullable=False),
        sa.Column("type_code", sa.String(length=10), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("next_number >= 1", name=op.f("ck_series_starts_at_one")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_series_office_id_office")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_series_term_id_term")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint(
            "office_id",
            "term_id",
            "body_symbol",
            "type_code",
            name=op.f("uq_series_office_id_term_id_body_symbol_type_code"),
        ),
    )
    op.create_table(
        "sign_in",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_sign_in_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_user_id"), "sign_in", ["user_id"], unique=False)
    op.create_table(
        "case_fact",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["inspection_case.id"], name=op.f("fk_case_fact_case_id_inspection_case")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["user_account.id"], name=op.f("fk_case_fact_changed_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_fact")),
        sa.UniqueConstraint("case_id", "key", name=op.f("uq_case_fact_case_id_key")),
    )
    op.create_index(op.f("ix_case_fact_case_id"), "case_fact", ["case_id"], unique=False)
    op.create_table(
        "case_subject",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("organisation", sa.String(length=300), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["inspection_case.id"], name=op.f("fk_case_subject_case_id_inspection_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_subject")),
    )
    op.create_index(op.f("ix_case_subject_case_id"), "case_subject", ["case_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("layout", sa.String(length=40), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("drafted_by_id", sa.String(length=32), nullable=False),
        sa.Column("approved_version", sa.Integer(), nullable=True),
        sa.Column("signed_by_id", sa.String(length=32), nullable=True),
        sa.Column("signed_sha256", sa.String(length=64), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("number_text", sa.String(length=60), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=True),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "number_text = '' OR signed_by_id IS NOT NULL", name=op.f("ck_document_number_only_after_signature")
        ),
        sa.CheckConstraint("number_text = '' OR state = 'issued'", name=op.f("ck_document_number_only_when_issued")),
        sa.CheckConstraint(
            "state <> 'issued' OR (issued_on IS NOT NULL AND pdf_sha256 IS NOT NULL)",
            name=op.f("ck_document_issued_is_archived"),
        ),
        sa.CheckConstraint(
            "state IN ('drafting', 'submitted', 'approved', 'signed', 'issued')", name=op.f("ck_document_state")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["inspection_case.id"], name=op.f("fk_document_case_id_inspection_case")),
        sa.ForeignKeyConstraint(
            ["drafted_by_id"], ["user_account.id"], name=op.f("fk_document_drafted_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_document_office_id_office")),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["user_account.id"], name=op.f("fk_document_signed_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint(
            "case_id", "step", "template", "ordinal", name=op.f("uq_document_case_id_step_template_ordinal")
        ),
    )
    op.create_index(op.f("ix_document_case_id"), "document", ["case_id"], unique=False)
    op.create_index("ix_document_office_state", "document", ["office_id", "state"], unique=False)
    op.create_table(
        "step_record",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("state = 'done' OR reason <> ''", name=op.f("ck_step_record_skip_has_reason")),
        sa.CheckConstraint("state IN ('done', 'skipped')", name=op.f("ck_step_record_state")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_step_record_by_id_user_account")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["inspection_case.id"], name=op.f("fk_step_record_case_id_inspection_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_record")),
        sa.UniqueConstraint("case_id", "step", name=op.f("uq_step_record_case_id_step")),
    )
    op.create_index(op.f("ix_step_record_case_id"), "step_record", ["case_id"], unique=False)
    op.create_table(
        "team_member",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["inspection_case.id"], name=op.f("fk_team_member_case_id_inspection_case")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_team_member_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
        sa.UniqueConstraint("case_id", "user_id", name=op.f("uq_team_member_case_id_user_id")),
    )
    op.create_index(op.f("ix_team_member_case_id"), "team_member", ["case_id"], unique=False)
    op.create_index(op.f("ix_team_member_user_id"), "team_member", ["user_id"], unique=False)
    op.create_table(
        "upload",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_upload_by_id_user_account")),
        sa.ForeignKeyConstraint(["case_id"], ["inspection_case.id"], name=op.f("fk_upload_case_id_inspection_case")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_upload_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_case_id"), "upload", ["case_id"], unique=False)
    op.create_table(
        "document_action",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind <> 'returned' OR reason <> ''", name=op.f("ck_document_action_return_has_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_document_action_by_id_user_account")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_action_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_action")),
    )
    op.create_index(op.f("ix_document_action_document_id"), "document_action", ["document_id"], unique=False)
    op.create_table(
        "document_version",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf_sha256", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("template_sha256", sa.String(length=64), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("empty", sa.JSON(), nullable=False),
        sa.Column("bases", sa.JSON(), nullable=False),
        sa.Column("sanction", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_document_version_by_id_user_account")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_version_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_version")),
        sa.UniqueConstraint("document_id", "no", name=op.f("uq_document_version_document_id_no")),
    )
    op.create_index(op.f("ix_document_version_document_id"), "document_version", ["document_id"], unique=False)
    op.create_table(
        "register_entry",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("series_id", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("number_text", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("signer", sa.String(length=120), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("registered_by_id", sa.String(length=32), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_register_entry_number")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_register_entry_document_id_document")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_register_entry_office_id_office")),
        sa.ForeignKeyConstraint(
            ["registered_by_id"], ["user_account.id"], name=op.f("fk_register_entry_registered_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_register_entry_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entry")),
        sa.UniqueConstraint("document_id", name=op.f("uq_register_entry_document_id")),
        sa.UniqueConstraint("series_id", "number", name=op.f("uq_register_entry_series_id_number")),
    )
    op.create_index("ix_register_office_date", "register_entry", ["office_id", "issued_on"], unique=False)
