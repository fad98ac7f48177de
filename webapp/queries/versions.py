"""Versions of a document beside each other, and what a version from Word changed."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.errors import NotFound
from webapp.models import Document, DocumentVersion, WordOffer
from webapp.queries.tools import Tools
from webapp.rendering.compare import Passage, passages
from webapp.rendering.revisions import Revision, list_revisions
from webapp.rendering.text import read_text
from webapp.rendering.wording import read_fixed


@dataclass(frozen=True)
class Comparison:
    """Two versions: what differs in words, and whose they are."""

    old: DocumentVersion
    new: DocumentVersion
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class WordChanges:
    """What the newest version, if it came from Word, still has open and where it left the template's own text."""

    is_from_word: bool
    revisions: tuple[Revision, ...]
    offers: tuple[WordOffer, ...]
    fixed: tuple[Passage, ...]
    base: int  # the number of the version it is measured against

    @property
    def undecided(self) -> int:
        return sum(not one.decided for one in self.offers)


def get_version(document: Document, number: int) -> DocumentVersion:
    """Raises NotFound."""
    found = next((version for version in document.versions if version.no == number), None)
    if found is None:
        raise NotFound("Văn bản này không có bản đó.")
    return found


def compare_versions(tools: Tools, document: Document, old: int, new: int) -> Comparison:
    """Any two versions of a document, in words."""
    pair = get_version(document, old), get_version(document, new)
    texts = [read_text(tools.store.get(version.docx_sha256)) for version in pair]
    return Comparison(*pair, tuple(passages(*texts)))


def base_of(document: Document) -> DocumentVersion | None:
    """The newest version that was filled from facts: what changes made in Word are measured against."""
    return next((version for version in reversed(document.versions) if version.origin != "word"), None)


def offers_of(document: Document) -> list[WordOffer]:
    """Values the newest version has otherwise than the case."""
    return [one for one in document.offers if one.version_no == document.current.no]


def word_changes(tools: Tools, document: Document) -> WordChanges:
    """What the page shows of a version that came from Word; nothing for one filled from facts."""
    current, base = document.current, base_of(document)
    if current.origin != "word":
        return WordChanges(False, (), (), (), 0)
    docx = tools.store.get(current.docx_sha256)
    before = read_fixed(tools.store.get(base.docx_sha256)) if base else ""
    fixed = passages(before, read_fixed(docx)) if base else []
    revisions = list_revisions(docx) if current.tracked else []
    return WordChanges(True, tuple(revisions), tuple(offers_of(document)), tuple(fixed), base.no if base else 0)


def undecided(document: Document) -> list[str]:
    """What was changed in Word and nobody has decided on: a draft with any of it is not sent."""
    found = []
    version = document.current
    if version.tracked:
        found.append(f"Bản {version.no} còn {version.tracked} chỗ sửa có theo dõi hoặc ghi chú chưa xử lý.")
    if waiting := [one for one in offers_of(document) if not one.decided]:
        found.append(f"Bản {version.no} đổi {len(waiting)} giá trị trong Word chưa đưa về hồ sơ hoặc bỏ qua.")
    return found
