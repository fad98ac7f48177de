"""`flask walk` takes a case of any kind from a file to its end, with the real services and the real papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.support.desk import Desk
from webapp.cli.walk.any_case import walk_any_case
from webapp.cli.walk.facts import FactsFile, GeneralCase, read_facts
from webapp.cli.walk.walker import office_of
from webapp.errors import DomainError
from webapp.models import Document
from webapp.services.offices import get_or_found_office

FILE = Path(__file__).with_name("facts") / "commune_2026.toml"


@pytest.fixture(scope="module")
def facts() -> FactsFile:
    return read_facts(FILE)


def walk(desk: Desk, facts: FactsFile, case: GeneralCase) -> dict[str, str]:
    """Template → number of every document the case ended with."""
    session, tools = desk.session, desk.tools
    office = get_or_found_office(session, new=office_of(facts))
    session.commit()
    ended = walk_any_case(session, tools, office.id, case)
    assert ended.state == "closed"
    made = session.scalars(select(Document).where(Document.case_id == ended.id).order_by(Document.id))
    return {one.template: one.number_text for one in made}


def test_regular_supervision_is_walked_without_a_team_of_its_own(desk: Desk, facts: FactsFile) -> None:
    case = next(one for one in facts.general if one.kind == "GS_TX")
    assert set(walk(desk, facts, case)) <= {"reminder_letter"}


def test_a_fact_that_neither_file_nor_product_knows_is_asked_for_by_its_key(desk: Desk, facts: FactsFile) -> None:
    case = next(one for one in facts.general if one.kind == "GS_TX")
    silent = case.model_copy(update={"facts": {k: v for k, v in case.facts.items() if k != "supervision_summary"}})
    with pytest.raises(DomainError, match=r"facts\.supervision_summary"):
        walk(desk, facts, silent)


@pytest.mark.full
def test_an_appeal_is_walked_to_the_decision_of_the_board(desk: Desk, facts: FactsFile) -> None:
    case = next(one for one in facts.general if one.kind == "KN")
    made = walk(desk, facts, case)
    assert made["complaint_decision"] == "02-QĐ/ĐU"
    assert {"letter_intake_sheet", "acceptance_notice", "complaint_report", "hearing_minutes"} <= set(made)
