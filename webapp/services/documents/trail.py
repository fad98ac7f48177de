"""The trail of a document: every act bound to the bytes that were seen, in the ledger, and who is next after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.documents import Capacity
from webapp.models import Document, DocumentAction, DocumentVersion, User
from webapp.models.base import plain
from webapp.queries.tools import Tools
from webapp.services import ledger, waiting

OWN = Capacity()


def add_action(
    document: Document,
    version: DocumentVersion,
    *,
    kind: str,
    actor: User,
    reason: str = "",
    capacity: Capacity = OWN,
    undo: Mapping[str, Any] | None = None,
    other: Document | None = None,
) -> None:
    """One line of the document's trail, bound to the bytes the person saw."""
    action = DocumentAction(
        kind=kind,
        version_no=version.no,
        sha256=version.docx_sha256,
        reason=reason.strip(),
        by_id=actor.id,
        at=clock.now(),
        for_id=capacity.absent_id,
        authority=capacity.decision,
        other_id=other.id if other else None,
        undo=dict(undo or {}),
    )
    document.actions.append(action)


def note_act(
    session: Session,
    tools: Tools,
    *,
    document: Document,
    actor: User,
    kind: str,
    reason: str = "",
    capacity: Capacity = OWN,
    undo: Mapping[str, Any] | None = None,
    other: Document | None = None,
    **more: Any,
) -> None:
    """Trail, ledger and who is next, after `document` was changed."""
    version = document.current
    add_action(document, version, kind=kind, actor=actor, reason=reason, capacity=capacity, undo=undo, other=other)
    session.flush()  # the version counter refuses a second person who acted on the same state
    told: dict[str, Any] = {
        "document": document.id, "title": document.title, "version": version.no, "docx": version.docx_sha256,
        "reason": reason.strip(),
    }  # fmt: skip
    if capacity.absent_id:
        told |= {"on_behalf_of": capacity.absent_name, "authority": capacity.decision}
    if other is not None:
        told["other"] = other.id
    ledger.record(
        session, office_id=document.office_id, actor=actor, event=f"document_{kind}", case_id=document.case_id,
        **(told | more),
    )  # fmt: skip
    waiting.note_case(session, tools, document.case)


def before(document: Document) -> dict[str, Any]:
    """Where the document stands, so that an act can be taken back while nothing followed it."""
    tasks = {task.id: [task.state, task.by_id, task.at, task.assigned_to_id, task.outcome] for task in document.tasks}
    return dict(
        plain(
            {
                "state": document.state,
                "approved_version": document.approved_version,
                "route": document.route,
                "round": document.round,
                "tasks": tasks,
            }
        )
    )


def put_back(document: Document, was: Mapping[str, Any]) -> None:
    """Undo what was done since `was`: steps of the route begun since then disappear."""
    document.state, document.approved_version = was["state"], was["approved_version"]
    document.route, document.round = was["route"], was["round"]
    known = was["tasks"]
    for task in list(document.tasks):
        if task.id not in known:
            document.tasks.remove(task)
            continue
        state, by_id, at, assigned_to_id, outcome = known[task.id]
        task.state, task.by_id, task.outcome, task.assigned_to_id = state, by_id, outcome, assigned_to_id
        task.at = datetime.fromisoformat(at) if at else None


def stop_route(document: Document, *, state: str = "stopped") -> None:
    """The steps of the route that were not done will not be."""
    for task in document.tasks:
        if task.round == document.round and task.state in ("open", "waiting"):
            task.state = state
