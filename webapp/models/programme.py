"""Programmes of inspection and supervision, their lines, and the targets given from above."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.case import Case


class Programme(Base):
    """A programme of a term or a year (chương trình kiểm tra, giám sát); a change is a new one that replaces it."""

    __tablename__ = "programme"
    __table_args__ = (
        CheckConstraint("holder IN ('committee', 'standing_board', 'commission')", name="holder"),
        CheckConstraint("horizon IN ('term', 'year')", name="horizon"),
        CheckConstraint("state IN ('draft', 'issued', 'replaced')", name="state"),
        CheckConstraint(
            "state = 'draft' OR (document_number <> '' AND issued_on IS NOT NULL)", name="issued_has_number"
        ),
        CheckConstraint("last_year >= first_year", name="in_order"),
        Index("ix_programme_office_years", "office_id", "first_year", "last_year"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    holder: Mapped[str] = mapped_column(String(20))
    horizon: Mapped[str] = mapped_column(String(10))
    first_year: Mapped[int]
    last_year: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    document_number: Mapped[str] = mapped_column(String(60), default="")
    issued_on: Mapped[date | None]
    document_id: Mapped[str | None] = mapped_column(ForeignKey("document.id"))  # when it was made in the system
    replaces_id: Mapped[str | None] = mapped_column(ForeignKey("programme.id"))
    change_reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    lines: Mapped[list[ProgrammeLine]] = relationship(
        order_by="ProgrammeLine.position", cascade="all, delete-orphan", lazy="selectin"
    )


class ProgrammeLine(Base):
    """A line of a programme: what, whom, by whom, when, and how many. Counts are inspections (cuộc) and subjects."""

    __tablename__ = "programme_line"
    __table_args__ = (
        CheckConstraint("kind IN ('inspection', 'supervision')", name="kind"),
        CheckConstraint("quarter IS NULL OR quarter BETWEEN 1 AND 4", name="quarter"),
        CheckConstraint("planned >= 1", name="planned"),
        UniqueConstraint("programme_id", "position"),
    )

    programme_id: Mapped[str] = mapped_column(ForeignKey("programme.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    topic: Mapped[str] = mapped_column(String(40), default="")  # a code of topics.toml
    content: Mapped[str] = mapped_column(Text)
    subjects: Mapped[list[Any]]  # names, one for each organisation or member
    lead: Mapped[str] = mapped_column(String(300), default="")
    year: Mapped[int]
    quarter: Mapped[int | None]
    months: Mapped[list[Any]]
    planned: Mapped[int] = mapped_column(default=1)
    planned_organisations: Mapped[int] = mapped_column(default=0)
    planned_members: Mapped[int] = mapped_column(default=0)
    window: Mapped[str] = mapped_column(String(200), default="")  # the time the matter is looked at

    cases: Mapped[list[ProgrammeCase]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class ProgrammeCase(Base):
    """A case opened from a line; a case without a row here is outside the programme."""

    __tablename__ = "programme_case"
    __table_args__ = (UniqueConstraint("case_id"),)

    line_id: Mapped[str] = mapped_column(ForeignKey("programme_line.id"), index=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"))

    case: Mapped[Case] = relationship()


class Target(Base):
    """What the superior asks of a year or a term (chỉ tiêu giao)."""

    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint("kind IN ('count_min', 'rate_min', 'rotation')", name="kind"),
        CheckConstraint("object_kind IN ('organisation', 'member', 'inspection')", name="object_kind"),
        CheckConstraint("value >= 0 AND (kind <> 'rate_min' OR value <= 100)", name="value"),
        Index("ix_target_office_year", "office_id", "year"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    giver: Mapped[str] = mapped_column(String(300))
    receiver: Mapped[str] = mapped_column(String(300))
    task: Mapped[str] = mapped_column(String(30))
    object_kind: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    value: Mapped[int]
    base: Mapped[int] = mapped_column(default=0)  # whom a rate or a rotation is of
    year: Mapped[int]
    document_number: Mapped[str] = mapped_column(String(60))
    document_on: Mapped[date | None]
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
