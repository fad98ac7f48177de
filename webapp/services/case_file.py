"""Hand a case's file over: as a bag anybody can check, or bound into one PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.archive.bag import write_bag
from webapp.archive.bound import CannotBind, Paper, bind, picture_to_pdf
from webapp.archive.chain import START, Entry
from webapp.models import Case, Document, LedgerEntry, LedgerHead, Office, User
from webapp.models.base import plain
from webapp.queries.case_file import CaseFile, FileItem, case_file
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.tools import Tools
from webapp.rendering.convert import PdfOptions
from webapp.services import ledger
from webapp.services.blobs import DOCX, PDF
from webapp.services.cases.facts import refuse_unless_uncovered, told
from webapp.services.file_papers import file_papers

_IN_MEMORY = 16 * 1024 * 1024  # bytes; a bigger bag goes to a temporary file


def export_bag(session: Session, tools: Tools, *, case: Case, actor: User) -> IO[bytes]:
    """The whole file as a BagIt bag in a ZIP: documents (PDF and Word), papers received, facts, the ledger, the check.

    Of other cases' ledger entries only the hashes are inside, so the chain can be walked and nothing is told.
    Raises NotAllowed when a paper inside tells who denounced and the person may not know.
    """
    ledger.record(session, office_id=case.office_id, actor=actor, event="case_exported", case_id=case.id, kind="bag")
    office = session.get_one(Office, case.office_id)
    contents = case_file(session, tools, case)
    if any(item.secret for item in contents.items):
        refuse_unless_uncovered(case, actor)
    target: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the caller reads and closes it
    write_bag(
        target,
        name=bag_name(case),
        payload=_payload(session, tools, case, contents),
        info={
            "Source-Organization": f"{office.commission} {office.committee}",
            "External-Identifier": case.code,
            "External-Description": case.title,
            "Bag-Software-Agent": "Án Thư",
        },
        on=clock.today(),
    )
    target.seek(0)
    return target


def bag_name(case: Case) -> str:
    """ "ho-so-07-2021": plain ASCII, for every disk."""
    return "ho-so-" + "-".join("".join(c if c.isdigit() else " " for c in case.code).split())


def export_bound(session: Session, tools: Tools, *, case: Case, actor: User) -> bytes:
    """Every paper of the file in one PDF with page numbers and bookmarks, between its cover and its closing sheet.

    What tells who denounced is left out, whoever asks: a bound file goes from hand to hand.

    Raises CannotBind naming the paper that cannot be opened.
    """
    ledger.record(session, office_id=case.office_id, actor=actor, event="case_exported", case_id=case.id, kind="bound")
    contents = case_file(session, tools, case, open_only=True)
    if not contents.items:
        raise CannotBind("Hồ sơ chưa có văn bản nào đã ban hành hay tài liệu nào đã nhận, chưa có gì để đóng tập.")
    papers = [Paper(_line(item), _as_pdf(tools, item)) for item in contents.items]
    view, procedure = case_view(session, tools, case), procedure_of(tools, case)
    around = file_papers(tools, procedure, view, contents, on=clock.today())
    whole = [
        Paper("Bìa hồ sơ", around.cover, numbered=False),
        Paper("Mục lục hồ sơ", around.contents, numbered=False),
        *papers,
        Paper("Chứng từ kết thúc", around.closing, numbered=False),
    ]
    return bind(whole, title=f"{case.code}: {case.title}")


def _line(item: FileItem) -> str:
    return f"{item.order:02d}. {item.title}" + (f" số {item.number}" if item.number else "")


def _as_pdf(tools: Tools, item: FileItem) -> bytes:
    data = tools.store.get(item.sha256)
    if item.media_type == PDF:
        return data
    if item.media_type == DOCX:
        return tools.renderer.render(data, PdfOptions(title=item.title)).pdf
    return picture_to_pdf(data)


def _payload(session: Session, tools: Tools, case: Case, contents: CaseFile) -> Iterator[tuple[str, bytes]]:
    documents = []
    for item in contents.items:
        folder = "van-ban" if item.document_id else "tai-lieu-nhan"
        path = f"{folder}/{item.order:02d}_{item.filename}"
        yield path, tools.store.get(item.sha256)
        if item.document_id:
            document = session.get_one(Document, item.document_id)
            word = path.removesuffix(".pdf") + ".docx"
            yield word, tools.store.get(str(document.docx_sha256))
            documents.append(_told(document, path, word))
    entries, head = _chain(session, case)
    record = {
        "case": {"code": case.code, "title": case.title, "procedure": case.procedure_code, "state": case.state},
        "contents": [vars(item) for item in contents.items],
        "missing": list(contents.missing),
        "documents": documents,
        "facts": {
            fact.key: told(procedure_of(tools, case), fact.key, fact.value) for fact in case.facts
        },
        "head": head,
    }
    yield "ho-so.json", _json(record, indent=1)
    yield "so-su-kien.jsonl", b"".join(_json(entry) + b"\n" for entry in entries)


def _json(value: Any, indent: int | None = None) -> bytes:
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, indent=indent).encode()


def _told(document: Document, pdf: str, docx: str) -> dict[str, Any]:
    return {
        "id": document.id, "title": document.title, "number": document.number_text, "on": document.issued_on,
        "pdf": document.pdf_sha256, "docx": document.docx_sha256, "pdf_file": pdf, "docx_file": docx,
    }  # fmt: skip


def _chain(session: Session, case: Case) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    query = select(LedgerEntry).where(LedgerEntry.office_id == case.office_id).order_by(LedgerEntry.seq)
    entries = [_entry(row, case) for row in session.scalars(query)]
    head = session.scalar(select(LedgerHead).where(LedgerHead.office_id == case.office_id))
    return entries, {"seq": head.seq if head else 0, "hash": head.hash if head else START}


def _entry(row: LedgerEntry, case: Case) -> dict[str, Any]:
    if row.case_id != case.id:
        return {"seq": row.seq, "previous_hash": row.previous_hash, "hash": row.hash}
    full = {name: getattr(row, name) for name in Entry.__dataclass_fields__}
    return {**full, "at": row.at.astimezone(UTC).isoformat()}
