"""Bodies without the system: a private slip each, checked as it is typed, added up, closed, restated."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.desk import Desk
from tests.support.workbooks import workbook
from webapp import clock
from webapp.auth.slips import opens, slip_token
from webapp.errors import Conflict, DomainError, NotAllowed, NotFound
from webapp.models import FigureReport, LedgerEntry, Organisation, ReportSlip, Role, User
from webapp.queries.figures import fill_forms
from webapp.queries.reporting import open_slip, read_frozen, slip_view, who_has_sent
from webapp.queries.reporting.slips import SlipOver
from webapp.rules.figures.cycles import Cycle, period_of
from webapp.services.figures import enter_value
from webapp.services.reporting import (
    SlipRefused,
    close_period,
    issue_slips,
    read_workbook,
    renew_slip,
    restate_figure,
    save_answers,
    send_slip,
    slip_workbook,
)
from webapp.services.roster import OrganisationValues, add_organisation

HALF = period_of(Cycle.SIX_MONTHS, 2021)
NOW = date(2021, 7, 5)
SENDER = "Lường Thị Mận, Bí thư Chi bộ"
INSPECTED = "member_inspection/total/{}"
KT, KL = "member_inspection__total", "member_discipline__total"
DISCIPLINED = "member_discipline/total/{}"


@pytest.fixture(autouse=True)
def a_day_in_july() -> object:
    with clock.freeze(NOW):
        yield


@pytest.fixture
def keeper(desk: Desk) -> User:
    return desk.person("Quyết")


def body(desk: Desk, name: str = "Chi bộ xóm Đèo Khế", kind: str = "cell", level: str = "cell") -> Organisation:
    values = OrganisationValues(kind, level, name, date(2015, 1, 1))
    return add_organisation(desk.session, desk.tools, values=values, actor=desk.person("Quyết"))


@pytest.fixture
def slip(desk: Desk, keeper: User) -> ReportSlip:
    cell = body(desk)
    made = issue_slips(desk.session, period=HALF, bodies=[cell.id], expires_on=date(2021, 7, 20), actor=keeper)
    return made[0]


def cell_of(key: str) -> str:
    return key.replace("__", "/").replace("_dot_", ".")


def answered(desk: Desk, slip: ReportSlip, **more: str) -> ReportSlip:
    """Every number of the slip answered with 0 but for some."""
    labels = slip_view(desk.tools.statistics, slip).asked.labels()
    typed = dict.fromkeys(labels, "0") | {cell_of(key): value for key, value in more.items()}
    save_answers(desk.session, desk.tools.statistics, slip=slip, typed=typed)
    return slip


def sent(desk: Desk, slip: ReportSlip, explanation: str = "", **typed: str) -> FigureReport:
    return send_slip(
        desk.session, desk.tools, slip=answered(desk, slip, **typed), sender=SENDER, explanation=explanation
    )


def figure(desk: Desk, cell: str) -> int | None:
    form, row, column = cell.split("/", 2)
    forms = fill_forms(desk.session, desk.tools.statistics, HALF, offices=[desk.office.id])
    return next(one for one in forms if one.table.form.code == form).figure(row, column).value


def test_a_link_opens_one_slip_until_its_day_and_only_while_it_is_the_newest(
    desk: Desk, slip: ReportSlip, keeper: User
) -> None:
    token = slip_token("khoá", slip)
    assert open_slip(desk.session, secret="khoá", slip_id=slip.id, token=token) is slip
    wrong = (("khoá khác", slip.id, token), ("khoá", slip.id, token[:-1] + "x"), ("khoá", "0" * 32, token))
    for secret, name, key in wrong:
        with pytest.raises(NotFound):
            open_slip(desk.session, secret=secret, slip_id=name, token=key)
    with clock.freeze(date(2021, 7, 21)), pytest.raises(SlipOver):
        open_slip(desk.session, secret="khoá", slip_id=slip.id, token=token)
    renew_slip(desk.session, slip=slip, expires_on=date(2021, 7, 30), actor=keeper)
    assert not opens("khoá", slip, token)


def test_what_is_typed_is_kept_as_it_is_and_only_a_number_is_sent(desk: Desk, slip: ReportSlip) -> None:
    view = save_answers(desk.session, desk.tools.statistics, slip=slip, typed={INSPECTED.format("total"): "mười hai"})
    assert slip.answers[INSPECTED.format("total")] == "mười hai"
    assert [flaw.blocks for flaw in view.flaws] == [True]
    with pytest.raises(SlipRefused) as refused:
        send_slip(desk.session, desk.tools, slip=slip, sender=SENDER, explanation="đã xem kỹ")
    assert "không phải số đếm" in refused.value.details[0]


def test_nothing_happened_is_an_explicit_zero_and_a_blank_is_not_reported(desk: Desk, slip: ReportSlip) -> None:
    screen = slip_view(desk.tools.statistics, slip).asked.section[0]
    save_answers(desk.session, desk.tools.statistics, slip=slip, typed=dict.fromkeys(screen.cells, ""), nothing=True)
    view = slip_view(desk.tools.statistics, slip)
    assert view.cells[screen.cell("total")] == view.cells[screen.cell("by_cell")] == 0
    assert view.cells[DISCIPLINED.format("total")] is None
    with pytest.raises(SlipRefused, match="Chưa gửi được"):
        send_slip(desk.session, desk.tools, slip=slip, sender=SENDER, explanation="")


@pytest.mark.parametrize(
    ("typed", "rule", "words"),
    [
        ({f"{KL}__total": "3", f"{KL}__sanction_dot_warn": "2"}, "R1", "khác tổng số 3"),
        ({f"{KT}__total": "2", f"{KT}__result_dot_violation": "5"}, "R4", "không được lớn hơn"),
    ],
)
def test_a_contradiction_names_its_rule_and_may_be_sent_with_an_explanation(
    desk: Desk, slip: ReportSlip, typed: dict[str, str], rule: str, words: str
) -> None:
    view = slip_view(desk.tools.statistics, answered(desk, slip, **typed))
    assert [flaw.rule for flaw in view.contradictions] == [rule]
    assert words in view.contradictions[0].sentence
    with pytest.raises(SlipRefused):
        send_slip(desk.session, desk.tools, slip=slip, sender=SENDER, explanation="")
    kept = send_slip(desk.session, desk.tools, slip=slip, sender=SENDER, explanation="Ghi nhầm một hình thức.")
    lines = {line.key: str(line.value) for line in kept.lines}
    assert all(lines[cell_of(key)] == value for key, value in typed.items())


def test_what_is_sent_is_added_to_the_own_figures_and_its_own_level(desk: Desk, slip: ReportSlip) -> None:
    sent(desk, slip, member_inspection__total__total="4")
    assert (figure(desk, INSPECTED.format("total")), figure(desk, INSPECTED.format("by_cell"))) == (4, 4)
    assert figure(desk, INSPECTED.format("by_grassroots")) == 0
    entry = desk.session.query(LedgerEntry).filter_by(event="figures_reported").one()
    assert (entry.actor_id, entry.payload["sender"]) == (None, SENDER)


def test_a_correction_replaces_the_report_keeps_the_old_and_needs_a_reason(desk: Desk, slip: ReportSlip) -> None:
    first = sent(desk, slip, member_inspection__total__total="4")
    with pytest.raises(SlipRefused, match="Chưa gửi được"):
        sent(desk, slip, member_inspection__total__total="5")
    second = sent(desk, slip, "Sót một đồng chí.", member_inspection__total__total="5")
    assert (first.replaced_by_id, figure(desk, INSPECTED.format("total"))) == (second.id, 5)


def test_who_has_sent_and_who_has_not(desk: Desk, slip: ReportSlip, keeper: User) -> None:
    body(desk, "Chi bộ xóm Nà Lùng")
    assert [(row.name, row.state) for row in who_has_sent(desk.session, keeper, HALF).rows] == [
        ("Chi bộ xóm Đèo Khế", "open"), ("Chi bộ xóm Nà Lùng", "none"),
    ]  # fmt: skip
    sent(desk, slip)
    standing = who_has_sent(desk.session, keeper, HALF)
    assert ([row.name for row in standing.sent], [row.name for row in standing.missing]) == (
        ["Chi bộ xóm Đèo Khế"], ["Chi bộ xóm Nà Lùng"],
    )  # fmt: skip
    again = issue_slips(desk.session, period=HALF, bodies=None, expires_on=date(2021, 7, 20), actor=keeper)
    assert [one.body for one in again] == ["Chi bộ xóm Nà Lùng"]


def test_only_who_keeps_figures_asks_bodies(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        issue_slips(
            desk.session, period=HALF, bodies=None, expires_on=date(2021, 7, 20), actor=desk.newcomer(Role.OFFICIAL)
        )


def test_the_workbook_of_a_slip_comes_back_with_its_numbers(desk: Desk, slip: ReportSlip) -> None:
    statistics = desk.tools.statistics
    assert read_workbook(statistics, desk.tools.renderer, slip=slip, data=slip_workbook(statistics, slip))  # type: ignore[arg-type]
    strange = ["member_inspection/total/zz", "", "", 1]
    rows = [["Mã ô", "", "", "Số liệu"], [INSPECTED.format("total"), "", "", 7], strange]
    with pytest.raises(DomainError) as refused:
        read_workbook(statistics, desk.tools.renderer, slip=slip, data=workbook(rows))  # type: ignore[arg-type]
    assert "Dòng 3: mã ô “member_inspection/total/zz” không có trong phiếu này" in refused.value.details[0]
    found = read_workbook(statistics, desk.tools.renderer, slip=slip, data=workbook(rows[:2]))  # type: ignore[arg-type]
    assert found == {INSPECTED.format("total"): "7"}


def test_a_closed_period_is_frozen_and_only_restated(desk: Desk, slip: ReportSlip, keeper: User) -> None:
    sent(desk, slip, member_inspection__total__total="4")
    closing = close_period(desk.session, desk.tools, period=HALF, actor=keeper)
    desk.session.commit()
    cell = INSPECTED.format("total")
    with pytest.raises(Conflict, match="đã chốt"):
        close_period(desk.session, desk.tools, period=HALF, actor=keeper)
    with pytest.raises(Conflict, match="Số liệu đã chốt"):
        enter_value(
            desk.session, desk.tools, period=HALF, form="member_inspection", row="total", column="total", value=9,
            reason="x", actor=keeper,
        )
    with pytest.raises(DomainError, match="do tổ chức đảng cấp dưới báo cáo"):
        restate_figure(desk.session, desk.tools, closing=closing, cell=cell, value=3, reason="cân đối", actor=keeper)
    restate_figure(desk.session, desk.tools, closing=closing, cell=cell, value=6, reason="Sót hai hồ sơ.", actor=keeper)
    frozen = read_frozen(desk.tools, closing)
    assert (frozen.closed(cell), frozen.value(cell), frozen.reported(cell)) == (4, 6, 4)
    entry = desk.session.query(LedgerEntry).filter_by(event="figures_closed").one()
    assert (entry.payload["snapshot"], entry.hash) == (closing.sha256, closing.ledger_hash)


def test_a_body_corrects_its_own_part_of_a_closed_figure(desk: Desk, slip: ReportSlip, keeper: User) -> None:
    sent(desk, slip, member_inspection__total__total="4")
    closing = close_period(desk.session, desk.tools, period=HALF, actor=keeper)
    sent(desk, slip, "Sót một đồng chí.", member_inspection__total__total="5")
    told = [(one.column, one.old, one.new, one.body) for one in closing.restatements]
    assert told == [("total", 4, 5, slip.body), ("by_cell", 4, 5, slip.body)]
    assert read_frozen(desk.tools, closing).reported(INSPECTED.format("total")) == 5


def test_a_period_is_not_closed_before_its_end(desk: Desk, keeper: User) -> None:
    with pytest.raises(DomainError, match="hết kỳ mới chốt"):
        close_period(desk.session, desk.tools, period=period_of(Cycle.YEAR, 2021), actor=keeper)
