"""Prove that the archive and the ledger are whole: files re-hashed, chains walked, numbers counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.archive.blobs import FolderStore
from webapp.archive.chain import Entry, problems
from webapp.models import Blob, Document, LedgerEntry, LedgerHead, RegisterEntry, Series, Upload


@dataclass(frozen=True)
class Report:
    """What was looked at and every problem found, each a sentence that names the document or the entry."""

    blobs: int
    entries: int
    numbers: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]
    leftovers: tuple[str, ...]
    ledger: tuple[str, ...]
    register: tuple[str, ...]

    @property
    def problems(self) -> list[str]:
        return [*self.damaged, *self.missing, *self.added, *self.ledger, *self.register]


def verify_archive(session: Session, store: FolderStore) -> Report:
    """Re-hash everything, walk the chains, count the numbers, hold every issued document against the ledger.

    A file no row speaks of is `added` when its content does not fit its name; when it fits, it is what a crash between
    storing and committing leaves behind, named under `leftovers` and harmless.
    """
    wanted = set(session.scalars(select(Blob.sha256)))
    owners = dict(_owners(session))
    present = set(store.names())
    damaged, missing = [], []
    for sha256 in sorted(wanted):
        owner = owners.get(sha256, "tệp không thuộc văn bản nào")
        if sha256 not in present:
            missing.append(f"Thiếu tệp {sha256[:12]}…: {owner}.")
        elif store.hash_of(sha256) != sha256:
            damaged.append(f"Tệp {sha256[:12]}… đã bị thay đổi: {owner}.")
    unknown = present - wanted
    strangers = [name for name in sorted(unknown) if store.hash_of(name) != name]
    chains, entries = _chains(session)
    return Report(
        blobs=len(wanted),
        entries=entries,
        numbers=session.scalar(select(func.count()).select_from(RegisterEntry)) or 0,
        damaged=tuple(damaged),
        missing=tuple(missing),
        added=tuple(f"Tệp lạ trong kho lưu trữ: {name}." for name in strangers),
        leftovers=tuple(sorted(unknown - set(strangers))),
        ledger=tuple(chains),
        register=(*_gaps(session), *_unlike_ledger(session)),
    )


def _owners(session: Session) -> Iterator[tuple[str, str]]:
    for document in session.scalars(select(Document)):
        name = f"{document.title}{' số ' + document.number_text if document.number_text else ''}"
        for version in document.versions:
            yield version.docx_sha256, f"{name}, bản {version.no} (Word)"
            yield version.pdf_sha256, f"{name}, bản {version.no} (PDF)"
        if document.pdf_sha256 and document.docx_sha256:
            yield document.docx_sha256, f"{name}, bản ban hành (Word)"
            yield document.pdf_sha256, f"{name}, bản ban hành (PDF)"
    for upload in session.scalars(select(Upload)):
        yield upload.sha256, f"tài liệu nhận “{upload.filename}”"


def _chains(session: Session) -> tuple[list[str], int]:
    found, total = [], 0
    for head in session.scalars(select(LedgerHead).order_by(LedgerHead.office_id)):
        rows = session.scalars(
            select(LedgerEntry).where(LedgerEntry.office_id == head.office_id).order_by(LedgerEntry.seq)
        )
        entries = [_plain(row) for row in rows]
        total += len(entries)
        found += problems(entries, head_seq=head.seq, head_hash=head.hash)
    return found, total


def _plain(row: LedgerEntry) -> Entry:
    names = Entry.__dataclass_fields__
    return Entry(**{**{name: getattr(row, name) for name in names}, "at": row.at.astimezone(UTC).isoformat()})


def _gaps(session: Session) -> Iterator[str]:
    """Every series must hold 1, 2, 3 … without a hole, and its next number must follow the last."""
    for series in session.scalars(select(Series)):
        query = select(RegisterEntry.number).where(RegisterEntry.series_id == series.id).order_by(RegisterEntry.number)
        numbers = list(session.scalars(query))
        if numbers != list(range(1, len(numbers) + 1)) or series.next_number != len(numbers) + 1:
            yield f"Dãy số {series.type_code}/{series.body_symbol}: có {numbers}, số kế tiếp ghi {series.next_number}."


def _unlike_ledger(session: Session) -> Iterator[str]:
    """Every issued document must still be what the ledger says was issued: number, day, Word file and pages."""
    documents = {document.id: document for document in session.scalars(select(Document))}
    for entry in session.scalars(select(LedgerEntry).where(LedgerEntry.event == "document_issued")):
        said = entry.payload
        document = documents.get(said["document"])
        if document is None:
            yield f"“{said['title']}” đã ban hành theo sổ sự kiện mục {entry.seq} nhưng không còn trong hồ sơ."
            continue
        found = (document.number_text, str(document.issued_on), document.docx_sha256, document.pdf_sha256)
        if found != (said["number"], said["on"], said["docx"], said["pdf"]):
            yield f"“{document.title}” không khớp sổ sự kiện mục {entry.seq}: số, ngày hoặc tệp đã bị thay."
