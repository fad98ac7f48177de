"""One document's life by clicking, with five people: opinions, a return, an absence and a substitute, to its number."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import apart, new_app, serving
from tests.browser.desk import Desk
from tests.views import office
from tests.views.conftest import FACTS
from webapp import clock

Sit = Callable[[str], Desk]
USERNAMES = {
    "deputy": "quyet.nv", "leader": "thinh.pd", "officer": "nguyet.dta", "clerk": "yen.nt", "official": "huy.vq",
}  # fmt: skip
CITED = "Quyết định số 12-QĐ/UBKTThU ngày 15/9/2021"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Address of a server on Thursday 16/9/2021, and the path of its case."""
    app = new_app(tmp_path_factory.mktemp("life"))
    case_id = apart(lambda: office.found(app))
    with clock.freeze(office.TODAY), serving(app) as address:
        yield address, f"/cases/{case_id}"


@pytest.fixture
def sit(chromium: Browser, running: tuple[str, str]) -> Iterator[Sit]:
    """Seat a person at a desk; every desk must stay without complaints of the browser."""
    desks: list[Desk] = []

    def seat(who: str) -> Desk:
        desks.append(Desk(chromium, running[0], who, light=True))
        return desks[-1].sign_in(USERNAMES[who], office.PASSWORD)

    yield seat
    assert [desk.complaints for desk in desks if desk.complaints] == []
    for desk in desks:
        desk.context.close()


def submit(officer: Desk, document: str) -> None:
    officer.open(document).follow("Kiểm tra rồi trình")
    officer.page.get_by_label("Thẩm định thể thức rồi duyệt").check()
    officer.press("Trình duyệt")


def opinions_are_taken_in(officer: Desk, deputy: Desk, document: str) -> None:
    """Opinions are asked, given, and answered for in the table."""
    officer.page.get_by_text("Xin ý kiến về bản 1").click()
    officer.page.get_by_label("Nguyễn Văn Quyết").check()
    officer.press("Gửi xin ý kiến").look("life-consulting")
    deputy.open("/").follow("Góp ý…")
    deputy.type({"answer": "Nêu rõ số hợp đồng"})
    deputy.look("life-opinion")
    deputy.press("Gửi ý kiến")
    officer.open(document).type({"response": "Đã nêu ở phần dấu hiệu vi phạm"})
    officer.press("Tiếp thu")
    assert officer.has("Tiếp thu: Đã nêu ở phần dấu hiệu vi phạm")


def test_a_document_lives_from_its_draft_to_its_number(sit: Sit, running: tuple[str, str]) -> None:
    deputy, leader, officer, clerk, official = (sit(who) for who in USERNAMES)
    officer.open(f"{running[1]}/steps/propose").type(FACTS)
    officer.press("Lưu")
    document = officer.press("Soạn văn bản").path

    opinions_are_taken_in(officer, deputy, document)
    # The records clerk is away; her substitute finds the format check among his work.
    clerk.open("/mandates").type({"starts_on": "16/9/2021", "ends_on": "20/9/2021", "decision": CITED})
    clerk.page.locator("#substitute_id").select_option(label="Vũ Quốc Huy, Cán bộ Ủy ban Kiểm tra Thành ủy")
    clerk.press("Ghi người thay").look("life-mandates")
    submit(officer, document)
    official.open("/").look("life-substitute")
    assert official.has(f"thay đồng chí Ngô Thị Yến theo {CITED}")
    official.press("Thể thức đúng")

    # Returned with a reason, drafted again, checked again, approved.
    leader.open("/").follow("Trả lại…")
    leader.type({"reason": "Rút thời gian kiểm tra"})
    leader.press("Trả lại")
    assert officer.open(document).has("Rút thời gian kiểm tra")
    officer.open(f"{running[1]}/steps/propose").type({"working_days": "30"})
    officer.press("Lưu").open(document).press("Soạn lại")
    officer.open(f"{document}/compare?old=1&new=2").look("life-compare")
    assert officer.page.locator("ins").first.inner_text() == "30"
    submit(officer, document)
    official.open("/").press("Thể thức đúng")
    leader.open("/").press("Duyệt")
    assert leader.has("Trong 10 giây còn rút lại được")
    leader.press("Hoàn tác")
    leader.open("/").press("Duyệt")

    # Signed by whoever signs, numbered by the substitute.
    officer.open(document).press("Ký")
    official.open(f"{document}/issue").type({"confirm": "ban hành"})
    official.press("Cấp số, ban hành")
    assert official.has("Đã cấp Số 01-TTr/UBKTThU.")
    official.look("life-issued")
    assert f"Vũ Quốc Huy, thay đồng chí Ngô Thị Yến theo {CITED}, ban hành bản 2" in official.text()
    deputy.open("/board").look("life-board")
