"""What must hold for the shipped files as a whole."""

from __future__ import annotations

import re
import shutil
import unicodedata
from datetime import date
from pathlib import Path

import holidays
import pytest

from webapp.rules.authority import authority
from webapp.rules.bases import basis_in_force
from webapp.rules.complaints import check_complaint
from webapp.rules.deadlines import due
from webapp.rules.denunciations import check_letter
from webapp.rules.effect import effective, end_of_effect
from webapp.rules.holds import hold
from webapp.rules.law import Law, load_law
from webapp.rules.levels import is_above
from webapp.rules.limitation import check_limitation
from webapp.rules.sanctions import check_sanction
from webapp.rules.suspension import check_suspension, suspension_for
from webapp.rules.terms import Sanction
from webapp.rules.votes import Ballots, cell_entitled, outcome

FOLDER = Path(__file__).parents[2] / "workflows" / "_law"
ON = date(2023, 6, 1)
S = Sanction


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.name)
def test_every_file_is_normalised_and_names_texts_not_research_notes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    sources = re.findall(r'^source = "(.*)"$', text, re.MULTILINE)
    assert sources or path.name == "office_days.toml"  # the office fills that one
    assert not [source for source in sources if re.search(r"quiz|tpl-|http|\[S|\bG\b", source)]


def test_what_is_marked_unread_says_so_in_its_source() -> None:
    for path in FOLDER.glob("*.toml"):
        for row in re.split(r"^\[\[", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            if "verified = false" in row:
                assert "chưa đối chiếu" in row, f"{path.name}: [[{row[:200]}"


@pytest.mark.parametrize("year", range(2020, 2028))
def test_the_day_table_agrees_with_the_calendar_it_was_made_from(law: Law, year: int) -> None:
    calendar = holidays.country_holidays("VN", years=year)
    missing = [day for day in calendar if day.weekday() < 5 and law.days.is_working(day)]
    assert missing == []
    extra = [day for day in law.days.closed if day.year == year and day not in calendar]
    assert extra == ([date(2026, 1, 2)] if year == 2026 else [])


@pytest.fixture(scope="module")
def unread(tmp_path_factory: pytest.TempPathFactory) -> Law:
    """The same law, as if nobody had read any of it."""
    folder = Path(shutil.copytree(FOLDER, tmp_path_factory.mktemp("law") / "_law"))
    for path in folder.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("verified = true", "verified = false"), encoding="utf-8")
    return load_law(folder)


def _results(law: Law) -> dict[str, bool]:
    ballots = Ballots(9, 9, 9, 9, 0, {S.WARN: 6, S.REPRIMAND: 3})
    split = Ballots(9, 9, 9, 9, 0, {S.WARN: 4, S.REPRIMAND: 4, S.NONE: 1})
    return {
        "basis": basis_in_force(law, "process", ON).verified,
        "vote": outcome(law, ballots, on=ON, mode="decide", target="member").verified,
        "cumulated vote": outcome(law, split, on=ON, mode="decide", target="member").verified,
        "authority": authority(
            law, body="cell", target="member", violation_area="conduct", sanction=S.WARN, on=ON
        ).verified,
        "deadline": due(law, event="complaint_filing", start=ON, on=ON).verified,
        "office deadline": due(law, event="any", start=ON, on=ON, days=3, unit="working").verified,
        "sanction": check_sanction(law, sanction=S.WARN, target="member", has_party_post=False, on=ON).verified,
        "limitation": check_limitation(
            law, target="member", sanction=S.WARN, violation_on=ON, concluded_on=ON
        ).verified,
        "effect": effective(law, decided_by_cell=False, signed_on=ON, announced_on=ON).verified,
        "end of effect": end_of_effect(law, sanction=S.WARN, announced_on=ON, on=ON).verified,
        "suspension": check_suspension(law, target="member", start=ON, end=ON).verified,
        "ground": suspension_for(law, ground="prosecuted", committee_member=True, on=ON).verified,
        "complaint": check_complaint(
            law,
            filed_on=ON,
            received_on=ON,
            decided_by="district_commission",
            handled_by="district_board",
            sanction=S.WARN,
        ).verified,
        "letter": check_letter(law, faults=["mixed_with_complaint"], on=ON).verified,
        "hold": hold(law, reason="illness", on=ON).verified,
        "level": is_above(law, "province", "cell", ON).verified,
    }


def test_results_that_rest_on_texts_somebody_read_are_verified(law: Law) -> None:
    assert [name for name, verified in _results(law).items() if not verified] == []


def test_results_that_rest_on_texts_nobody_read_are_not(unread: Law) -> None:
    assert [name for name, verified in _results(unread).items() if verified] == []
    assert not cell_entitled(unread, official=9, on=ON).verified
