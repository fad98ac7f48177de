"""The application factory; read it as a table of contents."""

from __future__ import annotations

import gc
from typing import Any

from flask import Flask

from webapp import cli, views
from webapp.config import Settings
from webapp.extensions import alembic, babel, csrf, db, edge, limiter, login
from webapp.models import database
from webapp.queries.tools import Tools, load_tools
from webapp.views import access, errors, filters, headers


def create_app(settings: Settings | None = None, *, tools: Tools | None = None) -> Flask:
    """Build the application. Raises SettingsError or DataFileError when the installation is not whole."""
    settings = settings or Settings.from_environment()
    app = Desk(__name__, instance_path=str(settings.instance))
    app.config.from_mapping(_flask_config(settings))
    app.extensions["anthu.settings"] = settings
    app.extensions["anthu.tools"] = tools or load_tools(settings)

    _extensions(app)
    edge.register(app)
    access.register(app)
    headers.register(app)
    errors.register(app)
    filters.register(app)
    views.register(app)
    cli.register(app)
    gc.freeze()  # what start-up made lives as long as the process: the collector need not walk it
    return app


class Desk(Flask):
    """The application; its secret is asked for by the first request, not at start."""

    @property
    def secret_key(self) -> str:  # type: ignore[override]  # Flask has a plain configuration value here
        settings: Settings = self.extensions["anthu.settings"]
        return settings.secret()


def _extensions(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        database.prepare(db.engine)
    for extension in (csrf, babel, limiter, alembic):
        extension.init_app(app)
    login.init_app(app)


def _flask_config(settings: Settings) -> dict[str, Any]:
    return {
        "SQLALCHEMY_ENGINES": {"default": {"url": settings.database, "pool_pre_ping": True}},
        "ALEMBIC": {"script_location": str(settings.procedures.parent / "webapp" / "migrations")},
        "BABEL_DEFAULT_LOCALE": "vi",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
        "MAX_CONTENT_LENGTH": settings.upload_limit,
        "MAX_FORM_MEMORY_SIZE": settings.form_limit,
        "MAX_FORM_PARTS": 5000,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.production,
        "PERMANENT_SESSION_LIFETIME": settings.session_life,
        "WTF_CSRF_TIME_LIMIT": int(settings.session_life.total_seconds()),
        "RATELIMIT_ENABLED": True,
        "RATELIMIT_HEADERS_ENABLED": False,
    }
