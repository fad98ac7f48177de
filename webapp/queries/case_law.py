"""Ask the rules what the guards of a case need to know: the vote, authority, limitation, limits, citations."""

from __future__ import annotations

from typing import Any

from webapp.rules import levels
from webapp.rules.law import Law
from webapp.workflow.view import CaseView, LawView

_FORMS = ("expel", "remove", "warn", "reprimand", "none")


def law_view(law: Law, view: CaseView) -> LawView:
    """Everything `webapp.workflow` compares with, for the case as it stands on `view.today`."""
    known: dict[str, Any] = {}
    known |= _vote(law, view)
    known |= _authority(law, view, known.get("carried_sanction"))
    known |= _limitation(law, view, known.get("carried_sanction"))
    known |= _announcement(law, view)
    known["initiator_is_above"] = levels.is_above(law, view.office_level, view.subject.level, view.today)
    known["citations"] = _citations(law, view)
    return LawView(**known)
