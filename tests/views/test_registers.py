"""The clerk's books as pages: what each person may read and write, what a mistake brings back, what leaves as files."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from tests.views.office import Browser, text
from webapp.extensions import db
from webapp.models import IncomingDocument, LedgerEntry, Letter, NumberReservation, RegisterEntry, Series, VoidNumber

SignIn = Callable[[str], Browser]
INCOMING = {
    "arrived_on": "15/9/2021", "author": "Đảng ủy xã Đồng Bẩm", "symbol": "09-BC/ĐU", "dated_on": "14/9/2021",
    "title": "Báo cáo giải trình", "receiver": "", "secrecy": "none", "urgency": "khan", "case_code": "", "note": "",
}  # fmt: skip
LETTER = {
    "received_on": "15/9/2021", "kind": "denunciation", "channel": "post", "about": "Đồng chí A", "summary": "Hai việc",
    "name": "Hà Thị Kim Oanh", "address": "thôn Nà Hoáng", "phone": "0912", "wants_secrecy": "y",
}  # fmt: skip
LINE = {
    "type_code": "QĐ", "held": "", "issued_on": "15/9/2021", "title": "Quyết định", "signer": "Nguyễn Văn Quyết",
    "recipients": "Như Điều 3", "pages": "2", "copies": "5", "secrecy": "mat", "urgency": "none", "note": "",
}  # fmt: skip
PDF = (BytesIO(b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"), "quet.pdf")


def rows(app: Flask, table: type) -> list[object]:
    with app.app_context():
        return list(db.session.scalars(select(table)))


def test_a_document_that_came_in_gets_its_number_and_its_line(app: Flask, sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.post("/register/incoming/new", {**INCOMING, "file": (BytesIO(PDF[0].getvalue()), "quet.pdf")})
    page = text(clerk.get("/register/incoming"))
    assert "Báo cáo giải trình" in page and "09-BC/ĐU" in page and "Khẩn" in page
    (row,) = rows(app, IncomingDocument)
    answer = clerk.get(f"/register/incoming/{row.id}/file")  # type: ignore[attr-defined]
    assert answer.mimetype == "application/pdf" and answer.get_data().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"author": ""}, "Chưa ghi cơ quan ban hành."),
        ({"arrived_on": "31/2/2021"}, "Ngày đến:"),
        ({"arrived_on": "1/1/2030"}, "còn ở phía trước"),
        ({"case_code": "HS 99/2021"}, "Không có hồ sơ mã “HS 99/2021”"),
        ({"secrecy": "mat", "file": (BytesIO(PDF[0].getvalue()), "a.pdf")}, "chỉ ghi dòng sổ, không lưu tệp"),
        ({"file": (BytesIO(b"MZ"), "a.exe")}, "không phải PDF"),
    ],
)
def test_a_mistake_brings_everything_back_and_keeps_nothing(
    app: Flask, sign_in: SignIn, change: dict[str, object], sentence: str
) -> None:
    answer = sign_in("clerk").post("/register/incoming/new", {**INCOMING, **change})  # type: ignore[arg-type]
    assert answer.status_code == 422 and sentence in text(answer)
    assert 'value="09-BC/ĐU"' in answer.get_data(as_text=True) and rows(app, IncomingDocument) == []


def test_a_letter_s_sender_shows_only_on_its_own_page(app: Flask, sign_in: SignIn) -> None:
    clerk = sign_in("clerk")
    clerk.post("/register/letters/new", LETTER)
    (letter,) = rows(app, Letter)
    path = f"/register/letters/{letter.id}"  # type: ignore[attr-defined]
    for who in ("clerk", "deputy", "member", "officer"):
        browser = sign_in(who)
        for page in ("/register/letters", path):
            assert "Oanh" not in text(browser.get(page)) and "Nà Hoáng" not in text(browser.get(page))
    assert "Hà Thị Kim Oanh" in text(sign_in("deputy").post(f"{path}/sender"))
    assert sign_in("member").post(f"{path}/sender").status_code == 403
    assert sign_in("outsider").get(path).status_code == 404
    read = [entry for entry in rows(app, LedgerEntry) if entry.event == "letter_sender_read"]  # type: ignore[attr-defined]
    assert len(read) == 1


def test_what_becomes_of_a_letter_is_for_the_standing_members(app: Flask, sign_in: SignIn, case_id: str) -> None:
    sign_in("clerk").post("/register/letters/new", {**LETTER, "name": "", "faults": "hidden_name"})
    (letter,) = rows(app, Letter)
    path, deputy = f"/register/letters/{letter.id}", sign_in("deputy")  # type: ignore[attr-defined]
    outcome = {"outcome": "accepted", "outcome_on": "16/9/2021", "note": "Thụ lý"}
    assert sign_in("officer").post(path, outcome).status_code == 403
    refused = deputy.post(path, outcome)
    assert refused.status_code == 422 and "Đơn giấu tên" in text(refused)
    assert deputy.post(path, {**outcome, "outcome": "information"}).status_code == 302
    assert deputy.post(f"{path}/case", {"case_code": "HS 01/2021"}).status_code == 302
    assert rows(app, Letter)[0].case_id == case_id  # type: ignore[attr-defined]


def test_a_number_is_held_struck_out_and_put_in_late(app: Flask, sign_in: SignIn) -> None:
    clerk, chair = sign_in("clerk"), sign_in("chair")
    clerk.post("/register/outgoing/new", LINE)
    (series,) = rows(app, Series)
    path = f"/register/numbers/{series.id}"  # type: ignore[attr-defined]
    clerk.post(f"{path}/hold", {"reason": "Quyết định ký giấy"})
    assert "Giữ chỗ" in text(clerk.get("/register/numbers"))
    clerk.post(f"{path}/void", {"number": "2", "suffix": "", "reason": "Không ban hành"})
    assert chair.post(f"{path}/hold", {"reason": "x"}).status_code == 403
    assert clerk.post(f"{path}/late", {"after": "1", "reason": "x"}).status_code == 403
    chair.post(f"{path}/late", {"after": "1", "reason": "Sót văn bản"})
    late = next(one for one in rows(app, NumberReservation) if one.suffix == "a")  # type: ignore[attr-defined]
    clerk.post("/register/outgoing/new", {**LINE, "held": late.id})  # type: ignore[attr-defined]
    numbers = sorted(entry.number_text for entry in rows(app, RegisterEntry))  # type: ignore[attr-defined]
    assert numbers == ["01-QĐ/UBKTThU", "01a-QĐ/UBKTThU"] and len(rows(app, VoidNumber)) == 1
    empty = clerk.post(f"{path}/close", {"reason": ""})
    assert empty.status_code == 422 and "Chưa ghi lý do." in text(empty)
    clerk.post(f"{path}/close", {"reason": "Hết nhiệm kỳ"})
    closed = clerk.post("/register/outgoing/new", LINE)
    assert closed.status_code == 422 and "đã đóng" in text(closed)


def test_the_issuing_page_offers_the_numbers_that_are_held(app: Flask, sign_in: SignIn, signed: str) -> None:
    clerk = sign_in("clerk")
    clerk.post("/register/outgoing/new", {**LINE, "type_code": "TTr", "secrecy": "none"})
    (series,) = rows(app, Series)
    clerk.post(f"/register/numbers/{series.id}/hold", {"reason": "Chờ tờ trình"})  # type: ignore[attr-defined]
    assert "02-TTr: giữ cho “Chờ tờ trình”" in text(clerk.get(f"{signed}/issue"))
    held = rows(app, NumberReservation)[0].id  # type: ignore[attr-defined]
    clerk.post(f"{signed}/issue", {"issued_on": "16/9/2021", "confirm": "ban hành", "held": held})
    assert "Số 02-TTr/UBKTThU" in text(clerk.get(signed))


@pytest.mark.parametrize("book", ["outgoing", "incoming", "letters", "copies", "hand-overs"])
def test_every_book_is_read_printed_and_taken_as_excel(app: Flask, sign_in: SignIn, book: str) -> None:
    clerk = sign_in("clerk")
    clerk.post("/register/outgoing/new", LINE)
    clerk.post("/register/incoming/new", INCOMING)
    clerk.post("/register/copies/new", {
        "kind": "true_copy", "source": "09-BC/ĐU", "extent": "", "issued_on": "16/9/2021", "signer": "Yến",
        "recipients": "Đoàn", "pages": "1", "copies": "1",
    })  # fmt: skip
    clerk.post("/register/hand-overs/new", {
        "given_on": "16/9/2021", "giver": "Yến", "receiver": "Huy", "items": "Hồ sơ 1\nHồ sơ 2", "case_code": "",
    })  # fmt: skip
    page = clerk.get("/register" if book == "outgoing" else f"/register/{book}?since=1/1/2021&until=31/12/2021")
    assert page.status_code == 200
    excel = clerk.get(f"/register/books/{book}/excel")
    assert excel.get_data().startswith(b"PK") and "attachment" in excel.headers["Content-Disposition"]
    assert clerk.post(f"/register/books/{book}/print").get_data().startswith(b"%PDF")
    assert clerk.get(f"/register/{book}?since=nonsense").status_code == 200
    assert sign_in("administrator").get(f"/register/{book}").status_code == 403


def test_a_book_nobody_keeps_is_not_found(sign_in: SignIn) -> None:
    assert sign_in("clerk").get("/register/nothing").status_code == 404
