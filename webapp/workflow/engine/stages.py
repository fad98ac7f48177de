"""The five stages of the product, as the tracker on the case page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from webapp.workflow.engine.steps import states
from webapp.workflow.procedure.model import Procedure
from webapp.workflow.view import CaseView

STAGES = {
    "plan": "Kế hoạch",
    "decision": "Quyết định",
    "verification": "Thẩm tra, xác minh",
    "conclusion": "Kết luận",
    "sanction": "Kỷ luật",
}
PHASES = {"preparation": "Bước chuẩn bị", "carrying_out": "Bước tiến hành", "closing": "Bước kết thúc"}


@dataclass(frozen=True)
class StageStatus:
    """`on` is the day the stage was finished; None while it is not, or when nothing in it was performed."""

    stage: str
    label: str
    state: Literal["past", "current", "todo"]
    on: date | None


def stages(procedure: Procedure, view: CaseView) -> tuple[StageStatus, ...]:
    """All five stages in order; the current one holds the first step that is neither passed nor out of place."""
    found = states(procedure, view)
    unfinished = [step.stage for step in procedure.main_steps if found[step.id] in ("open", "waiting")]
    order = list(STAGES)
    current = min((order.index(stage) for stage in unfinished), default=len(order))
    return tuple(
        StageStatus(
            stage,
            label,
            "past" if place < current else "current" if place == current else "todo",
            _finished_on(procedure, view, stage) if place < current else None,
        )
        for place, (stage, label) in enumerate(STAGES.items())
    )


def _finished_on(procedure: Procedure, view: CaseView, stage: str) -> date | None:
    records = [view.record(step.id) for step in procedure.main_steps if step.stage == stage]
    return max((record.on for record in records if record), default=None)
