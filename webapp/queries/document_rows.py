"""The documents and papers a case must have, made or not, in the order of its steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from webapp.models import Case, Upload
from webapp.queries.labels import DOCUMENT_STATES
from webapp.queries.tools import Tools
from webapp.queries.uploads import list_uploads
from webapp.rules.dates_vi import short_date
from webapp.workflow.engine import STAGES, StepStatus
from webapp.workflow.view import CaseView, DocumentView


@dataclass(frozen=True)
class DocumentRow:
    """One required document. `state` is the document's own, or "none" (can be begun) or "locked" (not yet)."""

    label: str
    template: str
    step: str
    step_label: str
    stage: str
    state: str
    note: str
    document_id: str = ""


@dataclass(frozen=True)
class UploadRow:
    """One paper from outside: received, awaited, or missing although its step was passed."""

    label: str
    kind: str
    step: str
    state: str
    upload_id: str = ""
    filename: str = ""
    received_on: date | None = None


def document_rows(
    session: Session, tools: Tools, view: CaseView, statuses: Sequence[StepStatus]
) -> tuple[DocumentRow, ...]:
    """Every document of every step that belongs to the case; a passed step shows only what it made."""
    rows = []
    for status in statuses:
        if status.state == "not_applicable":
            continue
        for need in status.step.documents:
            document = view.document(need.template, status.step.id)
            if document or (need.required and status.state in ("open", "waiting")):
                rows.append(_row(status, need.template, need.label, document))
    return tuple(rows)


def _row(status: StepStatus, template: str, label: str, document: DocumentView | None) -> DocumentRow:
    state = document.state if document else ("none" if status.state == "open" else "locked")
    return DocumentRow(
        label=label,
        template=template,
        step=status.step.id,
        step_label=status.step.label,
        stage=STAGES[status.step.stage],
        state=state,
        note=_note(document),
        document_id=document.id if document else "",
    )


def _note(document: DocumentView | None) -> str:
    if document is None:
        return ""
    day = short_date(document.dated_on) if document.dated_on else ""
    if document.state == "issued":
        return f"Số {document.number}, {day}" if document.number else day
    return f"{DOCUMENT_STATES[document.state].capitalize()}, ghi ngày {day}" if day else ""


def upload_rows(session: Session, case: Case, statuses: Sequence[StepStatus]) -> tuple[UploadRow, ...]:
    """Papers wanted by the steps, and everything that came in."""
    came = list_uploads(session, case)
    rows: list[UploadRow] = []
    for status in statuses:
        if status.state == "not_applicable":
            continue
        for need in status.step.uploads:
            found = [upload for upload in came if upload.kind == need.kind and upload.step == status.step.id]
            rows += [_received(need.label, upload) for upload in found]
            if not found and status.state in ("open", "waiting"):
                rows.append(
                    UploadRow(need.label, need.kind, status.step.id, "awaited" if status.state == "open" else "locked")
                )
    return tuple(rows)


def _received(label: str, upload: Upload) -> UploadRow:
    return UploadRow(label, upload.kind, upload.step, "received", upload.id, upload.filename, upload.received_on)
