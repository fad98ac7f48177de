"""The WSGI entry point: `gunicorn wsgi:app`, `flask run`."""

from webapp.app import create_app

app = create_app()
