"""The figures of case A: counted as its documents are issued, proved by them, the same when counted anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import delete, select, update

from tests.support.desk import Desk
from webapp import clock
from webapp.errors import DomainError, NotAllowed
from webapp.models import CaseFact, FigureAct, Role, figure_mark, figure_total
from webapp.queries.figures import (
    FilledForm,
    count_marks,
    count_people,
    fill_forms,
    glance,
    list_acts,
    list_untagged,
    offices_in_sight,
)
from webapp.rules.figures.cycles import Cycle, Period, own_period, period_of
from webapp.services.figures import NewTag, count_case, enter_value, rebuild, tag_case
from webapp.services.letters import NewLetter, receive_letter, settle_letter

YEAR = period_of(Cycle.YEAR, 2021)
TOTAL = "total"


@pytest.fixture
def decided(desk_at: Callable[..., Desk]) -> Desk:
    """Case A with its conclusion and its decision issued, in a database of its own."""
    return desk_at("announce_sanction", copied=True)


def forms(desk: Desk, period: Period = YEAR, *, whole: bool = True) -> dict[str, FilledForm]:
    offices = None if whole else [desk.office.id]
    filled = fill_forms(desk.session, desk.tools.statistics, period, offices=offices)
    return {one.table.form.code: one for one in filled}


def row_of(form: FilledForm, row: str = TOTAL) -> dict[str, int]:
    table = form.table
    return {column.id: table.value(row, column.id) for column in table.columns if table.value(row, column.id)}


def test_nothing_counts_before_a_conclusion_is_issued(desk_at: Callable[..., Desk]) -> None:
    desk = desk_at("issue_conclusion")
    assert desk.session.scalars(select(FigureAct)).all() == []


@pytest.mark.parametrize("whole", [True, False])
def test_a_case_that_ends_in_a_sanction_fills_two_forms(decided: Desk, whole: bool) -> None:
    filled = forms(decided, whole=whole)
    assert row_of(filled["member_suspected"]) == {
        "total": 1, "by_district": 1, "result.violation": 1, "result.discipline_due": 1, "result.disciplined": 1,
    }  # fmt: skip
    assert row_of(filled["commission_member_discipline"]) == {"total": 1, "sanction.warn": 1, "by_district": 1}
    others = {code for code, form in filled.items() if row_of(form)}
    assert others == {"member_suspected", "commission_member_discipline"}
    assert [problem for form in filled.values() for problem in form.problems()] == []


def test_a_period_knows_only_what_was_known_by_its_last_day(decided: Desk) -> None:
    concluded = decided.document("conclusion_notice").issued_on
    sanctioned = decided.document("discipline_decision").issued_on
    assert concluded and sanctioned and concluded < sanctioned
    for whole in (True, False):
        until = own_period(date(2021, 1, 1), concluded)
        then = row_of(forms(decided, until, whole=whole)["member_suspected"])
        assert (then["result.discipline_due"], then.get("result.disciplined")) == (1, None)
        later = row_of(forms(decided, own_period(concluded, sanctioned), whole=whole)["member_suspected"])
        assert later["result.disciplined"] == 1


def test_counting_again_and_counting_anew_change_nothing(decided: Desk) -> None:
    assert count_case(decided.session, decided.tools.statistics, case=decided.case) == 0
    done = rebuild(decided.session, decided.tools.statistics)
    assert (done.cases, done.acts, done.changed, done.totals) == (1, 2, 0, 0)


def test_counting_anew_mends_what_somebody_spoiled(decided: Desk) -> None:
    before = count_marks(decided.session, YEAR)
    decided.session.execute(update(figure_total).values(marks=7))
    decided.session.execute(delete(figure_mark).where(figure_mark.c.measure == "result.violation"))
    decided.session.commit()
    done = rebuild(decided.session, decided.tools.statistics)
    assert done.changed == 2 and done.totals > 0
    assert count_marks(decided.session, YEAR) == before
    assert count_marks(decided.session, YEAR, offices=[decided.office.id]) == before


def test_a_cell_opens_the_cases_and_documents_that_prove_it(decided: Desk) -> None:
    cell = {"form": "commission_member_discipline", "row": TOTAL, "column": "sanction.warn"}
    page = list_acts(decided.session, decided.tools.statistics, decided.person("Quyết"), YEAR, **cell)
    decision = decided.document("discipline_decision")
    assert [(row.case_code, row.document, row.document_id) for row in page.rows] == [
        (decided.case.code, decision.number_text, decision.id)
    ]
    assert (page.total, page.hidden, page.pages) == (1, 0, 1)
    stranger = decided.newcomer(Role.STATISTICS_OFFICER)
    hidden = list_acts(decided.session, decided.tools.statistics, stranger, YEAR, **cell)
    assert (hidden.rows, hidden.total, hidden.hidden) == ([], 1, 1)
    with pytest.raises(KeyError):
        list_acts(decided.session, decided.tools.statistics, stranger, YEAR, **{**cell, "row": "nowhere"})


def test_every_cell_opens_as_many_acts_as_it_counts(decided: Desk) -> None:
    viewer = decided.person("Quyết")
    for code, form in forms(decided, whole=False).items():
        for row in form.table.rows:
            for column, value in zip(form.table.columns, row.values, strict=True):
                if value:
                    page = list_acts(
                        decided.session, decided.tools.statistics, viewer, YEAR, form=code, row=row.code,
                        column=column.id,
                    )  # fmt: skip
                    assert page.total == value, (code, row.code, column.id)


def test_a_tag_counts_at_once_and_may_have_a_day_of_its_own(decided: Desk) -> None:
    keeper = decided.person("Quyết")
    assert len(list_untagged(decided.session, keeper, YEAR)) == 2
    tags = [NewTag("content.land"), NewTag("content.irresponsibility")]
    tags.append(NewTag("follow_up.legal", known_on=date(2022, 2, 1)))
    tag_case(decided.session, decided.tools, case=decided.case, tags=tags, actor=keeper)
    found = row_of(forms(decided)["commission_member_discipline"])
    assert (found["content.land"], found["content.irresponsibility"], "follow_up.legal" in found) == (1, 1, False)
    assert list_untagged(decided.session, keeper, YEAR) == []
    both = own_period(date(2021, 1, 1), date(2022, 12, 31))
    assert row_of(forms(decided, both)["commission_member_discipline"])["follow_up.legal"] == 1
    tag_case(decided.session, decided.tools, case=decided.case, tags=[], actor=keeper)
    assert "content.land" not in row_of(forms(decided)["commission_member_discipline"])


def test_wrong_tags_are_refused_all_at_once(decided: Desk) -> None:
    tags = [NewTag("content.moon"), NewTag("content.land", amount=-1), NewTag("content.land"), NewTag("body.cell.cell")]
    with pytest.raises(DomainError) as refused:
        tag_case(decided.session, decided.tools, case=decided.case, tags=tags, actor=decided.person("Quyết"))
    assert len(refused.value.details) == 4
    with pytest.raises(NotAllowed):
        tag_case(decided.session, decided.tools, case=decided.case, tags=[], actor=decided.newcomer(Role.OFFICIAL))


def test_facts_mended_after_the_conclusion_are_counted_as_mended(decided: Desk) -> None:
    fact = decided.session.scalars(select(CaseFact).where(CaseFact.key == "findings")).one()
    assert any(row["nature"] == "violation" for row in fact.value)
    decided.notes(decided.person("Quyết"), findings=[{**row, "nature": "shortcoming"} for row in fact.value])
    done = rebuild(decided.session, decided.tools.statistics)
    assert (done.changed, done.totals) == (0, 0)


def test_a_value_by_hand_stands_beside_the_counted_one(decided: Desk) -> None:
    keeper = decided.newcomer(Role.STATISTICS_OFFICER)
    cell = {"form": "member_suspected", "row": TOTAL, "column": TOTAL}
    for value, reason in ((3, "hai hồ sơ giấy"), (2, "một hồ sơ giấy")):
        enter_value(decided.session, decided.tools, period=YEAR, **cell, value=value, reason=reason, actor=keeper)
        decided.session.commit()
    figure = forms(decided, whole=False)["member_suspected"].figure(TOTAL, TOTAL)
    assert (figure.value, figure.counted, figure.differs) == (2, 1, True)
    assert "lý do: một hồ sơ giấy" in figure.beside()


@pytest.mark.parametrize(
    ("cell", "value", "reason", "said"),
    [
        (("member_suspected", TOTAL, TOTAL), 3, "  ", "phải nêu lý do"),
        (("member_suspected", TOTAL, TOTAL), -3, "nhầm", "không thể là -3"),
        (("member_suspected", "nowhere", TOTAL), 3, "nhầm", "Không có ô này"),
        (("nothing", TOTAL, TOTAL), 3, "nhầm", "Không có ô này"),
    ],
)
def test_a_value_by_hand_needs_a_reason_and_a_cell(
    desk: Desk, cell: tuple[str, str, str], value: int, reason: str, said: str
) -> None:
    form, row, column = cell
    with pytest.raises(DomainError, match=said):
        enter_value(
            desk.session, desk.tools, period=YEAR, form=form, row=row, column=column, value=value, reason=reason,
            actor=desk.person("Quyết"),
        )  # fmt: skip


def test_who_does_not_keep_the_figures_writes_none(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        enter_value(
            desk.session, desk.tools, period=YEAR, form="staff", row=TOTAL, column="staff.chair", value=1,
            reason="x", actor=desk.newcomer(Role.OFFICIAL),
        )  # fmt: skip


def test_the_form_about_staff_is_blank_until_somebody_reports(desk: Desk) -> None:
    staff = forms(desk, whole=False)["staff"]
    assert staff.figure(TOTAL, "staff.chair").value is None
    assert forms(desk, whole=False)["member_suspected"].figure(TOTAL, TOTAL).value == 0


def test_a_letter_counts_once_however_often_it_is_counted(desk: Desk) -> None:
    today, keeper = clock.today(), desk.person("Quyết")
    letter = NewLetter(today, "denunciation", "post", "Nguyễn Văn A", "đất đai", faults=["false_name"])
    clerk, year = desk.person("Yến"), period_of(Cycle.YEAR, today.year)
    row = receive_letter(desk.session, desk.tools, letter=letter, actor=clerk)
    counted = {"letter.denunciation": 1, "class.impersonated": 1}
    assert row_of(forms(desk, year)["letters"]) == counted
    settle_letter(desk.session, desk.tools, letter=row, outcome="information", note="lưu", on=today, actor=keeper)
    assert row_of(forms(desk, year)["letters"]) == {**counted, "handling.filed": 1}


def test_people_and_the_year_at_a_glance_are_counted(decided: Desk) -> None:
    assert count_people(decided.session, YEAR, task="discipline", object_kind="member") == 1
    assert offices_in_sight(decided.session, decided.person("Quyết")) == [decided.office.id]
    sanctioned = decided.document("discipline_decision").issued_on
    assert sanctioned is not None
    for offices in (None, [decided.office.id]):
        found = glance(decided.session, YEAR, offices=offices)
        assert dict(found.tasks) == {"suspected_violation/member": 1, "discipline/member": 1}
        assert dict(found.months["discipline/member"]) == {sanctioned.year * 100 + sanctioned.month: 1}
        assert (dict(found.sanctions), dict(found.bodies)) == ({"warn": 1}, {"district.commission": 2})
        assert dict(glance(decided.session, period_of(Cycle.YEAR, 2022), offices=offices).before) == dict(found.tasks)
