"""The second factor of a person, and copies of a document that carry a signature: digital, or scanned from paper."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.document import Document
from webapp.models.office import User


class SecondFactor(Base):
    """The shared secret of a person's authenticator (RFC 6238), sealed with the key of the installation.

    `last_step` is the newest time step whose code was used: a code is good once. `spares` are hashes of the codes for
    the day the telephone is lost; a used one is taken out.
    """

    __tablename__ = "second_factor"
    __table_args__ = (UniqueConstraint("user_id"),)

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    sealed_secret: Mapped[str] = mapped_column(Text)
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None]
    spares: Mapped[list[Any]]


class SignatureImage(Base):
    """The picture of a person's signature, shown where the digital signature stands; the newest one counts."""

    __tablename__ = "signature_image"

    user_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class SignedCopy(Base):
    """A copy of a document with a signature on it, written once.

    `of_sha256` is the file that was signed: the archived PDF, or the signed copy before it. A scan joins the record
    with the hash of what was printed.
    """

    __tablename__ = "signed_copy"
    __table_args__ = (
        CheckConstraint("kind IN ('person', 'seal', 'scan')", name="kind"),
        CheckConstraint("kind = 'scan' OR fingerprint <> ''", name="digital_has_certificate"),
        UniqueConstraint("document_id", "sha256"),
    )

    office_id: Mapped[str] = mapped_column(ForeignKey("office.id"))
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    sha256: Mapped[str] = mapped_column(String(64))
    of_sha256: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(100))
    signer: Mapped[str] = mapped_column(String(200))  # as the certificate says, or who signed on paper
    issuer: Mapped[str] = mapped_column(String(200), default="")
    fingerprint: Mapped[str] = mapped_column(String(64), default="")
    stamped_at: Mapped[datetime | None]
    by_id: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]

    document: Mapped[Document] = relationship()
    by: Mapped[User] = relationship()
