"""Papers that come in, letters of people, copies that go out, and what is handed over: the other books of the clerk."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.case import Case
from webapp.models.document import Document
from webapp.models.office import User
from webapp.models.register import RegisterEntry

_SECRECY = "secrecy IN ('none', 'mat', 'toi_mat', 'tuyet_mat')"


class IncomingDocument(Base):
    """A line of the register of incoming documents (sổ đăng ký văn bản đến); numbers run per year or per term.

    `sha256` is the scan, absent for a paper that is only noted (a secret one, or one not scanned yet).
    """

    __tablename__ = "incoming_document"
    __table_args__ = (
        UniqueConstraint("office_id", "period", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint(_SECRECY, name="secrecy"),
        CheckConstraint("secrecy = 'none' OR sha256 = '' OR offline", name="secret_is_not_stored"),
        Index("ix_incoming_office_date", "office_id", "arrived_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    period: Mapped[str] = mapped_column(String(40))  # "2026", or the id of the term
    number: Mapped[int]
    arrived_on: Mapped[date]
    author: Mapped[str] = mapped_column(String(200))
    symbol: Mapped[str] = mapped_column(String(80), default="")
    dated_on: Mapped[date | None]
    title: Mapped[str] = mapped_column(Text)
    receiver: Mapped[str] = mapped_column(String(200), default="")
    forwarded_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="")
    secrecy: Mapped[str] = mapped_column(String(20), default="none")
    urgency: Mapped[str] = mapped_column(String(20), default="none")
    offline: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    case_id: Mapped[str | None] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    media_type: Mapped[str] = mapped_column(String(100), default="")
    filename: Mapped[str] = mapped_column(String(200), default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    case: Mapped[Case | None] = relationship()


class Letter(Base):
    """A denunciation, a complaint or another letter of a person (đơn thư); who sent it stands in `LetterSender`."""

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("office_id", "period", "number"),
        CheckConstraint("kind IN ('denunciation', 'complaint', 'mixed', 'reflection')", name="kind"),
        CheckConstraint("channel IN ('post', 'direct', 'forwarded', 'box')", name="channel"),
        CheckConstraint(
            "outcome IN ('pending', 'accepted', 'refused', 'referred', 'information', 'guided')", name="outcome"
        ),
        CheckConstraint("outcome = 'pending' OR outcome_note <> ''", name="outcome_has_reason"),
        Index("ix_letter_office_date", "office_id", "received_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    period: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    received_on: Mapped[date]
    kind: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(20))
    about: Mapped[str] = mapped_column(Text)  # whom or what the letter is about
    summary: Mapped[str] = mapped_column(Text)
    faults: Mapped[list[Any]]  # ids of workflows/_law/denunciations.toml
    outcome: Mapped[str] = mapped_column(String(20), default="pending")
    outcome_note: Mapped[str] = mapped_column(Text, default="")
    outcome_on: Mapped[date | None]
    case_id: Mapped[str | None] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    media_type: Mapped[str] = mapped_column(String(100), default="")
    filename: Mapped[str] = mapped_column(String(200), default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    case: Mapped[Case | None] = relationship()


class LetterSender(Base):
    """Who sent a letter: read only by those who settle it, each reading written down. Never part of any list."""

    __tablename__ = "letter_sender"
    __table_args__ = (UniqueConstraint("letter_id"),)

    letter_id: Mapped[str] = mapped_column(ForeignKey("letter.id"))
    name: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    wants_secrecy: Mapped[bool] = mapped_column(default=True)


class DocumentCopy(Base):
    """A copy that was issued (sao y bản chính, trích sao, sao lục); its number is a line of the register of type BS."""

    __tablename__ = "document_copy"
    __table_args__ = (
        CheckConstraint("kind IN ('true_copy', 'extract', 'copy_of_copy')", name="kind"),
        CheckConstraint("kind <> 'extract' OR extent <> ''", name="extract_says_what"),
        UniqueConstraint("entry_id"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    entry_id: Mapped[str] = mapped_column(ForeignKey("register_entry.id"))
    kind: Mapped[str] = mapped_column(String(20))
    document_id: Mapped[str | None] = mapped_column(ForeignKey("document.id"))
    incoming_id: Mapped[str | None] = mapped_column(ForeignKey("incoming_document.id"))
    extent: Mapped[str] = mapped_column(Text, default="")  # which part an extract gives

    entry: Mapped[RegisterEntry] = relationship()
    document: Mapped[Document | None] = relationship()
    incoming: Mapped[IncomingDocument | None] = relationship()


class HandOver(Base):
    """Papers or a whole case file given from hand to hand, with its list (sổ giao nhận)."""

    __tablename__ = "hand_over"
    __table_args__ = (
        CheckConstraint("giver <> '' AND receiver <> ''", name="has_both_sides"),
        Index("ix_hand_over_office_date", "office_id", "given_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    given_on: Mapped[date]
    giver: Mapped[str] = mapped_column(String(200))
    receiver: Mapped[str] = mapped_column(String(200))
    items: Mapped[list[Any]]  # {"title", "number", "pages", "original"}
    note: Mapped[str] = mapped_column(Text, default="")
    case_id: Mapped[str | None] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    case: Mapped[Case | None] = relationship()
    by: Mapped[User] = relationship()
