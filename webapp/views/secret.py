"""Papers that tell who denounced are opened with a press of a button, which is written down."""

from __future__ import annotations

from flask import request

from webapp.auth.permissions import Permission
from webapp.extensions.edge import actor, session
from webapp.queries.documents import get_document
from webapp.services.documents.secret import open_secret
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.views.documents import ONE, blueprint, document_file
from webapp.views.signed_copies import copy_file


@route(blueprint, f"{ONE}/open", needs=Permission.CASE_VIEW, methods=("POST",))
def open_file(document_id: str) -> Answer:
    """The file that was asked for. A reading, yet a POST: it is written down."""
    document, what = get_document(session(), actor(), document_id), request.form.get("what", "pdf")
    open_secret(session(), document=document, what=what, actor=actor())
    kind, _, rest = what.partition(":")
    if kind == "copy":
        return copy_file(document, rest)
    return document_file(document, kind, int(rest) if rest.isascii() and rest.isdigit() else None)
