"""The file of a case (hồ sơ): what lies in it, in order, on which pages, and what is still missing.

Source: the list of contents (mục lục hồ sơ) seen at cell level: nine columns, papers in the order they came about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.archive.bound import page_count
from webapp.errors import DomainError
from webapp.models import Case, Document, Upload
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.document_rows import document_rows, upload_rows
from webapp.queries.secret import is_secret
from webapp.queries.tools import Tools
from webapp.rendering.convert import PdfOptions
from webapp.workflow.engine import statuses

_TEAM = "Đoàn kiểm tra"


@dataclass(frozen=True)
class FileItem:
    """One line of the contents. Pages run through the whole file from 1; both are None when nobody can count them."""

    order: int
    number: str
    dated_on: date
    title: str
    author: str
    is_original: bool
    sha256: str
    media_type: str
    filename: str
    pages: int | None
    first_page: int | None = None
    last_page: int | None = None
    document_id: str = ""
    upload_id: str = ""
    secret: bool = False  # tells who denounced

    @property
    def page_text(self) -> str:
        """ "12", "12-15", or empty."""
        if self.first_page is None:
            return ""
        return str(self.first_page) if self.first_page == self.last_page else f"{self.first_page}-{self.last_page}"


@dataclass(frozen=True)
class CaseFile:
    """What the file holds and what it still lacks; `missing` are sentences that name the paper and its step."""

    items: tuple[FileItem, ...]
    missing: tuple[str, ...]

    @property
    def pages(self) -> int:
        """Pages that could be counted."""
        return sum(item.pages or 0 for item in self.items)

    @property
    def score(self) -> int:
        """How ready the file is, in per cent of the papers it has and should have."""
        wanted = len(self.items) + len(self.missing)
        return 100 * len(self.items) // wanted if wanted else 0


def case_file(session: Session, tools: Tools, case: Case, *, open_only: bool = False) -> CaseFile:
    """Issued documents and papers received, in the order of their days, numbered through.

    `open_only` leaves out what tells who denounced: a file that may come into the subject's hands.
    """
    found = sorted([*_documents(session, tools, case), *_papers(session, tools, case)], key=lambda item: item.dated_on)
    found = [item for item in found if not (open_only and item.secret)]
    return CaseFile(tuple(_numbered(found)), tuple(_missing(session, tools, case)))


def _documents(session: Session, tools: Tools, case: Case) -> Iterator[FileItem]:
    query = select(Document).where(Document.case_id == case.id, Document.state == "issued").order_by(Document.id)
    for document in session.scalars(query):
        meta = tools.catalogue.get(document.template).meta
        official = meta.kind == "official" and meta.sign_authority != "team"
        assert document.issued_on and document.pdf_sha256  # a constraint of the table
        yield FileItem(
            order=0,
            number=document.number_text,
            dated_on=document.issued_on,
            title=document.title,
            author=str(document.current.values.get("issuer_full") or _TEAM) if official else _TEAM,
            is_original=True,
            sha256=document.pdf_sha256,
            media_type="application/pdf",
            filename=f"{document.number_text.replace('/', '-') or document.template}.pdf",
            pages=page_count(tools.store.get(document.pdf_sha256)),
            document_id=document.id,
            secret=is_secret(tools, document),
        )


def _papers(session: Session, tools: Tools, case: Case) -> Iterator[FileItem]:
    labels = {need.kind: need.label for step in procedure_of(tools, case).steps for need in step.uploads}
    for upload in session.scalars(select(Upload).where(Upload.case_id == case.id).order_by(Upload.at, Upload.id)):
        yield FileItem(
            order=0,
            number="",
            dated_on=upload.received_on,
            title=labels.get(upload.kind, upload.filename),
            author=", ".join(subject.full_name for subject in case.subjects) if upload.kind in labels else "",
            is_original=False,
            sha256=upload.sha256,
            media_type=upload.media_type,
            filename=upload.filename,
            pages=_pages_of(tools, upload),
            upload_id=upload.id,
        )


def _pages_of(tools: Tools, upload: Upload) -> int | None:
    if upload.media_type.startswith("image/"):
        return 1
    data = tools.store.get(upload.sha256)
    return page_count(data) if upload.media_type == "application/pdf" else _pages_of_word(tools, data)


def _pages_of_word(tools: Tools, docx: bytes) -> int | None:
    try:
        return tools.renderer.render(docx, PdfOptions()).pages
    except DomainError:
        return None


def _numbered(items: list[FileItem]) -> Iterator[FileItem]:
    last = 0
    for order, item in enumerate(items, start=1):
        if item.pages is None:
            yield replace(item, order=order)
            continue
        yield replace(item, order=order, first_page=last + 1, last_page=last + item.pages)
        last += item.pages


def _missing(session: Session, tools: Tools, case: Case) -> Iterator[str]:
    view, procedure = case_view(session, tools, case), procedure_of(tools, case)
    now = statuses(procedure, view)
    for row in document_rows(session, tools, view, now):
        if row.state != "issued":
            yield f"{row.label}: chưa ban hành (bước “{row.step_label}”)"
    for paper in upload_rows(session, case, now):
        if paper.state != "received":
            yield f"{paper.label}: chưa nhận (bước “{procedure.step(paper.step).label}”)"
