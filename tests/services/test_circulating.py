"""Sending a draft round: every act is one person's, in its turn, on the exact bytes that were read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tests.support.desk import Desk
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Document, DocumentAction, new_id
from webapp.services.cases import StepBlocked
from webapp.services.documents.approval import approve_document
from webapp.services.documents.circulation import StaleVersion

STEP, DECISION = "issue_decision", "inspection_decision"


@pytest.fixture
def begun(desk_at: Callable[[str], Desk]) -> Desk:
    desk = desk_at(STEP)
    desk.accepts(desk.person("Quyết"), STEP)
    return desk


@pytest.fixture
def draft(begun: Desk) -> Document:
    return begun.drafts(begun.person("Nguyệt"), STEP, DECISION)


@pytest.fixture
def submitted(begun: Desk, draft: Document) -> Document:
    begun.submits(begun.person("Nguyệt"), draft)
    return draft


@pytest.fixture
def approved(begun: Desk, submitted: Document) -> Document:
    begun.approves(begun.person("Quyết"), submitted)
    return submitted


@pytest.fixture
def signed(begun: Desk, approved: Document) -> Document:
    begun.signs(begun.person("Quyết"), approved)
    return approved


def test_the_trail_says_who_did_what_to_which_bytes(begun: Desk, signed: Document) -> None:
    bytes_seen = signed.current.docx_sha256
    assert [(a.kind, a.by.full_name, a.version_no, a.sha256) for a in signed.actions] == [
        ("drafted", "Đỗ Thị Ánh Nguyệt", 1, bytes_seen),
        ("submitted", "Đỗ Thị Ánh Nguyệt", 1, bytes_seen),
        ("approved", "Nguyễn Văn Quyết", 1, bytes_seen),
        ("signed", "Nguyễn Văn Quyết", 1, bytes_seen),
    ]
    assert signed.signed_sha256 == bytes_seen


def test_approval_holds_for_the_version_that_was_read(begun: Desk, submitted: Document) -> None:
    begun.drafts(begun.person("Huy"), STEP, DECISION)
    begun.submits(begun.person("Huy"), submitted)
    with pytest.raises(StaleVersion) as refused:
        begun.approves(begun.person("Quyết"), submitted, seen=1)
    assert refused.value.sentence == (
        "Đồng chí đang xem bản 1, nhưng bản mới nhất là bản 2. Mở lại để xem bản mới rồi quyết định."
    )
    begun.approves(begun.person("Quyết"), submitted, seen=2)
    assert submitted.approved_version == 2


@pytest.mark.parametrize("act", ["submits", "signs"])
def test_submitting_and_signing_too_hold_for_the_version_that_was_read(
    begun: Desk, approved: Document, act: str
) -> None:
    begun.drafts(begun.person("Nguyệt"), STEP, DECISION)
    who = begun.person("Nguyệt" if act == "submits" else "Quyết")
    with pytest.raises(StaleVersion):
        getattr(begun, act)(who, approved, seen=1)


def test_facts_changed_after_approval_do_not_change_what_was_approved(begun: Desk, approved: Document) -> None:
    bytes_approved = approved.current.docx_sha256
    begun.notes(begun.person("Thịnh"), working_days=30)
    begun.signs(begun.person("Quyết"), approved)
    assert approved.signed_sha256 == bytes_approved


@pytest.mark.parametrize(
    ("act", "state", "who", "sentence"),
    [
        ("submits", "draft", "Yến", "Việc trình “{title}” là của Cán bộ theo dõi địa bàn."),
        ("approves", "submitted", "Nguyệt", "Việc duyệt “{title}” là của Thường trực Uỷ ban Kiểm tra."),
        ("approves", "submitted", "Thịnh", "Việc duyệt “{title}” là của Thường trực Uỷ ban Kiểm tra."),
        ("approves", "submitted", "Yến", "Việc duyệt “{title}” là của Thường trực Uỷ ban Kiểm tra."),
        ("signs", "approved", "Nguyệt", "Việc ký “{title}” là của Thường trực Uỷ ban Kiểm tra."),
        ("signs", "approved", "Yến", "Việc ký “{title}” là của Thường trực Uỷ ban Kiểm tra."),
        ("issues", "signed", "Quyết", "Việc ban hành “{title}” là của Văn thư."),
        ("issues", "signed", "Nguyệt", "Việc ban hành “{title}” là của Văn thư."),
    ],
)
def test_each_act_is_somebodys(
    begun: Desk, request: pytest.FixtureRequest, act: str, state: str, who: str, sentence: str
) -> None:
    document: Document = request.getfixturevalue(state)
    with pytest.raises(NotAllowed) as refused:
        getattr(begun, act)(begun.person(who), document)
    assert refused.value.sentence == sentence.format(title=begun.tools.catalogue.get(DECISION).title)


@pytest.mark.parametrize(
    ("act", "state", "who", "stands"),
    [
        ("submits", "submitted", "Nguyệt", "đang chờ duyệt"),
        ("submits", "signed", "Nguyệt", "đã ký"),
        ("approves", "draft", "Quyết", "đang soạn"),
        ("approves", "approved", "Quyết", "đã duyệt"),
        ("signs", "draft", "Quyết", "đang soạn"),
        ("signs", "submitted", "Quyết", "đang chờ duyệt"),
        ("signs", "signed", "Quyết", "đã ký"),
    ],
)
def test_each_act_has_its_turn(
    begun: Desk, request: pytest.FixtureRequest, act: str, state: str, who: str, stands: str
) -> None:
    document: Document = request.getfixturevalue(state)
    with pytest.raises(Conflict, match=f"Văn bản {stands}, việc này không còn làm được"):
        getattr(begun, act)(begun.person(who), document)


def test_a_draft_that_lacks_values_is_not_submitted(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at(STEP)
    plan = desk.drafts(desk.person("Nguyệt"), STEP, "inspection_plan")
    with pytest.raises(StepBlocked) as refused:
        desk.submits(desk.person("Nguyệt"), plan)
    assert refused.value.sentence == "Văn bản chưa đủ để trình ký."
    assert refused.value.details == [f"Còn trống: {label}." for label in plan.current.empty] != []


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_a_returned_draft_goes_back_with_its_reason(begun: Desk, request: pytest.FixtureRequest, state: str) -> None:
    document: Document = request.getfixturevalue(state)
    begun.returns(begun.person("Quyết"), document, "  Thiếu mốc thời gian.  ")
    assert (document.state, document.approved_version) == ("drafting", None)
    assert (document.actions[-1].kind, document.actions[-1].reason) == ("returned", "Thiếu mốc thời gian.")


def test_a_return_needs_a_reason(begun: Desk, submitted: Document) -> None:
    with pytest.raises(DomainError, match="Trả lại thì phải ghi lý do, để người soạn biết sửa chỗ nào"):
        begun.returns(begun.person("Quyết"), submitted, " ")


def test_a_draft_nobody_has_submitted_is_not_returned(begun: Desk, draft: Document) -> None:
    with pytest.raises(Conflict, match="đang soạn"):
        begun.returns(begun.person("Quyết"), draft, "Sửa lại.")


def test_a_signature_can_be_taken_back_until_the_document_is_issued(begun: Desk, signed: Document) -> None:
    begun.returns(begun.person("Quyết"), signed, "Căn cứ đã thay đổi.")
    assert (signed.state, signed.signed_by_id, signed.signed_sha256) == ("drafting", None, None)


def test_who_does_not_sign_takes_no_signature_back(begun: Desk, signed: Document) -> None:
    with pytest.raises(NotAllowed, match="Việc ký"):
        begun.returns(begun.person("Thịnh"), signed, "Sửa lại.")


def test_minutes_go_straight_to_signature(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("open_inspection")
    desk.accepts(desk.person("Thịnh"), "open_inspection")
    minutes = desk.drafts(desk.person("Nguyệt"), "open_inspection", "opening_minutes")
    with pytest.raises(DomainError):
        desk.submits(desk.person("Nguyệt"), minutes)
    desk.signs(desk.person("Quyết"), minutes)
    assert minutes.state == "signed"


def test_minutes_are_signed_by_whoever_chaired_the_meeting(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("open_inspection")
    desk.accepts(desk.person("Thịnh"), "open_inspection")
    assert desk.view.facts["opening"]["chair"] == "Nguyễn Văn Quyết"
    minutes = desk.drafts(desk.person("Nguyệt"), "open_inspection", "opening_minutes")
    with pytest.raises(DomainError, match="đồng chí Nguyễn Văn Quyết, người chủ trì"):
        desk.signs(desk.person("Thịnh"), minutes)


def test_nothing_is_signed_whose_day_could_never_be_mended(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("announce_conclusion")
    quyet = desk.person("Quyết")
    desk.accepts(quyet, "announce_conclusion")
    desk.notes(quyet, conclusion_announcement={**desk.view.facts["conclusion_announcement"], "on": date(2021, 9, 7)})
    minutes = desk.drafts(desk.person("Nguyệt"), "announce_conclusion", "announcement_minutes")
    with pytest.raises(StepBlocked) as refused:
        desk.signs(quyet, minutes)
    assert refused.value.sentence == "Chưa ký được văn bản này."
    assert refused.value.details == [
        "Thiếu: ngày công bố đúng thứ tự; công bố ghi 07/9/2021, văn bản ghi 08/9/2021, "
        "người làm: Thành viên Uỷ ban phụ trách cuộc kiểm tra (đồng chí Nguyễn Văn Quyết)."
    ]


def test_the_database_itself_wants_a_reason_for_a_return(begun: Desk, submitted: Document) -> None:
    session: Session = begun.session
    session.add(
        DocumentAction(document_id=submitted.id, kind="returned", version_no=1, sha256="0" * 64, reason="",
                       by_id=begun.person("Quyết").id, at=submitted.actions[0].at, id=new_id())
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_of_two_people_who_act_at_once_the_second_is_refused(begun: Desk, submitted: Document) -> None:
    assert submitted.state == "submitted"  # read before the other person's act …
    others = update(Document).where(Document.id == submitted.id).values(version=Document.version + 1)
    begun.session.execute(others.execution_options(synchronize_session=False))
    with pytest.raises(StaleDataError):  # … and written after it
        approve_document(begun.session, begun.tools, document=submitted, actor=begun.person("Quyết"), seen=1)
    begun.session.rollback()
