"""Several people at the same moment: exactly one wins, and the others are told why."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.crash.children import FORK, Promises, issue_all, start
from tests.crash.invariants import check_whole
from tests.crash.meeting import BusyRenderer, Meeting, MeetingRenderer, alone, together
from tests.crash.office import CLERK, DECISION, CrashOffice
from webapp import clock
from webapp.auth.documents import people_for
from webapp.cli.walk.walker import SAMPLE_PASSWORD
from webapp.errors import Conflict
from webapp.models import Document, User
from webapp.queries.case_view import case_view
from webapp.services import ledger
from webapp.services.accounts import disable_user, sign_in, sign_out, touch
from webapp.services.cases import EditedMeanwhile, set_facts
from webapp.services.documents.approval import approve_document
from webapp.services.documents.circulation import return_document, sign_document, submit_document
from webapp.services.documents.drafting import draft_document
from webapp.services.documents.issuing import issue_document

Begun = Callable[..., CrashOffice]
MINUTES = "opening_minutes"


def the_document(session: Session, template: str = DECISION) -> Document:
    return session.scalars(select(Document).where(Document.template == template)).one()


def person_for(session: Session, office: CrashOffice, act: str, template: str, place: int = 0) -> User:
    """The `place`-th person who may do `act` (the last one where there are fewer)."""
    document = the_document(session, template)
    view = case_view(session, office.tools, document.case)
    people = people_for(act, office.tools.catalogue.get(template), view, document.step)
    return session.get_one(User, people[min(place, len(people) - 1)].user_id)


def circulate(office: CrashOffice, session: Session, *, act: str, template: str = DECISION, place: int = 0) -> None:
    """One act of circulation by somebody who may do it, on the version he has seen."""
    document = the_document(session, template)
    verbs: dict[str, Any] = {
        "submit": submit_document, "approve": approve_document, "sign": sign_document,
        "return": partial(return_document, reason="Ghi rõ hơn phần căn cứ."),
    }  # fmt: skip
    actor = person_for(session, office, "approve" if act == "return" else act, template, place)
    verbs[act](session, office.tools, document=document, actor=actor, seen=1)


def draft(office: CrashOffice, session: Session, *, template: str = DECISION) -> None:
    document, actor = the_document(session, template), person_for(session, office, "draft", template)
    draft_document(
        session, office.tools, case_id=document.case_id, step_id=document.step, template=template, actor=actor
    )


def issue(office: CrashOffice, session: Session, *, template: str = DECISION) -> None:
    actor = person_for(session, office, "issue", template)
    issue_document(session, office.tools, document_id=the_document(session, template).id, actor=actor)


def winners(outcomes: list[Any]) -> int:
    """How many did not get an error; every other one must be a Conflict."""
    losers = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert [type(one) for one in losers if not isinstance(one, Conflict)] == []
    return len(outcomes) - len(losers)


def test_eight_processes_share_one_series_without_a_gap(begun: Begun, memory: Path) -> None:
    office, promises = begun(copies=15), Promises(memory / "promises")
    ids, ready = office.document_ids(), FORK.Semaphore(0)
    children = [start(partial(issue_all, office, ids, promises, ready=ready.release)) for _ in range(8)]
    for child in children:
        child.join(120)
    assert [child.exitcode for child in children] == [0] * 8
    kept = list(promises.all())
    assert len({promise.document for promise in kept}) == len({promise.number for promise in kept}) == 16
    assert check_whole(office, kept) == 16


@pytest.mark.parametrize(("template", "numbers"), [(DECISION, 1), (MINUTES, 0)])
def test_a_double_click_on_issue_issues_once(begun: Begun, template: str, numbers: int) -> None:
    office = begun("issue", template)
    office = office.with_tools(renderer=MeetingRenderer(Meeting(2)))
    assert winners(together(office, *[partial(issue, office, template=template)] * 2)) == 1
    with office.at_work() as session:
        assert the_document(session, template).state == "issued"
    assert check_whole(office) >= numbers


@pytest.mark.parametrize(("act", "template"), [("approve", DECISION), ("return", DECISION), ("sign", MINUTES)])
def test_of_two_people_doing_the_same_exactly_one_counts(begun: Begun, act: str, template: str) -> None:
    office = begun("approve" if act == "return" else act, template)
    acts = [partial(circulate, office, act=act, template=template, place=place) for place in (0, 1)]
    assert winners(together(office, *acts)) == 1
    with office.at_work() as session:
        kinds = [action.kind for action in the_document(session, template).actions]
        assert kinds.count({"approve": "approved", "return": "returned", "sign": "signed"}[act]) == 1
    check_whole(office)


def test_an_approval_never_undoes_a_return(begun: Begun) -> None:
    """An approved draft may still be returned, so approval and then return is one lawful order of the two."""
    office = begun("approve", DECISION)
    outcomes = together(
        office, *[partial(circulate, office, act=a, place=i) for i, a in enumerate(("approve", "return"))]
    )
    with office.at_work() as session:
        document = the_document(session)
        kinds = [action.kind for action in document.actions if action.kind in ("approved", "returned")]
        assert kinds in (["approved"], ["returned"], ["approved", "returned"]) and winners(outcomes) == len(kinds)
        assert document.state == {"approved": "approved", "returned": "drafting"}[kinds[-1]]
    check_whole(office)


@pytest.mark.parametrize("template", [DECISION, MINUTES])
def test_a_signature_never_lands_on_another_version_than_was_seen(begun: Begun, template: str) -> None:
    office = begun("sign", template)
    acts = [partial(circulate, office, act="sign", template=template), partial(draft, office, template=template)]
    assert winners(together(office, *acts)) == 1
    with office.at_work() as session:
        document = the_document(session, template)
        assert document.signed_sha256 in (None, document.current.docx_sha256)
        assert (document.state == "signed") == (len(document.versions) == 1)
    check_whole(office)


def test_a_draft_sent_for_approval_is_the_one_that_was_read(begun: Begun) -> None:
    office = begun("submit", DECISION)
    outcomes = together(office, partial(circulate, office, act="submit"), partial(draft, office))
    with office.at_work() as session:
        document = the_document(session)
        submitted = [action for action in document.actions if action.kind == "submitted"]
        if document.state == "submitted":
            assert submitted[-1].version_no == document.current.no
    assert winners(outcomes) >= 1
    check_whole(office)


def test_of_two_people_drafting_at_once_the_second_is_told(begun: Begun) -> None:
    office = begun("submit", DECISION)
    busy = office.with_tools(renderer=MeetingRenderer(Meeting(2)))
    assert winners(together(busy, *[partial(draft, busy)] * 2)) == 1
    with office.at_work() as session:
        assert [version.no for version in the_document(session).versions] == [1, 2]
    check_whole(office)


def save(office: CrashOffice, session: Session, *, key: str, value: Any, seen: int | None = None) -> list[str]:
    case = the_document(session).case
    actor = session.get_one(User, case.team[0].user_id)
    told = None if seen is None else {key: seen}
    return set_facts(session, office.tools, case=case, values={key: value}, actor=actor, seen=told)


def a_fact(office: CrashOffice) -> tuple[str, str, int]:
    """A fact that the decision prints: its key, what it says, its version."""
    with office.at_work() as session:
        facts = {fact.key: fact for fact in the_document(session).case.facts}
        return "inspection_place", facts["inspection_place"].value, facts["inspection_place"].version


def test_facts_that_change_while_the_pages_are_set_are_in_the_new_draft(begun: Begun) -> None:
    office = begun("submit", DECISION)
    key, value, _ = a_fact(office)
    change = partial(save, office, key=key, value=f"{value} (đã sửa)")
    busy = office.with_tools(renderer=BusyRenderer(lambda: alone(office, change)))
    [outcome] = together(busy, partial(draft, busy))
    assert outcome is None
    with office.at_work() as session:
        assert "(đã sửa)" in str(the_document(session).current.values)


def test_a_draft_overtaken_by_a_newer_one_does_not_replace_it(begun: Begun) -> None:
    office = begun("submit", DECISION)
    busy = office.with_tools(renderer=BusyRenderer(lambda: alone(office, partial(draft, office))))
    assert winners(together(busy, partial(draft, busy))) == 0
    with office.at_work() as session:
        assert len(the_document(session).versions) == 2


@pytest.mark.parametrize("known", [True, False], ids=["a fact both have seen", "a fact nobody had filled"])
def test_the_second_of_two_people_saving_one_fact_sees_both_texts(begun: Begun, known: bool) -> None:
    office = begun("submit", DECISION)
    key, _, version = a_fact(office)
    if not known:
        key, version = "related_opinions", 0
    texts = ["Nội dung của người thứ nhất", "Nội dung của người thứ hai"]
    outcomes = together(office, *[partial(save, office, key=key, value=text, seen=version) for text in texts])
    [refused] = [one for one in outcomes if isinstance(one, EditedMeanwhile)]
    mine = outcomes.index(refused)
    assert outcomes[1 - mine] == [key]
    assert (refused.theirs, refused.mine) == ({key: texts[1 - mine]}, {key: texts[mine]})
    with office.at_work() as session:
        facts = {fact.key: fact.value for fact in the_document(session).case.facts}
        assert facts[key] == texts[1 - mine]
    check_whole(office)


@pytest.mark.parametrize("ending", ["the person signs out", "the account is closed"])
def test_signing_out_while_working_in_another_window_never_ends_in_a_deadlock(begun: Begun, ending: str) -> None:
    office = begun()
    with office.at_work() as session, clock.freeze(clock.now() - timedelta(hours=1)):
        user, token = sign_in(session, username=CLERK, password=SAMPLE_PASSWORD)
        office_id = user.office_id
        session.commit()

    def work_on(session: Session) -> None:
        ledger.record(session, office_id=office_id, actor=None, event="worked")
        time.sleep(0.3)
        touch(session, token=token)

    def end(session: Session) -> None:
        time.sleep(0.1)
        if ending == "the person signs out":
            sign_out(session, token=token)
        else:
            disable_user(session, user=session.scalars(select(User).where(User.username == CLERK)).one(), actor=None)

    assert together(office, work_on, end) == [None, None]
    check_whole(office)
