"""Bring in workbooks of organisations and members: every problem before anything is written, then all at once."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError, NotFound
from webapp.extensions.edge import actor, session, tools
from webapp.forms.base import clean
from webapp.queries.roster_imports import get_import, list_imports
from webapp.rules.roster_sheets import COLUMNS
from webapp.services.blobs import XLSX
from webapp.services.roster.importing import keep_import, plan_import, write_import
from webapp.services.roster.workbook import template_workbook
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer
from webapp.views.organisations import blueprint

_EDIT, _POST = Permission.ORGANISATION_EDIT, ("POST",)
_NAMES = {"organisations": "mau-to-chuc-dang.xlsx", "members": "mau-dang-vien.xlsx"}


@route(blueprint, "/organisations/import", needs=_EDIT)
def bring() -> Answer:
    """Where to take the template and hand in the workbook."""
    return _page()


@route(blueprint, "/organisations/import", needs=_EDIT, methods=_POST)
def look() -> Answer:
    """Every problem of the workbook, or its preview; nothing of it is in the roster yet."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _page([("file", "Chưa chọn tệp Excel.")]), 422
    data = file.read()
    try:
        plan = plan_import(session(), tools().law, tools().renderer, data=data, actor=actor())
    except DomainError as error:
        return _page([("file", error.sentence)]), error.status
    if plan.errors:
        return render_template("organisations/import_problems.html", plan=plan, filename=clean(file.filename)), 422
    if not plan.new:
        return render_template("organisations/import_preview.html", plan=plan, kept=None)
    kept = keep_import(
        session(), tools().store, data=data, filename=clean(file.filename), plan=plan, actor=actor()
    )
    return render_template("organisations/import_preview.html", plan=plan, kept=kept)


@route(blueprint, "/organisations/import/<import_id>", needs=_EDIT, methods=_POST)
def write(import_id: str) -> Answer:
    """Write what was previewed; the workbook is judged again, for the roster may have changed."""
    kept = get_import(session(), actor(), import_id)
    plan = plan_import(session(), tools().law, tools().renderer, data=tools().store.get(kept.sha256), actor=actor())
    count = write_import(session(), kept=kept, plan=plan, actor=actor())
    flash(f"Đã nhập {count} {plan.what} từ {kept.filename}.", "done")
    return redirect(url_for("organisations.index" if plan.kind == "organisations" else "members.index"))


@route(blueprint, "/organisations/import/<kind>.xlsx", needs=_EDIT)
def workbook(kind: str) -> Answer:
    """The workbook to fill in."""
    known = next((one for one in COLUMNS if one == kind), None)
    if known is None:
        raise NotFound("Không có tệp mẫu này.")
    return file_answer(template_workbook(known, tools().law), media_type=XLSX, name=_NAMES[known])


def _page(errors: list[tuple[str, str]] | None = None) -> str:
    return render_template("organisations/import.html", errors=errors or [], imports=list_imports(session(), actor()))
