"""Count the acts of cases as documents are issued, keep the totals right, take in reports and values by hand."""

from webapp.services.figures.counting import count_case, count_letter
from webapp.services.figures.entering import enter_value
from webapp.services.figures.rebuilding import Rebuilt, rebuild
from webapp.services.figures.reports import NewReport, receive_published, receive_report
from webapp.services.figures.tagging import NewTag, tag_case

__all__ = [
    "NewReport", "NewTag", "Rebuilt", "count_case", "count_letter", "enter_value", "rebuild",
    "receive_published", "receive_report", "tag_case",
]  # fmt: skip
