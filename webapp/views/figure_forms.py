"""The statistical forms of a period: all of them, one, and a cell with what proves it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError, NotFound
from webapp.extensions.edge import actor, session, tools
from webapp.forms.figures import EntryForm
from webapp.queries.figures import list_acts
from webapp.queries.figures.form_page import RULES, FormPage, form_pages
from webapp.services.figures import enter_value
from webapp.services.printed_forms import form_as_pdf, forms_as_excel
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer, page_number
from webapp.views.figure_periods import Asked, asked_period
from webapp.views.figures import blueprint, period_words
from webapp.views.programmes import as_errors

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_VIEW, _EDIT = Permission.FIGURE_VIEW, Permission.FIGURE_EDIT
ONE = "/figures/forms/<form>"
CELL = f"{ONE}/<row_code>/<column>"


@route(blueprint, "/figures/forms", needs=_VIEW)
def forms() -> Answer:
    """Every form with its total and how many cells contradict each other."""
    asked = asked_period(request.args)
    pages = form_pages(session(), tools().statistics, actor(), asked.period)
    return render_template("figures/forms.html", pages=pages, rules=RULES, **period_words(asked))


@route(blueprint, ONE, needs=_VIEW)
def one_form(form: str) -> Answer:
    """One form in its official shape; every figure opens what it was counted from."""
    asked = asked_period(request.args)
    pages = form_pages(session(), tools().statistics, actor(), asked.period)
    page = _page_of(pages, form)
    return render_template("figures/form.html", page=page, pages=pages, rules=RULES, **period_words(asked))


@route(blueprint, "/figures/excel", needs=_VIEW)
def excel() -> Answer:
    """Every form of the period as one Excel file in the official shape."""
    asked = asked_period(request.args)
    data = forms_as_excel(session(), tools(), period=asked.period, actor=actor())
    return file_answer(data, media_type=XLSX, name=f"Biểu thống kê {asked.period.label}.xlsx", download=True)


@route(blueprint, f"{ONE}/pdf", needs=_VIEW)
def form_pdf(form: str) -> Answer:
    """One form as PDF on turned pages, its heads repeated."""
    asked = asked_period(request.args)
    pdf = form_as_pdf(session(), tools(), period=asked.period, form=form, actor=actor())
    return file_answer(pdf, media_type="application/pdf", name=f"Biểu {form} {asked.period.label}.pdf")


@route(blueprint, CELL, needs=_VIEW)
def cell(form: str, row_code: str, column: str) -> Answer:
    """What a cell counts: cases, documents, the value by hand beside it, the checks of its row."""
    return _cell_page(asked_period(request.args), form, row_code, column)


@route(blueprint, CELL, needs=_EDIT, methods=("POST",))
def enter(form: str, row_code: str, column: str) -> Answer:
    """Keep a value by hand beside the counted one."""
    asked, typed = asked_period(request.args), EntryForm()
    if not typed.validate():
        return _cell_page(asked, form, row_code, column, typed, typed.mistakes), 422
    try:
        enter_value(
            session(), tools(), period=asked.period, form=form, row=row_code, column=column, value=typed.value.known,
            reason=typed.reason.data, actor=actor(),
        )  # fmt: skip
    except DomainError as error:
        return _cell_page(asked, form, row_code, column, typed, as_errors(error)), error.status
    flash("Đã ghi số bằng tay; số hệ thống đếm được vẫn giữ bên cạnh.", "done")
    return redirect(url_for("figures.cell", form=form, row_code=row_code, column=column, **asked.args))


def _page_of(pages: Sequence[FormPage], form: str) -> FormPage:
    for page in pages:
        if page.filled.table.form.code == form:
            return page
    raise NotFound("Không có biểu này trong bộ biểu của kỳ báo cáo.")


def _cell_page(
    asked: Asked, form: str, row: str, column: str, typed: EntryForm | None = None,
    errors: Sequence[tuple[str, str]] = (),
) -> Any:  # fmt: skip
    page = _page_of(form_pages(session(), tools().statistics, actor(), asked.period), form)
    try:
        figure, found = page.figure(row, column), list_acts(
            session(), tools().statistics, actor(), asked.period, form=form, row=row, column=column,
            page=page_number(request.args),
        )  # fmt: skip
    except KeyError as error:
        raise NotFound("Không có ô này trong biểu của kỳ báo cáo.") from error
    label = next(one.label for one in page.filled.table.rows if one.code == row)
    return render_template(
        "figures/cell.html", page=page, figure=figure, found=found, row=row, label=label, asked=asked, rules=RULES,
        column=page.filled.table.form.column(column), form=typed or EntryForm(formdata=None), errors=errors,
        args={**asked.args, "form": form, "row_code": row, "column": column},
    )  # fmt: skip
