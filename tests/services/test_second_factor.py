"""The second factor: a code is good once, near its time; wrong ones close the door; the secret lies sealed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from tests.support.desk import Desk
from webapp import clock
from webapp.errors import Conflict, NotAllowed
from webapp.models import Role
from webapp.services import second_factor
from webapp.services.second_factor import WrongCode

KEY = "k" * 40
NOON = datetime(2021, 7, 12, 5, 0, tzinfo=UTC)


@pytest.fixture
def desk(desk_at: Callable[..., Desk]) -> Desk:
    return desk_at("propose")


def enrolled(desk: Desk, name: str = "Quyết") -> tuple[pyotp.TOTP, tuple[str, ...]]:
    who = desk.person(name)
    begun = second_factor.begin_enrolment(desk.session, actor=who, key=KEY)
    totp = pyotp.TOTP(begun.secret)
    with clock.freeze(NOON):
        spares = second_factor.confirm_enrolment(desk.session, actor=who, code=totp.at(NOON), key=KEY)
    return totp, spares


def asks(desk: Desk, code: str, at: datetime, name: str = "Quyết", wanted: bool = True) -> None:
    with clock.freeze(at):
        second_factor.require_code(desk.session, actor=desk.person(name), code=code, key=KEY, wanted=wanted)


def test_a_code_counts_once_and_only_near_its_time(desk: Desk) -> None:
    totp, _ = enrolled(desk)
    later = NOON + timedelta(minutes=2)
    asks(desk, totp.at(later), later)
    with pytest.raises(WrongCode, match="Mã này đã dùng"):
        asks(desk, totp.at(later), later)
    for moment in (later - timedelta(minutes=3), later + timedelta(minutes=3)):
        with pytest.raises(WrongCode, match="không đúng"):
            asks(desk, totp.at(moment), later)
    drift = later + timedelta(minutes=5)
    asks(desk, totp.at(drift - timedelta(seconds=30)), drift)


def test_five_wrong_codes_close_the_door_for_five_minutes(desk: Desk) -> None:
    totp, _ = enrolled(desk)
    at = NOON + timedelta(hours=1)
    for _ in range(5):
        with pytest.raises(WrongCode, match="không đúng"):
            asks(desk, "000000", at)
    with pytest.raises(WrongCode, match="đợi 5 phút"):
        asks(desk, totp.at(at), at)
    later = at + timedelta(minutes=6)
    asks(desk, totp.at(later), later)


def test_a_spare_code_helps_once(desk: Desk) -> None:
    _, spares = enrolled(desk)
    assert len(set(spares)) == 8
    at = NOON + timedelta(hours=1)
    asks(desk, f"{spares[0][:5]} {spares[0][5:]}", at)
    with pytest.raises(WrongCode):
        asks(desk, spares[0], at)


def test_the_secret_is_not_in_the_database_and_another_key_does_not_open_it(desk: Desk) -> None:
    totp, _ = enrolled(desk)
    row = second_factor.factor_of(desk.session, desk.person("Quyết"))
    assert row is not None and totp.secret not in row.sealed_secret
    with pytest.raises(WrongCode, match="Khoá của máy chủ đã đổi"), clock.freeze(NOON + timedelta(hours=1)):
        second_factor.require_code(
            desk.session, actor=desk.person("Quyết"), code="123456", key="x" * 40, wanted=True
        )


def test_who_has_none_is_asked_only_where_the_installation_wants_it(desk: Desk) -> None:
    asks(desk, "", NOON, "Thịnh", wanted=False)
    with pytest.raises(WrongCode, match="phải có xác thực hai lớp"):
        asks(desk, "", NOON, "Thịnh", wanted=True)


def test_it_is_on_only_after_the_first_code(desk: Desk) -> None:
    who = desk.person("Thịnh")
    second_factor.begin_enrolment(desk.session, actor=who, key=KEY)
    assert not second_factor.is_on(desk.session, who)
    with pytest.raises(WrongCode), clock.freeze(NOON):
        second_factor.confirm_enrolment(desk.session, actor=who, code="000000", key=KEY)
    assert not second_factor.is_on(desk.session, who)
    pending = second_factor.pending_enrolment(desk.session, actor=who, key=KEY)
    assert pending is not None and "<svg" in pending.picture


def test_the_administrator_takes_it_away_when_a_telephone_is_lost(desk: Desk) -> None:
    enrolled(desk)
    quyet = desk.person("Quyết")
    with pytest.raises(Conflict, match="đã bật"):
        second_factor.begin_enrolment(desk.session, actor=quyet, key=KEY)
    with pytest.raises(NotAllowed):
        second_factor.turn_off(desk.session, actor=desk.person("Nhung"), user=quyet)
    second_factor.turn_off(desk.session, actor=desk.newcomer(Role.ADMINISTRATOR), user=quyet)
    assert not second_factor.is_on(desk.session, quyet)
