"""Programmes, targets and figures as pages: what each says, what a mistake brings back, what a number opens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import insert, select

from tests.views.office import Browser, person, text
from webapp.extensions import db
from webapp.models import (
    Case,
    CaseTag,
    FigureAct,
    FigureEntry,
    Programme,
    ProgrammeCase,
    Target,
    figure_mark,
    new_id,
)
from webapp.services.programmes import NewLine, NewProgramme, create_programme, issue_programme

SignIn = Callable[[str], Browser]
PASTED = (
    "1\tKiểm tra\tQuản lý trật tự xây dựng\tĐảng uỷ xã Phúc Xuân; Đảng uỷ phường Tân Long\tĐồng chí Quyết\tQuý III\t2\n"
    "2\tGiám sát chuyên đề\tTrách nhiệm nêu gương\tChi bộ Trạm Y tế\t\ttháng 10 - 11\t1"
)
HEAD = {
    "holder": "commission", "horizon": "year", "first_year": "2021", "last_year": "",
    "title": "Chương trình kiểm tra, giám sát năm 2021", "lines": PASTED,
}  # fmt: skip
TARGET = {
    "giver": "UBKT Tỉnh uỷ", "receiver": "UBKT Thành uỷ", "task": "suspected_violation", "object_kind": "member",
    "kind": "count_min", "value": "3", "base": "", "year": "2021", "document_number": "12-HD/UBKTTU",
    "document_on": "5/1/2021",
}  # fmt: skip
LINE = NewLine("inspection", "Quản lý trật tự xây dựng", 2021, subjects=["Đảng uỷ xã Phúc Xuân"], quarter=3)


@pytest.fixture
def programme(app: Flask) -> str:
    """The id of a programme of the commission in force, with one line."""
    with app.app_context():
        actor, tools = person("officer"), app.extensions["anthu.tools"]
        new = NewProgramme("commission", "year", 2021, 2021, "Chương trình năm 2021", [LINE])
        made = create_programme(db.session, tools, new=new, actor=actor)
        issue_programme(db.session, programme=made, number="01-CTr/UBKTThU", on=date(2021, 1, 15), actor=actor)
        db.session.commit()
        return made.id


@pytest.fixture
def counted(app: Flask, case_id: str) -> Iterator[str]:
    """The case counts as one inspection for signs of violation, concluded on 8 September."""
    with app.app_context():
        case = db.session.get_one(Case, case_id)
        act = FigureAct(
            id=new_id(), office_id=case.office_id, source="x", case_id=case.id, subject_id=case.subjects[0].id,
            task="suspected_violation", side="commission", body="district.commission", object_kind="member",
            position="grassroots_member", person="x", counted_on=date(2021, 9, 8),
        )  # fmt: skip
        db.session.add(act)
        db.session.flush()
        marks = [
            {"act_id": act.id, "measure": name, "known_on": act.counted_on, "amount": 1, "late": False}
            for name in ("total", "body.district.commission", "result.violation")
        ]
        db.session.execute(insert(figure_mark), marks)
        db.session.commit()
    yield case_id


def test_a_programme_is_drafted_from_pasted_lines_then_issued(app: Flask, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    page = officer.post("/programmes/new", HEAD).location or ""
    draft = text(officer.get(page))
    assert "Đảng uỷ xã Phúc Xuân; Đảng uỷ phường Tân Long" in draft and "tháng 10, 11 2021" in draft
    assert officer.post(f"{page}/issue", {"number": "01-CTr/UBKTThU", "issued_on": "15/1/2021"}).status_code == 302
    issued = text(officer.get(page))
    assert "triển khai 0/3 cuộc" in issued and "01-CTr/UBKTThU" in issued and "Ghi ban hành" not in issued


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Chưa ghi tên chương trình."),
        ({"first_year": "hai"}, "Từ năm: ghi số, không ghi chữ."),
        ({"lines": "Thăm\tNội dung"}, "Dòng 1: hình thức “Thăm” chưa rõ"),
        ({"lines": "Kiểm tra\t"}, "Dòng 1: thiếu nội dung"),
        ({"lines": "Kiểm tra\tA\t\t\tQuý I 2023\t1"}, "Dòng 1: năm 2023 nằm ngoài chương trình."),
    ],
)
def test_a_wrong_programme_comes_back_with_everything_typed(
    app: Flask, sign_in: SignIn, change: dict[str, str], sentence: str
) -> None:
    answer = sign_in("officer").post("/programmes/new", {**HEAD, **change})
    assert answer.status_code >= 400 and sentence in text(answer)
    assert {**HEAD, **change}["lines"].split("\t")[0] in text(answer)
    with app.app_context():
        assert db.session.scalars(select(Programme)).all() == []


def test_a_line_of_a_draft_is_added_changed_and_taken_out(app: Flask, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    page = officer.post("/programmes/new", {**HEAD, "lines": ""}).location or ""
    line = {"kind": "inspection", "content": "Thu, nộp đảng phí", "year": "2021", "quarter": "4", "planned": "1"}
    officer.post(f"{page}/lines/new", line)
    (edit,) = set(re.findall(rf"{page}/lines/[0-9a-f]{{32}}", officer.get(page).get_data(as_text=True)))
    assert officer.post(edit, {**line, "content": "Tài chính đảng"}).status_code == 302
    assert "Tài chính đảng" in text(officer.get(page))
    wrong = officer.post(edit, {**line, "planned": "0", "content": ""})
    assert wrong.status_code == 422 and "Số cuộc ghi từ 1 trở lên." in text(wrong)
    officer.post(edit, {"act": "remove"})
    assert "Chưa có nội dung nào" in text(officer.get(page))


def test_an_issued_programme_is_changed_by_a_new_one_with_a_reason(sign_in: SignIn, programme: str) -> None:
    officer = sign_in("officer")
    assert officer.post(f"/programmes/{programme}/paste", {"lines": PASTED}).status_code == 409
    form = officer.get(f"/programmes/{programme}/change").get_data(as_text=True)
    assert "Kiểm tra\tQuản lý trật tự xây dựng\tĐảng uỷ xã Phúc Xuân\t\tQuý III 2021\t1" in form
    refused = officer.post(f"/programmes/{programme}/change", HEAD)
    assert "phải nêu lý do" in text(refused)
    page = officer.post(f"/programmes/{programme}/change", {**HEAD, "reason": "Thành ủy giao thêm"}).location or ""
    officer.post(f"{page}/issue", {"number": "05-CTr/UBKTThU", "issued_on": "1/7/2021"})
    assert "Đã được điều chỉnh" in text(officer.get(f"/programmes/{programme}")) or "đã được điều chỉnh" in text(
        officer.get(page)
    )


def test_a_case_opened_from_a_line_carries_it_out(app: Flask, sign_in: SignIn, programme: str) -> None:
    officer = sign_in("officer")
    with app.app_context():
        line = db.session.get_one(Programme, programme).lines[0].id
        staff = {key: person(key).id for key in ("deputy", "leader", "officer")}
    form = officer.get(f"/cases/new?line={line}").get_data(as_text=True)
    assert f'name="line" value="{line}"' in form and "Quản lý trật tự xây dựng" in form
    answers = {
        "line": line, "procedure": "KT_NVKTGS", "title": "Kiểm tra trật tự xây dựng", "origin": "programme",
        "initiator": "commission", "more_subjects": "Đảng uỷ xã Phúc Xuân", "member_in_charge": staff["deputy"],
        "leader": staff["leader"], "secretary": staff["officer"],
    }  # fmt: skip
    refused = officer.post("/cases/new", {**answers, "origin": "monitoring"})
    assert "nguồn của việc là chương trình" in text(refused)
    opened = officer.post("/cases/new", answers)
    assert opened.status_code == 302, text(opened)
    with app.app_context():
        (link,) = db.session.scalars(select(ProgrammeCase)).all()
        assert (link.line_id, f"/cases/{link.case_id}") == (line, opened.location)
    assert "Đang thực hiện" in text(officer.get(f"/programmes/{programme}"))


def test_what_no_programme_planned_is_listed_outside(sign_in: SignIn, programme: str, case_id: str) -> None:
    page = sign_in("officer").get(f"/programmes/{programme}").get_data(as_text=True)
    assert f'href="/cases/{case_id}"' in page and "Ngoài chương trình" in page
    hidden = text(sign_in("stranger").get(f"/programmes/{programme}"))
    assert "1 hồ sơ đồng chí không được phân công" in hidden


def test_another_office_finds_no_programme(sign_in: SignIn, programme: str) -> None:
    assert sign_in("outsider").get(f"/programmes/{programme}").status_code == 404


def test_a_target_says_what_was_done_with_its_base(app: Flask, sign_in: SignIn, counted: str) -> None:
    officer = sign_in("officer")
    assert officer.post("/targets", TARGET).status_code == 302
    assert "1 đảng viên, đạt 33,3% chỉ tiêu UBKT Tỉnh uỷ giao (1/3)" in text(officer.get("/targets?year=2021"))
    wrong = officer.post("/targets", {**TARGET, "kind": "rate_min", "value": "120"})
    assert "Mức giao 120 chưa đúng" in text(wrong) and 'value="12-HD/UBKTTU"' in wrong.get_data(as_text=True)
    with app.app_context():
        assert len(db.session.scalars(select(Target)).all()) == 1


def test_the_year_at_a_glance_compares_and_opens_its_numbers(sign_in: SignIn, counted: str) -> None:
    officer = sign_in("officer")
    page = officer.get("/figures?year=2021")
    assert "tăng 1 đảng viên so với" in text(page) and "nhiều nhất: tháng 9" in text(page)
    assert "<script" not in page.get_data(as_text=True).split("<main")[1]
    link = "/figures/acts?task=suspected_violation&object=member&year=2021"
    assert link.replace("&", "&amp;") in page.get_data(as_text=True)
    assert "HS 01/2021" in text(officer.get(link))
    assert "HS 01/2021" not in text(sign_in("stranger").get(link))
    assert officer.get("/figures/acts?task=moon").status_code == 404


def test_a_cell_opens_its_cases_and_takes_a_value_by_hand(app: Flask, sign_in: SignIn, counted: str) -> None:
    form = "/figures/forms/member_suspected"
    cell = f"{form}/total/total?cycle=year&year=2021"
    chair = sign_in("chair")
    assert "HS 01/2021" in text(chair.get(cell))
    missing = chair.post(cell, {"value": "2", "reason": ""})
    assert missing.status_code == 422 and "Chưa ghi lý do." in text(missing)
    assert chair.post(cell, {"value": "2", "reason": "Theo báo cáo bổ sung"}).status_code == 302
    assert "Số nhập tay 2, hệ thống đếm được 1" in text(chair.get(cell))
    assert "đếm: 1" in text(chair.get(f"{form}?cycle=year&year=2021"))
    assert sign_in("official").post(cell, {"value": "9", "reason": "x"}).status_code == 403
    with app.app_context():
        assert [row.value for row in db.session.scalars(select(FigureEntry))] == [2]


def test_a_form_explains_what_contradicts_itself(app: Flask, sign_in: SignIn, counted: str) -> None:
    with app.app_context():
        act = db.session.scalars(select(FigureAct)).one()
        mark = {"act_id": act.id, "measure": "body.province.commission", "known_on": act.counted_on}
        db.session.execute(insert(figure_mark), [{**mark, "amount": 1, "late": False}])
        db.session.commit()
    page = text(sign_in("chair").get("/figures/forms/member_suspected?cycle=year&year=2021"))
    assert "R2:" in page and "khác tổng số 1" in page


@pytest.mark.parametrize("asked", ["cycle=month&year=2021&month=9", "cycle=nine_months&year=2021", "cycle=term"])
def test_the_period_of_a_form_is_the_one_asked_for(sign_in: SignIn, counted: str, asked: str) -> None:
    assert "HS 01/2021" in text(sign_in("chair").get(f"/figures/forms/member_suspected/total/total?{asked}"))
    outside = sign_in("chair").get("/figures/forms/member_suspected/total/total?cycle=quarter_1&year=2021")
    assert "0: không phát sinh trong kỳ" in text(outside)


def test_a_case_without_a_content_is_named_until_somebody_gives_it_one(
    app: Flask, sign_in: SignIn, counted: str
) -> None:
    officer = sign_in("officer")
    assert "Gắn nội dung" in text(officer.get("/figures/untagged?year=2021"))
    with app.app_context():
        subject = db.session.get_one(Case, counted).subjects[0].id
    tags = f"/figures/cases/{counted}"
    assert "Đất đai, tài nguyên, khoáng sản" in text(officer.get(tags))
    wrong = officer.post(tags, {f"content-{subject}": "content.land", "measure-0": "", "amount-0": "5"})
    assert wrong.status_code == 422 and "Dòng 1: chưa chọn mục thống kê." in text(wrong)
    assert officer.post(tags, {f"content-{subject}": ["content.land", "content.duties"]}).status_code == 302
    with app.app_context():
        assert sorted(db.session.scalars(select(CaseTag.measure))) == ["content.duties", "content.land"]
    assert sign_in("member").post(tags, {}).status_code == 403


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/figures/excel?cycle=nine_months&year=2021", "spreadsheetml.sheet"),
        ("/figures/forms/member_suspected/pdf?cycle=year&year=2021", "application/pdf"),
        ("/programmes/{programme}/draft", "wordprocessingml.document"),
    ],
)
def test_forms_and_drafts_leave_as_files(
    sign_in: SignIn, counted: str, programme: str, path: str, kind: str
) -> None:
    answer = sign_in("officer").get(path.format(programme=programme))
    assert answer.status_code == 200 and answer.mimetype.endswith(kind)
    assert len(answer.get_data()) > 50


def test_the_bar_of_a_phone_holds_five_places(sign_in: SignIn) -> None:
    page = sign_in("officer").get("/").get_data(as_text=True)
    bar = page.split('class="nav-main"')[1].split("<details>")
    assert bar[0].count("<li") == 5 and "Mẫu văn bản" in bar[1] and "Danh bạ" in bar[1]
