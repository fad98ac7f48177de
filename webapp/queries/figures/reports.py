"""What a report from below states, counted again from its stored lines."""

from __future__ import annotations

import json
from typing import Any

from webapp.models import FigureReport
from webapp.rules.figures import Outcome, evaluate


def recount(report: FigureReport) -> Outcome:
    """Judge every total, share and change the report states of itself, from the figures as they were stored."""
    tables: dict[str, dict[str, Any]] = {"raw": {}, "implied": {}, "derived": {}}
    for line in report.lines:
        tables[line.role][line.key] = line.text if line.value is None else line.value
    entry = {"id": report.code, **tables, "checks": report.checks}
    return evaluate(json.dumps([entry], ensure_ascii=False), name=report.code)
