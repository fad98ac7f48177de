"""The documents and papers a case must have, made or not, in the order of its steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from webapp.models import Case, Upload
from webapp.queries.labels import DOCUMENT_STATES
from webapp.queries.tools import Tools
from webapp.queries.uploads import list_uploads
from webapp.rules.dates_vi import short_date
from webapp.workflow import engine
from webapp.workflow.engine import STAGES, StepStatus
from webapp.workflow.procedure import DocumentNeed
from webapp.workflow.view import CaseView, DocumentView

HANDED = "handed_file"
"""Kind of the papers that came with a case from another body."""


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
    subject: str = ""  # whose it is, where each subject has its own
    count: int = 1  # more than one: the row stands for the documents of that many subjects


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
    session: Session, tools: Tools, view: CaseView, statuses: Sequence[StepStatus], *, subject: str = "",
    spread: bool = False,
) -> tuple[DocumentRow, ...]:  # fmt: skip
    """Every document of every step that belongs to the case; a passed step shows only what it made.

    Documents of many subjects are one row that counts them; `spread` gives each its own row, `subject` (an id) those of
    one subject.
    """
    rows: list[DocumentRow] = []
    for status in statuses:
        now, needs = engine.at_this_round(view, status.step), status.step.documents
        rows += [_row(status, need, old) for need in needs for old in _earlier(view, now, status, need)]
        for need in needs if status.state != "not_applicable" else ():
            if status.step.per_of(need) != "case" and len(view.subjects) > 1 and not subject and not spread:
                rows += _counted(status, need, now)
            else:
                rows += _each(status, need, now, subject, alone=len(statuses) == 1)
    return tuple(rows)


def _earlier(view: CaseView, now: CaseView, status: StepStatus, need: DocumentNeed) -> list[DocumentView]:
    """What earlier rounds of the step made: the first extension, the conclusion before the case was reopened."""
    mine = [d for d in view.documents if d.step == status.step.id and d.template == need.template]
    return [document for document in mine if document not in now.documents]


def _each(
    status: StepStatus, need: DocumentNeed, view: CaseView, subject: str, *, alone: bool
) -> Iterator[DocumentRow]:
    """The row of the case's document, or of the document of each subject (of `subject`)."""
    each = status.step.per_of(need) != "case"
    begun = not each and view.document(need.template, status.step.id)  # before the case turned another way
    for one in engine.views_for(status.step, view, need) or ((view,) if begun else ()):
        if each and subject not in ("", one.subject.id):
            continue
        document = one.document(need.template, status.step.id)
        if document or (need.required and is_due(status, alone=alone)):
            row = _row(status, need, document, one.subject.id if each else "")
            named = each and len(view.subjects) > 1 and not subject
            yield replace(row, label=f"{row.label}: {one.subject.full_name}") if named else row


def is_due(status: StepStatus, *, alone: bool) -> bool:
    """Does the step still owe something? One beside the path owes nothing unless somebody takes it (`alone`)."""
    return status.state in ("open", "waiting") and (alone or status.step.side is None)


def _counted(status: StepStatus, need: DocumentNeed, view: CaseView) -> Iterator[DocumentRow]:
    """One row for the documents of all subjects, when some are made or due."""
    views = engine.views_for(status.step, view, need)
    made = [document for one in views if (document := one.document(need.template, status.step.id))]
    if not made and not (views and need.required and is_due(status, alone=False)):
        return
    issued = sum(document.state == "issued" for document in made)
    behind = min((d.state for d in made), key=list(DOCUMENT_STATES).index, default="none")
    state = behind if len(made) == len(views) else "none" if status.state == "open" else "locked"
    note = f"Đã soạn {len(made)}, đã ban hành {issued} trong {len(views)} văn bản"
    label = f"{need.label} ({len(views)} đối tượng)"
    yield replace(_row(status, need, None), label=label, state=state, note=note, count=len(views))


def _row(
    status: StepStatus, need: DocumentNeed, document: DocumentView | None, subject: str = ""
) -> DocumentRow:
    state = document.state if document else ("none" if status.state == "open" else "locked")
    return DocumentRow(
        label=f"{need.label} (lần {document.round})" if document and document.round > 1 else need.label,
        template=need.template,
        step=status.step.id,
        step_label=status.step.label,
        stage=STAGES[status.step.stage],
        state=state,
        note=_note(document),
        document_id=document.id if document else "",
        subject=subject,
    )


def _note(document: DocumentView | None) -> str:
    if document is None:
        return ""
    day = short_date(document.dated_on) if document.dated_on else ""
    if document.state == "issued":
        return f"Số {document.number}, {day}" if document.number else day
    return f"{DOCUMENT_STATES[document.state].capitalize()}, ghi ngày {day}" if day else ""


def upload_rows(
    session: Session, case: Case, statuses: Sequence[StepStatus], *, subject: str = ""
) -> tuple[UploadRow, ...]:
    """Papers wanted by the steps, and everything that came in; with `subject`, what is that subject's or the case's."""
    came = list_uploads(session, case)
    names = {one.id: one.full_name for one in case.subjects} if len(case.subjects) > 1 else {}
    rows: list[UploadRow] = []
    for status in statuses:
        for need in status.step.uploads if status.state != "not_applicable" else ():
            mine = [upload for upload in came if upload.kind == need.kind and upload.step == status.step.id]
            found = [upload for upload in mine if subject in ("", upload.subject_id or subject)]
            rows += [_received(_owned(need.label, names.get(one.subject_id or "")), one) for one in found]
            if not found and is_due(status, alone=len(statuses) == 1):
                rows.append(
                    UploadRow(need.label, need.kind, status.step.id, "awaited" if status.state == "open" else "locked")
                )
    first = statuses[0].step.id if statuses else ""
    return (*(_received("Hồ sơ chuyển đến", one) for one in came if one.kind == HANDED and one.step == first), *rows)


def _owned(label: str, name: str | None) -> str:
    return f"{label}: {name}" if name else label


def _received(label: str, upload: Upload) -> UploadRow:
    return UploadRow(label, upload.kind, upload.step, "received", upload.id, upload.filename, upload.received_on)
