"""The file of a case: its list of contents, what it lacks, and the two ways to hand it over."""

from __future__ import annotations

from flask import render_template, send_file

from webapp.auth.permissions import Permission
from webapp.extensions.edge import actor, session, tools
from webapp.queries.case_file import case_file
from webapp.queries.cases import get_case
from webapp.services.blobs import PDF
from webapp.services.case_file import bag_name, export_bag, export_bound
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer
from webapp.views.cases import blueprint


@route(blueprint, "/cases/<case_id>/file", needs=Permission.CASE_VIEW)
def file(case_id: str) -> Answer:
    """The list of contents with pages, and every paper still missing."""
    case = get_case(session(), actor(), case_id)
    return render_template("cases/file.html", case=case, file=case_file(session(), tools(), case))


@route(blueprint, "/cases/<case_id>/file/bag", needs=Permission.CASE_VIEW, methods=("POST",))
def bag(case_id: str) -> Answer:
    """The file as a bag in a ZIP; the ledger notes who took it."""
    case = get_case(session(), actor(), case_id)
    made = export_bag(session(), tools(), case=case, actor=actor())
    return send_file(made, mimetype="application/zip", download_name=f"{bag_name(case)}.zip", as_attachment=True)


@route(blueprint, "/cases/<case_id>/file/bound", needs=Permission.CASE_VIEW, methods=("POST",))
def bound(case_id: str) -> Answer:
    """The file bound into one PDF; the ledger notes who took it."""
    case = get_case(session(), actor(), case_id)
    pdf = export_bound(session(), tools(), case=case, actor=actor())
    return file_answer(pdf, media_type=PDF, name=f"{bag_name(case)}.pdf", download=True)
