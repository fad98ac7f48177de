"""Who acts for whom, and who may sign what: dates, classes, decisions, and how the block reads."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.desk import Desk
from tests.support.way import absent, checks, power, submits
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Document
from webapp.queries.waiting import list_waiting
from webapp.rendering.stamp import read_stamps
from webapp.services.documents.circulation import NoMandate
from webapp.services.documents.signing import UnlawfulBlock

STEP, DECISION = "issue_decision", "inspection_decision"
CITED = "Quyết định số 12-QĐ/UBKTThU ngày 01/7/2021"


def test_the_trail_says_who_acted_for_whom_by_which_decision(begun: Desk, draft: Document) -> None:
    submits(begun, draft, "checked")
    absent(begun, "Yến", "Huy")
    assert [row.document_id for row in list_waiting(begun.session, begun.person("Huy"), kind="document")] == [draft.id]
    checks(begun, "Huy", draft)
    last = draft.actions[-1]
    assert (last.by.full_name, last.acted_for and last.acted_for.full_name, last.authority) == (
        "Vũ Quốc Huy", "Ngô Thị Yến", CITED,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"types": ["TB"]}, "Việc thẩm định thể thức"),
        ({"starts_on": date(2030, 1, 1), "ends_on": date(2030, 1, 9)}, "Việc thẩm định thể thức"),
    ],
)
def test_a_substitute_acts_only_in_his_dates_and_classes(
    begun: Desk, draft: Document, changes: dict[str, object], sentence: str
) -> None:
    submits(begun, draft, "checked")
    absent(begun, "Yến", "Huy", **changes)
    with pytest.raises(NotAllowed, match=sentence):
        checks(begun, "Huy", draft)


def test_nobody_signs_for_the_commission_who_does_not_belong_to_it(begun: Desk, draft: Document) -> None:
    begun.submits(begun.person("Nguyệt"), draft)
    begun.approves(begun.person("Quyết"), draft)
    absent(begun, "Quyết", "Huy")
    absent(begun, "Nhung", "Tuấn")
    with pytest.raises(NotAllowed):
        begun.signs(begun.person("Huy"), draft)
    begun.signs(begun.person("Tuấn"), draft)
    assert (draft.sign_authority, draft.signer_title) == ("", "ỦY VIÊN")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decision": " "}, "ghi số, ngày của quyết định"),
        ({"ends_on": date(2021, 1, 1)}, "trước ngày bắt đầu"),
        ({"substitute_id": "x"}, "hai người khác nhau"),
    ],
)
def test_an_absence_needs_two_people_dates_and_a_decision(
    begun: Desk, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(DomainError, match=sentence):
        absent(begun, "Yến", "Huy", **changes)


def test_who_is_away_himself_stands_in_for_nobody(begun: Desk) -> None:
    absent(begun, "Huy", "Yến")
    with pytest.raises(Conflict, match="cũng vắng mặt"):
        absent(begun, "Nguyệt", "Huy")


def test_where_the_office_keeps_signing_powers_only_their_holders_sign(begun: Desk, draft: Document) -> None:
    begun.submits(begun.person("Nguyệt"), draft)
    begun.approves(begun.person("Quyết"), draft)
    power(begun, "Nhung")
    with pytest.raises(NoMandate, match="Bảng thẩm quyền ký không giao đồng chí"):
        begun.signs(begun.person("Quyết"), draft)
    begun.session.rollback()
    begun.signs(begun.person("Nhung"), draft)
    assert draft.state == "signed"


def test_the_block_turns_to_by_order_for_whoever_signs_by_order(begun: Desk, draft: Document) -> None:
    begun.submits(begun.person("Nguyệt"), draft)
    begun.approves(begun.person("Quyết"), draft)
    power(begun, "Huy", form="T/L", principal="Ủy ban Kiểm tra", title="Chánh Văn phòng")
    begun.signs(begun.person("Huy"), draft)
    begun.issues(begun.person("Yến"), draft)
    stamps = read_stamps(begun.tools.store.get(draft.docx_sha256 or ""))
    assert (stamps["sign_authority"], stamps["signer_title"], stamps["signer_name"]) == (
        "T/L ỦY BAN KIỂM TRA", "CHÁNH VĂN PHÒNG", "Vũ Quốc Huy",
    )  # fmt: skip


def test_a_commission_is_never_signed_for_by_a_deputy_as_deputy(begun: Desk, draft: Document) -> None:
    begun.submits(begun.person("Nguyệt"), draft)
    begun.approves(begun.person("Quyết"), draft)
    power(begun, "Quyết", form="K/T", principal="Chủ nhiệm", title="Phó Chủ nhiệm")
    with pytest.raises(UnlawfulBlock, match="cấp phó cũng ký T/M"):
        begun.signs(begun.person("Quyết"), draft)
