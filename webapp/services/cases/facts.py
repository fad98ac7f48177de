"""Fill the facts of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Case, CaseFact, User
from webapp.models.base import plain
from webapp.queries.case_view import procedure_of
from webapp.queries.tools import Tools
from webapp.rules.secrecy import MASK
from webapp.services import ledger, waiting
from webapp.services.cases.access import refuse_unless_editable
from webapp.services.figures import count_case
from webapp.workflow import facts
from webapp.workflow.procedure import Procedure


class FactErrors(DomainError):
    """Some facts were refused; `errors` maps a fact key to its sentences. Nothing was saved."""

    status = 422

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__(
            "Có ô chưa đúng, chưa lưu gì. Đồng chí sửa các ô dưới đây.", details=[s for e in errors.values() for s in e]
        )
        self.errors = dict(errors)


class EditedMeanwhile(Conflict):
    """Somebody saved the same facts first; `theirs` and `mine` map a fact key to both values."""

    def __init__(self, theirs: Mapping[str, Any], mine: Mapping[str, Any], who: str) -> None:
        super().__init__(
            f"Đồng chí {who} vừa lưu nội dung khác vào cùng chỗ này. Chưa lưu gì đè lên; "
            "xem cả hai bản bên dưới rồi chọn."
        )
        self.theirs, self.mine = dict(theirs), dict(mine)


def set_facts(
    session: Session,
    tools: Tools,
    *,
    case: Case,
    values: Mapping[str, Any],
    actor: User,
    seen: Mapping[str, int] | None = None,
    subject_id: str | None = None,
) -> list[str]:
    """Save facts (key → decoded value) of the case, or of one subject, and return the keys that changed.

    `seen` holds the version of each fact the person was shown (0: none yet): a fact saved by somebody else since then
    raises EditedMeanwhile with both texts. Wrong values raise FactErrors; nothing is saved then. Raises NotAllowed for
    a person who does not keep the case, Conflict when the case is closed.
    """
    refuse_unless_editable(case, actor)
    procedure = procedure_of(tools, case)
    _refuse_wrong(procedure, values)
    changed: list[str] = []
    for owner, keys in _owners(case, procedure, values, _owner(case, subject_id)).items():
        rows = _newest_facts(session, case, owner)
        encoded = {key: plain(facts.encode(procedure.fact(key), values[key])) for key in keys}
        _refuse_unseen(session, rows, encoded, seen, actor)
        changed += _write(session, tools, case, rows, encoded, actor, owner)
    if changed:
        waiting.note_case(session, tools, case)
    return changed


def _owners(
    case: Case, procedure: Procedure, values: Mapping[str, Any], subject_id: str | None
) -> dict[str | None, list[str]]:
    """Whose each fact is: nobody has to say who the only subject of a case is."""
    found: dict[str | None, list[str]] = {}
    alone = case.subjects[0].id if len(case.subjects) == 1 else None
    for key in values:
        own = subject_id or (alone if procedure.is_of_each(key) else None)
        found.setdefault(own, []).append(key)
    return found


def write_facts(session: Session, tools: Tools, *, case: Case, values: Mapping[str, Any], actor: User) -> list[str]:
    """Save facts of the case that follow from an act somebody was allowed to do; returns the keys that changed."""
    procedure = procedure_of(tools, case)
    encoded = {key: plain(facts.encode(procedure.fact(key), value)) for key, value in values.items()}
    changed = _write(session, tools, case, _newest_facts(session, case, None), encoded, actor, None)
    if changed:
        waiting.note_case(session, tools, case)
    return changed


def _owner(case: Case, subject_id: str | None) -> str | None:
    """The subject the facts are about, of this case. Raises DomainError for a subject of another case."""
    if subject_id and subject_id not in {subject.id for subject in case.subjects}:
        raise DomainError("Đối tượng này không thuộc hồ sơ.")
    return subject_id or None


def _write(
    session: Session, tools: Tools, case: Case, rows: Mapping[str, CaseFact], encoded: Mapping[str, Any], actor: User,
    subject_id: str | None,
) -> list[str]:  # fmt: skip
    changed = [key for key, value in encoded.items() if key not in rows or rows[key].value != value]
    for key in changed:
        row = rows.get(key) or CaseFact(case_id=case.id, key=key, subject_id=subject_id)
        row.value, row.changed_by_id, row.changed_at = encoded[key], actor.id, clock.now()
        if key not in rows:
            case.facts.append(row)
    if changed:
        session.flush()  # a concurrent save of the same fact is refused here, before anything else is written
        procedure = procedure_of(tools, case)
        count_case(session, tools.statistics, case=case)  # a finding mended after the conclusion is counted as mended
        ledger.record(
            session, office_id=case.office_id, actor=actor, event="facts_changed", case_id=case.id,
            facts={key: told(procedure, key, encoded[key]) for key in changed},
            **({"subject": subject_id} if subject_id else {}),
        )  # fmt: skip
    return changed


def told(procedure: Procedure, key: str, value: Any) -> Any:
    """What the ledger says of a fact: of a restricted one only that it was written, for the ledger is never changed."""
    return MASK if value is not None and procedure.fact(key).restricted else value


def uncover_facts(session: Session, tools: Tools, *, case: Case, step_id: str, actor: User) -> None:
    """Allow one reading of the restricted facts of a step, and write it down. Raises NotAllowed."""
    refuse_unless_uncovered(case, actor)
    keys = [fact.key for fact in procedure_of(tools, case).step(step_id).facts if fact.restricted]
    ledger.record(
        session, office_id=case.office_id, actor=actor, event="restricted_facts_read", case_id=case.id, step=step_id,
        facts=keys,
    )  # fmt: skip


def refuse_unless_uncovered(case: Case, actor: User) -> None:
    """Raise NotAllowed for whoever may not read what is restricted in this case."""
    if not allowed(actor, Permission.CASE_UNCOVER, case):
        raise NotAllowed(
            "Chỉ người tiếp nhận đơn, người phụ trách, Trưởng đoàn và Thường trực Ủy ban được xem nội dung bảo mật này."
        )


def _newest_facts(session: Session, case: Case, subject_id: str | None) -> dict[str, CaseFact]:
    """The facts as they are once nobody else can save any: who comes second compares with what the first one saved."""
    ledger.lock(session, office_id=case.office_id)
    query = select(CaseFact).where(CaseFact.case_id == case.id, CaseFact.subject_id == subject_id)
    rows = {row.key: row for row in session.scalars(query.execution_options(populate_existing=True))}
    session.expire(case, ["facts"])
    return rows


def _refuse_wrong(procedure: Procedure, values: Mapping[str, Any]) -> None:
    errors = {key: facts.check(procedure.fact(key), value) for key, value in values.items()}
    if found := {key: sentences for key, sentences in errors.items() if sentences}:
        raise FactErrors(found)


def _refuse_unseen(
    session: Session, rows: Mapping[str, CaseFact], mine: Mapping[str, Any], seen: Mapping[str, int] | None, actor: User
) -> None:
    if seen is None:
        return
    newer = {k: rows[k] for k in mine if k in rows and rows[k].version != seen.get(k, 0) and rows[k].value != mine[k]}
    if newer:
        last = max(newer.values(), key=lambda row: row.changed_at)
        who = session.get_one(User, last.changed_by_id).full_name
        raise EditedMeanwhile({k: r.value for k, r in newer.items()}, {k: mine[k] for k in newer}, who)
