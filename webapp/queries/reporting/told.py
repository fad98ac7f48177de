"""The figures of a period put into the sentences of its report; a closed period speaks from its snapshot."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from webapp.models import Case, User
from webapp.queries.figures.tables import fill_forms
from webapp.queries.programmes import list_programmes, list_targets, programme_progress
from webapp.queries.reporting.closings import closing_of, read_frozen
from webapp.queries.tools import Tools
from webapp.rules.figures.cycles import Period, same_period_before
from webapp.rules.figures.narrative import NOT_REPORTED, PARTS, Narrative, Said, Told, tell

_PARTS = {
    "inspection": "report_committee_inspection", "supervision": "report_supervision",
    "suspected_violation": "report_signs", "inspection_duty": "report_duties",
    "discipline_enforcement": "report_enforcement", "finance": "report_finance", "dues": "report_finance",
}  # fmt: skip
"""Task of a target → the part of the report it belongs to."""
_HOLDERS = {"committee": "cấp uỷ", "standing_board": "ban thường vụ", "commission": "uỷ ban kiểm tra"}


def told_period(session: Session, tools: Tools, viewer: User, period: Period) -> Told:
    """The report of the viewer's office: forms, targets, programmes, all against the same period a year before."""
    before = same_period_before(period)
    narrative = narrative_of(tools, "forms")
    names = {key.name for statement in narrative.statement for key in statement.key}
    now, then = (_figures(session, tools, viewer, names, one) for one in (period, before))
    told = tell(narrative, now, before=then, against="cùng kỳ năm trước" if any(then.values()) else "")
    return _with_more(told, [*_programmes(session, tools, viewer, period), *_targets(session, tools, viewer, period)])


def told_published(tools: Tools, entry: Mapping[str, Any]) -> Told:
    """The report of the counts of a published one; what it does not state is not said."""
    tables = {**(entry.get("implied") or {}), **(entry.get("raw") or {})}
    whole = {key: value for key, value in tables.items() if isinstance(value, int) and not isinstance(value, bool)}
    told = tell(narrative_of(tools, "published"), whole)
    parts = dict.fromkeys(PARTS, NOT_REPORTED) | told.parts
    for name, (_first, _last, *label) in (entry.get("other_periods") or {}).items():
        if name == "discipline" and label and parts["report_discipline"]:
            parts["report_discipline"] += f" (số liệu {label[0]})"
    return replace(told, parts=parts)


def narrative_of(tools: Tools, code: str) -> Narrative:
    """The sentences for one kind of source. Raises KeyError."""
    return {one.code: one for one in tools.statistics.narratives}[code]


def _figures(
    session: Session, tools: Tools, viewer: User, names: Collection[str], period: Period
) -> dict[str, int | None]:
    closing = closing_of(session, viewer.office_id, period.first, period.last)
    if closing is not None:
        cells = read_frozen(tools, closing).cells()
        return {name: cells.get(name) for name in names}
    forms = {
        form.table.form.code: form
        for form in fill_forms(session, tools.statistics, period, offices=[viewer.office_id])
    }
    found: dict[str, int | None] = {}
    for name in names:
        form, row, column = name.split("/", 2)
        found[name] = forms[form].figure(row, column).value if form in forms else None
    return found


def _programmes(session: Session, tools: Tools, viewer: User, period: Period) -> list[Said]:
    said = []
    for programme in list_programmes(session, viewer, year=period.last.year):
        if programme.first_year == programme.last_year and programme.state == "issued":
            done = programme_progress(session, tools, programme, on=period.last).progress
            head = f"chương trình kiểm tra, giám sát năm {programme.last_year} của {_HOLDERS[programme.holder]}"
            sentence = f"{head}: {done.sentence()}"
            said.append(Said("report_leadership", sentence, "progress", (f"programme:{programme.id}",)))
    return said


def _targets(session: Session, tools: Tools, viewer: User, period: Period) -> list[Said]:
    return [
        Said(_PARTS[target.task], result.sentence, "target", (f"target:{target.id}",))
        for target, result in list_targets(session, tools, viewer, year=period.last.year, until=period.last)
        if target.task in _PARTS
    ]


def _with_more(told: Told, more: list[Said]) -> Told:
    """The told report with further sentences at the end of their parts."""
    parts = dict(told.parts)
    for one in more:
        before = parts.get(one.part, "")
        sentence = one.sentence if before else one.sentence[:1].upper() + one.sentence[1:]
        parts[one.part] = f"{before}; {sentence}" if before else sentence
    return replace(told, parts=parts, said=[*told.said, *more])


@dataclass(frozen=True)
class Source:
    """A sentence of a report: its part, its rule, and each figure with its name on the forms and its value now."""

    part: str
    sentence: str
    rule: str
    figures: list[tuple[str, str, int | None]]


def report_sources(session: Session, tools: Tools, viewer: User, case: Case) -> list[Source]:
    """What every sentence of a report rests on, with the figures as they are counted now."""
    facts = {row.key: row.value for row in case.facts}
    rows = facts.get("report_sources") or []
    names = {name for row in rows for name in row["cells"].split("\n")}
    cells = {name for name in names if name.count("/") == 2}
    now: dict[str, int | None] = {}
    labels: dict[str, str] = {}
    if cells:
        first, last = (date.fromisoformat(facts[key]) for key in ("report_first_on", "report_last_on"))
        now = _figures(session, tools, viewer, cells, Period(first, last, facts["report_period"]))
        for form in tools.statistics.set_on(last).forms:
            columns = {column.id: column.label for column in form.columns}
            labels |= {f"{form.code}/total/{column}": f"{form.title}: {label}" for column, label in columns.items()}
    return [
        Source(
            row["part"], row["sentence"], row["rule"],
            [(name, labels.get(name, name), now.get(name)) for name in row["cells"].split("\n")],
        )
        for row in rows
    ]  # fmt: skip
