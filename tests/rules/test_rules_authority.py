"""Who may decide and who may only propose."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from webapp.errors import DataFileError, DomainError
from webapp.rules.authority import UnknownName, Verdict, authority, strictest
from webapp.rules.law import Law, load_law
from webapp.rules.terms import Sanction

S = Sanction
D22 = date(2021, 9, 24)
D30 = date(2021, 7, 12)
D296 = date(2025, 8, 1)
D21 = date(2026, 8, 20)


@pytest.mark.parametrize(
    ("body", "target", "area", "sanction", "on", "verdict", "verified"),
    [
        ("cell", "member", "conduct", S.REPRIMAND, D22, "decide", True),
        ("cell", "member", "member_duty", S.WARN, D22, "decide", True),
        ("cell", "probationary_member", "cell_task", S.WARN, D22, "decide", True),
        ("cell", "committee_member_higher", "conduct", S.WARN, D22, "decide", True),
        ("cell", "cadre_managed_by_higher", "party_life", S.REPRIMAND, D22, "decide", True),
        ("cell", "cadre_managed_by_higher", "task_from_above", S.REPRIMAND, D22, "propose", True),
        ("cell", "committee_member_higher", "task_from_above", S.WARN, D22, "propose", True),
        ("cell", "member", "task_from_above", S.WARN, D22, "propose", False),
        ("cell", "member", "conduct", S.REMOVE, D22, "propose", True),
        ("cell", "member", "conduct", S.EXPEL, D22, "propose", True),
        ("cell", "member", "conduct", S.EXPEL, D21, "propose", False),
        ("cell", "member", "conduct", S.WARN, D21, "decide", False),
        ("cell", "member", "conduct", S.WARN, D296, "decide", False),
        ("cell_committee", "member", "conduct", S.REPRIMAND, D22, "none", False),
        ("sectional_committee", "member", "conduct", S.REPRIMAND, D22, "none", True),
        ("cell", "organisation_lower", "conduct", S.REPRIMAND, D22, "none", True),
        ("grassroots_committee", "member", "conduct", S.WARN, D22, "decide", True),
        ("grassroots_committee", "committee_member_lower", "conduct", S.REMOVE, D22, "decide", True),
        ("grassroots_committee", "member", "conduct", S.EXPEL, D22, "propose", False),
        ("grassroots_committee_admitting", "member", "conduct", S.EXPEL, D22, "decide", True),
        ("grassroots_committee_admitting", "committee_member_same_level", "conduct", S.EXPEL, D22, "propose", True),
        ("grassroots_commission", "member", "conduct", S.REPRIMAND, D30, "none", True),
        ("grassroots_board", "member", "conduct", S.REPRIMAND, D30, "none", True),
        ("grassroots_commission", "member", "conduct", S.REPRIMAND, D22, "unknown", False),
        ("grassroots_board", "member", "conduct", S.REPRIMAND, D22, "unknown", False),
        ("district_commission", "member", "conduct", S.EXPEL, D22, "decide", False),
        ("district_commission", "committee_member_lower", "task_from_above", S.WARN, D22, "decide", False),
        ("district_commission", "cadre_managed_by_same_level", "conduct", S.REMOVE, D22, "propose", False),
        ("district_commission", "organisation_lower", "conduct", S.WARN, D22, "decide", False),
        ("district_committee", "member", "conduct", S.EXPEL, D22, "decide", True),
        ("district_committee", "committee_member_same_level", "committee_task", S.WARN, D22, "decide", True),
        ("district_committee", "committee_member_same_level", "conduct", S.WARN, D22, "decide", True),
        ("district_committee", "committee_member_same_level", "task_from_above", S.WARN, D22, "propose", False),
        ("district_committee", "committee_member_same_level", "conduct", S.EXPEL, D22, "propose", False),
        ("district_board", "member", "conduct", S.REMOVE, D22, "decide", True),
        ("district_committee", "member", "conduct", S.EXPEL, date(2025, 7, 1), "none", True),
        ("district_committee", "member", "conduct", S.EXPEL, date(2025, 6, 30), "decide", True),
        ("province_committee", "member", "conduct", S.EXPEL, D21, "decide", False),
        ("commune_commission", "member", "conduct", S.WARN, D22, "none", False),
        ("commune_commission", "member", "conduct", S.WARN, D296, "unknown", False),
        ("commune_committee", "member", "conduct", S.WARN, D21, "unknown", False),
        ("commune_committee", "organisation_lower", "conduct", S.WARN, D21, "decide", False),
        ("province_committee", "organisation_two_levels_lower", "conduct", S.DISSOLVE, D22, "decide", False),
        ("province_committee", "organisation_lower", "conduct", S.DISSOLVE, D22, "propose", False),
        ("party_group", "member", "conduct", S.WARN, D30, "none", True),
        ("advisory_agency", "member", "conduct", S.WARN, D30, "none", True),
        ("central_commission", "member", "conduct", S.WARN, D22, "unknown", False),
    ],
)
def test_what_a_body_may_do(
    law: Law, body: str, target: str, area: str, sanction: Sanction, on: date, verdict: str, verified: bool
) -> None:
    found = authority(law, body=body, target=target, violation_area=area, sanction=sanction, on=on)
    assert (found.verdict, found.verified) == (verdict, verified), found.sentence
    assert found.sentence.endswith(".")
    assert found.basis


@pytest.mark.parametrize("sanction", [S.REMOVE, S.EXPEL])
@pytest.mark.parametrize("on", [D30, D22, D296, D21])
def test_a_cell_cannot_expel_or_remove(law: Law, sanction: Sanction, on: date) -> None:
    for target in (entry.name for entry in law.authority.target if not entry.name.startswith("organisation")):
        for area in (entry.name for entry in law.authority.area):
            found = authority(law, body="cell", target=target, violation_area=area, sanction=sanction, on=on)
            assert found.verdict == "propose"


def test_the_sentence_says_who_may_do_what(law: Law) -> None:
    found = authority(law, body="cell", target="member", violation_area="conduct", sanction=S.EXPEL, on=D22)
    assert found.sentence.startswith("Chi bộ không được quyết định mà chỉ được đề nghị cấp có thẩm quyền")
    unknown = authority(
        law, body="commune_commission", target="member", violation_area="conduct", sanction=S.WARN, on=D21
    )
    assert "hãy đối chiếu quy định trước khi ký" in unknown.sentence


@pytest.mark.parametrize(
    "wrong", [{"body": "club"}, {"target": "friend"}, {"violation_area": "weather"}]
)
def test_an_unknown_name_is_a_mistake_of_the_caller(law: Law, wrong: dict[str, str]) -> None:
    arguments = {"body": "cell", "target": "member", "violation_area": "conduct"} | wrong
    with pytest.raises(UnknownName):
        authority(law, sanction=S.WARN, on=D22, **arguments)


def test_a_person_who_is_several_targets_is_bound_by_the_strictest() -> None:
    verdicts = [Verdict(v, "", True, v) for v in ("decide", "unknown", "propose")]  # type: ignore[arg-type]
    assert strictest(verdicts).verdict == "propose"
    assert strictest(verdicts[:2]).verdict == "unknown"
    with pytest.raises(DomainError):
        strictest([])


def _with_row(tmp_path: Path, text: str) -> Path:
    folder = Path(shutil.copytree(Path(__file__).parents[2] / "workflows" / "_law", tmp_path / "_law"))
    path = folder / "authority.toml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    return folder


ROW = """
[[authority]]
bodies = ["{body}"]
targets = ["member"]
areas = ["conduct"]
forms = ["reprimand"]
verdict = "{verdict}"
valid_from = 2021-08-01
valid_to = 2021-08-02
verified = false
source = "thử"
"""


def test_a_row_for_an_undeclared_body_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="tên “club” chưa được khai báo"):
        load_law(_with_row(tmp_path, ROW.format(body="club", verdict="none")))


def test_a_row_that_contradicts_another_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="hiệu lực chồng lên"):
        load_law(_with_row(tmp_path, ROW.format(body="cell", verdict="none")))


def test_a_row_that_names_the_area_wins_over_the_row_for_any_area(tmp_path: Path) -> None:
    row = ROW.format(body="district_board", verdict="none").replace("2021-08-02", "2021-12-31")
    changed = load_law(_with_row(tmp_path, row))

    def verdict(area: str) -> str:
        return authority(
            changed, body="district_board", target="member", violation_area=area, sanction=S.REPRIMAND, on=D22
        ).verdict

    assert (verdict("conduct"), verdict("party_life")) == ("none", "decide")
