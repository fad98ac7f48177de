"""The clerk's other books: incoming documents, letters and their senders, copies, hand-overs.

Revision ID: 010
"""

import sqlalchemy as sa
from alembic import op

revision = "010"
down_revision = "009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hand_over",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("giver", sa.String(length=200), nullable=False),
        sa.Column("receiver", sa.String(length=200), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("giver <> '' AND receiver <> ''", name=op.f("ck_hand_over_has_both_sides")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_hand_over_by_id_user_account")),
        sa.ForeignKeyConstraint(["case_id"], ["inspection_case.id"], name=op.f("fk_hand_over_case_id_inspection_case")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_hand_over_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
    )
    op.create_index(op.f("ix_hand_over_case_id"), "hand_over", ["case_id"], unique=False)
    op.create_index("ix_hand_over_office_date", "hand_over", ["office_id", "given_on"], unique=False)
    op.create_table(
        "incoming_document",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("symbol", sa.String(length=80), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("receiver", sa.String(length=200), nullable=False),
        sa.Column("forwarded_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("secrecy", sa.String(length=20), nullable=False),
        sa.Column("urgency", sa.String(length=20), nullable=False),
        sa.Column("offline", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "secrecy = 'none' OR sha256 = '' OR offline", name=op.f("ck_incoming_document_secret_is_not_stored")
        ),
        sa.CheckConstraint(
            "secrecy IN ('none', 'mat', 'toi_mat', 'tuyet_mat')", name=op.f("ck_incoming_document_secrecy")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_incoming_document_number")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_incoming_document_by_id_user_account")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["inspection_case.id"], name=op.f("fk_incoming_document_case_id_inspection_case")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_incoming_document_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_document")),
        sa.UniqueConstraint("office_id", "period", "number", name=op.f("uq_incoming_document_office_id_period_number")),
    )
    op.create_index(op.f("ix_incoming_document_case_id"), "incoming_document", ["case_id"], unique=False)
    op.create_index("ix_incoming_office_date", "incoming_document", ["office_id", "arrived_on"], unique=False)
    op.create_table(
        "letter",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("outcome_note", sa.Text(), nullable=False),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("channel IN ('post', 'direct', 'forwarded', 'box')", name=op.f("ck_letter_channel")),
        sa.CheckConstraint("kind IN ('denunciation', 'complaint', 'mixed', 'reflection')", name=op.f("ck_letter_kind")),
        sa.CheckConstraint("outcome = 'pending' OR outcome_note <> ''", name=op.f("ck_letter_outcome_has_reason")),
        sa.CheckConstraint(
            "outcome IN ('pending', 'accepted', 'refused', 'referred', 'information', 'guided')",
            name=op.f("ck_letter_outcome"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_letter_by_id_user_account")),
        sa.ForeignKeyConstraint(["case_id"], ["inspection_case.id"], name=op.f("fk_letter_case_id_inspection_case")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_letter_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("office_id", "period", "number", name=op.f("uq_letter_office_id_period_number")),
    )
    op.create_index(op.f("ix_letter_case_id"), "letter", ["case_id"], unique=False)
    op.create_index("ix_letter_office_date", "letter", ["office_id", "received_on"], unique=False)
    op.create_table(
        "letter_sender",
        sa.Column("letter_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("wants_secrecy", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letter_sender_letter_id_letter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_sender")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_letter_sender_letter_id")),
    )
    op.create_table(
        "document_copy",
        sa.Column("office_id", sa.String(length=32), nullable=False),
        sa.Column("entry_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=True),
        sa.Column("incoming_id", sa.String(length=32), nullable=True),
        sa.Column("extent", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind <> 'extract' OR extent <> ''", name=op.f("ck_document_copy_extract_says_what")),
        sa.CheckConstraint("kind IN ('true_copy', 'extract', 'copy_of_copy')", name=op.f("ck_document_copy_kind")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_copy_document_id_document")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["register_entry.id"], name=op.f("fk_document_copy_entry_id_register_entry")
        ),
        sa.ForeignKeyConstraint(
            ["incoming_id"], ["incoming_document.id"], name=op.f("fk_document_copy_incoming_id_incoming_document")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_document_copy_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_copy")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_document_copy_entry_id")),
    )


def downgrade() -> None:
    raise RuntimeError("papers that were registered are not forgotten")
