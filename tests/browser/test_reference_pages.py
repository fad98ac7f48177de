"""The reference rooms in a real browser, each page looked at in both sizes: roster, procedures, the law."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import apart, new_app, serving
from tests.browser.desk import Desk
from tests.support.workbooks import filled
from tests.views import office
from webapp import clock

Sit = Callable[[str], Desk]
USERNAMES = {"officer": "nguyet.dta", "clerk": "yen.nt", "administrator": "son.dc"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on Thursday 16/9/2021."""
    app: Any = new_app(tmp_path_factory.mktemp("reference"))
    apart(lambda: office.found(app))
    with clock.freeze(office.TODAY), serving(app) as found:
        yield found


@pytest.fixture
def sit(chromium: Browser, address: str) -> Iterator[Sit]:
    desks: list[Desk] = []

    def seat(who: str) -> Desk:
        desks.append(Desk(chromium, address, who))
        return desks[-1].sign_in(USERNAMES[who], office.PASSWORD)

    yield seat
    assert [desk.complaints for desk in desks if desk.complaints] == []
    for desk in desks:
        desk.context.close()


def test_a_clerk_keeps_the_roster(sit: Sit) -> None:
    desk = sit("clerk").open("/organisations")
    desk.look("organisations-empty")
    desk.follow("Thêm tổ chức")
    desk.press("Lưu").look("organisation-wrong")
    desk.type({"name": "Đảng bộ xã Phúc Xuân", "kind": "committee", "level": "commune", "valid_from": "1/1/2015"})
    desk.press("Lưu")
    parent = desk.path.rsplit("/", 1)[1]
    desk.open("/organisations/new")
    desk.type({"name": "Chi bộ xóm Đèo Khế", "kind": "cell", "level": "cell", "valid_from": "1/1/2015"})
    desk.type({"parent": parent})
    desk.press("Lưu").look("organisation")
    cell = desk.path
    desk.open("/members/new")
    desk.type({"full_name": "Lò Văn Tuân", "birth_date": "9/2/1974", "organisation": cell.rsplit("/", 1)[1]})
    desk.type({"valid_from": "1/1/2015", "party_position": "Bí thư Chi bộ"})
    desk.look("member-new")
    desk.press("Lưu").look("member")
    desk.open("/members").look("members")
    desk.open("/organisations?words=phuc+xuan").look("organisations")
    desk.open("/subjects?words=tuan").look("subjects")
    desk.open(f"{cell}/end?kind=merged&ended_on=31/8/2021").look("organisation-end")
    desk.open(f"{cell}/change").look("organisation-change")


def test_an_official_reads_a_procedure(sit: Sit) -> None:
    desk = sit("administrator").open("/procedures")
    desk.look("procedures")
    desk.open("/procedures/KT_DHVP_DV").look("procedure")


def test_an_administrator_changes_the_law(sit: Sit) -> None:
    desk = sit("administrator").open("/law")
    desk.look("law")
    desk.open("/law/deadlines").look("law-deadlines")
    desk.open("/law/authority").look("law-authority")
    desk.open("/law/office_days/closed/new")
    desk.press("Lưu thành bản mới").look("law-row-wrong")
    desk.type({"on": "6/4/2026", "name": "nghỉ theo thông báo", "source": "Thông báo số 3", "note": "Thông báo số 3"})
    desk.press("Lưu thành bản mới").look("law-office-days")
    desk.open("/law/office_days/versions/1").look("law-difference")
    desk.open("/law/deadlines/deadline/0").look("law-row")


def test_a_clerk_brings_a_workbook(sit: Sit, tmp_path: Path) -> None:
    good, bad = tmp_path / "tốt.xlsx", tmp_path / "hỏng.xlsx"
    row = {"name": "Đảng bộ xã Quyết Thắng", "kind": "Đảng bộ", "level": "Cấp xã", "valid_from": "1/1/2015"}
    good.write_bytes(filled("organisations", row))
    bad.write_bytes(filled("organisations", {**row, "parent": "Không có", "valid_from": "31/2/2015"}))
    desk = sit("clerk").open("/organisations/import")
    desk.look("import")
    for file, name in ((bad, "import-problems"), (good, "import-preview")):
        desk.open("/organisations/import").page.get_by_label("Tệp .xlsx đã điền").set_input_files(file)
        desk.press("Đọc và kiểm tra").look(name)
    assert desk.press("Ghi vào danh bạ").has("Đã nhập 1 tổ chức đảng từ tốt.xlsx.")


def test_a_new_case_takes_its_subject_from_the_roster(sit: Sit) -> None:
    desk = sit("officer").open("/subjects?words=quyet+thang")
    desk.follow("Đảng bộ xã Quyết Thắng").look("new-case-from-roster")
    assert desk.page.get_by_label("Họ và tên, hoặc tên tổ chức đảng").input_value() == "Đảng bộ xã Quyết Thắng"


def test_a_reader_compares_the_papers_of_a_case(sit: Sit) -> None:
    desk = sit("clerk").open("/cases")
    desk.page.locator("main tbody a").first.click()
    desk.follow("Đối chiếu các văn bản").look("consistency")
