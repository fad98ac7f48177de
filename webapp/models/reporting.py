"""Reporting upwards: the slip a body without the system fills in, periods that were closed, what was restated since."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.figure import FigureReport
from webapp.models.office import User
from webapp.models.organisation import Organisation


class ReportSlip(Base):
    """One body's report of one period on the way in (phiếu báo cáo): its private link, what was typed, what was sent.

    The link is made from `nonce` and the key of the installation, so a copy of the database opens nothing.
    """

    __tablename__ = "report_slip"
    __table_args__ = (
        UniqueConstraint("office_id", "organisation_id", "first_on", "last_on"),
        CheckConstraint("first_on <= last_on", name="in_order"),
        CheckConstraint("(sent_at IS NULL) = (report_id IS NULL)", name="sent_as_a_report"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisation.id"), index=True)
    body: Mapped[str] = mapped_column(String(300))  # what it was called at the end of the period
    kind: Mapped[str] = mapped_column(String(30))
    first_on: Mapped[date]
    last_on: Mapped[date]
    period_label: Mapped[str] = mapped_column(String(200))
    nonce: Mapped[str] = mapped_column(String(64))
    expires_on: Mapped[date]
    answers: Mapped[dict[str, Any]]  # cell → as it was typed
    saved_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    sender: Mapped[str] = mapped_column(String(200), default="")
    explanation: Mapped[str] = mapped_column(Text, default="")
    report_id: Mapped[str | None] = mapped_column(ForeignKey("figure_report.id"))
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()
    report: Mapped[FigureReport | None] = relationship()
    by: Mapped[User] = relationship()


class FigureClosing(Base):
    """A period whose figures were closed (chốt số liệu): every cell as it stood, under a hash that the ledger holds."""

    __tablename__ = "figure_closing"
    __table_args__ = (
        UniqueConstraint("office_id", "first_on", "last_on"),
        CheckConstraint("first_on <= last_on", name="in_order"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    first_on: Mapped[date]
    last_on: Mapped[date]
    period_label: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))  # of the snapshot, which lies in the archive
    ledger_seq: Mapped[int]
    ledger_hash: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()
    restatements: Mapped[list[Restatement]] = relationship(order_by="Restatement.at", lazy="selectin")


class Restatement(Base):
    """A cell of a closed period corrected by the unit that owns the figure; never changed, only followed by another."""

    __tablename__ = "figure_restatement"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_reason"),
        Index("ix_figure_restatement_closing", "closing_id", "at"),
    )

    closing_id: Mapped[str] = mapped_column(ForeignKey("figure_closing.id"))
    form: Mapped[str] = mapped_column(String(60))
    row: Mapped[str] = mapped_column(String(40))
    column: Mapped[str] = mapped_column(String(60))
    old: Mapped[int | None] = mapped_column(BigInteger)
    new: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(String(300), default="")  # whose figure it is; empty: the office's own
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
