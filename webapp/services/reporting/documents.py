"""A periodic report as a document: a case of its own whose facts are written from the figures, then circulated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from webapp import clock
from webapp.errors import DomainError
from webapp.models import Case, User
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.reporting.told import told_period, told_published
from webapp.queries.tools import Tools
from webapp.rendering.fill import fill
from webapp.rules.figures.cycles import Period
from webapp.rules.figures.narrative import Told
from webapp.services.cases import NewCase, NewSubject, open_case, set_facts
from webapp.services.reporting.slips import refuse_stranger
from webapp.services.values import document_values

PROCEDURE = "BC_DK"
TEMPLATE = "periodic_report"
STEP = "issue_report"
RULES = {
    "counts": "đếm theo biểu", "labelled": "trong đó, theo biểu", "settled": "đã giải quyết/phải giải quyết",
    "progress": "tỷ lệ so với kế hoạch (R6)", "target": "so với chỉ tiêu (R6)", "target_over": "so với chỉ tiêu (R6)",
}  # fmt: skip
"""Named rule of a sentence → what a reader is told of it."""


def open_report(session: Session, tools: Tools, *, period: Period, actor: User) -> Case:
    """Open the case of the report of a period and write its text and table from the figures as they stand.

    Raises NotAllowed; DomainError for a person who opens no cases.
    """
    refuse_stranger(actor)
    case = _open(session, tools, period, actor)
    _write(session, tools, case, period, told_period(session, tools, actor, period), actor)
    return case


def open_published_report(session: Session, tools: Tools, *, entry: Mapping[str, Any], actor: User) -> Case:
    """The same from the raw counts of a published report: an entry of the file `flask figures check` reads."""
    refuse_stranger(actor)
    if not entry.get("period_from") or not entry.get("period_to"):
        raise DomainError("Báo cáo này không nêu kỳ (period_from, period_to) nên không viết được.")
    first, last = (date.fromisoformat(str(entry[name])) for name in ("period_from", "period_to"))
    period = Period(first, last, str(entry.get("period_label") or ""))
    case = _open(session, tools, period, actor)
    _write(session, tools, case, period, told_published(tools, entry), actor)
    return case


def rewrite_report(session: Session, tools: Tools, *, case: Case, period: Period, actor: User) -> None:
    """Write the figures of the text and the table anew; what the drafter wrote in these parts is replaced."""
    refuse_stranger(actor)
    _write(session, tools, case, period, told_period(session, tools, actor, period), actor)


def report_docx(session: Session, tools: Tools, *, case: Case) -> bytes:
    """The Word file as it would be drafted now; nothing is kept."""
    template = tools.catalogue.get(TEMPLATE)
    values = document_values(
        tools, procedure_of(tools, case), case_view(session, tools, case), step_id=STEP, template=template,
        dated_on=clock.today(),
    )  # fmt: skip
    return fill(template.docx, values.values).docx


def _open(session: Session, tools: Tools, period: Period, actor: User) -> Case:
    committee = actor.office.committee
    answers = NewCase(
        procedure=PROCEDURE, title=f"Báo cáo công tác kiểm tra, giám sát, kỷ luật {period.label}".strip(),
        initiator="commission", origin="plan",
        subjects=[NewSubject(kind="organisation", full_name=committee, organisation=committee)],
        member_in_charge_id=actor.id, team=[],
    )  # fmt: skip
    return open_case(session, tools, actor=actor, answers=answers)


def _write(session: Session, tools: Tools, case: Case, period: Period, told: Told, actor: User) -> None:
    sources = [
        {
            "part": procedure_of(tools, case).fact(one.part).label, "sentence": one.sentence,
            "rule": RULES.get(one.rule, one.rule), "cells": "\n".join(one.keys),
        }
        for one in told.said
    ]  # fmt: skip
    values: dict[str, Any] = {
        "report_period": period.label, "report_first_on": period.first, "report_last_on": period.last, **told.parts,
        "report_figures": told.rows, "report_sources": sources,
    }  # fmt: skip
    set_facts(session, tools, case=case, values=values, actor=actor)
