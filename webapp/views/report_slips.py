"""The pages behind the private link of a slip: a few numbers a screen, kept as typed, looked over, sent. No account."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for

from webapp.errors import DomainError, NotFound
from webapp.extensions import limiter
from webapp.extensions.edge import session, settings, tools
from webapp.forms.reporting import SendForm
from webapp.queries.reporting import SlipView, open_slip, slip_view
from webapp.rules.figures.forms.returns import Section
from webapp.services.blobs import XLSX
from webapp.services.reporting import SlipRefused, read_workbook, save_answers, send_slip, slip_workbook
from webapp.views.access import PUBLIC, route
from webapp.views.answers import Answer, file_answer

blueprint = Blueprint("report_slips", __name__)

_POST = ("POST",)
_RATE = limiter.shared_limit("60 per minute", scope="report slips")
_HERE = "/report/<slip_id>/<token>"


@route(blueprint, _HERE, needs=PUBLIC)
@_RATE
def start(slip_id: str, token: str) -> Answer:
    """Every number with what is wrong or missing, and the way to send them."""
    return _overview(slip_id, token, SendForm(formdata=None), [])


@route(blueprint, f"{_HERE}/part/<int:number>", needs=PUBLIC)
@_RATE
def part(slip_id: str, token: str, number: int) -> Answer:
    """One screen."""
    return _screen(slip_id, token, _view(slip_id, token), number)


@route(blueprint, f"{_HERE}/part/<int:number>", needs=PUBLIC, methods=_POST)
@_RATE
def keep(slip_id: str, token: str, number: int) -> Answer:
    """Keep what was typed, right or wrong; go on when it could be read."""
    view = _view(slip_id, token)
    section = _section(view, number)
    typed = {cell: request.form.get(cell, "") for cell in section.cells}
    nothing = request.form.get("nothing") == "yes"
    view = save_answers(session(), tools().statistics, slip=view.slip, typed=typed, nothing=nothing)
    if any(flaw.cell in section.cells for flaw in view.blocking):
        return _screen(slip_id, token, view, number)
    if number < len(view.asked.section):
        return redirect(url_for("report_slips.part", slip_id=slip_id, token=token, number=number + 1))
    return redirect(url_for("report_slips.start", slip_id=slip_id, token=token))


@route(blueprint, _HERE, needs=PUBLIC, methods=_POST)
@_RATE
def send(slip_id: str, token: str) -> Answer:
    """Send the report."""
    view, form = _view(slip_id, token), SendForm()
    if not form.validate():
        return _overview(slip_id, token, form, form.mistakes), 422
    try:
        send_slip(
            session(), tools(), slip=view.slip, sender=form.sender.data or "",
            explanation=form.explanation.data or "",
        )  # fmt: skip
    except SlipRefused as error:
        return _overview(slip_id, token, form, error.fields), error.status
    flash(f"Đã gửi báo cáo {view.slip.period_label}. Cảm ơn đồng chí.", "done")
    return redirect(url_for("report_slips.start", slip_id=slip_id, token=token))


@route(blueprint, f"{_HERE}/workbook.xlsx", needs=PUBLIC)
@_RATE
def workbook(slip_id: str, token: str) -> Answer:
    """The same questions as an Excel workbook."""
    slip = _view(slip_id, token).slip
    return file_answer(slip_workbook(tools().statistics, slip), media_type=XLSX, name="phieu-bao-cao.xlsx")


@route(blueprint, f"{_HERE}/workbook", needs=PUBLIC, methods=_POST)
@_RATE
def bring(slip_id: str, token: str) -> Answer:
    """Take the numbers of the workbook into the slip; they are looked over and sent like typed ones."""
    slip, file = _view(slip_id, token).slip, request.files.get("file")
    if file is None or not file.filename:
        return _overview(slip_id, token, SendForm(formdata=None), [("file", "Chưa chọn tệp Excel.")]), 422
    try:
        typed = read_workbook(tools().statistics, tools().renderer, slip=slip, data=file.read())
    except DomainError as error:
        wrong = [("file", sentence) for sentence in [error.sentence, *error.details]]
        return _overview(slip_id, token, SendForm(formdata=None), wrong), error.status
    save_answers(session(), tools().statistics, slip=slip, typed=typed)
    flash("Đã đọc tệp Excel; đồng chí xem lại rồi bấm Gửi báo cáo.", "done")
    return redirect(url_for("report_slips.start", slip_id=slip_id, token=token))


def _view(slip_id: str, token: str) -> SlipView:
    slip = open_slip(session(), secret=settings().secret(), slip_id=slip_id, token=token)
    return slip_view(tools().statistics, slip)


def _section(view: SlipView, number: int) -> Section:
    if not 1 <= number <= len(view.asked.section):
        raise NotFound("Phiếu báo cáo không có phần này.")
    return view.asked.section[number - 1]


def _screen(slip_id: str, token: str, view: SlipView, number: int) -> Answer:
    section = _section(view, number)
    errors = [(flaw.cell, flaw.sentence) for flaw in view.blocking if flaw.cell in section.cells]
    page = render_template(
        "report_slips/screen.html", view=view, slip=view.slip, section=section, number=number, token=token,
        errors=errors if request.method == "POST" else [],
        notes=[flaw for flaw in view.contradictions if flaw.cell.startswith(f"{section.form}/")],
    )  # fmt: skip
    return (page, 200) if request.method == "POST" else page


def _overview(slip_id: str, token: str, form: SendForm, errors: list[tuple[str, str]]) -> str:
    view = _view(slip_id, token)
    return render_template(
        "report_slips/start.html", view=view, slip=view.slip, token=token, form=form, errors=errors
    )
