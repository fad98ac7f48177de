"""The series that hand out numbers, what became of each number, and the register of outgoing documents.

A number is free until somebody reserves it, a document takes it or it is struck out; what happened to it is never
changed, only added to. So its state is read from three tables of rows that are written once.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.document import Document
from webapp.models.office import Term, User


class Series(Base):
    """One run of numbers: per issuing body, document type and period, from 01 (Source: HD 36-HD/VPTW 1.3.1).

    The period is the term of the committee; for State documents a calendar year (`Term.kind`). A series is opened by
    its first document or by an act of the records clerk, and closed by an act, never by the calendar.
    """

    __tablename__ = "series"
    __table_args__ = (
        UniqueConstraint("office_id", "term_id", "body_symbol", "type_code"),
        CheckConstraint("next_number >= 1", name="starts_at_one"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    term_id: Mapped[str] = mapped_column(ForeignKey("term.id"))
    body_symbol: Mapped[str] = mapped_column(String(40))
    type_code: Mapped[str] = mapped_column(String(10))
    next_number: Mapped[int] = mapped_column(default=1)
    is_open: Mapped[bool] = mapped_column(default=True)

    term: Mapped[Term] = relationship()


class RegisterEntry(Base):
    """A line of the register: a number, once given, is never given again.

    `suffix` is the letter of a late entry ("15a"). A line without a document stands for a paper the product does not
    hold: a secret one, of which only the line is kept, or one that was made outside.
    """

    __tablename__ = "register_entry"
    __table_args__ = (
        UniqueConstraint("series_id", "number", "suffix"),
        UniqueConstraint("document_id"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("secrecy IN ('none', 'mat', 'toi_mat', 'tuyet_mat')", name="secrecy"),
        Index("ix_register_office_date", "office_id", "issued_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    series_id: Mapped[str] = mapped_column(ForeignKey("series.id"))
    document_id: Mapped[str | None] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int]
    suffix: Mapped[str] = mapped_column(String(2), default="", server_default=text("''"))
    number_text: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[date]
    title: Mapped[str] = mapped_column(Text)
    signer: Mapped[str] = mapped_column(String(120))
    recipients: Mapped[str] = mapped_column(Text)
    pages: Mapped[int]
    copies: Mapped[int] = mapped_column(default=0, server_default="0")  # 0: one for each recipient
    secrecy: Mapped[str] = mapped_column(String(20), default="none", server_default="none")
    urgency: Mapped[str] = mapped_column(String(20), default="none", server_default="none")
    note: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    registered_by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    registered_at: Mapped[datetime]

    document: Mapped[Document | None] = relationship()
    series: Mapped[Series] = relationship()


class NumberReservation(Base):
    """A number held for a paper that comes later, or the letter allowed behind a number that was given ("15a")."""

    __tablename__ = "number_reservation"
    __table_args__ = (
        UniqueConstraint("series_id", "number", "suffix"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    series_id: Mapped[str] = mapped_column(ForeignKey("series.id"))
    number: Mapped[int]
    suffix: Mapped[str] = mapped_column(String(2), default="")
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()
    series: Mapped[Series] = relationship()


class VoidNumber(Base):
    """A number that is struck out with its reason; it stays in the book and nobody gets it again."""

    __tablename__ = "void_number"
    __table_args__ = (
        UniqueConstraint("series_id", "number", "suffix"),
        CheckConstraint("reason <> ''", name="has_reason"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    series_id: Mapped[str] = mapped_column(ForeignKey("series.id"))
    number: Mapped[int]
    suffix: Mapped[str] = mapped_column(String(2), default="")
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()
    series: Mapped[Series] = relationship()
