"""What people do to a document on its way, for tests: one line each."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from tests.support.desk import Desk
from webapp import clock
from webapp.models import Document, Waiting
from webapp.services import mandates
from webapp.services.documents import approval, circulation, opinions

STEP, DECISION = "issue_decision", "inspection_decision"
CITED = "Quyết định số 12-QĐ/UBKTThU ngày 01/7/2021"


def submits(desk: Desk, document: Document, route: str) -> None:
    desk._acts(circulation.submit_document, desk.person("Nguyệt"), document, None, route=route)


def checks(desk: Desk, who: str, document: Document) -> None:
    desk._acts(approval.check_document, desk.person(who), document, None)


def asks(desk: Desk, document: Document, *names: str) -> None:
    ids = [desk.person(name).id for name in names]
    desk._acts(opinions.ask_opinions, desk.person("Nguyệt"), document, None, people=ids, question="Điều 2")


def absent(desk: Desk, who: str, substitute: str, **changes: object) -> None:
    day = clock.today()
    details = {
        "absent_id": desk.person(who).id, "substitute_id": desk.person(substitute).id, "starts_on": day,
        "ends_on": day + timedelta(days=5), "types": [], "decision": CITED,
    }  # fmt: skip
    mandates.add_absence(desk.session, actor=desk.person("Nhung"), **{**details, **changes})  # type: ignore[arg-type]
    desk.session.commit()


def kinds(document: Document) -> list[str]:
    return [action.kind for action in document.actions]


def takes(desk: Desk, document: Document, number: int, taken: str, response: str) -> None:
    opinions.take_opinion(
        desk.session, desk.tools, document=document, actor=desk.person("Nguyệt"),
        opinion_id=document.opinions[number].id, taken=taken, response=response,
    )  # fmt: skip
    desk.session.commit()


def power(desk: Desk, who: str, **changes: object) -> None:
    details = {
        "user_id": desk.person(who).id, "form": "T/M", "principal": "", "title": "", "types": ["QĐ"],
        "starts_on": clock.today(), "ends_on": None, "decision": CITED,
    }  # fmt: skip
    mandates.add_mandate(desk.session, actor=desk.person("Nhung"), **{**details, **changes})  # type: ignore[arg-type]
    desk.session.commit()


def rows_of(desk: Desk, document: Document) -> list[Waiting]:
    return list(desk.session.scalars(select(Waiting).where(Waiting.document_id == document.id)))


def picture(desk: Desk) -> list[tuple[object, ...]]:
    rows = desk.session.scalars(select(Waiting))
    return sorted(
        (row.case_id, row.document_id or "", row.step, row.user_id or "", row.actor, row.act, row.why, str(row.due_on))
        for row in rows
    )
