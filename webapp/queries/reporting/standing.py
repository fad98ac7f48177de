"""Who has sent the report of a period and who has not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.models import FigureReport, Organisation, ReportSlip, User
from webapp.rules.figures.cycles import Period

State = Literal["none", "open", "begun", "late", "sent", "explained", "changing"]
KINDS = ("cell", "committee", "party_group")
"""Bodies that report; commissions and agencies speak through their committee."""


@dataclass(frozen=True)
class BodyRow:
    """A body and how far its report is; `slip` None: nobody has asked it yet. `sent_otherwise`: a report without a
    slip (a file, a package) of the same name."""

    organisation_id: str
    name: str
    kind: str
    state: State
    slip: ReportSlip | None = None
    sent_otherwise: bool = False

    @property
    def has_sent(self) -> bool:
        return self.sent_otherwise or self.state in ("sent", "explained", "changing")


@dataclass(frozen=True)
class Standing:
    """Everybody who is to report a period, by name."""

    rows: list[BodyRow]

    @property
    def sent(self) -> list[BodyRow]:
        return [row for row in self.rows if row.has_sent]

    @property
    def missing(self) -> list[BodyRow]:
        return [row for row in self.rows if not row.has_sent]


def who_has_sent(session: Session, viewer: User, period: Period) -> Standing:
    """The bodies of the roster that stood on the last day of the period, each with its report."""
    day = period.last
    query = select(Organisation).where(Organisation.office_id == viewer.office_id, Organisation.founded_on <= day)
    query = query.where(or_(Organisation.ended_on.is_(None), Organisation.ended_on >= day))
    slips = _slips(session, viewer.office_id, period)
    reports = _reported(session, viewer.office_id, period)
    rows = []
    for one in session.scalars(query.order_by(Organisation.sort, Organisation.id)):
        then = one.on(day)
        if then.kind in KINDS:
            slip = slips.get(one.id)
            otherwise = (slip is None or slip.sent_at is None) and then.name in reports
            rows.append(BodyRow(one.id, then.name, then.kind, _state(slip, clock.today()), slip, otherwise))
    return Standing(rows)


def _slips(session: Session, office_id: str, period: Period) -> dict[str, ReportSlip]:
    query = select(ReportSlip).where(ReportSlip.office_id == office_id)
    of_period = query.where(ReportSlip.first_on == period.first, ReportSlip.last_on == period.last)
    return {slip.organisation_id: slip for slip in session.scalars(of_period)}


def _reported(session: Session, office_id: str, period: Period) -> set[str]:
    query = select(FigureReport.body).where(FigureReport.office_id == office_id, FigureReport.replaced_by_id.is_(None))
    return set(session.scalars(query.where(FigureReport.first_on == period.first, FigureReport.last_on == period.last)))


def _state(slip: ReportSlip | None, today: date) -> State:
    if slip is None:
        return "none"
    if slip.sent_at is not None:
        if slip.saved_at and slip.saved_at > slip.sent_at:
            return "changing"
        return "explained" if slip.explanation else "sent"
    if today > slip.expires_on:
        return "late"
    return "begun" if slip.saved_at else "open"
