"""Reporting upwards: who has sent the report of a period, slips, closed periods and their restatements, packages."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.auth.slips import slip_token
from webapp.errors import DomainError, NotAllowed, NotFound
from webapp.extensions.edge import actor, session, settings, tools
from webapp.forms.reporting import CYCLES, AskForm, PackageForm, RestateForm, asked_period
from webapp.queries.cases import get_case
from webapp.queries.reporting import (
    closing_of,
    get_closing,
    get_slip,
    list_closings,
    read_frozen,
    slip_view,
    who_has_sent,
)
from webapp.queries.reporting.told import report_sources
from webapp.rules.figures.entry import read_count
from webapp.rules.figures.package import code_of
from webapp.services.blobs import DOCX
from webapp.services.reporting import (
    PROCEDURE,
    close_period,
    export_period,
    issue_slips,
    open_report,
    receive_package,
    renew_slip,
    report_docx,
    restate_figure,
)
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer

blueprint = Blueprint("reporting", __name__)

_EDIT, _POST = Permission.FIGURE_EDIT, ("POST",)
Mistakes = list[tuple[str, str]]


@route(blueprint, "/reporting", needs=_EDIT)
def show() -> Answer:
    """Who has sent the report of the period and who has not."""
    return _page()


@route(blueprint, "/reporting/slips", needs=_EDIT, methods=_POST)
def ask() -> Answer:
    """Make the slips of everybody, or of one body, that has none."""
    asked, form = asked_period(request.form, clock.today()), AskForm()
    if not form.validate():
        return _page(form, form.mistakes), 422
    bodies = request.form.getlist("body") or None
    try:
        made = issue_slips(
            session(), period=asked.period, bodies=bodies, expires_on=form.expires_on.known, actor=actor()
        )
    except DomainError as error:
        return _page(form, [("expires_on", error.sentence)]), error.status
    flash(f"Đã lập {len(made)} phiếu báo cáo {asked.period.label}; mở từng phiếu để lấy đường dẫn gửi đi.", "done")
    return redirect(url_for("reporting.show", **asked.args))


@route(blueprint, "/reporting/slips/<slip_id>", needs=_EDIT)
def slip(slip_id: str) -> Answer:
    """One slip: its link, the text of a reminder, what was sent and what was explained."""
    found = get_slip(session(), actor(), slip_id)
    link = url_for("report_slips.start", slip_id=found.id, token=slip_token(settings().secret(), found), _external=True)
    view = slip_view(tools().statistics, found)
    return render_template("reporting/slip.html", view=view, slip=found, link=link, form=AskForm(formdata=None))


@route(blueprint, "/reporting/slips/<slip_id>/renew", needs=_EDIT, methods=_POST)
def renew(slip_id: str) -> Answer:
    """A new link and a new last day."""
    found, form = get_slip(session(), actor(), slip_id), AskForm()
    if not form.validate():
        raise DomainError("; ".join(sentence for _, sentence in form.mistakes))
    renew_slip(session(), slip=found, expires_on=form.expires_on.known, actor=actor())
    flash("Đã thay đường dẫn; đường dẫn cũ không mở được nữa.", "done")
    return redirect(url_for("reporting.slip", slip_id=slip_id))


@route(blueprint, "/reporting/close", needs=_EDIT, methods=_POST)
def close() -> Answer:
    """Close the period; who has not sent stays without figures in it."""
    asked = asked_period(request.form, clock.today())
    try:
        closing = close_period(session(), tools(), period=asked.period, actor=actor())
    except DomainError as error:
        return _page(mistakes=[("", error.sentence)]), error.status
    flash(f"Đã chốt số liệu {asked.period.label}.", "done")
    return redirect(url_for("reporting.closed", closing_id=closing.id))


@route(blueprint, "/reporting/closed/<closing_id>", needs=_EDIT)
def closed(closing_id: str) -> Answer:
    """A closed period: its figures, its restatements, its file for the superior."""
    return _closed_page(closing_id, RestateForm(formdata=None, cell=request.args.get("cell", "")), [])


@route(blueprint, "/reporting/closed/<closing_id>/restate", needs=_EDIT, methods=_POST)
def restate(closing_id: str) -> Answer:
    """Correct the office's own part of a closed figure."""
    form = RestateForm()
    if not form.validate():
        return _closed_page(closing_id, form, form.mistakes), 422
    try:
        value = read_count(form.value.data)
    except ValueError as error:
        return _closed_page(closing_id, form, [("value", str(error))]), 422
    try:
        restate_figure(
            session(), tools(), closing=get_closing(session(), actor(), closing_id), cell=form.cell.data,
            value=value or 0, reason=form.reason.data, actor=actor(),
        )  # fmt: skip
    except DomainError as error:
        return _closed_page(closing_id, form, [("value", error.sentence)]), error.status
    flash("Đã ghi đính chính; số cũ giữ trong nhật ký.", "done")
    return redirect(url_for("reporting.closed", closing_id=closing_id))


