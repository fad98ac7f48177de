"""What the papers of discipline print: ballots, proposals, the sanction, its change, restoration."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from webapp.errors import DomainError
from webapp.rules.votes import Ballots, Sanction, outcome
from webapp.services.values.computed.registry import computed
from webapp.services.values.scope import Scope
from webapp.services.values.votes import vote, vote_of
from webapp.services.values.wording import called
from webapp.workflow.suggestions.tone import in_the_spelling_of
from webapp.workflow.view import LawView

_CHANGES = {"approve": "chuẩn y", "raise": "thay đổi", "lower": "thay đổi", "change": "thay đổi", "cancel": "xoá bỏ"}
"""What `sanction_change` may say, and the word the decision uses."""


@computed
def subject_line_of_proposal_ballot(scope: Scope) -> str:
    return f"đề nghị thi hành kỷ luật {_kind(scope)}"


@computed
def subject_line_of_tally(scope: Scope) -> str:
    return f"biểu quyết thi hành kỷ luật {_kind(scope)}"


@computed
def subject_line_of_proposal_tally(scope: Scope) -> str:
    return f"biểu quyết đề nghị thi hành kỷ luật {_kind(scope)}"


@computed
def subject_line_of_discipline_proposal(scope: Scope) -> str:
    return f"đề nghị thi hành kỷ luật {called(scope.view.subjects)}"


@computed
def subject_line_of_sanction_change(scope: Scope) -> str:
    said = f"{_change(scope)} hình thức kỷ luật đối với {called(scope.view.subjects)}"
    return str(in_the_spelling_of(scope.view, said))


@computed
def subject_line_of_restoration(scope: Scope) -> str:
    return f"xin lỗi, phục hồi quyền lợi của {called(scope.view.subjects)}"


@computed
def removal_on_ballot(scope: Scope) -> bool:
    """Whether the ballot has a box for removal: only a member who holds a post can be removed from one."""
    return any("cách" in str(row["label"]).lower() for row in ballot_options(scope))


@computed
def ballot_options(scope: Scope) -> list[dict[str, Any]]:
    """The boxes of the ballot, "no discipline" first, then the lightest form; removal has a box for each post and term.

    With more than one post a last box takes all of them at once.
    """
    rows: list[dict[str, Any]] = []
    for number, form in enumerate([Sanction.NONE, *map(Sanction, scope.view.law.allowed_sanctions)], start=1):
        boxes = _removals(scope) if form is Sanction.REMOVE else []
        if len(boxes) > 1:
            rows += [{"no": f"{number}.{place}", "label": box} for place, box in enumerate(boxes, start=1)]
        elif form is not Sanction.REMOVE or boxes:
            rows.append({"no": str(number), "label": boxes[0] if boxes else form.label.capitalize()})
    return rows


def _removals(scope: Scope) -> list[str]:
    """ "Cách chức Bí thư Chi bộ, nhiệm kỳ 2022 - 2025" for each post that stands on the ballot."""
    asked = scope.view.facts.get("ballot_positions") or []
    if not asked:
        post = scope.view.subject.party_position
        return [f"Cách chức {post}"] if post else []
    boxes = [f"Cách chức {row['title']}" + (f", nhiệm kỳ {row['term']}" if row.get("term") else "") for row in asked]
    return [*boxes, "Cách tất cả các chức vụ trong Đảng"] if len(boxes) > 1 else boxes


@computed
def sanction_form(scope: Scope) -> str:
    """The sanction the vote carried, in running text; empty when it carried none."""
    return _form(scope, scope.view.law.carried_sanction)


def _form(scope: Scope, carried: str | None) -> str:
    if not carried or carried == Sanction.NONE.value:
        return ""
    form = Sanction(carried)
    posts = ", ".join(scope.view.facts.get("removed_positions") or []) or scope.view.subject.party_position
    return f"{form.label} {posts}" if form is Sanction.REMOVE and posts else form.label


@computed
def sanctioned(scope: Scope) -> str:
    """Who is disciplined, as Điều 1 names him: a probationary member is said to be one."""
    one = scope.view.subject
    if one.kind == "organisation":
        return one.full_name
    posts = ", ".join(post for post in (one.party_position, one.government_position) if post)
    rank = "đảng viên dự bị" if one.kind == "probationary_member" else ""
    return ", ".join(part for part in (called([one]), rank, posts, one.organisation) if part)


@computed
def proposal_vote(scope: Scope) -> dict[str, Any]:
    """The tally of a vote that proposes; where a case holds one vote only, that one."""
    tally = scope.view.facts.get("proposal_ballots")
    return vote_of(tally, _law_of_the_proposal(scope)) if tally else vote(scope.view)


def _law_of_the_proposal(scope: Scope) -> LawView:
    """What the law makes of the vote that proposes: a majority of its own, nothing added up."""
    tally = scope.view.facts.get("proposal_ballots")
    if not tally:
        return scope.view.law
    counts = {name: tally.get(name) or 0 for name in ("entitled", "present", "issued", "collected", "invalid")}
    ballots = Ballots(**counts, votes={form: tally[form.value] for form in Sanction if form.value in tally})
    target: Any = scope.view.subject.kind
    try:
        counted = outcome(scope.law, ballots, on=scope.dated_on, mode="propose", target=target)
    except DomainError:  # a tally that contradicts itself carries nothing; a guard names what is wrong
        return replace(scope.view.law, carried_sanction=None, vote_sentence="")
    carried = counted.carried.value if counted.carried else Sanction.NONE.value
    return replace(scope.view.law, carried_sanction=carried, vote_sentence=counted.sentence)


@computed
def vote_outcome(scope: Scope) -> str:
    """The sentence the minutes of the meeting draw from the vote; empty when the step holds no vote."""
    papers = {paper.template for paper in scope.procedure.step(scope.step_id).documents}
    if "proposal_tally_minutes" in papers and scope.view.facts.get("proposal_ballots"):
        said = _proposed(scope)
    elif "tally_minutes" in papers and scope.view.law.vote_counted:
        said = _decided(scope)
    else:
        return ""
    return str(in_the_spelling_of(scope.view, said))


def _decided(scope: Scope) -> str:
    form, whom = sanction_form(scope), called(scope.view.subjects)
    if not form:
        return f"Không có hình thức kỷ luật nào đối với {whom} đủ số phiếu theo quy định."
    said = f"Quyết định thi hành kỷ luật {whom} bằng hình thức {form}"
    if scope.view.initiator == "cell":
        said += f"; quyết định của Chi bộ có hiệu lực ngay hôm nay ({scope.held().get('on_long', '')})"
    return said + "."


def _proposed(scope: Scope) -> str:
    form, whom = _form(scope, _law_of_the_proposal(scope).carried_sanction), called(scope.view.subjects)
    if form:
        asked = "đề nghị tổ chức đảng có thẩm quyền xem xét, thi hành kỷ luật"
        return f"Thống nhất báo cáo và {asked} {whom} bằng hình thức {form}."
    return (
        "Không có hình thức nào đủ số phiếu theo quy định; thống nhất báo cáo đầy đủ hồ sơ và đề nghị tổ chức đảng có "
        "thẩm quyền xem xét, quyết định."
    )


@computed
def sanction_change_clause(scope: Scope) -> str:
    """ "Chuẩn y hình thức kỷ luật … tại Quyết định …"; "Thay đổi hình thức kỷ luật …: từ … thành …"; "Xoá bỏ …"."""
    facts, word, whom = scope.view.facts, _change(scope), called(scope.view.subjects)
    old, new, where = (str(facts.get(key) or "") for key in ("original_sanction", "new_sanction", "disputed_decision"))
    first = word[:1].upper() + word[1:]
    if word == "thay đổi":
        said = f"{first} hình thức kỷ luật đối với {whom} tại {where}: từ {old.lower()} thành {new.lower()}"
    else:
        said = f"{first} hình thức kỷ luật {old.lower()} đối với {whom} tại {where}"
    return str(in_the_spelling_of(scope.view, said))


def _change(scope: Scope) -> str:
    return _CHANGES.get(str(scope.view.facts.get("sanction_change") or ""), "thay đổi")


def _kind(scope: Scope) -> str:
    return "tổ chức đảng" if scope.view.subject.kind == "organisation" else "đảng viên"
