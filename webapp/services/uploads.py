"""Take in a paper from outside: the subject's own report, a self-review, a scan."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from webapp import clock
from webapp.models import Case, Upload, User
from webapp.queries.case_view import procedure_of
from webapp.queries.tools import Tools
from webapp.services import ledger, waiting
from webapp.services.cases.access import refuse_unless_editable
from webapp.services.files import RefusedUpload, store_file


def receive_upload(
    session: Session,
    tools: Tools,
    *,
    case: Case,
    step_id: str,
    kind: str,
    filename: str,
    data: bytes,
    received_on: date,
    actor: User,
    subject_id: str | None = None,
) -> Upload:
    """Store a PDF, Word file or picture with the case; `subject_id` says whose paper it is.

    Raises RefusedUpload with what is wrong and what to do, NotAllowed, or Conflict when the case is closed.
    """
    refuse_unless_editable(case, actor)
    _refuse_unwanted(tools, case, step_id, kind, subject_id)
    if received_on > clock.today():
        raise RefusedUpload("Ngày nhận còn ở phía trước; ghi ngày đã nhận được tài liệu.")
    file = store_file(session, tools, filename=filename, data=data)
    upload = Upload(
        office_id=case.office_id, case_id=case.id, step=step_id, kind=kind, filename=file.filename,
        media_type=file.media_type, sha256=file.sha256, received_on=received_on, by_id=actor.id, at=clock.now(),
        subject_id=subject_id or None,
    )  # fmt: skip
    session.add(upload)
    session.flush()  # the ledger names the upload's id
    ledger.record(
        session, office_id=case.office_id, actor=actor, event="paper_received", case_id=case.id,
        upload=upload.id, kind=kind, filename=file.filename, sha256=upload.sha256, on=received_on,
    )  # fmt: skip
    waiting.note_case(session, tools, case)
    return upload


def _refuse_unwanted(tools: Tools, case: Case, step_id: str, kind: str, subject_id: str | None) -> None:
    if kind not in {wanted.kind for wanted in procedure_of(tools, case).step(step_id).uploads}:
        raise RefusedUpload("Bước này không nhận loại tài liệu đó.")
    if subject_id and subject_id not in {subject.id for subject in case.subjects}:
        raise RefusedUpload("Đối tượng này không thuộc hồ sơ; chọn lại tài liệu của ai.")
