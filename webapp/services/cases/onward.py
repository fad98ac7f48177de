"""A case goes on elsewhere: proposed to the higher body, or handed to another office or body.

What is known and what lies in the file goes with it: facts the new procedure asks for too, subjects, issued papers as
papers received. Nobody of the other office sees the case it came from.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.errors import Conflict, DomainError
from webapp.models import Case, CaseFact, Document, Office, Subject, Unit, Upload, User, new_id
from webapp.queries.accounts import list_holders
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.document_rows import HANDED
from webapp.queries.life_page import offered
from webapp.queries.tools import Tools
from webapp.services import ledger, waiting
from webapp.services.blobs import PDF
from webapp.services.cases.access import refuse_at_rest
from webapp.services.cases.life import link, needed, refuse_unless_directing
from webapp.services.cases.opening import next_code, pinned, record_opened
from webapp.workflow.actors import LEADING
from webapp.workflow.procedure import Procedure


@dataclass(frozen=True)
class Receiver:
    """Who takes the case: an office of this installation and the body in it that acts; empty: the same office."""

    initiator: str
    office_id: str = ""
    unit_id: str | None = None


def open_linked_case(
    session: Session, tools: Tools, *, case: Case, actor: User, procedure: str, receiver: Receiver, reason: str
) -> Case:
    """Open the case of the higher body that may decide what this one may only propose; both name each other.

    Raises Conflict when no step of this case has come so far, or it was proposed already.
    """
    refuse_unless_directing(case, actor)
    if procedure not in offered(tools, case_view(session, tools, case), procedure_of(tools, case)):
        raise Conflict("Hồ sơ chưa đến bước đề nghị cấp có thẩm quyền, hoặc bước đó không mở loại hồ sơ này.")
    if any(one.kind == "proposed_to" for one in case.onward):
        raise Conflict("Hồ sơ này đã đề nghị cấp có thẩm quyền và đã mở hồ sơ liên kết.")
    target = tools.procedures.current(procedure)
    return _carry_on(session, tools, case, target, [], receiver, actor, "proposed_to", needed(reason, "Đề nghị"))


def hand_over_case(
    session: Session, tools: Tools, *, case: Case, actor: User, receiver: Receiver, reason: str
) -> Case:
    """Hand the case to another body or office, which goes on from the beginning with what is known."""
    refuse_unless_directing(case, actor)
    refuse_at_rest(case)
    same = (receiver.office_id or case.office_id, receiver.initiator, receiver.unit_id)
    if same == (case.office_id, case.initiator, case.unit_id):
        raise DomainError("Hồ sơ đang do chính tổ chức này tiến hành; chọn cơ quan, tổ chức khác để chuyển.")
    why = needed(reason, "Chuyển hồ sơ")
    others = [tools.procedures.current(kind["code"]) for kind in case.kinds]
    target = tools.procedures.current(case.procedure_code)
    made = _carry_on(session, tools, case, target, others, receiver, actor, "handed_to", why)
    case.state, case.state_reason = "handed_over", why
    session.flush()  # the version counter refuses whoever acted on the same state
    ledger.record(
        session, office_id=case.office_id, actor=actor, event="case_handed_over", case_id=case.id, reason=why,
        to=receiver.office_id or case.office_id, body=receiver.initiator,
    )  # fmt: skip
    return made


def _carry_on(
    session: Session, tools: Tools, case: Case, procedure: Procedure, others: list[Procedure], receiver: Receiver,
    actor: User, kind: str, reason: str,
) -> Case:  # fmt: skip
    office = session.get(Office, receiver.office_id or case.office_id)
    if office is None:
        raise DomainError("Không có cơ quan nhận hồ sơ; chọn lại.")
    _refuse_wrong_body(session, office, receiver, [procedure, *others])
    head = _head(session, office, receiver)
    for office_id in sorted({case.office_id, office.id}):  # in one order, so that two handing to each other never wait
        ledger.lock(session, office_id=office_id)
    made = Case(
        id=new_id(), office_id=office.id, code=next_code(session, office.id), title=case.title,
        procedure_code=procedure.code, procedure_version=procedure.version,
        procedure_sha256=procedure.shape_sha256, kinds=pinned(others), initiator=receiver.initiator,
        unit_id=receiver.unit_id, origin="handed_over" if kind == "handed_to" else "proposal",
        opened_on=clock.today(), opened_by_id=head.id, member_in_charge_id=head.id,
    )  # fmt: skip
    session.add(made)
    subjects = _subjects(case, made, procedure)
    session.flush()  # facts and papers refer to the new case and its subjects
    _facts(tools, case, made, subjects)
    _papers(session, case, made, procedure, actor)
    link(session, case=case, other=made, kind=kind, actor=actor, reason=reason)
    record_opened(session, made, actor, procedure, others)
    waiting.note_case(session, tools, made)
    return made


def _refuse_wrong_body(session: Session, office: Office, receiver: Receiver, kinds: list[Procedure]) -> None:
    wrong = [one.title for one in kinds if receiver.initiator not in one.initiators]
    if wrong:
        raise DomainError(f"Nơi nhận không tiến hành loại việc “{wrong[0]}”; chọn tổ chức khác.")
    unit = session.get(Unit, receiver.unit_id) if receiver.unit_id else None
    needs = receiver.initiator in ("cell", "advisory_agency")
    if needs and (unit is None or unit.office_id != office.id or unit.kind != receiver.initiator):
        raise DomainError("Chưa chọn đúng chi bộ, cơ quan nhận hồ sơ.")


def _head(session: Session, office: Office, receiver: Receiver) -> User:
    """Who answers for the case until the receiving body says otherwise: its head, else its next in line."""
    for role in LEADING[receiver.initiator]:
        for user in list_holders(session, office.id, {role}):
            if any(grant.role == role and grant.unit_id == receiver.unit_id for grant in user.grants):
                return user
    raise DomainError("Nơi nhận chưa có tài khoản của người đứng đầu; quản trị cơ quan nhận tạo tài khoản trước.")


def _subjects(case: Case, made: Case, procedure: Procedure) -> dict[str, Subject]:
    """The subjects the new kind is about, by the id they had; links to the roster stay with the office's own."""
    found: dict[str, Subject] = {}
    same = case.office_id == made.office_id
    for one in case.subjects:
        target = "organisation" if one.kind == "organisation" else "member"
        if target in procedure.targets or "decision" in procedure.targets:
            found[one.id] = Subject(
                id=new_id(), position=len(found), kind=one.kind, full_name=one.full_name, details=dict(one.details),
                organisation=one.organisation, member_id=one.member_id if same else None,
                organisation_id=one.organisation_id if same else None,
            )  # fmt: skip
    if not found:
        raise DomainError("Không có đối tượng nào của hồ sơ này thuộc loại việc đã chọn.")
    made.subjects.extend(found.values())
    return found


