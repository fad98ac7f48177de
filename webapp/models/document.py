"""A document of a case, its versions and everything that was done to it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.case import Case
from webapp.models.office import User


class DocumentState(StrEnum):
    """Where a document is on its way; a return goes back to drafting."""

    DRAFTING = "drafting"
    """Đang soạn."""
    SUBMITTED = "submitted"
    """Chờ duyệt."""
    APPROVED = "approved"
    """Đã duyệt, chờ ký."""
    SIGNED = "signed"
    """Đã ký, chờ cấp số."""
    ISSUED = "issued"
    """Đã ban hành (văn bản có số) hoặc đã hoàn tất (biên bản)."""


class Document(Base):
    """One document (văn bản) of one step of one case."""

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint("state IN ('drafting', 'submitted', 'approved', 'signed', 'issued')", name="state"),
        CheckConstraint(
            "state <> 'issued' OR (issued_on IS NOT NULL AND pdf_sha256 IS NOT NULL)", name="issued_is_archived"
        ),
        CheckConstraint("number_text = '' OR state = 'issued'", name="number_only_when_issued"),
        CheckConstraint("number_text = '' OR signed_by_id IS NOT NULL", name="number_only_after_signature"),
        UniqueConstraint("case_id", "step", "template", "ordinal"),
        Index("ix_document_office_state", "office_id", "state"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    case_id: Mapped[str] = mapped_column(ForeignKey("inspection_case.id"), index=True)
    step: Mapped[str] = mapped_column(String(60))
    template: Mapped[str] = mapped_column(String(60))
    ordinal: Mapped[int] = mapped_column(default=1)  # a step may hold several minutes of one kind
    subject_id: Mapped[str | None] = mapped_column(ForeignKey("case_subject.id"))  # whom it is about, if one alone
    step_round: Mapped[int] = mapped_column(default=1, server_default="1")  # the second extension's papers: 2
    title: Mapped[str] = mapped_column(Text)  # type name and trích yếu
    state: Mapped[str] = mapped_column(String(20), default=DocumentState.DRAFTING)
    layout: Mapped[str] = mapped_column(String(40))
    dated_on: Mapped[date]
    drafted_by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    approved_version: Mapped[int | None]
    signed_by_id: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    signed_sha256: Mapped[str | None] = mapped_column(String(64))
    issued_on: Mapped[date | None]
    number_text: Mapped[str] = mapped_column(String(60), default="")  # "15-QĐ/UBKTThU"
    docx_sha256: Mapped[str | None] = mapped_column(String(64))  # the issued Word file
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))  # the archived PDF
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    case: Mapped[Case] = relationship()
    drafted_by: Mapped[User] = relationship(foreign_keys=[drafted_by_id])
    signed_by: Mapped[User | None] = relationship(foreign_keys=[signed_by_id])
    versions: Mapped[list[DocumentVersion]] = relationship(order_by="DocumentVersion.no", cascade="all, delete-orphan")
    actions: Mapped[list[DocumentAction]] = relationship(order_by="DocumentAction.at", cascade="all, delete-orphan")

    @property
    def current(self) -> DocumentVersion:
        """The newest version."""
        return self.versions[-1]


class DocumentVersion(Base):
    """The exact bytes of one draft, and what they were made from."""

    __tablename__ = "document_version"
    __table_args__ = (UniqueConstraint("document_id", "no"),)

    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    no: Mapped[int]
    docx_sha256: Mapped[str] = mapped_column(String(64))
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int]
    template_sha256: Mapped[str] = mapped_column(String(64))
    values: Mapped[dict[str, Any]]
    empty: Mapped[list[Any]]  # names of the values that came out empty
    bases: Mapped[list[Any]]  # ids of the legal bases printed
    law_sha256: Mapped[str | None] = mapped_column(String(64))  # the whole law it was made with
    sanction: Mapped[str] = mapped_column(String(20), default="")  # the sanction the text states, if it states one
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()


class DocumentAction(Base):
    """One thing a person did to a document: drafted, submitted, approved, returned, signed, issued."""

    __tablename__ = "document_action"
    __table_args__ = (CheckConstraint("kind <> 'returned' OR reason <> ''", name="return_has_reason"),)

    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    version_no: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))  # the Word file the person saw
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()
