"""A procedure as an official reads it: who does what, with which papers, by when, checked how, where it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from webapp.errors import DomainError
from webapp.queries.labels import DUE_EVENTS, INITIATORS, lower_first
from webapp.queries.tools import Tools
from webapp.rules.bases import Basis, bases_for, missing_topics
from webapp.rules.dates_vi import number_two_digits
from webapp.rules.deadlines import UNIT_LABELS, extension_limit, find_rule
from webapp.rules.law import Law
from webapp.workflow.actors import label_of
from webapp.workflow.engine.stages import PHASES, STAGES
from webapp.workflow.guards import GUARDS
from webapp.workflow.procedure import Procedure
from webapp.workflow.procedure.model import Due, Step

TARGETS = {"member": "đảng viên", "organisation": "tổ chức đảng", "decision": "quyết định đã có"}
_WHEN = {
    "discipline_was_proposed": "Uỷ ban kết luận phải xem xét kỷ luật",
    "vote_carried_a_sanction": "có hình thức kỷ luật được thông qua khi bỏ phiếu",
    "body_may_decide": "tổ chức tiến hành có thẩm quyền quyết định hình thức đó",
    "body_must_hand_over": "hình thức đó vượt thẩm quyền, phải chuyển cấp trên",
    "limitation_has_not_passed": "còn thời hiệu kỷ luật",
}
_ELSE = "tuỳ tình huống của hồ sơ"


@dataclass(frozen=True)
class CheckRow:
    """One condition of due process, in words, with where it is written."""

    code: str
    sentence: str
    explained: str
    source: str
    verified: bool


@dataclass(frozen=True)
class DueWords:
    """A limit in words; `note` says how far it may be extended."""

    label: str
    sentence: str
    source: str
    note: str
    verified: bool


@dataclass(frozen=True)
class PaperRow:
    """A document the step makes, with its template's names."""

    label: str
    template: str
    number: str
    required: bool
    each: bool
    signer: str


@dataclass(frozen=True)
class StepRow:
    """One step of the page."""

    number: int
    step: Step
    stage: str
    phase: str
    actor: str
    after: tuple[str, ...]
    when: tuple[str, ...]
    papers: tuple[PaperRow, ...]
    due: DueWords | None
    checks: tuple[CheckRow, ...]
    rule: str
    rule_verified: bool


@dataclass(frozen=True)
class ProcedurePage:
    """The whole page, by the law of one day."""

    procedure: Procedure
    initiators: str
    targets: str
    bases: tuple[Basis, ...]
    missing: tuple[str, ...]
    stages: tuple[tuple[str, tuple[StepRow, ...]], ...]
    unverified: int


@dataclass(frozen=True)
class ProcedureLine:
    """One line of the list."""

    procedure: Procedure
    initiators: str
    targets: str
    papers: int


def procedure_lines(tools: Tools) -> list[ProcedureLine]:
    """The newest version of every procedure, by title."""
    found = [tools.procedures.current(code) for code in tools.procedures.codes()]
    lines = [
        ProcedureLine(one, _initiators(one), _targets(one), len({d.template for s in one.steps for d in s.documents}))
        for one in found
    ]
    return sorted(lines, key=lambda line: line.procedure.title)


def procedure_page(tools: Tools, procedure: Procedure, *, on: date, level: str) -> ProcedurePage:
    """The procedure by the law in force on that day, for an office of that level."""
    topics = _known([procedure.legal_basis.topic], tools.law)
    rows = [_row(tools, procedure, step, i, on, level) for i, step in enumerate(procedure.steps, start=1)]
    stages = tuple(
        (label, tuple(row for row in rows if row.step.stage == stage))
        for stage, label in STAGES.items()
        if any(row.step.stage == stage for row in rows)
    )
    doubtful = [row for row in rows if not row.rule_verified or (row.due and not row.due.verified)]
    return ProcedurePage(
        procedure=procedure,
        initiators=_initiators(procedure),
        targets=_targets(procedure),
        bases=tuple(bases_for(tools.law, topics, on)),
        missing=tuple(missing_topics(tools.law, topics, on)),
        stages=stages,
        unverified=len(doubtful),
    )


def _initiators(procedure: Procedure) -> str:
    return ", ".join(lower_first(INITIATORS.get(code, code)) for code in procedure.initiators)


def _targets(procedure: Procedure) -> str:
    return ", ".join(TARGETS.get(code, code) for code in procedure.targets)


def _known(topics: Iterable[str], law: Law) -> list[str]:
    return [topic for topic in topics if any(topic in entry.topics for entry in law.bases)]


