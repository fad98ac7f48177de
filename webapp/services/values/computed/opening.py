"""Titles and recipients of the papers with which a team opens and carries out its work."""

from __future__ import annotations

from webapp.services.values.computed.registry import computed
from webapp.services.values.scope import Scope
from webapp.services.values.wording import words


@computed
def subject_line_of_outline(scope: Scope) -> str:
    return str(words(scope)["report_word"])


@computed
def subject_line_of_calendar(scope: Scope) -> str:
    return f"và phân công nhiệm vụ của {words(scope)['team_word']}"


@computed
def subject_line_of_opening(scope: Scope) -> str:
    return f"triển khai quyết định, kế hoạch {words(scope)['verb']}"


@computed
def subject_line_of_working(scope: Scope) -> str:
    return f"làm việc với {words(scope)['subject_label']}"


@computed
def team_named(scope: Scope) -> str:
    return str(words(scope)["team_word"])


@computed
def team_members(scope: Scope) -> str:
    return f"Thành viên {words(scope)['team_word']}"
