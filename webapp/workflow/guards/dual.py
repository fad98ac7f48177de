"""Discipline inside an inspection (quy trình kép): only after its recorded approval."""

from __future__ import annotations

from webapp.workflow.condition import Place
from webapp.workflow.guards.registry import MET, Answer, Unmet, guard, when
from webapp.workflow.view import CaseView

APPROVAL = "approve_dual_process"
"""The side step whose record is the approval: who, on which day, for which reason, by which paper."""


@when
def dual_process_was_approved(view: CaseView) -> bool | None:
    """The approval is recorded; until then the discipline steps do not belong to the case."""
    return _approved(view)


@when
def dual_process_was_not_approved(view: CaseView) -> bool | None:
    """The inspection goes its ordinary way."""
    return not _approved(view)


@guard(
    check="C12",
    says="việc cho phép tiến hành quy trình kép đã ghi vào hồ sơ",
    who="body_standing",
    place=Place("step", APPROVAL, APPROVAL),
    of_the_file=True,
)
def dual_process_has_its_approval(view: CaseView) -> Answer:
    """C12: no discipline paper inside an inspection without the recorded approval. Source: QĐ 354-QĐ/UBKTTW."""
    return MET if _approved(view) else Unmet()


def _approved(view: CaseView) -> bool:
    record = view.record(APPROVAL)
    return record is not None and record.state == "done"