def _facts(tools: Tools, case: Case, made: Case, subjects: dict[str, Subject]) -> None:
    old = {fact.key: fact.type for fact in procedure_of(tools, case).facts()}
    new = {fact.key: fact.type for fact in procedure_of(tools, made).facts()}
    for fact in case.facts:
        fits = fact.value is not None and new.get(fact.key) == old.get(fact.key)
        if fits and (fact.subject_id is None or fact.subject_id in subjects):
            own = subjects[fact.subject_id].id if fact.subject_id else None
            made.facts.append(
                CaseFact(
                    key=fact.key, value=fact.value, subject_id=own, changed_by_id=fact.changed_by_id,
                    changed_at=fact.changed_at,
                )
            )  # fmt: skip


def _papers(session: Session, case: Case, made: Case, procedure: Procedure, actor: User) -> None:
    """Every issued document as a PDF, and every paper that had come in."""
    step = procedure.main_steps[0].id
    issued = select(Document).where(Document.case_id == case.id, Document.state == "issued").order_by(Document.id)
    files = [
        (f"{one.number_text or one.title}.pdf".replace("/", "-")[-200:], PDF, str(one.pdf_sha256), one.issued_on)
        for one in session.scalars(issued)
    ]
    came = select(Upload).where(Upload.case_id == case.id).order_by(Upload.at, Upload.id)
    files += [(one.filename, one.media_type, one.sha256, one.received_on) for one in session.scalars(came)]
    for name, media_type, sha256, on in files:
        session.add(
            Upload(
                office_id=made.office_id, case_id=made.id, step=step, kind=HANDED, filename=name, sha256=sha256,
                media_type=media_type, received_on=on or clock.today(), by_id=actor.id, at=clock.now(),
            )
        )  # fmt: skip
