"""Signed copies of a document: the person first, the agency's seal second; or the scan of what was signed on paper.

The issued file itself never changes. A signature is an incremental update of it, kept beside it under its own hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pyhanko.sign.timestamps import TimeStamper
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Document, Role, SignatureImage, SignedCopy, User
from webapp.models.database import let_go
from webapp.queries.tools import Tools
from webapp.rendering.stamp import read_stamps
from webapp.services import ledger
from webapp.services.blobs import PDF, note_blob
from webapp.services.files import StoredFile, store_file
from webapp.signature import Key, Look, SignatureReport, Spot, check_signed_outside, sign_pdf
from webapp.signature.look import BLUE, RED, picture_of, words_as_picture

_PERSON_SIZE, _SEAL_SIZE = (130.0, 46.0), (105.0, 105.0)  # points


@dataclass(frozen=True)
class Trust:
    """What the installation says of signatures: trusted roots, and the timestamp authority if there is one."""

    roots: tuple[bytes, ...] = ()
    timestamps: TimeStamper | None = None


def sign_copy(
    session: Session, tools: Tools, *, document: Document, kind: str, key: Key, trust: Trust, actor: User
) -> SignedCopy:
    """Sign the newest copy with `key`: as the person who signs (`person`) or with the agency's seal (`seal`)."""
    _refuse(session, document, kind, actor)
    before = newest_for_signing(session, tools, document)
    look = _look(session, tools, document, kind, key.owner)
    document_id, actor_id = document.id, actor.id
    let_go(session)  # nobody waits while the key signs
    signed = sign_pdf(
        before, key, field="Nguoi-ky" if kind == "person" else "Co-quan",
        reason="Ký văn bản" if kind == "person" else "Đóng dấu cơ quan", look=look, timestamps=trust.timestamps,
    )  # fmt: skip
    report = check_signed_outside(before, signed, roots=trust.roots)
    tools.store.put(signed)
    document, actor = session.get_one(Document, document_id), session.get_one(User, actor_id)
    _refuse(session, document, kind, actor)
    if newest_for_signing(session, tools, document) != before:
        raise Conflict("Văn bản vừa được người khác ký số; mở lại trang rồi ký tiếp.")
    return _keep(session, document, kind, note_blob(session, signed, PDF), before, report, actor)


def take_in_signed(
    session: Session, tools: Tools, *, document: Document, kind: str, data: bytes, trust: Trust, actor: User
) -> SignedCopy:
    """Take in the copy that was downloaded, signed on the officer's own machine and brought back."""
    _refuse(session, document, kind, actor)
    before = newest_for_signing(session, tools, document)
    report = check_signed_outside(before, data, roots=trust.roots)
    if report.trusted is False:
        raise DomainError("Chứng thư số của người ký không do tổ chức chứng thực mà cơ quan tin cậy cấp; không nhận.")
    tools.store.put(data)
    return _keep(session, document, kind, note_blob(session, data, PDF), before, report, actor)


def take_in_scan(
    session: Session, tools: Tools, *, document: Document, filename: str, data: bytes, signer: str, actor: User
) -> SignedCopy:
    """Keep the scan of the paper that was printed from this document and signed in ink."""
    if document.state not in ("signed", "issued"):
        raise Conflict("Văn bản chưa ký thì chưa nhận bản quét chữ ký giấy.")
    if not signer.strip():
        raise DomainError("Chưa ghi ai ký trên bản giấy.")
    _refuse_unless_clerk(actor)
    file = store_file(session, tools, filename=filename, data=data)
    printed = document.pdf_sha256 or document.current.pdf_sha256
    return _add(session, document, "scan", file, printed, signer.strip(), None, actor)


def keep_signature_image(session: Session, tools: Tools, *, data: bytes, actor: User) -> SignatureImage:
    """Keep the picture of the actor's own signature. Raises NotAPicture."""
    picture = picture_of(data)
    tools.store.put(picture)
    row = SignatureImage(user_id=actor.id, sha256=note_blob(session, picture, "image/png"), at=clock.now())
    session.add(row)
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="signature_image_kept", user=actor.id, sha256=row.sha256
    )
    return row


def list_copies(session: Session, document: Document) -> Sequence[SignedCopy]:
    """Signed copies in the order they were made."""
    query = select(SignedCopy).where(SignedCopy.document_id == document.id).order_by(SignedCopy.at, SignedCopy.id)
    return list(session.scalars(query))


