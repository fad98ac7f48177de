"""What submissions, conclusions and the follow-up of conclusions print."""

from __future__ import annotations

from webapp.services.values.computed.registry import computed, topic
from webapp.services.values.scope import Scope


@computed
def subject_line_of_submission(scope: Scope) -> str:
    return f"đề nghị xem xét, quyết định việc {topic(scope)}"


@computed
def subject_line_of_follow_up(scope: Scope) -> str:
    """A case of follow-up is already called "theo dõi việc thực hiện kết luận …": the word is not said twice."""
    said = topic(scope).removeprefix("theo dõi việc ").removeprefix("theo dõi ")
    return f"kết quả {said}" if said.startswith("thực hiện") else f"kết quả thực hiện kết luận {said}"


@computed
def subject_line_of_urging(scope: Scope) -> str:
    """The trích yếu of an urging letter (công văn đôn đốc) starts with "về việc", never with "V/v"."""
    return f"về việc {subject_line_of_follow_up(scope).removeprefix('kết quả ')}"
