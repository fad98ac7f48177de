"""Accounts: passwords, sign-ins and how they end."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.support.desk import Desk
from webapp import clock
from webapp.auth import passwords
from webapp.models import LedgerEntry, Role, SignIn, User
from webapp.queries.accounts import get_signed_in
from webapp.services.accounts import WrongLogin, disable_user, sign_in, sign_out, touch

PASSWORD = "mật khẩu để thử"
IDLE, LIFE = timedelta(hours=4), timedelta(hours=12)
EIGHT = datetime(2021, 7, 12, 8, tzinfo=UTC)


@pytest.fixture
def person(desk: Desk) -> User:
    return desk.newcomer(Role.OFFICIAL)


def signed_in(desk: Desk, token: str) -> User | None:
    return get_signed_in(desk.session, token, idle=IDLE, life=LIFE)


def test_the_right_password_opens_a_session(desk: Desk, person: User) -> None:
    found, token = sign_in(desk.session, username=" MOI.TV ", password=PASSWORD)
    assert found is person and signed_in(desk, token) is person
    assert desk.session.scalars(select(LedgerEntry.event).order_by(LedgerEntry.seq)).all()[-1] == "signed_in"


def test_a_password_typed_with_marks_apart_is_the_same_password(desk: Desk, person: User) -> None:
    assert sign_in(desk.session, username="moi.tv", password=unicodedata.normalize("NFD", PASSWORD))[0] is person


@pytest.mark.parametrize(
    ("username", "password"), [("moi.tv", "sai"), ("không.ai", PASSWORD), ("", ""), ("moi.tv", "")]
)
def test_a_wrong_login_never_says_what_was_wrong(desk: Desk, person: User, username: str, password: str) -> None:
    with pytest.raises(WrongLogin) as refused:
        sign_in(desk.session, username=username, password=password)
    assert refused.value.sentence == (
        "Tên đăng nhập hoặc mật khẩu không đúng. Đồng chí kiểm tra bộ gõ, phím Caps Lock rồi nhập lại."
    )
    assert desk.session.scalar(select(SignIn)) is None


def test_an_unknown_name_costs_as_much_as_a_wrong_password(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    verified = []

    class Counting:
        def verify(self, stored: str, _password: str) -> bool:
            verified.append(stored)
            return True

    monkeypatch.setattr(passwords, "_hasher", Counting())
    with pytest.raises(WrongLogin):
        sign_in(desk.session, username="không.ai", password=PASSWORD)
    assert [stored.split("$")[1] for stored in verified] == ["argon2id"]


def test_passwords_are_kept_as_argon2id_of_owasp_strength(person: User) -> None:
    _, kind, _, cost, *_ = person.password_hash.split("$")
    memory, time, lanes = (int(part.split("=")[1]) for part in cost.split(","))
    assert kind == "argon2id" and memory >= 19456 and time >= 2 and lanes >= 1


def test_the_token_itself_is_not_in_the_database(desk: Desk, person: User) -> None:
    _, token = sign_in(desk.session, username="moi.tv", password=PASSWORD)
    row = desk.session.scalars(select(SignIn)).one()
    assert token not in (row.token_hash, row.id) and len(row.token_hash) == 64


def test_signing_out_kills_every_copy_of_the_token(desk: Desk, person: User) -> None:
    _, token = sign_in(desk.session, username="moi.tv", password=PASSWORD)
    _, elsewhere = sign_in(desk.session, username="moi.tv", password=PASSWORD)
    sign_out(desk.session, token=token)
    assert signed_in(desk, token) is None
    assert signed_in(desk, elsewhere) is person
    sign_out(desk.session, token=token)  # twice does no harm
    events = desk.session.scalars(select(LedgerEntry.event)).all()
    assert events.count("signed_out") == 1


def test_closing_an_account_ends_all_its_sessions(desk: Desk, person: User) -> None:
    tokens = [sign_in(desk.session, username="moi.tv", password=PASSWORD)[1] for _ in range(2)]
    disable_user(desk.session, user=person, actor=desk.person("Nhung"))
    assert [signed_in(desk, token) for token in tokens] == [None, None]
    with pytest.raises(WrongLogin):
        sign_in(desk.session, username="moi.tv", password=PASSWORD)
    person.is_enabled = True
    assert [signed_in(desk, token) for token in tokens] == [None, None]


@pytest.mark.parametrize(
    ("idle_for", "alive"), [(timedelta(hours=3, minutes=59), True), (timedelta(hours=4, seconds=1), False)]
)
def test_an_idle_session_ends(desk: Desk, person: User, idle_for: timedelta, alive: bool) -> None:
    with clock.freeze(EIGHT):
        _, token = sign_in(desk.session, username="moi.tv", password=PASSWORD)
    with clock.freeze(EIGHT + idle_for):
        assert (signed_in(desk, token) is person) is alive


def test_a_session_in_use_still_ends_after_its_whole_life(desk: Desk, person: User) -> None:
    with clock.freeze(EIGHT):
        _, token = sign_in(desk.session, username="moi.tv", password=PASSWORD)
    for hour in range(1, 13):
        with clock.freeze(EIGHT + timedelta(hours=hour)):
            assert signed_in(desk, token) is person, hour
            touch(desk.session, token=token)
    with clock.freeze(EIGHT + LIFE + timedelta(seconds=1)):
        assert signed_in(desk, token) is None


def test_use_is_noted_every_five_minutes_at_most(desk: Desk, person: User) -> None:
    with clock.freeze(EIGHT):
        _, token = sign_in(desk.session, username="moi.tv", password=PASSWORD)
    noted = []
    for minute in (1, 4, 5, 7, 10):
        with clock.freeze(EIGHT + timedelta(minutes=minute)):
            noted.append(touch(desk.session, token=token))
    assert noted == [False, False, True, False, True]
    assert touch(desk.session, token="không có") is False


def test_a_name_belongs_to_one_account(desk: Desk, person: User) -> None:
    with pytest.raises(IntegrityError):
        desk.newcomer(Role.OFFICIAL, username="MOI.tv")
    desk.session.rollback()
