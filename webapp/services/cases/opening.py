"""Open a case from the answers to a few questions, pinned to the procedure in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.errors import DomainError, NotAllowed
from webapp.models import (
    Case,
    Member,
    Organisation,
    Programme,
    ProgrammeLine,
    Subject,
    TeamMember,
    User,
    new_id,
)
from webapp.models.base import plain
from webapp.queries.accounts import list_people
from webapp.queries.programmes import get_line
from webapp.queries.tools import Tools
from webapp.services import ledger, waiting
from webapp.services.cases.answers import wrong_answers, wrong_body
from webapp.services.cases.newcase import NewCase, NewSubject
from webapp.services.programmes import carry_out
from webapp.workflow.procedure import Procedure


def open_case(session: Session, tools: Tools, *, actor: User, answers: NewCase) -> Case:
    """Open a case and pin it to the procedures in force. Raises NotAllowed, or DomainError with every wrong answer."""
    if not allowed(actor, Permission.CASE_OPEN):
        raise NotAllowed("Chỉ thành viên Uỷ ban và cán bộ theo dõi, giúp việc kiểm tra mở được hồ sơ.")
    procedure = tools.procedures.current(answers.procedure)
    known = [code for code in answers.kinds if code in tools.procedures.codes()]
    others = [tools.procedures.current(code) for code in known]
    office = {user.id for user in list_people(session, actor.office_id)}
    wrong = [
        *wrong_answers(procedure, others, answers, office),
        *wrong_body(session, answers, actor),
        *_strange_subjects(session, actor, answers),
        *_wrong_line(session, actor, answers),
    ]
    if wrong:
        raise DomainError("Chưa mở được hồ sơ.", details=wrong)
    case = _new_case(procedure, others, answers, actor, next_code(session, actor.office_id))
    session.add(case)
    session.flush()  # relations are read back by whoever shows the new case
    record_opened(session, case, actor, procedure, others)
    if answers.programme_line_id:
        line = session.get_one(ProgrammeLine, answers.programme_line_id)
        carry_out(session, line=line, case=case, actor=actor)
    waiting.note_case(session, tools, case)
    return case


def record_opened(
    session: Session, case: Case, actor: User, procedure: Procedure, others: Sequence[Procedure] = ()
) -> None:
    """The first entry of a case in the ledger of its office."""
    more = {"kinds": [f"{one.code} v{one.version}" for one in others]} if others else {}
    ledger.record(
        session, office_id=case.office_id, actor=actor, event="case_opened", case_id=case.id,
        code=case.code, procedure=f"{procedure.code} v{procedure.version}", shape=procedure.shape_sha256, **more,
    )  # fmt: skip


def pinned(procedures: Sequence[Procedure]) -> list[dict[str, Any]]:
    """What a case remembers of the kinds it holds besides its own."""
    return [{"code": one.code, "version": one.version, "sha256": one.shape_sha256} for one in procedures]


def _new_case(procedure: Procedure, others: Sequence[Procedure], answers: NewCase, actor: User, code: str) -> Case:
    return Case(
        id=new_id(),
        office_id=actor.office_id,
        code=code,
        title=plain(answers.title.strip()),
        procedure_code=procedure.code,
        procedure_version=procedure.version,
        procedure_sha256=procedure.shape_sha256,
        kinds=pinned(others),
        initiator=answers.initiator,
        unit_id=answers.unit_id or None,
        origin=answers.origin,
        opened_on=clock.today(),
        opened_by_id=actor.id,
        member_in_charge_id=answers.member_in_charge_id,
        subjects=[_new_subject(i, subject) for i, subject in enumerate(answers.subjects)],
        team=[TeamMember(position=i, user_id=user_id, role=role) for i, (user_id, role) in enumerate(answers.team)],
    )


def _new_subject(position: int, subject: NewSubject) -> Subject:
    return Subject(
        position=position,
        kind=subject.kind,
        full_name=plain(subject.full_name),
        organisation=plain(subject.organisation),
        details=plain(dict(subject.details)),
        member_id=subject.member_id,
        organisation_id=subject.organisation_id,
    )


def _strange_subjects(session: Session, actor: User, answers: NewCase) -> Iterator[str]:
    """Links to rows of the roster that are not of the office."""
    for subject in answers.subjects:
        member = session.get(Member, subject.member_id) if subject.member_id else None
        body = session.get(Organisation, subject.organisation_id) if subject.organisation_id else None
        owners = {row.office_id for row in (member, body) if row}
        missing = (subject.member_id and not member) or (subject.organisation_id and not body)
        if missing or owners - {actor.office_id}:
            yield f"“{subject.full_name}” không có trong danh bạ của cơ quan; chọn lại hoặc tự ghi họ tên."


def _wrong_line(session: Session, actor: User, answers: NewCase) -> Iterator[str]:
    """A line that is not the office's or not in force, and a case that says it comes from elsewhere."""
    if not answers.programme_line_id:
        return
    line = get_line(session, actor, answers.programme_line_id)
    if line is None or session.get_one(Programme, line.programme_id).state != "issued":
        yield "Nội dung chương trình đã chọn không có trong chương trình đang thực hiện; mở lại từ trang chương trình."
    if answers.origin != "programme":
        yield "Hồ sơ mở từ một nội dung của chương trình thì nguồn của việc là chương trình kiểm tra, giám sát."


def next_code(session: Session, office_id: str) -> str:
    """`HS 07/2021`: the next number of the year; the ledger's lock keeps two people from taking the same one."""
    ledger.lock(session, office_id=office_id)
    year = clock.today().year
    used = session.scalar(
        select(func.count()).select_from(Case).where(Case.office_id == office_id, Case.code.like(f"HS %/{year}"))
    )
    return f"HS {(used or 0) + 1:02d}/{year}"
