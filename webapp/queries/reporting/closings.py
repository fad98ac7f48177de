"""Periods whose figures were closed, and what each froze."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.errors import Conflict, NotFound
from webapp.models import FigureClosing, User
from webapp.queries.tools import Tools


@dataclass(frozen=True)
class Frozen:
    """The snapshot of a closed period with what was restated since. A cell is "form/row/column"."""

    closing: FigureClosing
    snapshot: dict[str, Any]

    def closed(self, cell: str) -> int | None:
        """The figure on the day of closing; None: not reported. Raises KeyError for an unknown cell."""
        form, row, column = cell.split("/", 2)
        table = self.snapshot["forms"][form]
        value: int | None = table["rows"][row]["values"][table["columns"].index(column)]
        return value

    def value(self, cell: str) -> int | None:
        """The figure as it stands now: the newest restatement, else what was closed."""
        found = self.closed(cell)
        for one in self.closing.restatements:
            if f"{one.form}/{one.row}/{one.column}" == cell:
                found = one.new
        return found

    def reported(self, cell: str) -> int:
        """What of the figure bodies below answer for, with their own corrections."""
        changes = (
            one.new - (one.old or 0)
            for one in self.closing.restatements
            if one.body and f"{one.form}/{one.row}/{one.column}" == cell
        )
        return int(self.snapshot["reported"].get(cell, 0)) + sum(changes)

    def cells(self) -> dict[str, int | None]:
        """Every cell as it stands now, in the order of the forms."""
        found = {
            f"{code}/{row}/{column}": value
            for code, table in self.snapshot["forms"].items()
            for row, line in table["rows"].items()
            for column, value in zip(table["columns"], line["values"], strict=True)
        }
        for one in self.closing.restatements:
            found[f"{one.form}/{one.row}/{one.column}"] = one.new
        return found


def closing_of(session: Session, office_id: str, first: date, last: date) -> FigureClosing | None:
    """The closing of exactly this period, None while it is open."""
    query = select(FigureClosing).where(FigureClosing.office_id == office_id)
    return session.scalar(query.where(FigureClosing.first_on == first, FigureClosing.last_on == last))


def refuse_closed(session: Session, office_id: str, first: date | None, last: date | None) -> None:
    """Raises Conflict when the figures of the period were closed."""
    if first is None or last is None:
        return
    if (closing := closing_of(session, office_id, first, last)) is not None:
        raise Conflict(
            f"Số liệu đã chốt ({closing.period_label}), không sửa được nữa. Có sai thì đơn vị có số liệu đính chính, "
            "nêu lý do; số cũ vẫn giữ trong nhật ký."
        )


def list_closings(session: Session, viewer: User) -> list[FigureClosing]:
    """The closed periods of the viewer's office, newest first."""
    query = select(FigureClosing).where(FigureClosing.office_id == viewer.office_id)
    newest = query.order_by(FigureClosing.last_on.desc(), FigureClosing.first_on.desc(), FigureClosing.id)
    return list(session.scalars(newest.options(joinedload(FigureClosing.by))))


def get_closing(session: Session, viewer: User, closing_id: str) -> FigureClosing:
    """A closed period of the viewer's office. Raises NotFound."""
    closing = session.get(FigureClosing, closing_id)
    if closing is None or closing.office_id != viewer.office_id:
        raise NotFound("Không có kỳ số liệu đã chốt này.")
    return closing


def read_frozen(tools: Tools, closing: FigureClosing) -> Frozen:
    """The snapshot from the archive, which checks its bytes against the hash."""
    return Frozen(closing, json.loads(tools.store.get(closing.sha256)))
