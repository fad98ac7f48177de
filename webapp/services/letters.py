"""Letters of people: take one in, say what becomes of it, and keep who sent it from everybody who need not know.

A denouncer's name never leaks: it is a row of its own, each reading of it is written into the ledger, and nothing that
lists letters ever loads it. Source: QĐ 164-QĐ/TW (protect the denouncer).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Case, Letter, LetterSender, User
from webapp.queries.tools import Tools
from webapp.rules.dates_vi import short_date
from webapp.rules.denunciations import check_letter
from webapp.services import ledger
from webapp.services.figures import count_letter
from webapp.services.files import store_file
from webapp.services.papers import File, next_in

NAMELESS = frozenset({"hidden_name", "false_name", "no_address"})
"""Faults with which a letter may come without a sender."""


@dataclass(frozen=True)
class Sender:
    """Who sent the letter; all empty for a nameless one."""

    name: str = ""
    address: str = ""
    phone: str = ""
    wants_secrecy: bool = True


@dataclass(frozen=True)
class NewLetter:
    """What is written down when a letter comes in."""

    received_on: date
    kind: str
    channel: str
    about: str
    summary: str
    faults: Sequence[str] = ()
    sender: Sender = Sender()
    file: File | None = None


def receive_letter(session: Session, tools: Tools, *, letter: NewLetter, actor: User) -> Letter:
    """Number a letter. Raises DomainError when it neither names its sender nor says that it is nameless."""
    _refuse_unless_permitted(actor, Permission.LETTER_WRITE)
    if letter.received_on > clock.today():
        raise DomainError(f"Ngày nhận {short_date(letter.received_on)} còn ở phía trước.")
    if not letter.sender.name and not NAMELESS & set(letter.faults):
        raise DomainError("Chưa ghi người gửi; đơn không ghi tên thì đánh dấu “giấu tên” hoặc “mạo tên”.")
    check_letter(tools.law, faults=letter.faults, on=letter.received_on)  # unknown faults are refused here
    file = store_file(session, tools, filename=letter.file.name, data=letter.file.data) if letter.file else None
    ledger.lock(session, office_id=actor.office_id)
    period = str(letter.received_on.year)
    row = Letter(
        office_id=actor.office_id, period=period, number=next_in(session, Letter, actor.office_id, period),
        received_on=letter.received_on, kind=letter.kind, channel=letter.channel, about=letter.about,
        summary=letter.summary, faults=list(letter.faults), sha256=file.sha256 if file else "",
        media_type=file.media_type if file else "", filename=file.filename if file else "", by_id=actor.id,
        at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()  # the sender and the ledger name the id
    if letter.sender.name:
        session.add(LetterSender(letter_id=row.id, **vars(letter.sender)))
    count_letter(session, letter=row)
    ledger.record(
        session, office_id=row.office_id, actor=actor, event="letter_received", letter=row.id, number=row.number,
        period=period, kind=row.kind, sha256=row.sha256,
    )  # fmt: skip
    return row


def settle_letter(
    session: Session, tools: Tools, *, letter: Letter, outcome: str, note: str, on: date, actor: User
) -> None:
    """Say what becomes of a letter. A letter with a fault of the law cannot be accepted as a denunciation (C26)."""
    _refuse_unless_permitted(actor, Permission.LETTER_SETTLE)
    if letter.case_id:
        raise Conflict("Đơn này đã mở hồ sơ; kết quả theo hồ sơ.")
    if not note.strip():
        raise DomainError("Chưa ghi lý do, nội dung xử lý.")
    if on < letter.received_on or on > clock.today():
        raise DomainError(f"Ngày xử lý phải từ ngày nhận {short_date(letter.received_on)} đến hôm nay.")
    if outcome == "accepted" and letter.kind in ("denunciation", "mixed"):
        found = check_letter(tools.law, faults=letter.faults, on=on)
        if found.use != "settle":
            raise DomainError("Không thụ lý giải quyết tố cáo được: " + " ".join(found.sentences))
    letter.outcome, letter.outcome_note, letter.outcome_on = outcome, note.strip(), on
    count_letter(session, letter=letter)
    ledger.record(
        session, office_id=letter.office_id, actor=actor, event="letter_settled", letter=letter.id, outcome=outcome,
        note=letter.outcome_note, on=on,
    )  # fmt: skip


def tie_letter(session: Session, *, letter: Letter, case: Case, actor: User) -> None:
    """Tie a letter to the case that settles it: from then on the people of that case may read its sender."""
    _refuse_unless_permitted(actor, Permission.LETTER_SETTLE)
    if letter.office_id != case.office_id:
        raise NotAllowed("Đơn và hồ sơ không cùng một cơ quan.")
    if letter.case_id:
        raise Conflict("Đơn này đã gắn với một hồ sơ.")
    letter.case_id = case.id
    ledger.record(
        session, office_id=letter.office_id, actor=actor, event="letter_tied", case_id=case.id, letter=letter.id
    )


def read_sender(session: Session, *, letter: Letter, actor: User) -> LetterSender | None:
    """Who sent the letter; the reading itself goes into the ledger. Raises NotAllowed."""
    if not allowed(actor, Permission.LETTER_SENDER, letter):
        raise NotAllowed(
            "Chỉ người tiếp nhận đơn, Thường trực Ủy ban và người được giao giải quyết đơn này được xem người gửi."
        )
    ledger.record(
        session, office_id=letter.office_id, actor=actor, event="letter_sender_read", case_id=letter.case_id,
        letter=letter.id,
    )  # fmt: skip
    return session.scalar(select(LetterSender).where(LetterSender.letter_id == letter.id))


def _refuse_unless_permitted(actor: User, permission: Permission) -> None:
    if not allowed(actor, permission):
        raise NotAllowed("Việc này không thuộc nhiệm vụ của đồng chí.")
