"""The life of a case beside its steps: stand still, go on, end without a result, be reopened, merge, change hands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Case, CaseLink, CasePause, Subject, TeamMember, User
from webapp.queries.accounts import list_people
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.tools import Tools
from webapp.rules.dates_vi import short_date
from webapp.services import ledger, waiting
from webapp.services.cases.access import refuse_at_rest
from webapp.workflow import engine
from webapp.workflow.procedure import Procedure


def suspend_case(session: Session, *, case: Case, actor: User, reason: str, since: date | None = None) -> CasePause:
    """Let the case stand still from `since` (today): nothing is written and no deadline runs until it goes on."""
    refuse_unless_directing(case, actor)
    refuse_at_rest(case)
    day, why = since or clock.today(), needed(reason, "Tạm dừng hồ sơ")
    if day > clock.today() or day < case.opened_on:
        raise DomainError("Ngày tạm dừng phải từ ngày mở hồ sơ đến hôm nay.")
    if any(day < (pause.until or day) for pause in case.pauses):
        raise DomainError("Ngày tạm dừng nằm trong lần tạm dừng trước; ghi ngày sau khi hồ sơ đã tiếp tục.")
    pause = CasePause(since=day, reason=why, by_id=actor.id)
    case.pauses.append(pause)
    _turn(session, case, actor, "suspended", "case_suspended", why, since=day)
    return pause


def resume_case(session: Session, *, case: Case, actor: User, on: date | None = None) -> int:
    """Let a suspended case go on; returns by how many days its deadlines move."""
    refuse_unless_directing(case, actor)
    pause = next((pause for pause in case.pauses if pause.until is None), None)
    if case.state != "suspended" or pause is None:
        raise Conflict(f"Hồ sơ {case.code} không tạm dừng; có thể người khác vừa cho tiếp tục.")
    day = on or clock.today()
    if day > clock.today() or day < pause.since:
        raise DomainError(f"Ngày tiếp tục phải từ ngày tạm dừng ({short_date(pause.since)}) đến hôm nay.")
    pause.until = day
    days = (day - pause.since).days
    _turn(session, case, actor, "open", "case_resumed", "", on=day, days=days)
    return days


def close_without_result(session: Session, *, case: Case, actor: User, reason: str) -> None:
    """End a case that reaches no conclusion: the subject died, the letter was withdrawn, it was opened by mistake."""
    refuse_unless_directing(case, actor)
    refuse_at_rest(case)
    _turn(session, case, actor, "closed", "case_closed_without_result", needed(reason, "Kết thúc không kết luận"))


def reopen_case(session: Session, tools: Tools, *, case: Case, actor: User, reason: str, step_id: str = "") -> None:
    """Open a closed case again at `step_id`, or at its last step: that step and what followed are done once more.

    Papers that were issued stay; what is done again makes new ones. Raises NotAllowed for everybody but the head.
    """
    if not allowed(actor, Permission.CASE_REOPEN, case):
        raise NotAllowed("Chỉ người đứng đầu (Chủ nhiệm, Bí thư) được mở lại hồ sơ đã kết thúc.")
    if case.state != "closed":
        raise Conflict(f"Hồ sơ {case.code} chưa kết thúc, không phải mở lại.")
    why, procedure = needed(reason, "Mở lại hồ sơ"), procedure_of(tools, case)
    again = _from_there_on(procedure, step_id)
    for record in case.records:
        if record.step in again and record.state != "withdrawn":
            record.state = "withdrawn"
    session.flush()  # the view that follows must not see them
    case.state = "open"
    following = engine.next_step(procedure, case_view(session, tools, case))
    case.stage = following.step.stage if following else case.stage
    _turn(session, case, actor, "open", "case_reopened", why, step=step_id)
    waiting.note_case(session, tools, case)


def _from_there_on(procedure: Procedure, step_id: str) -> set[str]:
    """The step and everything that follows it; the final steps when none is named."""
    ids = {step.id for step in procedure.main_steps}
    if step_id and step_id not in ids:
        raise DomainError("Quy trình không có bước đó; chọn bước để làm lại từ đó.")
    found = {step_id} if step_id else {step.id for step in procedure.main_steps if step.final}
    size = 0
    while len(found) > size:
        size = len(found)
        found |= {one.id for one in procedure.main_steps if set(one.after) & found}
    return found


def merge_case(session: Session, tools: Tools, *, case: Case, into: Case, actor: User, reason: str) -> int:
    """Let the case go on inside a related one of the same office; returns how many subjects that one gained."""
    for one in (case, into):
        refuse_unless_directing(one, actor)
        refuse_at_rest(one)
    if case.id == into.id or case.office_id != into.office_id:
        raise DomainError("Chọn một hồ sơ khác của cơ quan để nhập vào.")
    gained = _take_over_subjects(case, into, procedure_of(tools, into))
    why = needed(reason, "Nhập hồ sơ")
    link(session, case=case, other=into, kind="merged_into", actor=actor, reason=why)
    _turn(session, case, actor, "merged", "case_merged", why, into=into.code)
    ledger.record(
        session, office_id=into.office_id, actor=actor, event="case_took_in", case_id=into.id, code=case.code,
        subjects=gained,
    )  # fmt: skip
    waiting.note_case(session, tools, into)
    return gained


def _take_over_subjects(case: Case, into: Case, procedure: Procedure) -> int:
    there = {(one.full_name, one.organisation) for one in into.subjects}
    before = len(into.subjects)
    for one in case.subjects:
        target = "organisation" if one.kind == "organisation" else "member"
        if (one.full_name, one.organisation) not in there and target in procedure.targets:
            into.subjects.append(
                Subject(
                    position=len(into.subjects), kind=one.kind, full_name=one.full_name, organisation=one.organisation,
                    details=dict(one.details), member_id=one.member_id, organisation_id=one.organisation_id,
                )
            )  # fmt: skip
    return len(into.subjects) - before


def set_team(
    session: Session, tools: Tools, *, case: Case, actor: User, in_charge_id: str, team: Iterable[tuple[str, str]]
) -> None:
    """Name who is in charge and the team, until the first document is signed; later it takes a decision."""
    refuse_unless_directing(case, actor)
    refuse_at_rest(case)
    people = list(team)
    if any(one.state in ("signed", "issued") for one in case_view(session, tools, case).documents):
        raise Conflict("Hồ sơ đã có văn bản ký, ban hành; thay đổi đoàn bằng quyết định thay đổi thành viên đoàn.")
    known = {user.id for user in list_people(session, case.office_id)}
    if not {in_charge_id, *(user_id for user_id, _ in people)} <= known or len(dict(people)) < len(people):
        raise DomainError("Có người không thuộc cơ quan này, hoặc ghi hai lần trong đoàn; chọn lại.")
    case.member_in_charge_id = in_charge_id
    case.team.clear()
    session.flush()  # somebody who stays takes a new place: the old row goes first
    case.team.extend(TeamMember(position=i, user_id=user_id, role=role) for i, (user_id, role) in enumerate(people))
    session.flush()  # the ledger says what the database accepted
    ledger.record(
        session, office_id=case.office_id, actor=actor, event="team_set", case_id=case.id, in_charge=in_charge_id,
        team=people,
    )  # fmt: skip
    waiting.note_case(session, tools, case)


def link(session: Session, *, case: Case, other: Case, kind: str, actor: User, reason: str) -> CaseLink:
    """Let both cases name each other."""
    made = CaseLink(case=case, other=other, kind=kind, reason=reason, by_id=actor.id, at=clock.now())
    session.add(made)
    session.flush()  # the same link twice at once is refused here
    return made


def refuse_unless_directing(case: Case, actor: User) -> None:
    """Raise NotAllowed for whoever does not lead the body that acts, nor stands in for the commission."""
    if not allowed(actor, Permission.CASE_DIRECT, case):
        raise NotAllowed("Việc này do Thường trực Uỷ ban hoặc người đứng đầu tổ chức đảng tiến hành quyết định.")


def needed(reason: str, what: str) -> str:
    """The reason, tidied. Raises DomainError when there is none."""
    if not (tidy := " ".join(reason.split())):
        raise DomainError(f"{what} thì phải ghi lý do.")
    return tidy


def _turn(session: Session, case: Case, actor: User, state: str, event: str, reason: str, **more: object) -> None:
    case.state, case.state_reason = state, reason
    session.flush()  # the version counter refuses whoever acted on the same state
    ledger.record(session, office_id=case.office_id, actor=actor, event=event, case_id=case.id, reason=reason, **more)
