"""Issuing: a number only after the signature, one series per type, body and term, and never the same number twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from tests.support.desk import Desk
from webapp import clock
from webapp.errors import Conflict, DomainError, StorageFull
from webapp.models import Document, RegisterEntry, Series, Term
from webapp.queries.cases import list_timeline
from webapp.rendering.text import read_text
from webapp.services.archive_check import verify_archive
from webapp.services.cases import StepBlocked
from webapp.services.documents.circulation import NotSigned
from webapp.services.documents.issuing import BasisRepealed
from webapp.services.numbers import SeriesClosed

STEP, DECISION, PLAN = "issue_decision", "inspection_decision", "inspection_plan"


@pytest.fixture
def begun(desk_at: Callable[..., Desk]) -> Desk:
    desk = desk_at(STEP, copied=True)  # the archive check reads in a transaction of its own
    desk.accepts(desk.person("Quyết"), STEP)
    return desk


def signed(desk: Desk, template: str = DECISION, dated_on: date | None = None) -> Document:
    document = desk.drafts(desk.person("Nguyệt"), STEP, template, dated_on=dated_on)
    desk.submits(desk.person("Nguyệt"), document)
    desk.approves(desk.person("Quyết"), document)
    desk.signs(desk.person("Quyết"), document)
    return document


def test_an_issued_document_has_number_day_signer_and_a_line_in_the_register(begun: Desk) -> None:
    document = begun.issues(begun.person("Yến"), signed(begun))
    assert (document.state, document.number_text, document.issued_on) == ("issued", "01-QĐ/UBKTThU", date(2021, 7, 12))
    line = begun.session.scalars(select(RegisterEntry).where(RegisterEntry.document_id == document.id)).one()
    assert (line.number, line.number_text, line.signer) == (1, "01-QĐ/UBKTThU", "Nguyễn Văn Quyết")
    assert line.recipients.startswith("Thường trực Thành ủy (để báo cáo); Ủy ban Kiểm tra Tỉnh ủy (để báo cáo)")
    text = read_text(begun.tools.store.get(str(document.docx_sha256)))
    for printed in ("Số 01-QĐ/UBKTThU", "ngày 12 tháng 7 năm 2021", "PHÓ CHỦ NHIỆM", "Nguyễn Văn Quyết"):
        assert printed in text
    newest = list_timeline(begun.session, begun.case)[0]
    assert newest.event == "document_issued" and newest.payload["pdf"] == document.pdf_sha256


def test_what_was_signed_is_kept_beside_what_was_issued(begun: Desk) -> None:
    document = begun.issues(begun.person("Yến"), signed(begun))
    assert document.signed_sha256 == document.current.docx_sha256 != document.docx_sha256
    begun.tools.store.get(str(document.signed_sha256))


def test_each_type_counts_for_itself(begun: Desk) -> None:
    numbers = [begun.issues(begun.person("Yến"), signed(begun, template)).number_text for template in (DECISION, PLAN)]
    assert numbers == ["01-QĐ/UBKTThU", "01-KH/UBKTThU"]


def test_a_new_term_begins_again_from_one(begun: Desk) -> None:
    begun.session.add(Series(
        office_id=begun.office.id, term_id=begun.office.terms[0].id, body_symbol="UBKTThU", type_code="QĐ",
        next_number=41,
    ))  # fmt: skip
    begun.session.execute(update(Term).values(ends_on=date(2021, 7, 11)))
    begun.session.add(Term(office_id=begun.office.id, label="nhiệm kỳ sau", starts_on=date(2021, 7, 12)))
    begun.session.commit()
    document = begun.issues(begun.person("Yến"), signed(begun))
    assert document.number_text == "01-QĐ/UBKTThU"


def test_twice_is_refused_with_the_number_it_has(begun: Desk) -> None:
    document = begun.issues(begun.person("Yến"), signed(begun))
    with pytest.raises(Conflict, match="đã ban hành với số 01-QĐ/UBKTThU; không cấp số lần nữa"):
        begun.issues(begun.person("Yến"), document)
    assert len(list(begun.session.scalars(select(RegisterEntry).where(RegisterEntry.number_text.like("%QĐ%"))))) == 1


@pytest.mark.parametrize("state", ["drafting", "submitted", "approved"])
def test_no_number_before_the_signature(begun: Desk, state: str) -> None:
    document = begun.drafts(begun.person("Nguyệt"), STEP, DECISION)
    if state != "drafting":
        begun.submits(begun.person("Nguyệt"), document)
    if state == "approved":
        begun.approves(begun.person("Quyết"), document)
    with pytest.raises(NotSigned, match=r"Văn bản chưa ký thì chưa cấp số, ban hành được\. Chuyển người ký trước\."):
        begun.issues(begun.person("Yến"), document)


def test_only_the_signed_bytes_are_issued(begun: Desk) -> None:
    document = signed(begun)
    document.signed_sha256 = "0" * 64
    begun.session.commit()
    with pytest.raises(NotSigned, match="Bản hiện tại không phải bản đã ký"):
        begun.issues(begun.person("Yến"), document)


def test_a_day_past_a_change_of_law_needs_a_new_draft(begun: Desk) -> None:
    document = signed(begun)
    with clock.freeze(date(2021, 7, 28)):
        with pytest.raises(BasisRepealed) as refused:
            begun.issues(begun.person("Yến"), document, on=date(2021, 7, 28))
        assert "không phải căn cứ có hiệu lực vào ngày 28/7/2021" in refused.value.sentence
        assert any("hãy căn cứ Quy định số 22-QĐ/TW" in line for line in refused.value.details)
        begun.session.rollback()
        begun.returns(begun.person("Quyết"), document, "Căn cứ đã thay đổi từ ngày 28/7/2021.")
        again = begun.issues(begun.person("Yến"), signed(begun, dated_on=date(2021, 7, 28)))
    assert again.id == document.id and again.issued_on == date(2021, 7, 28)
    assert "22-QĐ/TW" in read_text(begun.tools.store.get(str(again.docx_sha256)))


def test_no_document_is_dated_ahead(begun: Desk) -> None:
    with pytest.raises(DomainError, match="Ngày ban hành 13/7/2021 còn ở phía trước"):
        begun.issues(begun.person("Yến"), signed(begun), on=date(2021, 7, 13))


def test_a_closed_series_gives_no_number(begun: Desk) -> None:
    begun.issues(begun.person("Yến"), signed(begun))
    begun.session.execute(update(Series).where(Series.type_code == "KH").values(is_open=False))
    begun.session.add(Series(
        office_id=begun.office.id, term_id=begun.office.terms[0].id, body_symbol="UBKTThU", type_code="KH",
        is_open=False,
    ))  # fmt: skip
    begun.session.commit()
    with pytest.raises(SeriesClosed, match="Dãy số KH của nhiệm kỳ 2020-2025 đã đóng"):
        begun.issues(begun.person("Yến"), signed(begun, PLAN))


def test_a_day_outside_every_term_gives_no_number(begun: Desk) -> None:
    document = signed(begun)
    begun.session.execute(update(Term).values(ends_on=date(2021, 7, 1)))
    begun.session.commit()
    with pytest.raises(SeriesClosed, match="Ngày 12/7/2021 không thuộc nhiệm kỳ nào đã khai báo"):
        begun.issues(begun.person("Yến"), document)


def test_a_number_taken_meanwhile_is_made_again_with_the_next(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else issues between the reading of the number and the writing of it."""
    first, second, printed = signed(begun), signed(begun, PLAN), []
    begun.session.commit()
    from webapp.services.documents import issuing

    render = issuing._render

    def slow(tools: object, issue: issuing.Issue) -> tuple[bytes, bytes, int]:
        if not printed:
            begun.session.execute(update(Series).where(Series.type_code == "TTr").values(type_code="KH", next_number=8))
            begun.session.commit()
        printed.append(issue.number_text)
        return render(tools, issue)  # type: ignore[arg-type]

    monkeypatch.setattr(issuing, "_render", slow)
    assert begun.issues(begun.person("Yến"), second).number_text == "08-KH/UBKTThU"
    assert printed == ["01-KH/UBKTThU", "08-KH/UBKTThU"]
    assert begun.issues(begun.person("Yến"), first).number_text == "01-QĐ/UBKTThU"


