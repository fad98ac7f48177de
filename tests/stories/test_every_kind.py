"""Every kind of case walked to its end from a facts file by the real services: what it made, under which numbers, laws
and layouts, and that the archive is whole afterwards. The commune and its people are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pymupdf
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.databases import Databases
from tests.support.desk import Desk
from tests.support.office import Snapshots, engine_of
from tests.views.office import PaperRenderer
from webapp.archive.blobs import FolderStore
from webapp.cli.walk.any_case import walk_any_case
from webapp.cli.walk.facts import FactsFile, GeneralCase, SideStep, read_facts
from webapp.cli.walk.walker import office_of
from webapp.models import Case, Document, User
from webapp.queries.case_page import case_page
from webapp.queries.case_view import case_view
from webapp.rendering.layout import layout_on
from webapp.rendering.text import read_text
from webapp.rules.bases import check_cited
from webapp.rules.secrecy import revealed
from webapp.services.archive_check import verify_archive
from webapp.services.offices import found_office
from webapp.workflow.guards.letters import KEPT_FROM_THE_SUBJECT

FACTS = read_facts(Path(__file__).with_name("facts") / "every_kind.toml")
TEAM = {"inspection_proposal": "01-TTr/UBKTĐU", "inspection_decision": "01-QĐ/UBKTĐU",
        "inspection_plan": "01-KH/UBKTĐU", "inspection_report": "01-BC/UBKTĐU",
        "inspection_conclusion": "01-TB/UBKTĐU"}  # fmt: skip


@dataclass
class Ended:
    """A case that came to its end, and everything it left behind."""

    desk: Desk
    case: Case

    @property
    def documents(self) -> list[Document]:
        query = select(Document).where(Document.case_id == self.case.id).order_by(Document.id)
        return list(self.desk.session.scalars(query))

    @property
    def numbers(self) -> dict[str, str]:
        return {one.template: one.number_text for one in self.documents if one.number_text}

    def words(self, document: Document) -> str:
        return read_text(self.desk.tools.store.get(str(document.docx_sha256)))

    def of(self, template: str) -> Document:
        return next(one for one in self.documents if one.template == template)


@pytest.fixture(scope="module")
def office_url(databases: Databases, snapshots: Snapshots) -> str:
    """The office of the file, founded once."""
    url = databases.copy(snapshots.migrated())
    engine = engine_of(url)
    with Session(engine) as session:
        found_office(session, new=office_of(FACTS))
        session.commit()
    engine.dispose()
    return url


@pytest.fixture
def walked(
    desk_on: Callable[..., Desk], office_url: str, tmp_path: Path
) -> Iterator[Callable[..., Ended]]:
    """A case of the file at its end; without `pages` no child process sets them."""

    def walk(facts: GeneralCase, *, pages: bool = False, until: str = "") -> Ended:
        desk = desk_on(office_url, copied=True)
        renderer = desk.tools.renderer if pages else PaperRenderer()
        desk.tools = replace(desk.tools, renderer=renderer, store=FolderStore(tmp_path / "archive"))
        desk.session.expire_on_commit = False
        case = walk_any_case(desk.session, desk.tools, desk.office.id, facts, until=until)
        desk.session.expire_all()
        return Ended(desk, case)

    yield walk


def the(kind: str, *, title: str = "", facts: FactsFile = FACTS) -> GeneralCase:
    return next(one for one in facts.general if one.kind == kind and title in one.title)


def assert_lawful(ended: Ended) -> None:
    """Closed; every document issued under the layout and the law of its day; no file, number or entry missing."""
    assert ended.case.state == "closed"
    law, layouts = ended.desk.tools.law, ended.desk.tools.layouts
    numbers = [entry.number for entry in law.bases]
    for one in ended.documents:
        assert (one.state, one.layout) == ("issued", layout_on(layouts, one.dated_on).code), one.title
        text = ended.words(one)
        cited = [number for number in numbers if number in text]
        assert check_cited(law, cited, one.dated_on) == [], one.title
    assert len(set(ended.numbers.values())) == len(ended.numbers)
    assert verify_archive(ended.desk.session, ended.desk.tools.store).problems == []


# ── Every kind ────────────────────────────────────────────────────────────────────────────────────────────────────────
NUMBERS = {
    "KT_CH": {"inspection_proposal": "01-TTr/ĐU", "inspection_decision": "01-QĐ/ĐU", "inspection_plan": "01-KH/ĐU",
              "inspection_report": "01-BC/ĐU", "inspection_conclusion": "01-TB/ĐU"},
    "KT_DHVP_TC": {"conclusion_notice": "01-TB/UBKTĐU", "organisation_discipline_decision": "02-QĐ/UBKTĐU"},
    "KT_NVKTGS": TEAM,
    "KL_TC": {"organisation_discipline_decision": "01-QĐ/UBKTĐU"},
    "DC": {"suspension_decision": "01-QĐ/UBKTĐU", "suspension_change_decision": "02-QĐ/UBKTĐU"},
    "CD_HL": {"end_of_effect_notice": "01-TB/UBKTĐU"},
    "TD_KL": {"urging_letter": "01-CV/UBKTĐU"},
    "OAN": {"restoration_decision": "01-QĐ/UBKTĐU"},
    "GS_TX": {"reminder_letter": "01-CV/UBKTĐU"},
    "KT_THKL": TEAM,
    "KT_TC": TEAM,
    "KT_DHVP_DV": {"inspection_decision": "01-QĐ/UBKTĐU", "conclusion_notice": "01-TB/UBKTĐU"},
}  # fmt: skip
"""Kind → the numbered documents that carry its outcome. The kinds that stand further down are not repeated here."""
ALONE = {"KL_TC", "KT_THKL", "KT_TC", "KT_DHVP_DV"}
"""Their steps are walked inside another kind above, or in the sample case of the product; alone in the full suite."""


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=pytest.mark.full if kind in ALONE else ()) for kind in NUMBERS]
)
def test_a_case_of_every_kind_comes_to_its_end(walked: Callable[..., Ended], kind: str) -> None:
    ended = walked(the(kind))
    assert_lawful(ended)
    assert {key: ended.numbers.get(key) for key in NUMBERS[kind]} == NUMBERS[kind]


def test_every_procedure_of_the_product_is_in_the_file(office_tools: object) -> None:
    codes = set(office_tools.procedures.codes())  # type: ignore[attr-defined]
    reports = {"BC_DK"}  # written from figures, not from facts: tests/services/test_report_documents.py
    assert {one.kind for one in FACTS.general} == codes - reports


@pytest.mark.full
@pytest.mark.parametrize("facts", FACTS.general, ids=lambda one: f"{one.kind} {one.initiator}")
def test_the_pages_of_every_kind_are_set(walked: Callable[..., Ended], facts: GeneralCase) -> None:
    ended = walked(facts, pages=True)
    assert_lawful(ended)
    for one in ended.documents:
        with pymupdf.open(stream=ended.desk.tools.store.get(str(one.pdf_sha256))) as pages:
            assert pages.page_count >= 1


# ── Across a change of the law ────────────────────────────────────────────────────────────────────────────────────────
def test_a_supervision_cites_the_law_and_keeps_the_layout_of_each_day(walked: Callable[..., Ended]) -> None:
    ended = walked(the("GS_CD"))
    assert_lawful(ended)
    decision = ended.of("inspection_decision")
    assert (decision.issued_on, decision.layout) == (date(2026, 4, 6), "HD36_2018")
    assert "296-QĐ/TW" in ended.words(decision) and "21-QĐ/TW" not in ended.words(decision)
    conclusions = [one for one in ended.documents if one.template == "supervision_conclusion"]
    assert [one.number_text for one in conclusions] == ["01-TB/UBKTĐU", "02-TB/UBKTĐU"]
    for one in conclusions:
        assert (one.issued_on, one.layout) == (date(2026, 5, 29), "HD05_2026")
        assert "296-QĐ/TW" not in ended.words(one)


# ── A cell that decides, a cell that may only propose ─────────────────────────────────────────────────────────────────
def test_a_cell_reprimands_by_cumulation(walked: Callable[..., Ended]) -> None:
    ended = walked(the("KL_DV", title="Bích Phượng"))
    assert_lawful(ended)
    decision = ended.of("discipline_decision")
    assert decision.number_text == "01-QĐ/CB"
    text = ended.words(decision)
    assert "CHI BỘ THÔN ĐỒNG VẢI" in text and "khiển trách" in text.lower()
    view = case_view(ended.desk.session, ended.desk.tools, ended.case)
    assert (view.law.carried_sanction, "cộng dồn" in view.law.vote_sentence) == ("reprimand", True)


def test_the_counts_of_a_vote_that_carried_no_proposal_go_up_and_a_case_is_opened_there(
    walked: Callable[..., Ended],
) -> None:
    ended = walked(the("KL_DV", title="Văn Thắng"))
    assert_lawful(ended)
    made = {one.template for one in ended.documents}
    assert "discipline_proposal_report" in made and "discipline_decision" not in made
    report = ended.words(ended.of("discipline_proposal_report"))
    assert "13/20" in report or "13 phiếu" in report
    linked = ended.case.onward[0].other
    assert (linked.initiator, linked.state, linked.procedure_code) == ("standing_board", "open", "KL_DV")
    assert [one.full_name for one in linked.subjects] == ["Dương Văn Thắng"]
    assert linked.member_in_charge.full_name == "Đặng Văn Hưởng"


# ── A denunciation whose sender stays unknown ─────────────────────────────────────────────────────────────────────────
MARKS = [the("TC").facts["denouncer_name"], the("TC").facts["denouncer_address"]]


def test_the_denouncer_stands_in_no_paper_the_subject_receives(walked: Callable[..., Ended]) -> None:
    ended = walked(the("TC"))
    assert_lawful(ended)
    seen = [one for one in ended.documents if one.template not in KEPT_FROM_THE_SUBJECT]
    assert len(seen) >= 10
    assert {one.title: revealed(ended.words(one), MARKS) for one in seen if revealed(ended.words(one), MARKS)} == {}
    assert any(revealed(ended.words(one), MARKS) for one in ended.documents if one not in seen)
    conclusion = ended.words(ended.of("denunciation_conclusion")).lower()
    assert all(word in conclusion for word in ("một phần", "sai", "chưa có cơ sở"))


@pytest.mark.full
def test_the_denouncer_stands_on_no_page_the_subject_receives(walked: Callable[..., Ended]) -> None:
    ended = walked(the("TC"), pages=True)
    for one in (one for one in ended.documents if one.template not in KEPT_FROM_THE_SUBJECT):
        data = ended.desk.tools.store.get(str(one.pdf_sha256))
        with pymupdf.open(stream=data) as pages:
            assert revealed("\n".join(page.get_text() for page in pages), MARKS) == [], one.title
            held = [pages.embfile_get(name) for name in pages.embfile_names()]
        assert not any(mark.encode() in part for part in held for mark in MARKS), one.title


# ── An appeal ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_appeal_is_decided_by_the_board_of_the_same_level_in_time(walked: Callable[..., Ended]) -> None:
    ended = walked(the("KN"))
    assert_lawful(ended)
    decision = ended.of("complaint_decision")
    assert decision.number_text == "02-QĐ/ĐU"
    assert "từ cảnh cáo thành khiển trách" in ended.words(decision)
    found = case_view(ended.desk.session, ended.desk.tools, ended.case).law.findings
    assert found["complaint_may_be_settled"].met and found["complaint_goes_to_the_right_instance"].met

# ── Beside the path ───────────────────────────────────────────────────────────────────────────────────────────────────
EXTENSIONS = [
    SideStep(step="extend", after="receive_report", facts={
        "extend_days": days, "extended_working_days": 30 + more, "extend_from": date(2026, 7, 20),
        "extend_to": until, "extension_reason": "Khối lượng thẩm tra lớn."})
    for days, more, until in ((5, 5, date(2026, 7, 27)), (4, 9, date(2026, 7, 31)))
]  # fmt: skip
SUCCESSION = SideStep(step="change_team", after="issue_decision", facts={
    "team_changes": [{"person": "Ma Thị Duyên", "act": "remove", "role": "secretary"},
                     {"person": "Chu Thị Nhàn", "act": "add", "role": "secretary"}]})  # fmt: skip
FEWER = SideStep(step="change_content", after="issue_decision", facts={
    "changed_content_items": ["Việc thu, nộp đảng phí", "Việc quản lý quỹ"], "change_reason": "Theo tình hình."})


def test_extensions_and_changes_have_papers_of_their_own_and_hold_from_then_on(walked: Callable[..., Ended]) -> None:
    facts = the("KT_TC").model_copy(update={"side": [SUCCESSION, FEWER, *EXTENSIONS]})
    ended = walked(facts, until="verify")
    made = [one for one in ended.documents if one.step in ("extend", "change_team", "change_content")]
    assert [(one.template, one.number_text, one.step_round) for one in made] == [
        ("team_change_decision", "02-QĐ/UBKTĐU", 1), ("content_change_decision", "03-QĐ/UBKTĐU", 1),
        ("extension_decision", "04-QĐ/UBKTĐU", 1), ("extension_decision", "05-QĐ/UBKTĐU", 2)]
    view = case_view(ended.desk.session, ended.desk.tools, ended.case)
    assert view.facts["working_days"] == 39
    assert [(one.name, one.role) for one in view.team] == [("Vi Văn Lập", "leader"), ("Chu Thị Nhàn", "secretary")]
    plan, outline = ended.words(ended.of("inspection_plan")), ended.words(ended.of("report_outline"))
    calendar = ended.words(ended.of("team_calendar"))
    assert "30 ngày làm việc" in plan and "Ma Thị Duyên" in plan and "quy chế làm việc" in plan
    assert "thu, nộp đảng phí" in outline and "quy chế làm việc" not in outline
    assert "Chu Thị Nhàn" in calendar and "Ma Thị Duyên" not in calendar
    officer = next(user for user in ended.desk.session.scalars(select(User)) if user.full_name == "Ma Thị Duyên")
    page = case_page(ended.desk.session, ended.desk.tools, officer, ended.case)
    assert any("Đã gia hạn đến ngày 31/7/2026" in row.note for row in page.dues)
