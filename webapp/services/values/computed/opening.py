"""Titles and recipients of the papers with which a team opens its work and changes it on the way."""

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


@computed
def subject_line_of_deployment(scope: Scope) -> str:
    return f"về việc triển khai quyết định, kế hoạch {words(scope)['verb']}"


@computed
def subject_line_of_invitation(scope: Scope) -> str:
    return f"làm việc về nội dung {words(scope)['verb']}"


@computed
def subject_line_of_team_change(scope: Scope) -> str:
    return f"thay đổi, bổ sung thành viên {words(scope)['team_word']}"


@computed
def subject_line_of_extension(scope: Scope) -> str:
    return f"gia hạn thời gian {words(scope)['verb']}"


@computed
def subject_line_of_content_change(scope: Scope) -> str:
    return f"bổ sung, điều chỉnh nội dung, đối tượng {words(scope)['verb']}"