def test_the_step_is_asked_once_more_for_the_day_of_issue(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("announce_conclusion")
    quyet = desk.person("Quyết")
    desk.accepts(quyet, "announce_conclusion")
    minutes = desk.drafts(desk.person("Nguyệt"), "announce_conclusion", "announcement_minutes")
    desk.signs(quyet, minutes)
    desk.notes(quyet, conclusion_announcement={**desk.view.facts["conclusion_announcement"], "on": date(2021, 9, 7)})
    with pytest.raises(StepBlocked, match="Chưa ban hành được văn bản này"):
        desk.issues(quyet, minutes)


def test_minutes_are_completed_without_a_number(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("open_inspection")
    thinh = desk.person("Thịnh")
    desk.accepts(thinh, "open_inspection")
    minutes = desk.circulates(
        "open_inspection", "opening_minutes", drafter=desk.person("Nguyệt"), signer=desk.person("Quyết"), issuer=thinh
    )
    assert (minutes.state, minutes.number_text) == ("issued", "")
    assert desk.session.scalar(select(RegisterEntry).where(RegisterEntry.document_id == minutes.id)) is None


def test_a_full_disk_leaves_nothing_half_done(begun: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    document = signed(begun)

    def full(_self: object, _data: bytes) -> str:
        raise StorageFull("Ổ đĩa của kho lưu trữ đã đầy; văn bản chưa được lưu. Hãy báo người quản trị rồi làm lại.")

    with monkeypatch.context() as patch:
        patch.setattr(type(begun.tools.store), "put", full)
        with pytest.raises(StorageFull):
            begun.issues(begun.person("Yến"), document)
    begun.session.rollback()
    assert document.state == "signed"
    assert begun.issues(begun.person("Yến"), document).number_text == "01-QĐ/UBKTThU"
    assert verify_archive(begun.session, begun.tools.store).problems == []


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"number_text": "07-QĐ/UBKTThU", "signed_by_id": Document.drafted_by_id}, "number_only_when_issued"),
        ({"number_text": "07-QĐ/UBKTThU", "state": "issued", "issued_on": date(2021, 7, 12), "pdf_sha256": "0" * 64},
         "number_only_after_signature"),
        ({"state": "issued"}, "issued_is_archived"),
        ({"state": "half done"}, "state"),
    ],
)  # fmt: skip
def test_the_database_forbids_it_too(begun: Desk, wrong: dict[str, object], constraint: str) -> None:
    document = begun.drafts(begun.person("Nguyệt"), STEP, DECISION)
    with pytest.raises(IntegrityError, match=constraint):
        begun.session.execute(update(Document).where(Document.id == document.id).values(**wrong))
    begun.session.rollback()


