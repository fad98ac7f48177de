"""A case as statistics see it, made from its rows; many cases at once in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from webapp.models import Case, CaseFact, CaseTag, Document, DocumentVersion, Office, Subject
from webapp.rules.figures.acts import CaseFigures, CountedSubject, Issued, Tag


def case_figures(session: Session, case: Case) -> CaseFigures:
    """One case as it stands in this transaction."""
    return next(figures for _, figures in figures_of_cases(session, [case]))


def figures_of_cases(session: Session, cases: Sequence[Case]) -> Iterator[tuple[Case, CaseFigures]]:
    """Every case with what statistics see of it."""
    ids = [case.id for case in cases]
    levels = {row.id: row.level for row in session.execute(select(Office.id, Office.level))}
    facts, issued, tags = _facts(session, ids), _issued(session, ids), _tags(session, ids)
    for case in cases:
        yield (
            case,
            CaseFigures(
                procedure=case.procedure_code,
                initiator=case.initiator,
                office_level=levels[case.office_id],
                subjects=tuple(_subject(row) for row in case.subjects),
                issued=tuple(issued[case.id]),
                facts=facts[case.id].pop("", {}),
                tags=tuple(tags[case.id]),
                subject_facts=facts[case.id],
                other_kinds=tuple(kind["code"] for kind in case.kinds),
            ),
        )


def cases_in_order(session: Session, *, after: str, limit: int) -> list[Case]:
    """The next cases of the whole installation by id, with their subjects."""
    query = select(Case).where(Case.id > after).order_by(Case.id).limit(limit).options(selectinload(Case.subjects))
    return list(session.scalars(query))


def _facts(session: Session, ids: Iterable[str]) -> dict[str, dict[str, dict[str, Any]]]:
    """Case → subject ("" for what is known of the whole case) → facts."""
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    query = select(CaseFact.case_id, CaseFact.subject_id, CaseFact.key, CaseFact.value)
    for case_id, subject_id, key, value in session.execute(query.where(CaseFact.case_id.in_(ids))):
        found[case_id][subject_id or ""][key] = value
    return found


def _issued(session: Session, ids: Iterable[str]) -> dict[str, list[Issued]]:
    """Issued documents with the sanction their newest version states."""
    newest = select(func.max(DocumentVersion.no)).where(DocumentVersion.document_id == Document.id)
    row = Document
    query = (
        select(row.case_id, row.id, row.template, row.issued_on, DocumentVersion.sanction, row.subject_id)
        .join(DocumentVersion, DocumentVersion.document_id == Document.id)
        .where(Document.case_id.in_(ids), Document.state == "issued")
        .where(DocumentVersion.no == newest.correlate(Document).scalar_subquery())
        .order_by(Document.issued_on, Document.id)
    )
    found: dict[str, list[Issued]] = defaultdict(list)
    for case_id, document, template, on, sanction, subject in session.execute(query):
        if on is not None:  # the table promises it of an issued document
            found[case_id].append(Issued(document, template, on, sanction, subject or ""))
    return found


def _tags(session: Session, ids: Iterable[str]) -> dict[str, list[Tag]]:
    found: dict[str, list[Tag]] = defaultdict(list)
    query = select(CaseTag).where(CaseTag.case_id.in_(ids)).order_by(CaseTag.id)
    for row in session.scalars(query):
        found[row.case_id].append(Tag(row.measure, row.known_on, row.amount, row.subject_id or ""))
    return found


def _subject(row: Subject) -> CountedSubject:
    return CountedSubject(
        id=row.id, kind=row.kind, name=row.full_name,
        party_position=str(row.details.get("party_position") or ""), level=str(row.details.get("level") or ""),
    )  # fmt: skip
