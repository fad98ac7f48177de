"""What happens when a step is performed, beyond its record: named in the procedure, done here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from webapp.errors import DomainError
from webapp.models import Case, TeamMember, User
from webapp.queries.accounts import list_people
from webapp.queries.case_view import case_view
from webapp.queries.tools import Tools
from webapp.services.cases.facts import write_facts
from webapp.workflow.procedure import Step
from webapp.workflow.view import CaseView

Effect = Callable[[Session, Case, CaseView], None]


def happen(session: Session, tools: Tools, *, case: Case, step: Step, actor: User) -> None:
    """Let the facts of the step take the place of those they change, and do what the step's effects name."""
    view = case_view(session, tools, case)
    for name in step.effects:
        _EFFECTS[name](session, case, view)
    changed = {fact.changes: view.facts[fact.key] for fact in step.facts if fact.changes and fact.key in view.facts}
    if changed:
        write_facts(session, tools, case=case, values=changed, actor=actor)


def _team_is_changed(session: Session, case: Case, view: CaseView) -> None:
    """Take people out of the team and put people in, as the decision says. Raises DomainError with every mistake."""
    rows: list[dict[str, Any]] = list(view.facts.get("team_changes") or [])
    people = {user.full_name.casefold(): user for user in list_people(session, case.office_id)}
    mistakes = [wrong for number, row in enumerate(rows, 1) if (wrong := _change(case, people, row, number))]
    if sum(member.role == "leader" for member in case.team) != 1:
        mistakes.append("Sau khi thay đổi, đoàn phải có đúng một trưởng đoàn.")
    if mistakes:
        raise DomainError("Chưa thay đổi được đoàn.", details=mistakes)


def _change(case: Case, people: dict[str, User], row: dict[str, Any], number: int) -> str:
    """Carry out one row; returns what is wrong with it, if anything."""
    name = " ".join(str(row.get("person") or "").split())
    user = people.get(name.casefold())
    there = next((member for member in case.team if user and member.user_id == user.id), None)
    if row.get("act") == "remove":
        if there is None:
            return f"Dòng {number}: đồng chí {name} không có trong đoàn."
        case.team.remove(there)
        return ""
    if user is None:
        return f"Dòng {number}: cơ quan không có tài khoản của đồng chí “{name}”; ghi đúng họ tên như trong danh sách."
    role = str(row.get("role") or "member")
    if there is not None:
        there.role = role
        return ""
    position = max((member.position for member in case.team), default=-1) + 1
    case.team.append(TeamMember(user_id=user.id, position=position, role=role))
    return ""


_EFFECTS: dict[str, Effect] = {"team_is_changed": _team_is_changed}