def test_a_number_is_given_once_by_the_database_too(begun: Desk) -> None:
    first = begun.issues(begun.person("Yến"), signed(begun))
    second = signed(begun, PLAN)
    line = begun.session.scalars(select(RegisterEntry).where(RegisterEntry.document_id == first.id)).one()
    again = {one.key: getattr(line, one.key) for one in RegisterEntry.__mapper__.column_attrs if one.key != "id"}
    begun.session.add(RegisterEntry(**{**again, "document_id": second.id}))
    with pytest.raises(IntegrityError):
        begun.session.flush()
    begun.session.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE document SET title = ''",
        "DELETE FROM document",
        "UPDATE document_version SET no = 9",
        "DELETE FROM document_action",
        "UPDATE register_entry SET number = 9",
        "DELETE FROM register_entry",
        "UPDATE ledger_entry SET event = ''",
        "DELETE FROM ledger_entry",
    ],
)
def test_nobody_rewrites_what_was_written(desk_at: Callable[[str], Desk], statement: str) -> None:
    desk = desk_at("prepare_team")
    table = statement.split()[1 if statement.startswith("UPDATE") else 2]
    with pytest.raises(DatabaseError, match=r"fixed|written once"):
        desk.session.connection().exec_driver_sql(statement)
    desk.session.rollback()
    assert desk.session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
