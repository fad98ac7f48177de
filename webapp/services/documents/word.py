"""The way through Word and back: a changed file becomes a version, its tracked changes are decided, its values offered
to the case one by one.

The file is admitted before anything opens it, and its pages are set in the renderer's own process.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.documents import DRAFTABLE, refuse_unless
from webapp.errors import Conflict, DomainError
from webapp.models import Document, DocumentVersion, User, WordOffer, new_id
from webapp.models.base import plain
from webapp.models.database import let_go
from webapp.queries.case_view import case_view, procedure_of
from webapp.queries.secret import is_secret
from webapp.queries.tools import Tools
from webapp.queries.versions import base_of
from webapp.rendering.catalogue import DocTemplate
from webapp.rendering.catalogue.sources import BASE_VALUES
from webapp.rendering.convert import PdfOptions, Rendered
from webapp.rendering.guard import admit
from webapp.rendering.revisions import list_revisions, resolve
from webapp.rendering.stamp import StampMissing, read_stamps
from webapp.rendering.wording import STAMPS, read_values
from webapp.rules.dates_vi import BadDate, parse_date
from webapp.rules.secrecy import MASK
from webapp.services.blobs import DOCX, PDF, note_blob
from webapp.services.cases import set_facts
from webapp.services.documents.circulation import start, wrong_state
from webapp.services.documents.drafting import clock_moment, unsend
from webapp.services.documents.trail import note_act

_LONG_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_EASY = ("text", "long_text", "lines", "int", "date")
"""Types of facts that can be read back from what is printed."""


def upload_version(
    session: Session, tools: Tools, *, document_id: str, actor: User, seen: int, data: bytes, filename: str
) -> Document:
    """Take a file changed in Word as the next version of the draft that was seen.

    Raises RefusedFile (macros, links to other files, bombs, broken packages), StampMissing when the places for number,
    date and signer are gone, StaleVersion when somebody made a version meanwhile.
    """
    document, actor_id = session.get_one(Document, document_id), actor.id
    _ready(session, tools, document, actor, seen)
    admit(data, name=filename)
    _refuse_without_stamps(tools.store.get(document.current.docx_sha256), data)
    return _next_version(session, tools, document_id, actor_id, seen, data, filename, "uploaded")


def resolve_revisions(
    session: Session, tools: Tools, *, document_id: str, actor: User, seen: int, decisions: Mapping[int, bool] | bool
) -> Document:
    """Accept or reject tracked changes of the newest version; the result is a version of its own."""
    document, actor_id = session.get_one(Document, document_id), actor.id
    _ready(session, tools, document, actor, seen)
    if not document.current.tracked:
        raise Conflict("Bản này không còn chỗ sửa có theo dõi hay ghi chú nào.")
    data, name = tools.store.get(document.current.docx_sha256), document.current.filename
    return _next_version(session, tools, document_id, actor_id, seen, resolve(data, decisions), name, "resolved")


def decide_offer(
    session: Session, tools: Tools, *, document: Document, actor: User, offer_id: str, take: bool
) -> WordOffer:
    """Take a value changed in Word into the facts of the case, or leave it in this document alone."""
    template, view = tools.catalogue.get(document.template), case_view(session, tools, document.case)
    refuse_unless("draft", template, view, actor, document.step, document)
    offer = next((one for one in document.offers if one.id == offer_id), None)
    if offer is None or offer.version_no != document.current.no or document.state not in ("drafting", "consulting"):
        raise Conflict(wrong_state(document))
    if offer.decided:
        raise Conflict("Giá trị này đã được xử lý rồi.")
    if take:
        if not offer.fact:
            raise DomainError("Giá trị này không phải một dữ kiện của hồ sơ; sửa ở chỗ nó được lấy rồi soạn lại.")
        value = _fact_value(procedure_of(tools, document.case).fact(offer.fact).type, offer.new)
        set_facts(session, tools, case=document.case, values={offer.fact: value}, actor=actor)
    offer.decided, offer.by_id, offer.at = "taken" if take else "left", actor.id, clock.now()
    change = MASK if is_secret(tools, document) else f"“{offer.old}” → “{offer.new}”"
    note_act(
        session, tools, document=document, actor=actor, kind="fact_taken" if take else "fact_left",
        reason=f"{offer.label}: {change}", fact=offer.fact,
    )  # fmt: skip
    return offer


def _ready(session: Session, tools: Tools, document: Document, actor: User, seen: int) -> None:
    start(session, tools, document, actor, "draft", seen)
    if document.state not in DRAFTABLE:
        raise Conflict(wrong_state(document))


def _refuse_without_stamps(before: bytes, after: bytes) -> None:
    there = set(read_stamps(after))
    if gone := [tag for tag in read_stamps(before) if tag in STAMPS - {"sign_authority"} and tag not in there]:
        names = ", ".join(f"“{tag}”" for tag in gone)
        raise StampMissing(
            f"Tệp không còn ô nội dung {names}, nơi sẽ ghi số, ngày, người ký: tải lại bản Word từ đây rồi sửa trên đó."
        )


def _next_version(
    session: Session, tools: Tools, document_id: str, actor_id: str, seen: int, data: bytes, filename: str, kind: str
) -> Document:
    """Set the pages without a transaction, then keep the version if it is still the next one."""
    document = session.get_one(Document, document_id)
    options = PdfOptions(title=document.title, created=clock_moment(document.dated_on))
    let_go(session)
    rendered = tools.renderer.render(data, options)
    for kept in (data, rendered.pdf):
        tools.store.put(kept)
    document, actor = session.get_one(Document, document_id), session.get_one(User, actor_id)
    _ready(session, tools, document, actor, seen)
    _keep(session, tools, document, actor, data, rendered, filename)
    note_act(session, tools, document=document, actor=actor, kind=kind, filename=filename)
    return document


def _keep(
    session: Session, tools: Tools, document: Document, actor: User, data: bytes, rendered: Rendered, filename: str
) -> None:
    last, base = document.current, base_of(document)
    old = read_values(tools.store.get(base.docx_sha256)) if base else {}
    changed = _changed(old, read_values(data))
    offers = _offers(tools, document, changed)
    unsend(document)
    document.versions.append(
        DocumentVersion(
            no=last.no + 1,
            docx_sha256=note_blob(session, data, DOCX),
            pdf_sha256=note_blob(session, rendered.pdf, PDF),
            pages=rendered.pages,
            template_sha256=last.template_sha256,
            values=_values_with(base.values if base else last.values, changed),
            empty=list(last.empty),
            bases=list(last.bases),
            sanction=last.sanction,
            origin="word",
            filename=filename[:200],
            tracked=len(list_revisions(data)),
            by_id=actor.id,
            at=clock.now(),
        )
    )
    document.offers.extend(offers)
    session.flush()  # two people bringing a file at once: the second is refused by the version's number


def _changed(old: Mapping[str, list[str]], new: Mapping[str, list[str]]) -> dict[str, tuple[str, str]]:
    """Tag → (printed before, printed now) of every value that differs; lists are lines."""
    found = {}
    for tag, before in old.items():
        after = new.get(tag, [])
        if [_plain(one) for one in before] == [_plain(one) for one in after]:
            continue
        if "[]" in tag or not after:
            found[tag] = ("\n".join(before), "\n".join(after))
        else:
            found[tag] = (before[0], next((one for one in after if _plain(one) != _plain(before[0])), after[0]))
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())


def _offers(tools: Tools, document: Document, changed: Mapping[str, tuple[str, str]]) -> list[WordOffer]:
    template = tools.catalogue.get(document.template)
    decided = {(one.tag, one.new): one for one in document.offers if one.decided}
    offers = []
    for tag, (before, after) in changed.items():
        label, fact = _origin(tools, document, template, tag)
        offer = WordOffer(
            id=new_id(), version_no=document.current.no + 1, tag=tag, label=label, fact=fact, old=before, new=after,
            decided="",
        )  # fmt: skip
        if known := decided.get((tag, after)):
            offer.decided, offer.by_id, offer.at = known.decided, known.by_id, known.at
        offers.append(offer)
    return offers


def _origin(tools: Tools, document: Document, template: DocTemplate, tag: str) -> tuple[str, str]:
    """The name of a printed value, and the fact it may go back to; no fact when it comes from elsewhere."""
    name = re.split(r"[.\[]", tag)[0]
    field = next((one for one in template.fields if name in one.names), None)
    if field is None:
        return BASE_VALUES.get(name, name), ""
    whole = tag in (*field.names, f"{name}[]")
    kind, _, key = field.source.partition(":")
    if not whole or kind != "fact":
        return field.label, ""
    known = {fact.key: fact.type for fact in procedure_of(tools, document.case).facts()}
    return field.label, key if known.get(key) in _EASY else ""


def _fact_value(kind: str, text: str) -> Any:
    """The printed text as a fact of this type. Raises DomainError when it cannot be read so."""
    if kind == "lines":
        return [line.strip() for line in text.split("\n") if line.strip()]
    if kind == "int":
        digits = text.replace(".", "").strip()
        if not digits.isascii() or not digits.isdigit():
            raise DomainError(f"“{text}” không phải một số; sửa ở bước của hồ sơ.")
        return int(digits)
    if kind == "date":
        return _date(text)
    return text.strip()


def _date(text: str) -> date:
    try:
        if found := _LONG_DATE.search(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return parse_date(text)
    except (BadDate, ValueError):
        raise DomainError(f"“{text}” không đọc được thành ngày tháng; sửa ở bước của hồ sơ.") from None


def _values_with(values: Mapping[str, Any], changed: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """The values as this version prints them: what goes into the archive with it says what stands on the paper."""
    made: dict[str, Any] = deepcopy(dict(values))
    for tag, (_, after) in changed.items():
        name, rest = re.match(r"([a-z_0-9]+)(.*)", tag).groups()  # type: ignore[union-attr]  # tags begin with a name
        if rest == "" and isinstance(made.get(name), str):
            made[name] = after
        elif rest == "[]" and isinstance(made.get(name), list):
            made[name] = after.split("\n")
        elif rest.startswith(".") and isinstance(made.get(name), dict) and isinstance(made[name].get(rest[1:]), str):
            made[name][rest[1:]] = after
    return dict(plain(made))
