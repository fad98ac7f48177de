"""One plan, many subjects: organisations, their secretaries and the chairs of their commissions, three kinds of case in
one, walked from the proposal to the closed file, with one notice of conclusion for each subject."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.support.desk import A_PDF, Desk
from webapp import clock
from webapp.auth.documents import next_act, people_for
from webapp.models import Case, Document, User
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.step_page import step_page
from webapp.services import cases, uploads
from webapp.services.cases import NewCase, NewSubject
from webapp.services.documents import approval, circulation, drafting, issuing
from webapp.workflow import engine
from webapp.workflow.actors import who_may
from webapp.workflow.facts import check
from webapp.workflow.procedure import FactDefinition, Step
from webapp.workflow.suggestions import suggest

PLACES = (
    "phường Tân Lập", "phường Gia Sàng", "phường Cam Giá", "phường Phú Xá", "phường Trung Thành", "phường Tích Lương",
    "phường Tân Thịnh", "phường Thịnh Đán", "xã Sơn Cẩm", "xã Cao Ngạn", "xã Linh Sơn", "Công an thành phố",
)  # fmt: skip
DAY = date(2021, 8, 30)
FACTS: dict[str, Any] = {
    "content_items": ["Việc thực hiện nhiệm vụ kiểm tra, giám sát", "Việc thi hành kỷ luật đảng"],
    "period_from": date(2020, 8, 1), "period_to": date(2021, 7, 31), "working_days": 30,
    "inspection_place": "Trụ sở các đảng uỷ",
    "findings": [{"item": n, "facts": "Thực hiện đúng quy định", "nature": "strength", "harm": "", "cause": ""}
                 for n in (1, 2)],
    "strengths": ["Thực hiện đúng quy định"],
    "requirements": [{"owner": "Các đảng uỷ", "content": "Tiếp tục thực hiện", "deadline": date(2022, 6, 30)}],
    "report_back_on": date(2022, 6, 30),
}  # fmt: skip


def subjects(organisations: int, *, people: bool) -> Iterator[NewSubject]:
    for number, place in enumerate(PLACES[:organisations]):
        body = f"Đảng ủy {place}"
        yield NewSubject("organisation", body, f"Đảng bộ {place}")
        if people:
            yield NewSubject("member", f"Hoàng Văn {chr(65 + number)}", f"Đảng bộ {place}",
                             {"party_position": f"Bí thư {body}"})  # fmt: skip
            yield NewSubject("member", f"Lê Thị {chr(65 + number)}", f"Đảng bộ {place}",
                             {"party_position": f"Chủ nhiệm Ủy ban Kiểm tra {body}"})  # fmt: skip


class Story:
    """People at work on one case, whoever may do each act."""

    def __init__(self, desk: Desk, case: Case) -> None:
        self.desk, self.id = desk, case.id

    @property
    def case(self) -> Case:
        return self.desk.session.get_one(Case, self.id)

    def view(self) -> Any:
        return case_view(self.desk.session, self.desk.tools, self.case)

    def user(self, person_id: str | None) -> User:
        return self.desk.session.get_one(User, person_id)

    def walk(self) -> None:
        """Take each step as it opens, a day after the one before."""
        day = DAY
        while self.case.state == "open":
            with clock.freeze(day):
                following = engine.next_step(procedure_of(self.desk.tools, self.case), self.view())
                assert following is not None, "no step is open and the case is not closed"
                self.take(following.step)
            day += timedelta(days=1)

    def take(self, step: Step) -> None:
        session, tools = self.desk.session, self.desk.tools
        actor = self.user(who_may(step.actor, self.view())[0].user_id)
        keeper = self.user(self.case.opened_by_id)
        self.fill(step, keeper)
        for need in step.uploads:
            owners = [one.id for one in self.case.subjects] if step.per_of(need) != "case" else [None]
            for owner in owners:
                uploads.receive_upload(
                    session, tools, case=self.case, step_id=step.id, kind=need.kind, filename="bao-cao.pdf",
                    data=A_PDF, received_on=clock.today(), actor=keeper, subject_id=owner,
                )  # fmt: skip
        session.commit()
        for template, subject in engine.wanted(procedure_of(tools, self.case), self.view(), step.id):
            required = next(need.required for need in step.documents if need.template == template)
            if required:
                self.circulate(step.id, template, subject)
        cases.perform_step(session, tools, case=self.case, step_id=step.id, actor=actor)
        session.commit()

    def fill(self, step: Step, keeper: User) -> None:
        for fact in step.facts:
            value = self.answer(fact)
            if value is not None:
                cases.set_facts(
                    self.desk.session, self.desk.tools, case=self.case, values={fact.key: value}, actor=keeper
                )
                self.desk.session.commit()

    def answer(self, fact: FactDefinition) -> Any:
        if fact.key in FACTS:
            return FACTS[fact.key]
        value = suggest(procedure_of(self.desk.tools, self.case), self.view(), fact.key)
        if fact.type == "session":
            known = {key: text for key, text in (value or {}).items() if text}
            meeting = {"on": clock.today(), "start": "08:00", "end": "10:00", "place": "Trụ sở",
                       "chair": "Nguyễn Văn Quyết", "recorder": "Đỗ Thị Ánh Nguyệt", "attendees": [],
                       "proceedings": "Đủ nội dung", "conclusion": "Nhất trí"}  # fmt: skip
            return {**meeting, **known, "on": clock.today()}
        if value and not check(fact, value):
            return value
        if not fact.required:
            return None
        made: dict[str, Any] = {
            "text": "Có", "long_text": "Đã thực hiện", "lines": ["Đã thực hiện"], "date": clock.today(), "int": 0,
            "bool": True, "choice": fact.choices[0].value if fact.choices else "",
            "table": [{column.name: _cell(column) for column in fact.columns}],
        }  # fmt: skip
        return made[fact.type]

    def circulate(self, step: str, code: str, subject: str) -> None:
        """One document from nothing to issued, each act by the first person who may."""
        session, tools = self.desk.session, self.desk.tools
        template = tools.catalogue.get(code)
        while True:
            document = drafting.find_document(session, self.id, step, code, subject or None)
            act = next_act(template, document)
            if not act:
                return
            actor = self.user(people_for(act, template, self.view(), step, document)[0].user_id)
            if document is None:
                drafting.draft_document(
                    session, tools, case_id=self.id, step_id=step, template=code, actor=actor,
                    subject_id=subject or None,
                )  # fmt: skip
            elif act == "issue":
                issuing.issue_document(session, tools, document_id=document.id, actor=actor)
            else:
                act_of = {"submit": circulation.submit_document, "check": approval.check_document,
                          "approve": approval.approve_document, "sign": circulation.sign_document}[act]  # fmt: skip
                act_of(session, tools, document=document, actor=actor, seen=document.current.no)
            session.commit()


def _cell(column: Any) -> Any:
    if column.type == "choice":
        return column.choices[0].value
    return {"date": clock.today(), "int": 0, "bool": True}.get(column.type, "Có")


def opened(desk: Desk, found: list[NewSubject]) -> Story:
    with clock.freeze(DAY):
        case = desk.opens(
            desk.person("Nguyệt"),
            NewCase(
                procedure="KT_NVKTGS", kinds=("KT_THKL", "KT_TC"),
                title="Kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát; thi hành kỷ luật; tài chính đảng năm 2021",
                initiator="commission", origin="programme", subjects=found,
                member_in_charge_id=desk.person("Quyết").id,
                team=[(desk.person("Thịnh").id, "leader"), (desk.person("Nguyệt").id, "secretary"),
                      (desk.person("Huy").id, "member")],
            ),
        )  # fmt: skip
    return Story(desk, case)


def walk_and_check(desk: Desk, found: list[NewSubject]) -> None:
    story = opened(desk, found)
    page = step_page(desk.session, desk.tools, desk.person("Nguyệt"), story.case, "issue_conclusion")
    assert len(page.subjects) == len(found)
    story.walk()
    case = story.case
    assert case.state == "closed"
    assert [kind["code"] for kind in case.kinds] == ["KT_THKL", "KT_TC"]
    query = select(Document).where(Document.case_id == case.id, Document.template == "inspection_conclusion")
    notices = list(desk.session.scalars(query.order_by(Document.ordinal)))
    assert [one.subject_id for one in notices] == [one.id for one in case.subjects]
    assert {one.state for one in notices} == {"issued"}
    numbers = [one.number_text for one in notices]
    assert len(set(numbers)) == len(found) and all(number.endswith("/UBKTThU") for number in numbers)
    for notice, subject in zip(notices, case.subjects, strict=True):
        names = [row["full_name"] for row in notice.current.values["subjects"]]
        assert names == [subject.full_name]


def test_one_plan_of_three_kinds_ends_in_a_notice_of_conclusion_for_each_subject(desk: Desk) -> None:
    walk_and_check(desk, list(subjects(1, people=True))[:2])


@pytest.mark.full
def test_twelve_organisations_with_their_secretaries_and_chairs(desk: Desk) -> None:
    found = list(subjects(12, people=True))
    assert len(found) == 36
    walk_and_check(desk, found)
