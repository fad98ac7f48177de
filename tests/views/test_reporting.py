"""Reporting upwards on screen: the phone form behind a private link, who has sent, closing, the file upwards."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.views.office import Browser, text
from webapp.extensions import db
from webapp.models import FigureReport, ReportSlip

SignIn = Callable[[str], Browser]
CELL = {"kind": "cell", "level": "cell", "name": "Chi bộ xóm Đèo Khế", "valid_from": "1/1/2015"}
PERIOD = {"cycle": "six_months", "year": "2021"}
WHERE = "/reporting?cycle=six_months&year=2021"
TOTAL = "member_inspection/total/total"


def raw(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


@pytest.fixture
def keeper(sign_in: SignIn) -> Browser:
    deputy = sign_in("deputy")
    assert deputy.post("/organisations/new", CELL).status_code == 302
    return deputy


@pytest.fixture
def link(keeper: Browser) -> str:
    """The path of the private link of the only slip."""
    assert keeper.post("/reporting/slips", {**PERIOD, "expires_on": "30/9/2021"}).status_code == 302
    slip = re.search(r"/reporting/slips/[0-9a-f]{32}", raw(keeper.get(WHERE)))
    assert slip is not None
    found = re.search(r"/report/[0-9a-f]{32}/[0-9a-f]{48}", raw(keeper.get(slip[0])))
    assert found is not None
    return found[0]


def fill(nobody: Browser, link: str, app: Flask, **first: str) -> None:
    """Tick “không phát sinh” on every screen; `first` are numbers by column of the first screen."""
    page = text(nobody.get(f"{link}/part/1"))
    screens = int(re.search(r"Phần 1 trong (\d)", page)[1])  # type: ignore[index]
    for number in range(1, screens + 1):
        fields = re.findall(r'name="([a-z_]+/total/[a-z_.]+)"', raw(nobody.get(f"{link}/part/{number}")))
        typed = {name: first.get(name.rsplit("/", 1)[1], "") if number == 1 else "" for name in fields}
        assert nobody.post(f"{link}/part/{number}", {**typed, "nothing": "yes"}).status_code == 302


def test_a_secretary_fills_in_the_slip_on_a_phone_without_an_account(
    nobody: Browser, keeper: Browser, link: str, app: Flask
) -> None:
    assert "Bắt đầu ghi" in text(nobody.get(link))
    fill(nobody, link, app, total="4")
    assert nobody.post(link, {"sender": "Lường Thị Mận, Bí thư"}).status_code == 302
    assert "Đã gửi lúc" in text(nobody.get(link))
    page = text(keeper.get(WHERE))
    assert "1 trong 1 tổ chức đảng đã gửi" in page and "Lường Thị Mận" in page
    with app.app_context():
        report = db.session.query(FigureReport).one()
        assert {line.key: line.value for line in report.lines}[TOTAL] == 4


def test_a_wrong_number_is_kept_as_typed_and_explained_at_its_field(nobody: Browser, link: str, app: Flask) -> None:
    page = raw(nobody.post(f"{link}/part/1", {TOTAL: "bốn"}))
    assert "“bốn” không phải số đếm" in page and 'value="bốn"' in page
    with app.app_context():
        assert db.session.query(ReportSlip).one().answers[TOTAL] == "bốn"


def test_a_contradiction_is_sent_only_with_an_explanation(nobody: Browser, link: str, app: Flask) -> None:
    fill(nobody, link, app, total="2", **{"result.violation": "5"})
    refused = nobody.post(link, {"sender": "Mận"})
    assert refused.status_code == 422 and "không được lớn hơn" in text(refused)
    assert nobody.post(link, {"sender": "Mận", "explanation": "Gồm ba trường hợp của năm trước."}).status_code == 302


@pytest.mark.parametrize("path", ["/report/{}/{}", "/report/{}/{}/part/1", "/report/{}/{}/workbook.xlsx"])
def test_a_wrong_link_opens_nothing(nobody: Browser, link: str, path: str) -> None:
    slip = link.split("/")[2]
    assert nobody.get(path.format(slip, "0" * 48)).status_code == 404
    assert nobody.get(path.format("x", "ê")).status_code == 404
    assert nobody.get(f"{link}/part/99").status_code == 404


def test_the_workbook_of_the_slip_is_taken_back(nobody: Browser, link: str, app: Flask) -> None:
    data = nobody.get(f"{link}/workbook.xlsx").data
    answer = nobody.post(f"{link}/workbook", {"file": (io.BytesIO(data), "phieu.xlsx")})
    assert answer.status_code == 302, text(answer)
    assert nobody.post(f"{link}/workbook", {"file": (io.BytesIO(b"x"), "phieu.xlsx")}).status_code >= 400


def test_a_period_is_closed_restated_and_exported(nobody: Browser, keeper: Browser, link: str, app: Flask) -> None:
    fill(nobody, link, app, total="4")
    nobody.post(link, {"sender": "Mận"})
    answer = keeper.post("/reporting/close", PERIOD)
    assert answer.status_code == 302, text(answer)
    closed = str(answer.location)
    wrong = keeper.post(f"{closed}/restate", {"cell": TOTAL, "value": "3", "reason": "cân đối"})
    assert wrong.status_code == 400 and "do tổ chức đảng cấp dưới báo cáo" in text(wrong)
    right = keeper.post(f"{closed}/restate", {"cell": TOTAL, "value": "6", "reason": "Sót hai hồ sơ."})
    assert right.status_code == 302, text(right)
    page = text(keeper.get(closed))
    assert "Sót hai hồ sơ." in page and re.search(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", page)
    with zipfile.ZipFile(io.BytesIO(keeper.get(f"{closed}/package.zip").data)) as package:
        assert b'"member_inspection/total/total": 6' in package.read("figures.json")
    assert keeper.post("/reporting/close", PERIOD).status_code == 409
    own = keeper.post("/reporting/packages", {**PERIOD, "code": "0000-0000-0000", "file": (io.BytesIO(b"PK"), "x.zip")})
    assert own.status_code == 422 and "Mã đối chiếu không khớp" in text(own)


def test_an_official_without_the_duty_does_not_see_who_has_sent(sign_in: SignIn) -> None:
    assert sign_in("stranger").get("/reporting").status_code == 403


def test_a_report_is_written_from_the_figures_and_shows_where_each_comes_from(
    nobody: Browser, keeper: Browser, link: str, app: Flask
) -> None:
    fill(nobody, link, app, total="4")
    nobody.post(link, {"sender": "Mận"})
    answer = keeper.post("/reporting/reports", PERIOD)
    assert answer.status_code == 302, text(answer)
    page = text(keeper.get(str(answer.location)))
    assert "cấp uỷ, tổ chức đảng các cấp kiểm tra" in page.replace("ủy", "uỷ") and "4 đảng viên" in page
    assert keeper.get(f"{answer.location}/preview.docx").data[:2] == b"PK"


def test_the_file_of_a_closed_period_is_taken_in_once_and_only_unchanged(
    nobody: Browser, keeper: Browser, link: str, app: Flask, sign_in: SignIn
) -> None:
    fill(nobody, link, app, total="4")
    nobody.post(link, {"sender": "Mận"})
    closed = str(keeper.post("/reporting/close", PERIOD).location)
    data = keeper.get(f"{closed}/package.zip").data
    code = re.search(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", text(keeper.get(closed)))
    assert code is not None
    superior = sign_in("outsider")

    def brought(package: bytes) -> tuple[int, str]:
        form = {**PERIOD, "code": code[0], "file": (io.BytesIO(package), "x.zip")}
        answer = superior.post("/reporting/packages", form)
        return answer.status_code, text(answer)

    assert brought(data[:-1] + b"x")[0] == 422
    assert brought(data)[0] == 302
    status, words = brought(data)
    assert status == 409 and "đã nhập rồi" in words
    with app.app_context():
        kept = db.session.query(FigureReport).filter(FigureReport.code.like("package:%")).one()
        assert {line.key: line.value for line in kept.lines}[TOTAL] == 4
    own = keeper.post("/reporting/packages", {**PERIOD, "code": code[0], "file": (io.BytesIO(data), "x.zip")})
    assert own.status_code == 409  # the sender has closed the period itself
