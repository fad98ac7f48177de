"""Programmes and targets: drafted, issued, changed without losing what was done, measured against the cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.support.desk import Desk
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Programme, Role
from webapp.queries.programmes import covered_in, get_programme, list_programmes, list_targets, programme_progress
from webapp.rules.figures.cycles import Cycle, period_of
from webapp.rules.figures.progress import LineState
from webapp.services.programmes import (
    NewLine,
    NewProgramme,
    NewTarget,
    create_programme,
    give_target,
    issue_programme,
    link_case,
)

LINE = NewLine("inspection", "Quản lý trật tự xây dựng", 2021, topic="building_order", quarter=3, planned=1)
NEW = NewProgramme("commission", "year", 2021, 2021, "Chương trình kiểm tra, giám sát năm 2021", [LINE])
TARGET = NewTarget(
    "UBKT Tỉnh uỷ", "UBKT Thành uỷ", "suspected_violation", "member", "count_min", 3, 2021, "12-HD/UBKTTU"
)  # fmt: skip


def drafted(desk: Desk, new: NewProgramme = NEW, **change: object) -> Programme:
    return create_programme(desk.session, desk.tools, new=new, actor=desk.person("Quyết"), **change)  # type: ignore[arg-type]


def issued(desk: Desk, programme: Programme) -> Programme:
    return issue_programme(
        desk.session, programme=programme, number="01-CTr/UBKTThU", on=date(2021, 1, 15), actor=desk.person("Quyết")
    )


def test_a_programme_is_drafted_issued_and_found_by_its_year(desk: Desk) -> None:
    programme = issued(desk, drafted(desk))
    assert list_programmes(desk.session, desk.person("Quyết"), year=2021) == [programme]
    assert list_programmes(desk.session, desk.person("Quyết"), year=2022) == []
    assert get_programme(desk.session, desk.person("Quyết"), programme.id) is programme
    with pytest.raises(Conflict, match="01-CTr/UBKTThU"):
        issued(desk, programme)


def test_a_line_that_a_change_repeats_keeps_its_topic(desk: Desk) -> None:
    before = issued(desk, drafted(desk))
    again = replace(NEW, lines=[replace(LINE, topic=""), replace(LINE, content="Việc thêm", topic="")])
    changed = drafted(desk, again, replaces=before, reason="Thêm một cuộc")
    assert [line.topic for line in changed.lines] == ["building_order", ""]


def test_wrong_lines_are_refused_each_with_its_number(desk: Desk) -> None:
    wrong = replace(NEW, title="", lines=[
        replace(LINE, kind="visit"),
        replace(LINE, content=" ", topic="moon", year=2022, quarter=5, months=(13,), planned=0),
    ])  # fmt: skip
    with pytest.raises(DomainError) as refused:
        drafted(desk, wrong)
    assert [line.split(":")[0] for line in refused.value.details[1:]] == ["Dòng 1", *["Dòng 2"] * 6]
    with pytest.raises(NotAllowed):
        create_programme(desk.session, desk.tools, new=NEW, actor=desk.newcomer(Role.RECORDS_CLERK))


@pytest.mark.parametrize(("lines", "number", "said"), [([], "01", "chưa có nội dung"), ([LINE], " ", "phải có số")])
def test_a_programme_is_issued_with_lines_and_a_number(
    desk: Desk, lines: list[NewLine], number: str, said: str
) -> None:
    programme = drafted(desk, replace(NEW, lines=lines))
    with pytest.raises(DomainError, match=said):
        issue_programme(
            desk.session, programme=programme, number=number, on=date(2021, 1, 15), actor=desk.person("Quyết")
        )


def test_a_line_is_done_when_the_conclusion_of_its_case_is_issued(desk_at: Callable[..., Desk]) -> None:
    desk = desk_at("announce_sanction", copied=True)
    programme = issued(desk, drafted(desk, replace(NEW, lines=[LINE, replace(LINE, content="Việc khác", quarter=4)])))
    before = programme_progress(desk.session, desk.tools, programme, on=date(2021, 12, 31))
    assert (before.outside, before.progress.done) == (1, 0)
    link_case(desk.session, line=programme.lines[0], case=desk.case, actor=desk.person("Quyết"))
    desk.session.commit()
    after = programme_progress(desk.session, desk.tools, programme, on=date(2021, 12, 31))
    assert [line.state for line in after.lines] == [LineState.DONE, LineState.LATE]
    assert after.progress.sentence() == "triển khai 1/2 cuộc (bằng 50% kế hoạch năm)"
    early = programme_progress(desk.session, desk.tools, programme, on=date(2021, 8, 1))
    assert (early.lines[0].opened, early.lines[0].concluded, early.lines[0].state) == (1, 0, LineState.UNDER_WAY)
    with pytest.raises(Conflict, match="đã gắn"):
        link_case(desk.session, line=programme.lines[1], case=desk.case, actor=desk.person("Quyết"))
    changed = drafted(desk, NEW, replaces=programme, reason="bớt một cuộc")
    issued(desk, changed)
    desk.session.commit()
    assert (programme.state, changed.state) == ("replaced", "issued")
    assert programme_progress(desk.session, desk.tools, changed, on=date(2021, 12, 31)).progress.done == 1
    assert len(covered_in(desk.session, desk.person("Quyết"), period_of(Cycle.YEAR, 2021), object_kind="member")) == 1
    give_target(desk.session, new=TARGET, actor=desk.person("Quyết"))
    give_target(desk.session, new=replace(TARGET, object_kind="inspection", value=1), actor=desk.person("Quyết"))
    results = list_targets(desk.session, desk.tools, desk.person("Quyết"), year=2021)
    assert [result.sentence for _, result in results] == [
        "1 đảng viên, đạt 33,3% chỉ tiêu UBKT Tỉnh uỷ giao (1/3)", "1 cuộc, bằng chỉ tiêu UBKT Tỉnh uỷ giao (1/1)",
    ]  # fmt: skip


def test_a_change_needs_its_reason(desk: Desk) -> None:
    programme = issued(desk, drafted(desk))
    with pytest.raises(DomainError) as refused:
        drafted(desk, NEW, replaces=programme)
    assert refused.value.details == ["Điều chỉnh chương trình đã ban hành thì phải nêu lý do."]


def test_a_wrong_target_is_refused_with_every_reason(desk: Desk) -> None:
    wrong = replace(TARGET, giver="", kind="rate_min", value=130, object_kind="moon", document_number="")
    with pytest.raises(DomainError) as refused:
        give_target(desk.session, new=wrong, actor=desk.person("Quyết"))
    assert len(refused.value.details) == 4
