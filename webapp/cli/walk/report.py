"""What a walk leaves behind: a table of the issued documents, and copies under readable names."""

from __future__ import annotations

import re
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Case, Document
from webapp.queries.tools import Tools
from webapp.rules.dates_vi import short_date


def issued_documents(session: Session, case: Case) -> list[Document]:
    """The issued documents of the case in the order they were begun."""
    query = select(Document).where(Document.case_id == case.id, Document.state == "issued").order_by(Document.id)
    return list(session.scalars(query))


def print_documents(session: Session, tools: Tools, case: Case) -> None:
    """Number, date, title, signer, archived PDF and the first twelve digits of its SHA-256, one line each."""
    click.echo(f"{case.code}  {case.title}")
    click.echo(f"{'Số, ký hiệu':<18}{'Ngày':<12}{'Người ký':<22}{'SHA-256':<14}Văn bản, tệp PDF trong kho lưu trữ")
    for document in issued_documents(session, case):
        signer = document.signed_by.full_name if document.signed_by else "—"
        on = short_date(document.issued_on) if document.issued_on else ""
        digest = document.pdf_sha256 or ""
        click.echo(f"{document.number_text or '—':<18}{on:<12}{signer:<22}{digest[:12]:<14}{document.title}")
        click.echo(f"{'':<66}{tools.store.path(digest)}")


def copy_documents(session: Session, tools: Tools, case: Case, out: Path) -> None:
    """Copy every issued PDF and Word file to `out` as `01 15-QĐ-UBKTThU 2021-07-12 Quyết định ….pdf`."""
    out.mkdir(parents=True, exist_ok=True)
    for position, document in enumerate(issued_documents(session, case), start=1):
        name = _readable(f"{position:02d} {document.number_text} {document.issued_on} {document.title}")
        for suffix, sha256 in ((".pdf", document.pdf_sha256), (".docx", document.docx_sha256)):
            (out / f"{name}{suffix}").write_bytes(tools.store.get(sha256 or ""))
    click.echo(f"Đã chép {position if issued_documents(session, case) else 0} văn bản (PDF và Word) vào {out}.")


def _readable(text: str) -> str:
    """A file name every system takes: no separators, single spaces, at most 120 characters."""
    return re.sub(r"\s+", " ", re.sub(r'[\\/:*?"<>|]', "-", text)).strip()[:120].rstrip()
