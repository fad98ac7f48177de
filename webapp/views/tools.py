"""Tools for anybody at work: Word to PDF, and what the signatures of a PDF say."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, redirect, render_template, request, url_for

from webapp.auth.permissions import Permission
from webapp.errors import DomainError
from webapp.extensions.edge import actor, session, settings, trust
from webapp.extensions.edge import tools as installed
from webapp.forms.base import clean
from webapp.queries.signatures import check_pdf
from webapp.services.blobs import DOCX
from webapp.services.word_to_pdf import convert_word, get_converted, get_converted_pdf, get_mended_word
from webapp.views.access import route
from webapp.views.answers import Answer, file_answer

blueprint = Blueprint("tools", __name__)

PAGE = "/tools/word-to-pdf"


@route(blueprint, PAGE, needs=Permission.TOOL_USE)
def word_to_pdf() -> Answer:
    return render_template("tools/word_to_pdf.html", errors=[], result=None)


@route(blueprint, PAGE, needs=Permission.TOOL_USE, methods=("POST",))
def convert() -> Answer:
    """Set the pages of the file that was sent."""
    file = request.files.get("file")
    try:
        if file is None or not file.filename:
            raise DomainError("Chưa chọn tệp Word để chuyển.")
        result = convert_word(installed(), _folder(), data=file.read(), name=clean(file.filename), actor=actor())
    except DomainError as error:
        errors = [("file", error.sentence), *(("file", line) for line in error.details)]
        return render_template("tools/word_to_pdf.html", errors=errors, result=None), 422
    return redirect(url_for("tools.converted", token=result.token))


@route(blueprint, f"{PAGE}/<token>", needs=Permission.TOOL_USE)
def converted(token: str) -> Answer:
    """The pages, and what could not be drawn."""
    return render_template("tools/word_to_pdf.html", errors=[], result=get_converted(_folder(), token, actor()))


@route(blueprint, f"{PAGE}/<token>/file.pdf", needs=Permission.TOOL_USE)
def converted_pdf(token: str) -> Answer:
    result = get_converted(_folder(), token, actor())
    name = result.name.rsplit(".", 1)[0].replace("/", "-")
    return file_answer(get_converted_pdf(_folder(), token, actor()), media_type="application/pdf", name=f"{name}.pdf")


@route(blueprint, f"{PAGE}/<token>/mended.docx", needs=Permission.TOOL_USE)
def mended_word(token: str) -> Answer:
    """The Word file with its layout mended by machine."""
    name = get_converted(_folder(), token, actor()).name.rsplit(".", 1)[0].replace("/", "-")
    return file_answer(get_mended_word(_folder(), token, actor()), media_type=DOCX, name=f"{name}-da-sua.docx")


@route(blueprint, "/tools/verify", needs=Permission.TOOL_USE)
def verify() -> Answer:
    """Which file is to be checked."""
    return render_template("tools/verify.html", errors=[], result=None)


@route(blueprint, "/tools/verify", needs=Permission.TOOL_USE, methods=("POST",))
def verify_file() -> Answer:
    """Who signed the file, whether it is intact, and whether it is one of ours. Nothing of it is kept."""
    file = request.files.get("file")
    try:
        if file is None or not file.filename:
            raise DomainError("Chưa chọn tệp PDF để kiểm tra.")
        result = check_pdf(session(), actor(), file.read(), roots=trust().roots)
    except DomainError as error:
        return render_template("tools/verify.html", errors=[("file", error.sentence)], result=None), 422
    return render_template("tools/verify.html", errors=[], result=result)


def _folder() -> Path:
    return settings().instance / "converted"
