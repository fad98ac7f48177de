"""Pages: load → permission → form → one service call → flash → redirect."""

from __future__ import annotations

from flask import Flask

from webapp.views import (
    case_file,
    cases,
    documents,
    inbox,
    members,
    new_case,
    organisations,
    register_book,
    session,
    steps,
    templates,
    tools,
    uploads,
)

ROOMS = (session, inbox, cases, documents, register_book, templates, organisations, members, tools)
ON_CASES = (new_case, steps, uploads, case_file)
"""Rooms that add their pages to the blueprint of the cases."""


def register(app: Flask) -> None:
    """Put every blueprint on the application."""
    for room in ROOMS:
        app.register_blueprint(room.blueprint)
