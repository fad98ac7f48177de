"""The series that hand out numbers, and the register of outgoing documents (sổ đăng ký văn bản đi)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.document import Document


class Series(Base):
    """One run of numbers: per issuing body, document type and term, from 01 (Source: HD 36-HD/VPTW 1.3.1)."""

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


class RegisterEntry(Base):
    """A line of the register: a number, once given, is never given again."""

    __tablename__ = "register_entry"
    __table_args__ = (
        UniqueConstraint("series_id", "number"),
        UniqueConstraint("document_id"),
        CheckConstraint("number >= 1", name="number"),
        Index("ix_register_office_date", "office_id", "issued_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    series_id: Mapped[str] = mapped_column(ForeignKey("series.id"))
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int]
    number_text: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[date]
    title: Mapped[str] = mapped_column(Text)
    signer: Mapped[str] = mapped_column(String(120))
    recipients: Mapped[str] = mapped_column(Text)
    pages: Mapped[int]
    registered_by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    registered_at: Mapped[datetime]

    document: Mapped[Document] = relationship()
    series: Mapped[Series] = relationship()
