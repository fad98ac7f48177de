"""The year on one page: programmes, tasks beside the year before, charts, deadlines that have passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.models import Case, User, Waiting
from webapp.queries.cases import visible
from webapp.queries.figures.glance import HEADS, Glance, glance
from webapp.queries.labels import TASKS
from webapp.rules.dates_vi import number_vi
from webapp.rules.figures.cycles import Period, same_period_before
from webapp.rules.figures.forms import UNITS, Cells, Statistics
from webapp.rules.figures.sentences import say_change

CHECKING = (
    "inspection", "supervision", "suspected_violation", "inspection_duty", "discipline_enforcement", "finance", "dues",
)  # fmt: skip
"""Tasks that inspect or supervise somebody; discipline, letters and settlements are counted apart from them."""
SOON_DAYS = 7
_LEVELS = {
    "central": "Trung ương", "province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã",
    "grassroots": "cơ sở", "section": "bộ phận", "cell": "",
}  # fmt: skip
_BODIES = {
    "committee": "Cấp uỷ", "standing": "Ban thường vụ", "commission": "Uỷ ban kiểm tra", "agency": "Cơ quan tham mưu",
    "politburo": "Bộ Chính trị", "secretariat": "Ban Bí thư", "cell": "Chi bộ",
}  # fmt: skip


@dataclass(frozen=True)
class Slice:
    """A line of a chart: organisations and members apart, since they are not added up without saying so."""

    measure: str
    label: str
    organisations: int
    members: int

    @property
    def most(self) -> int:
        return max(self.organisations, self.members)


@dataclass(frozen=True)
class TaskRow:
    """One task towards one kind of object: now, a year before, and the change in words with its base."""

    task: str
    object: str
    label: str
    unit: str
    now: int
    before: int
    change: str


@dataclass(frozen=True)
class LateRow:
    """Something that is past its day, or soon will be."""

    case_id: str
    case_code: str
    what: str
    document_id: str
    due_on: date
    is_late: bool


@dataclass(frozen=True)
class Dashboard:
    """What the page draws; every list is in the order it is shown."""

    period: Period
    before: Period
    tasks: list[TaskRow]
    months: list[Slice]
    levels: list[Slice]
    contents: list[Slice]
    sanctions: list[Slice]
    late: list[LateRow]


def dashboard(session: Session, statistics: Statistics, viewer: User, period: Period, *, on: date) -> Dashboard:
    """Count the period for the viewer's office."""
    found, before = glance(session, period, offices=[viewer.office_id]), same_period_before(period)
    labels = measure_labels(statistics, period.last)
    return Dashboard(
        period=period,
        before=before,
        tasks=_tasks(found, before),
        months=_months(found, period),
        levels=_slices(found.cells, "body.", CHECKING, labels),
        contents=_slices(found.cells, "content.", CHECKING, labels),
        sanctions=_slices(found.cells, "sanction.", ("discipline",), labels),
        late=list_late(session, viewer, on=on),
    )


def measure_labels(statistics: Statistics, on: date) -> dict[str, str]:
    """What a measure is called: its content, the body that acted, or the column that counts it alone."""
    found = {
        column.measures[0]: column.label
        for form in statistics.set_on(on).forms
        for column in form.columns
        if len(column.measures) == 1
    }
    bodies = {
        f"body.{level}.{body}": f"{name} {where}".strip() for level, where in _LEVELS.items()
        for body, name in _BODIES.items()
    }  # fmt: skip
    return {**found, **bodies, **{entry.code: entry.label for entry in statistics.contents}}


def list_late(session: Session, viewer: User, *, on: date, limit: int = 30) -> list[LateRow]:
    """What waits past its day or within the week, in cases the viewer may know of, the oldest day first; each once."""
    seen = visible(select(Case), viewer).with_only_columns(Case.id)
    query = (
        select(Waiting)
        .where(Waiting.office_id == viewer.office_id, Waiting.due_on <= on + timedelta(days=SOON_DAYS))
        .where(Waiting.case_id.in_(seen))
        .order_by(Waiting.due_on, Waiting.case_id, Waiting.id)
        .options(joinedload(Waiting.case), joinedload(Waiting.document))
    )
    rows: dict[tuple[str, str, str], LateRow] = {}
    for one in session.scalars(query):
        key = (one.case_id, one.step, one.document_id or "")
        if one.due_on and key not in rows:
            what = one.document.title if one.document else one.why
            rows[key] = LateRow(one.case_id, one.case.code, what, one.document_id or "", one.due_on, one.due_on < on)
        if len(rows) >= limit:
            break
    return list(rows.values())


def _tasks(found: Glance, before: Period) -> list[TaskRow]:
    rows = []
    for task, label in TASKS.items():
        for kind in ("organisation", "member", "letter"):
            now, then = found.tasks.get(f"{task}/{kind}", 0), found.before.get(f"{task}/{kind}", 0)
            if now or then:
                change = say_change(now, then, unit=UNITS[kind], against=before.label)
                rows.append(TaskRow(task, kind, label, UNITS[kind], now, then, change))
    return rows


def _months(found: Glance, period: Period) -> list[Slice]:
    """Every month of the period that has begun, also one without anything."""
    rows = []
    for month in range(period.first.month, period.last.month + 1):
        number = period.first.year * 100 + month
        counts = [
            sum(found.months.get(f"{task}/{kind}", {}).get(number, 0) for task in CHECKING)
            for kind in ("organisation", "member")
        ]
        rows.append(Slice(str(month), f"tháng {month}", counts[0], counts[1]))
    return rows


def _slices(cells: Cells, head: str, tasks: Collection[str], labels: Mapping[str, str]) -> list[Slice]:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, (marks, _) in cells.items():
        if key.task in tasks and key.measure.startswith(head):
            counts[key.measure][key.object] += marks
    rows = [
        Slice(name, labels.get(name, name), kinds["organisation"], kinds["member"]) for name, kinds in counts.items()
    ]
    return sorted(rows, key=lambda row: (-(row.organisations + row.members), row.label))


def say_slices(rows: Iterable[Slice], *, nothing: str) -> str:
    """The sentence above a chart: the totals apart, and where most of it lies."""
    kept = [row for row in rows if row.organisations or row.members]
    if not kept:
        return nothing
    totals = ((sum(row.organisations for row in kept), UNITS["organisation"]),
              (sum(row.members for row in kept), UNITS["member"]))  # fmt: skip
    said = ", ".join(f"{number_vi(count)} lượt {unit}" for count, unit in totals if count)
    most = max(kept, key=lambda row: row.organisations + row.members)
    return f"{said}; nhiều nhất: {most.label}"


__all__ = [
    "CHECKING", "HEADS", "Dashboard", "LateRow", "Slice", "TaskRow", "dashboard", "list_late", "measure_labels",
    "say_slices",
]  # fmt: skip
