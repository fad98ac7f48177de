"""The roster: organisations and members over time, mergers with a preview, cases that keep the names of their day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.views.office import Browser, text
from webapp.extensions import db
from webapp.models import LedgerEntry, Member, Organisation

SignIn = Callable[[str], Browser]
COMMUNE = {"kind": "committee", "level": "commune", "name": "Đảng bộ xã Phúc Xuân", "valid_from": "1/1/2015"}
CELL = {"kind": "cell", "level": "cell", "name": "Chi bộ xóm Đèo Khế", "valid_from": "1/1/2015"}
PERSON = {
    "full_name": "Lò Văn Tuân", "birth_date": "9/2/1974", "admitted_on": "19/5/1996", "official_on": "19/5/1997",
    "party_card": "12.003456", "party_position": "Bí thư Chi bộ", "valid_from": "1/1/2015",
}  # fmt: skip


def add(browser: Browser, **values: str) -> str:
    """The path of a new organisation."""
    answer = browser.post("/organisations/new", values)
    assert answer.status_code == 302, text(answer)
    return str(answer.location)


def key(path: str) -> str:
    return path.rsplit("/", 1)[1]


@pytest.fixture
def clerk(sign_in: SignIn) -> Browser:
    return sign_in("clerk")


@pytest.fixture
def commune(clerk: Browser) -> str:
    return add(clerk, **COMMUNE)


@pytest.fixture
def cell(clerk: Browser, commune: str) -> str:
    return add(clerk, **CELL, parent=key(commune))


@pytest.fixture
def person(clerk: Browser, cell: str) -> str:
    answer = clerk.post("/members/new", {**PERSON, "organisation": key(cell)})
    assert answer.status_code == 302, text(answer)
    return str(answer.location)


def test_an_organisation_is_found_without_marks(clerk: Browser, cell: str) -> None:
    assert "Chi bộ xóm Đèo Khế" in text(clerk.get("/organisations?words=xom deo khe"))
    assert "Không có tổ chức nào khớp" in text(clerk.get("/organisations?words=xom deo kha"))


def test_what_is_impossible_is_told_and_what_was_typed_stays(clerk: Browser) -> None:
    answer = clerk.post("/organisations/new", {**COMMUNE, "level": "district", "valid_from": "1/7/2025", "name": ""})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "Chưa ghi tên tổ chức đảng." in page and 'value="1/7/2025"' in page
    answer = clerk.post("/organisations/new", {**COMMUNE, "level": "district", "valid_from": "1/7/2025"})
    assert answer.status_code == 422 and "Cấp huyện không có vào ngày" in text(answer)


def test_a_change_keeps_the_former_name_in_its_time(clerk: Browser, commune: str, app: Flask) -> None:
    answer = clerk.post(f"{commune}/change", {**COMMUNE, "name": "Đảng bộ phường Phúc Xuân", "valid_from": "1/9/2021"})
    assert answer.status_code == 422 and "Chưa ghi lý do" in text(answer)
    clerk.post(
        f"{commune}/change",
        {**COMMUNE, "name": "Đảng bộ phường Phúc Xuân", "valid_from": "1/9/2021", "reason": "Nghị quyết số 1"},
    )
    with app.app_context():
        one = db.session.get_one(Organisation, key(commune))
        assert [one.on(date(2021, 8, 31)).name, one.on(date(2021, 9, 1)).name] == [
            "Đảng bộ xã Phúc Xuân", "Đảng bộ phường Phúc Xuân",
        ]  # fmt: skip
    assert "Đảng bộ phường Phúc Xuân" in text(clerk.get("/organisations?words=xa phuc xuan"))


def test_a_correction_keeps_what_stood_there(clerk: Browser, commune: str) -> None:
    clerk.post(f"{commune}/correct", {**COMMUNE, "name": "Đảng bộ xã Phúc Xuân A", "reason": "Gõ thiếu chữ"})
    page = text(clerk.get(commune))
    assert "Gõ thiếu chữ" in page and "trước: Đảng bộ xã Phúc Xuân, từ 2015-01-01" in page


def test_an_organisation_cannot_stand_under_its_own_child(clerk: Browser, commune: str, cell: str) -> None:
    change = {**COMMUNE, "valid_from": "1/9/2021", "reason": "thử", "parent": key(cell)}
    answer = clerk.post(f"{commune}/change", change)
    assert answer.status_code == 422 and "không thể đứng dưới chính nó" in text(answer)


def test_a_merger_shows_what_it_touches_and_moves_it(clerk: Browser, commune: str, cell: str, person: str) -> None:
    other = add(clerk, **{**CELL, "name": "Chi bộ xóm Dinh"}, parent=key(commune))
    preview = text(clerk.get(f"{cell}/end?kind=merged&ended_on=31/8/2021"))
    assert "1 đảng viên Lò Văn Tuân" in preview and "ngày 31/8/2021" in preview
    end = {"kind": "merged", "ended_on": "31/8/2021", "reason": "Quyết định số 5"}
    refused = clerk.post(f"{cell}/end", end)
    assert refused.status_code == 422 and "Chưa chọn tổ chức tiếp nhận" in text(refused)
    assert clerk.post(f"{cell}/end", {**end, "receiver": key(other)}).status_code == 302
    assert "Tiếp nhận: Chi bộ xóm Dinh" in text(clerk.get(cell))
    member = text(clerk.get(person))
    assert "01/9/2021 – nay Chi bộ xóm Dinh" in member and "01/01/2015 – 31/8/2021 Chi bộ xóm Đèo Khế" in member
    again = clerk.post(f"{cell}/end", {**end, "receiver": key(other)})
    assert again.status_code == 422 and "đã kết thúc từ ngày 31/8/2021" in text(again)


def test_two_members_do_not_share_a_card(clerk: Browser, cell: str, person: str) -> None:
    answer = clerk.post("/members/new", {**PERSON, "full_name": "Lò Văn Tuấn", "organisation": key(cell)})
    assert answer.status_code == 422 and "Số thẻ 12.003456 đã ghi cho đồng chí Lò Văn Tuân" in text(answer)


def test_posts_over_time(clerk: Browser, cell: str, person: str, app: Flask) -> None:
    post = {"organisation": key(cell), "party_position": "Đảng ủy viên", "valid_from": "1/6/2020", "reason": "Đại hội"}
    assert clerk.post(f"{person}/posts", post).status_code == 302
    with app.app_context():
        member = db.session.get_one(Member, key(person))
        assert member.on(date(2020, 5, 31)).party_position == "Bí thư Chi bộ"
        assert member.on(date(2020, 6, 1)).party_position == "Đảng ủy viên"
    refused = clerk.post(f"{person}/posts", post)
    assert refused.status_code == 422 and "phải sau ngày 01/6/2020" in text(refused)


def test_a_correction_of_a_life_is_kept_with_its_reason(clerk: Browser, person: str) -> None:
    mended = {**PERSON, "birth_date": "9/2/1975", "reason": "Theo giấy khai sinh"}
    assert clerk.post(f"{person}/correct", mended).status_code == 302
    page = text(clerk.get(person))
    assert "ngày sinh: “1974-02-09” → “1975-02-09”" in page
    nothing = clerk.post(f"{person}/correct", mended)
    assert nothing.status_code == 422 and "Chưa sửa chỗ nào" in text(nothing)


def test_who_left_is_still_there_to_read(clerk: Browser, person: str) -> None:
    gone = {"kind": "moved", "ended_on": "1/9/2021", "reason": "Giấy chuyển sinh hoạt"}
    assert clerk.post(f"{person}/end", gone).status_code == 302
    assert "Lò Văn Tuân" not in text(clerk.get("/members"))
    assert "Lò Văn Tuân" in text(clerk.get("/members?state=ended"))


def test_a_subject_is_found_with_the_posts_of_today(clerk: Browser, person: str) -> None:
    page = text(clerk.get("/subjects?words=lo van tuan"))
    assert "Bí thư Chi bộ, Chi bộ xóm Đèo Khế, Đảng bộ xã Phúc Xuân" in page


def test_another_office_knows_nothing_of_it(sign_in: SignIn, commune: str, person: str) -> None:
    outsider = sign_in("outsider")
    assert outsider.get(commune).status_code == outsider.get(person).status_code == 404
    assert "Đảng bộ xã Phúc Xuân" not in text(outsider.get("/organisations?state=all"))
    assert "Không có tổ chức cấp trên này" in text(
        outsider.post("/organisations/new", {**CELL, "parent": key(commune)})
    ) or "không có lựa chọn đó" in text(outsider.post("/organisations/new", {**CELL, "parent": key(commune)}))


def test_the_administrator_does_not_read_the_roster(sign_in: SignIn) -> None:
    assert sign_in("administrator").get("/organisations").status_code == 403


def test_every_act_is_in_the_ledger(clerk: Browser, person: str, app: Flask) -> None:
    with app.app_context():
        events: list[Any] = [entry.event for entry in db.session.query(LedgerEntry).order_by(LedgerEntry.seq)]
        assert events[-3:] == ["organisation_added", "organisation_added", "member_added"]


def test_a_case_opened_from_the_roster_keeps_the_names_and_the_link(
    sign_in: SignIn, clerk: Browser, person: str, app: Flask
) -> None:
    officer = sign_in("officer")
    page = officer.get(f"/cases/new?member={key(person)}").get_data(as_text=True)
    assert 'value="Lò Văn Tuân"' in page and 'value="09/02/1974"' in page
    with app.app_context():
        from tests.views.office import person as who

        people = {name: who(name).id for name in ("deputy", "leader", "officer")}
    answers = {
        "procedure": "KT_DHVP_DV", "title": "Kiểm tra đồng chí Lò Văn Tuân", "origin": "monitoring",
        "initiator": "commission", "subject_kind": "member", "full_name": "Lò Văn Tuân",
        "organisation": "Chi bộ xóm Đèo Khế, Đảng bộ xã Phúc Xuân", "member_in_charge": people["deputy"],
        "leader": people["leader"], "secretary": people["officer"], "member": key(person),
    }  # fmt: skip
    answer = officer.post("/cases/new", answers)
    assert answer.status_code == 302, text(answer)
    assert "Kiểm tra đồng chí Lò Văn Tuân" in text(officer.get(person))
    gone = {"full_name": "Lò Văn Tuân Anh", "birth_date": "9/2/1974", "reason": "Theo giấy khai sinh"}
    clerk.post(f"{person}/correct", gone)
    assert "Lò Văn Tuân Anh" not in text(officer.get(str(answer.location)))


def test_nobody_opens_a_case_about_another_office_s_member(sign_in: SignIn, person: str) -> None:
    assert sign_in("outsider").get(f"/cases/new?member={key(person)}").status_code == 404
