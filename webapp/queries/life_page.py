"""What may be done with a case beside its steps, and by the viewer: stand still, end, merge, change hands, propose."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.auth.permissions import Permission, allowed
from webapp.auth.predicates import CASEWORK, COMMISSION, LEADING_A_UNIT, ON_A_COMMITTEE
from webapp.models import Case, Office, Role, Unit, User
from webapp.queries.accounts import list_people
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.cases import visible
from webapp.queries.labels import INITIATORS, upper_first
from webapp.queries.tools import Tools
from webapp.workflow import engine
from webapp.workflow.procedure import Procedure
from webapp.workflow.view import CaseView

Choices = tuple[tuple[str, str], ...]
MOST = 200
IN_CHARGE = COMMISSION | ON_A_COMMITTEE | LEADING_A_UNIT
IN_A_TEAM = CASEWORK | ON_A_COMMITTEE | LEADING_A_UNIT | {Role.CELL_MEMBER}


@dataclass(frozen=True)
class LifePage:
    """The acts open to the viewer, each with its choices; an act that is not open has none or is False."""

    case: Case
    may_suspend: bool
    may_resume: bool
    may_reopen: bool
    may_set_team: bool
    steps: Choices
    others: Choices
    receivers: Choices
    proposals: Choices
    people: Choices
    in_charge: Choices


def life_page(session: Session, tools: Tools, viewer: User, case: Case) -> LifePage:
    """The page as `viewer` sees it today."""
    directs = allowed(viewer, Permission.CASE_DIRECT, case)
    at_work, procedure = directs and case.state == "open", procedure_of(tools, case)
    view = case_view(session, tools, case)
    people = list_people(session, case.office_id)
    return LifePage(
        case=case,
        may_suspend=at_work,
        may_resume=directs and case.state == "suspended",
        may_reopen=allowed(viewer, Permission.CASE_REOPEN, case) and case.state == "closed",
        may_set_team=at_work and all(one.state not in ("signed", "issued") for one in view.documents),
        steps=tuple((step.id, step.label) for step in procedure.main_steps if view.record(step.id)),
        others=_others(session, viewer, case) if at_work else (),
        receivers=_receivers(session, case, procedure) if directs else (),
        proposals=_proposals(tools, view, procedure) if directs else (),
        people=tuple((one.id, one.full_name) for one in people if one.roles & IN_A_TEAM),
        in_charge=tuple((one.id, one.full_name) for one in people if one.roles & IN_CHARGE),
    )


def offered(tools: Tools, view: CaseView, procedure: Procedure) -> tuple[str, ...]:
    """The kinds of case that may be opened for the higher body now."""
    states = engine.states(procedure, view)
    found = [code for step in procedure.steps if states[step.id] in ("open", "done") for code in step.opens]
    return tuple(code for code in dict.fromkeys(found) if code in tools.procedures.codes())


def _proposals(tools: Tools, view: CaseView, procedure: Procedure) -> Choices:
    return tuple((code, tools.procedures.current(code).title) for code in offered(tools, view, procedure))


def _others(session: Session, viewer: User, case: Case) -> Choices:
    """Open cases the viewer directs, newest first."""
    query = visible(select(Case), viewer).where(Case.state == "open", Case.id != case.id)
    query = query.order_by(Case.opened_on.desc(), Case.id.desc()).limit(MOST)
    rows: list[Case] = list(session.scalars(query))
    return tuple((one.id, f"{one.code}: {one.title}") for one in rows if allowed(viewer, Permission.CASE_DIRECT, one))


def _receivers(session: Session, case: Case, procedure: Procedure) -> Choices:
    """Bodies of this office, then the commissions of other offices of this installation."""
    bodies = [code for code in ("commission", "standing_board", "committee") if code in procedure.initiators]
    own = [
        (f"{case.office_id}:{code}:", f"{upper_first(INITIATORS[code])} (trong cơ quan)")
        for code in bodies
        if code != case.initiator
    ]
    units = session.scalars(select(Unit).where(Unit.office_id == case.office_id).order_by(Unit.name))
    own += [
        (f"{case.office_id}:{unit.kind}:{unit.id}", unit.name)
        for unit in units
        if unit.kind in procedure.initiators and unit.id != case.unit_id
    ]
    offices = session.scalars(select(Office).where(Office.id != case.office_id).order_by(Office.symbol))
    return (*own, *((f"{one.id}:commission:", f"{one.commission} {one.committee}") for one in offices))
