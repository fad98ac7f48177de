"""Hand a closed period to the superior as one file, and take such a file in as the report of the body that sent it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.errors import Conflict, DomainError
from webapp.models import FigureClosing, FigureReport, Office, User
from webapp.queries.reporting import read_frozen, refuse_closed
from webapp.queries.tools import Tools
from webapp.rules.figures.forms.table import TOTAL
from webapp.rules.figures.package import Package, build_package, read_package
from webapp.services import ledger
from webapp.services.figures.reports import NewReport, keep_report
from webapp.services.reporting.slips import refuse_stranger


def export_period(session: Session, tools: Tools, *, closing: FigureClosing) -> bytes:
    """The file of a closed period: every figure that is not nothing, every total, and what was restated since."""
    office = session.get_one(Office, closing.office_id)
    frozen = read_frozen(tools, closing)
    cells = {
        cell: value
        for cell, value in frozen.cells().items()
        if value is not None and (value or cell.split("/", 2)[1] == TOTAL)
    }
    manifest = {
        "office": sender_name(office),
        "period": {
            "first": closing.first_on.isoformat(), "last": closing.last_on.isoformat(), "label": closing.period_label,
        },
        "closed_by": closing.by.full_name, "closed_at": closing.at.isoformat(), "snapshot": closing.sha256,
        "ledger": {"seq": closing.ledger_seq, "hash": closing.ledger_hash},
    }  # fmt: skip
    restatements = [
        {
            "cell": f"{one.form}/{one.row}/{one.column}", "old": one.old, "new": one.new, "reason": one.reason,
            "body": one.body, "author": one.author, "at": one.at.isoformat(),
        }
        for one in closing.restatements
    ]  # fmt: skip
    return build_package(manifest, {"cells": cells, "restatements": restatements})


def sender_name(office: Office) -> str:
    """`Đảng bộ … (Ủy ban Kiểm tra Thành ủy Thái Nguyên)`: whose figures they are."""
    return f"{office.commission} {office.committee}"


def receive_package(session: Session, tools: Tools, *, data: bytes, code: str, actor: User) -> FigureReport:
    """Keep the figures of a package as the report of its sender; a later package of the same period replaces it.

    Raises BadPackage for a changed file; Conflict for a file that was brought before, or a period closed here;
    DomainError for the office's own file and for forms this installation does not know.
    """
    refuse_stranger(actor)
    package = read_package(data, code=code)
    ledger.lock(session, office_id=actor.office_id)
    refuse_closed(session, actor.office_id, package.first, package.last)
    _refuse_wrong(session, tools, package, actor)
    report = NewReport(
        code=_code(package), body=package.office, title=f"Gói số liệu {package.label}", first=package.first,
        last=package.last, label=package.label, raw=package.cells,
    )  # fmt: skip
    kept = keep_report(
        session, report=report, office_id=actor.office_id, by=actor, actor=actor, sender=package.closed_by
    )
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="figures_package_received", report=kept.id,
        package=package.sha256, sender_ledger=package.ledger, restated=package.restated,
    )  # fmt: skip
    return kept


def _code(package: Package) -> str:
    return f"package:{package.sha256}"


def _refuse_wrong(session: Session, tools: Tools, package: Package, actor: User) -> None:
    if package.office == sender_name(session.get_one(Office, actor.office_id)):
        raise DomainError("Đây là gói số liệu do chính cơ quan xuất; chỉ nhập gói của cấp dưới.")
    query = select(FigureReport).where(FigureReport.office_id == actor.office_id)
    if session.scalar(query.where(FigureReport.code == _code(package))) is not None:
        raise Conflict(f"Gói số liệu này của {package.office} đã nhập rồi; mỗi gói chỉ nhập một lần.")
    known = {
        f"{form.code}/{column.id}" for form in tools.statistics.set_on(package.last).forms for column in form.columns
    }
    unknown = [cell for cell in package.cells if "/".join(cell.split("/", 2)[::2]) not in known]
    if unknown:
        raise DomainError(
            f"Gói có {len(unknown)} ô không thuộc bộ biểu của kỳ này; hai nơi dùng bộ biểu khác nhau.",
            details=[f"Ô “{cell}”" for cell in unknown[:20]],
        )
