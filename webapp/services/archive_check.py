"""Prove that the archive and the ledger are whole: files re-hashed, chains walked, numbers counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.archive.blobs import TEMPORARY, FolderStore
from webapp.archive.chain import Entry, problems
from webapp.models import (
    Blob,
    Document,
    IncomingDocument,
    LedgerEntry,
    LedgerHead,
    Letter,
    NumberReservation,
    Office,
    RegisterEntry,
    Series,
    SignedCopy,
    Upload,
    VoidNumber,
)
from webapp.models.database import snapshot


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
    """Re-hash everything as it was at one moment; nobody waits meanwhile.

    A file no row speaks of is `added` when its content does not fit its name; when it fits, or never got a name, it is
    what a crash between storing and committing leaves behind, listed under `leftovers` and harmless.
    """
    with snapshot(session):
        return _verify(session, store)


def _verify(session: Session, store: FolderStore) -> Report:
    noted = set(session.scalars(select(Blob.sha256)))
    owners = dict(_owners(session))
    wanted = noted | set(owners)
    present = set(store.names())
    damaged, missing = [], []
    for sha256 in sorted(wanted):
        owner = owners.get(sha256, "tệp không thuộc văn bản nào")
        if sha256 not in present:
            missing.append(f"Thiếu tệp {sha256[:12]}…: {owner}.")
        elif store.hash_of(sha256) != sha256:
            damaged.append(f"Tệp {sha256[:12]}… đã bị thay đổi: {owner}.")
    missing += [f"Tệp {name[:12]}… không còn trong danh mục tệp: {owners[name]}." for name in sorted(wanted - noted)]
    unknown = present - wanted
    strangers = [name for name in sorted(unknown) if not TEMPORARY.fullmatch(name) and store.hash_of(name) != name]
    chains, entries = _chains(session)
    return Report(
        blobs=len(noted),
        entries=entries,
        numbers=session.scalar(select(func.count()).select_from(RegisterEntry)) or 0,
        damaged=tuple(damaged),
        missing=tuple(missing),
        added=tuple(f"Tệp lạ trong kho lưu trữ: {name}." for name in strangers),
        leftovers=tuple(sorted(unknown - set(strangers))),
        ledger=tuple(chains),
        register=(*_gaps(session), *_contradictions(session), *_acts_on_numbers(session), *_lines_alone(session)),
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
    for paper in session.scalars(select(IncomingDocument).where(IncomingDocument.sha256 != "")):
        yield paper.sha256, f"văn bản đến số {paper.number:02d} ({paper.period})"
    for copy in session.scalars(select(SignedCopy)):
        yield copy.sha256, f"bản ký của {copy.document.title} ({copy.signer})"
    for letter in session.scalars(select(Letter).where(Letter.sha256 != "")):
        yield letter.sha256, f"đơn thư số {letter.number:02d} ({letter.period})"


def _chains(session: Session) -> tuple[list[str], int]:
    """Every office's chain; one without its head is named too, whatever its entries say."""
    found, total = [], 0
    heads = {head.office_id: head for head in session.scalars(select(LedgerHead))}
    for office_id in session.scalars(select(Office.id).order_by(Office.id)):
        query = select(LedgerEntry).where(LedgerEntry.office_id == office_id).order_by(LedgerEntry.seq)
        entries = [_plain(row) for row in session.scalars(query)]
        total += len(entries)
        if (head := heads.get(office_id)) is None:
            found.append("Sổ sự kiện: mất đầu chuỗi của một cơ quan; không biết sổ có bị cắt đuôi hay không.")
        found += problems(entries, head_seq=head.seq if head else 0, head_hash=head.hash if head else "")
    return found, total


def _plain(row: LedgerEntry) -> Entry:
    names = Entry.__dataclass_fields__
    return Entry(**{**{name: getattr(row, name) for name in names}, "at": row.at.astimezone(UTC).isoformat()})


def _gaps(session: Session) -> Iterator[str]:
    """Every series must hold 1, 2, 3 … without a hole, given or held, and its next number must follow the last."""
    given = _numbers(session, RegisterEntry)
    held, void = _numbers(session, NumberReservation), _numbers(session, VoidNumber)
    for series in session.scalars(select(Series).order_by(Series.id)):
        name = f"Dãy số {series.type_code}/{series.body_symbol}"
        used = given.get(series.id, set()) | held.get(series.id, set())
        numbers = sorted(number for number, suffix in used if not suffix)
        if numbers != list(range(1, len(numbers) + 1)) or series.next_number != len(numbers) + 1:
            yield f"{name}: có {numbers}, số kế tiếp ghi {series.next_number}."
        late = {one for one in given.get(series.id, set()) if one[1]} - held.get(series.id, set())
        yield from (f"{name}: số chèn {number}{suffix} không có ai cho phép." for number, suffix in sorted(late))
        both = void.get(series.id, set()) & given.get(series.id, set())
        yield from (f"{name}: số {number}{suffix} đã huỷ mà vẫn ở trên văn bản." for number, suffix in sorted(both))


