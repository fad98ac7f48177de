"""Accounts and server-side sign-ins."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.passwords import hash_password, password_matches
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Role, RoleGrant, SignIn, User
from webapp.services import ledger

_SEEN_EVERY = timedelta(minutes=5)


class WrongLogin(DomainError):
    """The name or the password is wrong; which of the two is not said."""

    status = 401


def create_user(
    session: Session,
    *,
    office_id: str,
    username: str,
    password: str,
    full_name: str,
    position: str,
    roles: Iterable[Role],
    actor: User | None = None,
    unit_id: str | None = None,
) -> User:
    """Add a person with the given roles to an office; `unit_id` says of which of its cells or agencies."""
    user = User(
        office_id=office_id,
        username=username.strip().lower(),
        password_hash=hash_password(password),
        full_name=full_name,
        position=position,
        created_at=clock.now(),
        grants=[RoleGrant(role=role.value, unit_id=unit_id) for role in sorted(roles)],
    )
    session.add(user)
    session.flush()  # the ledger names the new person's id
    ledger.record(
        session,
        office_id=office_id,
        actor=actor,
        event="user_created",
        user=user.id,
        roles=sorted(r.value for r in roles),
    )
    return user


def sign_in(session: Session, *, username: str, password: str) -> tuple[User, str]:
    """Check the password and start a server-side session; returns the person and the token for the cookie.

    Raises WrongLogin, in the same words and the same time whatever was wrong.
    """
    user = session.scalar(select(User).where(User.username == username.strip().lower()))
    if not password_matches(password, user.password_hash if user else None) or user is None or not user.is_enabled:
        raise WrongLogin(
            "Tên đăng nhập hoặc mật khẩu không đúng. Đồng chí kiểm tra bộ gõ, phím Caps Lock rồi nhập lại."
        )
    token = secrets.token_urlsafe(32)
    moment = clock.now()
    session.add(SignIn(user_id=user.id, token_hash=hash_token(token), started_at=moment, last_seen_at=moment))
    ledger.record(session, office_id=user.office_id, actor=user, event="signed_in")
    return user, token


def sign_out(session: Session, *, token: str) -> None:
    """End the session of this token: a copy of the cookie is worthless from now on."""
    row = session.scalar(select(SignIn).where(SignIn.token_hash == hash_token(token), SignIn.ended_at.is_(None)))
    if row:
        ledger.lock(session, office_id=row.user.office_id)  # the row comes after it, as everywhere
        row.ended_at = clock.now()
        ledger.record(session, office_id=row.user.office_id, actor=row.user, event="signed_out")


def disable_user(session: Session, *, user: User, actor: User | None) -> None:
    """Close an account and end all its sessions at once."""
    ledger.lock(session, office_id=user.office_id)  # before the rows, as everybody else does
    user.is_enabled = False
    for row in session.scalars(select(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))):
        row.ended_at = clock.now()
    ledger.record(session, office_id=user.office_id, actor=actor, event="user_disabled", user=user.id)


def enable_user(session: Session, *, user: User, actor: User) -> None:
    """Open a closed account again; the person signs in anew. Raises NotAllowed, Conflict."""
    refuse_unless_keeper(user, actor)
    ledger.lock(session, office_id=user.office_id)
    if user.is_enabled:
        raise Conflict("Tài khoản này đang mở.")
    user.is_enabled = True
    ledger.record(session, office_id=user.office_id, actor=actor, event="user_enabled", user=user.id)


def close_account(session: Session, *, user: User, actor: User) -> None:
    """Close somebody else's account, as the administrator. Raises NotAllowed, Conflict."""
    refuse_unless_keeper(user, actor)
    if user.id == actor.id:
        raise Conflict("Đồng chí không tự khoá tài khoản của mình; nhờ quản trị khác khoá.")
    if not user.is_enabled:
        raise Conflict("Tài khoản này đã khoá rồi.")
    disable_user(session, user=user, actor=actor)


def refuse_unless_keeper(user: User, actor: User) -> None:
    """Raise NotAllowed unless `actor` keeps the accounts of this person's office."""
    if Role.ADMINISTRATOR not in actor.roles or actor.office_id != user.office_id:
        raise NotAllowed("Chỉ quản trị hệ thống của cơ quan giữ các tài khoản.")


def touch(session: Session, *, token: str) -> bool:
    """Note that the session is in use, at most every five minutes; True when something was written."""
    row = session.scalar(select(SignIn).where(SignIn.token_hash == hash_token(token)))
    if row is None or clock.now() - row.last_seen_at < _SEEN_EVERY:
        return False
    row.last_seen_at = clock.now()
    return True


def hash_token(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
