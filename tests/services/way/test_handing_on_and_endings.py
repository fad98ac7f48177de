"""Handing on, undoing, taking back, giving up, and what happens after issue."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.desk import Desk
from webapp import clock
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Document, LedgerEntry
from webapp.services.documents import approval, ending

STEP, DECISION = "issue_decision", "inspection_decision"
CITED = "Quyết định số 12-QĐ/UBKTThU ngày 01/7/2021"


def test_a_step_is_handed_to_a_lawful_person_only(begun: Desk, draft: Document) -> None:
    begun.submits(begun.person("Nguyệt"), draft)
    quyet, nhung, yen = (begun.person(name) for name in ("Quyết", "Nhung", "Yến"))
    with pytest.raises(DomainError, match="không có thẩm quyền"):
        begun._acts(approval.forward_task, quyet, draft, None, to_id=yen.id, reason="Bận họp")
    begun.session.rollback()
    begun._acts(approval.forward_task, quyet, draft, None, to_id=nhung.id, reason="Bận họp")
    with pytest.raises(NotAllowed, match="là của đồng chí Trần Thị Hồng Nhung"):
        begun.approves(quyet, draft)
    begun.session.rollback()
    begun.approves(nhung, draft)
    assert draft.state == "approved" and "chuyển đồng chí Trần Thị Hồng Nhung: Bận họp" in [
        action.reason for action in draft.actions
    ]


@pytest.mark.parametrize(("seconds", "undone"), [(0, True), (10, True), (11, False)])
def test_an_act_is_undone_within_ten_seconds(begun: Desk, draft: Document, seconds: int, undone: bool) -> None:
    begun.submits(begun.person("Nguyệt"), draft)
    begun.approves(begun.person("Quyết"), draft)
    with clock.freeze(clock.now() + timedelta(seconds=seconds)):
        try:
            ending.undo_act(begun.session, begun.tools, document=draft, actor=begun.person("Quyết"))
        except Conflict:
            begun.session.rollback()
        else:
            begun.session.commit()
    assert (draft.state == "submitted") is undone
    assert (draft.open_tasks != []) is undone
    if undone:
        begun.approves(begun.person("Quyết"), draft)
        assert draft.state == "approved"


def test_nobody_undoes_what_another_did_or_what_was_signed(begun: Desk, draft: Document) -> None:
    begun.submits(begun.person("Nguyệt"), draft)
    with pytest.raises(Conflict, match="Không hoàn tác được nữa"):
        ending.undo_act(begun.session, begun.tools, document=draft, actor=begun.person("Quyết"))
    begun.approves(begun.person("Quyết"), draft)
    begun.signs(begun.person("Quyết"), draft)
    with pytest.raises(Conflict, match="Không hoàn tác được nữa"):
        ending.undo_act(begun.session, begun.tools, document=draft, actor=begun.person("Quyết"))


def test_what_was_sent_is_taken_back_with_a_reason(begun: Desk, draft: Document) -> None:
    begun.submits(begun.person("Nguyệt"), draft)
    with pytest.raises(DomainError, match="phải ghi lý do"):
        begun._acts(ending.withdraw_document, begun.person("Nguyệt"), draft, None, reason="")
    begun.session.rollback()
    begun._acts(ending.withdraw_document, begun.person("Nguyệt"), draft, None, reason="Ghi nhầm địa điểm")
    assert (draft.state, draft.open_tasks) == ("drafting", [])


def test_a_given_up_draft_stays_and_the_step_begins_another(begun: Desk, draft: Document) -> None:
    begun._acts(ending.void_document, begun.person("Nguyệt"), draft, None, reason="Sai đối tượng")
    assert draft.state == "voided" and begun.view.document(DECISION, STEP) is None
    other = begun.drafts(begun.person("Nguyệt"), STEP, DECISION)
    assert (other.id != draft.id, other.ordinal, other.current.no) == (True, 2, 1)


def test_after_issue_the_trail_goes_on_while_the_document_is_fixed(begun: Desk) -> None:
    document = begun.circulates(
        STEP, DECISION, drafter=begun.person("Nguyệt"), approver=begun.person("Quyết"), signer=begun.person("Quyết"),
        issuer=begun.person("Yến"),
    )  # fmt: skip
    for mark in ("sealed", "announced", "filed"):
        who = begun.person("Nguyệt" if mark == "announced" else "Yến")
        ending.mark_document(begun.session, begun.tools, document=document, actor=who, mark=mark)
        begun.session.commit()
        assert document.mark == mark
    with pytest.raises(NotAllowed, match="việc của Thường trực"):
        ending.recall_document(
            begun.session, begun.tools, document=document, actor=begun.person("Nguyệt"), reason="Sai"
        )
    ending.recall_document(
        begun.session, begun.tools, document=document, actor=begun.person("Nhung"), reason="Căn cứ sai"
    )  # fmt: skip
    begun.session.commit()
    assert (document.mark, document.state, document.number_text[:2]) == ("recalled", "issued", "01")
    events = begun.session.scalars(select(LedgerEntry.event).order_by(LedgerEntry.seq)).all()
    assert events[-4:] == ["document_sealed", "document_announced", "document_filed", "document_recalled"]
