"""What happens to a case beside its steps: it stands still, goes on, ends, is reopened, merged, handed over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, tools
from webapp.forms.base import Form
from webapp.forms.life import HandOverForm, MergeForm, ReasonForm, ResumeForm, TeamForm
from webapp.queries.cases import get_case
from webapp.queries.labels import CASE_STATES
from webapp.queries.life_page import LifePage, life_page
from webapp.services import cases
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.views.cases import blueprint

LIFE = "/cases/<case_id>/life"
_POST = ("POST",)


@route(blueprint, LIFE, needs=Permission.CASE_VIEW)
def life(case_id: str) -> Answer:
    """The acts open to the person."""
    return _page(_load(case_id), "", None)


@route(blueprint, f"{LIFE}/suspend", needs=Permission.CASE_VIEW, methods=_POST)
def suspend(case_id: str) -> Answer:
    """Let the case stand still."""
    page, form = _load(case_id), ReasonForm()

    def act() -> str:
        cases.suspend_case(session(), case=page.case, actor=actor(), reason=form.reason.data, since=form.on.day)
        return f"Đã tạm dừng hồ sơ {page.case.code}; các hạn ngừng tính."

    return _do(page, "suspend", form.offer(page), act)


@route(blueprint, f"{LIFE}/resume", needs=Permission.CASE_VIEW, methods=_POST)
def resume(case_id: str) -> Answer:
    """Let it go on."""
    page, form = _load(case_id), ResumeForm()

    def act() -> str:
        days = cases.resume_case(session(), case=page.case, actor=actor(), on=form.on.day)
        return f"Hồ sơ {page.case.code} được tiếp tục; các hạn lùi {days} ngày."

    return _do(page, "resume", form, act)


@route(blueprint, f"{LIFE}/close", needs=Permission.CASE_VIEW, methods=_POST)
def close(case_id: str) -> Answer:
    """End the case without a result."""
    page, form = _load(case_id), ReasonForm()

    def act() -> str:
        cases.close_without_result(session(), case=page.case, actor=actor(), reason=form.reason.data)
        return f"Đã kết thúc hồ sơ {page.case.code}, không kết luận."

    return _do(page, "close", form.offer(page), act)


@route(blueprint, f"{LIFE}/reopen", needs=Permission.CASE_VIEW, methods=_POST)
def reopen(case_id: str) -> Answer:
    """Open a closed case again."""
    page, form = _load(case_id), ReasonForm()

    def act() -> str:
        cases.reopen_case(
            session(), tools(), case=page.case, actor=actor(), reason=form.reason.data, step_id=form.step.data or ""
        )
        return f"Đã mở lại hồ sơ {page.case.code}."

    return _do(page, "reopen", form.offer(page), act)


@route(blueprint, f"{LIFE}/merge", needs=Permission.CASE_VIEW, methods=_POST)
def merge(case_id: str) -> Answer:
    """Let it go on inside another case."""
    page, form = _load(case_id), MergeForm()

    def act() -> str:
        into = get_case(session(), actor(), form.other.data)
        gained = cases.merge_case(
            session(), tools(), case=page.case, into=into, actor=actor(), reason=form.reason.data
        )
        return f"Đã nhập hồ sơ {page.case.code} vào {into.code}, thêm {gained} đối tượng."

    return _do(page, "merge", form.offer(page), act)


@route(blueprint, f"{LIFE}/hand-over", needs=Permission.CASE_VIEW, methods=_POST)
def hand_over(case_id: str) -> Answer:
    """Hand it to another body or office."""
    page, form = _load(case_id), HandOverForm()

    def act() -> str:
        made = cases.hand_over_case(
            session(), tools(), case=page.case, actor=actor(), receiver=form.chosen(), reason=form.reason.data
        )
        return f"Đã chuyển hồ sơ {page.case.code}; nơi nhận mở hồ sơ {made.code}."

    return _do(page, "hand-over", form.offer(page), act)


@route(blueprint, f"{LIFE}/propose", needs=Permission.CASE_VIEW, methods=_POST)
def propose(case_id: str) -> Answer:
    """Open the case of the body that may decide."""
    page, form = _load(case_id), HandOverForm()

    def act() -> str:
        made = cases.open_linked_case(
            session(), tools(), case=page.case, actor=actor(), procedure=form.kind.data or "",
            receiver=form.chosen(), reason=form.reason.data,
        )  # fmt: skip
        return f"Đã mở hồ sơ {made.code} cho cấp có thẩm quyền và chuyển hồ sơ kèm theo."

    return _do(page, "propose", form.offer(page), act)


@route(blueprint, f"{LIFE}/team", needs=Permission.CASE_VIEW, methods=_POST)
def assign(case_id: str) -> Answer:
    """Name who is in charge and the team."""
    page, form = _load(case_id), TeamForm()

    def act() -> str:
        cases.set_team(
            session(), tools(), case=page.case, actor=actor(), in_charge_id=form.in_charge.data, team=form.team()
        )
        return "Đã lưu người phụ trách và đoàn."

    return _do(page, "team", form.offer(page), act)


def _load(case_id: str) -> LifePage:
    return life_page(session(), tools(), actor(), get_case(session(), actor(), case_id))


def _do(page: LifePage, name: str, form: Form, act: Callable[[], str]) -> Answer:
    """Check the form, do the one act, say what was done; a refusal brings the form back as it was typed."""
    if not form.validate():
        return _page(page, name, form, form.mistakes), 422
    try:
        flash(act(), "done")
    except DomainError as error:
        return _page(page, name, form, [("", sentence) for sentence in error.details or [error.sentence]]), error.status
    return redirect(url_for("cases.show", case_id=page.case.id))


def _page(page: LifePage, name: str, form: Form | None, errors: list[tuple[str, str]] | None = None) -> Any:
    forms: dict[str, Form] = {
        "suspend": ReasonForm(formdata=None).offer(page),
        "resume": ResumeForm(formdata=None),
        "close": ReasonForm(formdata=None).offer(page),
        "reopen": ReasonForm(formdata=None).offer(page),
        "merge": MergeForm(formdata=None).offer(page),
        "hand-over": HandOverForm(formdata=None).offer(page),
        "propose": HandOverForm(formdata=None).offer(page),
        "team": TeamForm(formdata=None).offer(page).filled(page),
    }
    forms |= {name: form} if form else {}
    return render_template("cases/life.html", page=page, forms=forms, errors=errors or [], states=CASE_STATES)
