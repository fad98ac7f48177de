"""In whose name a command works with the figures."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.auth.permissions import Permission, allowed
from webapp.errors import NotFound
from webapp.models import User


def figures_keeper(session: Session) -> User:
    """The first person who keeps the figures and may open a case. Raises NotFound before the office is founded."""
    for user in session.scalars(select(User).order_by(User.created_at, User.id)):
        if allowed(user, Permission.FIGURE_EDIT) and allowed(user, Permission.CASE_OPEN):
            return user
    raise NotFound("Chưa có cơ quan hoặc người giữ số liệu; lập cơ quan trước (dùng thử: flask sample ensure).")
