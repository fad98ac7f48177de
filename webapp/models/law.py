"""The office's own versions of the files of the law, on top of those that came with the product."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.office import User


class LawVersion(Base):
    """One change of one file of the law: the whole text after it, who made it and why.

    In use is the newest version of each file; a version is never changed, going back makes a new one. The file of the
    product counts as number 0 and has no row.
    """

    __tablename__ = "law_version"
    __table_args__ = (
        UniqueConstraint("office_id", "no"),
        CheckConstraint("no >= 1", name="no"),
        CheckConstraint("note <> ''", name="has_note"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    no: Mapped[int]
    file: Mapped[str] = mapped_column(String(40))  # deadlines.toml
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))  # of the text
    law_sha256: Mapped[str] = mapped_column(String(64), index=True)  # of the whole law after the change
    shipped_sha256: Mapped[str] = mapped_column(String(64))  # the file of the product it was made on
    summary: Mapped[str] = mapped_column(Text)  # what was changed, in a sentence
    note: Mapped[str] = mapped_column(Text)  # why
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()
