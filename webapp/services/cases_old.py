"""Open a case, fill its facts, take its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.predicates import STANDING
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Case, CaseFact, StepRecord, Subject, TeamMember, User, new_id
from webapp.models.base import plain
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.tools import Tools
from webapp.services import ledger
from webapp.workflow import engine, facts
from webapp.workflow.actors import who_may


class FactErrors(DomainError):
    """Some facts were refused; `errors` maps a fact key to its sentences. Nothing was saved."""

    status = 422

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__(
            "Có ô chưa đúng, chưa lưu gì. Đồng chí sửa các ô dưới đây.", details=[s for e in errors.values() for s in e]
        )
        self.errors = dict(errors)


class EditedMeanwhile(Conflict):
    """Somebody saved the same facts first; `theirs` and `mine` map a fact key to both values."""

    def __init__(self, theirs: Mapping[str, Any], mine: Mapping[str, Any], who: str) -> None:
        super().__init__(
            f"Đồng chí {who} vừa lưu nội dung khác vào cùng chỗ này. Chưa lưu gì đè lên; "
            "xem cả hai bản bên dưới rồi chọn."
        )
        self.theirs, self.mine = dict(theirs), dict(mine)


class StepBlocked(Conflict):
    """Conditions of a step are not met; `details` says each, and who can mend it."""


@dataclass(frozen=True)
class NewSubject:
    """Who a new case is about; `details` holds the remaining fields of `workflow.view.SubjectView`."""

    kind: str
    full_name: str
    organisation: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class NewCase:
    """The answers to the questions that open a case. `team` pairs user ids with roles in the team."""

    procedure: str
    title: str
    initiator: str
    origin: str
    subjects: Sequence[NewSubject]
    member_in_charge_id: str
    team: Sequence[tuple[str, str]]


def open_case(session: Session, tools: Tools, *, actor: User, answers: NewCase) -> Case:
    """Open a case and pin it to the procedure in force. Raises DomainError with every wrong answer."""
    procedure = tools.procedures.current(answers.procedure)
    _check_answers(procedure, answers)
    case = Case(
        id=new_id(),
        office_id=actor.office_id,
        code=_next_code(session, actor.office_id),
        title=answers.title,
        procedure_code=procedure.code,
        procedure_version=procedure.version,
        procedure_sha256=procedure.shape_sha256,
        initiator=answers.initiator,
        origin=answers.origin,
        opened_on=clock.today(),
        opened_by_id=actor.id,
        member_in_charge_id=answers.member_in_charge_id,
        subjects=[
            Subject(
                position=i,
                kind=s.kind,
                full_name=s.full_name,
                organisation=s.organisation,
                details=plain(dict(s.details)),
            )
            for i, s in enumerate(answers.subjects)
        ],
        team=[TeamMember(position=i, user_id=user_id, role=role) for i, (user_id, role) in enumerate(answers.team)],
    )
    session.add(case)
    session.flush()  # relations are read back by whoever shows the new case
    ledger.record(
        session, office_id=case.office_id, actor=actor, event="case_opened", case_id=case.id,
        code=case.code, procedure=f"{procedure.code} v{procedure.version}", shape=procedure.shape_sha256,
    )  # fmt: skip
    return case


def _check_answers(procedure: Any, answers: NewCase) -> None:
    wrong = []
    if not answers.title.strip():
        wrong.append("Tên hồ sơ còn trống; ghi kiểm tra ai, về việc gì.")
    if answers.initiator not in procedure.initiators:
        wrong.append(f"Chủ thể “{answers.initiator}” không mở được loại việc “{procedure.title}”.")
    if not answers.subjects:
        wrong.append("Chưa có đối tượng; ghi họ tên đảng viên hoặc tên tổ chức đảng.")
    wrong += [
        f"Đối tượng thứ {i}: còn thiếu họ tên." for i, s in enumerate(answers.subjects, 1) if not s.full_name.strip()
    ]
    people = [user_id for user_id, _ in answers.team]
    if len(set(people)) < len(people):
        wrong.append("Một người được ghi hai lần trong đoàn; mỗi người chỉ giữ một nhiệm vụ.")
    if wrong:
        raise DomainError("Chưa mở được hồ sơ.", details=wrong)


def _next_code(session: Session, office_id: str) -> str:
    """`HS 07/2021`: the next number of the year; the ledger's lock keeps two people from taking the same one."""
    ledger.lock(session, office_id=office_id)
    year = clock.today().year
    used = session.scalar(
        select(func.count()).select_from(Case).where(Case.office_id == office_id, Case.code.like(f"HS %/{year}"))
    )
    return f"HS {(used or 0) + 1:02d}/{year}"


