"""Pages: load → permission → form → one service call → flash → redirect."""

from __future__ import annotations

from flask import Flask

from webapp.views import (
    account,
    accounts,
    case_file,
    case_life,
    cases,
    circulation,
    consistency,
    document_sets,
    documents,
    figure_forms,
    figure_tags,
    figures,
    inbox,
    law,
    letters,
    mandates,
    members,
    new_case,
    numbers,
    organisations,
    papers,
    procedures,
    programme_lines,
    programmes,
    register_book,
    report_slips,
    reporting,
    roster_import,
    secret,
    session,
    signed_copies,
    signing,
    steps,
    targets,
    templates,
    tools,
    uploads,
    versions,
)

ROOMS = (
    session, account, accounts, inbox, mandates, cases, documents, register_book, templates, organisations, members,
    procedures, law, tools, figures, programmes, targets, reporting, report_slips,
)  # fmt: skip
ON_CASES = (new_case, steps, uploads, case_file, case_life, consistency, document_sets)
"""Rooms that add their pages to the blueprint of the cases."""
ON_DOCUMENTS = (circulation, secret, signed_copies, signing, versions)
"""Rooms that add their pages to the blueprint of the documents."""
ON_THE_ROSTER = (roster_import,)
"""Rooms that add their pages to the blueprint of the organisations."""
ON_THE_REGISTER = (papers, numbers, letters)
"""Rooms that add their pages to the blueprint of the books."""
ON_FIGURES = (figure_forms, figure_tags)
"""Rooms that add their pages to the blueprint of the figures."""
ON_PROGRAMMES = (programme_lines,)
"""Rooms that add their pages to the blueprint of the programmes."""


def register(app: Flask) -> None:
    """Put every blueprint on the application."""
    for room in ROOMS:
        app.register_blueprint(room.blueprint)
