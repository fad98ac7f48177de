"""The papers of a case compared with the case, with each other and with the register, for its page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.models import Case, Document, DocumentVersion, RegisterEntry, Series
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.conditions import PlaceRow
from webapp.queries.tools import Tools
from webapp.workflow.consistency import Disagreement, Paper, Registered, disagreements
from webapp.workflow.procedure import Procedure
from webapp.workflow.view import CaseView

LINKS = {
    "fact": "Sửa ô này", "document": "Mở bước để soạn lại", "team": "Xem đoàn", "case": "Xem đối tượng",
}  # fmt: skip


@dataclass(frozen=True)
class DisagreementRow:
    """One line of the page: `place` is where the case mends it, `fixed` a paper that stays as it is."""

    found: Disagreement
    rule: str
    place: PlaceRow
    link_text: str


def case_disagreements(
    session: Session, tools: Tools, case: Case, view: CaseView | None = None
) -> list[DisagreementRow]:
    """Everything that does not agree, in the order of the papers."""
    procedure, seen = procedure_of(tools, case), view or case_view(session, tools, case)
    papers = _papers(session, tools, procedure, case)
    found = disagreements(procedure, seen, papers, *_register(session, case))
    titles = {entry.id: entry.title for entry in tools.law.checks}
    return [_row(procedure, one, titles) for one in found]


def _row(procedure: Procedure, one: Disagreement, titles: dict[str, str]) -> DisagreementRow:
    place, step = one.place, one.place.step
    if place.kind == "fact" and not step:
        asking = procedure.step_of_fact(place.key)
        step = asking.id if asking else ""
    kind = place.kind if place.kind != "document" else "step"
    rule = f"{one.check} {titles.get(one.check, '')}".strip()
    return DisagreementRow(one, rule, PlaceRow(kind, place.key, step), LINKS.get(place.kind, "Mở"))


def _papers(session: Session, tools: Tools, procedure: Procedure, case: Case) -> list[Paper]:
    """The newest version of every document, in the order of the procedure's steps."""
    newest = select(func.max(DocumentVersion.no)).where(DocumentVersion.document_id == Document.id)
    query = (
        select(Document, DocumentVersion)
        .join(Document.versions)
        .where(Document.case_id == case.id, DocumentVersion.no == newest.correlate(Document).scalar_subquery())
        .order_by(Document.id)
    )
    order = {step.id: index for index, step in enumerate(procedure.steps)}
    rows = sorted(session.execute(query).all(), key=lambda row: order.get(row[0].step, len(order)))
    return [_paper(tools, procedure, document, version) for document, version in rows]


def _paper(tools: Tools, procedure: Procedure, document: Document, version: DocumentVersion) -> Paper:
    needs = [need for step in procedure.steps if step.id == document.step for need in step.documents]
    label = next((need.label for need in needs if need.template == document.template), document.title)
    known = document.template in tools.catalogue.codes()
    fields = tools.catalogue.get(document.template).fields if known else ()
    return Paper(
        id=document.id,
        template=document.template,
        label=f"{label} số {document.number_text}" if document.number_text else label,
        step=document.step,
        state=document.state,
        dated_on=document.issued_on or document.dated_on,
        number=document.number_text,
        sanction=version.sanction,
        subject=document.subject_id or "",
        values=version.values,
        sources={field.name: field.source for field in fields},
    )


def _register(session: Session, case: Case) -> tuple[dict[str, Registered], tuple[str, ...]]:
    """Every number the office gave, and the symbols of the bodies it numbers for."""
    entries = session.execute(
        select(RegisterEntry.number_text, RegisterEntry.issued_on).where(RegisterEntry.office_id == case.office_id)
    )
    symbols = session.scalars(select(Series.body_symbol).where(Series.office_id == case.office_id).distinct())
    own = case.opened_by.office.symbol
    return {number: Registered(number, on) for number, on in entries}, tuple({own, *symbols})
