"""Reads of the figures: cells of forms, the acts behind a cell, the year at a glance, reports from below."""

from webapp.queries.figures.case import case_figures, figures_of_cases
from webapp.queries.figures.counting import count_marks, count_people, offices_in_sight
from webapp.queries.figures.drill import DrillPage, DrillRow, list_acts, list_counted, list_untagged
from webapp.queries.figures.glance import Glance, glance
from webapp.queries.figures.reports import recount
from webapp.queries.figures.tables import FilledForm, fill_forms

__all__ = [
    "DrillPage", "DrillRow", "FilledForm", "Glance", "case_figures", "count_marks", "count_people", "figures_of_cases",
    "fill_forms", "glance", "list_acts", "list_counted", "list_untagged", "offices_in_sight", "recount",
]  # fmt: skip
