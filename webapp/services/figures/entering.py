"""Write a value by hand beside the counted one (rule R11): never without a reason, never over an earlier one."""

from __future__ import annotations

from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.errors import DomainError, NotAllowed
from webapp.models import FigureEntry, User
from webapp.queries.figures.tables import fill_forms
from webapp.queries.reporting import refuse_closed
from webapp.queries.tools import Tools
from webapp.rules.figures.cycles import Period
from webapp.services import ledger


def enter_value(
    session: Session, tools: Tools, *, period: Period, form: str, row: str, column: str, value: int, reason: str,
    actor: User,
) -> FigureEntry:  # fmt: skip
    """Keep a value for a cell of the actor's office with reason and author; the counted one stays beside it.

    Raises NotAllowed for a person who does not keep the figures, DomainError for a missing reason or an unknown cell.
    """
    if not allowed(actor, Permission.FIGURE_EDIT):
        raise NotAllowed("Chỉ cán bộ thống kê và Thường trực Uỷ ban ghi số liệu bằng tay.")
    if not reason.strip():
        raise DomainError("Ghi số bằng tay thì phải nêu lý do; số hệ thống đếm được vẫn giữ bên cạnh.")
    if value < 0:
        raise DomainError(f"Số liệu không thể là {value}; ghi số từ 0 trở lên.")
    refuse_closed(session, actor.office_id, period.first, period.last)
    forms = {filled.table.form.code: filled for filled in fill_forms(
        session, tools.statistics, period, offices=[actor.office_id]
    )}  # fmt: skip
    try:
        counted = forms[form].figure(row, column).counted
    except KeyError as error:
        raise DomainError("Không có ô này trong bộ biểu của kỳ báo cáo; mở lại biểu rồi chọn ô.") from error
    entry = FigureEntry(
        office_id=actor.office_id, form=form, row=row, column=column, first_on=period.first, last_on=period.last,
        value=value, counted=counted, reason=reason.strip(), by_id=actor.id, at=clock.now(),
    )  # fmt: skip
    session.add(entry)
    session.flush()  # constraints speak before the ledger does
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="figure_entered", cell=f"{form}/{row}/{column}",
        first=period.first, last=period.last, value=value, counted=counted, reason=reason.strip(),
    )  # fmt: skip
    return entry
