"""Pages: load → permission → form → one service call → flash → redirect."""

from __future__ import annotations

from flask import Flask

from webapp.views import cases, documents, inbox, register_book, session


def register(app: Flask) -> None:
    """Put every blueprint on the application."""
    for room in (session, inbox, cases, documents, register_book):
        app.register_blueprint(room.blueprint)
