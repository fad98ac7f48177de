"""Who may do what: the whole table, and the same rule as SQL."""

from __future__ import annotations

import random
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.support.desk import Desk
from webapp.auth.permissions import PERMISSIONS, Permission, allowed
from webapp.errors import NotFound
from webapp.models import Case, CaseLink, Office, Role, RoleGrant, TeamMember, User, new_id
from webapp.queries.cases import get_case, list_cases

MOMENT = date(2021, 7, 12)
STANDING = {Role.CHAIR, Role.STANDING_DEPUTY, Role.DEPUTY}
COMMISSION = STANDING | {Role.COMMISSION_MEMBER}
CASEWORK = COMMISSION | {Role.AREA_OFFICER, Role.OFFICIAL}
EVERYBODY = set(Role)

P = Permission
WITHOUT_A_CASE = {
    P.ACCOUNT_KEEP: {Role.ADMINISTRATOR},
    P.BOARD_VIEW: COMMISSION | {Role.RECORDS_CLERK},
    P.CASE_LIST: EVERYBODY - {Role.ADMINISTRATOR},
    P.CASE_OPEN: CASEWORK | {Role.CELL_SECRETARY, Role.CELL_DEPUTY, Role.AGENCY_HEAD, Role.AGENCY_DEPUTY},
    P.FIGURE_EDIT: STANDING | {Role.STATISTICS_OFFICER},
    P.FIGURE_VIEW: EVERYBODY - {Role.ADMINISTRATOR},
    P.LAW_EDIT: {Role.ADMINISTRATOR},
    P.LAW_VIEW: EVERYBODY,
    P.LETTER_SETTLE: STANDING,
    P.LETTER_VIEW: CASEWORK | {Role.RECORDS_CLERK},
    P.LETTER_WRITE: CASEWORK | {Role.RECORDS_CLERK},
    P.MANDATE_KEEP: {Role.CHAIR, Role.ADMINISTRATOR},
    P.MANDATE_VIEW: EVERYBODY,
    P.ORGANISATION_EDIT: CASEWORK | {Role.RECORDS_CLERK},
    P.ORGANISATION_VIEW: EVERYBODY - {Role.ADMINISTRATOR},
    P.PROCEDURE_VIEW: EVERYBODY,
    P.PROGRAMME_EDIT: CASEWORK | {Role.STATISTICS_OFFICER},
    P.PROGRAMME_VIEW: EVERYBODY - {Role.ADMINISTRATOR},
    P.REGISTER_ALLOW_LATE: STANDING,
    P.REGISTER_VIEW: CASEWORK | {Role.RECORDS_CLERK},
    P.REGISTER_WRITE: {Role.RECORDS_CLERK},
    P.SESSION_USE: EVERYBODY,
    P.TEMPLATE_PUBLISH: {Role.RECORDS_CLERK},
    P.TEMPLATE_VIEW: EVERYBODY - {Role.ADMINISTRATOR},
    P.TOOL_USE: EVERYBODY - {Role.ADMINISTRATOR},
}
OF_A_LETTER = {P.LETTER_SENDER}
"""Asked about a letter, not about a case; the tests of letters know them."""
OF_A_CASE_OF_OTHERS = {
    P.CASE_DIRECT: STANDING,
    P.CASE_REOPEN: {Role.CHAIR},
    P.CASE_EDIT: STANDING,
    P.CASE_UNCOVER: STANDING,
    P.CASE_VIEW: COMMISSION | {Role.RECORDS_CLERK},
    P.DOCUMENT_CIRCULATE: COMMISSION | {Role.RECORDS_CLERK},
}

OF_FEW_PEOPLE = (P.CASE_DIRECT, P.CASE_REOPEN, P.CASE_UNCOVER)
"""Not for everybody who works on the case."""


def person(office_id: str, *roles: str, enabled: bool = True) -> User:
    ident = new_id()
    return User(id=ident, office_id=office_id, username=ident, password_hash="", full_name=ident, position="",
                is_enabled=enabled, grants=[RoleGrant(role=role) for role in roles])  # fmt: skip


