"""A case, the people and organisations it concerns, its facts and the steps it has taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.office import Unit, User

if TYPE_CHECKING:
    from webapp.models.paper import Letter


class Case(Base):
    """One case (hồ sơ): pinned to the version and the shape of its procedure."""

    __tablename__ = "inspection_case"
    __table_args__ = (
        UniqueConstraint("office_id", "code"),
        CheckConstraint("state IN ('open', 'suspended', 'closed', 'merged', 'handed_over')", name="state"),
        Index("ix_case_office_state", "office_id", "state", "opened_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    code: Mapped[str] = mapped_column(String(20))  # "HS 07/2021"
    title: Mapped[str] = mapped_column(Text)
    procedure_code: Mapped[str] = mapped_column(String(40))
    procedure_version: Mapped[int]
    procedure_sha256: Mapped[str] = mapped_column(String(64))
    kinds: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    # The kinds held besides the procedure's own: code, version, sha256 of each.
    initiator: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"))  # the cell or agency that acts
    origin: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20), default="open")
    state_reason: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
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
    unit: Mapped[Unit | None] = relationship()
    pauses: Mapped[list[CasePause]] = relationship(order_by="CasePause.since", cascade="all, delete-orphan")
    onward: Mapped[list[CaseLink]] = relationship(
        foreign_keys="CaseLink.case_id", order_by="CaseLink.at", back_populates="case"
    )
    origins: Mapped[list[CaseLink]] = relationship(
        foreign_keys="CaseLink.other_id", order_by="CaseLink.at", back_populates="other"
    )
    letters: Mapped[list[Letter]] = relationship(viewonly=True)


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
    """One fact of a case, or of one of its subjects: what every document says about it."""

    __tablename__ = "case_fact"
    __table_args__ = (
        Index(
            "uq_case_fact_of_case",
            "case_id",
            "key",
            unique=True,
            sqlite_where=text("subject_id IS NULL"),
            postgresql_where=text("subject_id IS NULL"),
        ),
        Index(
            "uq_case_fact_of_subject",
            "subject_id",
            "key",
            unique=True,
            sqlite_where=text("subject_id IS NOT NULL"),
            postgresql_where=text("subject_id IS NOT NULL"),
        ),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    subject_id: Mapped[str | None] = mapped_column(ForeignKey("case_subject.id"))
    key: Mapped[str] = mapped_column(String(60))
    value: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)  # empty: it was known and was taken back
    version: Mapped[int] = mapped_column(default=1)
    changed_by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    changed_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class StepRecord(Base):
    """A step of the procedure that was done, skipped with its reason, or withdrawn when the case was reopened.

    `round` counts: a repeated side step goes on counting, a withdrawn step is done again in the next round.
    """

    __tablename__ = "step_record"
    __table_args__ = (
        UniqueConstraint("case_id", "step", "round"),
        CheckConstraint("state IN ('done', 'skipped', 'withdrawn')", name="state"),
        CheckConstraint("state <> 'skipped' OR reason <> ''", name="skip_has_reason"),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    step: Mapped[str] = mapped_column(String(60))
    round: Mapped[int] = mapped_column(default=1, server_default="1")
    state: Mapped[str] = mapped_column(String(20))
    done_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]


class CasePause(Base):
    """A time in which the case stood still: no deadline runs, nothing is written (tạm dừng)."""

    __tablename__ = "case_pause"
    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= since", name="ends_after_start"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))


class CaseLink(Base):
    """One case leads to another: proposed to the higher body, merged into it, or handed to another body."""

    __tablename__ = "case_link"
    __table_args__ = (
        UniqueConstraint("case_id", "other_id"),
        CheckConstraint("kind IN ('proposed_to', 'merged_into', 'handed_to')", name="kind"),
        CheckConstraint("case_id <> other_id", name="two_cases"),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    case: Mapped[Case] = relationship(foreign_keys=[case_id], back_populates="onward")
    other: Mapped[Case] = relationship(foreign_keys=[other_id], back_populates="origins")


class Upload(Base):
    """A paper that came in from outside: the subject's own report, a self-review, a scan."""

    __tablename__ = "upload"

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    step: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str | None] = mapped_column(ForeignKey("case_subject.id"))  # whose report it is
    filename: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64))
    received_on: Mapped[date]
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
