"""The trial procedures of the tests, installed beside those of the product: several subjects, side steps, kinds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from webapp.queries.tools import Tools
from webapp.workflow.procedure import Procedure, Procedures, load_procedure

TRIAL = Path(__file__).parents[1] / "workflow"


def with_trial_procedures(tools: Tools, *, opens: str = "", combines: str = "") -> Tools:
    """Tools that also know KT_THU and KT_TIEN; the step `hear` opens a linked case of the kind `opens`."""
    trial = load_procedure(TRIAL / "trial" / "v1.toml")
    steps = tuple(
        step.model_copy(update={"opens": (opens,)}) if opens and step.id == "hear" else step for step in trial.steps
    )
    trial = trial.model_copy(update={"steps": steps, "combines": (combines,) if combines else ()})
    money = load_procedure(TRIAL / "trial_money" / "v1.toml")
    known: dict[str, dict[int, Procedure]] = {one.code: {} for one in (*tools.procedures, trial, money)}
    for one in (*tools.procedures, trial, money):
        known[one.code][one.version] = one
    return replace(tools, procedures=Procedures(known))
