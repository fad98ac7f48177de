"""What the figures are counted from: acts of cases, their marks, running totals; what came from below or by hand."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.case import Case, Subject
from webapp.models.document import Document
from webapp.models.office import User


class CaseTag(Base):
    """What an official says of a case for the statistics and no document does: a content, a result, an amount."""

    __tablename__ = "case_tag"
    __table_args__ = (UniqueConstraint("case_id", "subject_id", "measure"),)

    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    subject_id: Mapped[str | None] = mapped_column(ForeignKey("case_subject.id"))  # empty: every subject
    measure: Mapped[str] = mapped_column(String(60))
    amount: Mapped[int] = mapped_column(BigInteger, default=1)
    known_on: Mapped[date | None]  # empty: it describes the act itself
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]


class FigureAct(Base):
    """One countable act: towards one subject of a case, or one letter; made anew whenever what it rests on changes."""

    __tablename__ = "figure_act"
    __table_args__ = (
        UniqueConstraint("source"),
        CheckConstraint("object_kind IN ('organisation', 'member', 'letter')", name="object_kind"),
        Index("ix_figure_act_office_day", "office_id", "counted_on"),
        Index("ix_figure_act_day", "counted_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    source: Mapped[str] = mapped_column(String(80))  # what it is counted from: "subject:<id>:discipline", "letter:<id>"
    case_id: Mapped[str | None] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    subject_id: Mapped[str | None] = mapped_column(ForeignKey("case_subject.id"))
    document_id: Mapped[str | None] = mapped_column(ForeignKey("document.id"))
    task: Mapped[str] = mapped_column(String(30))
    side: Mapped[str] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(String(40))  # "province.commission"
    object_kind: Mapped[str] = mapped_column(String(20))
    position: Mapped[str] = mapped_column(String(40))  # the row of the forms
    person: Mapped[str] = mapped_column(String(64))  # one person or organisation, however often it is counted
    counted_on: Mapped[date]

    case: Mapped[Case | None] = relationship()
    subject: Mapped[Subject | None] = relationship()
    document: Mapped[Document | None] = relationship()


figure_mark = Table(
    "figure_mark",
    Base.metadata,
    Column("act_id", String(32), ForeignKey("figure_act.id"), primary_key=True),
    Column("measure", String(60), primary_key=True),
    Column("known_on", Date, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("late", Boolean, nullable=False),
    Index("ix_figure_mark_late", "known_on", sqlite_where=text("late = 1"), postgresql_where=text("late")),
    sqlite_with_rowid=False,
)
"""What is counted of an act; `late` when it became known after the day of the act."""


figure_key = Table(
    "figure_key",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("task", String(30), nullable=False),
    Column("side", String(20), nullable=False),
    Column("object_kind", String(20), nullable=False),
    Column("position", String(40), nullable=False),
    Column("measure", String(60), nullable=False),
    UniqueConstraint("task", "side", "object_kind", "position", "measure"),
)
"""What marks are added up by, under a short number: the totals stay small and are read in the order they lie in."""


figure_total = Table(
    "figure_total",
    Base.metadata,
    Column("key_id", Integer, ForeignKey("figure_key.id"), primary_key=True, autoincrement=False),
    Column("counted_month", Integer, primary_key=True, autoincrement=False),  # 202607
    Column("known_month", Integer, primary_key=True, autoincrement=False),
    Column("marks", BigInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""The marks of every office of the installation by month, changed in the transaction that changes the marks."""


class FigureReport(Base):
    """The figures a body without the system reported, as it stated them (báo cáo của cấp dưới)."""

    __tablename__ = "figure_report"
    __table_args__ = (
        CheckConstraint("first_on IS NULL OR last_on IS NULL OR first_on <= last_on", name="in_order"),
        Index("ix_figure_report_office_period", "office_id", "first_on", "last_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    code: Mapped[str] = mapped_column(String(120))  # the name the report came under
    body: Mapped[str] = mapped_column(String(300))
    title: Mapped[str] = mapped_column(Text)
    first_on: Mapped[date | None]  # a report may not say from which day
    last_on: Mapped[date | None]
    period_label: Mapped[str] = mapped_column(String(200))
    checks: Mapped[list[Any]]  # what the report itself says of its totals, shares and changes
    replaced_by_id: Mapped[str | None] = mapped_column(ForeignKey("figure_report.id"))
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    lines: Mapped[list[FigureReportLine]] = relationship(
        order_by="FigureReportLine.position", cascade="all, delete-orphan", lazy="selectin"
    )


class FigureReportLine(Base):
    """One figure of a report: of a cell of a form ("member_discipline/total/total") or under a name of its own."""

    __tablename__ = "figure_report_line"
    __table_args__ = (
        UniqueConstraint("report_id", "role", "key"),
        CheckConstraint("role IN ('raw', 'implied', 'derived')", name="role"),
    )

    report_id: Mapped[str] = mapped_column(ForeignKey("figure_report.id"))
    position: Mapped[int]
    role: Mapped[str] = mapped_column(String(10))  # counted; inferred; printed in words
    key: Mapped[str] = mapped_column(String(200))
    value: Mapped[int | None] = mapped_column(BigInteger)  # empty: the line is no whole number, see `text`
    text: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(String(20), default="")
    first_on: Mapped[date | None]  # a period of its own inside the report
    last_on: Mapped[date | None]


class FigureEntry(Base):
    """A value written by hand beside the counted one of a cell; the newest stands, none is ever changed."""

    __tablename__ = "figure_entry"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_reason"),
        CheckConstraint("first_on <= last_on", name="in_order"),
        Index("ix_figure_entry_office_period", "office_id", "first_on", "last_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    form: Mapped[str] = mapped_column(String(60))
    row: Mapped[str] = mapped_column(String(40))
    column: Mapped[str] = mapped_column(String(60))
    first_on: Mapped[date]
    last_on: Mapped[date]
    value: Mapped[int] = mapped_column(BigInteger)
    counted: Mapped[int | None] = mapped_column(BigInteger)  # what stood beside it when it was written
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()
