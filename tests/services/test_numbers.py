"""Numbers held, struck out and entered late: none is lost, doubled or given again, whatever the order of the acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from tests.services.test_issuing import STEP, signed
from tests.support.desk import Desk
from webapp import clock
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import NumberReservation, RegisterEntry, Series, VoidNumber
from webapp.services import numbers
from webapp.services.archive_check import verify_archive
from webapp.services.numbers import NumberTaken, SeriesClosed


@pytest.fixture
def begun(desk_at: Callable[..., Desk]) -> Desk:
    desk = desk_at(STEP, copied=True)  # the archive check reads in a transaction of its own
    desk.accepts(desk.person("Quyết"), STEP)
    return desk


def submissions(desk: Desk) -> Series:
    """The series of submissions, which the walk has begun: number 1 is given."""
    return desk.session.scalars(select(Series).where(Series.type_code == "TTr")).one()


def held(desk: Desk, series: Series, reason: str = "Tờ trình ký giấy đang chuyển về") -> NumberReservation:
    row = numbers.hold_number(desk.session, series=series, reason=reason, actor=desk.person("Yến"))
    desk.session.commit()
    return row


def test_a_held_number_is_passed_over_and_used_later(begun: Desk) -> None:
    first = begun.issues(begun.person("Yến"), signed(begun))
    series = begun.session.scalars(select(Series).where(Series.type_code == "QĐ")).one()
    reservation = held(begun, series)
    assert (first.number_text, reservation.number, series.next_number) == ("01-QĐ/UBKTThU", 2, 3)
    place = numbers.place_in(begun.session, series, reservation.id)
    assert place.text("QĐ", "UBKTThU") == "02-QĐ/UBKTThU" and numbers.place_in(begun.session, series).number == 3
    assert verify_archive(begun.session, begun.tools.store).problems == []


def test_a_document_takes_the_number_that_was_held_for_it(begun: Desk) -> None:
    from webapp.services.documents.issuing import issue_document

    series = Series(office_id=begun.office.id, term_id=begun.office.terms[0].id, body_symbol="UBKTThU", type_code="QĐ")
    begun.session.add(series)
    begun.session.commit()
    reservation = held(begun, series, "Quyết định đã ký giấy")
    document = signed(begun)
    issue_document(begun.session, begun.tools, document_id=document.id, actor=begun.person("Yến"), held=reservation.id)
    begun.session.commit()
    assert (document.number_text, series.next_number) == ("01-QĐ/UBKTThU", 2)
    assert numbers.list_held(begun.session, series) == []
    with pytest.raises(NumberTaken, match="đã dùng"):
        numbers.place_in(begun.session, series, reservation.id)
    assert verify_archive(begun.session, begun.tools.store).problems == []


def test_a_struck_out_number_stays_in_the_book_and_is_never_given(begun: Desk) -> None:
    series = submissions(begun)
    reservation = held(begun, series)
    yen = begun.person("Yến")
    numbers.void_number(
        begun.session, series=series, number=reservation.number, suffix="", reason="Không ban hành nữa", actor=yen
    )
    begun.session.commit()
    with pytest.raises(NumberTaken):
        numbers.place_in(begun.session, series, reservation.id)
    assert numbers.place_in(begun.session, series).number == reservation.number + 1
    with pytest.raises(NumberTaken, match="không còn ở trạng thái giữ chỗ"):
        numbers.void_number(
            begun.session, series=series, number=reservation.number, suffix="", reason="lần nữa", actor=yen
        )
    assert verify_archive(begun.session, begun.tools.store).problems == []


def test_a_given_number_is_not_struck_out(begun: Desk) -> None:
    with pytest.raises(NumberTaken):
        numbers.void_number(
            begun.session, series=submissions(begun), number=1, suffix="", reason="nhầm", actor=begun.person("Yến")
        )


def test_a_late_number_needs_a_standing_member_and_takes_the_next_letter(begun: Desk) -> None:
    series = submissions(begun)
    with pytest.raises(NotAllowed, match="Thường trực"):
        numbers.allow_late_number(begun.session, series=series, after=1, reason="sót", actor=begun.person("Yến"))
    chair = begun.person("Nhung")
    letters = [
        numbers.allow_late_number(begun.session, series=series, after=1, reason="Sót tờ trình", actor=chair).suffix
        for _ in range(2)
    ]
    begun.session.commit()
    assert letters == ["a", "b"] and series.next_number == 2
    with pytest.raises(DomainError, match="chưa có số 9"):
        numbers.allow_late_number(begun.session, series=series, after=9, reason="sót", actor=chair)
    assert verify_archive(begun.session, begun.tools.store).problems == []


def test_an_act_on_a_number_needs_its_reason_and_an_open_series(begun: Desk) -> None:
    series, yen = submissions(begun), begun.person("Yến")
    with pytest.raises(DomainError, match="Chưa ghi lý do giữ số"):
        numbers.hold_number(begun.session, series=series, reason="  ", actor=yen)
    begun.session.rollback()
    with pytest.raises(NotAllowed, match="văn thư"):
        numbers.hold_number(begun.session, series=series, reason="x", actor=begun.person("Nguyệt"))
    numbers.set_series_open(begun.session, series=series, is_open=False, reason="Hết nhiệm kỳ", actor=yen)
    begun.session.commit()
    with pytest.raises(SeriesClosed):
        numbers.hold_number(begun.session, series=series, reason="x", actor=yen)
    with pytest.raises(Conflict, match="đã đóng rồi"):
        numbers.set_series_open(begun.session, series=series, is_open=False, reason="lại", actor=yen)
    begun.session.rollback()
    numbers.set_series_open(begun.session, series=series, is_open=True, reason="Còn văn bản", actor=yen)
    assert numbers.hold_number(begun.session, series=series, reason="x", actor=yen).number == 2


def test_a_series_of_the_year_goes_before_that_of_the_term(begun: Desk) -> None:
    yen = begun.person("Yến")
    key = {"office_id": begun.office.id, "body_symbol": "UBKTThU", "type_code": "CV"}
    before = numbers.series_on(begun.session, **key, on=date(2021, 7, 1))
    assert before.term_id == begun.office.terms[0].id
    yearly = numbers.open_yearly_series(begun.session, body_symbol="UBKTThU", type_code="CV", year=2021, actor=yen)
    begun.session.commit()
    assert numbers.series_on(begun.session, **key, on=date(2021, 7, 1)).id == yearly.id
    assert numbers.series_on(begun.session, **key, on=date(2022, 1, 1)).term_id == begun.office.terms[0].id
    with pytest.raises(Conflict, match="đã có"):
        numbers.open_yearly_series(begun.session, body_symbol="UBKTThU", type_code="CV", year=2021, actor=yen)


def test_too_many_numbers_are_not_held_at_once(begun: Desk) -> None:
    series = submissions(begun)
    for _ in range(20):
        numbers.hold_number(begun.session, series=series, reason="chờ", actor=begun.person("Yến"))
    with pytest.raises(Conflict, match="đang giữ 20 số"):
        numbers.hold_number(begun.session, series=series, reason="chờ", actor=begun.person("Yến"))


@pytest.mark.parametrize("table", ["number_reservation", "void_number"])
def test_the_database_itself_refuses_to_change_what_became_of_a_number(begun: Desk, table: str) -> None:
    series = submissions(begun)
    row = held(begun, series)
    numbers.void_number(
        begun.session, series=series, number=row.number, suffix="", reason="bỏ", actor=begun.person("Yến")
    )
    begun.session.commit()
    for act in (f"UPDATE {table} SET number = 9", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError):
            begun.session.execute(text(act))
        begun.session.rollback()


def test_a_reservation_put_in_behind_the_ledger_s_back_is_named(begun: Desk) -> None:
    series = submissions(begun)
    begun.session.add(NumberReservation(
        office_id=series.office_id, series_id=series.id, number=2, reason="lén", by_id=begun.person("Yến").id,
        at=clock.now(),
    ))  # fmt: skip
    series.next_number = 3
    begun.session.commit()
    found = verify_archive(begun.session, begun.tools.store).register
    assert found == ("Dãy số TTr/UBKTThU: việc giữ, huỷ số 2 không khớp với sổ sự kiện.",)
    assert begun.session.scalars(select(VoidNumber)).all() == [] and begun.session.scalars(select(RegisterEntry)).all()
