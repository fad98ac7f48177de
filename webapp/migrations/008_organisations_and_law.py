"""Organisations and members over time, the subjects of cases linked to them; the office's own versions of the law.

Revision ID: 008
"""

import sqlalchemy as sa
from alembic import op

revision = "008"
down_revision = "007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("founded_on", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("end_kind", sa.String(20), nullable=False),
        sa.Column("end_reason", sa.Text, nullable=False),
        sa.Column("successor_id", sa.String(32)),
        sa.Column("sort", sa.String(320), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("(ended_on IS NULL) = (end_kind = '')", name=op.f("ck_organisation_ended_somehow")),
        sa.CheckConstraint("end_kind IN ('', 'merged', 'split', 'abolished')", name=op.f("ck_organisation_end_kind")),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= founded_on", name=op.f("ck_organisation_ends_after_start")),
        sa.CheckConstraint(
            "successor_id IS NULL OR successor_id <> id", name=op.f("ck_organisation_not_its_own_successor")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_organisation_office_id_office")),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organisation.id"], name=op.f("fk_organisation_successor_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_index("ix_organisation_office_sort", "organisation", ["office_id", "sort"])
    op.create_table(
        "party_member",
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("full_name", sa.String(200), nullable=False),
        sa.Column("alias", sa.String(200), nullable=False),
        sa.Column("birth_date", sa.Date),
        sa.Column("home_town", sa.String(300), nullable=False),
        sa.Column("residence", sa.String(300), nullable=False),
        sa.Column("ethnicity", sa.String(60), nullable=False),
        sa.Column("religion", sa.String(60), nullable=False),
        sa.Column("education", sa.String(200), nullable=False),
        sa.Column("political_theory", sa.String(200), nullable=False),
        sa.Column("profession", sa.String(300), nullable=False),
        sa.Column("party_card", sa.String(40), nullable=False),
        sa.Column("admitted_on", sa.Date),
        sa.Column("official_on", sa.Date),
        sa.Column("career", sa.Text, nullable=False),
        sa.Column("rewards", sa.Text, nullable=False),
        sa.Column("past_discipline", sa.Text, nullable=False),
        sa.Column("retired_on", sa.Date),
        sa.Column("ended_on", sa.Date),
        sa.Column("end_kind", sa.String(20), nullable=False),
        sa.Column("sort", sa.String(220), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("(ended_on IS NULL) = (end_kind = '')", name=op.f("ck_party_member_ended_somehow")),
        sa.CheckConstraint(
            "end_kind IN ('', 'moved', 'died', 'expelled', 'struck_off', 'left')", name=op.f("ck_party_member_end_kind")
        ),
        sa.CheckConstraint(
            "official_on IS NULL OR admitted_on IS NULL OR official_on >= admitted_on",
            name=op.f("ck_party_member_official_after_admission"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_party_member_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_member")),
    )
    op.create_index("ix_party_member_office_card", "party_member", ["office_id", "party_card"])
    op.create_index("ix_party_member_office_sort", "party_member", ["office_id", "sort"])
    op.create_table(
        "law_version",
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("no", sa.Integer, nullable=False),
        sa.Column("file", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("law_sha256", sa.String(64), nullable=False),
        sa.Column("shipped_sha256", sa.String(64), nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("note <> ''", name=op.f("ck_law_version_has_note")),
        sa.CheckConstraint("no >= 1", name=op.f("ck_law_version_no")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_law_version_by_id_user_account")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_law_version_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_version")),
        sa.UniqueConstraint("office_id", "no", name=op.f("uq_law_version_office_id_no")),
    )
    op.create_index(op.f("ix_law_version_law_sha256"), "law_version", ["law_sha256"])
    op.create_table(
        "member_post",
        sa.Column("member_id", sa.String(32), nullable=False),
        sa.Column("organisation_id", sa.String(32), nullable=False),
        sa.Column("party_position", sa.String(300), nullable=False),
        sa.Column("government_position", sa.String(300), nullable=False),
        sa.Column("union_position", sa.String(300), nullable=False),
        sa.Column("workplace", sa.String(300), nullable=False),
        sa.Column("managed_by", sa.String(60), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_member_post_in_order")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_member_post_by_id_user_account")),
        sa.ForeignKeyConstraint(["member_id"], ["party_member.id"], name=op.f("fk_member_post_member_id_party_member")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_member_post_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_post")),
        sa.UniqueConstraint("member_id", "valid_from", name=op.f("uq_member_post_member_id_valid_from")),
    )
    op.create_index(op.f("ix_member_post_member_id"), "member_post", ["member_id"])
    op.create_index(op.f("ix_member_post_organisation_id"), "member_post", ["organisation_id"])
    op.create_table(
        "organisation_period",
        sa.Column("organisation_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("parent_id", sa.String(32)),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint(
            "parent_id IS NULL OR parent_id <> organisation_id", name=op.f("ck_organisation_period_not_its_own_parent")
        ),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_organisation_period_in_order")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_organisation_period_by_id_user_account")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_period_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisation.id"], name=op.f("fk_organisation_period_parent_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_period")),
        sa.UniqueConstraint(
            "organisation_id", "valid_from", name=op.f("uq_organisation_period_organisation_id_valid_from")
        ),
    )
    op.create_index(op.f("ix_organisation_period_organisation_id"), "organisation_period", ["organisation_id"])
    op.create_index(op.f("ix_organisation_period_parent_id"), "organisation_period", ["parent_id"])
    op.create_table(
        "roster_change",
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("organisation_id", sa.String(32)),
        sa.Column("member_id", sa.String(32)),
        sa.Column("act", sa.String(30), nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_roster_change_has_reason")),
        sa.CheckConstraint(
            "(organisation_id IS NULL) <> (member_id IS NULL)", name=op.f("ck_roster_change_of_one_thing")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_roster_change_by_id_user_account")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["party_member.id"], name=op.f("fk_roster_change_member_id_party_member")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_roster_change_office_id_office")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_roster_change_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_change")),
    )
    op.create_index(op.f("ix_roster_change_member_id"), "roster_change", ["member_id"])
    op.create_index(op.f("ix_roster_change_organisation_id"), "roster_change", ["organisation_id"])
    op.create_table(
        "roster_import",
        sa.Column("office_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("filename", sa.String(200), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("row_count", sa.Integer, nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True)),
        sa.Column("id", sa.String(32), nullable=False),
        sa.CheckConstraint("kind IN ('organisations', 'members')", name=op.f("ck_roster_import_kind")),
        sa.ForeignKeyConstraint(["by_id"], ["user_account.id"], name=op.f("fk_roster_import_by_id_user_account")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_roster_import_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_import")),
    )
    op.create_index(op.f("ix_roster_import_office_id"), "roster_import", ["office_id"])
    with op.batch_alter_table("case_subject") as batch:
        batch.add_column(sa.Column("member_id", sa.String(32)))
        batch.add_column(sa.Column("organisation_id", sa.String(32)))
        batch.create_foreign_key(op.f("fk_case_subject_member_id_party_member"), "party_member", ["member_id"], ["id"])
        batch.create_foreign_key(
            op.f("fk_case_subject_organisation_id_organisation"), "organisation", ["organisation_id"], ["id"]
        )
        batch.create_index(op.f("ix_case_subject_member_id"), ["member_id"])
        batch.create_index(op.f("ix_case_subject_organisation_id"), ["organisation_id"])
    # A plain column: a table with triggers may not be made anew.
    op.add_column("document_version", sa.Column("law_sha256", sa.String(64)))


def downgrade() -> None:
    op.drop_column("document_version", "law_sha256")
    with op.batch_alter_table("case_subject") as batch:
        batch.drop_index(op.f("ix_case_subject_organisation_id"))
        batch.drop_index(op.f("ix_case_subject_member_id"))
        batch.drop_constraint(op.f("fk_case_subject_organisation_id_organisation"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_case_subject_member_id_party_member"), type_="foreignkey")
        batch.drop_column("organisation_id")
        batch.drop_column("member_id")
    op.drop_index(op.f("ix_roster_import_office_id"), table_name="roster_import")
    op.drop_table("roster_import")
    op.drop_index(op.f("ix_roster_change_organisation_id"), table_name="roster_change")
    op.drop_index(op.f("ix_roster_change_member_id"), table_name="roster_change")
    op.drop_table("roster_change")
    op.drop_index(op.f("ix_organisation_period_parent_id"), table_name="organisation_period")
    op.drop_index(op.f("ix_organisation_period_organisation_id"), table_name="organisation_period")
    op.drop_table("organisation_period")
    op.drop_index(op.f("ix_member_post_organisation_id"), table_name="member_post")
    op.drop_index(op.f("ix_member_post_member_id"), table_name="member_post")
    op.drop_table("member_post")
    op.drop_index(op.f("ix_law_version_law_sha256"), table_name="law_version")
    op.drop_table("law_version")
    op.drop_index("ix_party_member_office_sort", table_name="party_member")
    op.drop_index("ix_party_member_office_card", table_name="party_member")
    op.drop_table("party_member")
    op.drop_index("ix_organisation_office_sort", table_name="organisation")
    op.drop_table("organisation")
