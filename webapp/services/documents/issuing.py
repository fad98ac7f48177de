"""Issue a signed document: number, date and signer go into the signed file, the PDF into the archive, the line into
the register.

The number has to be printed before it can be given, and pages are not set inside a transaction. So the next number is
read, the pages are made with it and stored, and the transaction gives that number only if it is still the next one;
otherwise everything is made again with the new one. A crash leaves at most stored files that nobody refers to.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.documents import Capacity, needs_signature, next_act, refuse_unless
from webapp.errors import Conflict, DomainError
from webapp.models import Document, DocumentVersion, RegisterEntry, Series, User
from webapp.models.base import plain
from webapp.models.database import let_go
from webapp.queries.bodies import body_of
from webapp.queries.case_view import case_view
from webapp.queries.tools import Tools
from webapp.rendering.catalogue import DocTemplate
from webapp.rendering.convert import Attachment, PdfOptions
from webapp.rendering.stamp import read_stamps, stamp
from webapp.rules.bases import bases_for, check_cited
from webapp.rules.dates_vi import long_date, short_date
from webapp.services.blobs import DOCX, PDF, note_blob
from webapp.services.documents.circulation import NotSigned, refuse_unissuable_on, wrong_state
from webapp.services.documents.drafting import clock_moment
from webapp.services.documents.signing import Block, signature_block
from webapp.services.documents.trail import note_act
from webapp.services.figures import count_case
from webapp.services.numbers import Place, place_in, series_on, take

_TRIES = 50


class BasisRepealed(Conflict):
    """A legal basis printed in the draft is not in force on the day of issue."""


@dataclass(frozen=True)
class Issue:
    """What the pages of the issued document are made from."""

    docx: bytes
    facts: bytes
    title: str
    place: Place | None
    number_text: str
    on: date
    signer: str
    block: Block


def issue_document(
    session: Session, tools: Tools, *, document_id: str, actor: User, on: date | None = None, held: str = ""
) -> Document:
    """Give a signed document its number and date, archive its PDF and put it into the register.

    `held` is the id of a reservation whose number it takes; otherwise it gets the next number.
    Documents without a number (minutes, ballots) are completed the same way, without a line in the register. Doing it
    twice raises Conflict. Source: HD 36-HD/VPTW 1.3.1 (numbers run per type, body and term, from 01).
    """
    actor_id = actor.id
    for _ in range(_TRIES):
        issue = _prepare(session, tools, document_id, actor_id, on, held)
        let_go(session)
        pages = _render(tools, issue)
        if (document := _keep(session, tools, document_id, actor_id, issue, *pages)) is not None:
            return document
        let_go(session)
    raise Conflict(
        "Nhiều văn bản đang được cấp số cùng lúc; chưa cấp được số cho văn bản này. Đồng chí làm lại sau ít phút."
    )


def _prepare(session: Session, tools: Tools, document_id: str, actor_id: str, on: date | None, held: str) -> Issue:
    document, actor = session.get_one(Document, document_id), session.get_one(User, actor_id)
    template = tools.catalogue.get(document.template)
    _refuse_unissuable(session, tools, document, template, actor)
    day = on or document.dated_on
    refuse_unissuable_on(session, tools, document, day, "Chưa ban hành được văn bản này.")
    _refuse_date(tools, document, template, day)
    series = _series(session, document, template, day) if template.meta.registered else None
    place = place_in(session, series, held) if series else None
    signer = document.signed_by
    return Issue(
        docx=tools.store.get(document.current.docx_sha256),
        facts=facts_of(document.current),
        title=document.title,
        place=place,
        number_text=place.text(template.meta.type_code, _symbol(document)) if place else "",
        on=day,
        signer=signer.full_name if signer else "",
        block=block_of(document, template),
    )


def block_of(document: Document, template: DocTemplate) -> Block:
    """The signature block as it was on the day of signing; older documents did not keep it."""
    signer = document.signed_by
    if signer is None:
        return Block("", "")
    if document.signer_title is not None:
        return Block(document.sign_authority or "", document.signer_title)
    return signature_block(template, signer.roles, body_of(document.case))


def _symbol(document: Document) -> str:
    return body_of(document.case).symbol


def _refuse_unissuable(
    session: Session, tools: Tools, document: Document, template: DocTemplate, actor: User
) -> Capacity:
    view = case_view(session, tools, document.case)
    capacity = refuse_unless("issue", template, view, actor, document.step)
    if document.state == "issued":
        number = f" với số {document.number_text}" if document.number_text else ""
        raise Conflict(f"Văn bản này đã ban hành{number}; không cấp số lần nữa.")
    if next_act(template, document) != "issue":
        if needs_signature(template) and document.state != "signed":
            raise NotSigned("Văn bản chưa ký thì chưa cấp số, ban hành được. Chuyển người ký trước.")
        raise Conflict(wrong_state(document))
    if document.signed_by_id and document.signed_sha256 != document.current.docx_sha256:
        raise NotSigned("Bản hiện tại không phải bản đã ký; người ký phải ký lại bản này.")
    return capacity


def _refuse_date(tools: Tools, document: Document, template: DocTemplate, day: date) -> None:
    if day > clock.today():
        raise DomainError(f"Ngày ban hành {short_date(day)} còn ở phía trước; ghi hôm nay hoặc ngày đã qua.")
    if template.meta.law_topics:
        in_force = [basis.id for basis in bases_for(tools.law, template.meta.law_topics, day)]
        if in_force != list(document.current.bases):
            raise BasisRepealed(
                f"Căn cứ in trong dự thảo không phải căn cứ có hiệu lực vào ngày {short_date(day)}. "
                "Người ký trả lại; soạn lại với ngày ban hành này, trình và ký lại rồi mới cấp số.",
                details=_repealed(tools, document, day),
            )


def _repealed(tools: Tools, document: Document, day: date) -> list[str]:
    """Which of the printed texts are not in force on that day, and what to cite instead."""
    numbers = {basis.id: basis.number for basis in tools.law.bases if basis.number}
    printed = [numbers[one] for one in document.current.bases if one in numbers]
    return [one.sentence for one in check_cited(tools.law, printed, day)]


def _series(session: Session, document: Document, template: DocTemplate, day: date) -> Series:
    symbol, type_code = _symbol(document), template.meta.type_code
    unit = document.case.unit_id if document.case.initiator == "cell" else None
    return series_on(
        session, office_id=document.office_id, unit_id=unit, body_symbol=symbol, type_code=type_code, on=day
    )


def _render(tools: Tools, issue: Issue) -> tuple[bytes, bytes, int]:
    """Stamp the signed file, set its pages with the Word file and the facts inside, and store both."""
    docx = issued_docx(issue.docx, number_text=issue.number_text, on=issue.on, signer=issue.signer, block=issue.block)
    options = issued_options(
        title=issue.title, on=issue.on, number_text=issue.number_text, docx=docx, facts=issue.facts
    )
    rendered = tools.renderer.render(docx, options)
    tools.store.put(docx)
    tools.store.put(rendered.pdf)
    return docx, rendered.pdf, rendered.pages


def issued_docx(draft: bytes, *, number_text: str, on: date, signer: str, block: Block) -> bytes:
    """The signed file with number, date and signer written into its controls.

    The authority too where it is not the one that was drafted: T/L for whoever signs by order.
    """
    there = read_stamps(draft)
    texts = {
        "doc_number": f"Số {number_text}" if number_text else "",
        "issue_date": long_date(on),
        "signer_title": block.title,
        "signer_name": signer,
        "sign_authority": block.authority,
    }
    return stamp(draft, {tag: texts[tag] for tag in there if texts.get(tag)})


def facts_of(version: DocumentVersion) -> bytes:
    """The values a version was filled with, as the file that goes into its PDF."""
    return json.dumps(plain(version.values), ensure_ascii=False, sort_keys=True, indent=1).encode()


def issued_options(*, title: str, on: date, number_text: str, docx: bytes, facts: bytes) -> PdfOptions:
    """How the archived PDF is made: the Word file and the facts inside, the QR code of a numbered document on page 1.

    The same arguments give the same bytes; `services.reproduce` relies on it.
    """
    attachments = (
        Attachment("van-ban.docx", docx, DOCX, "Source"),
        Attachment("du-kien.json", facts, "application/json", "Data"),
    )
    return PdfOptions(title=title, created=clock_moment(on), attachments=attachments, proof_number=number_text)


def _keep(
    session: Session, tools: Tools, document_id: str, actor_id: str, issue: Issue, docx: bytes, pdf: bytes, pages: int
) -> Document | None:
    """The issuing transaction: number, register line, document and ledger entry; None when the number was taken."""
    document, actor = session.get_one(Document, document_id), session.get_one(User, actor_id)
    template = tools.catalogue.get(document.template)
    capacity = _refuse_unissuable(session, tools, document, template, actor)
    if template.meta.registered:
        series = _series(session, document, template, issue.on)
        assert issue.place is not None
        if place_in(session, series, issue.place.held) != issue.place:
            return None
        _register(session, document, series, issue, actor, pages)
    document.docx_sha256, document.pdf_sha256 = note_blob(session, docx, DOCX), note_blob(session, pdf, PDF)
    document.state, document.issued_on, document.number_text = "issued", issue.on, issue.number_text
    note_act(
        session, tools, document=document, actor=actor, kind="issued", capacity=capacity, number=issue.number_text,
        on=issue.on, docx=document.docx_sha256, pdf=document.pdf_sha256,
    )  # fmt: skip
    count_case(session, tools.statistics, case=document.case)
    return document


def _register(session: Session, document: Document, series: Series, issue: Issue, actor: User, pages: int) -> None:
    assert issue.place is not None
    take(session, series, issue.place)
    session.add(
        RegisterEntry(
            office_id=document.office_id,
            series_id=series.id,
            document_id=document.id,
            number=issue.place.number,
            suffix=issue.place.suffix,
            number_text=issue.number_text,
            issued_on=issue.on,
            title=document.title,
            signer=issue.signer,
            recipients="; ".join(str(line).strip(" ,;.") for line in document.current.values.get("recipients", [])),
            pages=pages,
            registered_by_id=actor.id,
            registered_at=clock.now(),
        )
    )
