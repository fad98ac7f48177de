"""The statistical forms as dated data, and their cells counted from the marks of acts."""

from webapp.rules.figures.forms.build import MONEY, UNITS, StatColumn, StatForm
from webapp.rules.figures.forms.load import FormSet, Statistics, load_statistics
from webapp.rules.figures.forms.table import Cells, Key, StatTable, TableRow, tabulate

__all__ = [
    "MONEY", "UNITS", "Cells", "FormSet", "Key", "StatColumn", "StatForm", "StatTable", "Statistics", "TableRow",
    "load_statistics", "tabulate",
]  # fmt: skip
