"""The roster: Party members, their posts over time, the cases about them and the sanctions in effect."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from webapp import clock
from webapp.auth.permissions import Permission
from webapp.extensions.edge import actor, session, tools
from webapp.forms.base import clean
from webapp.forms.organisations import (
    IDENTITY_DATES,
    IDENTITY_TEXTS,
    EndMembershipForm,
    IdentityForm,
    NewMemberForm,
    PostForm,
)
from webapp.queries.members import get_member, list_members, sanctions_of
from webapp.queries.organisations import cases_about, choices, full_name, list_changes
from webapp.rules.members import END_KINDS
from webapp.rules.terms import capital
from webapp.services.roster import RosterRefused, add_member, change_posts, correct_member, end_membership
from webapp.views.access import route
from webapp.views.answers import Answer, page_number

blueprint = Blueprint("members", __name__)

ONE = "/members/<member_id>"
_VIEW, _EDIT, _POST = Permission.ORGANISATION_VIEW, Permission.ORGANISATION_EDIT, ("POST",)
STATES = {"current": "Đang sinh hoạt", "probationary": "Đảng viên dự bị", "ended": "Không còn ở đây", "all": "Tất cả"}
_POSTS = ("party_position", "government_position", "union_position", "workplace", "managed_by")


@route(blueprint, "/members", needs=_VIEW)
def index() -> Answer:
    asked = request.args
    filters = {
        "words": clean(asked.get("words")),
        "state": asked.get("state", "") if asked.get("state") in STATES else "current",
        "organisation_id": clean(asked.get("organisation_id")),
    }
    today = clock.today()
    found = list_members(session(), actor(), on=today, page=page_number(asked), **filters)
    return render_template(
        "members/list.html", found=found, filters=filters, states=STATES, full_name=full_name,
        organisations=choices(session(), actor(), today),
    )  # fmt: skip


@route(blueprint, "/members/new", needs=_EDIT)
def new() -> Answer:
    return _page("new", NewMemberForm(data={"valid_from": clock.today()}))


@route(blueprint, "/members/new", needs=_EDIT, methods=_POST)
def add() -> Answer:
    form = _offered(NewMemberForm())
    if not form.validate():
        return _page("new", form, errors=form.mistakes)
    try:
        one = add_member(
            session(), identity=form.identity(), post=form.post(), reason=form.reason.data or "", actor=actor()
        )
    except RosterRefused as error:
        return _page("new", form, errors=error.fields)
    flash(f"Đã ghi đồng chí {one.full_name} vào danh bạ.", "done")
    return redirect(url_for("members.show", member_id=one.id))


@route(blueprint, ONE, needs=_VIEW)
def show(member_id: str) -> Answer:
    """One member: who he is, where he was, what the office knows about him."""
    one, today = get_member(session(), actor(), member_id), clock.today()
    form = IdentityForm(formdata=None, obj=one)
    return render_template(
        "members/show.html", one=one, form=form, texts=IDENTITY_TEXTS, managed=dict(_managed()), full_name=full_name,
        ends=END_KINDS, cases=cases_about(session(), actor(), member_id=one.id),
        sanctions=sanctions_of(session(), tools(), actor(), one, today),
        changes=list_changes(session(), member_id=one.id),
        labels={name: form[name].label.text for name in (*IDENTITY_TEXTS, *IDENTITY_DATES)},
    )  # fmt: skip


@route(blueprint, f"{ONE}/posts", needs=_EDIT)
def posts(member_id: str) -> Answer:
    one = get_member(session(), actor(), member_id)
    data = {name: getattr(one.current, name) for name in _POSTS}
    data |= {"organisation": one.current.organisation_id, "valid_from": clock.today()}
    return _page("posts", PostForm(data=data), one)


@route(blueprint, f"{ONE}/posts", needs=_EDIT, methods=_POST)
def save_posts(member_id: str) -> Answer:
    one, form = get_member(session(), actor(), member_id), _offered(PostForm())
    if not form.validate():
        return _page("posts", form, one, form.mistakes)
    try:
        change_posts(session(), member=one, post=form.post(), reason=form.reason.data or "", actor=actor())
    except RosterRefused as error:
        return _page("posts", form, one, error.fields)
    flash("Đã ghi thay đổi; hồ sơ cũ giữ chức vụ của ngày lập.", "done")
    return redirect(url_for("members.show", member_id=one.id))


@route(blueprint, f"{ONE}/correct", needs=_EDIT)
def correct(member_id: str) -> Answer:
    one = get_member(session(), actor(), member_id)
    return _page("correct", IdentityForm(formdata=None, obj=one), one)


@route(blueprint, f"{ONE}/correct", needs=_EDIT, methods=_POST)
def save_correction(member_id: str) -> Answer:
    one, form = get_member(session(), actor(), member_id), IdentityForm()
    if not form.validate():
        return _page("correct", form, one, form.mistakes)
    try:
        correct_member(session(), member=one, identity=form.identity(), reason=form.reason.data or "", actor=actor())
    except RosterRefused as error:
        return _page("correct", form, one, error.fields)
    flash("Đã ghi; bản trước vẫn xem được ở phần lịch sử.", "done")
    return redirect(url_for("members.show", member_id=one.id))


@route(blueprint, f"{ONE}/end", needs=_EDIT)
def end(member_id: str) -> Answer:
    one = get_member(session(), actor(), member_id)
    return _page("end", EndMembershipForm(data={"ended_on": clock.today()}).offer(), one)


@route(blueprint, f"{ONE}/end", needs=_EDIT, methods=_POST)
def finish(member_id: str) -> Answer:
    one, form = get_member(session(), actor(), member_id), EndMembershipForm().offer()
    if not form.validate():
        return _page("end", form, one, form.mistakes)
    try:
        end_membership(
            session(), member=one, kind=form.kind.data, ended_on=form.ended_on.known, reason=form.reason.data,
            actor=actor(),
        )  # fmt: skip
    except RosterRefused as error:
        return _page("end", form, one, error.fields)
    flash("Đã ghi. Hồ sơ về đồng chí này không đổi.", "done")
    return redirect(url_for("members.show", member_id=one.id))


def _managed() -> list[tuple[str, str]]:
    targets = {row.name: row.label for row in tools().law.authority.target if not row.name.startswith("organisation")}
    return [(name, capital(label)) for name, label in targets.items()]


def _offered(form: Any) -> Any:
    return form.offer(choices(session(), actor(), clock.today()), _managed())


def _page(act: str, form: Any, one: Any = None, errors: list[tuple[str, str]] | None = None) -> Any:
    if isinstance(form, PostForm):
        _offered(form)
    page = render_template("members/form.html", form=form, act=act, one=one, errors=errors or [])
    return (page, 422) if errors else page
