"""Pages the walk does not come by: mistakes, refusals, two people at once, no script; each looked at in both sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser

from tests.browser.conftest import apart, new_app, serving
from tests.browser.desk import Desk
from tests.views import office
from tests.views.conftest import FACTS
from webapp import clock

Sit = Callable[..., Desk]
USERNAMES = {
    "deputy": "quyet.nv", "leader": "thinh.pd", "officer": "nguyet.dta", "clerk": "yen.nt", "stranger": "trang.lt",
}  # fmt: skip


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Address of a server on Thursday 16/9/2021, and the path of its case."""
    app = new_app(tmp_path_factory.mktemp("pages"))
    case_id = apart(lambda: office.found(app))
    with clock.freeze(office.TODAY), serving(app) as address:
        yield address, f"/cases/{case_id}"


@pytest.fixture
def sit(chromium: Browser, running: tuple[str, str]) -> Iterator[Sit]:
    """Seat a person at a desk; every desk must stay without complaints of the browser."""
    desks: list[Desk] = []

    def seat(who: str = "", **more: bool) -> Desk:
        desk = Desk(chromium, running[0], who, **more)
        desks.append(desk)
        return desk.sign_in(USERNAMES[who], office.PASSWORD) if who else desk

    yield seat
    assert [desk.complaints for desk in desks if desk.complaints] == []
    for desk in desks:
        desk.context.close()


@pytest.fixture
def case(running: tuple[str, str]) -> str:
    return running[1]


def focused(desk: Desk) -> str:
    return str(desk.page.evaluate("document.activeElement.id"))


def test_a_wrong_sign_in_takes_the_reader_to_the_mistake(sit: Sit) -> None:
    desk = sit().sign_in("quyet.nv", "sai")
    assert focused(desk) == "error-summary"
    assert desk.page.title().startswith("Lỗi: ")
    desk.look("sign-in-wrong")
    desk.page.get_by_role("link", name="Tên đăng nhập hoặc mật khẩu").click()
    assert focused(desk) == "username"


def test_a_new_case_with_mistakes_keeps_what_was_typed(sit: Sit) -> None:
    desk = sit("officer").open("/cases/new")
    desk.type({"full_name": "Lò Văn Tuân", "birth_date": "31/2/1974"})
    desk.press("Mở hồ sơ")
    assert focused(desk) == "error-summary"
    assert desk.page.get_by_label("Họ và tên, hoặc tên tổ chức đảng").input_value() == "Lò Văn Tuân"
    desk.look("new-case-wrong")
    desk.page.get_by_role("link", name="Ngày sinh: Tháng 02/1974").click()
    assert focused(desk) == "birth_date"


def test_two_people_on_one_step_see_both_texts(sit: Sit, case: str) -> None:
    officer, leader = sit("officer"), sit("leader")
    for desk in (officer, leader):
        desk.open(f"{case}/steps/propose")
    officer.type(FACTS)
    officer.press("Lưu")
    leader.type({"signs_of_violation": "Bản của trưởng đoàn", "working_days": "45"})
    leader.press("Lưu")
    assert leader.has("Đồng chí Đỗ Thị Ánh Nguyệt vừa lưu nội dung khác")
    assert leader.has("Bản người khác vừa lưu") and leader.has(FACTS["signs_of_violation"])
    leader.look("step-both-texts")
    leader.page.locator('[name="keep-signs_of_violation"][value="theirs"]').check()
    leader.press("Lưu")
    assert leader.page.get_by_label("Dấu hiệu vi phạm").input_value() == FACTS["signs_of_violation"]


def drafted(officer: Desk, case: str) -> str:
    """The path of the first document, drafted when there is none."""
    officer.open(f"{case}/steps/propose")
    if officer.page.get_by_role("button", name="Soạn văn bản").count():
        officer.type(FACTS)
        officer.press("Lưu")
        return officer.press("Soạn văn bản").path
    return officer.follow("Tờ trình đề nghị kiểm tra").path


