"""Who is next is stored: what the services kept is what a new look finds; approving many at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.support.desk import Desk
from tests.support.way import kinds, picture, submits
from webapp.models import Case, Document
from webapp.services.documents import approval, drafting
from webapp.services.waiting import note_case

STEP, DECISION = "issue_decision", "inspection_decision"
CITED = "Quyết định số 12-QĐ/UBKTThU ngày 01/7/2021"


@pytest.mark.parametrize("step", ["propose", STEP, "conclude", "issue_sanction"])
def test_what_the_services_kept_is_what_a_new_look_finds(desk_at: Callable[[str], Desk], step: str) -> None:
    desk = desk_at(step)
    kept = picture(desk)
    note_case(desk.session, desk.tools, desk.session.scalars(select(Case)).one())
    assert picture(desk) == kept != []


def test_a_closed_case_waits_for_nobody(desk_at: Callable[[str], Desk]) -> None:
    from tests.support.office import THE_END

    assert picture(desk_at(THE_END)) == []


def test_many_are_approved_at_once_only_when_they_were_opened(begun: Desk, draft: Document) -> None:
    begun.submits(begun.person("Nguyệt"), draft)
    plan = begun.drafts(begun.person("Nguyệt"), STEP, "inspection_plan")
    plan.current.empty[:] = []
    chosen = [(draft.id, 1), (plan.id, 1)]
    fates = approval.approve_many(
        begun.session, begun.tools, chosen=chosen, opened={draft.id: 1}, actor=begun.person("Quyết")
    )
    assert [bool(one.why) for one in fates] == [False, True] and "chưa mở xem bản 1" in fates[1].why
    assert draft.state == "approved"


def test_a_version_newer_than_the_opened_one_is_not_approved_in_bulk(begun: Desk, draft: Document) -> None:
    begun.drafts(begun.person("Nguyệt"), STEP, DECISION)
    begun.submits(begun.person("Nguyệt"), draft)
    fates = approval.approve_many(
        begun.session, begun.tools, chosen=[(draft.id, 2)], opened={draft.id: 1}, actor=begun.person("Quyết")
    )
    assert "chưa mở xem bản 2" in fates[0].why and draft.state == "submitted"


def test_any_change_takes_what_was_sent_back_to_drafting(begun: Desk, draft: Document) -> None:
    submits(begun, draft, "checked")
    drafting.draft_document(
        begun.session, begun.tools, case_id=begun.case.id, step_id=STEP, template=DECISION, actor=begun.person("Huy")
    )
    begun.session.commit()
    assert (draft.state, draft.open_tasks, kinds(draft)[-1]) == ("drafting", [], "drafted")
