"""Several subjects, steps beside the path, several kinds in one case, bodies other than the commission."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.workflow.paper_case import Paper
from webapp.workflow import engine
from webapp.workflow.actors import label_in, who_may
from webapp.workflow.engine.pauses import days_stood, moved
from webapp.workflow.procedure import Procedure, combined, load_procedure
from webapp.workflow.view import (
    CaseView,
    DocumentView,
    LawView,
    Pause,
    PersonView,
    StepRecordView,
    SubjectView,
    UploadView,
)

SEVERAL = Path(__file__).parent / "trial" / "v1.toml"
MONEY = Path(__file__).parent / "trial_money" / "v1.toml"


@pytest.fixture(scope="module")
def several() -> Procedure:
    return load_procedure(SEVERAL)


def subject(name: str, kind: str = "organisation", **known: Any) -> SubjectView:
    return SubjectView(kind, name, "Đảng bộ phường", id=name, **known)


@pytest.fixture
def view(paper: Paper) -> CaseView:
    """Two organisations and the secretary of one; nothing done yet."""
    both = (subject("Đảng uỷ phường A"), subject("Đảng uỷ phường B"), subject("Lê Văn Cường", "member"))
    return replace(paper.view(), subjects=both, records=(), documents=(), facts={})


def done(*steps: str) -> tuple[StepRecordView, ...]:
    return tuple(StepRecordView(step, "done", date(2021, 7, 1)) for step in steps)


def issued(template: str, step: str, subject: str = "", round: int = 1) -> DocumentView:
    on = date(2021, 7, 1)
    return DocumentView(template, step, "issued", f"{template}{subject}", on, subject=subject, round=round)


def unmet(procedure: Procedure, view: CaseView, step: str) -> list[str]:
    return [one.sentence for one in engine.blockers(procedure, view, step)]


# ── subjects ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_what_is_asked_of_each_subject_is_one_line_that_names_who_lacks_it(several: Procedure, view: CaseView) -> None:
    reports = (UploadView("self_report", "report", "a.pdf", date(2021, 7, 2), subject="Đảng uỷ phường A"),)
    view = replace(view, records=done("decide"), uploads=reports)
    assert unmet(several, view, "report") == [
        "báo cáo tự kiểm tra (còn 2/3 đối tượng: Đảng uỷ phường B, Lê Văn Cường)"
    ]
    condition = engine.blockers(several, view, "report")[0]
    assert condition.place.subject == "Đảng uỷ phường B"


def test_many_subjects_are_counted_and_the_first_named(several: Procedure, view: CaseView) -> None:
    view = replace(view, records=done("decide"), subjects=tuple(subject(f"Chi bộ {n:02d}") for n in range(1, 37)))
    assert unmet(several, view, "report") == [
        "báo cáo tự kiểm tra (còn 36/36 đối tượng: Chi bộ 01, Chi bộ 02, Chi bộ 03 và 33 đối tượng khác)"
    ]


def test_a_paper_only_members_get_is_not_asked_of_organisations(several: Procedure, view: CaseView) -> None:
    view = replace(view, records=done("decide", "report"))
    assert unmet(several, view, "conclude") == [
        "thông báo kết luận (còn 3/3 đối tượng: Đảng uỷ phường A, Đảng uỷ phường B, Lê Văn Cường)",
        "bản kiểm điểm (đối với: Lê Văn Cường)",
    ]


def test_one_subject_is_not_held_up_by_another(several: Procedure, view: CaseView) -> None:
    """The review step judges each subject: what one lacks does not keep the decision of another from being drafted."""
    heard = replace(view.subjects[0], facts={"hearing_mode": "heard", "hearing_opinion": "Nhận khuyết điểm"})
    minutes = issued("hearing_minutes", "hear", heard.id)
    view = replace(view, subjects=(heard, *view.subjects[1:]), documents=(minutes,))
    view = replace(view, records=done("decide", "report", "conclude", "hear"))
    assert engine.entry_blockers(several, view, "sanction", heard.id) == ()
    refused = engine.entry_blockers(several, view, "sanction", view.subjects[1].id)
    assert [one.id for one in refused] == ["hearing_recorded"]


def test_a_decision_is_made_only_for_whom_the_vote_carried_a_sanction(several: Procedure, view: CaseView) -> None:
    carried = LawView(vote_counted=True, carried_sanction="warn", authority="decide", allowed_sanctions=("warn",))
    nothing = replace(carried, carried_sanction="none")
    view = replace(
        view, facts={"proceed_to_discipline": True}, records=done("decide", "report", "conclude", "hear"),
        subjects=tuple(
            replace(one, law=carried if one.full_name.endswith("B") else nothing) for one in view.subjects
        ),
    )  # fmt: skip
    assert decisions_wanted(several, view) == ["quyết định kỷ luật (đối với: Đảng uỷ phường B)"]
    nobody = replace(view, subjects=tuple(replace(one, law=nothing) for one in view.subjects))
    assert decisions_wanted(several, nobody) == []


def decisions_wanted(procedure: Procedure, view: CaseView) -> list[str]:
    status = next(one for one in engine.statuses(procedure, view) if one.step.id == "sanction")
    return [one.sentence for one in status.conditions if one.id.startswith("document:")]


def test_a_single_subject_is_not_named_in_the_conditions(several: Procedure, view: CaseView) -> None:
    alone = replace(view, subjects=view.subjects[:1], records=done("decide"))
    assert unmet(several, alone, "report") == ["báo cáo tự kiểm tra"]


# ── steps beside the path ─────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("records", "state"), [
    ((), "waiting"),
    (done("decide"), "open"),
    (done("decide", "extend"), "open"),
    (done("decide", "report", "conclude"), "not_applicable"),
    (done("decide", "extend", "report", "conclude"), "done"),
])
def test_an_extension_may_be_given_between_decision_and_conclusion(
    several: Procedure, view: CaseView, records: tuple[StepRecordView, ...], state: str
) -> None:
    assert engine.states(several, replace(view, records=records))["extend"] == state


def test_a_side_step_is_never_the_next_step_and_holds_nobody_up(several: Procedure, view: CaseView) -> None:
    view = replace(view, records=done("decide"))
    following = engine.next_step(several, view)
    assert following is not None
    assert following.step.id == "report"


def test_every_extension_needs_a_decision_of_its_own(several: Procedure, view: CaseView) -> None:
    first = issued("inspection_decision", "extend")
    facts = {"new_working_days": 60}
    once = replace(view, records=done("decide"), documents=(first,), facts=facts)
    assert unmet(several, once, "extend") == []
    again = replace(once, records=done("decide", "extend"))
    assert unmet(several, again, "extend") == ["quyết định gia hạn"]
    second = issued("inspection_decision", "extend", round=2)
    assert unmet(several, replace(again, documents=(first, second)), "extend") == []


def test_a_withdrawn_step_is_done_again_with_new_papers(several: Procedure, view: CaseView) -> None:
    back = StepRecordView("decide", "withdrawn", date(2021, 7, 1))
    old = issued("inspection_decision", "decide")
    view = replace(view, records=(back,), documents=(old,), facts={"working_days": 30})
    assert engine.states(several, view)["decide"] == "open"
    assert unmet(several, view, "decide") == ["quyết định kiểm tra"]


# ── the dual process ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_discipline_inside_an_inspection_waits_for_its_approval(several: Procedure, view: CaseView) -> None:
    before = replace(view, records=done("decide", "report"))
    assert engine.states(several, before)["dual_review"] == "not_applicable"
    assert unmet(several, before, "dual_review")
    approved = replace(before, records=done("decide", "report", "approve_dual_process"))
    assert engine.states(several, approved)["dual_review"] == "open"


# ── several kinds ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_case_of_two_kinds_asks_what_each_of_them_asks(several: Procedure) -> None:
    both = combined(several, [load_procedure(MONEY)])
    assert both.code == several.code
    assert [fact.key for fact in both.step("decide").facts] == ["working_days", "dues_collected"]
    assert [need.template for need in both.step("report").documents] == ["working_minutes"]
    ids = [step.id for step in both.steps]
    assert ids.index("report") < ids.index("count_money") < ids.index("conclude")
    assert both.step("conclude").after == ("report", "count_money")
    states = engine.states(both, replace(Paper(several).view(), records=done("decide", "report")))
    assert (states["count_money"], states["conclude"]) == ("open", "waiting")


# ── bodies ────────────────────────────────────────────────────────────────────────────────────────────────────────────
LEADERS = (
    PersonView("Ma Thị Nguyệt", "secretary", "Bí thư"), PersonView("Lý Văn Sơn", "deputy_secretary", "Phó Bí thư"),
    PersonView("Hà Thị Mây", "board_member"), PersonView("Vi Văn Đức", "committee_member"),
    PersonView("Nông Thị Sen", "cell_secretary"), PersonView("Đàm Văn Tới", "cell_deputy"),
    PersonView("Chu Thị Hoa", "agency_head"),
)  # fmt: skip


@pytest.mark.parametrize(("body", "standing", "sitting"), [
    ("commission", ["Trịnh Thị Mai Lan", "Lương Quốc Bảo"], ["Trịnh Thị Mai Lan", "Lương Quốc Bảo", "Tạ Đình Phong"]),
    ("committee", ["Ma Thị Nguyệt", "Lý Văn Sơn"], ["Ma Thị Nguyệt", "Lý Văn Sơn", "Hà Thị Mây", "Vi Văn Đức"]),
    ("standing_board", ["Ma Thị Nguyệt", "Lý Văn Sơn"], ["Ma Thị Nguyệt", "Lý Văn Sơn", "Hà Thị Mây"]),
    ("cell", ["Nông Thị Sen", "Đàm Văn Tới"], ["Nông Thị Sen", "Đàm Văn Tới"]),
    ("advisory_agency", ["Chu Thị Hoa"], ["Chu Thị Hoa"]),
])
def test_each_body_has_its_standing_members_and_its_collective(
    view: CaseView, body: str, standing: list[str], sitting: list[str]
) -> None:
    view = replace(view, initiator=body, leaders=LEADERS)
    for actor, names in (("body_standing", standing), ("standing_commission", standing), ("body", sitting)):
        assert [person.name for person in who_may(actor, view)] == names


@pytest.mark.parametrize(("body", "label"), [
    ("commission", "Thường trực Uỷ ban Kiểm tra"), ("standing_board", "Thường trực cấp uỷ"),
    ("cell", "Bí thư, Phó Bí thư chi bộ"),
])  # fmt: skip
def test_a_body_is_called_by_what_it_is(view: CaseView, body: str, label: str) -> None:
    assert label_in("body_standing", replace(view, initiator=body)) == label


def test_a_cell_has_no_clerk_its_secretary_numbers_its_papers(view: CaseView) -> None:
    view = replace(view, initiator="cell", leaders=LEADERS)
    assert [person.name for person in who_may("records_clerk", view)] == ["Nông Thị Sen", "Đàm Văn Tới"]


# ── standing still ────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("pauses", "moves"), [
    ((), 0),
    ((Pause(date(2021, 7, 10), date(2021, 7, 20)),), 10),
    ((Pause(date(2021, 6, 20), date(2021, 7, 6)),), 5),  # only the part after the clock began
    ((Pause(date(2021, 8, 20), date(2021, 8, 30)),), 0),  # the time was over already
    ((Pause(date(2021, 7, 30), date(2021, 8, 4)), Pause(date(2021, 8, 3), date(2021, 8, 5))), 7),
    ((Pause(date(2021, 7, 30)),), 3),  # still standing: until today
])
def test_a_last_day_moves_by_the_days_the_case_stood_still(pauses: tuple[Pause, ...], moves: int) -> None:
    start, on, today = date(2021, 7, 1), date(2021, 7, 31), date(2021, 8, 2)
    assert (moved(on, start, pauses, today) - on).days == moves


def test_the_days_of_all_pauses_are_added(paper_at: Callable[[str], Paper]) -> None:
    assert days_stood([Pause(date(2021, 7, 1), date(2021, 7, 4)), Pause(date(2021, 8, 1))], date(2021, 8, 3)) == 5
    paper = paper_at("receive_report")
    view = replace(paper.view(), pauses=(Pause(date(2021, 7, 20), date(2021, 7, 27)),))
    status = engine.next_step(paper.procedure, view)
    assert status is not None and status.due is not None
    assert status.due.on == date(2021, 8, 2)
