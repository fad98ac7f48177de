"""Drafting: from the facts of the case to exact bytes that are kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.support.desk import Desk
from webapp.errors import Conflict, NotAllowed
from webapp.models import Document, Role
from webapp.queries.cases import list_timeline
from webapp.rendering.text import read_text
from webapp.services.cases import StepBlocked

STEP, DECISION, PLAN = "issue_decision", "inspection_decision", "inspection_plan"


@pytest.fixture
def begun(desk_at: Callable[[str], Desk]) -> Desk:
    """Case A on 12/7/2021, its decision not begun, the facts of the decision filled."""
    desk = desk_at(STEP)
    desk.accepts(desk.person("Quyết"), STEP)
    return desk


def text_of(desk: Desk, document: Document) -> str:
    return read_text(desk.tools.store.get(document.current.docx_sha256))


def test_a_draft_keeps_what_it_was_made_from(begun: Desk) -> None:
    document = begun.drafts(begun.person("Nguyệt"), STEP, DECISION)
    version = document.current
    assert (document.state, document.dated_on, version.no, version.empty) == ("drafting", date(2021, 7, 12), 1, [])
    assert version.template_sha256 == begun.tools.catalogue.get(DECISION).sha256
    assert version.bases == ["charter_2011", "qd30", "qd684"]
    assert begun.tools.store.get(version.pdf_sha256).startswith(b"%PDF-")
    assert document.title.startswith("Quyết định kiểm tra đồng chí Bùi Văn Thuận")
    newest = list_timeline(begun.session, begun.case)[0]
    assert newest.event == "document_drafted" and newest.payload["docx"] == version.docx_sha256


def test_a_draft_bears_no_number_and_no_day_yet(begun: Desk) -> None:
    text = text_of(begun, begun.drafts(begun.person("Nguyệt"), STEP, DECISION))
    assert "QĐ/UBKTThU" in text and "01-QĐ/UBKTThU" not in text
    assert "ngày 12 tháng 7 năm 2021" not in text.split("QUYẾT ĐỊNH")[0]


def test_the_bases_follow_the_date_of_the_draft(begun: Desk) -> None:
    before = begun.drafts(begun.person("Nguyệt"), STEP, DECISION, dated_on=date(2021, 7, 27))
    assert "30-QĐ/TW" in text_of(begun, before) and "22-QĐ/TW" not in text_of(begun, before)
    after = begun.drafts(begun.person("Nguyệt"), STEP, DECISION, dated_on=date(2021, 7, 28))
    assert "22-QĐ/TW" in text_of(begun, after) and "30-QĐ/TW" not in text_of(begun, after)
    assert after.current.bases == ["charter_2011", "qd22", "qd684"]


def test_drafting_again_makes_a_new_version_of_the_same_document(begun: Desk) -> None:
    first = begun.drafts(begun.person("Nguyệt"), STEP, DECISION)
    first_bytes = first.current.docx_sha256
    begun.notes(begun.person("Quyết"), inspection_place="Nhà văn hóa xóm Giữa")
    again = begun.drafts(begun.person("Nguyệt"), STEP, DECISION)
    assert again.id == first.id
    assert [version.no for version in again.versions] == [1, 2]
    assert again.versions[0].docx_sha256 == first_bytes
    begun.tools.store.get(first_bytes)  # the earlier bytes are still there


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_drafting_again_takes_back_what_was_approved(begun: Desk, state: str) -> None:
    document = begun.drafts(begun.person("Nguyệt"), STEP, DECISION)
    begun.submits(begun.person("Nguyệt"), document)
    if state == "approved":
        begun.approves(begun.person("Quyết"), document)
    assert document.state == state
    begun.drafts(begun.person("Nguyệt"), STEP, DECISION)
    assert (document.state, document.approved_version) == ("drafting", None)


def test_an_issued_document_is_never_drafted_again(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("prepare_team")
    with pytest.raises(StepBlocked, match="bước này đã ghi kết quả"):
        desk.drafts(desk.person("Nguyệt"), STEP, DECISION)


def test_a_signed_document_is_drafted_again_only_after_the_signature_was_taken_back(begun: Desk) -> None:
    document = begun.drafts(begun.person("Nguyệt"), STEP, PLAN)
    begun.submits(begun.person("Nguyệt"), document)
    begun.approves(begun.person("Quyết"), document)
    begun.signs(begun.person("Quyết"), document)
    with pytest.raises(Conflict, match="người ký trả lại, ghi lý do, rồi mới soạn lại được"):
        begun.drafts(begun.person("Nguyệt"), STEP, PLAN)
    begun.session.rollback()
    begun.returns(begun.person("Quyết"), document, "Ghi lại thời hạn.")
    assert begun.drafts(begun.person("Nguyệt"), STEP, PLAN).current.no == 2


def test_nothing_is_drafted_before_its_turn(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("issue_decision")
    with pytest.raises(StepBlocked) as refused:
        desk.drafts(desk.person("Nguyệt"), "report_result", "result_report")
    assert refused.value.sentence == "Chưa soạn được văn bản của bước này."
    assert refused.value.details[0].startswith(
        "Thiếu: bước “Hội nghị thông qua dự thảo báo cáo kết quả” hoàn thành trước"
    )


@pytest.mark.parametrize(
    ("name", "may"), [("Nguyệt", True), ("Huy", True), ("Thịnh", True), ("Yến", False), ("Tuấn", False)]
)
def test_the_team_and_the_area_officer_draft(begun: Desk, name: str, may: bool) -> None:
    if may:
        assert begun.drafts(begun.person(name), STEP, DECISION).drafted_by_id == begun.person(name).id
        return
    with pytest.raises(NotAllowed, match=r"Việc soạn “Quyết định kiểm tra.*” là của Cán bộ theo dõi địa bàn"):
        begun.drafts(begun.person(name), STEP, DECISION)


def test_a_stranger_drafts_nothing(begun: Desk) -> None:
    with pytest.raises(NotAllowed):
        begun.drafts(begun.newcomer(Role.OFFICIAL), STEP, DECISION)


def test_minutes_bear_the_day_of_their_session(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("open_inspection")
    desk.accepts(desk.person("Thịnh"), "open_inspection")
    held = {**desk.view.facts["opening"], "on": date(2021, 7, 14)}
    desk.notes(desk.person("Thịnh"), opening=held)
    assert desk.drafts(desk.person("Nguyệt"), "open_inspection", "opening_minutes").dated_on == date(2021, 7, 14)


def test_what_required_values_lack_is_kept_by_label(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at(STEP)
    document = desk.drafts(desk.person("Nguyệt"), STEP, PLAN)
    assert "Mục đích" in " ".join(document.current.empty) and document.current.empty


def test_titles_made_of_a_step_follow_the_spelling_of_the_office(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("issue_conclusion")
    assert desk.office.commission == "Ủy ban Kiểm tra"
    assert desk.document("session_minutes").title == "Biên bản kỳ họp Ủy ban xem xét, kết luận"
