"""The office's own versions of the document templates, and the clauses its people reuse."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.office import User


class TemplateVersion(Base):
    """A Word file somebody put in the place of the one that came with the product (which counts as number 0).

    In use is the version published last; a version is never changed, rolling back publishes its file again.
    """

    __tablename__ = "template_version"
    __table_args__ = (
        UniqueConstraint("office_id", "code", "no"),
        CheckConstraint("no >= 1", name="no"),
        CheckConstraint("(published_at IS NULL) = (published_by_id IS NULL)", name="published_by_somebody"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    code: Mapped[str] = mapped_column(String(60))
    no: Mapped[int]
    docx_sha256: Mapped[str] = mapped_column(String(64))
    filename: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text)  # what was changed and why
    uploaded_by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    uploaded_at: Mapped[datetime]
    published_by_id: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    published_at: Mapped[datetime | None]

    uploaded_by: Mapped[User] = relationship(foreign_keys=[uploaded_by_id])
    published_by: Mapped[User | None] = relationship(foreign_keys=[published_by_id])


class Clause(Base):
    """A paragraph worth writing once (đoạn văn mẫu): kept by topic, copied into a fact while drafting."""

    __tablename__ = "clause"

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"), index=True)
    topic: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    retired_at: Mapped[datetime | None]

    by: Mapped[User] = relationship()
