"""The one door: every route declares its permission here, is refused without it, and commits once at the end.

`ACCESS` is the table the house tests read; a route that is not in it does not answer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, Flask, flash, make_response, redirect, request, url_for

from webapp.auth.permissions import Permission, allowed
from webapp.errors import NotAllowed, NotFound
from webapp.extensions.edge import SAFE, commit, me, readable_conflicts

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
"""For the few pages that need no sign-in."""

ACCESS: dict[str, Permission | str] = {"static": PUBLIC}
"""Endpoint → the permission it needs before anything is loaded."""


def route(
    blueprint: Blueprint, rule: str, *, needs: Permission | str, methods: tuple[str, ...] = ("GET",)
) -> Callable[[View], View]:
    """Register a view under `rule`: signed in, permitted, and committed once unless it refused."""

    def register_view(view: View) -> View:
        endpoint = f"{blueprint.name}.{view.__name__}"
        ACCESS[endpoint] = needs

        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if needs != PUBLIC and (refusal := _refuse(Permission(needs))) is not None:
                return refusal
            with readable_conflicts():
                answer = make_response(view(*args, **kwargs))
            if request.method not in SAFE and answer.status_code < 400:
                commit()
            return answer

        blueprint.add_url_rule(rule, view_func=guarded, methods=list(methods))
        return view

    return register_view


def permit(permission: Permission, thing: Any) -> None:
    """Check a loaded thing: what the person may not know of is not found; what he may know of is refused."""
    if allowed(me(), permission, thing):
        return
    if allowed(me(), Permission.CASE_VIEW, thing):
        raise NotAllowed("Đồng chí xem được hồ sơ này nhưng không được sửa; việc này của người được phân công.")
    raise NotFound("Không có trang này, hoặc đồng chí không được phân công hồ sơ này.")


def register(app: Flask) -> None:
    """Refuse endpoints nobody has given a permission."""

    def deny_unlisted() -> None:
        if request.endpoint and request.endpoint not in ACCESS:
            raise NotFound("Không có trang này.")

    app.before_request(deny_unlisted)


_NEED_A_THING = frozenset({Permission.CASE_VIEW, Permission.CASE_EDIT, Permission.DOCUMENT_CIRCULATE})


def _refuse(needs: Permission) -> Any:
    actor = me()
    if actor is None:
        wanted = request.full_path.rstrip("?") if request.method in SAFE else None
        if wanted is None:
            flash("Phiên làm việc đã hết nên chưa lưu gì. Đăng nhập xong, bấm Quay lại để lấy lại chữ đã gõ.", "late")
        return redirect(url_for("session.sign_in", next=wanted if wanted != "/" else None))
    if needs not in _NEED_A_THING and not allowed(actor, needs):
        raise NotAllowed("Trang này không thuộc nhiệm vụ của đồng chí.")
    return None
