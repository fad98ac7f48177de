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
from webapp.rendering.lint import Finding, Options, Tone, fix, lint

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

    @property
    def fixable(self) -> tuple[Finding, ...]:
        """What can be mended by machine: format, marks and spaces, never words."""
        return tuple(each for each in self.findings if each.fixable)


def document_report(tools: Tools, document: Document) -> LayoutReport:
    """The newest version under the guide of the document's date. Nothing is laid out: a page must open at once."""
    profile = tools.layouts[document.layout]
    blob = document.current.docx_sha256
    return LayoutReport(profile.title, _of_blob(tools.store, blob, _Guide(profile), _options(tools, document)))


def mended_document(tools: Tools, document: Document) -> bytes:
    """The newest version with everything mended that can be; the same bytes when nothing can."""
    word, report = tools.store.get(document.current.docx_sha256), document_report(tools, document)
    return _mended(word, tools.layouts[document.layout], report, _options(tools, document))


def _options(tools: Tools, document: Document) -> Options:
    by_hand = tools.catalogue.get(document.template).meta.kind in _BY_HAND
    return Options(tone=_tone(document), locate=False, unfilled=by_hand)


def _mended(word: bytes, profile: LayoutProfile, report: LayoutReport, options: Options) -> bytes:
    rules = {each.rule for each in report.fixable}
    return fix(word, profile, rules, options) if rules else word


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


def mended_file(tools: Tools, docx: bytes) -> bytes:
    """Any admitted Word file, mended under the guide in force today; the same bytes when nothing can be."""
    profile = layout_on(tools.layouts, today())
    return _mended(docx, profile, file_report(tools, docx), Options(locate=False))


def mended_template(tools: Tools, template: DocTemplate) -> bytes:
    """The template's own Word file, mended by the rules its filled samples break."""
    profile = layout_on(tools.layouts, today())
    return _mended(template.docx, profile, template_report(tools, template), Options(locate=False, unfilled=True))


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
