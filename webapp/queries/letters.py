"""What a page says of a letter, and who sent the letters a case settles."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.models import Case, Letter, LetterSender
from webapp.queries.tools import Tools
from webapp.rules.denunciations import check_letter


def fault_choices(tools: Tools, on: date) -> list[tuple[str, str]]:
    """The faults a letter may have on that day, as the law data words them."""
    return [(entry.id, entry.sentence) for entry in tools.law.denunciations if entry.in_force(on)]


def fault_sentences(tools: Tools, letter: Letter) -> tuple[str, ...]:
    """What the law says of this letter on the day it came in."""
    if letter.kind not in ("denunciation", "mixed"):
        return ()
    return check_letter(tools.law, faults=letter.faults, on=letter.received_on).sentences


def senders_of(session: Session, case: Case) -> list[LetterSender]:
    """Who sent the letters this case settles: for checking that no paper of the case gives them away, never to show."""
    query = select(LetterSender).join(Letter, Letter.id == LetterSender.letter_id).where(Letter.case_id == case.id)
    return list(session.scalars(query.order_by(LetterSender.id)))
