"""A document of a case, its versions and everything that was done to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.case import Case
from webapp.models.office import User


class DocumentState(StrEnum):
    """Where a document is on its way; a return goes back to drafting."""

    DRAFTING = "drafting"
    """Đang soạn."""
    CONSULTING = "consulting"
    """Đang xin ý kiến."""
    SUBMITTED = "submitted"
    """Đã trình, chờ duyệt nội dung."""
    FORMAT_CHECK = "format_check"
    """Chờ thẩm định thể thức."""
    PENDING_APPROVAL = "pending_approval"
    """Chờ Thường trực duyệt."""
    COLLECTIVE = "collective"
    """Chờ kết luận của tập thể."""
    APPROVED = "approved"
    """Đã duyệt, chờ ký."""
    SIGNED = "signed"
    """Đã ký, chờ cấp số."""
    ISSUED = "issued"
    """Đã ban hành (văn bản có số) hoặc đã hoàn tất (biên bản)."""
    VOIDED = "voided"
    """Dự thảo đã huỷ, có lý do; giữ lại để tra cứu."""


AFTER_ISSUE = ("sealed", "announced", "filed", "recalled", "superseded")
"""What may happen to an issued document: đóng dấu, công bố, lưu hồ sơ, thu hồi, được thay thế. Its row is frozen by
then, so the trail alone says it."""


def _one_of(column: str, values: Iterable[str]) -> str:
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


class Document(Base):
    """One document (văn bản) of one step of one case."""

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint(_one_of("state", DocumentState), name="state"),
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
    route: Mapped[str] = mapped_column(String(60), default="", server_default=text("''"))  # empty until sent
    round: Mapped[int] = mapped_column(default=0, server_default="0")  # how many times it was sent
    sign_authority: Mapped[str | None] = mapped_column(String(200))  # the block as it was lawful on the day of signing
    signer_title: Mapped[str | None] = mapped_column(String(200))
    docx_sha256: Mapped[str | None] = mapped_column(String(64))  # the issued Word file
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))  # the archived PDF
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    case: Mapped[Case] = relationship()
    drafted_by: Mapped[User] = relationship(foreign_keys=[drafted_by_id])
    signed_by: Mapped[User | None] = relationship(foreign_keys=[signed_by_id])
    versions: Mapped[list[DocumentVersion]] = relationship(order_by="DocumentVersion.no", cascade="all, delete-orphan")
    actions: Mapped[list[DocumentAction]] = relationship(
        order_by="(DocumentAction.at, DocumentAction.id)",
        foreign_keys="DocumentAction.document_id",
        cascade="all, delete-orphan",
    )

    tasks: Mapped[list[DocumentTask]] = relationship(
        order_by="(DocumentTask.round, DocumentTask.position)", cascade="all, delete-orphan"
    )
    opinions: Mapped[list[Opinion]] = relationship(order_by="Opinion.id", cascade="all, delete-orphan")

    offers: Mapped[list[WordOffer]] = relationship(order_by="WordOffer.id", cascade="all, delete-orphan")

    @property
    def mark(self) -> str:
        """The last of AFTER_ISSUE that happened to it; empty when nothing did."""
        return next((one.kind for one in reversed(self.actions) if one.kind in AFTER_ISSUE), "")

    @property
    def open_tasks(self) -> list[DocumentTask]:
        """The steps of the route whose turn it is."""
        return [task for task in self.tasks if task.round == self.round and task.state == "open"]

    @property
    def drafters(self) -> set[str]:
        """Everybody who made a version of it."""
        return {version.by_id for version in self.versions}

    @property
    def current(self) -> DocumentVersion:
        """The newest version."""
        return self.versions[-1]


ORIGINS = ("filled", "tagged", "word")
"""How a version came to be: filled, filled with its values in content controls, or brought back from Word."""


class DocumentVersion(Base):
    """The exact bytes of one draft, and what they were made from."""

    __tablename__ = "document_version"
    __table_args__ = (UniqueConstraint("document_id", "no"), CheckConstraint(_one_of("origin", ORIGINS), name="origin"))

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
    origin: Mapped[str] = mapped_column(String(20), default="tagged", server_default="filled")  # one of ORIGINS
    filename: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    tracked: Mapped[int] = mapped_column(
        default=0, server_default="0"
    )  # tracked changes and comments still in the file
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    by: Mapped[User] = relationship()


class DocumentAction(Base):
    """One thing a person did to a document: drafted, submitted, approved, returned, signed, issued ...

    Written once. Who acted for somebody absent is named with the decision that says so; `undo` holds where the document
    stood before, for an act that can be taken back.
    """

    __tablename__ = "document_action"
    __table_args__ = (
        CheckConstraint("kind <> 'returned' OR reason <> ''", name="return_has_reason"),
        CheckConstraint(
            "kind NOT IN ('recalled', 'voided', 'withdrawn', 'superseded') OR reason <> ''", name="ending_has_reason"
        ),
        CheckConstraint("(for_id IS NULL) = (authority = '')", name="substitute_has_authority"),
        CheckConstraint("(kind = 'superseded') = (other_id IS NOT NULL)", name="superseded_by_a_document"),
    )

    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    version_no: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))  # the Word file the person saw
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    for_id: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))  # the absent person
    other_id: Mapped[str | None] = mapped_column(ForeignKey("document.id"))  # the document that takes its place
    authority: Mapped[str] = mapped_column(
        Text, default="", server_default=text("''")
    )  # "Quyết định số 12-QĐ/UBKTThU ngày …"
    undo: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")

    by: Mapped[User] = relationship(foreign_keys=[by_id])
    acted_for: Mapped[User | None] = relationship(foreign_keys=[for_id])


class DocumentTask(Base):
    """One step of the route of one submission: who must do what, and what came of it."""

    __tablename__ = "document_task"
    __table_args__ = (
        UniqueConstraint("document_id", "round", "step"),
        CheckConstraint(_one_of("state", ("waiting", "open", "done", "returned", "stopped")), name="state"),
        CheckConstraint("state <> 'done' OR by_id IS NOT NULL", name="done_by_somebody"),
    )

    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    round: Mapped[int]
    position: Mapped[int]
    step: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))  # format_check | approve | collective
    label: Mapped[str] = mapped_column(String(200))
    actor: Mapped[str] = mapped_column(String(40))
    stands_as: Mapped[str] = mapped_column(String(20))  # the document's state while this is next
    after: Mapped[list[Any]] = mapped_column(default=list)
    two_persons: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[date | None]
    assigned_to_id: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)  # of a collective: on, minutes, members, agreed
    by_id: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime | None]

    assigned_to: Mapped[User | None] = relationship(foreign_keys=[assigned_to_id])
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])


class Opinion(Base):
    """What a named person was asked about a draft, what he said of which version, and how it was taken in."""

    __tablename__ = "opinion"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (answer = '')", name="answer_in_words"),
        CheckConstraint(_one_of("taken", ("", "accepted", "explained")), name="taken"),
        CheckConstraint("taken <> 'explained' OR response <> ''", name="explained_in_words"),
    )

    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    version_no: Mapped[int]
    asked_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    asked_by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    question: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime]
    due_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    answered_version: Mapped[int | None]
    closed_at: Mapped[datetime | None]  # asked in vain: closed with a reason in the trail
    taken: Mapped[str] = mapped_column(String(20), default="")
    response: Mapped[str] = mapped_column(Text, default="")

    asked: Mapped[User] = relationship(foreign_keys=[asked_id])
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.closed_at is None


class WordOffer(Base):
    """A value that was changed in Word: offered back to the case, taken or left by a person."""

    __tablename__ = "word_offer"
    __table_args__ = (
        UniqueConstraint("document_id", "version_no", "tag"),
        CheckConstraint(_one_of("decided", ("", "taken", "left")), name="decided"),
        CheckConstraint("(decided = '') = (by_id IS NULL)", name="decided_by_somebody"),
    )

    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    version_no: Mapped[int]
    tag: Mapped[str] = mapped_column(String(120))
    label: Mapped[str] = mapped_column(String(300))
    fact: Mapped[str] = mapped_column(
        String(60), default=""
    )  # key of the fact it may go back to; empty: mended elsewhere
    old: Mapped[str] = mapped_column(Text)
    new: Mapped[str] = mapped_column(Text)
    decided: Mapped[str] = mapped_column(String(10), default="")
    by_id: Mapped[str | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime | None]

    by: Mapped[User | None] = relationship()
