"""What can be said of a PDF somebody holds: its signatures, its printed code, and whether it is one of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Document, SignedCopy, User
from webapp.rendering.pdf.proof import NoProof, Proof, is_whole, read_proof
from webapp.signature import SignedFile, verify_pdf


@dataclass(frozen=True)
class CheckedPdf:
    """`ours` says which document of the reader's office the file is, empty when it is none; `proof` is the code on its
    first page, and `proof_holds` whether the file still fits it (None without a code)."""

    file: SignedFile
    ours: str
    proof: Proof | None
    proof_holds: bool | None


def check_pdf(session: Session, viewer: User, pdf: bytes, *, roots: Sequence[bytes] = ()) -> CheckedPdf:
    """Look at a file without keeping it. Raises NotAPdf."""
    file = verify_pdf(pdf, roots=roots)
    try:
        proof, holds = read_proof(pdf), is_whole(pdf)
    except NoProof:
        proof, holds = None, None
    return CheckedPdf(file, _ours(session, viewer, pdf), proof, holds)


def _ours(session: Session, viewer: User, pdf: bytes) -> str:
    digest = hashlib.sha256(pdf).hexdigest()
    mine = select(Document).where(Document.office_id == viewer.office_id)
    found = session.scalar(mine.where(Document.pdf_sha256 == digest))
    if found is None:
        copied = select(SignedCopy.document_id).where(SignedCopy.sha256 == digest)
        found = session.scalar(mine.where(Document.id.in_(copied)))
    if found is None:
        return ""
    return f"Số {found.number_text}" if found.number_text else found.title
