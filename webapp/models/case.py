"""A case, the people and organisations it concerns, its facts and the steps it has taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.office import User


class Case(Base):
    """One case (hồ sơ): pinned to the version and the shape of its procedure."""

    __tablename__ = "inspection_case"
    __table_args__ = (
        UniqueConstraint("office_id", "code"),
        CheckConstraint("state IN ('open', 'closed')", name="state"),
        Index("ix_case_office_state", "office_id", "state", "opened_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    code: Mapped[str] = mapped_column(String(20))  # "HS 07/2021"
    title: Mapped[str] = mapped_column(Text)
    procedure_code: Mapped[str] = mapped_column(String(40))
    procedure_version: Mapped[int]
    procedure_sha256: Mapped[str] = mapped_column(String(64))
    initiator: Mapped[str] = mapped_column(String(40))
    origin: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20), default="open")
    stage: Mapped[str] = mapped_column(String(20), default="plan")
    opened_on: Mapped[date]
    opened_by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    member_in_charge_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    opened_by: Mapped[User] = relationship(foreign_keys=[opened_by_id])
    member_in_charge: Mapped[User] = relationship(foreign_keys=[member_in_charge_id])
    subjects: Mapped[list[Subject]] = relationship(order_by="Subject.position", cascade="all, delete-orphan")
    team: Mapped[list[TeamMember]] = relationship(order_by="TeamMember.position", cascade="all, delete-orphan")
    facts: Mapped[list[CaseFact]] = relationship(cascade="all, delete-orphan")
    records: Mapped[list[StepRecord]] = relationship(order_by="StepRecord.at", cascade="all, delete-orphan")


class Subject(Base):
    """Who the case is about, named as on the day the case was opened (đối tượng kiểm tra)."""

    __tablename__ = "case_subject"

    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(30))
    full_name: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(300))
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)  # the remaining fields of workflow.view.SubjectView
    # Whom the names were taken from; what stands above stays as it was on the day.
    member_id: Mapped[str | None] = mapped_column(ForeignKey("party_member.id"), index=True)
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisation.id"), index=True)


class TeamMember(Base):
    """A member of the inspection team (đoàn kiểm tra)."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("case_id", "user_id"),)

    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), index=True)
    position: Mapped[int]
    role: Mapped[str] = mapped_column(String(20))

    user: Mapped[User] = relationship(lazy="joined")


class CaseFact(Base):
    """One fact of a case: what every document of the case says about it."""

    __tablename__ = "case_fact"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    key: Mapped[str] = mapped_column(String(60))
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)  # empty: it was known and was taken back
    version: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    changed_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class StepRecord(Base):
    """A step of the procedure that was done, or skipped with its reason."""

    __tablename__ = "step_record"
    __table_args__ = (
        UniqueConstraint("case_id", "step"),
        CheckConstraint("state IN ('done', 'skipped')", name="state"),
        CheckConstraint("state = 'done' OR reason <> ''", name="skip_has_reason"),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    step: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(20))
    done_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]


class Upload(Base):
    """A paper that came in from outside: the subject's own report, a self-review, a scan."""

    __tablename__ = "upload"

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    step: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(40))
    filename: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64))
    received_on: Mapped[date]
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
