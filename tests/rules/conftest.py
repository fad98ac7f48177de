"""The law as shipped, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.rules.law import Law, load_law

LAW_FOLDER = Path(__file__).parents[2] / "workflows" / "_law"


@pytest.fixture(scope="session")
def law() -> Law:
    return load_law(LAW_FOLDER)
