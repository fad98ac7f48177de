"""The template room: what the office's papers are made from."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from webapp import clock
from webapp.auth.permissions import Permission
from webapp.errors import DomainError, NotFound
from webapp.extensions.edge import actor, session, shipped_tools, tools
from webapp.forms.base import clean
from webapp.forms.templates import ClauseForm, UploadForm
from webapp.queries.documents import get_document
from webapp.queries.layout_findings import template_report
from webapp.queries.template_page import template_page
from webapp.queries.templates import differences, file_of, get_clause, list_clauses, list_templates
from webapp.rendering.catalogue import DocTemplate
from webapp.rendering.convert import PdfOptions
from webapp.rendering.fill import fill
from webapp.rendering.layout import layout_on
from webapp.rendering.text import read_text
from webapp.services.blobs import DOCX, PDF
from webapp.services.mending import mend_template
from webapp.services.templates import add_clause, publish_version, retire_clause, roll_back, upload_version
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer

blueprint = Blueprint("templates", __name__)

ONE = "/templates/<code>"
_VIEW, _PUBLISH, _POST = Permission.TEMPLATE_VIEW, Permission.TEMPLATE_PUBLISH, ("POST",)


@route(blueprint, "/templates", needs=_VIEW)
def index() -> Answer:
    """Every template by its working id, with where it is used."""
    filters = {"words": clean(request.args.get("words")), "procedure": clean(request.args.get("procedure"))}
    rows = list_templates(session(), tools(), actor(), **filters)
    titles = sorted({procedure.title for procedure in tools().procedures})
    return render_template("templates/list.html", rows=rows, filters=filters, procedures=titles)


@route(blueprint, ONE, needs=_VIEW)
def show(code: str) -> Answer:
    """One template: its pages, its values and how to put them in, its versions."""
    return _page(code, UploadForm())


@route(blueprint, f"{ONE}/upload", needs=_PUBLISH, methods=_POST)
def upload(code: str) -> Answer:
    """Keep a changed Word file as a new version, or say everything that is wrong with it."""
    form, file = UploadForm(), request.files.get("file")
    if file is None or not file.filename:
        return _page(code, form, [("file", "Chưa chọn tệp Word."), *(_mistakes(form))], 422)
    if not form.validate():
        return _page(code, form, form.mistakes, 422)
    try:
        version = upload_version(
            session(), tools(), shipped_tools().catalogue, code=code, data=file.read(), filename=clean(file.filename),
            note=form.note.data, actor=actor(),
        )  # fmt: skip
    except DomainError as error:
        return _page(code, form, [("file", error.sentence), *(("file", line) for line in error.details)], error.status)
    flash(f"Đã nhận bản {version.no}. Xem thử, so với bản đang dùng rồi ban hành.", "done")
    return redirect(url_for("templates.compare", code=code, number=version.no))


@route(blueprint, f"{ONE}/versions/<int:number>/publish", needs=_PUBLISH, methods=_POST)
def publish(code: str, number: int) -> Answer:
    publish_version(session(), tools(), shipped_tools().catalogue, code=code, number=number, actor=actor())
    flash(f"Từ nay văn bản được soạn theo bản {number}; văn bản đã soạn giữ mẫu cũ.", "done")
    return redirect(url_for("templates.show", code=code))


@route(blueprint, f"{ONE}/versions/<int:number>/mend", needs=_PUBLISH, methods=_POST)
def mend(code: str, number: int) -> Answer:
    """Mend the layout by machine; what comes of it is a version to look at, not yet in use."""
    version = mend_template(session(), tools(), shipped_tools().catalogue, code=code, number=number, actor=actor())
    flash(f"Đã sửa thể thức thành bản {version.no}. Xem chỗ đã đổi rồi ban hành.", "done")
    against: dict[str, Any] = {"with": number}
    return redirect(url_for("templates.compare", code=code, number=version.no, **against))


@route(blueprint, f"{ONE}/versions/<int:number>/roll-back", needs=_PUBLISH, methods=_POST)
def back(code: str, number: int) -> Answer:
    version = roll_back(session(), tools(), shipped_tools().catalogue, code=code, number=number, actor=actor())
    flash(f"Đã quay lại; lần này ghi là bản {version.no}.", "done")
    return redirect(url_for("templates.show", code=code))


@route(blueprint, f"{ONE}/versions/<int:number>/compare", needs=_VIEW)
def compare(code: str, number: int) -> Answer:
    """What another version prints that the one before it did not: in words, and both pages side by side."""
    against = request.args.get("with", type=int, default=number - 1)
    sample = _sample_name(_file(code, number), request.args.get("sample", ""))
    texts = [_filled_text(_file(code, each), sample) for each in (against, number)]
    page = template_page(session(), tools(), shipped_tools().catalogue, actor(), code)
    return render_template(
        "templates/compare.html", page=page, number=number, against=against, sample=sample, lines=differences(*texts),
        layout=template_report(tools(), _file(code, number)),
    )


@route(blueprint, f"{ONE}/versions/<int:number>/file.docx", needs=_VIEW)
def file(code: str, number: int) -> Answer:
    """The Word file of a version, to be changed in Word."""
    return file_answer(_file(code, number).docx, media_type=DOCX, name=f"{code}-ban-{number}.docx")


@route(blueprint, f"{ONE}/versions/<int:number>/preview.pdf", needs=_VIEW)
def preview(code: str, number: int) -> Answer:
    """The pages of a version, filled with a sample or with the values of a document the person may see."""
    template = _file(code, number)
    values = _values(template, request.args.get("document", ""), request.args.get("sample", ""))
    rendered = tools().renderer.render(fill(template.docx, values).docx, PdfOptions(title=template.title))
    return file_answer(rendered.pdf, media_type=PDF, name=f"{code}.pdf")


@route(blueprint, "/clauses", needs=_VIEW)
def clauses() -> Answer:
    """Paragraphs worth writing once. Beside a field they come as a list to choose from."""
    words = clean(request.args.get("words"))
    found = list_clauses(session(), actor(), words=words)
    room = "templates/_clause_choices.html" if request.headers.get("HX-Request") else "templates/clauses.html"
    return render_template(room, clauses=found, words=words, form=ClauseForm(formdata=None), errors=[])


@route(blueprint, "/clauses", needs=_PUBLISH, methods=_POST)
def new_clause() -> Answer:
    form = ClauseForm()
    if not form.validate():
        found = list_clauses(session(), actor())
        return render_template("templates/clauses.html", clauses=found, words="", form=form, errors=form.mistakes), 422
    add_clause(session(), topic=form.topic.data, title=form.title.data, text=form.text.data, actor=actor())
    flash("Đã thêm đoạn văn mẫu.", "done")
    return redirect(url_for("templates.clauses"))


@route(blueprint, "/clauses/<clause_id>/retire", needs=_PUBLISH, methods=_POST)
def old_clause(clause_id: str) -> Answer:
    retire_clause(session(), clause=get_clause(session(), actor(), clause_id), actor=actor())
    flash("Đã bỏ đoạn văn mẫu; văn bản đã viết bằng nó không đổi.", "done")
    return redirect(url_for("templates.clauses"))


def _page(code: str, form: UploadForm, errors: list[tuple[str, str]] | None = None, status: int = 200) -> Any:
    page = template_page(session(), tools(), shipped_tools().catalogue, actor(), code)
    return render_template("templates/show.html", page=page, form=form, errors=errors or []), status


def _mistakes(form: UploadForm) -> list[tuple[str, str]]:
    form.validate()
    return form.mistakes


def _file(code: str, number: int) -> DocTemplate:
    return file_of(session(), tools(), actor(), code, number, shipped_tools().catalogue)


def _sample_name(template: DocTemplate, asked: str) -> str:
    return asked if asked in template.variants else ""


def _filled_text(template: DocTemplate, sample: str) -> str:
    return read_text(fill(template.docx, template.sample_values(sample)).docx)


def _values(template: DocTemplate, document_id: str, sample: str) -> dict[str, Any]:
    if not document_id:
        profile = layout_on(tools().layouts, clock.today())
        return template.sample_values(_sample_name(template, sample), profile)
    document = get_document(session(), actor(), document_id)
    if document.template != template.code:
        raise NotFound("Văn bản này không làm từ mẫu đang xem.")
    return document.current.values