def case(office_id: str, opened_by: User, in_charge: User, *team: User) -> Case:
    ident = new_id()
    return Case(id=ident, office_id=office_id, code=ident[:20], title="", procedure_code="", procedure_version=1,
                procedure_sha256="", initiator="", origin="", opened_on=MOMENT, opened_by_id=opened_by.id,
                member_in_charge_id=in_charge.id,
                team=[TeamMember(position=i, user_id=one.id, role="member") for i, one in enumerate(team)])  # fmt: skip


def test_every_permission_has_its_row_and_its_line_in_these_tables() -> None:
    assert set(PERMISSIONS) == set(Permission) == {*WITHOUT_A_CASE, *OF_A_CASE_OF_OTHERS, *OF_A_LETTER}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", WITHOUT_A_CASE)
def test_what_each_role_may_do(permission: Permission, role: Role) -> None:
    assert allowed(person("here", role), permission) is (role in WITHOUT_A_CASE[permission])


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", OF_A_CASE_OF_OTHERS)
def test_what_each_role_may_do_to_a_case_of_others(permission: Permission, role: Role) -> None:
    others = case("here", person("here"), person("here"), person("here"))
    assert allowed(person("here", role), permission, others) is (role in OF_A_CASE_OF_OTHERS[permission])
    assert allowed(person("elsewhere", role), permission, others) is False


SECRETARIES = {Role.SECRETARY, Role.DEPUTY_SECRETARY}
LEADERS = {"committee": SECRETARIES, "standing_board": SECRETARIES,
           "cell": {Role.CELL_SECRETARY, Role.CELL_DEPUTY}, "advisory_agency": {Role.AGENCY_HEAD, Role.AGENCY_DEPUTY}}
READERS = {"committee": LEADERS["committee"] | {Role.BOARD_MEMBER, Role.COMMITTEE_MEMBER},
           "standing_board": LEADERS["committee"] | {Role.BOARD_MEMBER},
           "cell": LEADERS["cell"] | {Role.CELL_MEMBER}, "advisory_agency": LEADERS["advisory_agency"]}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("body", LEADERS)
def test_the_people_of_the_body_that_acts_read_its_cases_and_its_leaders_direct_them(body: str, role: Role) -> None:
    others = case("here", person("here"), person("here"))
    others.initiator = body
    actor = person("here", role)
    assert allowed(actor, P.CASE_VIEW, others) is (role in READERS[body] | COMMISSION | {Role.RECORDS_CLERK})
    assert allowed(actor, P.CASE_DIRECT, others) is (role in LEADERS[body] | STANDING)
    assert allowed(actor, P.CASE_EDIT, others) is (role in LEADERS[body] | STANDING)
    assert not allowed(person("elsewhere", role), P.CASE_VIEW, others)


def test_the_secretary_of_another_cell_knows_nothing_of_the_case() -> None:
    others = case("here", person("here"), person("here"))
    others.initiator, others.unit_id = "cell", "c" * 32
    secretary = person("here", Role.CELL_SECRETARY)
    for unit_id, knows in (("c" * 32, True), ("d" * 32, False), (None, False)):
        secretary.grants[0].unit_id = unit_id
        assert allowed(secretary, P.CASE_VIEW, others) is knows


def test_who_is_involved_in_the_case_it_was_merged_into_may_read_it_and_not_write() -> None:
    member, stranger = person("here", Role.OFFICIAL), person("elsewhere", Role.OFFICIAL)
    old = case("here", person("here"), person("here"))
    CaseLink(case=old, other=case("here", person("here"), person("here"), member), kind="merged_into")
    CaseLink(case=old, other=case("elsewhere", person("elsewhere"), person("elsewhere"), stranger), kind="handed_to")
    assert allowed(member, P.CASE_VIEW, old) and not allowed(member, P.CASE_EDIT, old)
    assert not allowed(stranger, P.CASE_VIEW, old)


