"""The second factor (TOTP, RFC 6238): begin, confirm, ask at signing, spare codes, start over.

The secret is sealed with a key derived from that of the installation, so a copied database alone signs nothing.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.errors import Conflict, DomainError
from webapp.models import SecondFactor, User
from webapp.services import ledger
from webapp.services.accounts import refuse_unless_keeper

ISSUER = "Án Thư"
STEP = 30  # seconds
_DRIFT = 1  # steps a telephone's clock may be off, either way
_TRIES, _WAIT = 5, timedelta(minutes=5)
_SPARES = 8


class WrongCode(DomainError):
    """The code is missing, wrong, used already, or too many were wrong."""

    status = 403


@dataclass(frozen=True)
class Enrolment:
    """What the person needs to set the authenticator up: the secret to type, and a QR code to scan (SVG text)."""

    secret: str
    picture: str


def factor_of(session: Session, user: User) -> SecondFactor | None:
    """The person's second factor, confirmed or not."""
    return session.scalar(select(SecondFactor).where(SecondFactor.user_id == user.id))


def is_on(session: Session, user: User) -> bool:
    """Does the person have a confirmed second factor?"""
    found = factor_of(session, user)
    return found is not None and found.confirmed_at is not None


def begin_enrolment(session: Session, *, actor: User, key: str) -> Enrolment:
    """Make a new secret for the person; it counts only once a code of it was typed (`confirm_enrolment`)."""
    found = factor_of(session, actor)
    if found and found.confirmed_at:
        raise Conflict("Đồng chí đã bật xác thực hai lớp; muốn đổi thiết bị thì tắt rồi bật lại.")
    secret = pyotp.random_base32()
    if found is None:
        found = SecondFactor(user_id=actor.id, sealed_secret="", spares=[])
        session.add(found)
    found.sealed_secret = _box(key).encrypt(secret.encode()).decode()
    session.flush()  # one row a person: the constraint speaks here
    return Enrolment(secret, _picture(secret, actor))


def pending_enrolment(session: Session, *, actor: User, key: str) -> Enrolment | None:
    """The enrolment that was begun and not confirmed yet: the page may be opened again."""
    found = factor_of(session, actor)
    if found is None or found.confirmed_at:
        return None
    secret = _secret(found, key)
    return Enrolment(secret, _picture(secret, actor))


def confirm_enrolment(session: Session, *, actor: User, code: str, key: str) -> tuple[str, ...]:
    """Turn the factor on with the first code of the telephone. Returns the spare codes; they are shown once."""
    found = factor_of(session, actor)
    if found is None:
        raise Conflict("Chưa bắt đầu bật xác thực hai lớp.")
    if found.confirmed_at:
        raise Conflict("Xác thực hai lớp đã bật.")
    _use(found, code, key)
    found.confirmed_at = clock.now()
    spares = tuple(f"{secrets.randbelow(10**10):010d}" for _ in range(_SPARES))
    found.spares = [_hash(one) for one in spares]
    ledger.record(session, office_id=actor.office_id, actor=actor, event="second_factor_on", user=actor.id)
    return spares


def require_code(session: Session, *, actor: User, code: str, key: str, wanted: bool) -> None:
    """Ask for a code before an act that binds. `wanted`: the installation asks it of everybody who signs.

    Raises WrongCode. Five wrong codes in a row close the door for five minutes.
    """
    found = factor_of(session, actor)
    if found is None or found.confirmed_at is None:
        if wanted:
            raise WrongCode("Ký văn bản phải có xác thực hai lớp; đồng chí bật ở trang Tài khoản rồi ký lại.")
        return
    _use(found, code, key)


def turn_off(session: Session, *, actor: User, user: User) -> None:
    """Take a person's factor away: the administrator, when a telephone is lost."""
    refuse_unless_keeper(user, actor)
    found = factor_of(session, user)
    if found is None:
        raise Conflict("Người này chưa bật xác thực hai lớp.")
    session.delete(found)
    ledger.record(session, office_id=user.office_id, actor=actor, event="second_factor_off", user=user.id)


def _use(found: SecondFactor, code: str, key: str) -> None:
    now = clock.now()
    if found.failures >= _TRIES and found.failed_at and now - found.failed_at < _WAIT:
        raise WrongCode("Nhập sai mã nhiều lần; đợi 5 phút rồi thử lại.")
    typed = "".join(code.split())
    if not typed:
        raise WrongCode("Chưa nhập mã xác thực trên điện thoại.")
    if _hash(typed) in found.spares:
        found.spares = [one for one in found.spares if one != _hash(typed)]
        found.failures = 0
        return
    step = _step_of(_secret(found, key), typed, int(now.timestamp()) // STEP)
    if step is None or step <= found.last_step:
        found.failures, found.failed_at = found.failures + 1, now
        used = "Mã này đã dùng; đợi mã mới (30 giây) rồi nhập."
        raise WrongCode(used if step else "Mã xác thực không đúng; xem lại trên điện thoại.")
    found.last_step, found.failures = step, 0


def _step_of(secret: str, code: str, now: int) -> int | None:
    """The time step a code belongs to, near enough to `now`."""
    totp = pyotp.TOTP(secret, interval=STEP)
    for step in range(now - _DRIFT, now + _DRIFT + 1):
        if secrets.compare_digest(totp.at(step * STEP), code):
            return step
    return None


def _secret(found: SecondFactor, key: str) -> str:
    try:
        return _box(key).decrypt(found.sealed_secret.encode()).decode()
    except InvalidToken as error:
        raise WrongCode(
            "Khoá của máy chủ đã đổi nên không đọc được thiết bị xác thực; quản trị tắt rồi đồng chí bật lại."
        ) from error


def _box(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factor\0" + key.encode()).digest()))


def _picture(secret: str, user: User) -> str:
    address = pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=ISSUER)
    return str(segno.make(address, error="m").svg_inline(scale=5, border=2))


def _hash(code: str) -> str:
    return hashlib.sha256(b"spare\0" + code.encode()).hexdigest()
