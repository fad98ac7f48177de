"""One check of one report, evaluated the way a file is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from webapp.rules.figures import Outcome, Verdict, evaluate
from webapp.rules.figures.forms import Statistics, load_statistics

Evaluate = Callable[..., Outcome]
JudgeOne = Callable[..., Verdict]


@pytest.fixture(scope="session")
def outcome() -> Evaluate:
    """Evaluate a file with one report: the checks, and its tables as keywords."""

    def run(*checks: dict[str, Any], **tables: dict[str, Any]) -> Outcome:
        entry = {"id": "bao_cao", "raw": {}, "derived": {}, "implied": {}, **tables, "checks": list(checks)}
        return evaluate(json.dumps([entry], ensure_ascii=False), name="so_lieu.json")

    return run


@pytest.fixture(scope="session")
def one(outcome: Evaluate) -> JudgeOne:
    """The verdict on a single check, which must be evaluable."""

    def run(
        kind: str, inputs: Any, stated: Any, decimals: int | None = None, name: str = "x", **tables: Any
    ) -> Verdict:
        check = {"name": name, "kind": kind, "inputs": inputs, "stated": stated}
        if decimals is not None:
            check["decimals"] = decimals
        result = outcome(check, **tables)
        assert result.mistakes == ()
        return result.verdicts[0]

    return run


@pytest.fixture(scope="session")
def statistics() -> Statistics:
    """The statistical forms as shipped, read once."""
    return load_statistics(Path(__file__).parents[3] / "workflows" / "_figures")
