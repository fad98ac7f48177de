"""Documents a person may know of, and what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.auth.documents import may_act, next_act
from webapp.auth.permissions import Permission, allowed
from webapp.errors import NotFound
from webapp.models import Case, Document, DocumentAction, User
from webapp.queries.case_view import case_view
from webapp.queries.tools import Tools
from webapp.workflow.view import CaseView


@dataclass(frozen=True)
class Waiting:
    """A document that waits for the viewer: what to do with it (approve, sign, issue, submit) and why."""

    document: Document
    act: str
    case: Case


def get_document(session: Session, viewer: User, document_id: str) -> Document:
    """The document. Raises NotFound when its case is not the viewer's to know."""
    document = session.get(Document, document_id)
    if document is None or not allowed(viewer, Permission.CASE_VIEW, document.case):
        raise NotFound("Không có văn bản này, hoặc đồng chí không được phân công hồ sơ của nó.")
    return document


def list_of_case(session: Session, case: Case) -> list[Document]:
    """Documents of the case in the order they were begun."""
    return list(session.scalars(select(Document).where(Document.case_id == case.id).order_by(Document.id)))


def list_waiting(session: Session, tools: Tools, viewer: User) -> list[Waiting]:
    """Documents on which the viewer is the next to act, oldest first."""
    query = (
        select(Document)
        .join(Case)
        .where(Document.office_id == viewer.office_id, Document.state != "issued", Case.state == "open")
        .order_by(Document.dated_on, Document.id)
        .options(
            joinedload(Document.case).selectinload(Case.team),
            selectinload(Document.actions).joinedload(DocumentAction.by),
        )
    )
    views: dict[str, CaseView] = {}
    found = []
    for document in session.scalars(query):
        if not allowed(viewer, Permission.CASE_VIEW, document.case):
            continue
        if (view := views.get(document.case_id)) is None:
            view = views[document.case_id] = case_view(session, tools, document.case)
        template = tools.catalogue.get(document.template)
        act = next_act(template, document)
        if act and may_act(act, template, view, viewer, document.step):
            found.append(Waiting(document, act, document.case))
    return found
