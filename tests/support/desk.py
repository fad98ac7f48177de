"""A desk in the office: the session, the people by name, and the verbs of the services in the words of a story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.models import Case, Document, Office, Role, User
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.tools import Tools
from webapp.services import accounts, cases, uploads
from webapp.services.documents import approval, circulation, drafting, issuing
from webapp.workflow.suggestions import suggest
from webapp.workflow.view import CaseView

A_PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
"""Enough of a PDF to be taken for one."""


@dataclass
class Desk:
    """One office at work. Verbs commit, as the edge of a request does."""

    session: Session
    tools: Tools

    # ── who and what ──────────────────────────────────────────────────────────────────────────────────────────────────
    @property
    def office(self) -> Office:
        return self.session.scalars(select(Office).order_by(Office.id)).first()  # type: ignore[return-value]

    @property
    def case(self) -> Case:
        """The case of the snapshot, or the newest one."""
        return self.session.scalars(select(Case).order_by(Case.id.desc())).first()  # type: ignore[return-value]

    @property
    def view(self) -> CaseView:
        return case_view(self.session, self.tools, self.case)

    def person(self, name: str) -> User:
        """Somebody of the sample office by the last word of the name: Quyết, Nguyệt, Thịnh, Yến …"""
        return next(user for user in self.session.scalars(select(User)) if user.full_name.split()[-1] == name)

    def newcomer(self, *roles: Role, name: str = "Tô Văn Mới", username: str = "moi.tv") -> User:
        """Somebody who has nothing to do with any case."""
        return accounts.create_user(
            self.session, office_id=self.office.id, username=username, password="mật khẩu để thử", full_name=name,
            position="", roles=roles,
        )  # fmt: skip

    def document(self, template: str, step: str | None = None) -> Document:
        query = select(Document).where(Document.template == template, Document.case_id == self.case.id)
        found = [one for one in self.session.scalars(query.order_by(Document.id)) if step in (None, one.step)]
        return found[-1]

    # ── what people do ────────────────────────────────────────────────────────────────────────────────────────────────
    def opens(self, who: User, answers: cases.NewCase) -> Case:
        case = cases.open_case(self.session, self.tools, actor=who, answers=answers)
        self.session.commit()
        return case

    def notes(self, who: User, **facts: Any) -> None:
        """Fill facts by hand."""
        cases.set_facts(self.session, self.tools, case=self.case, values=facts, actor=who)
        self.session.commit()

    def accepts(self, who: User, step: str, **cells: Any) -> None:
        """Take over what the product suggests for the step's unknown facts; `cells` fill blank cells by their name."""
        procedure = procedure_of(self.tools, self.case)
        for definition in procedure.step(step).facts:
            if definition.key in self.view.facts or not definition.suggest:
                continue
            value = suggest(procedure, self.view, definition.key)
            if value:
                self.notes(who, **{definition.key: _filled(definition.type, value, cells)})

    def drafts(self, who: User, step: str, template: str, dated_on: date | None = None) -> Document:
        document = drafting.draft_document(
            self.session, self.tools, case_id=self.case.id, step_id=step, template=template, actor=who,
            dated_on=dated_on,
        )  # fmt: skip
        self.session.commit()
        return document

    def submits(self, who: User, document: Document, seen: int | None = None) -> None:
        self._acts(circulation.submit_document, who, document, seen)

    def approves(self, who: User, document: Document, seen: int | None = None) -> None:
        self._acts(approval.approve_document, who, document, seen)

    def returns(self, who: User, document: Document, reason: str) -> None:
        self._acts(circulation.return_document, who, document, None, reason=reason)

    def signs(self, who: User, document: Document, seen: int | None = None) -> None:
        self._acts(circulation.sign_document, who, document, seen)

    def issues(self, who: User, document: Document, on: date | None = None) -> Document:
        issued = issuing.issue_document(self.session, self.tools, document_id=document.id, actor=who, on=on)
        self.session.commit()
        return issued

    def circulates(
        self,
        step: str,
        template: str,
        *,
        drafter: User,
        approver: User | None = None,
        signer: User | None,
        issuer: User,
    ) -> Document:
        """A document all the way; minutes have no approver, a ballot no signer."""
        document = self.drafts(drafter, step, template)
        if approver:
            self.submits(drafter, document)
            self.approves(approver, document)
        if signer:
            self.signs(signer, document)
        return self.issues(issuer, document)

    def receives(self, who: User, step: str, kind: str, filename: str, data: bytes = A_PDF) -> None:
        uploads.receive_upload(
            self.session, self.tools, case=self.case, step_id=step, kind=kind, filename=filename, data=data,
            received_on=clock.today(), actor=who,
        )  # fmt: skip
        self.session.commit()

    def finishes(self, who: User, step: str) -> None:
        cases.perform_step(self.session, self.tools, case=self.case, step_id=step, actor=who)
        self.session.commit()

    def skips(self, who: User, step: str, reason: str) -> None:
        cases.skip_step(self.session, self.tools, case=self.case, step_id=step, actor=who, reason=reason)
        self.session.commit()

    def _acts(self, act: Any, who: User, document: Document, seen: int | None, **more: Any) -> None:
        version = document.current.no if seen is None else seen
        act(self.session, self.tools, document=document, actor=who, seen=version, **more)
        self.session.commit()


def _filled(kind: str, value: Any, cells: dict[str, Any]) -> Any:
    """A suggestion with the cells a person adds: the hours of a meeting, the deadlines of a table."""
    if kind == "session":
        return {**value, "start": value.get("start") or "08:00", "end": value.get("end") or "10:30"}
    if kind == "table":
        return [
            {**row, **{name: row.get(name) or cell for name, cell in cells.items() if name in row}} for row in value
        ]
    return value
