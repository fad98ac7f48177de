"""Take in the figures of a body that does not use the system; a newer report of the same period replaces the older."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.errors import DomainError, NotAllowed
from webapp.models import FigureReport, FigureReportLine, User
from webapp.models.base import plain
from webapp.queries.reporting import refuse_closed
from webapp.services import ledger

UNITS = {"cuoc": "cuộc", "luot": "lượt", "don": "đơn", "tcd": "tổ chức đảng", "dv": "đảng viên", "chi": "tổ chức đảng"}
"""Parts of the names figures have in reports → the unit they are counted in."""


@dataclass(frozen=True)
class NewReport:
    """A report as received. `raw` holds counts by name, or by "form/row/column" for cells of a statistical form.

    A count left out, or None, was not reported; 0 was reported as nothing. `periods` gives names (or beginnings of
    names) a period of their own inside the report.
    """

    code: str
    body: str
    title: str = ""
    first: date | None = None
    last: date | None = None
    label: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)
    implied: Mapping[str, Any] = field(default_factory=dict)
    derived: Mapping[str, Any] = field(default_factory=dict)
    checks: Sequence[Mapping[str, Any]] = ()
    periods: Mapping[str, tuple[date, date]] = field(default_factory=dict)


def receive_report(session: Session, *, report: NewReport, actor: User) -> FigureReport:
    """Keep a report. Raises NotAllowed; Conflict for a closed period; DomainError with every wrong line."""
    if not allowed(actor, Permission.FIGURE_EDIT):
        raise NotAllowed("Chỉ cán bộ thống kê và Thường trực Uỷ ban nhận báo cáo số liệu của cấp dưới.")
    refuse_closed(session, actor.office_id, report.first, report.last)
    return keep_report(session, report=report, office_id=actor.office_id, by=actor, actor=actor)


def keep_report(
    session: Session, *, report: NewReport, office_id: str, by: User, actor: User | None, sender: str = ""
) -> FigureReport:
    """Keep a report that may be taken in: `by` answers for its coming in, `actor` None when the body sent it itself.

    Raises DomainError with every wrong line, nothing kept then.
    """
    if wrong := list(_wrong(report)):
        raise DomainError(f"Chưa nhận được báo cáo của {report.body or 'đơn vị'}.", details=wrong)
    kept = FigureReport(
        office_id=office_id, code=report.code, body=plain(report.body), title=plain(report.title),
        first_on=report.first, last_on=report.last, period_label=report.label,
        checks=[dict(check) for check in report.checks], by_id=by.id, at=clock.now(), lines=list(_lines(report)),
    )  # fmt: skip
    session.add(kept)
    session.flush()  # the earlier report refers to the one that replaces it
    replaced = _replace_earlier(session, kept)
    ledger.record(
        session, office_id=office_id, actor=actor, event="figures_reported", report=kept.id, body=kept.body,
        first=report.first, last=report.last, replaces=replaced, **({"sender": sender} if sender else {}),
    )  # fmt: skip
    return kept


def receive_published(session: Session, *, entry: Mapping[str, Any], actor: User) -> FigureReport:
    """Keep an entry of a file of published figures as a report of the body it speaks of.

    Only what the source states is read: counts, inferred counts, printed figures and the checks without their results.
    """
    names = ("name", "kind", "inputs", "stated", "decimals")
    checks = [{name: check[name] for name in names if name in check} for check in entry.get("checks") or ()]
    periods = {
        _PERIOD_NAMES.get(name, name): (date.fromisoformat(first), date.fromisoformat(last))
        for name, (first, last, *_) in (entry.get("other_periods") or {}).items()
    }
    return receive_report(
        session,
        report=NewReport(
            code=str(entry["id"]), body=str(entry.get("body") or entry["id"]), title=str(entry.get("title") or ""),
            first=_day(entry.get("period_from")), last=_day(entry.get("period_to")),
            label=str(entry.get("period_label") or ""), raw=entry.get("raw") or {}, implied=entry.get("implied") or {},
            derived=entry.get("derived") or {}, checks=checks, periods=periods,
        ),
        actor=actor,
    )  # fmt: skip


_PERIOD_NAMES = {"discipline": "kl."}


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _wrong(report: NewReport) -> Iterator[str]:
    if not report.body.strip():
        yield "Thiếu tên đơn vị báo cáo."
    if report.first and report.last and report.last < report.first:
        yield "Ngày cuối kỳ trước ngày đầu kỳ; sửa lại kỳ báo cáo."
    for key, value in report.raw.items():
        if isinstance(value, int) and value < 0:
            yield f"“{key}”: số liệu không thể là {value}; ghi số từ 0 trở lên, để trống khi không báo cáo."


def _lines(report: NewReport) -> Iterator[FigureReportLine]:
    position = 0
    for role, table in (("raw", report.raw), ("implied", report.implied), ("derived", report.derived)):
        for key, value in table.items():
            if value is None or isinstance(value, list | dict):
                continue  # names without a number say nothing that can be counted
            whole = isinstance(value, int) and not isinstance(value, bool)
            first, last = next((days for head, days in report.periods.items() if key.startswith(head)), (None, None))
            yield FigureReportLine(
                position=position, role=role, key=plain(key), value=value if whole else None,
                text="" if whole else plain(str(value)), unit=_unit(key), first_on=first, last_on=last,
            )  # fmt: skip
            position += 1


def _unit(key: str) -> str:
    parts = {piece for part in key.split(".") for piece in part.split("_")}
    return next((unit for name, unit in UNITS.items() if name in parts), "")


def _replace_earlier(session: Session, kept: FigureReport) -> list[str]:
    earlier = session.scalars(
        select(FigureReport).where(
            FigureReport.office_id == kept.office_id, FigureReport.body == kept.body, FigureReport.id != kept.id,
            FigureReport.first_on == kept.first_on, FigureReport.last_on == kept.last_on,
            FigureReport.replaced_by_id.is_(None),
        )
    ).all()  # fmt: skip
    for row in earlier:
        row.replaced_by_id = kept.id
    return [row.id for row in earlier]
