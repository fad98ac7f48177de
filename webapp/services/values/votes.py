"""The tally as documents print it, and the sanction it carried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webapp.rules.votes import Sanction
from webapp.services.values.texts import percent
from webapp.workflow.view import CaseView, LawView

_ORDER = (Sanction.DISSOLVE, Sanction.EXPEL, Sanction.REMOVE, Sanction.WARN, Sanction.REPRIMAND, Sanction.NONE)


def vote(view: CaseView) -> dict[str, Any]:
    """Counts, results by form (heaviest first, per cent of all entitled) and what the vote decided."""
    tally = view.facts.get("ballots")
    return vote_of(tally, view.law) if tally else {}


def vote_of(tally: Mapping[str, int], law: LawView) -> dict[str, Any]:
    """The tally of one vote beside what the law made of it; see `vote`."""
    forms = [form for form in _ORDER if form == Sanction.NONE or form.value in law.allowed_sanctions or tally.get(form)]
    carried = law.carried_sanction or ""
    return {
        **{name: tally[name] for name in ("entitled", "present", "issued", "collected", "invalid")},
        "valid": tally["collected"] - tally["invalid"],
        "results": [
            {
                "label": form.label.capitalize(),
                "votes": tally.get(form.value, 0),
                "percent": percent(tally.get(form.value, 0), tally["entitled"]),
            }
            for form in forms
        ],
        "carried": carried,
        "carried_label": Sanction(carried).label if carried else "",
        "sentence": law.vote_sentence,
        "cumulated": "cộng dồn" in law.vote_sentence,
    }
