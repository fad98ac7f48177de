"""A form as it is printed: heads grouped as in its decision, rows with figures, and what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from webapp.models import User
from webapp.queries.figures.counting import count_people
from webapp.queries.figures.tables import FilledForm, fill_forms
from webapp.rules.figures.cycles import Period
from webapp.rules.figures.forms import StatColumn, Statistics
from webapp.rules.figures.forms.table import TOTAL
from webapp.rules.figures.integrity import Problem, decisions_and_people
from webapp.rules.figures.values import Figure

RULES = {
    "R1": "Các hình thức kỷ luật cộng lại bằng tổng số.",
    "R2": "Các cấp tiến hành cộng lại bằng tổng số, khi biểu kê đủ các cấp.",
    "R3": "Các phần sau “trong đó” không nhất thiết là tất cả, nhưng không lớn hơn tổng số.",
    "R4": "Được kiểm tra ≥ có vi phạm ≥ phải thi hành kỷ luật ≥ đã thi hành.",
    "R5": "Mỗi phần không lớn hơn tổng số; một đối tượng có thể có nhiều nội dung nên các nội dung cộng lại được quá.",
    "R6": "Tỷ lệ làm tròn nửa lên, dấu phẩy, kèm mẫu số; mẫu số bằng 0 thì không có tỷ lệ.",
    "R7": "So sánh nêu đủ tỷ lệ, số chênh và số gốc.",
    "R8": "Số 0 là đã đếm và không có; ô trống là chưa có báo cáo.",
    "R9": "Quý I, 6 tháng, 9 tháng, năm là số luỹ kế từ ngày 01/01; số của một tháng đếm riêng, không lấy hiệu.",
    "R10": "Biểu tính theo số quyết định; khi một người có nhiều quyết định thì nêu cả số người.",
    "R11": "Số ghi tay luôn đứng cạnh số hệ thống đếm được, có lý do và người ghi.",
}
"""What is checked, as it is explained on the page."""


@dataclass(frozen=True)
class Group:
    """Columns under one head."""

    title: str
    columns: tuple[StatColumn, ...]


@dataclass(frozen=True)
class FormPage:
    """One form of a period."""

    filled: FilledForm
    groups: list[Group]
    problems: list[Problem]
    people: str
    warning: str

    def figure(self, row: str, column: str) -> Figure:
        """The figure of a cell."""
        return self.filled.figure(row, column)

    def said_of(self, row: str) -> list[Problem]:
        """What is wrong in a row."""
        return [problem for problem in self.problems if problem.row == row]


def form_pages(session: Session, statistics: Statistics, viewer: User, period: Period) -> list[FormPage]:
    """Every form of the viewer's office in the order of its decision, in one pass over the marks."""
    warning = statistics.set_on(period.last).warning(period.last)
    pages = []
    for filled in fill_forms(session, statistics, period, offices=[viewer.office_id]):
        groups = [Group(title, tuple(columns)) for title, columns in groupby(filled.table.columns, lambda c: c.group)]
        people = _people(session, viewer, period, filled)
        pages.append(FormPage(filled, groups, filled.problems(), people, warning))
    return pages


def _people(session: Session, viewer: User, period: Period, filled: FilledForm) -> str:
    """R10, where a form counts decisions on members."""
    form = filled.table.form
    if form.task != "discipline" or form.object != "member":
        return ""
    decisions = filled.table.value(TOTAL, "total")
    people = count_people(
        session, period, task=form.task, object_kind=form.object, offices=[viewer.office_id], sides=form.sides
    )
    return decisions_and_people(decisions, people)
