"""The pictures of a procedure: well-formed, complete, readable without eyes, with only the direct arrows."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from webapp.workflow.diagram import mermaid, svg
from webapp.workflow.diagram.edges import direct_edges
from webapp.workflow.diagram.layout import BOX, lay_out
from webapp.workflow.engine import STAGES
from webapp.workflow.procedure import Procedure

SVG = "{http://www.w3.org/2000/svg}"


def test_the_svg_is_well_formed_and_names_itself(v1: Procedure) -> None:
    root = ElementTree.fromstring(svg(v1))
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text == f"{v1.title} (KT_DHVP_DV, phiên bản 1)"
    assert description is not None and all(step.label in (description.text or "") for step in v1.steps)
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_the_svg_fetches_and_runs_nothing(v1: Procedure) -> None:
    drawn = svg(v1)
    assert not re.search(r"<script|<style|style=|href|<image|on\w+=", drawn)
    assert re.findall(r"https?://[^\"]+", drawn) == ["http://www.w3.org/2000/svg"]


def test_every_stage_and_every_word_of_every_step_is_drawn(v1: Procedure) -> None:
    lines = [text.text or "" for text in ElementTree.fromstring(svg(v1)).iter(f"{SVG}text")]
    drawn = " ".join(" ".join(lines).split())
    assert all(label in drawn for label in STAGES.values())
    for step in v1.steps:
        wanted = [step.label, *(need.label for need in step.documents), *(paper.label for paper in step.uploads)]
        assert all(label in drawn for label in wanted), step.id


def test_boxes_stand_in_the_column_of_their_stage_and_never_overlap(v1: Procedure) -> None:
    layout = lay_out(v1)
    columns = {box.step.stage: box.x for box in layout.boxes}
    assert list(columns.values()) == sorted(set(columns.values()))
    for one in layout.boxes:
        assert one.x + BOX <= layout.width and one.y + one.height <= layout.height
        for other in layout.boxes:
            if other.number > one.number and other.x == one.x:
                assert other.y >= one.y + one.height


def test_only_direct_arrows_are_drawn(v1: Procedure) -> None:
    edges = direct_edges(v1)
    assert ("cell_review", "hear_subject") in edges
    assert ("receive_self_review", "hear_subject") not in edges
    assert [earlier for earlier, later in edges if later == "close_case"] == ["notify_bodies", "hand_over"]
    assert {later for _, later in edges} == {step.id for step in v1.steps if step.after}


def test_the_mermaid_text_holds_every_step_and_arrow(v1: Procedure) -> None:
    text = mermaid(v1)
    assert text.count("subgraph ") == len(STAGES)
    for step in v1.steps:
        assert f"    step_{step.id}[" in text or f"    step_{step.id}(" in text
    for earlier, later in direct_edges(v1):
        assert re.search(rf"^  step_{earlier} -(-|\.-)> step_{later}$", text, re.MULTILINE)
    assert "  step_vote -.-> step_issue_sanction" in text


def test_marks_in_labels_do_not_break_the_pictures(v1: Procedure) -> None:
    step = v1.steps[0].model_copy(update={"label": 'Đề xuất <"A" & B>'})
    odd = v1.model_copy(update={"title": 'Thử "A" & <B>', "steps": (step, *v1.steps[1:])})
    title = ElementTree.fromstring(svg(odd)).find(f"{SVG}title")
    assert title is not None and (title.text or "").startswith('Thử "A" & <B>')
    assert '["Đề xuất #lt;#quot;A#quot; #amp; B#gt;' in mermaid(odd)
