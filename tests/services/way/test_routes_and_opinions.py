"""Routes and opinions: what may follow what, and what must be answered for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from tests.support.desk import Desk
from tests.support.way import asks, checks, rows_of, submits, takes
from webapp import clock
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Document, Role, TeamMember
from webapp.services.documents import approval, opinions

STEP, DECISION = "issue_decision", "inspection_decision"
CITED = "Quyết định số 12-QĐ/UBKTThU ngày 01/7/2021"


def test_the_format_is_checked_by_the_records_clerk_before_the_approval(begun: Desk, draft: Document) -> None:
    submits(begun, draft, "checked")
    assert draft.state == "format_check"
    with pytest.raises(NotAllowed, match=r"Việc duyệt .* là của"):
        begun.approves(begun.person("Yến"), draft)
    checks(begun, "Yến", draft)
    assert draft.state == "pending_approval"
    begun.approves(begun.person("Quyết"), draft)
    assert (draft.state, draft.approved_version) == ("approved", 1)


def test_steps_side_by_side_are_done_in_any_order_and_both_are_needed(begun: Desk, draft: Document) -> None:
    asks(begun, draft, "Thịnh")
    begun._acts(opinions.give_opinion, begun.person("Thịnh"), draft, None, answer="Nhất trí")
    begun.session.refresh(draft)
    opinions.take_opinion(
        begun.session, begun.tools, document=draft, actor=begun.person("Nguyệt"),
        opinion_id=draft.opinions[0].id, taken="accepted", response="",
    )  # fmt: skip
    submits(begun, draft, "consulted")
    assert {task.step: task.state for task in draft.tasks} == {
        "content": "open", "format_check": "open", "approve": "waiting",
    }  # fmt: skip
    checks(begun, "Yến", draft)
    assert draft.state == "submitted"
    begun.approves(begun.person("Quyết"), draft)
    assert draft.state == "pending_approval"
    begun.approves(begun.person("Nhung"), draft)
    assert draft.state == "approved"


def test_a_route_that_asks_for_opinions_first_is_refused_without_one(begun: Desk, draft: Document) -> None:
    with pytest.raises(Conflict, match="phải xin ý kiến trước"):
        submits(begun, draft, "consulted")


def test_a_route_of_another_body_is_refused(begun: Desk, draft: Document) -> None:
    with pytest.raises(DomainError, match="không dùng cho loại văn bản này"):
        submits(begun, draft, "committee")


def test_nobody_approves_alone_what_he_alone_drafted_where_two_are_asked_for(begun: Desk) -> None:
    begun.session.add(TeamMember(case_id=begun.case.id, user_id=begun.person("Hằng").id, position=9, role="member"))
    begun.session.commit()
    document = begun.drafts(begun.person("Hằng"), STEP, DECISION)
    submits(begun, document, "collective")
    checks(begun, "Yến", document)
    with pytest.raises(NotAllowed, match="cần hai người"):
        begun.approves(begun.person("Hằng"), document)
    assert begun.person("Hằng").id not in {row.user_id for row in rows_of(begun, document)}
    begun.approves(begun.person("Quyết"), document)
    assert document.state == "collective"


def test_the_collective_needs_its_minutes_and_more_than_half(begun: Desk, draft: Document) -> None:
    submits(begun, draft, "collective")
    checks(begun, "Yến", draft)
    begun.approves(begun.person("Quyết"), draft)
    told = approval.Decision(clock.today(), "0" * 32, 9, 6)
    with pytest.raises(DomainError, match="Chưa có biên bản phiên họp đã hoàn tất"):
        begun._acts(approval.decide_document, begun.person("Nhung"), draft, None, decision=told)


@pytest.mark.parametrize(("agreed", "state"), [(4, "collective"), (5, "approved")])
def test_the_collective_decides_by_more_than_half_of_its_members(
    desk_at: Callable[[str], Desk], agreed: int, state: str
) -> None:
    desk = desk_at("issue_conclusion")
    desk.accepts(desk.person("Quyết"), "issue_conclusion", due_on=date(2021, 12, 30), deadline=date(2021, 12, 30))
    document = desk.drafts(desk.person("Nguyệt"), "issue_conclusion", "conclusion_notice")
    minutes = next(one for one in desk.session.scalars(select(Document)) if one.template == "session_minutes")
    submits(desk, document, "collective")
    checks(desk, "Yến", document)
    desk.approves(desk.person("Quyết"), document)
    told = approval.Decision(clock.today(), minutes.id, 9, agreed)
    if state == "approved":
        desk._acts(approval.decide_document, desk.person("Nhung"), document, None, decision=told)
        assert document.tasks[-1].outcome["agreed"] == agreed
    else:
        with pytest.raises(Conflict, match="Mới có 4 trong 9 thành viên tán thành, chưa quá nửa"):
            desk._acts(approval.decide_document, desk.person("Nhung"), document, None, decision=told)
        desk.session.rollback()
    assert document.state == state


def test_opinions_are_bound_to_the_version_and_answered_for_before_it_is_sent(begun: Desk, draft: Document) -> None:
    asks(begun, draft, "Thịnh", "Huy")
    assert draft.state == "consulting"
    begun._acts(opinions.give_opinion, begun.person("Thịnh"), draft, None, answer="Sửa Điều 2 cho rõ thời hạn")
    assert draft.state == "consulting"
    begun._acts(opinions.give_opinion, begun.person("Huy"), draft, None, answer="Nhất trí")
    assert (draft.state, [one.answered_version for one in draft.opinions]) == ("drafting", [1, 1])
    with pytest.raises(Conflict, match="Còn 2 ý kiến góp ý chưa ghi tiếp thu hay giải trình"):
        begun.submits(begun.person("Nguyệt"), draft)
    with pytest.raises(DomainError, match="Không tiếp thu thì phải giải trình"):
        takes(begun, draft, 0, "explained", "")
    begun.session.rollback()
    takes(begun, draft, 0, "explained", "Thời hạn theo quy định, không rút được")
    takes(begun, draft, 1, "accepted", "")
    begun.submits(begun.person("Nguyệt"), draft)
    assert draft.state == "submitted"


def test_only_who_was_asked_gives_an_opinion(begun: Desk, draft: Document) -> None:
    asks(begun, draft, "Thịnh")
    with pytest.raises(NotAllowed, match=r"Việc góp ý .* là của đồng chí Phạm Đức Thịnh"):
        begun._acts(opinions.give_opinion, begun.person("Huy"), draft, None, answer="Xen vào")


def test_a_person_who_may_not_know_of_the_case_is_not_asked(begun: Desk, draft: Document) -> None:
    stranger = begun.newcomer(Role.OFFICIAL)
    with pytest.raises(DomainError, match="không được phân công hồ sơ này"):
        begun._acts(opinions.ask_opinions, begun.person("Nguyệt"), draft, None, people=[stranger.id])


def test_waiting_for_opinions_ends_with_a_reason(begun: Desk, draft: Document) -> None:
    asks(begun, draft, "Thịnh")
    with pytest.raises(DomainError, match="phải ghi lý do"):
        begun._acts(opinions.close_opinions, begun.person("Nguyệt"), draft, None, reason=" ")
    begun.session.rollback()
    begun._acts(opinions.close_opinions, begun.person("Nguyệt"), draft, None, reason="Đồng chí đi công tác")
    assert (draft.state, draft.opinions[0].is_open) == ("drafting", False)
