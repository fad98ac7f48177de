"""Versions of a document: bring one back from Word, decide what was changed there, compare any two."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError, NotAllowed
from webapp.extensions.edge import actor, session, tools
from webapp.forms.base import clean
from webapp.forms.circulation import WordForm
from webapp.forms.documents import SeenForm
from webapp.queries.documents import get_document
from webapp.queries.secret import is_secret
from webapp.queries.versions import compare_versions
from webapp.services.documents.word import decide_offer, resolve_revisions, upload_version
from webapp.services.mending import mend_document
from webapp.views.access import route
from webapp.views.answers import Answer
from webapp.views.documents import ONE, blueprint, page_of

_CIRCULATE, _POST = Permission.DOCUMENT_CIRCULATE, ("POST",)


@route(blueprint, f"{ONE}/compare", needs=Permission.CASE_VIEW)
def compare(document_id: str) -> Answer:
    """Any two versions: in words, and their pages side by side."""
    document = get_document(session(), actor(), document_id)
    if is_secret(tools(), document):
        raise NotAllowed("Văn bản bảo mật không so sánh trên trang được; mở từng bản để xem.")
    new = request.args.get("new", type=int, default=document.current.no)
    old = request.args.get("old", type=int, default=max(1, new - 1))
    found = compare_versions(tools(), document, old, new)
    return render_template("documents/compare.html", document=document, found=found)


@route(blueprint, f"{ONE}/word", needs=_CIRCULATE, methods=_POST)
def upload(document_id: str) -> Answer:
    """Take a file changed in Word as the next version, or say why not."""
    known, form = get_document(session(), actor(), document_id), WordForm()
    if not form.validate():
        return page_of(document_id, form.mistakes), 422
    try:
        document = upload_version(
            session(), tools(), document_id=known.id, actor=actor(), seen=form.seen.data, data=form.file.data.read(),
            filename=clean(form.file.data.filename),
        )  # fmt: skip
    except DomainError as error:
        if error.status not in (400, 415, 422):
            raise
        return page_of(document_id, [("file", error.sentence), *(("file", line) for line in error.details)]), 422
    flash(f"Đã nhận bản {document.current.no} từ Word. Xem các chỗ đã đổi bên dưới.", "done")
    return redirect(url_for("documents.show", document_id=document_id, _anchor="tu-word"))


@route(blueprint, f"{ONE}/mend", needs=_CIRCULATE, methods=_POST)
def mend(document_id: str) -> Answer:
    """Mend the layout by machine; what comes of it is the next version."""
    known, form = get_document(session(), actor(), document_id), SeenForm()
    if not form.validate():
        raise DomainError("Không rõ đồng chí đã xem bản nào; mở lại trang văn bản rồi sửa.")
    document = mend_document(session(), tools(), document_id=known.id, actor=actor(), seen=form.seen.data)
    flash(f"Đã sửa thể thức thành bản {document.current.no}.", "done")
    return redirect(url_for("documents.compare", document_id=document_id))


@route(blueprint, f"{ONE}/revisions", needs=_CIRCULATE, methods=_POST)
def decide_revisions(document_id: str) -> Answer:
    """Accept or reject tracked changes: all of them, or one."""
    known, form = get_document(session(), actor(), document_id), SeenForm()
    if not form.validate():
        raise DomainError("Không rõ đồng chí đã xem bản nào; mở lại trang văn bản rồi quyết định.")
    number, accept = request.form.get("number", type=int), request.form.get("decision") == "accept"
    document = resolve_revisions(
        session(), tools(), document_id=known.id, actor=actor(), seen=form.seen.data,
        decisions=accept if number is None else {number: accept},
    )  # fmt: skip
    left = document.current.tracked
    flash(f"Đã xử lý; còn {left} chỗ." if left else "Đã xử lý hết các chỗ sửa có theo dõi.", "done")
    return redirect(url_for("documents.show", document_id=document_id, _anchor="tu-word"))


@route(blueprint, f"{ONE}/offers/<offer_id>", needs=_CIRCULATE, methods=_POST)
def offer(document_id: str, offer_id: str) -> Answer:
    """Take a value changed in Word into the case, or leave it in this document alone."""
    take = request.form.get("decision") == "take"
    decide_offer(
        session(), tools(), document=get_document(session(), actor(), document_id), actor=actor(), offer_id=offer_id,
        take=take,
    )  # fmt: skip
    flash("Đã đưa về dữ kiện của hồ sơ." if take else "Đã ghi: chỉ giữ trong văn bản này.", "done")
    return redirect(url_for("documents.show", document_id=document_id, _anchor="tu-word"))
