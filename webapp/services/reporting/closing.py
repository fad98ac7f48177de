"""Close a period (chốt số liệu): freeze every cell with what it rests on; afterwards only restatements."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.errors import Conflict, DomainError
from webapp.models import FigureAct, FigureClosing, FigureEntry, FigureReport, ReportSlip, Restatement, User, new_id
from webapp.models.base import plain
from webapp.queries.figures import FilledForm, fill_forms
from webapp.queries.reporting import closing_of, read_frozen
from webapp.queries.tools import Tools
from webapp.rules.dates_vi import number_vi, short_date
from webapp.rules.figures.cycles import Period
from webapp.services import ledger
from webapp.services.blobs import note_blob
from webapp.services.reporting.slips import refuse_stranger

JSON = "application/json"


def close_period(session: Session, tools: Tools, *, period: Period, actor: User) -> FigureClosing:
    """Freeze the figures of a period; the snapshot goes into the archive, its hash into the ledger.

    Raises NotAllowed; Conflict when it is closed already; DomainError while the period still runs.
    """
    refuse_stranger(actor)
    if clock.today() < period.last:
        raise DomainError(f"Kỳ {period.label} kết thúc ngày {short_date(period.last)}; hết kỳ mới chốt số liệu.")
    ledger.lock(session, office_id=actor.office_id)
    if closing_of(session, actor.office_id, period.first, period.last) is not None:
        raise Conflict(f"Số liệu {period.label} đã chốt rồi.")
    session.flush()  # what the caller has just written is what is frozen
    data = json.dumps(
        _snapshot(session, tools, period, actor.office_id), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    tools.store.put(data)
    closing = FigureClosing(
        id=new_id(), office_id=actor.office_id, first_on=period.first, last_on=period.last, period_label=period.label,
        sha256=note_blob(session, data, JSON), by_id=actor.id, at=clock.now(),
    )  # fmt: skip
    entry = ledger.record(
        session, office_id=actor.office_id, actor=actor, event="figures_closed", closing=closing.id,
        first=period.first, last=period.last, snapshot=closing.sha256,
    )  # fmt: skip
    closing.ledger_seq, closing.ledger_hash = entry.seq, entry.hash
    session.add(closing)
    session.flush()  # a second closing of the same period is refused here
    return closing


def restate_figure(
    session: Session, tools: Tools, *, closing: FigureClosing, cell: str, value: int, reason: str, actor: User
) -> Restatement:
    """Correct the office's own part of a closed figure; what bodies below reported they correct themselves.

    Raises NotAllowed; DomainError for an unknown cell, a missing reason, or a figure below what others answer for.
    """
    refuse_stranger(actor)
    if not reason.strip():
        raise DomainError("Đính chính số liệu đã chốt thì phải nêu lý do.")
    ledger.lock(session, office_id=closing.office_id)
    frozen = read_frozen(tools, closing)
    try:
        old = frozen.value(cell)
    except (KeyError, ValueError) as error:
        raise DomainError("Không có ô này trong số liệu đã chốt; mở lại kỳ rồi chọn ô.") from error
    others = frozen.reported(cell)
    if value < max(others, 0):
        raise DomainError(
            f"Trong số này có {number_vi(others)} do tổ chức đảng cấp dưới báo cáo; phần đó nơi báo cáo tự đính chính. "
            f"Ghi từ {number_vi(others)} trở lên, hoặc đề nghị nơi báo cáo gửi lại."
        )
    if value == old:
        raise DomainError(f"Ô này đang là {number_vi(value)}; số đính chính phải khác.")
    return _restate(session, closing, cell, old, value, reason, body="", author=actor.full_name, actor=actor)


def restate_for_body(
    session: Session, tools: Tools, *, closing: FigureClosing, slip: ReportSlip, cells: Mapping[str, int | None],
    reason: str, author: str,
) -> None:  # fmt: skip
    """What a body corrects of its own report after closing moves the closed figures by the difference, cell by cell."""
    before = {line.key: line.value or 0 for line in slip.report.lines} if slip.report else {}
    frozen = read_frozen(tools, closing)
    for cell, value in cells.items():
        moved = (value or 0) - before.get(cell, 0)
        if moved:
            old = frozen.value(cell)
            new = max(0, (old or 0) + moved)
            _restate(session, closing, cell, old, new, reason, body=slip.body, author=author, actor=None)


def _restate(
    session: Session, closing: FigureClosing, cell: str, old: int | None, new: int, reason: str, *, body: str,
    author: str, actor: User | None,
) -> Restatement:  # fmt: skip
    form, row, column = cell.split("/", 2)
    made = Restatement(
        form=form, row=row, column=column, old=old, new=new, reason=plain(reason.strip()), body=body,
        author=author[:200], at=clock.now(),
    )  # fmt: skip
    closing.restatements.append(made)
    session.flush()  # constraints speak before the ledger does
    ledger.record(
        session, office_id=closing.office_id, actor=actor, event="figure_restated", closing=closing.id, cell=cell,
        old=old, new=new, reason=made.reason, body=body, author=author,
    )  # fmt: skip
    return made


def _snapshot(session: Session, tools: Tools, period: Period, office_id: str) -> dict[str, Any]:
    forms = fill_forms(session, tools.statistics, period, offices=[office_id])
    first = forms[0] if forms else None
    return {
        "format": "anthu-figures-1",
        "period": {"first": period.first.isoformat(), "last": period.last.isoformat(), "label": period.label},
        "set": tools.statistics.set_on(period.last).entry.code,
        "forms": {form.table.form.code: _frozen_form(form) for form in forms},
        "reported": {"/".join(cell): value for cell, value in (first.reported if first else {}).items()},
        "entered": {
            "/".join(cell): {"value": one.value, "reason": one.reason, "author": one.author, "on": one.on.isoformat()}
            for cell, one in (first.entered if first else {}).items()
        },
        "acts": _ids(session, FigureAct, period, office_id),
        "reports": _ids(session, FigureReport, period, office_id),
        "entries": _ids(session, FigureEntry, period, office_id),
    }


def _frozen_form(form: FilledForm) -> dict[str, Any]:
    """Columns, and the figures of each row beside what was counted here."""
    columns = [column.id for column in form.table.columns]
    code, by_hand = form.table.form.code, form.table.form.entered
    rows = {}
    for row in form.table.rows:
        counted = [None] * len(columns) if by_hand else list(row.values)
        values = []
        for column, here in zip(columns, counted, strict=True):
            cell = (code, row.code, column)
            known = [one for one in (here, form.reported.get(cell)) if one is not None]
            typed = form.entered.get(cell)
            values.append(typed.value if typed else sum(known) if known else None)
        rows[row.code] = {"label": row.label, "values": values, "counted": counted}
    return {"title": form.table.form.title, "columns": columns, "rows": rows}


def _ids(
    session: Session, table: type[FigureAct] | type[FigureReport] | type[FigureEntry], period: Period, office_id: str
) -> list[str]:
    """The ids of the rows the figures rest on, in their order."""
    query = select(table.id).where(table.office_id == office_id)
    if table is FigureAct:
        query = query.where(FigureAct.counted_on.between(period.first, period.last))
    else:
        query = query.where(table.first_on == period.first, table.last_on == period.last)  # type: ignore[union-attr]
    if table is FigureReport:
        query = query.where(FigureReport.replaced_by_id.is_(None))
    return list(session.scalars(query.order_by(table.id)))
