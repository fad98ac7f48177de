"""Templates as an office uses them: its published versions in the place of those that came with the product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.archive.blobs import FolderStore
from webapp.auth.permissions import Permission, allowed
from webapp.errors import NotFound
from webapp.models import Case, Clause, Document, TemplateVersion, User
from webapp.queries.tools import Tools
from webapp.rendering.catalogue import Catalogue, DocTemplate

_CONTEXT = 2  # unchanged lines shown round a change


def with_office_templates(session: Session, tools: Tools, office_id: str) -> Tools:
    """The tools with the office's published templates in them; nothing is read again while nothing was published."""
    newest = (
        select(TemplateVersion.code, func.max(TemplateVersion.no).label("no"))
        .where(TemplateVersion.office_id == office_id, TemplateVersion.published_at.is_not(None))
        .group_by(TemplateVersion.code)
        .subquery()
    )
    query = select(TemplateVersion.code, TemplateVersion.docx_sha256).where(
        TemplateVersion.office_id == office_id, TemplateVersion.code == newest.c.code, TemplateVersion.no == newest.c.no
    )
    published = tuple(sorted((code, sha256) for code, sha256 in session.execute(query)))
    return (
        replace(tools, catalogue=_composed(_Shipped(tools.catalogue), tools.store, published)) if published else tools
    )


class _Shipped:
    """The catalogue of the product as a key of the cache: there is one in a process."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shipped) and self.catalogue is other.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


@lru_cache(maxsize=32)
def _composed(shipped: _Shipped, store: FolderStore, published: tuple[tuple[str, str], ...]) -> Catalogue:
    return shipped.catalogue.with_files({code: store.get(sha256) for code, sha256 in published})


@dataclass(frozen=True)
class Use:
    """Where a template is used: a step of a procedure."""

    procedure: str
    step: str


@dataclass(frozen=True)
class TemplateRow:
    """One line of the list. `version` is 0 for the file that came with the product."""

    template: DocTemplate
    uses: tuple[Use, ...]
    version: int


def list_templates(
    session: Session, tools: Tools, viewer: User, *, words: str = "", procedure: str = ""
) -> list[TemplateRow]:
    """Every template by working id, with where it is used; filtered by words of its title or code and by procedure."""
    used, published = _uses(tools), _published_numbers(session, viewer)
    wanted = words.casefold().split()
    rows = []
    for template in tools.catalogue:
        text = f"{template.title} {template.code} {template.meta.working_id} {template.meta.official_code}".casefold()
        uses = used.get(template.code, ())
        if all(word in text for word in wanted) and (not procedure or any(u.procedure == procedure for u in uses)):
            rows.append(TemplateRow(template, uses, published.get(template.code, 0)))
    return rows


def uses_of(tools: Tools, code: str) -> tuple[Use, ...]:
    return _uses(tools).get(code, ())


def _uses(tools: Tools) -> dict[str, tuple[Use, ...]]:
    found: dict[str, dict[Use, None]] = {}
    for procedure in (tools.procedures.current(code) for code in tools.procedures.codes()):
        for step in procedure.steps:
            for paper in step.documents:
                found.setdefault(paper.template, {})[Use(procedure.title, step.label)] = None
    return {code: tuple(uses) for code, uses in found.items()}


def _published_numbers(session: Session, viewer: User) -> dict[str, int]:
    query = (
        select(TemplateVersion.code, func.max(TemplateVersion.no))
        .where(TemplateVersion.office_id == viewer.office_id, TemplateVersion.published_at.is_not(None))
        .group_by(TemplateVersion.code)
    )
    return dict(session.execute(query).all())


def list_versions(session: Session, viewer: User, code: str) -> list[TemplateVersion]:
    """The office's versions of a template, newest first."""
    query = select(TemplateVersion).where(TemplateVersion.office_id == viewer.office_id, TemplateVersion.code == code)
    return list(session.scalars(query.order_by(TemplateVersion.no.desc())))


def get_version(session: Session, viewer: User, code: str, number: int) -> TemplateVersion:
    """Raises NotFound."""
    for version in list_versions(session, viewer, code):
        if version.no == number:
            return version
    raise NotFound(f"Mẫu này không có bản {number}.")


def file_of(session: Session, tools: Tools, viewer: User, code: str, number: int, shipped: Catalogue) -> DocTemplate:
    """The template with the Word file of one version; 0 is the file that came with the product."""
    if number == 0:
        return shipped.get(code)
    version = get_version(session, viewer, code, number)
    return shipped.get(code).with_file(tools.store.get(version.docx_sha256))


def cases_to_try(session: Session, viewer: User, code: str) -> list[Document]:
    """The newest documents made from the template in cases the viewer may know of, for a preview with real values."""
    query = (
        select(Document)
        .join(Document.case)
        .where(Document.template == code, Document.office_id == viewer.office_id, Case.office_id == viewer.office_id)
        .order_by(Document.id.desc())
        .limit(30)
    )
    return [one for one in session.scalars(query) if allowed(viewer, Permission.CASE_VIEW, one.case)][:8]


@dataclass(frozen=True)
class DiffLine:
    """A line of the difference: kind is same | old | new | gap."""

    kind: str
    text: str


def differences(old: str, new: str) -> list[DiffLine]:
    """What changed between two printed texts, line by line, with a little of what stands around."""
    before, after = old.splitlines(), new.splitlines()
    lines: list[DiffLine] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_CONTEXT):
        if lines:
            lines.append(DiffLine("gap", "…"))
        for tag, a, b, c, d in group:
            if tag == "equal":
                lines += [DiffLine("same", text) for text in before[a:b]]
                continue
            lines += [DiffLine("old", text) for text in before[a:b]]
            lines += [DiffLine("new", text) for text in after[c:d]]
    return lines


def list_clauses(session: Session, viewer: User, *, words: str = "") -> Sequence[Clause]:
    """Clauses in use, by topic and title, filtered by words of topic, title or text."""
    query = select(Clause).where(Clause.office_id == viewer.office_id, Clause.retired_at.is_(None))
    wanted = words.casefold().split()
    found = session.scalars(query.order_by(Clause.topic, Clause.title, Clause.id))
    return [one for one in found if all(word in f"{one.topic} {one.title} {one.text}".casefold() for word in wanted)]


def get_clause(session: Session, viewer: User, clause_id: str) -> Clause:
    """Raises NotFound for another office's clause and for one that was retired."""
    clause = session.get(Clause, clause_id)
    if clause is None or clause.office_id != viewer.office_id or clause.retired_at:
        raise NotFound("Không có đoạn văn mẫu này.")
    return clause
