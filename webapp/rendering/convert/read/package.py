"""The zip container: parts, relationships, the main document."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from webapp.errors import DomainError
from webapp.rendering.convert.read.xml import Element, parse

PART_LIMIT = 200_000_000
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class NotWord(DomainError):
    """The bytes are not a Word document that can be read."""

    status = 422


@dataclass(frozen=True, slots=True)
class Relation:
    kind: str  # the last word of the relationship type: styles, image, hyperlink ...
    target: str  # a part name, or a URL when external
    external: bool


class Package:
    """A .docx file opened for reading. Raises NotWord."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise NotWord("Tệp không phải là văn bản Word (.docx) hoặc đã bị hỏng.") from error
        self._names = {name.lstrip("/").replace("\\", "/").lower(): name for name in self._zip.namelist()}
        self._relations: dict[str, dict[str, Relation]] = {}
        self.main = self._main_part()

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, or None when it is absent or damaged."""
        name = self._names.get(part.lstrip("/").lower())
        if name is None:
            return None
        try:
            if self._zip.getinfo(name).file_size > PART_LIMIT:
                raise NotWord(f"Phần “{part}” của tệp Word quá lớn để dàn trang.")
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError):
            return None

    def xml(self, part: str | None) -> Element | None:
        """The root element of a part, or None when it is absent or not well-formed."""
        data = self.read(part) if part else None
        if not data:
            return None
        try:
            return parse(data)
        except (etree.XMLSyntaxError, ValueError):
            return None

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by id."""
        known = self._relations.get(part)
        if known is None:
            known = self._relations[part] = self._read_relations(part)
        return known

    def related(self, part: str, kind: str) -> str | None:
        """The first part that `part` is related to by `kind` (styles, numbering, settings ...)."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.external:
                return relation.target
        return None

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        found: dict[str, Relation] = {}
        for element in () if root is None else root.iter(_RELATIONSHIPS):
            external = (element.get("TargetMode") or "").lower() == "external"
            target = element.get("Target") or ""
            if not external:
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            kind = (element.get("Type") or "").rpartition("/")[2]
            found[element.get("Id") or ""] = Relation(kind, target, external)
        return found

    def _main_part(self) -> str:
        main = self.related("", "officeDocument") or "word/document.xml"
        if main.lower() not in self._names:
            raise NotWord("Tệp nén này không chứa phần văn bản của Word.")
        return main