def set_facts(
    session: Session,
    tools: Tools,
    *,
    case: Case,
    values: Mapping[str, Any],
    actor: User,
    seen: Mapping[str, int] | None = None,
) -> list[str]:
    """Save facts (key → decoded value) and return the keys that changed.

    `seen` holds the version of each fact the person was shown (0: none yet): a fact saved by somebody else since then
    raises EditedMeanwhile with both texts. Wrong values raise FactErrors; nothing is saved then.
    """
    procedure = procedure_of(tools, case)
    _refuse_wrong(procedure, values)
    rows = {row.key: row for row in case.facts}
    encoded = {key: facts.encode(procedure.fact(key), value) for key, value in values.items()}
    _refuse_unseen(session, rows, encoded, seen, actor)
    changed = [key for key, value in encoded.items() if key not in rows or rows[key].value != value]
    for key in changed:
        row = rows.get(key) or CaseFact(case_id=case.id, key=key)
        row.value, row.changed_by_id, row.changed_at = encoded[key], actor.id, clock.now()
        if key not in rows:
            case.facts.append(row)
    if changed:
        session.flush()  # a concurrent save of the same fact is refused here, before anything else is written
        ledger.record(
            session, office_id=case.office_id, actor=actor, event="facts_changed", case_id=case.id,
            facts={key: encoded[key] for key in changed},
        )  # fmt: skip
    return changed


def _refuse_wrong(procedure: Any, values: Mapping[str, Any]) -> None:
    errors = {key: facts.check(procedure.fact(key), value) for key, value in values.items()}
    if found := {key: sentences for key, sentences in errors.items() if sentences}:
        raise FactErrors(found)


def _refuse_unseen(
    session: Session, rows: Mapping[str, CaseFact], mine: Mapping[str, Any], seen: Mapping[str, int] | None, actor: User
) -> None:
    if seen is None:
        return
    newer = {k: rows[k] for k in mine if k in rows and rows[k].version != seen.get(k, 0) and rows[k].value != mine[k]}
    if newer:
        last = max(newer.values(), key=lambda row: row.changed_at)
        who = session.get_one(User, last.changed_by_id).full_name
        raise EditedMeanwhile({k: r.value for k, r in newer.items()}, {k: mine[k] for k in newer}, who)


def perform_step(
    session: Session, tools: Tools, *, case: Case, step_id: str, actor: User, on: date | None = None
) -> StepRecord:
    """Mark a step as done when its required facts, documents, papers and guards are all there.

    Raises NotAllowed when the step is not this person's, StepBlocked with one line per unmet condition.
    """
    view = case_view(session, tools, case, on=on)
    procedure = procedure_of(tools, case)
    refuse_stranger(procedure.step(step_id).actor, case, view, actor)
    if unmet := engine.blockers(procedure, view, step_id):
        raise StepBlocked("Chưa xong được bước này.", details=[condition.sentence for condition in unmet])
    return _record_step(session, tools, case=case, step_id=step_id, actor=actor, state="done", on=view.today)


def skip_step(session: Session, tools: Tools, *, case: Case, step_id: str, actor: User, reason: str) -> StepRecord:
    """Pass over an optional step, with its reason. Raises StepBlocked when the step is not optional or not open."""
    view = case_view(session, tools, case)
    procedure = procedure_of(tools, case)
    refuse_stranger(procedure.step(step_id).actor, case, view, actor)
    status = next(s for s in engine.statuses(procedure, view) if s.step.id == step_id)
    if not status.step.optional or status.state != "open":
        raise StepBlocked(f"Bước “{status.step.label}” không bỏ qua được.")
    if not reason.strip():
        raise DomainError("Bỏ qua một bước thì phải ghi lý do.")
    return _record_step(
        session, tools, case=case, step_id=step_id, actor=actor, state="skipped", on=view.today, reason=reason
    )


def _record_step(
    session: Session, tools: Tools, *, case: Case, step_id: str, actor: User, state: str, on: date, reason: str = ""
) -> StepRecord:
    record = StepRecord(step=step_id, state=state, done_on=on, reason=reason.strip(), by_id=actor.id, at=clock.now())
    case.records.append(record)
    session.flush()  # the same step taken twice at once is refused by the database here
    procedure, view = procedure_of(tools, case), case_view(session, tools, case, on=on)
    following = engine.next_step(procedure, view)
    case.stage = following.step.stage if following else case.stage
    if engine.is_finished(procedure, view):
        case.state = "closed"
    ledger.record(
        session, office_id=case.office_id, actor=actor, event=f"step_{state}", case_id=case.id,
        step=step_id, on=on, reason=reason,
    )  # fmt: skip
    return record


def refuse_stranger(role: str, case: Case, view: Any, actor: User) -> None:
    """Only those a step is for, the team that keeps the case and the standing members may take it."""
    people = {person.user_id for person in who_may(role, view)}
    people |= {case.opened_by_id, *(member.user_id for member in case.team)}
    if actor.id not in people and not actor.roles & STANDING:
        raise NotAllowed("Bước này không thuộc nhiệm vụ của đồng chí.")