@pytest.mark.parametrize("permission", [p for p in OF_A_CASE_OF_OTHERS if p not in OF_FEW_PEOPLE])
@pytest.mark.parametrize("place", ["opened it", "in charge", "in the team"])
def test_whoever_keeps_a_case_may_work_on_it(permission: Permission, place: str) -> None:
    me, other = person("here", Role.OFFICIAL), person("here")
    mine = case("here", me if place == "opened it" else other, me if place == "in charge" else other,
                *([me] if place == "in the team" else []))  # fmt: skip
    assert allowed(me, permission, mine)


@pytest.mark.parametrize("permission", Permission)
def test_nobody_and_closed_accounts_may_nothing(permission: Permission) -> None:
    closed = person("here", *Role, enabled=False)
    for actor in (None, closed):
        assert allowed(actor, permission, case("here", closed, closed)) is False


def test_a_person_without_any_role_may_only_be_signed_in() -> None:
    nobody = person("here")
    others = case("here", person("here"), person("here"))
    for_everybody = {P.LAW_VIEW, P.PROCEDURE_VIEW, P.SESSION_USE}
    assert {p for p in Permission if p not in OF_A_LETTER and allowed(nobody, p, others)} == for_everybody


def _offices(session: Session) -> list[str]:
    sample = session.query(Office).one()
    letterhead = {c: getattr(sample, c) for c in
                  ("commission", "committee", "superior", "level", "committee_symbol", "place", "layout")}  # fmt: skip
    session.add(Office(id="e" * 32, symbol="UBKTHU", **letterhead))
    session.flush()
    return [sample.id, "e" * 32]


def test_the_list_shows_exactly_the_cases_a_person_may_view(desk: Desk) -> None:
    """Over generated people and cases of two offices: SQL and the map of permissions say the same."""
    dice, session = random.Random(2021), desk.session
    people = []
    for office_id in _offices(session):
        for roles in [(), *((role,) for role in Role), (Role.ADMINISTRATOR, Role.OFFICIAL)]:
            one = person(office_id, *roles)
            one.created_at = desk.person("Quyết").created_at
            people.append(one)
    session.add_all(people)
    session.flush()
    cases = []
    for _ in range(14):
        office_id = dice.choice([people[0].office_id, people[-1].office_id])
        chosen = dice.sample(people, 5)  # people of another office too: the office still decides
        cases.append(case(office_id, chosen[0], chosen[1], *chosen[2 : dice.randint(2, 5)]))
    session.add_all(cases)
    session.flush()
    for one in cases:
        one.initiator = dice.choice(["commission", *LEADERS])
    session.add_all(
        CaseLink(case_id=a.id, other_id=b.id, kind="merged_into", by_id=people[0].id, at=people[0].created_at)
        for a, b in zip(cases[::2], cases[1::2], strict=True)
    )
    session.flush()
    session.expire_all()
    outcomes = set()
    for viewer in people:
        listed = {one.id for one in list_cases(session, viewer, state="all").cases}
        may = {one.id for one in cases if allowed(viewer, Permission.CASE_VIEW, one)}
        assert listed == may, viewer.roles
        outcomes.add(bool(may))
    assert outcomes == {True, False}


def test_a_case_one_may_not_know_of_is_not_found_like_one_that_does_not_exist(desk: Desk) -> None:
    quyet = desk.person("Quyết")
    kept = case(desk.office.id, quyet, quyet)
    desk.session.add(kept)
    stranger = desk.newcomer(Role.OFFICIAL)
    said = set()
    for case_id in (kept.id, "0" * 32):
        with pytest.raises(NotFound) as refused:
            get_case(desk.session, stranger, case_id)
        said.add(refused.value.sentence)
    assert len(said) == 1
    assert get_case(desk.session, quyet, kept.id) is kept


@pytest.mark.parametrize(("place", "may"), [("in charge", True), ("leads the team", True), ("in the team", False)])
def test_of_the_people_of_a_case_only_who_answers_for_it_uncovers_a_name(place: str, may: bool) -> None:
    me, other = person("here", Role.OFFICIAL), person("here")
    mine = case("here", other, me if place == "in charge" else other, *([] if place == "in charge" else [me]))
    if place == "leads the team":
        mine.team[0].role = "leader"
    assert allowed(me, P.CASE_UNCOVER, mine) is may
