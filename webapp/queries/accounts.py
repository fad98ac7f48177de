"""Who is signed in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.errors import NotFound
from webapp.models import Office, RoleGrant, SecondFactor, SignIn, User
from webapp.queries.labels import role_names


def get_signed_in(session: Session, token: str, *, idle: timedelta, life: timedelta) -> User | None:
    """The person behind a token, unless the session ended, idled out, or the account was closed."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    row = session.scalar(select(SignIn).where(SignIn.token_hash == digest, SignIn.ended_at.is_(None)))
    if row is None or not row.user.is_enabled:
        return None
    now = clock.now()
    if now - row.last_seen_at > idle or now - row.started_at > life:
        return None
    return row.user


def find_user(session: Session, username: str) -> User:
    """The person who signs in with this name, for commands. Raises NotFound."""
    user = session.scalar(select(User).where(User.username == username.strip().lower(), User.is_enabled))
    if user is None:
        raise NotFound(f"Không có tài khoản “{username}” đang hoạt động.")
    return user


def list_people(session: Session, office_id: str) -> list[User]:
    """Everybody with an open account in the office, by name."""
    query = select(User).where(User.office_id == office_id, User.is_enabled).order_by(User.full_name, User.id)
    return list(session.scalars(query))


def list_holders(session: Session, office_id: str, roles: set[str]) -> list[User]:
    """People of the office who hold any of `roles`."""
    query = (
        select(User)
        .where(
            User.office_id == office_id,
            User.is_enabled,
            User.id.in_(select(RoleGrant.user_id).where(RoleGrant.role.in_(roles))),
        )
        .order_by(User.created_at, User.id)
    )
    return list(session.scalars(query))


@dataclass(frozen=True)
class AccountRow:
    """One account as whoever keeps the accounts sees it."""

    user: User
    roles: tuple[str, ...]
    factor: bool
    last_seen_at: datetime | None


def list_accounts(session: Session, viewer: User) -> list[AccountRow]:
    """Every account of the viewer's office, open ones first, by name."""
    query = select(User).where(User.office_id == viewer.office_id)
    users = session.scalars(query.order_by(User.is_enabled.desc(), User.full_name, User.id))
    on = set(session.scalars(select(SecondFactor.user_id).where(SecondFactor.confirmed_at.is_not(None))))
    seen = dict(session.execute(select(SignIn.user_id, func.max(SignIn.last_seen_at)).group_by(SignIn.user_id)).all())
    return [AccountRow(user, role_names(user.roles), user.id in on, seen.get(user.id)) for user in users]


def get_account(session: Session, viewer: User, user_id: str) -> User:
    """An account of the viewer's office. Raises NotFound."""
    user = session.get(User, user_id)
    if user is None or user.office_id != viewer.office_id:
        raise NotFound("Cơ quan không có tài khoản này.")
    return user


def list_offices(session: Session) -> list[Office]:
    return list(session.scalars(select(Office).order_by(Office.symbol)))
