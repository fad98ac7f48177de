"""The law through its page: read by all, changed by the administrator, judged whole, versioned, gone back to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from tests.views.conftest import FACTS
from tests.views.office import Browser, person, text
from webapp.extensions import db
from webapp.models import DocumentVersion, LawVersion
from webapp.queries.law import with_office_law
from webapp.queries.tools import Tools
from webapp.rules.deadlines import due
from webapp.rules.tables import cells, rows_of, table

SignIn = Callable[[str], Browser]
DAY = {"on": "6/4/2026", "name": "nghỉ theo thông báo của cơ quan", "source": "Thông báo số 3"}


@pytest.fixture
def administrator(sign_in: SignIn) -> Browser:
    return sign_in("administrator")


@pytest.fixture
def shipped(app: Flask) -> Tools:
    found: Tools = app.extensions["anthu.tools"]
    return found


def seen(browser: Browser, path: str) -> str:
    return re.search(r'name="seen" value="(\w+)"', browser.get(path).get_data(as_text=True))[1]  # type: ignore[index]


def save(browser: Browser, path: str, **typed: str) -> object:
    return browser.post(path, {"seen": seen(browser, path), "note": "Thông báo mới", **typed})


def of_office(app: Flask, tools: Tools, who: str = "clerk") -> Tools:
    with app.app_context():
        return with_office_law(db.session, tools, person(who).office_id)


def test_every_table_can_be_read(administrator: Browser) -> None:
    index = administrator.get("/law").get_data(as_text=True)
    keys = re.findall(r'href="/law/(\w+)"', index)
    assert len(keys) == 15
    for key in keys:
        page = text(administrator.get(f"/law/{key}"))
        assert "Nguồn" in page or "Chưa có dòng nào" in page, key


def test_the_clerk_reads_and_does_not_change(sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    page = clerk.get("/law/deadlines").get_data(as_text=True)
    assert "Chưa đối chiếu" in page and "Sửa" not in page
    assert clerk.post("/law/deadlines/deadline/0", {}).status_code == 403


def test_a_day_of_the_office_counts_from_then_on(administrator: Browser, app: Flask, shipped: Tools) -> None:
    answer = save(administrator, "/law/office_days/closed/new", **DAY)
    assert answer.status_code == 302, text(answer)  # type: ignore[attr-defined, arg-type]
    own = of_office(app, shipped)
    counted = due(own.law, event="x", start=date(2026, 4, 3), on=date(2026, 4, 3), days=1, unit="working")
    assert counted.due_on == date(2026, 4, 7) and "nghỉ theo thông báo của cơ quan" in counted.sentence
    assert of_office(app, shipped, "outsider").law is shipped.law
    assert "Ngày cơ quan nghỉ: thêm “nghỉ theo thông báo của cơ quan”" in text(administrator.get("/law"))


def test_every_mistake_of_a_row_is_told_at_its_column(administrator: Browser, shipped: Tools) -> None:
    one = table("deadlines.toml", "deadline")
    first = cells(one.columns, rows_of(shipped.law.texts[one.file], one.name)[0])
    wrong = {**first, "length": "0", "unit": "", "basis": "qd000", "valid_to": "1/1/2001"}
    answer = save(administrator, "/law/deadlines/deadline/0", **wrong)
    page = text(answer)  # type: ignore[arg-type]
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "Độ dài: số nhỏ hơn mức cho phép" in page or "Độ dài: giá trị" in page
    assert "Đơn vị: thiếu khoá bắt buộc này" in page
    unknown = save(administrator, "/law/deadlines/deadline/0", **{**first, "basis": "qd000"})
    assert "Căn cứ (mã): không có căn cứ nào mang mã “qd000”" in text(unknown)  # type: ignore[arg-type]


def test_two_rules_for_one_question_are_refused(administrator: Browser, shipped: Tools) -> None:
    one = table("deadlines.toml", "deadline")
    first = cells(one.columns, rows_of(shipped.law.texts[one.file], one.name)[0])
    answer = save(administrator, "/law/deadlines/deadline/new", **{**first, "length": "90"})
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "hiệu lực chồng lên một dòng khác" in text(answer)  # type: ignore[arg-type]


def test_a_reason_is_asked_for(administrator: Browser) -> None:
    answer = save(administrator, "/law/office_days/closed/new", **{**DAY, "note": ""})
    assert "Chưa ghi lý do" in text(answer)  # type: ignore[arg-type]


def test_two_administrators_at_once_do_not_overwrite_each_other(administrator: Browser) -> None:
    old = seen(administrator, "/law/office_days/closed/new")
    save(administrator, "/law/office_days/closed/new", **DAY)
    late = administrator.post("/law/office_days/closed/new", {**DAY, "seen": old, "note": "x", "on": "7/4/2026"})
    assert late.status_code == 409 and "Người khác vừa sửa bảng này" in text(late)


def test_going_back_is_a_new_version_and_the_difference_is_shown(
    administrator: Browser, app: Flask, shipped: Tools
) -> None:
    save(administrator, "/law/office_days/closed/new", **DAY)
    assert "nghỉ theo thông báo của cơ quan" in text(administrator.get("/law/office_days/versions/1"))
    back = administrator.post("/law/office_days/versions/0", {"note": "Nhập nhầm"})
    assert back.status_code == 302
    assert of_office(app, shipped).law.sha256 == shipped.law.sha256
    again = administrator.post("/law/office_days/versions/1", {"note": "Đúng ra là phải có"})
    assert again.status_code == 302
    with app.app_context():
        assert [version.no for version in db.session.query(LawVersion).order_by(LawVersion.no)] == [1, 2, 3]


def test_a_dated_rule_is_not_removed_but_a_day_off_is(administrator: Browser, app: Flask, shipped: Tools) -> None:
    kept = save(administrator, "/law/deadlines/deadline/0", act="remove")
    assert kept.status_code == 422 and "ghi ngày cuối" in text(kept)  # type: ignore[attr-defined, arg-type]
    save(administrator, "/law/office_days/closed/new", **DAY)
    assert save(administrator, "/law/office_days/closed/0", act="remove").status_code == 302  # type: ignore[attr-defined]
    assert of_office(app, shipped).law.days == shipped.law.days


def test_a_document_remembers_the_law_it_was_made_with(
    administrator: Browser, sign_in: SignIn, case_id: str, app: Flask, shipped: Tools
) -> None:
    officer, step = sign_in("officer"), f"/cases/{case_id}/steps/propose"
    paper = {"template": "inspection_proposal", "dated_on": "16/9/2021"}
    officer.post(step, FACTS)
    officer.post(f"{step}/documents", paper)
    save(administrator, "/law/office_days/closed/new", **DAY)
    officer.post(step, {**FACTS, "working_days": "44"})
    officer.post(f"{step}/documents", paper)
    with app.app_context():
        laws = [version.law_sha256 for version in db.session.query(DocumentVersion).order_by(DocumentVersion.no)]
        newest = db.session.query(LawVersion).one().law_sha256
        assert laws == [shipped.law.sha256, newest]


def test_a_version_a_newer_product_cannot_read_does_not_stop_the_office(
    administrator: Browser, app: Flask, shipped: Tools
) -> None:
    save(administrator, "/law/office_days/closed/new", **DAY)
    with app.app_context():
        version = db.session.query(LawVersion).one()
        version.text = "[[closed]]\non = 2026-04-06\n"
        version.sha256 = __import__("hashlib").sha256(version.text.encode()).hexdigest()
        db.session.commit()
    page = text(administrator.get("/law"))
    assert "không dùng được với phiên bản này" in page and "thiếu khoá bắt buộc" in page
    assert administrator.post("/law/office_days/versions/0", {"note": "Dùng bản gốc"}).status_code == 302
    assert "không dùng được" not in text(administrator.get("/law"))
