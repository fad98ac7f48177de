"""Every procedure file of the product: it loads, its names are known, and a released shape never changes."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path

import pytest

from webapp.cli.procedures import known_templates
from webapp.workflow.diagram import mermaid, svg
from webapp.workflow.engine import STAGES
from webapp.workflow.procedure import Procedure, load_procedure
from webapp.workflow.procedure.load import load_procedures, procedure_files

WORKFLOWS = Path(__file__).parents[2] / "workflows"
RELEASED = Path(__file__).with_name("released_procedures.toml")
FILES = procedure_files(WORKFLOWS)

every_file = pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES])


def released() -> dict[tuple[str, int], str]:
    tables = tomllib.loads(RELEASED.read_text(encoding="utf-8"))
    return {(code, int(version)): shape for code, table in tables.items() for version, shape in table.items()}


def test_there_are_procedures() -> None:
    assert FILES


@every_file
def test_a_procedure_file_has_no_mistakes(path: Path) -> None:
    assert load_procedure(path).version == int(path.stem.removeprefix("v"))


@every_file
def test_a_released_shape_has_not_changed(path: Path) -> None:
    procedure = load_procedure(path)
    assert released()[procedure.code, procedure.version] == procedure.shape_sha256, (
        "a released procedure must keep its meaning: make a new version, or record the shape of an unreleased one"
    )


def test_every_released_version_is_still_there() -> None:
    present = {(procedure.code, procedure.version) for procedure in load_procedures(WORKFLOWS)}
    assert set(released()) <= present


@every_file
def test_every_document_has_a_template(path: Path) -> None:
    templates = known_templates()
    if templates is None:
        pytest.skip("no doc_templates folder yet")
    wanted = {need.template for step in load_procedure(path).steps for need in step.documents}
    assert wanted - templates == set()


@every_file
def test_the_words_of_a_procedure_are_composed_vietnamese(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


@every_file
def test_every_step_says_where_it_comes_from(path: Path) -> None:
    assert [step.id for step in load_procedure(path).steps if step.rule is None] == []


@every_file
def test_every_meeting_is_recorded_in_a_document(path: Path) -> None:
    procedure: Procedure = load_procedure(path)
    recorded = {need.session for step in procedure.steps for need in step.documents}
    assert {fact.key for fact in procedure.facts() if fact.type == "session"} <= recorded


@every_file
def test_every_procedure_can_be_drawn(path: Path) -> None:
    procedure = load_procedure(path)
    pictures = (svg(procedure), mermaid(procedure))
    for step in procedure.steps:
        assert all(step.label.split()[0] in picture for picture in pictures)
    assert all(label in pictures[0] for stage, label in STAGES.items())
