"""A case stands still, goes on, ends without a result, is reopened, merged, handed over, proposed upwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.support.desk import Desk
from tests.support.office import THE_END
from tests.support.trial import with_trial_procedures
from webapp import clock
from webapp.errors import Conflict, DomainError, NotAllowed, NotFound
from webapp.models import Case, Office, Role, Upload, User, new_id
from webapp.queries.cases import get_case, list_timeline
from webapp.services import cases
from webapp.services.accounts import create_user
from webapp.services.cases import NewCase, NewSubject, Receiver
from webapp.workflow import engine


def member(name: str) -> NewSubject:
    return NewSubject("member", name, "Đảng bộ phường Tân Lập")


def opened(desk: Desk, *subjects: NewSubject, procedure: str = "KT_DHVP_DV", **more: object) -> Case:
    answers = NewCase(
        procedure=procedure, title="Kiểm tra khi có dấu hiệu vi phạm", initiator="commission", origin="letter",
        subjects=subjects or [member("Đinh Văn Lâm")], member_in_charge_id=desk.person("Quyết").id,
        team=[(desk.person("Thịnh").id, "leader"), (desk.person("Nguyệt").id, "secretary")],
    )  # fmt: skip
    return desk.opens(desk.person("Nguyệt"), replace(answers, **more))


@pytest.fixture
def officer(desk: Desk) -> User:
    return desk.newcomer(Role.OFFICIAL)


# ── standing still ────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_suspended_case_takes_nothing_until_it_goes_on_and_its_deadlines_move(
    desk_at: Callable[..., Desk],
) -> None:
    desk = desk_at("receive_report")
    before = engine.next_step(desk.tools.procedures.current("KT_DHVP_DV"), desk.view)
    quyet, case = desk.person("Quyết"), desk.case
    today = clock.today()
    with clock.freeze(today.replace(day=20)):
        cases.suspend_case(desk.session, case=case, actor=quyet, reason="Đảng viên điều trị nội trú")
        assert case.state == "suspended"
        with pytest.raises(Conflict, match="đang tạm dừng"):
            desk.notes(quyet, report_received_on=date(2021, 7, 20))
        with pytest.raises(Conflict, match="đang tạm dừng"):
            desk.finishes(quyet, "receive_report")
        desk.session.rollback()
    cases.suspend_case(desk.session, case=case, actor=quyet, reason="Nằm viện", since=today.replace(day=20))
    with clock.freeze(date(2021, 7, 30)):
        assert cases.resume_case(desk.session, case=case, actor=quyet) == 10
        after = engine.next_step(desk.tools.procedures.current("KT_DHVP_DV"), desk.view)
    assert before and after and before.due and after.due and before.due.on and after.due.on
    assert (after.due.on - before.due.on).days == 10
    events = [entry.event for entry in list_timeline(desk.session, case)]
    assert events[:2] == ["case_resumed", "case_suspended"]


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_no_case_stands_still_ends_or_merges_without_a_reason(desk: Desk, reason: str) -> None:
    case, other, quyet = opened(desk), opened(desk), desk.person("Quyết")
    for act in (
        lambda: cases.suspend_case(desk.session, case=case, actor=quyet, reason=reason),
        lambda: cases.close_without_result(desk.session, case=case, actor=quyet, reason=reason),
        lambda: cases.merge_case(desk.session, desk.tools, case=case, into=other, actor=quyet, reason=reason),
    ):
        with pytest.raises(DomainError, match="phải ghi lý do"):
            act()


def test_only_who_leads_directs_the_case(desk: Desk, officer: User) -> None:
    case = opened(desk)
    for who in (officer, desk.person("Thịnh"), desk.person("Nguyệt")):
        with pytest.raises(NotAllowed, match="Thường trực"):
            cases.suspend_case(desk.session, case=case, actor=who, reason="Chờ kết luận của cơ quan điều tra")


# ── ending and beginning again ────────────────────────────────────────────────────────────────────────────────────────
def test_a_case_closed_without_result_is_reopened_by_the_chair_alone(desk: Desk) -> None:
    case, quyet, nhung = opened(desk), desk.person("Quyết"), desk.person("Nhung")
    cases.close_without_result(desk.session, case=case, actor=quyet, reason="Đảng viên đã từ trần")
    assert (case.state, case.state_reason) == ("closed", "Đảng viên đã từ trần")
    with pytest.raises(NotAllowed, match="Chỉ người đứng đầu"):
        cases.reopen_case(desk.session, desk.tools, case=case, actor=quyet, reason="Có tình tiết mới")
    cases.reopen_case(desk.session, desk.tools, case=case, actor=nhung, reason="Có tình tiết mới")
    assert case.state == "open"


def test_a_case_reopened_at_its_conclusion_makes_new_papers_and_keeps_the_old(desk_at: Callable[..., Desk]) -> None:
    desk = desk_at(THE_END)
    old = [document.id for document in desk.view.documents]
    cases.reopen_case(
        desk.session, desk.tools, case=desk.case, actor=desk.person("Nhung"), reason="Bỏ sót vi phạm",
        step_id="issue_conclusion",
    )  # fmt: skip
    desk.session.commit()
    procedure = desk.tools.procedures.current("KT_DHVP_DV")
    states = engine.states(procedure, desk.view)
    steps = ("conclude", "issue_conclusion", "announce_conclusion")
    assert [states[step] for step in steps] == ["done", "open", "waiting"]
    assert [document.id for document in desk.view.documents] == old
    again = desk.drafts(desk.person("Nguyệt"), "issue_conclusion", "conclusion_notice")
    assert (again.step_round, again.id in old) == (2, False)
    assert desk.case.stage == "conclusion"


# ── other cases ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_merged_case_gives_its_subjects_and_its_file_to_the_other(desk: Desk, officer: User) -> None:
    case = opened(desk, member("Đinh Văn Lâm"), member("Lục Thị Vân"))
    into = opened(desk, member("Lục Thị Vân"), team=[(officer.id, "leader")])
    with pytest.raises(NotFound):
        get_case(desk.session, officer, case.id)
    gained = cases.merge_case(
        desk.session, desk.tools, case=case, into=into, actor=desk.person("Quyết"), reason="Cùng một vụ việc"
    )
    assert (gained, case.state) == (1, "merged")
    assert [one.full_name for one in into.subjects] == ["Lục Thị Vân", "Đinh Văn Lâm"]
    assert get_case(desk.session, officer, case.id) is case
    with pytest.raises(NotAllowed):
        cases.set_facts(desk.session, desk.tools, case=case, values={}, actor=officer)


def chair_above(desk: Desk) -> User:
    """The chair of another office of this installation."""
    letterhead = {name: getattr(desk.office, name) for name in
                  ("commission", "superior", "level", "committee_symbol", "place", "layout")}  # fmt: skip
    office = Office(id=new_id(), symbol="UBKTTU", committee="Tỉnh ủy Thái Nguyên", **letterhead)
    desk.session.add(office)
    desk.session.flush()
    return create_user(
        desk.session, office_id=office.id, username="chu.nhiem", password="mật khẩu để thử",
        full_name="Tạ Văn Trên", position="", roles=[Role.CHAIR],
    )  # fmt: skip


def test_a_case_handed_to_another_office_takes_its_file_along_and_neither_sees_the_other(
    desk_at: Callable[..., Desk]
) -> None:
    desk = desk_at("conclude")
    above = chair_above(desk)
    case, facts = desk.case, desk.view.facts
    made = cases.hand_over_case(
        desk.session, desk.tools, case=case, actor=desk.person("Quyết"), reason="Thuộc thẩm quyền cấp trên",
        receiver=Receiver("commission", office_id=above.office_id),
    )  # fmt: skip
    assert (case.state, made.state, made.office_id, made.code) == ("handed_over", "open", above.office_id, "HS 01/2021")
    assert {fact.key for fact in made.facts} == set(facts)
    papers = list(desk.session.scalars(select(Upload).where(Upload.case_id == made.id)))
    assert len(papers) == len(desk.session.scalars(select(Upload).where(Upload.case_id == case.id)).all()) + sum(
        document.state == "issued" for document in case_documents(desk, case)
    )
    assert get_case(desk.session, above, made.id) is made
    for who, one in ((above, case), (desk.person("Quyết"), made)):
        with pytest.raises(NotFound):
            get_case(desk.session, who, one.id)


def case_documents(desk: Desk, case: Case) -> tuple[object, ...]:
    from webapp.queries.case_view import case_view

    return case_view(desk.session, desk.tools, case).documents


def test_a_body_that_may_only_propose_opens_the_case_of_the_higher_one(desk: Desk) -> None:
    desk.tools = with_trial_procedures(desk.tools, opens="KT_DHVP_DV")
    body = NewSubject("organisation", "Đảng ủy phường Tân Lập", "Đảng bộ phường Tân Lập")
    case = opened(desk, body, member("Đinh Văn Lâm"), procedure="KT_THU")
    quyet = desk.person("Quyết")

    def propose() -> Case:
        return cases.open_linked_case(
            desk.session, desk.tools, case=case, actor=quyet, procedure="KT_DHVP_DV",
            receiver=Receiver("standing_board"), reason="Hình thức cách chức vượt thẩm quyền",
        )  # fmt: skip

    with pytest.raises(Conflict, match="chưa đến bước"):
        propose()
    for step in ("decide", "report", "conclude"):
        case.records.append(record(step, quyet))
    desk.session.flush()
    made = propose()
    assert [(one.full_name, one.kind) for one in made.subjects] == [("Đinh Văn Lâm", "member")]
    assert (made.initiator, made.member_in_charge.full_name) == ("standing_board", "Lưu Đình Khánh")
    assert (case.onward[0].other, made.origins[0].case, case.state) == (made, case, "open")
    assert get_case(desk.session, desk.person("Khánh"), case.id) is case
    with pytest.raises(Conflict, match="đã đề nghị"):
        propose()


def record(step: str, by: User) -> object:
    from webapp.models import StepRecord

    return StepRecord(step=step, state="done", done_on=clock.today(), by_id=by.id, at=clock.now())


# ── the team ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_team_is_set_freely_until_the_first_paper_is_signed(desk: Desk, desk_at: Callable[..., Desk]) -> None:
    case, quyet = opened(desk), desk.person("Quyết")
    cases.set_team(
        desk.session, desk.tools, case=case, actor=quyet, in_charge_id=desk.person("Hằng").id,
        team=[(desk.person("Tuấn").id, "leader"), (desk.person("Thịnh").id, "member")],
    )  # fmt: skip
    assert [(one.user.full_name, one.role) for one in case.team] == [
        ("Hoàng Minh Tuấn", "leader"), ("Phạm Đức Thịnh", "member"),
    ]  # fmt: skip
    later = desk_at("issue_decision")
    with pytest.raises(Conflict, match="quyết định thay đổi thành viên đoàn"):
        cases.set_team(
            later.session, later.tools, case=later.case, actor=later.person("Quyết"),
            in_charge_id=later.person("Hằng").id, team=[],
        )  # fmt: skip