def _numbers(session: Session, table: Any) -> dict[str, set[tuple[int, str]]]:
    found: dict[str, set[tuple[int, str]]] = {}
    for series_id, number, suffix in session.execute(select(table.series_id, table.number, table.suffix)):
        found.setdefault(series_id, set()).add((number, suffix))
    return found


def _contradictions(session: Session) -> Iterator[str]:
    """What the ledger, the document and the register say of one issue must be the same."""
    told = {
        entry.payload["document"]: _told(entry.payload)
        for entry in session.scalars(select(LedgerEntry).where(LedgerEntry.event == "document_issued"))
    }
    query = select(RegisterEntry).where(RegisterEntry.document_id.is_not(None))
    lines = {line.document_id: line for line in session.scalars(query)}
    for document in session.scalars(select(Document).where(Document.state == "issued").order_by(Document.id)):
        name, shown = f"{document.title} số {document.number_text or '—'}", _shown(document)
        if (entry := told.pop(document.id, None)) is None:
            yield f"{name}: đã ban hành nhưng sổ sự kiện không ghi."
        elif entry != shown:
            yield f"{name}: không khớp với sổ sự kiện."
        line = lines.pop(document.id, None)
        if (line is None) != (not document.number_text) or (line and _line(line) != shown[:3]):
            yield f"{name}: không khớp với sổ đăng ký văn bản đi."
    yield from (
        f"Sổ sự kiện ghi đã ban hành “{entry[1]}” ({entry[0]}) nhưng không còn văn bản." for entry in told.values()
    )
    yield from (f"Sổ đăng ký có số {line.number_text} nhưng văn bản chưa ban hành." for line in lines.values())


def _acts_on_numbers(session: Session) -> Iterator[str]:
    """Numbers held and struck out are those the ledger tells of, no more and no fewer."""
    yield from _acts_differ(session, "number_reserved", session.scalars(select(NumberReservation)))
    yield from _acts_differ(session, "number_voided", session.scalars(select(VoidNumber)))


def _acts_differ(session: Session, event: str, rows: Iterable[NumberReservation | VoidNumber]) -> Iterator[str]:
    told = Counter(
        (entry.payload["series"], entry.payload["number"], entry.payload["suffix"], entry.payload["reason"])
        for entry in session.scalars(select(LedgerEntry).where(LedgerEntry.event == event))
    )
    shown = Counter(
        (f"{row.series.type_code}/{row.series.body_symbol}", row.number, row.suffix, row.reason) for row in rows
    )
    for series, number, suffix, _ in sorted({*(told - shown), *(shown - told)}):
        yield f"Dãy số {series}: việc giữ, huỷ số {number}{suffix} không khớp với sổ sự kiện."


def _lines_alone(session: Session) -> Iterator[str]:
    """Lines without a document say what the ledger says of them."""
    entries = session.scalars(select(LedgerEntry).where(LedgerEntry.event == "line_entered"))
    told = {entry.payload["line"]: _line_told(entry.payload) for entry in entries}
    for line in session.scalars(select(RegisterEntry).where(RegisterEntry.document_id.is_(None))):
        if told.pop(line.id, None) != _line(line):
            yield f"Sổ đăng ký: dòng số {line.number_text} (không kèm văn bản) không khớp với sổ sự kiện."
    yield from (f"Sổ sự kiện ghi đã vào sổ số {line[0]} nhưng sổ đăng ký không còn dòng đó." for line in told.values())


def _line_told(payload: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(payload[name]) for name in ("number", "title", "on"))


def _told(payload: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(payload[name]) for name in ("number", "title", "on", "docx", "pdf"))


def _shown(document: Document) -> tuple[str, ...]:
    stored = (document.number_text, document.title, document.issued_on, document.docx_sha256, document.pdf_sha256)
    return tuple(str(value) for value in stored)


def _line(line: RegisterEntry) -> tuple[str, ...]:
    agrees = line.number_text.startswith(f"{line.number:02d}{line.suffix}-")
    number = line.number_text if agrees else f"{line.number}{line.suffix} ≠ {line.number_text}"
    return (number, line.title, str(line.issued_on))
