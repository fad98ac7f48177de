"""What the papers of an inspection on signs of violation and of a member's discipline print."""

from __future__ import annotations

from typing import Any

from webapp.services.values import effect
from webapp.services.values.computed.registry import computed, comrade, issuer, short, topic
from webapp.services.values.scope import Scope
from webapp.services.values.texts import lower_first, split_paragraphs, subject
from webapp.services.values.wording import called, words
from webapp.workflow.suggestions.tone import in_the_spelling_of

_NATURE = {"strength": "Ưu điểm", "shortcoming": "Hạn chế, khuyết điểm", "violation": "Vi phạm"}


@computed
def subject_line_of_inspection(scope: Scope) -> str:
    return topic(scope)


@computed
def subject_line_of_result(scope: Scope) -> str:
    return f"kết quả {topic(scope)}"


@computed
def subject_line_of_conclusion(scope: Scope) -> str:
    return f"kết luận {topic(scope)}"


@computed
def subject_line_of_discipline(scope: Scope) -> str:
    return f"xem xét, thi hành kỷ luật đối với {comrade(scope)}"


@computed
def subject_line_of_sanction(scope: Scope) -> str:
    posts = subject(scope.view.subject)["posts"]
    return f"thi hành kỷ luật đối với {comrade(scope)}" + (f", {posts}" if posts else "")


@computed
def subject_line_of_step(scope: Scope) -> str:
    """The step's label, which the procedure spells "Uỷ", as the office spells it."""
    return str(in_the_spelling_of(scope.view, lower_first(scope.procedure.step(scope.step_id).label)))


@computed
def subject_line_of_proposal(scope: Scope) -> str:
    return f"đề nghị {topic(scope)}"


@computed
def working_rules(scope: Scope) -> str:
    return f"Căn cứ Quy chế làm việc của {issuer(scope)}"


@computed
def self_review_considered(scope: Scope) -> str:
    team = words(scope)["team_word"]
    return f"Xét tự kiểm điểm của {comrade(scope)} và kết quả kiểm tra, xem xét, đề nghị của {team}"


@computed
def committee_to_be_informed(scope: Scope) -> str:
    return f"Thường trực {short(scope, 'committee')} (để báo cáo)"


@computed
def superior_to_be_informed(scope: Scope) -> str:
    return f"{scope.view.office['commission']} {short(scope, 'superior')} (để báo cáo)"


@computed
def commission_addressed(scope: Scope) -> str:
    return issuer(scope)


@computed
def subject_addressed(scope: Scope) -> str:
    """Every subject, each in a line of its own."""
    return "\n".join(_first(called([one])) for one in scope.view.subjects)


@computed
def subject_party_body(scope: Scope) -> str:
    """The organisations that manage the members, each in a line of its own; none for subjects that are one."""
    return "\n".join(dict.fromkeys(one.organisation for one in scope.view.subjects if one.kind != "organisation"))


@computed
def commission_archive(scope: Scope) -> str:
    kept = "hồ sơ vụ việc" if scope.procedure.code[:2] in ("TC", "KN", "KL") else f"hồ sơ cuộc {words(scope)['verb']}"
    return f"{scope.view.body.acts_for or scope.view.body.name}, {kept}"


@computed
def addressee_word(scope: Scope) -> str:
    return scope.profile.wording.addressee_word


@computed
def findings(scope: Scope) -> list[dict[str, Any]]:
    """Findings joined with the content they answer, in the order of the contents."""
    contents = scope.view.facts.get("content_items") or []
    rows = sorted(scope.view.facts.get("findings") or [], key=lambda row: row.get("item") or 0)
    return [
        {
            "no": row.get("item") or position,
            "content": _at(contents, (row.get("item") or position) - 1),
            "facts": split_paragraphs(row.get("facts")),
            "nature": row.get("nature") or "",
            "nature_label": _NATURE.get(row.get("nature") or "", ""),
            "harm": split_paragraphs(row.get("harm")),
            "cause": split_paragraphs(row.get("cause")),
        }
        for position, row in enumerate(rows, start=1)
    ]


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _at(contents: list[str], position: int) -> str:
    return contents[position] if 0 <= position < len(contents) else ""


@computed
def effect_clause(scope: Scope) -> str:
    by_cell = scope.view.initiator == "cell"
    return effect.effect_clause(scope.law, dated_on=scope.dated_on, by_cell=by_cell)


@computed
def complaint_clause(scope: Scope) -> str:
    return effect.complaint_clause(scope.law, dated_on=scope.dated_on)
