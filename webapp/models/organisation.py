"""Party organisations and members as they were on each day: names, levels, parents, posts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.office import User


class Organisation(Base):
    """A Party organisation (tổ chức đảng). What it was called and where it stood is told by its dated rows."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("end_kind IN ('', 'merged', 'split', 'abolished')", name="end_kind"),
        CheckConstraint("(ended_on IS NULL) = (end_kind = '')", name="ended_somehow"),
        CheckConstraint("ended_on IS NULL OR ended_on >= founded_on", name="ends_after_start"),
        CheckConstraint("successor_id IS NULL OR successor_id <> id", name="not_its_own_successor"),
        Index("ix_organisation_office_sort", "office_id", "sort"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    founded_on: Mapped[date]
    ended_on: Mapped[date | None]  # the last day on which it existed
    end_kind: Mapped[str] = mapped_column(String(20), default="")
    end_reason: Mapped[str] = mapped_column(Text, default="")
    successor_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"))
    sort: Mapped[str] = mapped_column(String(320))  # the newest name folded, for the order of lists
    words: Mapped[str] = mapped_column(Text)  # every name and code it ever had, folded, for the search

    successor: Mapped[Organisation | None] = relationship(remote_side="Organisation.id", foreign_keys=[successor_id])
    periods: Mapped[list[OrganisationPeriod]] = relationship(
        order_by="OrganisationPeriod.valid_from", cascade="all, delete-orphan",
        foreign_keys="OrganisationPeriod.organisation_id", lazy="selectin",
    )  # fmt: skip

    @property
    def current(self) -> OrganisationPeriod:
        """The newest row."""
        return self.periods[-1]

    def on(self, day: date) -> OrganisationPeriod:
        """The row of that day; the first row for an earlier day, the last for a later one."""
        started = [period for period in self.periods if period.valid_from <= day]
        return started[-1] if started else self.periods[0]

    def existed_on(self, day: date) -> bool:
        return self.founded_on <= day and (self.ended_on is None or day <= self.ended_on)


class OrganisationPeriod(Base):
    """What an organisation was from one day to another; a change is a new row with its reason."""

    __tablename__ = "organisation_period"
    __table_args__ = (
        UniqueConstraint("organisation_id", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="in_order"),
        CheckConstraint("parent_id IS NULL OR parent_id <> organisation_id", name="not_its_own_parent"),
    )

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    level: Mapped[str] = mapped_column(String(40))  # a name of levels.toml
    name: Mapped[str] = mapped_column(String(300))
    code: Mapped[str] = mapped_column(String(40), default="")  # "38.168.053.000.001"
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()
    parent: Mapped[Organisation | None] = relationship(foreign_keys=[parent_id])


class Member(Base):
    """A Party member (đảng viên): the fields of the curriculum vitae that the papers print."""

    __tablename__ = "party_member"
    __table_args__ = (
        CheckConstraint("end_kind IN ('', 'moved', 'died', 'expelled', 'struck_off', 'left')", name="end_kind"),
        CheckConstraint("(ended_on IS NULL) = (end_kind = '')", name="ended_somehow"),
        CheckConstraint(
            "official_on IS NULL OR admitted_on IS NULL OR official_on >= admitted_on", name="official_after_admission"
        ),
        Index("ix_party_member_office_sort", "office_id", "sort"),
        Index("ix_party_member_office_card", "office_id", "party_card"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    full_name: Mapped[str] = mapped_column(String(200))
    alias: Mapped[str] = mapped_column(String(200), default="")
    birth_date: Mapped[date | None]
    home_town: Mapped[str] = mapped_column(String(300), default="")
    residence: Mapped[str] = mapped_column(String(300), default="")
    ethnicity: Mapped[str] = mapped_column(String(60), default="")
    religion: Mapped[str] = mapped_column(String(60), default="")
    education: Mapped[str] = mapped_column(String(200), default="")
    political_theory: Mapped[str] = mapped_column(String(200), default="")
    profession: Mapped[str] = mapped_column(String(300), default="")
    party_card: Mapped[str] = mapped_column(String(40), default="")
    admitted_on: Mapped[date | None]
    official_on: Mapped[date | None]  # empty: still on probation (dự bị)
    career: Mapped[str] = mapped_column(Text, default="")
    rewards: Mapped[str] = mapped_column(Text, default="")
    past_discipline: Mapped[str] = mapped_column(Text, default="")
    retired_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_kind: Mapped[str] = mapped_column(String(20), default="")
    sort: Mapped[str] = mapped_column(String(220))
    words: Mapped[str] = mapped_column(Text)

    posts: Mapped[list[MemberPost]] = relationship(
        order_by="MemberPost.valid_from", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def current(self) -> MemberPost:
        """The newest row of posts."""
        return self.posts[-1]

    def on(self, day: date) -> MemberPost:
        started = [post for post in self.posts if post.valid_from <= day]
        return started[-1] if started else self.posts[0]

    def is_probationary(self, day: date) -> bool:
        return self.official_on is None or self.official_on > day


class MemberPost(Base):
    """Where a member belonged and which posts he held from one day to another."""

    __tablename__ = "member_post"
    __table_args__ = (
        UniqueConstraint("member_id", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="in_order"),
    )

    member_id: Mapped[str] = mapped_column(ForeignKey("party_member.id"), index=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    party_position: Mapped[str] = mapped_column(String(300), default="")
    government_position: Mapped[str] = mapped_column(String(300), default="")
    union_position: Mapped[str] = mapped_column(String(300), default="")
    workplace: Mapped[str] = mapped_column(String(300), default="")
    managed_by: Mapped[str] = mapped_column(String(60), default="")  # a target of authority.toml (diện quản lý)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()
    organisation: Mapped[Organisation] = relationship()


class RosterChange(Base):
    """A correction of what was written down wrong, or an act on several organisations: before, after, why, who."""

    __tablename__ = "roster_change"
    __table_args__ = (
        CheckConstraint("(organisation_id IS NULL) <> (member_id IS NULL)", name="of_one_thing"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    member_id: Mapped[str | None] = mapped_column(ForeignKey("party_member.id"), index=True)
    act: Mapped[str] = mapped_column(String(30))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()


class RosterImport(Base):
    """A workbook of organisations or members somebody brought: looked at first, written in one go or not at all."""

    __tablename__ = "roster_import"
    __table_args__ = (CheckConstraint("kind IN ('organisations', 'members')", name="kind"),)

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    filename: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    row_count: Mapped[int]
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    written_at: Mapped[datetime | None]

    by: Mapped[User] = relationship()
