"""What the papers of suspension (đình chỉ) print. Suspension is not a sanction."""

from __future__ import annotations

from datetime import date

from webapp.rules.dates_vi import long_date
from webapp.services.values.computed.registry import computed
from webapp.services.values.scope import Scope
from webapp.services.values.wording import called
from webapp.workflow.suggestions.tone import in_the_spelling_of

_MEASURES = {
    "party_activity": "đình chỉ sinh hoạt đảng",
    "committee_activity": "đình chỉ sinh hoạt cấp uỷ",
    "organisation_activity": "đình chỉ hoạt động",
}
"""What `suspension_kind` may say; the keys are those of the law's grounds."""


@computed
def suspension_measure(scope: Scope) -> str:
    """`đình chỉ sinh hoạt đảng`; an organisation is always suspended from its activity."""
    kind = "organisation_activity" if scope.view.subject.kind == "organisation" else "party_activity"
    asked = str(scope.view.facts.get("suspension_kind") or kind)
    return str(in_the_spelling_of(scope.view, _MEASURES.get(asked, _MEASURES[kind])))


@computed
def suspension_term(scope: Scope) -> str:
    """`90 ngày, kể từ ngày … đến hết ngày …` with the first day counted; without an end, until it is decided."""
    start, end = scope.view.facts.get("suspension_from"), scope.view.facts.get("suspension_to")
    if not isinstance(start, date):
        return ""
    if not isinstance(end, date):
        return f"kể từ {long_date(start)} cho đến khi có quyết định khác của tổ chức đảng có thẩm quyền"
    return f"{(end - start).days + 1} ngày, kể từ {long_date(start)} đến hết {long_date(end)}"


@computed
def suspension_of_committee(scope: Scope) -> str:
    """A committee member suspended from Party activity is suspended from the committee without a further decision."""
    if not scope.view.facts.get("committee_member") or suspension_measure(scope) != _MEASURES["party_activity"]:
        return ""
    said = "Trong thời gian bị đình chỉ sinh hoạt đảng, đồng chí đương nhiên bị đình chỉ sinh hoạt cấp uỷ."
    return str(in_the_spelling_of(scope.view, said))


@computed
def suspension_is_extended(scope: Scope) -> bool:
    return scope.view.facts.get("suspension_change") == "extend"


@computed
def subject_line_of_suspension(scope: Scope) -> str:
    return f"{suspension_measure(scope)} {_whom(scope)}"


@computed
def subject_line_of_suspension_change(scope: Scope) -> str:
    word = "gia hạn" if suspension_is_extended(scope) else "chấm dứt"
    return f"{word} {suspension_measure(scope)} {_whom(scope)}"


def _whom(scope: Scope) -> str:
    """Activity is an organisation's own ("của"), Party life is a member's ("đối với")."""
    word = "của" if scope.view.subject.kind == "organisation" else "đối với"
    return f"{word} {called(scope.view.subjects)}"
