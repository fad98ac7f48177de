"""Reports of bodies without the system: kept as stated, added to the own figures, recounted from what was kept."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.support.desk import Desk
from webapp.errors import DomainError, NotAllowed
from webapp.models import Role
from webapp.queries.figures import fill_forms, recount
from webapp.rules.figures import evaluate
from webapp.rules.figures.cycles import Cycle, period_of
from webapp.services.figures import NewReport, receive_published, receive_report

PUBLISHED = Path(__file__).parents[3] / "shared" / "real" / "published_figures.json"
HALF = period_of(Cycle.SIX_MONTHS, 2018)
CELL = "member_discipline/total/{}"


def report(body: str = "Chi bộ 3", **raw: int | None) -> NewReport:
    counts = {CELL.format(column.replace("__", ".")): value for column, value in raw.items()}
    return NewReport(code=body, body=body, first=HALF.first, last=HALF.last, label=HALF.label, raw=counts)


def test_reports_are_added_up_and_a_blank_is_no_zero(desk: Desk) -> None:
    keeper = desk.person("Quyết")
    receive_report(desk.session, report=report("Chi bộ 3", total=2, sanction__warn=0, suspended=None), actor=keeper)
    receive_report(desk.session, report=report("Chi bộ 4", total=5), actor=keeper)
    forms = {one.table.form.code: one for one in fill_forms(
        desk.session, desk.tools.statistics, HALF, offices=[desk.office.id]
    )}  # fmt: skip
    form = forms["member_discipline"]
    assert form.figure("total", "total").reported == 7
    assert form.figure("total", "sanction.warn").reported == 0
    assert form.figure("total", "suspended").reported is None


def test_a_newer_report_replaces_the_older_one_of_the_same_period(desk: Desk) -> None:
    keeper = desk.person("Quyết")
    first = receive_report(desk.session, report=report(total=2), actor=keeper)
    second = receive_report(desk.session, report=report(total=3), actor=keeper)
    assert (first.replaced_by_id, second.replaced_by_id) == (second.id, None)
    forms = fill_forms(desk.session, desk.tools.statistics, HALF, offices=[desk.office.id])
    assert [one.figure("total", "total").reported for one in forms if one.table.form.code == "member_discipline"] == [3]


def test_a_wrong_report_is_refused_with_every_reason(desk: Desk) -> None:
    wrong = NewReport(code="x", body=" ", first=date(2018, 6, 30), last=date(2018, 1, 1), raw={"kl.dv": -1})
    with pytest.raises(DomainError) as refused:
        receive_report(desk.session, report=wrong, actor=desk.person("Quyết"))
    assert len(refused.value.details) == 3
    with pytest.raises(NotAllowed):
        receive_report(desk.session, report=report(), actor=desk.newcomer(Role.OFFICIAL))


ENTRY = {
    "id": "tay_ninh", "body": "Đảng bộ tỉnh", "period_from": "2018-01-01", "period_to": "2018-06-30",
    "period_label": "6 tháng đầu năm 2018", "other_periods": {"discipline": ["2018-01-01", "2018-03-31", "quý I"]},
    "raw": {"kl.dv.total": 56, "kl.tcd": 1, "kt.cuoc": 5, "kl.hinh_thuc": ["khiển trách"]},
    "implied": {"prev.kl.tcd": 3}, "derived": {"kl.tcd.vs_prev": "giảm 66,67% (giảm 2 tổ chức đảng)"},
    "checks": [
        {"name": "tcd", "kind": "change", "inputs": {"current": 1, "base": 3}, "stated": -66.67, "decimals": 2,
         "computed": "never read", "ok": False},
        {"name": "wrong", "kind": "sum", "inputs": [31, 21], "stated": 56, "ok": True},
    ],
}  # fmt: skip


def test_a_published_report_is_kept_and_recounted_without_its_own_results(desk: Desk) -> None:
    kept = receive_published(desk.session, entry=ENTRY, actor=desk.person("Quyết"))
    desk.session.commit()
    assert [check.keys() & {"computed", "ok"} for check in kept.checks] == [set(), set()]
    lines = {line.key: line for line in kept.lines}
    assert (lines["kl.dv.total"].unit, lines["kt.cuoc"].unit, "kl.hinh_thuc" in lines) == ("đảng viên", "cuộc", False)
    assert (lines["kl.dv.total"].last_on, lines["kt.cuoc"].last_on) == (date(2018, 3, 31), None)
    right, wrong = recount(kept).verdicts
    assert (right.ok, right.computed) == (True, "giảm 66,67% (giảm 2 tổ chức đảng)")
    assert (wrong.ok, wrong.computed) == (False, "52")


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published reports are not beside the project")
def test_every_published_report_gives_the_same_from_the_database_as_from_its_file(desk: Desk) -> None:
    entries = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    verdicts = []
    for entry in entries:
        kept = receive_published(desk.session, entry=entry, actor=desk.person("Quyết"))
        verdicts += recount(kept).verdicts
    assert tuple(verdicts) == evaluate(PUBLISHED.read_text(encoding="utf-8"), name="x").verdicts
