"""The procedure as a Mermaid flowchart: one frame for each stage."""

from __future__ import annotations

from webapp.workflow.actors import label_of
from webapp.workflow.diagram.edges import direct_edges
from webapp.workflow.engine.stages import STAGES
from webapp.workflow.procedure.model import Procedure, Step


def mermaid(procedure: Procedure) -> str:
    """Mermaid text; dashed arrows lead to steps that not every case has."""
    lines = [
        "---",
        f"title: {_quoted(f'{procedure.title} ({procedure.code}, phiên bản {procedure.version})')}",
        "---",
        "flowchart TD",
    ]
    for stage, label in STAGES.items():
        steps = [step for step in procedure.steps if step.stage == stage]
        if steps:
            lines.append(f"  subgraph {stage}[{_quoted(label)}]")
            lines += [f"    {_node(step.id)}{_box(step)}" for step in steps]
            lines.append("  end")
    for earlier, later in direct_edges(procedure):
        arrow = "-->" if procedure.step(later).always else "-.->"
        lines.append(f"  {_node(earlier)} {arrow} {_node(later)}")
    return "\n".join(lines) + "\n"


def _node(step_id: str) -> str:
    """Mermaid has words of its own ("end"), so no step is called by its bare name."""
    return f"step_{step_id}"


def _box(step: Step) -> str:
    text = "<br>".join(
        [
            _plain(step.label),
            f"<i>{_plain(label_of(step.actor))}</i>",
            *(f"• {_plain(need.label)}" for need in step.documents),
        ]
    )
    return f'(["{text}"])' if step.final else f'["{text}"]'


def _plain(text: str) -> str:
    """Mermaid reads #…; codes; quotes and angle brackets would end the text."""
    return text.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'