def _row(tools: Tools, procedure: Procedure, step: Step, number: int, on: date, level: str) -> StepRow:
    topic = _known([step.rule.topic], tools.law) if step.rule else []
    basis = next(iter(bases_for(tools.law, topic, on)), None)
    part = step.rule.part if step.rule else ""
    guards = dict.fromkeys((*step.entry_guards, *step.guards))
    return StepRow(
        number=number,
        step=step,
        stage=STAGES[step.stage],
        phase=PHASES[step.phase],
        actor=label_of(step.actor),
        after=tuple(procedure.step(name).label for name in step.before),
        when=tuple(dict.fromkeys(_WHEN.get(name, _ELSE) for name in step.when)),
        papers=tuple(_paper(tools, step, need) for need in step.documents),
        due=due_words(tools.law, procedure, step.due, on, level) if step.due else None,
        checks=tuple(_check(tools.law, name, on) for name in guards),
        rule=", ".join(text for text in (part, basis.short if basis else "") if text),
        rule_verified=basis.verified if basis else not step.rule,
    )


def _paper(tools: Tools, step: Step, need: object) -> PaperRow:
    template = tools.catalogue.get(need.template)  # type: ignore[attr-defined]  # a DocumentNeed
    meta = template.meta
    return PaperRow(
        label=need.label,  # type: ignore[attr-defined]
        template=template.code,
        number=meta.official_code or meta.working_id,
        required=need.required,  # type: ignore[attr-defined]
        each=step.per_of(need) == "subject",  # type: ignore[arg-type]
        signer=label_of(meta.signer) if meta.signer else "",
    )


def _check(law: Law, name: str, on: date) -> CheckRow:
    guard = GUARDS[name]
    entry = next((one for one in law.checks if one.id == guard.check), None)
    if entry is None:
        return CheckRow(guard.check, guard.says, "", "", True)
    basis = next(iter(bases_for(law, _known([entry.topic], law), on)), None)
    place = next((one for one in entry.places if basis and one.basis == basis.id), None)
    source = f"{place.article}, {basis.short}" if place and basis else basis.short if basis else entry.source
    verified = bool(basis and basis.verified and (place is None or place.verified))
    return CheckRow(entry.id, guard.says, entry.explain, source, verified)


def due_words(law: Law, procedure: Procedure, due: Due, on: date, level: str) -> DueWords:
    """`03 ngày làm việc kể từ khi xong bước “…”`; what nobody has read in the text is marked."""
    label = DUE_EVENTS.get(due.event, "Thời hạn của bước")
    rule = find_rule(law, event=due.event, on=on, level=level)
    limit = extension_limit(rule) if rule else None
    note = f"Gia hạn tối đa {number_two_digits(limit)} {UNIT_LABELS[rule.unit]}." if rule and limit else ""
    if due.kind == "fixed":
        return DueWords(label, f"Đến hết {_start(procedure, due.start)}.", "", note, True)
    if due.kind == "law":
        if rule is None:
            sentence = "Dữ liệu pháp lý chưa có thời hạn này; người phụ trách tự định, hệ thống chỉ nhắc."
            return DueWords(label, sentence, "", "", False)
        length = f"{number_two_digits(rule.length)} {UNIT_LABELS[rule.unit]}"
        sentence = f"{length} kể từ {_start(procedure, due.start)}."
        return DueWords(label, sentence, rule.source, note, rule.verified_on(on))
    unit = UNIT_LABELS["working" if due.kind == "working" else "calendar"]
    sentence = f"{_length(procedure, due)} {unit} kể từ {_start(procedure, due.start)}."
    most = f" Quy định: không quá {number_two_digits(rule.length)} {UNIT_LABELS[rule.unit]}." if rule else ""
    return DueWords(
        label, sentence + most, rule.source if rule else "", note, rule.verified_on(on) if rule else True
    )


def _length(procedure: Procedure, due: Due) -> str:
    if isinstance(due.days, int):
        return number_two_digits(due.days)
    return f"Số ngày ghi ở ô “{_fact(procedure, str(due.days or '').removeprefix('fact:'))}”, tính bằng"


def _start(procedure: Procedure, reference: str) -> str:
    kind, _, name = reference.partition(":")
    if kind == "step":
        return f"khi xong bước “{procedure.step(name).label}”"
    if kind == "document":
        step = procedure.step_of_document(name)
        label = next((need.label for need in step.documents if need.template == name), name) if step else name
        return f"ngày ký {lower_first(label)}"
    return f"ngày ghi ở ô “{_fact(procedure, name)}”"


def _fact(procedure: Procedure, key: str) -> str:
    try:
        return procedure.fact(key).label
    except (KeyError, DomainError):
        return key
