"""The office (one inspection commission), its terms and its people."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base


class Role(StrEnum):
    """What a person is in the office; a person may hold several."""

    CHAIR = "chair"
    """Chủ nhiệm uỷ ban kiểm tra."""
    STANDING_DEPUTY = "standing_deputy"
    """Phó Chủ nhiệm Thường trực."""
    DEPUTY = "deputy"
    """Phó Chủ nhiệm."""
    COMMISSION_MEMBER = "commission_member"
    """Uỷ viên uỷ ban kiểm tra."""
    AREA_OFFICER = "area_officer"
    """Cán bộ theo dõi địa bàn."""
    OFFICIAL = "official"
    """Cán bộ cơ quan uỷ ban kiểm tra."""
    SECRETARY = "secretary"
    """Bí thư cấp uỷ."""
    DEPUTY_SECRETARY = "deputy_secretary"
    """Phó Bí thư cấp uỷ."""
    BOARD_MEMBER = "board_member"
    """Uỷ viên ban thường vụ cấp uỷ."""
    COMMITTEE_MEMBER = "committee_member"
    """Uỷ viên ban chấp hành (cấp uỷ viên)."""
    CELL_SECRETARY = "cell_secretary"
    """Bí thư chi bộ; của chi bộ nào thì ghi ở đơn vị."""
    CELL_DEPUTY = "cell_deputy"
    """Phó Bí thư chi bộ."""
    CELL_MEMBER = "cell_member"
    """Đảng viên chi bộ có tài khoản, được chi bộ giao việc."""
    AGENCY_HEAD = "agency_head"
    """Trưởng cơ quan tham mưu, giúp việc cấp uỷ."""
    AGENCY_DEPUTY = "agency_deputy"
    """Phó trưởng cơ quan tham mưu, giúp việc cấp uỷ."""
    RECORDS_CLERK = "records_clerk"
    """Văn thư."""
    STATISTICS_OFFICER = "statistics_officer"
    """Cán bộ thống kê."""
    ADMINISTRATOR = "administrator"
    """Quản trị hệ thống: tài khoản và cài đặt, không xem nội dung hồ sơ."""


class Office(Base):
    """One inspection commission: the issuing body of its documents."""

    __tablename__ = "office"

    commission: Mapped[str] = mapped_column(String(200))  # "Ủy ban Kiểm tra"
    committee: Mapped[str] = mapped_column(String(200))  # "Thành ủy Thái Nguyên"
    superior: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(40))
    symbol: Mapped[str] = mapped_column(String(40), unique=True)  # "UBKTThU"
    committee_symbol: Mapped[str] = mapped_column(String(40))
    place: Mapped[str] = mapped_column(String(100))
    layout: Mapped[str] = mapped_column(String(40))
    tone_marks: Mapped[str] = mapped_column(String(10), default="new")
    is_sample: Mapped[bool] = mapped_column(default=False)

    terms: Mapped[list[Term]] = relationship(
        primaryjoin="and_(Office.id == Term.office_id, Term.unit_id.is_(None))",
        order_by="Term.starts_on",
        viewonly=True,
    )
    """The committee's own terms; those of a cell are the cell's."""


class Unit(Base):
    """A cell or an advisory agency under the committee that conducts cases of its own in this office."""

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("office_id", "name"),
        CheckConstraint("kind IN ('cell', 'advisory_agency')", name="kind"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))  # "Chi bộ Tổ dân phố 3", "Ban Xây dựng Đảng"
    symbol: Mapped[str] = mapped_column(String(40))  # "CB", "BXDĐ"
    parent: Mapped[str] = mapped_column(String(200), default="")  # the line above it; empty: from the committee's name
    members: Mapped[int | None]  # official members entitled to vote, as last counted; None: nobody has said


class Term(Base):
    """The term of a committee (nhiệm kỳ): numbers of documents run from 01 within it.

    A period of the kind "year" is a calendar year for State documents; only series that were opened in it use it.
    """

    __tablename__ = "term"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        Index(
            "uq_term_open",
            "office_id",
            unique=True,
            sqlite_where=text("ends_on IS NULL AND unit_id IS NULL"),
            postgresql_where=text("ends_on IS NULL AND unit_id IS NULL"),
        ),
        Index(
            "uq_term_open_of_unit",
            "unit_id",
            unique=True,
            sqlite_where=text("ends_on IS NULL AND unit_id IS NOT NULL"),
            postgresql_where=text("ends_on IS NULL AND unit_id IS NOT NULL"),
        ),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"))  # a cell has terms of its own
    label: Mapped[str] = mapped_column(String(100))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    kind: Mapped[str] = mapped_column(String(10), default="term", server_default="term")  # term | year


class User(Base):
    """A person with an account."""

    __tablename__ = "user_account"
    __table_args__ = (UniqueConstraint("username"),)

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    username: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str] = mapped_column(String(200))
    full_name: Mapped[str] = mapped_column(String(120))
    position: Mapped[str] = mapped_column(String(200))  # "Phó Chủ nhiệm Thường trực Ủy ban Kiểm tra"
    is_enabled: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    office: Mapped[Office] = relationship(lazy="joined")
    grants: Mapped[list[RoleGrant]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="RoleGrant.role"
    )

    @property
    def roles(self) -> frozenset[str]:
        """Role values this person holds."""
        return frozenset(grant.role for grant in self.grants)


class RoleGrant(Base):
    """One role of one person."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("user_id", "role"),)

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    role: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"))  # of which cell or agency; None: of the office


class SignIn(Base):
    """A server-side session: the browser holds a token, this row its hash; ending it signs out."""

    __tablename__ = "sign_in"

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="joined")
