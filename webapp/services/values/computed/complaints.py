"""What the papers of letters, complaints against discipline and denunciations print."""

from __future__ import annotations

from webapp.services.values.computed.registry import computed
from webapp.services.values.scope import Scope
from webapp.services.values.texts import lower_first
from webapp.services.values.wording import called, words
from webapp.workflow.suggestions.tone import in_the_spelling_of


@computed
def subject_line_of_letter(scope: Scope) -> str:
    """After "Phiếu tiếp nhận, xử lý đơn": the word "đơn" stands there already."""
    return _letter(scope).removeprefix("đơn ")


@computed
def subject_line_of_acceptance(scope: Scope) -> str:
    word = "thụ lý" if scope.view.facts.get("letter_accepted") else "không thụ lý"
    return f"{word} {_letter(scope)}"


@computed
def letter_sender_addressed(scope: Scope) -> str:
    """A complaint is answered by name; who sent a denunciation stands on no paper of the case."""
    if not scope.procedure.code.startswith("KN"):
        return "Người gửi đơn"
    said = called(scope.view.subjects)
    return said[:1].upper() + said[1:]


@computed
def subject_line_of_complaint(scope: Scope) -> str:
    return f"giải quyết khiếu nại kỷ luật đảng của {called(scope.view.subjects)}"


@computed
def subject_line_of_complaint_team(scope: Scope) -> str:
    return f"thành lập {words(scope)['team_word']} kỷ luật đảng của {called(scope.view.subjects)}"


@computed
def subject_line_of_complaint_report(scope: Scope) -> str:
    return f"kết quả {subject_line_of_complaint(scope)}"


@computed
def subject_line_of_denunciation(scope: Scope) -> str:
    return f"giải quyết tố cáo đối với {called(scope.view.subjects)}"


@computed
def complaint_considered(scope: Scope) -> str:
    return f"Xét đơn khiếu nại của {called(scope.view.subjects)}"


@computed
def complaint_outcome(scope: Scope) -> str:
    """Điều 1 of the decision: the sanction is kept, changed (from … to …) or cancelled."""
    facts, whom = scope.view.facts, called(scope.view.subjects)
    where, old, new = (
        str(facts.get(key) or "") for key in ("complained_decision", "complained_sanction", "new_sanction")
    )
    result = facts.get("complaint_result")
    if result in ("raise", "lower", "change"):
        said = f"Thay đổi hình thức kỷ luật đối với {whom} tại {where}: từ {lower_first(old)} thành {lower_first(new)}"
    elif result == "cancel":
        said = f"Xoá bỏ hình thức kỷ luật {lower_first(old)} đối với {whom} tại {where}"
    elif result == "keep":
        said = f"Giữ nguyên hình thức kỷ luật {lower_first(old)} đối với {whom} tại {where}"
    else:
        return ""
    return str(in_the_spelling_of(scope.view, said))


def _letter(scope: Scope) -> str:
    """The kind of letter in running text, by the label of its choice: "đơn khiếu nại kỷ luật đảng"."""
    value = scope.view.facts.get("letter_kind")
    if not value:
        return "đơn"
    choices = scope.procedure.fact("letter_kind").choices
    return lower_first(next((choice.label for choice in choices if choice.value == value), str(value)))
