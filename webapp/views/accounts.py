"""The accounts of the office: who has one, in which roles, whether the second factor is on; for the administrator."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for

from webapp.auth.permissions import Permission
from webapp.extensions.edge import actor, session
from webapp.queries.accounts import get_account, list_accounts
from webapp.services.accounts import close_account, enable_user
from webapp.services.second_factor import turn_off
from webapp.views.access import route
from webapp.views.answers import Answer

blueprint = Blueprint("accounts", __name__)

_KEEP, _POST = Permission.ACCOUNT_KEEP, ("POST",)
ONE = "/accounts/<user_id>"


@route(blueprint, "/accounts", needs=_KEEP)
def index() -> Answer:
    """Everybody with an account."""
    return render_template("accounts/list.html", rows=list_accounts(session(), actor()))


@route(blueprint, f"{ONE}/factor-off", needs=_KEEP, methods=_POST)
def factor_off(user_id: str) -> Answer:
    """Take a lost factor away; the person turns a new one on."""
    user = get_account(session(), actor(), user_id)
    turn_off(session(), actor=actor(), user=user)
    flash(f"Đã tắt xác thực hai lớp của đồng chí {user.full_name}.", "done")
    return redirect(url_for("accounts.index"))


@route(blueprint, f"{ONE}/disable", needs=_KEEP, methods=_POST)
def disable(user_id: str) -> Answer:
    """Close the account and end its sessions at once."""
    user = get_account(session(), actor(), user_id)
    close_account(session(), user=user, actor=actor())
    flash(f"Đã khoá tài khoản của đồng chí {user.full_name}; các phiên đang mở đã kết thúc.", "done")
    return redirect(url_for("accounts.index"))


@route(blueprint, f"{ONE}/enable", needs=_KEEP, methods=_POST)
def enable(user_id: str) -> Answer:
    """Open it again."""
    user = get_account(session(), actor(), user_id)
    enable_user(session(), user=user, actor=actor())
    flash(f"Đã mở lại tài khoản của đồng chí {user.full_name}.", "done")
    return redirect(url_for("accounts.index"))