def test_a_return_asks_for_its_reason_and_shows_it_to_the_drafter(sit: Sit, case: str) -> None:
    officer, leader = sit("officer"), sit("leader")
    document = drafted(officer, case)
    officer.open(f"{document}/submit").press("Trình duyệt")
    officer.look("document-submitted")
    leader.open("/").look("inbox-document")
    leader.open("/#chi-tiet").look("inbox-detail")
    leader.follow("Trả lại…")
    leader.press("Trả lại").look("return-without-reason")
    leader.type({"reason": "Nêu rõ số hợp đồng và diện tích"})
    leader.press("Trả lại")
    assert leader.path == "/"
    assert officer.open(document).has("Nêu rõ số hợp đồng và diện tích")
    officer.open(f"{case}/steps/propose").type({"working_days": "30"})
    officer.press("Lưu").open(document).look("document-facts-newer")
    officer.press("Soạn lại").look("document-redrafted")
    officer.open(f"{document}/submit").press("Trình duyệt")
    leader.open("/").look("inbox-again")
    assert leader.has("Duyệt lại") and leader.page.locator("ins").first.inner_text() == "30"
    leader.press("Duyệt").look("inbox-empty")


def test_two_clerks_pressing_issue_get_one_number(sit: Sit, case: str) -> None:
    officer, first, second = sit("officer"), sit("clerk"), sit("clerk")
    document = drafted(officer, case)
    officer.open(document).press("Ký")
    for clerk in (first, second):
        clerk.open(f"{document}/issue")
        clerk.type({"confirm": "ban hành"})
    first.press("Cấp số, ban hành")
    second.press("Cấp số, ban hành")
    assert first.has("Đã cấp Số 01-TTr/UBKTThU.")
    assert second.has("đã ban hành với số 01-TTr/UBKTThU; không cấp số lần nữa")
    second.look("error-409")
    second.open("/register").look("register-one-line")
    assert second.page.locator("tbody tr").count() == 1


def test_pages_of_the_case_for_a_reader(sit: Sit, case: str) -> None:
    clerk = sit("clerk")
    clerk.open(case).look("case-read-only")
    clerk.open(f"{case}/history").look("history")
    clerk.open(f"{case}/steps/propose").look("step-read-only")
    clerk.open("/cases?words=không+có").look("cases-none-found")
    clerk.open("/register?words=không+có").look("register-none-found")


def test_refusals_are_pages_too(sit: Sit, case: str) -> None:
    sit("stranger").open(case).look("error-404")
    sit("clerk").open("/cases/new").look("error-403")


def test_a_clerk_turns_a_word_file_into_pages(sit: Sit, tmp_path: Path) -> None:
    word, out = Document(), BytesIO()
    word.add_paragraph("Kính gửi Ủy ban Kiểm tra")
    word.save(out)
    file = tmp_path / "Công văn.docx"
    file.write_bytes(out.getvalue())
    desk = sit("clerk").open("/tools/word-to-pdf")
    desk.look("tool")
    desk.page.get_by_label("Chọn tệp .docx").set_input_files(file)
    desk.press("Chuyển sang PDF").look("tool-result")
    assert desk.has("1 trang") and desk.has("Công văn.docx")
    broken = tmp_path / "hỏng.docx"
    broken.write_bytes(b"PK\x03\x04 khong phai")
    desk.page.get_by_label("Chọn tệp .docx").set_input_files(broken)
    desk.press("Chuyển sang PDF").look("tool-refused")
    assert desk.has("Chưa chuyển được")


def test_a_step_is_filled_without_a_script(sit: Sit, case: str) -> None:
    desk = sit("officer", script=False).open(f"{case}/steps/verify")
    desk.type({"findings-0-item": "1", "findings-0-facts": "Ký 05 hợp đồng", "findings-0-nature": "violation"})
    desk.type({"findings-1-item": "2", "findings-1-facts": "Chấp hành quy chế", "findings-1-nature": "strength"})
    desk.press("Lưu")
    assert desk.page.locator('[name="findings-1-facts"]').input_value() == "Chấp hành quy chế"
    assert desk.page.locator('[name="findings-3-facts"]').count() == 1


def test_the_skip_link_and_the_keyboard_lead_to_the_content(sit: Sit) -> None:
    desk = sit("officer").open("/cases")
    desk.page.keyboard.press("Tab")
    assert desk.page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    desk.page.keyboard.press("Enter")
    assert focused(desk) == "noi-dung"
    desk.page.keyboard.press("Control+k")
    assert focused(desk) == "words"


def test_nothing_typed_is_lost_by_leaving_a_form(sit: Sit, case: str) -> None:
    desk = sit("officer").open(f"{case}/steps/verify")
    asked: list[str] = []
    desk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.page.locator('[name="findings-0-facts"]').press_sequentially("x")
    desk.open("/cases")
    assert asked == ["beforeunload"]
