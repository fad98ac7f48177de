"""Signed copies of an issued document: sign with a key file, take in what was signed elsewhere, keep the scan."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError, NotFound
from webapp.extensions.edge import actor, session, settings, tools, trust
from webapp.forms.signing import KeyForm, ScanForm, SignedForm
from webapp.queries.documents import get_document
from webapp.services import second_factor
from webapp.services.documents import copies
from webapp.signature import key_of_file
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer
from webapp.views.documents import blueprint, secret_page

PAGE = "/documents/<document_id>/copies"
_CIRCULATE, _POST = Permission.DOCUMENT_CIRCULATE, ("POST",)


@route(blueprint, PAGE, needs=Permission.CASE_VIEW)
def copies_of(document_id: str) -> Answer:
    """Every signed copy, and what can be done next."""
    return _page(_document(document_id))


@route(blueprint, f"{PAGE}/key", needs=_CIRCULATE, methods=_POST)
def sign_with_key(document_id: str) -> Answer:
    """Sign with a key file; the file and its password are forgotten at once."""
    document, form = _document(document_id), KeyForm()
    if not form.validate():
        return _page(document, form.mistakes), 422
    try:
        key = key_of_file(form.key.data.read(), form.password.data)
        copies.sign_copy(
            session(), tools(), document=document, kind=form.kind.data, key=key, trust=trust(), actor=actor()
        )
    except DomainError as error:
        return _page(_document(document_id), [("key", error.sentence)]), 422
    flash("Đã ký số.", "done")
    return _back(document_id)


@route(blueprint, f"{PAGE}/to-sign.pdf", needs=Permission.CASE_VIEW)
def to_sign(document_id: str) -> Answer:
    """The file to sign on the officer's own machine."""
    document = _document(document_id)
    if document.state != "issued":
        raise NotFound("Văn bản chưa ban hành, chưa có tệp để ký số.")
    if asks := secret_page(document, "pdf"):
        return asks
    data = copies.newest_for_signing(session(), tools(), document)
    name = f"Ky {document.number_text or document.title}".replace("/", "-")
    return file_answer(data, media_type="application/pdf", name=f"{name}.pdf", download=True)


@route(blueprint, f"{PAGE}/signed", needs=_CIRCULATE, methods=_POST)
def take_in_signed(document_id: str) -> Answer:
    """Take in the copy that was signed on the officer's own machine."""
    document, form = _document(document_id), SignedForm()
    if not form.validate():
        return _page(document, form.mistakes), 422
    try:
        copies.take_in_signed(
            session(), tools(), document=document, kind=form.kind.data, data=form.file.data.read(), trust=trust(),
            actor=actor(),
        )  # fmt: skip
    except DomainError as error:
        return _page(document, [("file", error.sentence)]), 422
    flash("Đã nhận bản ký số.", "done")
    return _back(document_id)


@route(blueprint, f"{PAGE}/scan", needs=_CIRCULATE, methods=_POST)
def take_in_scan(document_id: str) -> Answer:
    """Keep the scan of what was signed in ink."""
    document, form = _document(document_id), ScanForm()
    if not form.validate():
        return _page(document, form.mistakes), 422
    try:
        copies.take_in_scan(
            session(), tools(), document=document, filename=form.file.data.filename, data=form.file.data.read(),
            signer=form.signer.data, actor=actor(),
        )  # fmt: skip
    except DomainError as error:
        return _page(document, [("file", error.sentence)]), 422
    flash("Đã nhận bản quét.", "done")
    return _back(document_id)


@route(blueprint, f"{PAGE}/<copy_id>", needs=Permission.CASE_VIEW)
def signed_copy(document_id: str, copy_id: str) -> Answer:
    """One signed copy."""
    document = _document(document_id)
    return secret_page(document, f"copy:{copy_id}") or copy_file(document, copy_id)


def copy_file(document: Any, copy_id: str) -> Answer:
    """The file of one signed copy."""
    found = next((one for one in copies.list_copies(session(), document) if one.id == copy_id), None)
    if found is None:
        raise NotFound("Văn bản này không có bản ký đó.")
    ending = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}.get(found.media_type, "docx")
    name = f"{document.number_text or document.title} {found.kind}".replace("/", "-")
    return file_answer(tools().store.get(found.sha256), media_type=found.media_type, name=f"{name}.{ending}")


def _document(document_id: str) -> Any:
    return get_document(session(), actor(), document_id)


def _back(document_id: str) -> Any:
    return redirect(url_for("documents.copies_of", document_id=document_id))


def _page(document: Any, errors: Any = ()) -> Any:
    return render_template(
        "documents/copies.html",
        document=document, copies=copies.list_copies(session(), document), errors=list(errors), key=KeyForm(),
        signed=SignedForm(), scan=ScanForm(), factor=second_factor.is_on(session(), actor()),
        required=settings().factor_required,
    )  # fmt: skip
