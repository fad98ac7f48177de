"""Draft a set of documents together, a bounded batch at a time, and hand a set over as one file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from webapp.archive.bound import CannotBind, Paper, bind
from webapp.errors import DomainError, StorageFull
from webapp.models import Case, User
from webapp.queries.document_set import DocumentSet, SetItem, document_set
from webapp.queries.tools import Tools
from webapp.services.documents.drafting import draft_document

BATCH = 5
"""Documents drafted by one press: what a person waits for without doubting that it works."""
_FIXED = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Failure:
    """A document that could not be drafted, with the sentences why."""

    key: str
    label: str
    sentence: str


@dataclass(frozen=True)
class Batch:
    """What one press has done."""

    drafted: tuple[str, ...]
    failures: tuple[Failure, ...]


def draft_batch(
    session: Session,
    tools: Tools,
    *,
    case_id: str,
    step: str,
    stage: str,
    actor: User,
    keep: Callable[[], None],
    passed_over: Collection[str] = (),
) -> Batch:
    """Draft the next documents of the set that nobody has drafted yet, at most BATCH of them.

    Each document is a transaction of its own: `keep` ends it, so what is drafted stays whatever fails later, and
    nothing is half-done. What fails is named and the next one is tried; `passed_over` are the keys that failed before.
    """
    actor_id, drafted, failures = actor.id, list[str](), list[Failure]()
    wanted = _next(session, tools, actor, case_id, step, stage, passed_over)[:BATCH]
    for key, step_id, template, subject, label in wanted:
        try:
            draft_document(
                session, tools, case_id=case_id, step_id=step_id, template=template,
                actor=session.get_one(User, actor_id), subject_id=subject or None,
            )  # fmt: skip
            keep()
            drafted.append(label)
        except StorageFull:
            session.rollback()
            raise  # the next one would fail as well
        except (DomainError, StaleDataError, IntegrityError) as error:
            session.rollback()
            failures.append(Failure(key, label, _said(error)))
    return Batch(tuple(drafted), tuple(failures))


def _next(
    session: Session, tools: Tools, actor: User, case_id: str, step: str, stage: str, passed_over: Collection[str]
) -> list[tuple[str, str, str, str, str]]:
    """Plain values, for everything loaded is forgotten when the first document's transaction ends."""
    page = document_set(session, tools, actor, session.get_one(Case, case_id), step=step, stage=stage)
    return [
        (item.key, item.row.step, item.row.template, item.row.subject, item.row.label)
        for item in page.waiting
        if item.key not in passed_over
    ]


def _said(error: Exception) -> str:
    if isinstance(error, DomainError):
        return " ".join([error.sentence, *error.details])
    return "Người khác vừa soạn văn bản này; mở lại để xem bản đó."


def zip_set(tools: Tools, page: DocumentSet) -> bytes:
    """The Word files of the set in one ZIP, numbered in the order of the steps. Raises DomainError for an empty set."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for number, item in enumerate(_made(page), start=1):
            entry = zipfile.ZipInfo(f"{number:02d} {_file_name(item)}.docx", _FIXED)
            package.writestr(entry, tools.store.get(_blob(item, "docx")))
    return stream.getvalue()


def bind_set(tools: Tools, page: DocumentSet) -> bytes:
    """The pages of the set in one PDF with page numbers and bookmarks. Raises DomainError for an empty set."""
    papers = (
        Paper(f"{number:02d}. {item.row.label}", tools.store.get(_blob(item, "pdf")))
        for number, item in enumerate(_made(page), start=1)
    )
    return bind(papers, title=f"{page.case.code}: văn bản của {page.label}")


def _made(page: DocumentSet) -> list[SetItem]:
    if not page.made:
        raise CannotBind("Bộ này chưa có văn bản nào được soạn; soạn trước rồi tải về.")
    return page.made


def _blob(item: SetItem, kind: str) -> str:
    """The issued file, or that of the newest version."""
    document = item.document
    assert document is not None
    source = document if document.state == "issued" else document.current
    return str(getattr(source, f"{kind}_sha256"))


def _file_name(item: SetItem) -> str:
    return re.sub(r"[\\/:*?\"<>|\s]+", " ", item.row.label).strip()[:100]
