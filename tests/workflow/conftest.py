"""The first procedure, and cases on paper that follow it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workflow.paper_case import Paper
from webapp.workflow.procedure import Procedure, load_procedure

V1 = Path(__file__).parents[2] / "workflows" / "member_suspected_violation" / "v1.toml"


@pytest.fixture(scope="session")
def v1() -> Procedure:
    return load_procedure(V1)


@pytest.fixture
def paper(v1: Procedure) -> Paper:
    """A case that was just opened."""
    return Paper(v1)


@pytest.fixture
def paper_at(v1: Procedure) -> Callable[[str], Paper]:
    """A case walked up to a step, which is open and untouched."""

    def made(step_id: str) -> Paper:
        case = Paper(v1)
        case.walk_to(step_id)
        return case

    return made