def _refuse(session: Session, document: Document, kind: str, actor: User) -> None:
    if document.state != "issued" or not document.pdf_sha256:
        raise Conflict("Văn bản chưa ban hành thì chưa ký số được; số và ngày phải có trong tệp trước khi ký.")
    kinds = [one.kind for one in list_copies(session, document)]
    if kind in kinds:
        raise Conflict("Văn bản đã có chữ ký số này rồi.")
    if kind == "person" and actor.id != document.signed_by_id:
        raise NotAllowed("Chỉ người ký văn bản được ký số.")
    if kind == "person" and "seal" in kinds:
        raise Conflict("Cơ quan đã đóng dấu số; chữ ký của người ký phải có trước con dấu.")
    if kind == "seal":
        _refuse_unless_clerk(actor)
        if "person" not in kinds:
            raise Conflict("Người ký chưa ký số; con dấu của cơ quan đóng sau chữ ký.")


def _refuse_unless_clerk(actor: User) -> None:
    if Role.RECORDS_CLERK not in actor.roles:
        raise NotAllowed("Việc này của văn thư.")


def newest_for_signing(session: Session, tools: Tools, document: Document) -> bytes:
    """The file the next signature goes on: the issued one, or the last that was signed digitally."""
    digital = [one for one in list_copies(session, document) if one.kind != "scan"]
    return tools.store.get(digital[-1].sha256 if digital else str(document.pdf_sha256))


def _look(session: Session, tools: Tools, document: Document, kind: str, owner: str) -> Look | None:
    width, height = _PERSON_SIZE if kind == "person" else _SEAL_SIZE
    docx = tools.store.get(str(document.docx_sha256))
    name = read_stamps(docx).get("signer_name", "") or owner
    if (place := tools.renderer.find_text(docx, name)) is None:
        return None  # a document without a signature block is signed without a picture
    page, left, top, height_of_page = place
    bottom = height_of_page - top + 6
    if kind == "seal":  # over the left third of the signature, HD 36-HD/VPTW
        return Look(
            words_as_picture(_in_two(owner), colour=RED, width=width, height=height, seal=True),
            Spot(page, left - width * 0.75, bottom - height * 0.25, width, height),
        )
    return Look(_picture(session, tools, document, owner), Spot(page, left, bottom, width, height))


def _picture(session: Session, tools: Tools, document: Document, owner: str) -> bytes:
    query = select(SignatureImage).where(SignatureImage.user_id == document.signed_by_id)
    found = session.scalar(query.order_by(SignatureImage.at.desc()))
    if found:
        return tools.store.get(found.sha256)
    width, height = _PERSON_SIZE
    return words_as_picture(("Đã ký số", owner), colour=BLUE, width=width, height=height)


def _in_two(owner: str) -> tuple[str, ...]:
    words = owner.split()
    middle = (len(words) + 1) // 2
    return (" ".join(words[:middle]), " ".join(words[middle:]), "đã ký số")


def _keep(
    session: Session, document: Document, kind: str, sha256: str, before: bytes, report: SignatureReport, actor: User
) -> SignedCopy:
    file = StoredFile(sha256, PDF, "")
    return _add(session, document, kind, file, hashlib.sha256(before).hexdigest(), report.signer, report, actor)


def _add(
    session: Session, document: Document, kind: str, file: StoredFile, of_sha256: str, signer: str,
    report: SignatureReport | None, actor: User,
) -> SignedCopy:  # fmt: skip
    at: datetime | None = report.at if report and report.stamped else None
    row = SignedCopy(
        office_id=document.office_id, document_id=document.id, kind=kind, sha256=file.sha256, of_sha256=of_sha256,
        media_type=file.media_type, signer=signer, issuer=report.issuer if report else "",
        fingerprint=report.fingerprint if report else "", stamped_at=at, by_id=actor.id, at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()  # the constraint speaks before the ledger does
    ledger.record(
        session, office_id=document.office_id, actor=actor, event="copy_signed", case_id=document.case_id,
        document=document.id, kind=kind, sha256=row.sha256, of=of_sha256, signer=signer, fingerprint=row.fingerprint,
    )  # fmt: skip
    return row
