"""What the layout lint says of a document's newest version, of a template's filled samples, of any Word file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from webapp.archive.blobs import FolderStore
from webapp.clock import today
from webapp.errors import DomainError
from webapp.models import Document
from webapp.queries.tools import Tools
from webapp.rendering.catalogue import DocTemplate
from webapp.rendering.fill import fill
from webapp.rendering.layout import LayoutProfile, layout_on
from webapp.rendering.lint import Finding, Options, Tone, lint

# Forms that are filled by hand have dotted lines on purpose.
_BY_HAND = ("ballot", "sheet", "personal", "minutes")


@dataclass(frozen=True)
class LayoutReport:
    """The findings under one guide. `guide` is its title as a sentence names it."""

    guide: str
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity != "error")


def document_report(tools: Tools, document: Document) -> LayoutReport:
    """The newest version under the guide of the document's date. Nothing is laid out: a page must open at once."""
    template = tools.catalogue.get(document.template)
    profile = tools.layouts[document.layout]
    by_hand = template.meta.kind in _BY_HAND
    options = Options(tone=_tone(document), locate=False, unfilled=by_hand)
    return LayoutReport(profile.title, _of_blob(tools.store, document.current.docx_sha256, _Guide(profile), options))


def _tone(document: Document) -> Tone:
    """The office's way of placing tone marks."""
    style = document.case.opened_by.office.tone_marks
    return "old" if style == "old" else "new"


def blocking_lines(tools: Tools, document: Document) -> list[str]:
    """The errors as sentences with their place: why the document cannot be sent yet."""
    return [f"Thể thức: {each.sentence} Chỗ sai: {each.where}." for each in document_report(tools, document).errors]


def file_report(tools: Tools, docx: bytes) -> LayoutReport:
    """Any admitted Word file under the guide in force today; a file the lint cannot read has no findings."""
    profile = layout_on(tools.layouts, today())
    try:
        return LayoutReport(profile.title, tuple(lint(docx, profile, Options(locate=False))))
    except DomainError:
        return LayoutReport(profile.title, ())


def template_report(tools: Tools, template: DocTemplate) -> LayoutReport:
    """The template filled with its ordinary and its longest sample; what both show is said once."""
    profile = layout_on(tools.layouts, today())
    samples = [name for name in ("", "extreme") if name in template.variants]
    options = Options(locate=False, unfilled=template.meta.kind in _BY_HAND)
    words = (fill(template.docx, template.sample_values(name, profile)).docx for name in samples)
    return LayoutReport(profile.title, tuple(_once(each for word in words for each in lint(word, profile, options))))


def _once(findings: Iterable[Finding]) -> Iterable[Finding]:
    return {(each.rule, each.sentence): each for each in findings}.values()


class _Guide:
    """A layout profile as a key of the cache: each is loaded once in a process."""

    def __init__(self, profile: LayoutProfile) -> None:
        self.profile = profile

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, _Guide) and self.profile is other.profile

    def __hash__(self) -> int:
        return id(self.profile)


@lru_cache(maxsize=512)
def _of_blob(store: FolderStore, sha256: str, guide: _Guide, options: Options) -> tuple[Finding, ...]:
    try:
        return tuple(lint(store.get(sha256), guide.profile, options))
    except DomainError:
        return ()
