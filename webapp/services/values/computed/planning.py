"""Titles of programmes, of reports with figures and of copies."""

from __future__ import annotations

from webapp.services.values.computed.registry import computed
from webapp.services.values.scope import Scope
from webapp.services.values.texts import lower_first


@computed
def subject_line_of_programme(scope: Scope) -> str:
    return f"kiểm tra, giám sát {_typed(scope, 'programme_period')}".strip()


@computed
def subject_line_of_periodic_report(scope: Scope) -> str:
    work = "kết quả công tác kiểm tra, giám sát và thi hành kỷ luật trong Đảng"
    return f"{work} {_typed(scope, 'report_period')}".strip()


@computed
def subject_line_of_copy(scope: Scope) -> str:
    return lower_first(_typed(scope, "copy_kind"))


@computed
def copy_recipients(scope: Scope) -> str:
    """Who gets the copies, each in a line of its own."""
    return "\n".join(scope.view.facts.get("copy_to") or [])


def _typed(scope: Scope, key: str) -> str:
    return str(scope.view.facts.get(key) or "")
