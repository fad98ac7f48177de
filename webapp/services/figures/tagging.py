"""Say of a case what the statistics ask and no document does: contents, results, amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.errors import DomainError, NotAllowed
from webapp.models import Case, CaseTag, User
from webapp.queries.tools import Tools
from webapp.services import ledger
from webapp.services.figures.counting import count_case


@dataclass(frozen=True)
class NewTag:
    """One thing said of one subject, or of all of them when `subject_id` is empty."""

    measure: str
    amount: int = 1
    known_on: date | None = None
    subject_id: str = ""


def tag_case(session: Session, tools: Tools, *, case: Case, tags: Sequence[NewTag], actor: User) -> None:
    """Replace what was said of a case and count it anew. Raises NotAllowed; DomainError with every wrong line.

    A closed case may still be tagged: figures are asked for after it was filed away.
    """
    if not allowed(actor, Permission.CASE_EDIT, case):
        raise NotAllowed(f"Hồ sơ {case.code} không phân công đồng chí; chỉ người được phân công ghi vào hồ sơ.")
    if wrong := _wrong(tools, case, tags):
        raise DomainError("Chưa ghi được nội dung thống kê của hồ sơ.", details=wrong)
    session.execute(delete(CaseTag).where(CaseTag.case_id == case.id))
    session.add_all(
        CaseTag(
            case_id=case.id, subject_id=tag.subject_id or None, measure=tag.measure, amount=tag.amount,
            known_on=tag.known_on, by_id=actor.id, at=clock.now(),
        )
        for tag in tags
    )  # fmt: skip
    count_case(session, tools.statistics, case=case)
    ledger.record(
        session, office_id=case.office_id, actor=actor, event="case_tagged", case_id=case.id,
        tags=[[tag.measure, tag.amount, tag.known_on, tag.subject_id] for tag in tags],
    )  # fmt: skip


def _wrong(tools: Tools, case: Case, tags: Sequence[NewTag]) -> list[str]:
    """One sentence per mistake."""
    forms = tools.statistics.sets[-1].forms
    known = {measure for form in forms for column in form.columns for measure in column.measures}
    subjects = {subject.id for subject in case.subjects}
    said: list[str] = []
    seen: set[tuple[str, str]] = set()
    for tag in tags:
        if tag.measure not in known or tag.measure.startswith("body."):
            said.append(f"Không có mục thống kê “{tag.measure}”; chọn một mục trong danh sách.")
        if tag.subject_id and tag.subject_id not in subjects:
            said.append(f"Mục “{tag.measure}” ghi cho một đối tượng không thuộc hồ sơ này.")
        if tag.amount < 0:
            said.append(f"Mục “{tag.measure}” ghi số âm; ghi số từ 0 trở lên.")
        if (tag.measure, tag.subject_id) in seen:
            said.append(f"Mục “{tag.measure}” được ghi hai lần cho cùng một đối tượng.")
        seen.add((tag.measure, tag.subject_id))
    return said
