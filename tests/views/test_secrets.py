"""Who denounced is on no page, in no file, in no entry of the ledger; few people may open it, and that is noted."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from tests.views.office import PEOPLE, TODAY, Browser, person, text
from webapp import clock
from webapp.extensions import db
from webapp.models import Case, Document, DocumentAction, Letter, LetterSender, StepRecord
from webapp.models import LedgerEntry as Entry
from webapp.queries.tools import Tools
from webapp.rendering.text import read_text
from webapp.rules.secrecy import MASK, revealed
from webapp.services.cases import NewCase, NewSubject, open_case, set_facts
from webapp.services.documents.circulation import _handed_to_the_subject, _with_reveals
from webapp.services.documents.drafting import draft_document

SignIn = Callable[[str], Browser]
NAME, ADDRESS, PHONE = "Hà Thị Kim Nguyệt", "thôn Nà Hoáng, xã Phú Mộc Hà", "0912 345 678"
MARKS = (NAME, ADDRESS, PHONE)
SECRET = {"denouncer_name": NAME, "denouncer_address": ADDRESS, "denouncer_marks": [PHONE]}
TALK = {"on": TODAY, "start": "08:00", "end": "09:00", "place": "Trụ sở", "chair": "Nguyễn Văn Quyết",
        "recorder": "Đỗ Thị Ánh Nguyệt", "attendees": [{"name": NAME, "position": "người tố cáo"}],
        "proceedings": f"Bà {NAME} trình bày.", "conclusion": ""}  # fmt: skip
PLAIN = {
    "letter_code": "Đ-07/2021", "letter_received_on": date(2021, 9, 10), "letter_kind": "denunciation",
    "letter_summary": "Tố cáo việc cấp đất", "letter_assessment": "Đủ điều kiện", "letter_proposal": "Thụ lý",
    "letter_faults": "nothing", "letter_accepted": True, "content_items": ["Việc cấp đất"],
}  # fmt: skip
MAY = ("chair", "deputy", "leader", "officer")  # standing members, the team leader, whoever took the letter in
MAY_NOT = ("member", "official", "clerk")


@pytest.fixture
def denounced(app: Flask) -> tuple[str, str]:
    """The id of a denunciation, and the path of the minutes with the denouncer."""
    tools: Tools = app.extensions["anthu.tools"]
    with app.test_request_context(method="POST"):
        officer = person("officer")
        subject = NewSubject(
            "member", "Bùi Văn Thuận", "Đảng bộ xã Phúc Xuân",
            {"party_position": "Đảng ủy viên", "birth_date": date(1974, 2, 9)},
        )  # fmt: skip
        case = open_case(
            db.session, tools, actor=officer,
            answers=NewCase(
                procedure="TC", title="Giải quyết tố cáo đối với đồng chí Bùi Văn Thuận", initiator="commission",
                origin="letter", subjects=[subject], member_in_charge_id=person("deputy").id,
                team=[(person("leader").id, "leader"), (person("official").id, "member")],
            ),
        )  # fmt: skip
        set_facts(db.session, tools, case=case, values={**PLAIN, **SECRET, "denouncer_session": TALK}, actor=officer)
        for step in ("receive_letter", "decide_on_letter"):
            case.records.append(
                StepRecord(step=step, state="done", done_on=TODAY, by_id=officer.id, at=clock.now(), round=1)
            )
        db.session.commit()
        document = draft_document(
            db.session, tools, case_id=case.id, step_id="meet_denouncer", template="denouncer_minutes", actor=officer
        )
        db.session.commit()
        return case.id, f"/documents/{document.id}"


def pages(case_id: str, minutes: str) -> list[str]:
    steps = ("receive_letter", "decide_on_letter", "meet_denouncer", "issue_decision")
    return [
        "/", "/?tab=document", "/?tab=step", "/cases", "/cases?state=all&words=Kim+Nguyet", f"/cases/{case_id}",
        f"/cases/{case_id}/history", f"/cases/{case_id}/file", f"/cases/{case_id}/consistency",
        *(f"/cases/{case_id}/steps/{step}" for step in steps), minutes, f"{minutes}/submit", f"{minutes}/file.pdf",
        f"{minutes}/file.docx", f"{minutes}/versions/1/file.docx", f"{minutes}/compare?old=1&new=1", "/register",
        "/register/letters", "/board",
    ]  # fmt: skip


def found_in(answer: Any) -> list[str]:
    data = answer.get_data()
    if data[:2] == b"PK":
        return revealed(read_text(data), MARKS)
    return revealed(data.decode("utf-8", "replace"), MARKS) + revealed(text(answer), MARKS)


@pytest.mark.parametrize("who", [*PEOPLE, "outsider"])
def test_no_page_and_no_file_gives_the_denouncer_away(
    sign_in: SignIn, denounced: tuple[str, str], who: str
) -> None:
    browser = sign_in(who)
    shown = {path: answer for path in pages(*denounced) if (answer := browser.get(path)).status_code == 200}
    assert {path: found for path, answer in shown.items() if (found := found_in(answer))} == {}
    if who in (*MAY, *MAY_NOT):
        assert MASK in text(shown[f"/cases/{denounced[0]}/steps/receive_letter"])
        assert MASK in text(shown[denounced[1]])


@pytest.mark.parametrize("who", MAY)
def test_a_few_people_uncover_it_and_that_is_written_down(
    app: Flask, sign_in: SignIn, denounced: tuple[str, str], who: str
) -> None:
    case_id, minutes = denounced
    browser = sign_in(who)
    page = browser.post(f"/cases/{case_id}/steps/receive_letter/uncover")
    assert page.status_code == 200 and NAME in page.get_data(as_text=True)
    opened = browser.post(f"{minutes}/open", {"what": "docx"})
    assert opened.status_code == 200 and NAME in read_text(opened.get_data())
    assert "mở văn bản bảo mật" in text(browser.get(f"/cases/{case_id}/history"))
    with app.app_context():
        read = db.session.query(Entry).filter(Entry.event.in_(("restricted_facts_read", "secret_document_opened")))
        assert {one.actor_name for one in read} == {PEOPLE[who][0]} and read.count() == 2


@pytest.mark.parametrize("who", MAY_NOT)
def test_nobody_else_uncovers_it(app: Flask, sign_in: SignIn, denounced: tuple[str, str], who: str) -> None:
    case_id, minutes = denounced
    browser = sign_in(who)
    assert "Xem dữ kiện bảo mật" not in text(browser.get(f"/cases/{case_id}/steps/receive_letter"))
    for path, data in (
        (f"/cases/{case_id}/steps/receive_letter/uncover", {}), (f"{minutes}/open", {"what": "pdf"}),
        (f"{minutes}/open", {"what": "docx:1"}),
    ):  # fmt: skip
        answer = browser.post(path, data)
        assert answer.status_code == 403 and found_in(answer) == []
    assert browser.get(f"{minutes}/file.pdf").status_code == 403


def test_the_ledger_never_tells_the_name(app: Flask, denounced: tuple[str, str]) -> None:
    with app.app_context():
        told = [json.dumps(one.payload, ensure_ascii=False) for one in db.session.query(Entry)]
        acts = [one.reason for one in db.session.query(DocumentAction)]
        assert any('"denouncer_name": "•••' in line for line in told)
    assert [line for line in (*told, *acts) if revealed(line, MARKS)] == []


def test_saving_the_step_leaves_what_was_masked_as_it_is(
    app: Flask, sign_in: SignIn, denounced: tuple[str, str]
) -> None:
    case_id, _ = denounced
    page = sign_in("officer").get(f"/cases/{case_id}/steps/receive_letter").get_data(as_text=True)
    assert 'name="denouncer_name"' not in page
    sent = {"letter_code": "Đ-08/2021", "seen-letter_code": "1"}
    sign_in("officer").post(f"/cases/{case_id}/steps/receive_letter", sent)
    blind = sign_in("official").post(
        f"/cases/{case_id}/steps/receive_letter", {"denouncer_name": "Người khác", "seen-denouncer_name": "0"}
    )
    assert blind.status_code == 409 and found_in(blind) == []
    with app.app_context():
        facts = {fact.key: fact.value for fact in db.session.get_one(Case, case_id).facts}
        assert (facts["denouncer_name"], facts["denouncer_address"]) == (NAME, ADDRESS)


def test_a_bag_with_such_a_paper_is_handed_to_few_and_holds_no_restricted_fact(
    app: Flask, sign_in: SignIn, denounced: tuple[str, str]
) -> None:
    case_id, minutes = denounced
    issue(app, minutes)
    refused = sign_in("clerk").post(f"/cases/{case_id}/file/bag")
    assert refused.status_code == 403 and "bảo mật" in text(refused)
    answer = sign_in("deputy").post(f"/cases/{case_id}/file/bag")
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as bag:
        naming = [name for name in bag.namelist() if revealed(words_of(name, bag.read(name)), MARKS)]
    assert [re.sub(r"^.*/\d\d_", "", name) for name in naming] == ["denouncer_minutes.docx"]


def words_of(name: str, data: bytes) -> str:
    return read_text(data) if name.endswith(".docx") else data.decode("utf-8", "replace")


def issue(app: Flask, minutes: str) -> None:
    """Put the minutes among the finished papers, as completing them does."""
    with app.app_context():
        document = db.session.get_one(Document, minutes.rsplit("/", 1)[-1])
        document.pdf_sha256, document.docx_sha256 = document.current.pdf_sha256, document.current.docx_sha256
        document.signed_by_id, document.signed_sha256 = person("officer").id, document.docx_sha256
        document.issued_on, document.state = TODAY, "issued"
        db.session.commit()


def test_a_bound_file_leaves_the_paper_out(app: Flask, denounced: tuple[str, str]) -> None:
    from webapp.queries.case_file import case_file

    case_id, minutes = denounced
    issue(app, minutes)
    with app.test_request_context():
        case, tools = db.session.get_one(Case, case_id), app.extensions["anthu.tools"]
        assert [one.secret for one in case_file(db.session, tools, case).items] == [True]
        assert case_file(db.session, tools, case, open_only=True).items == ()


def test_the_sender_of_the_letter_is_searched_for_as_well(app: Flask, denounced: tuple[str, str]) -> None:
    from webapp.queries.case_view import case_view

    with app.test_request_context():
        document = db.session.get_one(Document, denounced[1].rsplit("/", 1)[-1])
        case, tools = document.case, app.extensions["anthu.tools"]
        case.facts[:] = [one for one in case.facts if one.key not in SECRET]
        letter = Letter(
            office_id=case.office_id, period="2021", number=1, received_on=TODAY, kind="denunciation", channel="post",
            about="Bùi Văn Thuận", summary="Việc cấp đất", faults=[], case_id=case.id, by_id=person("clerk").id,
            at=clock.now(),
        )  # fmt: skip
        db.session.add(letter)
        db.session.flush()
        db.session.add(LetterSender(letter_id=letter.id, name=NAME))
        db.session.flush()
        view = _with_reveals(db.session, tools, document, case_view(db.session, tools, case))
        assert view.reveals == {document.id: (NAME,)}


def test_such_a_paper_has_no_recipient_who_is_the_subject(app: Flask, denounced: tuple[str, str]) -> None:
    with app.test_request_context():
        document, tools = db.session.get_one(Document, denounced[1].rsplit("/", 1)[-1]), app.extensions["anthu.tools"]
        assert _handed_to_the_subject(tools, document) == []
        document.current.values = {**document.current.values, "recipients": ["- Đồng chí Bùi Văn Thuận,", "- Lưu."]}
        [line] = _handed_to_the_subject(tools, document)
        assert "Đồng chí Bùi Văn Thuận" in line and "không giao cho đối tượng" in line
        db.session.rollback()