@route(blueprint, "/reporting/closed/<closing_id>/package.zip", needs=_EDIT)
def package(closing_id: str) -> Answer:
    """The file for the superior's installation."""
    closing = get_closing(session(), actor(), closing_id)
    name = f"so-lieu-{closing.first_on:%Y%m%d}-{closing.last_on:%Y%m%d}.zip"
    return file_answer(export_period(session(), tools(), closing=closing), media_type="application/zip", name=name)


@route(blueprint, "/reporting/reports", needs=_EDIT, methods=_POST)
def write() -> Answer:
    """Open the case of the period's report, its text and table written from the figures."""
    asked = asked_period(request.form, clock.today())
    try:
        case = open_report(session(), tools(), period=asked.period, actor=actor())
    except DomainError as error:
        return _page(mistakes=[("", error.sentence)]), error.status
    flash(f"Đã viết báo cáo {asked.period.label} từ số liệu; bổ sung đánh giá, nhiệm vụ rồi soạn văn bản.", "done")
    return redirect(url_for("reporting.report", case_id=case.id))


@route(blueprint, "/reporting/reports/<case_id>", needs=Permission.CASE_VIEW)
def report(case_id: str) -> Answer:
    """Every sentence of a report with its rule, and its figures with what they are now."""
    case = _reported(case_id)
    return render_template("reporting/report.html", case=case, told=report_sources(session(), tools(), actor(), case))


@route(blueprint, "/reporting/reports/<case_id>/preview.docx", needs=Permission.CASE_VIEW)
def preview(case_id: str) -> Answer:
    """The Word file as it would be drafted now."""
    case = _reported(case_id)
    return file_answer(report_docx(session(), tools(), case=case), media_type=DOCX, name="bao-cao.docx")


def _reported(case_id: str) -> Any:
    """The case of a report: one that is not the reader's to know is not found, before anything else is said."""
    case = get_case(session(), actor(), case_id)
    if not allowed(actor(), _EDIT):
        raise NotAllowed("Trang này không thuộc nhiệm vụ của đồng chí.")
    if case.procedure_code != PROCEDURE:
        raise NotFound("Hồ sơ này không phải báo cáo định kỳ.")
    return case


@route(blueprint, "/reporting/packages", needs=_EDIT, methods=_POST)
def bring() -> Answer:
    """Take in the file of a subordinate's installation."""
    form, file = PackageForm(), request.files.get("file")
    if not form.validate() or file is None or not file.filename:
        missing = [] if file is not None and file.filename else [("file", "Chưa chọn gói số liệu (.zip).")]
        return _page(package=form, mistakes=[*missing, *form.mistakes]), 422
    try:
        kept = receive_package(session(), tools(), data=file.read(), code=form.code.data, actor=actor())
    except DomainError as error:
        return _page(package=form, mistakes=[("file", error.sentence)]), error.status
    flash(f"Đã nhận số liệu {kept.period_label} của {kept.body}.", "done")
    return redirect(url_for("reporting.show", **asked_period(request.form, clock.today()).args))


def _page(form: AskForm | None = None, mistakes: Mistakes | None = None, package: PackageForm | None = None) -> str:
    asked = asked_period(request.values, clock.today())
    period = asked.period
    return render_template(
        "reporting/show.html", asked=asked, period=period, cycles=CYCLES, errors=mistakes or [],
        standing=who_has_sent(session(), actor(), period), form=form or AskForm(formdata=None),
        package=package or PackageForm(formdata=None), closings=list_closings(session(), actor()),
        closing=closing_of(session(), actor().office_id, period.first, period.last),
    )  # fmt: skip


def _closed_page(closing_id: str, form: RestateForm, errors: Mistakes) -> str:
    closing = get_closing(session(), actor(), closing_id)
    forms = tools().statistics.set_on(closing.last_on).forms
    return render_template(
        "reporting/closed.html", labels={f"{form.code}/{one.id}": one.label for form in forms for one in form.columns},
        closing=closing, frozen=read_frozen(tools(), closing), form=form, errors=errors,
        code=code_of(export_period(session(), tools(), closing=closing)),
    )  # fmt: skip
