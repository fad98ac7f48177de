"""Papers that came in from outside."""

from __future__ import annotations

from webapp.auth.permissions import Permission
from webapp.extensions.edge import actor, session, tools
from webapp.queries.uploads import get_upload
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer
from webapp.views.cases import blueprint


@route(blueprint, "/cases/<case_id>/uploads/<upload_id>", needs=Permission.CASE_VIEW)
def upload(case_id: str, upload_id: str) -> Answer:
    """The file as it came in: a PDF is shown, everything else is a download."""
    paper = get_upload(session(), actor(), case_id, upload_id)
    return file_answer(tools().store.get(paper.sha256), media_type=paper.media_type, name=paper.filename)
