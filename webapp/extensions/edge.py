"""The edge of a request: who is asking, which kind of transaction, and the one commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, current_app, g, has_request_context, request
from flask_login import UserMixin, current_user, login_user, logout_user
from pyhanko.sign.timestamps import HTTPTimeStamper
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from webapp.config import Settings
from webapp.errors import Conflict, NotAllowed
from webapp.extensions import db, login
from webapp.models import User, database
from webapp.queries.accounts import get_signed_in
from webapp.queries.law import with_office_law
from webapp.queries.templates import with_office_templates
from webapp.queries.tools import Tools
from webapp.services import accounts
from webapp.services.documents.copies import Trust

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """What Flask-Login carries: the person, and as "id" the random token of the server-side session.

    Ending the row behind the token signs the person out everywhere a copy of the cookie may be.
    """

    def __init__(self, user: User, token: str) -> None:
        self.user = user
        self.token = token

    def get_id(self) -> str:
        return self.token


def register(app: Flask) -> None:
    """Load the person from the session token; give reads a snapshot and writes the lock at once."""
    login.user_loader(_load)
    login.session_protection = None  # it does not stop a copied cookie; the server-side row does
    app.before_request(_begin)


def me() -> User | None:
    """The person who is asking; None when nobody is signed in."""
    return current_user.user if current_user.is_authenticated else None


def actor() -> User:
    """The person who is asking, on pages that need a sign-in. Raises NotAllowed for nobody."""
    if (person := me()) is None:
        raise NotAllowed("Trang này cần đăng nhập.")
    return person


def begin_session(username: str, password: str) -> User:
    """Check the password and give the browser its token. Raises WrongLogin."""
    user, token = accounts.sign_in(db.session, username=username, password=password)
    login_user(SignedIn(user, token))
    return user


def end_session() -> None:
    """Sign out: the row ends, and with it every copy of the cookie."""
    accounts.sign_out(db.session, token=current_user.get_id())
    logout_user()


def shipped_tools() -> Tools:
    """The law, procedures, templates, archive and renderer as this installation came."""
    found: Tools = current_app.extensions["anthu.tools"]
    return found


def tools() -> Tools:
    """The same as the office of whoever is asking uses it: with the templates it published and the law it keeps.

    Looked up once a request, so that one act never meets two versions of a template or of a rule.
    """
    if not has_request_context() or (viewer := me()) is None:
        return shipped_tools()
    if "tools" not in g:
        office_tools = with_office_templates(db.session, shipped_tools(), viewer.office_id)
        g.tools = with_office_law(db.session, office_tools, viewer.office_id)
    found: Tools = g.tools
    return found


def settings() -> Settings:
    found: Settings = current_app.extensions["anthu.settings"]
    return found


def trust() -> Trust:
    """What this installation trusts of signatures, read anew each time: an authority may be added while it runs."""
    chosen = settings()
    folder = chosen.trusted_roots
    files = sorted(one for one in folder.iterdir() if one.suffix in (".pem", ".crt", ".cer")) if folder else []
    stamper = HTTPTimeStamper(chosen.timestamp_authority, timeout=10) if chosen.timestamp_authority else None
    return Trust(tuple(one.read_bytes() for one in files), stamper)


def session() -> Session:
    """The database session of this request."""
    found: Session = db.session
    return found


@contextmanager
def readable_conflicts() -> Iterator[None]:
    """What somebody else did first becomes a Conflict the person can read; the transaction is undone.

    Only a unique constraint speaks of two people; any other broken constraint is a fault of the product.
    """
    try:
        yield
    except (StaleDataError, IntegrityError) as error:
        db.session.rollback()
        if isinstance(error, IntegrityError) and "unique" not in str(error.orig).lower():
            raise
        raise Conflict(
            "Người khác vừa thay đổi cùng chỗ này. Chưa lưu gì; đồng chí mở lại để xem bản mới rồi làm tiếp."
        ) from error


def commit() -> None:
    """The one commit of a request."""
    with readable_conflicts():
        if current_user.is_authenticated:
            accounts.touch(db.session, token=current_user.get_id())
        db.session.commit()


def _load(token: str) -> SignedIn | None:
    limits = settings()
    user = get_signed_in(db.session, token, idle=limits.session_idle, life=limits.session_life)
    return SignedIn(user, token) if user else None


def _begin() -> None:
    if request.method in SAFE:
        database.begin_reading()
    else:
        database.begin_writing()
