"""Reporting upwards: ask bodies, take in what they send, close a period, restate it, hand it to the superior."""

from webapp.services.reporting.closing import close_period, restate_figure
from webapp.services.reporting.documents import (
    PROCEDURE,
    open_published_report,
    open_report,
    report_docx,
    rewrite_report,
)
from webapp.services.reporting.exchange import export_period, receive_package
from webapp.services.reporting.sending import SlipRefused, save_answers, send_slip
from webapp.services.reporting.slips import issue_slips, renew_slip
from webapp.services.reporting.workbook import read_workbook, slip_workbook

__all__ = [
    "PROCEDURE", "SlipRefused", "close_period", "export_period", "issue_slips", "open_published_report", "open_report",
    "read_workbook", "receive_package", "renew_slip", "report_docx", "restate_figure", "rewrite_report",
    "save_answers", "send_slip", "slip_workbook",
]  # fmt: skip
