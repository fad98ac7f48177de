"""Everything the page of a document shows: its state, what it prints and from where, what may be done and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.auth.documents import (
    RETURNABLE,
    may_act,
    needs_approval,
    needs_signature,
    next_acts,
    people_for,
    returned_by,
    role_for,
)
from webapp.models import Document, DocumentAction, User
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.circulation import Circulation, circulation
from webapp.queries.conditions import ConditionRow, condition_rows
from webapp.queries.labels import ACTIONS
from webapp.queries.layout_findings import LayoutReport, document_report
from webapp.queries.printed import Change, PrintedRow, changes, printed_rows
from webapp.queries.secret import hidden_fields, is_secret
from webapp.queries.tools import Tools
from webapp.queries.versions import WordChanges, undecided, word_changes
from webapp.rendering.catalogue import DocTemplate
from webapp.workflow import engine
from webapp.workflow.actors import label_in
from webapp.workflow.view import CaseView


@dataclass(frozen=True)
class ActionRow:
    """One line of the document's trail."""

    at: datetime
    who: str
    did: str
    version: int
    reason: str
    in_place_of: str = ""  # "thay đồng chí A theo Quyết định số …"


@dataclass(frozen=True)
class DraftPage:
    """The document page. `act` is what the document waits for; `mine` says whether the viewer may do it."""

    document: Document
    case_id: str
    case_code: str
    case_title: str
    type_title: str
    type_code: str
    step_label: str
    act: str
    mine: bool
    waits_for: str
    may_draft: bool
    may_return: bool
    registered: bool
    signed: bool
    approved: bool
    rows: tuple[PrintedRow, ...]
    unmet: tuple[ConditionRow, ...]
    returned: ActionRow | None
    changes: tuple[Change, ...]
    trail: tuple[ActionRow, ...]
    layout: LayoutReport
    way: Circulation
    word: WordChanges
    undecided: tuple[str, ...]
    secret: bool

    @property
    def version(self) -> int:
        return self.document.current.no

    @property
    def shown_state(self) -> str:
        """The document's state; a paper that is never sent for approval waits for its signature, or to be completed."""
        if self.document.state == "drafting" and self.act in ("sign", "issue"):
            return {"sign": "ready", "issue": "printed"}[self.act]
        return self.document.mark or self.document.state

    @property
    def filled(self) -> int:
        return sum(bool(row.text) for row in self.rows)

    @property
    def lacking(self) -> list[str]:
        """Labels of required values that came out empty."""
        return [str(label) for label in self.document.current.empty]

    @property
    def is_ready(self) -> bool:
        return not (self.unmet or self.lacking or self.undecided or self.layout.errors)


def draft_page(session: Session, tools: Tools, viewer: User, document: Document) -> DraftPage:
    """The page of one document as `viewer` sees it today."""
    case = document.case
    template, procedure = tools.catalogue.get(document.template), procedure_of(tools, case)
    view = case_view(session, tools, case)
    act = _act_for(template, view, viewer, document)
    step = procedure.step(document.step)
    unfinished = document.state not in ("signed", "issued", "voided")
    unmet = engine.entry_blockers(procedure, view, document.step) if unfinished else ()
    trail = tuple(_action(action) for action in document.actions)
    return DraftPage(
        document=document,
        case_id=case.id,
        case_code=case.code,
        case_title=case.title,
        type_title=template.title,
        type_code=template.meta.type_code,
        step_label=step.label,
        act=act,
        mine=bool(act) and may_act(act, template, view, viewer, document.step, document),
        waits_for=_waits_for(act, template, view, document) if act else "",
        may_draft=unfinished and case.state == "open" and may_act("draft", template, view, viewer, document.step),
        may_return=document.state in RETURNABLE
        and may_act(returned_by(document), template, view, viewer, document.step, document),
        registered=template.meta.registered,
        signed=needs_signature(template),
        approved=needs_approval(template),
        rows=printed_rows(procedure, view, case, document, template),
        unmet=condition_rows(view, unmet, here=document.step),
        returned=_last_return(document, trail),
        changes=_changes(template, document, hidden_fields(procedure, document, template)),
        trail=tuple(reversed(trail)),
        layout=document_report(tools, document),
        way=circulation(session, tools, viewer, document, template, view, act),
        word=word_changes(tools, document),
        undecided=tuple(undecided(document)),
        secret=is_secret(tools, document),
    )


def _act_for(template: DocTemplate, view: CaseView, viewer: User, document: Document) -> str:
    """What the document waits for: of several steps side by side the viewer's own first."""
    acts = next_acts(template, document)
    mine = [one for one in acts if may_act(one, template, view, viewer, document.step, document)]
    return (mine or acts or [""])[0]


def _action(action: DocumentAction) -> ActionRow:
    did = ACTIONS.get(action.kind, action.kind)
    standing_in = action.acted_for
    in_place_of = f"thay đồng chí {standing_in.full_name} theo {action.authority}" if standing_in else ""
    return ActionRow(action.at, action.by.full_name, did, action.version_no, action.reason, in_place_of)


def _last_return(document: Document, trail: tuple[ActionRow, ...]) -> ActionRow | None:
    """The newest return, while the document is still on its way."""
    if document.state in ("signed", "issued", "voided"):
        return None
    return next((row for row in reversed(trail) if row.did == ACTIONS["returned"]), None)


def _changes(template: DocTemplate, document: Document, hidden: frozenset[str]) -> tuple[Change, ...]:
    """What differs from the version that was returned, or else from the one before."""
    if len(document.versions) < 2 or document.state == "issued":
        return ()
    sent_back = [action.version_no for action in document.actions if action.kind == "returned"]
    number = sent_back[-1] if sent_back and sent_back[-1] < document.current.no else document.current.no - 1
    before = next(version for version in document.versions if version.no == number)
    return changes(template, before, document.current, hidden)


def _waits_for(act: str, template: DocTemplate, view: CaseView, document: Document) -> str:
    """Whose turn it is: names when there are one or two, else the role."""
    people = people_for(act, template, view, document.step, document)
    names = list(dict.fromkeys(person.name for person in people))
    if 0 < len(names) <= 2:
        return "đồng chí " + " hoặc ".join(names)
    return label_in(role_for(act, template, document), view)
