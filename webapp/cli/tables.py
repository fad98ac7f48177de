"""Bring the database's tables up to date before a command needs them."""

from __future__ import annotations

import logging

from flask import current_app

from webapp.extensions import alembic, db
from webapp.models.database import rebuilding


def bring_up_to_date() -> None:
    """Run the migrations that are missing; nothing happens when there are none.

    In an application context of its own, because Alembic keeps its connection, and with it SQLite's write lock, until
    the context ends.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with rebuilding(db.engine), current_app.app_context():
        alembic.upgrade()
