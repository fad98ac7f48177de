"""The roster: Party organisations as they were and are; merging, ending; whom a case may be about."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from webapp import clock
from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, tools
from webapp.forms.base import clean
from webapp.forms.organisations import EndForm, OrganisationForm
from webapp.queries import organisations as query
from webapp.rules.dates_vi import BadDate, parse_date
from webapp.rules.organisations import END_KINDS, KINDS, ended_levels, known_levels
from webapp.services.roster import (
    RosterRefused,
    add_organisation,
    change_organisation,
    correct_organisation,
    end_organisation,
)
from webapp.views.access import route
from webapp.views.answers import Answer, page_number

blueprint = Blueprint("organisations", __name__)

ONE = "/organisations/<organisation_id>"
_VIEW, _EDIT, _POST = Permission.ORGANISATION_VIEW, Permission.ORGANISATION_EDIT, ("POST",)
STATES = {"current": "Đang hoạt động", "stale": "Còn ghi ở cấp đã kết thúc", "ended": "Đã kết thúc", "all": "Tất cả"}


@route(blueprint, "/organisations", needs=_VIEW)
def index() -> Answer:
    """Organisations by words, level and state."""
    levels, asked = known_levels(tools().law), request.args
    filters = {
        "words": clean(asked.get("words")),
        "level": asked.get("level", "") if asked.get("level") in levels else "",
        "state": asked.get("state", "") if asked.get("state") in STATES else "current",
    }
    today = clock.today()
    gone = ended_levels(tools().law, today)
    found = query.list_organisations(
        session(), actor(), on=today, levels=gone, page=page_number(asked), **filters
    )
    stale = query.list_organisations(session(), actor(), on=today, levels=gone, state="stale").total
    return render_template(
        "organisations/list.html", found=found, filters=filters, levels=levels, states=STATES, stale=stale, kinds=KINDS
    )


@route(blueprint, "/organisations/new", needs=_EDIT)
def new() -> Answer:
    return _form_page("new", OrganisationForm(data={"valid_from": clock.today()}))


@route(blueprint, "/organisations/new", needs=_EDIT, methods=_POST)
def add() -> Answer:
    form = _offered(OrganisationForm())
    if not form.validate():
        return _form_page("new", form, errors=form.mistakes)
    try:
        one = add_organisation(session(), tools(), values=form.values(), reason=form.reason.data or "", actor=actor())
    except RosterRefused as error:
        return _form_page("new", form, errors=error.fields)
    flash(f"Đã ghi {one.current.name} vào danh bạ.", "done")
    return redirect(url_for("organisations.show", organisation_id=one.id))


@route(blueprint, ONE, needs=_VIEW)
def show(organisation_id: str) -> Answer:
    """One organisation: what it is, was, what stands under it, who belongs to it, the cases about it."""
    one, today = query.get_organisation(session(), actor(), organisation_id), clock.today()
    day = min(today, one.ended_on) if one.ended_on else today
    return render_template(
        "organisations/show.html", one=one, kinds=KINDS, ends=END_KINDS, levels=known_levels(tools().law), day=day,
        children=query.children_on(session(), one, day), members=query.members_on(session(), one, day),
        cases=query.cases_about(session(), actor(), organisation_id=one.id),
        changes=query.list_changes(session(), organisation_id=one.id),
        stale=not one.ended_on and one.current.level in ended_levels(tools().law, today),
    )  # fmt: skip


@route(blueprint, f"{ONE}/<any(change,correct):act>", needs=_EDIT)
def edit(organisation_id: str, act: str) -> Answer:
    one = query.get_organisation(session(), actor(), organisation_id)
    row = one.current
    start = row.valid_from if act == "correct" else clock.today()
    data = {"kind": row.kind, "level": row.level, "name": row.name, "code": row.code, "parent": row.parent_id or ""}
    return _form_page(act, OrganisationForm(data={**data, "valid_from": start}), one)


@route(blueprint, f"{ONE}/<any(change,correct):act>", needs=_EDIT, methods=_POST)
def save(organisation_id: str, act: str) -> Answer:
    one = query.get_organisation(session(), actor(), organisation_id)
    form = _offered(OrganisationForm(), one)
    if not form.validate():
        return _form_page(act, form, one, form.mistakes)
    write = change_organisation if act == "change" else correct_organisation
    try:
        write(
            session(), tools(), organisation=one, values=form.values(), reason=form.reason.data or "", actor=actor()
        )
    except RosterRefused as error:
        return _form_page(act, form, one, error.fields)
    flash("Đã ghi thay đổi; hồ sơ cũ giữ tên của ngày lập." if act == "change" else "Đã đính chính.", "done")
    return redirect(url_for("organisations.show", organisation_id=one.id))


@route(blueprint, f"{ONE}/end", needs=_EDIT)
def end(organisation_id: str) -> Answer:
    """The form, and below it what would be touched on the day that is asked for."""
    one = query.get_organisation(session(), actor(), organisation_id)
    data = {name: request.args.get(name, "") for name in ("kind", "ended_on", "receiver", "reason")}
    return _end_page(one, EndForm(formdata=None, data=data))


@route(blueprint, f"{ONE}/end", needs=_EDIT, methods=_POST)
def finish(organisation_id: str) -> Answer:
    one = query.get_organisation(session(), actor(), organisation_id)
    form = EndForm().offer(_others(one))
    if not form.validate():
        return _end_page(one, form, form.mistakes)
    receiver = query.get_organisation(session(), actor(), form.receiver.data) if form.receiver.data else None
    try:
        end_organisation(
            session(), organisation=one, kind=form.kind.data, ended_on=form.ended_on.known, reason=form.reason.data,
            receiver=receiver, actor=actor(),
        )  # fmt: skip
    except RosterRefused as error:
        return _end_page(one, form, error.fields)
    except DomainError as error:
        return _end_page(one, form, [("", error.sentence)])
    flash("Đã ghi kết thúc; tổ chức và đảng viên trực thuộc đã chuyển từ ngày hôm sau.", "done")
    return redirect(url_for("organisations.show", organisation_id=one.id))


@route(blueprint, "/subjects", needs=_VIEW)
def subjects() -> Answer:
    """Find whom a case is about; choosing takes the names of today into the new case."""
    words = clean(request.args.get("words"))
    target = request.args.get("target", "")
    found = query.find_subjects(
        session(), actor(), words=words, on=clock.today(), target=target if target in ("member", "organisation") else ""
    )
    return render_template("organisations/subjects.html", found=found, words=words, target=target)


def _others(one: Any) -> list[tuple[str, str]]:
    return [row for row in query.choices(session(), actor(), clock.today()) if one is None or row[0] != one.id]


def _offered(form: OrganisationForm, one: Any = None) -> OrganisationForm:
    return form.offer(known_levels(tools().law), _others(one))


def _form_page(act: str, form: OrganisationForm, one: Any = None, errors: list[tuple[str, str]] | None = None) -> Any:
    form = _offered(form, one)
    page = render_template("organisations/form.html", form=form, act=act, one=one, errors=errors or [])
    return (page, 422) if errors else page


def _end_page(one: Any, form: EndForm, errors: list[tuple[str, str]] | None = None) -> Any:
    form.offer(_others(one))
    try:
        day = parse_date(str(form.ended_on.data)) if form.ended_on.data else None
    except BadDate:
        day = None
    touched = query.affected_by_end(session(), actor(), one, day or clock.today())
    page = render_template(
        "organisations/end.html", form=form, one=one, touched=touched, day=day, errors=errors or []
    )
    return (page, 422) if errors else page
