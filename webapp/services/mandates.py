"""Keep who stands in for whom and who may sign what, each by a decision that is cited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.auth.predicates import COMMISSION
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Absence, SigningMandate, User, new_id
from webapp.models.mandate import FORMS
from webapp.queries.accounts import list_people
from webapp.rules.dates_vi import short_date
from webapp.services import ledger


def add_absence(
    session: Session,
    *,
    actor: User,
    absent_id: str,
    substitute_id: str,
    starts_on: date,
    ends_on: date,
    types: Sequence[str],
    decision: str,
) -> Absence:
    """Let one person stand in for another between two dates. An empty `types` means every class of documents.

    Everybody may name his own substitute; the chair and the administrator may do it for others. Raises DomainError for
    wrong dates or people, Conflict when the substitute is away himself or the absence is already covered.
    """
    if actor.id != absent_id and not allowed(actor, Permission.MANDATE_KEEP):
        raise NotAllowed("Đồng chí chỉ ghi được người thay cho chính mình; ghi thay người khác là việc của Chủ nhiệm.")
    people = {user.id: user for user in list_people(session, actor.office_id)}
    if absent_id not in people or substitute_id not in people or absent_id == substitute_id:
        raise DomainError("Chọn người vắng mặt và người thay: hai người khác nhau của cơ quan này.")
    _refuse_dates(starts_on, ends_on)
    _refuse_empty(decision, "Người thay")
    _refuse_overlap(session, absent_id, substitute_id, starts_on, ends_on, people)
    row = Absence(
        id=new_id(), office_id=actor.office_id, absent_id=absent_id, substitute_id=substitute_id, starts_on=starts_on,
        ends_on=ends_on, types=sorted(set(types)), decision=decision.strip(), by_id=actor.id, at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()  # the ledger names a row that is there
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="absence_added", absence=row.id,
        absent=people[absent_id].full_name, substitute=people[substitute_id].full_name, starts_on=starts_on,
        ends_on=ends_on, types=row.types, decision=row.decision,
    )  # fmt: skip
    return row


def end_absence(session: Session, *, absence: Absence, actor: User) -> None:
    """The absent person is back: the substitute acts no more from now on."""
    if actor.id != absence.absent_id and not allowed(actor, Permission.MANDATE_KEEP):
        raise NotAllowed("Chỉ người vắng mặt, Chủ nhiệm hoặc quản trị kết thúc được lần vắng mặt này.")
    _refuse_ended(absence)
    ledger.lock(session, office_id=actor.office_id)
    absence.ended_at = clock.now()
    ledger.record(session, office_id=actor.office_id, actor=actor, event="absence_ended", absence=absence.id)


def add_mandate(
    session: Session,
    *,
    actor: User,
    user_id: str,
    form: str,
    principal: str,
    title: str,
    types: Sequence[str],
    starts_on: date,
    ends_on: date | None,
    decision: str,
) -> SigningMandate:
    """Give a person the power to sign some types of documents; an empty `types` means all of them.

    T/M is for members of the commission alone, who sign for it as a body whatever their rank; K/T names whose deputy
    signs; T/L names a title of its own. Source: documents of a Party body are signed by a written rule of that body.
    """
    if not allowed(actor, Permission.MANDATE_KEEP):
        raise NotAllowed("Bảng thẩm quyền ký do Chủ nhiệm hoặc quản trị ghi.")
    person = next((one for one in list_people(session, actor.office_id) if one.id == user_id), None)
    if person is None:
        raise DomainError("Chọn người được giao ký.")
    _refuse_form(person, form, principal, title)
    _refuse_empty(decision, "Thẩm quyền ký")
    if ends_on and ends_on < starts_on:
        raise DomainError("Ngày hết thẩm quyền trước ngày bắt đầu; sửa lại.")
    row = SigningMandate(
        id=new_id(), office_id=actor.office_id, user_id=user_id, form=form, principal=principal.strip(),
        title=title.strip(), types=sorted(set(types)), starts_on=starts_on, ends_on=ends_on, decision=decision.strip(),
        by_id=actor.id, at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()  # the ledger names a row that is there
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="mandate_added", mandate=row.id, person=person.full_name,
        form=form, title=row.title, types=row.types, starts_on=starts_on, ends_on=ends_on, decision=row.decision,
    )  # fmt: skip
    return row


def end_mandate(session: Session, *, mandate: SigningMandate, actor: User) -> None:
    """The power to sign ends now; what was signed under it stays."""
    if not allowed(actor, Permission.MANDATE_KEEP):
        raise NotAllowed("Bảng thẩm quyền ký do Chủ nhiệm hoặc quản trị ghi.")
    _refuse_ended(mandate)
    ledger.lock(session, office_id=actor.office_id)
    mandate.ended_at = clock.now()
    ledger.record(session, office_id=actor.office_id, actor=actor, event="mandate_ended", mandate=mandate.id)


def _refuse_form(person: User, form: str, principal: str, title: str) -> None:
    if form not in FORMS:
        raise DomainError("Chọn hình thức ký: T/M, K/T, T/L, Q. hoặc trực tiếp.")
    if form == "T/M" and not person.roles & COMMISSION:
        raise DomainError("Chỉ thành viên Uỷ ban Kiểm tra ký thay mặt Uỷ ban (T/M); người khác ký thừa lệnh (T/L).")
    if form == "K/T" and not principal.strip():
        raise DomainError("Ký thay (K/T) thì phải ghi chức vụ của người đứng đầu được ký thay, ví dụ “Trưởng ban”.")
    if form != "T/M" and not title.strip():
        raise DomainError("Ghi chức vụ in dưới quyền hạn ký, ví dụ “Chánh Văn phòng”.")


def _refuse_dates(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise DomainError("Ngày hết vắng mặt trước ngày bắt đầu; sửa lại.")
    if ends_on < clock.today():
        raise DomainError(f"Ngày hết vắng mặt {short_date(ends_on)} đã qua; không ghi lùi việc thay người.")


def _refuse_empty(decision: str, what: str) -> None:
    if not decision.strip():
        raise DomainError(f"{what} phải theo một quyết định bằng văn bản: ghi số, ngày của quyết định ấy.")


def _refuse_ended(row: Absence | SigningMandate) -> None:
    if row.ended_at:
        raise Conflict("Việc này đã kết thúc trước đó.")


def _refuse_overlap(
    session: Session, absent_id: str, substitute_id: str, starts_on: date, ends_on: date, people: dict[str, User]
) -> None:
    query = select(Absence).where(
        or_(Absence.absent_id == absent_id, Absence.absent_id == substitute_id),
        Absence.starts_on <= ends_on, Absence.ends_on >= starts_on, Absence.ended_at.is_(None),
    )  # fmt: skip
    for other in session.scalars(query.order_by(Absence.id)):
        dates = f"từ {short_date(other.starts_on)} đến {short_date(other.ends_on)}"
        if other.absent_id == substitute_id:
            raise Conflict(f"Đồng chí {people[substitute_id].full_name} cũng vắng mặt {dates}; chọn người khác.")
        if other.substitute_id == substitute_id:
            raise Conflict(f"Đồng chí {people[substitute_id].full_name} đã được giao thay {dates}.")
