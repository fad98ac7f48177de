"""Ask named people for an opinion on a draft, answer, and record how each opinion was taken in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.documents import refuse_unless
from webapp.auth.permissions import Permission, allowed
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Document, Opinion, User, new_id
from webapp.queries.accounts import list_people
from webapp.queries.case_view import case_view
from webapp.queries.tools import Tools
from webapp.rules.dates_vi import short_date
from webapp.services.documents.circulation import start, wrong_state
from webapp.services.documents.trail import note_act


def ask_opinions(
    session: Session,
    tools: Tools,
    *,
    document: Document,
    actor: User,
    seen: int,
    people: Sequence[str],
    question: str = "",
    due_on: date | None = None,
) -> None:
    """Ask the people with these ids about the version that was seen; they are asked side by side.

    Raises DomainError when nobody is named, when somebody may not know of the case, or the day is past.
    """
    start(session, tools, document, actor, "draft", seen)
    if document.state not in ("drafting", "consulting"):
        raise Conflict(wrong_state(document))
    known = {user.id: user for user in list_people(session, document.office_id)}
    asked = [known[one] for one in dict.fromkeys(people) if one in known and one != actor.id]
    if not asked:
        raise DomainError("Chưa chọn người được xin ý kiến (không chọn chính mình).")
    if due_on and due_on < clock.today():
        raise DomainError(f"Hạn góp ý {short_date(due_on)} đã qua; ghi hôm nay hoặc ngày sau.")
    for user in asked:
        if not allowed(user, Permission.CASE_VIEW, document.case):
            raise DomainError(
                f"Đồng chí {user.full_name} không được phân công hồ sơ này nên không xem được văn bản; chọn người khác."
            )
    waiting = {one.asked_id for one in document.opinions if one.is_open}
    for user in asked:
        if user.id not in waiting:
            document.opinions.append(_question(document, user, actor, question, due_on))
    document.state = "consulting"
    names = ", ".join(user.full_name for user in asked)
    note_act(
        session, tools, document=document, actor=actor, kind="asked", reason=f"{names}. {question.strip()}".strip()
    )


def _question(document: Document, asked: User, actor: User, question: str, due_on: date | None) -> Opinion:
    return Opinion(
        id=new_id(), version_no=document.current.no, asked_id=asked.id, asked=asked, asked_by_id=actor.id,
        question=question.strip(), asked_at=clock.now(), due_on=due_on,
    )  # fmt: skip


def give_opinion(session: Session, tools: Tools, *, document: Document, actor: User, seen: int, answer: str) -> None:
    """Say what one thinks of the version that was seen; the draft goes back to its drafter after the last answer."""
    _, capacity = start(session, tools, document, actor, "opine", seen)
    if not answer.strip():
        raise DomainError("Chưa ghi ý kiến; nếu nhất trí thì ghi “Nhất trí”.")
    asked = capacity.absent_id or actor.id
    opinion = next(one for one in document.opinions if one.is_open and one.asked_id == asked)
    opinion.answer, opinion.answered_at, opinion.answered_version = answer.strip(), clock.now(), seen
    settle(document)
    note_act(session, tools, document=document, actor=actor, kind="opined", capacity=capacity, answer=opinion.answer)


def close_opinions(session: Session, tools: Tools, *, document: Document, actor: User, seen: int, reason: str) -> None:
    """Stop waiting for those who have not answered; the reason is kept."""
    start(session, tools, document, actor, "draft", seen)
    waiting = [one for one in document.opinions if one.is_open]
    if not waiting:
        raise Conflict("Không còn ai chưa trả lời; không có gì để kết thúc.")
    if not reason.strip():
        raise DomainError("Kết thúc xin ý kiến khi còn người chưa trả lời thì phải ghi lý do.")
    for opinion in waiting:
        opinion.closed_at = clock.now()
    settle(document)
    note_act(session, tools, document=document, actor=actor, kind="closed", reason=reason)


def take_opinion(
    session: Session, tools: Tools, *, document: Document, actor: User, opinion_id: str, taken: str, response: str
) -> None:
    """Record whether an opinion was accepted (tiếp thu) or explained away (giải trình), and with which words."""
    template, view = tools.catalogue.get(document.template), case_view(session, tools, document.case)
    refuse_unless("draft", template, view, actor, document.step, document)
    opinion = next((one for one in document.opinions if one.id == opinion_id), None)
    if opinion is None or not opinion.answered_at:
        raise NotAllowed("Ý kiến này chưa có, hoặc không thuộc văn bản này.")
    if document.state not in ("drafting", "consulting"):
        raise Conflict(wrong_state(document))
    if taken not in ("accepted", "explained"):
        raise DomainError("Chọn tiếp thu hoặc giải trình.")
    if taken == "explained" and not response.strip():
        raise DomainError("Không tiếp thu thì phải giải trình: ghi vì sao.")
    opinion.taken, opinion.response = taken, response.strip()
    note_act(
        session, tools, document=document, actor=actor, kind="taken", opinion=opinion.id, taken=taken,
        reason=f"{'tiếp thu' if taken == 'accepted' else 'giải trình'} ý kiến đồng chí {opinion.asked.full_name}"
        + (f": {opinion.response}" if opinion.response else ""),
    )  # fmt: skip


def settle(document: Document) -> None:
    """A draft nobody is asked about any more is simply a draft again."""
    if document.state in ("consulting", "drafting"):
        document.state = "consulting" if any(one.is_open for one in document.opinions) else "drafting"
