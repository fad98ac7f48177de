"""Titles of the papers of verification: what the subject reports, what the team discusses and finds."""

from __future__ import annotations

from webapp.services.values.computed.registry import computed, comrade
from webapp.services.values.scope import Scope
from webapp.services.values.wording import words


@computed
def subject_line_of_self_report(scope: Scope) -> str:
    """`giải trình về dấu hiệu vi phạm trong …`: "báo cáo" stands above it as the type of the paper."""
    said = words(scope)
    return f"{str(said['report_word']).removeprefix('báo cáo ')} {said['about']}".strip()


@computed
def subject_line_of_team_meeting(scope: Scope) -> str:
    return f"họp {words(scope)['team_word']}"


@computed
def subject_line_of_denunciation_report(scope: Scope) -> str:
    return f"kết quả giải quyết tố cáo đối với {comrade(scope)}"
