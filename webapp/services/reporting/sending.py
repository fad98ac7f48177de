"""What a body types and sends. Nothing it states is changed by anybody but itself."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from webapp import clock
from webapp.errors import DomainError
from webapp.models import FigureReport, ReportSlip
from webapp.models.base import plain
from webapp.queries.reporting import SlipView, closing_of, slip_view
from webapp.queries.tools import Tools
from webapp.rules.figures.forms import Statistics
from webapp.services import ledger
from webapp.services.figures.reports import NewReport, keep_report
from webapp.services.reporting.closing import restate_for_body

_LONGEST_ANSWER = 40


class SlipRefused(DomainError):
    """The slip cannot be sent yet; `fields` pairs each field with its sentence."""

    status = 422

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        super().__init__("Chưa gửi được báo cáo.", details=[sentence for _, sentence in fields])
        self.fields = fields


def save_answers(
    session: Session, statistics: Statistics, *, slip: ReportSlip, typed: Mapping[str, str], nothing: bool = False
) -> SlipView:
    """Keep what was typed into some cells of the slip just as it was typed, right or wrong.

    `nothing`: the body ticked “không phát sinh”, so the cells it left blank are an explicit zero.
    """
    known = slip_view(statistics, slip).asked.labels()
    kept = dict(slip.answers)
    for cell, text in typed.items():
        if cell in known:
            said = str(plain(" ".join(text.split())))[:_LONGEST_ANSWER]
            kept[cell] = "0" if nothing and not said else said
    if kept != slip.answers:
        slip.answers, slip.saved_at = kept, clock.now()
    session.flush()  # the page that follows reads the slip
    return slip_view(statistics, slip)


def send_slip(
    session: Session, tools: Tools, *, slip: ReportSlip, sender: str, explanation: str
) -> FigureReport:
    """Make the slip a report of its body; a newer one replaces the older, both are kept.

    Raises SlipRefused: a cell that is no number, a contradiction, a blank or a correction without an explanation.
    """
    ledger.lock(session, office_id=slip.office_id)
    view = slip_view(tools.statistics, slip)
    closing = closing_of(session, slip.office_id, slip.first_on, slip.last_on)
    sender, explanation = plain(" ".join(sender.split())), plain(explanation.strip())
    if wrong := _wrong(view, sender, explanation, closed=closing is not None):
        raise SlipRefused(wrong)
    report = NewReport(
        code=f"slip:{slip.id}", body=slip.body, title=f"Báo cáo số liệu {slip.period_label}", first=slip.first_on,
        last=slip.last_on, label=slip.period_label, raw=view.cells,
    )  # fmt: skip
    if closing is not None:
        restate_for_body(
            session, tools, closing=closing, slip=slip, cells=view.cells, reason=explanation, author=sender
        )
    kept = keep_report(session, report=report, office_id=slip.office_id, by=slip.by, actor=None, sender=sender)
    slip.sender, slip.explanation, slip.report_id, slip.sent_at = sender[:200], explanation, kept.id, clock.now()
    session.flush()  # constraints speak before the page does
    return kept


def _wrong(view: SlipView, sender: str, explanation: str, *, closed: bool) -> list[tuple[str, str]]:
    found = [(flaw.cell, flaw.sentence) for flaw in view.blocking]
    if not sender:
        found.append(("sender", "Chưa ghi họ tên, chức vụ người gửi."))
    if explanation:
        return found
    if view.slip.sent_at is not None:
        found.append(("explanation", "Báo cáo này đã gửi; gửi lại thì ghi lý do sửa, số cũ vẫn được giữ."))
    elif closed:
        found.append(("explanation", "Kỳ này đã chốt số liệu; gửi sau khi chốt là đính chính, ghi lý do."))
    elif view.contradictions:
        found.append(("explanation", "Số liệu còn chỗ chưa khớp: sửa lại, hoặc giữ nguyên và ghi giải trình."))
    elif view.blanks:
        found.append(("explanation", "Còn ô để trống: không phát sinh thì ghi 0; chưa có số thì ghi giải trình."))
    return found
