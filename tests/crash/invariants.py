"""What must hold after every crash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import func, select

from tests.crash.children import Promise
from tests.crash.office import DECISION, CrashOffice
from webapp.models import Document, LedgerEntry, RegisterEntry, Series
from webapp.services.archive_check import verify_archive


def check_whole(office: CrashOffice, promised: Iterable[Promise] = ()) -> int:
    """Assert that no number is lost, doubled or skipped, every promise is kept and archive, ledger and register verify.

    Returns how many decisions are issued.
    """
    with office.at_work() as session:
        assert verify_archive(session, office.tools.store).problems == []
        query = select(Document).where(Document.state == "issued", Document.template == DECISION)
        issued = {document.id: document for document in session.scalars(query)}
        lines = session.scalars(select(RegisterEntry).join(Series).where(Series.type_code == "QĐ"))
        numbers = {line.document_id: line.number for line in lines}
        assert sorted(numbers.values()) == list(range(1, len(issued) + 1))
        assert numbers.keys() == issued.keys()
        for promise in promised:
            document = issued[promise.document]
            assert (document.number_text, document.docx_sha256, document.pdf_sha256) == (
                promise.number, promise.docx, promise.pdf,
            )  # fmt: skip
            assert office.tools.store.get(promise.pdf) and office.tools.store.get(promise.docx)
        told = select(LedgerEntry.payload).where(LedgerEntry.event == "document_issued")
        times = Counter(payload["document"] for payload in session.scalars(told))
        assert max(times.values(), default=1) == 1 and issued.keys() <= times.keys()
        return len(issued)


def count_ledger(office: CrashOffice) -> int:
    with office.at_work() as session:
        return session.scalar(select(func.count()).select_from(LedgerEntry)) or 0
