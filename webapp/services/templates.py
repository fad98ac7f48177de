"""The records clerk's template room: upload a changed Word file, publish it, go back to an earlier one; clauses.

A file is examined before it is kept and again before it is published, because the product may have learnt new rules in
between. Documents remember the SHA-256 of the template they were made from; the archive keeps every template used.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.errors import Conflict, DomainError
from webapp.models import Clause, TemplateVersion, User
from webapp.queries.templates import file_of, get_version, list_versions
from webapp.queries.tools import Tools
from webapp.rendering.catalogue import Catalogue, examine
from webapp.services import ledger
from webapp.services.blobs import DOCX, note_blob


class TemplateRefused(DomainError):
    """The file is not fit to be this template; `details` name every place and what to do."""

    status = 422


def upload_version(
    session: Session, tools: Tools, shipped: Catalogue, *, code: str, data: bytes, filename: str, note: str, actor: User
) -> TemplateVersion:
    """Keep a changed Word file as the next version of a template, not yet in use. Raises TemplateRefused."""
    template = shipped.get(code)
    if not note.strip():
        raise TemplateRefused("Chưa ghi đã sửa gì và vì sao; ghi một câu để người sau biết.")
    _refuse_unfit(tools, shipped, code, data)
    newest = next(iter(list_versions(session, actor, code)), None)
    in_use = newest.docx_sha256 if newest else template.sha256
    tools.store.put(data)
    sha256 = note_blob(session, data, DOCX)
    if sha256 == in_use:
        raise Conflict("Tệp này giống hệt bản mới nhất; không có gì để nộp.")
    return _next(session, tools, actor=actor, code=code, sha256=sha256, filename=filename, note=note)


def publish_version(
    session: Session, tools: Tools, shipped: Catalogue, *, code: str, number: int, actor: User
) -> TemplateVersion:
    """Put an uploaded version to use for everything drafted from now on. Raises TemplateRefused, Conflict."""
    version = get_version(session, actor, code, number)
    if version.published_at:
        raise Conflict(f"Bản {number} đã ban hành lúc trước; muốn dùng lại thì bấm “Quay lại bản này”.")
    if any(other.no > number and other.published_at for other in list_versions(session, actor, code)):
        raise Conflict(f"Đã có bản sau bản {number} được ban hành; nộp lại tệp thành bản mới rồi ban hành.")
    _refuse_unfit(tools, shipped, code, tools.store.get(version.docx_sha256))
    version.published_at, version.published_by_id = clock.now(), actor.id
    session.flush()
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="template_published", template=code, number=version.no,
        docx=version.docx_sha256, note=version.note,
    )  # fmt: skip
    return version


def roll_back(
    session: Session, tools: Tools, shipped: Catalogue, *, code: str, number: int, actor: User
) -> TemplateVersion:
    """Use the file of an earlier version again, 0 being the one that came with the product: as a new version.

    Raises Conflict when that file is in use already.
    """
    template = file_of(session, tools, actor, code, number, shipped)
    published = [version for version in list_versions(session, actor, code) if version.published_at]
    in_use = published[0].docx_sha256 if published else shipped.get(code).sha256
    if template.sha256 == in_use:
        raise Conflict("Bản này đang được dùng.")
    tools.store.put(template.docx)
    sha256 = note_blob(session, template.docx, DOCX)
    whence = f"bản {number}" if number else "bản đi kèm Án Thư"
    version = _next(
        session, tools, actor=actor, code=code, sha256=sha256, filename=f"{code}.docx", note=f"Quay lại {whence}"
    )
    return publish_version(session, tools, shipped, code=code, number=version.no, actor=actor)


def _refuse_unfit(tools: Tools, shipped: Catalogue, code: str, data: bytes) -> None:
    problems = examine(shipped.get(code), data, tools.layouts).problems
    if problems:
        raise TemplateRefused(
            f"Tệp chưa dùng làm mẫu được: {len(problems)} chỗ phải sửa. Chưa lưu gì; sửa trong Word rồi nộp lại.",
            details=list(problems),
        )


def _next(
    session: Session, tools: Tools, *, actor: User, code: str, sha256: str, filename: str, note: str
) -> TemplateVersion:
    ledger.lock(session, office_id=actor.office_id)
    key = (TemplateVersion.office_id == actor.office_id, TemplateVersion.code == code)
    last = session.scalar(select(func.max(TemplateVersion.no)).where(*key)) or 0
    version = TemplateVersion(
        office_id=actor.office_id, code=code, no=last + 1, docx_sha256=sha256, filename=filename[:200],
        note=note.strip(), uploaded_by_id=actor.id, uploaded_at=clock.now(),
    )  # fmt: skip
    session.add(version)
    session.flush()
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="template_uploaded", template=code, number=version.no,
        docx=sha256, note=version.note,
    )  # fmt: skip
    return version


def add_clause(session: Session, *, topic: str, title: str, text: str, actor: User) -> Clause:
    """Keep a paragraph for reuse. Raises DomainError when a part is empty."""
    if not (topic.strip() and title.strip() and text.strip()):
        raise DomainError("Đoạn văn mẫu cần đủ chủ đề, tên đoạn và nội dung.")
    clause = Clause(
        office_id=actor.office_id, topic=topic.strip()[:120], title=title.strip()[:200], text=text.strip(),
        by_id=actor.id, at=clock.now(),
    )  # fmt: skip
    session.add(clause)
    session.flush()
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="clause_added", clause=clause.id, title=clause.title
    )
    return clause


def retire_clause(session: Session, *, clause: Clause, actor: User) -> None:
    """Take a clause out of use; what was written with it stays."""
    clause.retired_at = clock.now()
    session.flush()
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="clause_retired", clause=clause.id, title=clause.title
    )
