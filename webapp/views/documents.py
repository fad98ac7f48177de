"""One document: read it, draft it again, send it round, sign it, issue it, take its files."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError, NotFound
from webapp.extensions.edge import actor, session, tools
from webapp.forms.base import clean
from webapp.forms.documents import IssueForm, RedraftForm, ReturnForm, SeenForm
from webapp.queries.documents import get_document
from webapp.queries.draft_page import DraftPage, draft_page
from webapp.queries.numbers import list_choices
from webapp.queries.register import next_number
from webapp.queries.secret import is_secret, may_open
from webapp.services.documents.approval import approve_document
from webapp.services.documents.circulation import return_document, submit_document
from webapp.services.documents.drafting import draft_document
from webapp.services.documents.issuing import issue_document
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer
from webapp.views.opened import note_opened

blueprint = Blueprint("documents", __name__)

ONE = "/documents/<document_id>"
_CIRCULATE, _POST = Permission.DOCUMENT_CIRCULATE, ("POST",)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@route(blueprint, ONE, needs=Permission.CASE_VIEW)
def show(document_id: str) -> Answer:
    """What the document says, where that comes from, its pages and its trail."""
    page = load(document_id)
    note_opened(page.document.id, page.version)
    return _page("show", page, form=RedraftForm())


@route(blueprint, f"{ONE}/draft", needs=_CIRCULATE, methods=_POST)
def redraft(document_id: str) -> Answer:
    """A new version from the facts as they are now."""
    page, form = load(document_id), RedraftForm()
    if not form.validate():
        return _page("show", page, form=form), 422
    old = page.document
    document = draft_document(
        session(), tools(), case_id=old.case_id, step_id=old.step, template=old.template, actor=actor(),
        dated_on=form.dated_on.day, subject_id=old.subject_id, give_up_word=form.give_up_word.data,
    )  # fmt: skip
    flash(f"Đã soạn lại: nay là bản {document.current.no}.", "done")
    return redirect(url_for("documents.show", document_id=document_id))


@route(blueprint, f"{ONE}/submit", needs=_CIRCULATE)
def check(document_id: str) -> Answer:
    """Check the answers before anything is sent."""
    return _page("check", load(document_id))


@route(blueprint, f"{ONE}/submit", needs=_CIRCULATE, methods=_POST)
def submit(document_id: str) -> Answer:
    """Send the version that was checked for approval."""
    submit_document(session(), tools(), **decided(document_id), route=clean(request.form.get("route")))
    flash("Đã trình. Văn bản đang chờ duyệt.", "done")
    return redirect(url_for("documents.show", document_id=document_id))


@route(blueprint, f"{ONE}/approve", needs=_CIRCULATE, methods=_POST)
def approve(document_id: str) -> Answer:
    """Approve the version that was read."""
    approve_document(session(), tools(), **decided(document_id))
    flash("Đã duyệt đúng bản vừa xem.", "done")
    return redirect(after(document_id))


@route(blueprint, f"{ONE}/return", needs=_CIRCULATE)
def ask_return(document_id: str) -> Answer:
    """Ask for the reason of sending it back."""
    return _page("return", load(document_id), form=ReturnForm())


@route(blueprint, f"{ONE}/return", needs=_CIRCULATE, methods=_POST)
def send_back(document_id: str) -> Answer:
    """Send it back to its drafter with the reason."""
    form = ReturnForm()
    if not form.validate():
        return _page("return", load(document_id), form=form), 422
    return_document(session(), tools(), **decided(document_id), reason=form.reason.data)
    flash("Đã trả lại, lý do gửi người soạn.", "done")
    return redirect(after(document_id))


@route(blueprint, f"{ONE}/issue", needs=_CIRCULATE)
def ask_issue(document_id: str) -> Answer:
    """Stop and think: a number that was given is never taken back."""
    page = load(document_id)
    return _issue_page(page, IssueForm(issued_on=page.document.dated_on))


@route(blueprint, f"{ONE}/issue", needs=_CIRCULATE, methods=_POST)
def issue(document_id: str) -> Answer:
    """Give the number and the date, archive the pages, write the register."""
    form = IssueForm()
    if not form.validate():
        return _issue_page(load(document_id), form, form.mistakes), 422
    try:
        known = get_document(session(), actor(), document_id)
        document = issue_document(
            session(), tools(), document_id=known.id, actor=actor(), on=form.issued_on.day, held=form.held.data or ""
        )
    except DomainError as error:
        if error.status != 400:  # only a wrong date can be mended on the form
            raise
        return _issue_page(load(document_id), form, [("issued_on", error.sentence)]), 422
    flash(f"Đã cấp Số {document.number_text}." if document.number_text else "Đã hoàn tất và lưu.", "done")
    return redirect(url_for("documents.show", document_id=document_id))


@route(blueprint, f"{ONE}/file.<kind>", needs=Permission.CASE_VIEW)
def file(document_id: str, kind: str) -> Answer:
    """The issued Word file or archived PDF; before issue, those of the newest version."""
    document = get_document(session(), actor(), document_id)
    return secret_page(document, kind) or document_file(document, kind)


@route(blueprint, f"{ONE}/versions/<int:number>/file.<kind>", needs=Permission.CASE_VIEW)
def version_file(document_id: str, number: int, kind: str) -> Answer:
    """The files of one version, exactly as they were read then."""
    document = get_document(session(), actor(), document_id)
    return secret_page(document, f"{kind}:{number}") or document_file(document, kind, number)


def document_file(document: Any, kind: str, number: int | None = None) -> Answer:
    """A file of the document as it stands, or of one of its versions."""
    if number is None:
        source = document if document.state == "issued" else document.current
        return _file(kind, source, document.number_text or "Dự thảo", document.title)
    found = next((version for version in document.versions if version.no == number), None)
    if found is None:
        raise NotFound("Văn bản này không có bản đó.")
    return _file(kind, found, f"Bản {number}", document.title)


def secret_page(document: Any, what: str) -> Any:
    """In place of a file that tells who denounced: the page that asks first. None for every other document."""
    if not is_secret(tools(), document):
        return None
    readable = may_open(actor(), document)
    page = render_template("documents/secret.html", document=document, what=what, may_open=readable)
    return page, 200 if readable else 403


def _file(kind: str, source: Any, prefix: str, title: str) -> Answer:
    kinds = {"pdf": (source.pdf_sha256, "application/pdf"), "docx": (source.docx_sha256, _DOCX)}
    if kind not in kinds:
        raise NotFound("Chỉ có tệp Word (.docx) và PDF.")
    sha256, media_type = kinds[kind]
    name = f"{prefix} {title}".replace("/", "-")[:120].strip()
    return file_answer(tools().store.get(sha256), media_type=media_type, name=f"{name}.{kind}")


def page_of(document_id: str, errors: Any = ()) -> Any:
    """The page of the document again, with what was refused."""
    return _page("show", load(document_id), form=RedraftForm(formdata=None), errors=errors)


def load(document_id: str) -> DraftPage:
    document = get_document(session(), actor(), document_id)
    return draft_page(session(), tools(), actor(), document)


def decided(document_id: str) -> dict[str, Any]:
    """The document, who decides, and the version that was seen: what every act of circulation takes."""
    form = SeenForm()
    if not form.validate():
        raise DomainError("Không rõ đồng chí đã xem bản nào; mở lại trang văn bản rồi quyết định.")
    return {"document": get_document(session(), actor(), document_id), "actor": actor(), "seen": form.seen.data}


def after(document_id: str) -> str:
    """Back to the list of what waits, when the act was done there: the next item opens by itself."""
    if request.form.get("back") == "inbox":
        return url_for("inbox.show", did=document_id)
    return url_for("documents.show", document_id=document_id)


def _issue_page(page: DraftPage, form: IssueForm, errors: Any = ()) -> Any:
    number = next_number(session(), actor(), page.type_code, page.document.dated_on) if page.registered else None
    form.held.choices = list_choices(session(), actor(), page.type_code, page.document.dated_on)
    return _page("issue", page, form=form, errors=errors, number=number)


def _page(name: str, page: DraftPage, **more: Any) -> Any:
    form = more.get("form")
    errors = more.pop("errors", None) or (form.mistakes if form is not None else [])
    return render_template(f"documents/{name}.html", page=page, errors=errors, **more)
