"""Who is next: one row for everything that waits, kept in the transaction of whatever changed it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.case import Case
from webapp.models.document import Document


class Waiting(Base):
    """A document or a step waits for one person, or for whoever holds an office role (`actor`)."""

    __tablename__ = "waiting"
    __table_args__ = (
        CheckConstraint("(user_id IS NULL) <> (actor = '')", name="somebody"),
        CheckConstraint("(document_id IS NULL) <> (step = '')", name="something"),
        Index("ix_waiting_user", "user_id", "due_on"),
        Index("ix_waiting_actor", "office_id", "actor", "due_on"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    document_id: Mapped[str | None] = mapped_column(ForeignKey("document.id"))
    step: Mapped[str] = mapped_column(String(60), default="")
    user_id: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    actor: Mapped[str] = mapped_column(String(40), default="")
    act: Mapped[str] = mapped_column(String(20))
    type_code: Mapped[str] = mapped_column(String(10), default="")  # the class a substitute must be named for
    due_on: Mapped[date | None]
    why: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime]

    case: Mapped[Case] = relationship()
    document: Mapped[Document | None] = relationship()
