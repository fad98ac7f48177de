"""Founding an office: its letterhead, its first term, its people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.support.desk import Desk
from tests.support.office import Snapshots
from webapp.cli.walk.facts import FactsFile
from webapp.cli.walk.walker import SAMPLE_PASSWORD, office_of
from webapp.errors import DomainError
from webapp.models import LedgerEntry, Office, Role, User
from webapp.services.accounts import sign_in
from webapp.services.offices import NewOffice, NewPerson, fold, found_office, free_username, get_or_found_office


@pytest.fixture
def empty(desk_on, snapshots: Snapshots) -> Desk:  # type: ignore[no-untyped-def]
    """Tables and nothing in them."""
    return desk_on(snapshots.migrated())


@pytest.fixture
def new(sample_facts: FactsFile) -> NewOffice:
    return office_of(sample_facts)


def test_an_office_begins_with_its_term_its_ledger_and_an_account_for_everybody(empty: Desk, new: NewOffice) -> None:
    office = found_office(empty.session, new=new)
    assert (office.symbol, office.committee, office.is_sample) == ("UBKTThU", "Thành ủy Thái Nguyên", True)
    assert [(term.label, term.ends_on) for term in office.terms] == [("nhiệm kỳ 2020-2025", None)]
    people = list(empty.session.scalars(select(User).order_by(User.id)))
    assert [user.username for user in people] == [
        "nhung.tth", "quyet.nv", "hang.ltt", "thinh.pd", "tuan.hm", "nguyet.dta", "huy.vq", "yen.nt",
        "khanh.ld", "bao.tv", "mai.dt", "loi.hv", "hoa.tt", "cuong.dq",
    ]  # fmt: skip
    assert people[1].position == "Phó Chủ nhiệm Thường trực Ủy ban Kiểm tra Thành ủy"
    assert people[1].roles == {Role.STANDING_DEPUTY}
    events = list(empty.session.scalars(select(LedgerEntry.event).order_by(LedgerEntry.seq)))
    assert events == ["office_founded", "unit_added", "unit_added", *["user_created"] * 14]
    assert sign_in(empty.session, username="yen.nt", password=SAMPLE_PASSWORD)[0].full_name == "Ngô Thị Yến"


def test_founding_again_adds_only_who_is_new(empty: Desk, new: NewOffice) -> None:
    first = get_or_found_office(empty.session, new=new)
    more = replace(new, people=[*new.people, NewPerson("Ngô Thu Yên", Role.OFFICIAL, "Chuyên viên")])
    assert get_or_found_office(empty.session, new=more) is first
    added = empty.session.scalars(select(User).where(User.full_name == "Ngô Thu Yên")).one()
    assert (added.username, added.position) == ("yen.nt2", "Chuyên viên")
    assert len(list(empty.session.scalars(select(User)))) == 15


def test_two_offices_never_share_a_symbol(empty: Desk, new: NewOffice) -> None:
    get_or_found_office(empty.session, new=new)
    other = replace(new, letterhead={**new.letterhead, "committee": "Thành ủy Sông Công"})
    with pytest.raises(DomainError) as refused:
        get_or_found_office(empty.session, new=other)
    assert refused.value.sentence == (
        "Ký hiệu UBKTThU đã thuộc Ủy ban Kiểm tra Thành ủy Thái Nguyên; hai cơ quan không dùng chung ký hiệu."
    )
    assert len(list(empty.session.scalars(select(Office)))) == 1


@pytest.mark.parametrize(
    ("name", "taken", "username"),
    [("Nguyễn Văn Quyết", set(), "quyet.nv"), ("Đỗ Thị Ánh Nguyệt", set(), "nguyet.dta"), ("Đào", set(), "dao"),
     ("Nguyễn Văn Quyết", {"quyet.nv", "quyet.nv2"}, "quyet.nv3")],
)  # fmt: skip
def test_a_name_to_sign_in_is_the_given_name_and_the_initials(name: str, taken: set[str], username: str) -> None:
    assert free_username(name, taken) == username


def test_folding_takes_off_every_mark() -> None:
    assert fold("Đặng Thị Ưởng – Ỷ Lan") == "dang thi uong  y lan"
