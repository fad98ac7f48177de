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

    terms: Mapped[list[Term]] = relationship(order_by="Term.starts_on")


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
            sqlite_where=text("ends_on IS NULL"),
            postgresql_where=text("ends_on IS NULL"),
        ),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
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


class SignIn(Base):
    """A server-side session: the browser holds a token, this row its hash; ending it signs out."""

    __tablename__ = "sign_in"

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="joined")
