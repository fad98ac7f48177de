"""Workbooks of organisations and members: every problem at once, nothing half-written, a second time nothing new."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.support.workbooks import filled, workbook
from tests.views.office import Browser, person, text
from webapp.extensions import db
from webapp.models import LedgerEntry, Member, Organisation
from webapp.rendering.pool import Limits, RenderPool
from webapp.rules.roster_sheets import COLUMNS

SignIn = Callable[[str], Browser]
COMMUNE = {"name": "Đảng bộ xã Phúc Xuân", "kind": "Đảng bộ", "level": "Cấp xã", "valid_from": "1/1/2015"}
CELL = {
    "name": "Chi bộ xóm Đèo Khế", "kind": "chi bộ", "level": "chi bộ", "valid_from": datetime(2015, 1, 1),
    "parent": "Đảng bộ xã Phúc Xuân",
}  # fmt: skip
PERSON = {
    "full_name": "Lò Văn Tuân", "birth_date": "9/2/1974", "party_card": "12.003456",
    "organisation": "chi bo xom deo khe", "valid_from": "1/1/2015", "party_position": "Bí thư Chi bộ",
}  # fmt: skip


@pytest.fixture
def clerk(sign_in: SignIn) -> Browser:
    return sign_in("clerk")


def bring(browser: Browser, data: bytes) -> Any:
    return browser.post("/organisations/import", {"file": (io.BytesIO(data), "danh sách.xlsx")})


def write(browser: Browser, data: bytes) -> Any:
    """Hand in, look at the preview, say yes."""
    preview = bring(browser, data)
    assert preview.status_code == 200, text(preview)
    path = re.search(r'action="(/organisations/import/\w+)"', preview.get_data(as_text=True))[1]  # type: ignore[index]
    return browser.post(path)


def count(app: Flask, kind: type) -> int:
    with app.app_context():
        return db.session.query(kind).count()


def test_a_child_may_stand_above_its_parent_in_the_sheet(clerk: Browser, app: Flask) -> None:
    assert write(clerk, filled("organisations", CELL, COMMUNE)).status_code == 302
    with app.app_context():
        cell = db.session.query(Organisation).filter_by(sort="chi bo xom deo khe").one()
        assert cell.current.parent.current.name == "Đảng bộ xã Phúc Xuân"
        assert db.session.query(LedgerEntry).order_by(LedgerEntry.seq.desc()).first().event == "roster_imported"


def test_members_find_their_organisation_without_marks(clerk: Browser, app: Flask) -> None:
    write(clerk, filled("organisations", COMMUNE, CELL))
    assert write(clerk, filled("members", PERSON)).status_code == 302
    assert "Lò Văn Tuân" in text(clerk.get("/members?words=lo van tuan"))


def test_the_preview_writes_nothing(clerk: Browser, app: Flask) -> None:
    page = text(bring(clerk, filled("organisations", COMMUNE, CELL)))
    assert "Sẽ thêm 2 tổ chức đảng" in page and "Chưa ghi gì" in page
    assert count(app, Organisation) == 0


def test_a_second_time_there_is_nothing_new(clerk: Browser, app: Flask) -> None:
    data = filled("organisations", COMMUNE, CELL)
    write(clerk, data)
    assert "Không có dòng nào mới" in text(bring(clerk, data))
    third = {**CELL, "name": "Chi bộ xóm Dinh"}
    assert "Sẽ thêm 1 tổ chức đảng" in text(bring(clerk, filled("organisations", COMMUNE, CELL, third)))
    write(clerk, filled("members", PERSON))
    other = text(bring(clerk, filled("members", {**PERSON, "home_town": "Lai Châu"})))
    assert "Không có dòng nào mới" in other and "Danh bạ ghi khác ở: quê quán" in other
    assert count(app, Member) == 1


def test_pressing_twice_writes_once(clerk: Browser, app: Flask) -> None:
    page = bring(clerk, filled("organisations", COMMUNE)).get_data(as_text=True)
    path = re.search(r'action="(/organisations/import/\w+)"', page)[1]  # type: ignore[index]
    first, second = clerk.post(path), clerk.post(path)
    assert (first.status_code, second.status_code) == (302, 409)
    assert count(app, Organisation) == 1


WRONG: dict[str, tuple[bytes, list[str]]] = {
    "unknown parent": (
        filled("organisations", COMMUNE, {**CELL, "parent": "Đảng bộ xã Ba"}), ["3 Trực thuộc Không có “Đảng bộ xã"]),
    "bad date": (filled("organisations", {**COMMUNE, "valid_from": "31/2/2015"}), ["2 Có từ ngày Tháng 02/2015"]),
    "only a year": (filled("organisations", {**COMMUNE, "valid_from": 2015}), ["2 Có từ ngày “2015” chỉ có năm"]),
    "an empty cell": (filled("organisations", {**COMMUNE, "name": None}), ["2 Tên tổ chức đảng Ô bắt buộc còn trống"]),
    "twice the same": (filled("organisations", COMMUNE, COMMUNE), ["3 Tên tổ chức đảng “Đảng bộ xã Phúc Xuân”"]),
    "twice one code": (
        filled("organisations", {**COMMUNE, "code": "38.168.053.000.000"}, {**CELL, "code": "38.168.053.000.000"}),
        ["3 Mã tổ chức đảng Mã “38.168.053.000.000” đã có ở dòng 2"]),
    "a formula": (filled("organisations", {**COMMUNE, "name": '="Đảng bộ "&"xã"'}), ["Ô chứa công thức"]),
    "merged cells": (filled("organisations", COMMUNE, CELL, merge="B2:B3"), ["cả bảng B2:B3 Các ô bị trộn"]),
    "another level": (filled("organisations", {**COMMUNE, "level": "cấp ấp"}), ["2 Cấp Không có cấp “cấp ấp”"]),
    "a level that has ended": (
        filled("organisations", {**COMMUNE, "level": "Cấp huyện", "valid_from": "1/7/2025"}), ["Cấp huyện không"]),
    "in a circle": (
        filled("organisations", {**COMMUNE, "parent": CELL["name"]}, CELL), ["trực thuộc vòng tròn lẫn nhau"]),
    "a column missing": (
        workbook([["Tên tổ chức đảng", "Loại", "Có từ ngày"], ["A", "chi bộ", "1/1/2015"]]), ["1 Cấp Thiếu cột"]),
    "nothing below the headings": (filled("organisations"), ["không có dòng nào dưới dòng tên cột"]),
    "unknown organisation": (filled("members", PERSON), ["2 Tổ chức đảng Không có “chi bo xom deo khe”"]),
    "too young": (
        filled("members", {**PERSON, "admitted_on": "1/1/1980"}), ["Ngày vào Đảng 01/01/1980 khi chưa đủ"]),
    "one card for two": (
        filled("members", PERSON, {**PERSON, "full_name": "Lò Văn Tú"}), ["3 Số thẻ đảng viên Số thẻ đã có ở dòng 2"]),
}  # fmt: skip


@pytest.mark.parametrize("what", list(WRONG))
def test_every_problem_names_row_column_and_what_to_do(clerk: Browser, app: Flask, what: str) -> None:
    data, sentences = WRONG[what]
    answer = bring(clerk, data)
    page = text(answer)
    assert answer.status_code == 422 and [one for one in sentences if one not in page] == [], page
    assert count(app, Organisation) == 0


def test_problems_of_all_rows_come_together(clerk: Browser) -> None:
    rows = [{**CELL, "name": f"Chi bộ {i}", "parent": "Không có", "valid_from": "32/1/2015"} for i in range(30)]
    assert "60 chỗ sai trong danh sách.xlsx" in text(bring(clerk, filled("organisations", *rows)))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Tệp trống"),
        (b"ten,loai\n", "không phải tệp Excel .xlsx"),
        (b"PK\x03\x04 hong", "không phải tệp Excel .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel kiểu cũ (.xls)"),
        (workbook([["Tên", "Tuổi"], ["A", 3]]), "Dòng 1 phải là tên cột như tệp mẫu"),
    ],
)
def test_a_file_that_is_no_workbook_of_ours_is_refused(clerk: Browser, data: bytes, sentence: str) -> None:
    answer = bring(clerk, data)
    assert answer.status_code == 422 and sentence in text(answer)


def test_ten_thousand_rows_are_the_most(clerk: Browser) -> None:
    rows = [["Tên tổ chức đảng", "Loại", "Cấp", "Có từ ngày"], *([f"Chi bộ {i}", "", "", ""] for i in range(10_001))]
    assert "dài quá 10000 dòng" in text(bring(clerk, workbook(rows)))


@pytest.mark.parametrize("kind", list(COLUMNS))
def test_the_template_is_read_as_what_it_is(clerk: Browser, kind: str) -> None:
    answer = clerk.get(f"/organisations/import/{kind}.xlsx")
    book = load_workbook(io.BytesIO(answer.data))
    assert [cell.value for cell in book.worksheets[0][1]] == [column.heading for column in COLUMNS[kind]]
    assert "không có dòng nào dưới dòng tên cột" in text(bring(clerk, answer.data))


def test_a_workbook_is_read_by_a_child_without_files_or_network() -> None:
    pool = RenderPool(Limits(workers=1))
    try:
        sheet = pool.read_sheet(filled("organisations", COMMUNE, CELL))
    finally:
        pool.close()
    assert [number for number, _ in sheet.rows] == [1, 2, 3]
    assert sheet.rows[2][1][5].text == "2015-01-01"


def test_the_command_tells_every_problem_and_writes_all_or_nothing(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        username = person("clerk").username
    good, bad = tmp_path / "tốt.xlsx", tmp_path / "hỏng.xlsx"
    good.write_bytes(filled("organisations", COMMUNE, CELL))
    bad.write_bytes(filled("organisations", COMMUNE, {**CELL, "parent": "Không có"}))
    runner = app.test_cli_runner()
    refused = runner.invoke(args=["organisations", "import", str(bad), "--as", username])
    assert refused.exit_code == 1 and "Dòng 3, cột Trực thuộc: Không có “Không có”" in refused.output
    looked = runner.invoke(args=["organisations", "import", str(good), "--as", username, "--check"])
    assert "Sẽ thêm 2 tổ chức đảng" in looked.output and count(app, Organisation) == 0
    done = runner.invoke(args=["organisations", "import", str(good), "--as", username])
    assert done.exit_code == 0 and "Đã thêm 2 tổ chức đảng" in done.output, done.output
    assert count(app, Organisation) == 2


def test_another_office_cannot_write_what_was_previewed(clerk: Browser, sign_in: SignIn, app: Flask) -> None:
    page = bring(clerk, filled("organisations", COMMUNE)).get_data(as_text=True)
    path = re.search(r'action="(/organisations/import/\w+)"', page)[1]  # type: ignore[index]
    assert sign_in("outsider").post(path).status_code == 404
    assert count(app, Organisation) == 0
