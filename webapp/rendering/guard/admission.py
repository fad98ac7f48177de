"""Decide whether a Word file comes in."""

from __future__ import annotations

import zipfile

from lxml import etree

from webapp.rendering.guard import content, parts
from webapp.rendering.guard.directory import open_package
from webapp.rendering.guard.refusal import RefusedFile

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "/relationships/officeDocument"
_OTHER_OFFICE = (("spreadsheetml", "Excel"), ("presentationml", "PowerPoint"), ("visio", "Visio"))


def admit(data: bytes, *, name: str = "", strict: bool = True) -> None:
    """Let a Word file in or raise RefusedFile with the reason.

    `strict` is for uploads and refuses also what only Word would act upon (macros, embedded objects, links to other
    files) and what no official paper has (absurd pages). Without it only structural dangers are refused: bombs,
    document types, broken packages; the rest is left to the converter's report. `name` is the file's, for the sentence.
    """
    try:
        _admit(data, strict)
    except RefusedFile as error:
        if name:
            raise RefusedFile(f"{name}: {error.sentence}", details=error.details) from error
        raise


def refuse_macros(data: bytes, *, name: str = "") -> None:
    """Raise RefusedFile for an admitted file that carries macros; everything else a foreign file may have is let be."""
    with open_package(data) as package:
        if any("vbaproject" in each.lower() for each in package.namelist()):
            raise RefusedFile(f"{name}: {content.MACROS}" if name else content.MACROS)


def _admit(data: bytes, strict: bool) -> None:
    with open_package(data) as package:
        names = package.namelist()
        if "mimetype" in names and "content.xml" in names:
            raise RefusedFile("Đây là tệp OpenDocument (.odt): lưu lại dạng .docx rồi tải lên.")
        types = parts.parse("[Content_Types].xml", parts.read(package, "[Content_Types].xml"))
        main = _main_part(package, types)
        markup = [each for each in names if each == main or each.lower().endswith((".xml", ".rels"))]
        parts.refuse_crowd(package, markup)
        for each in markup:
            parts.refuse_doctype(each, parts.read(package, each))
        root = parts.parse(main, parts.read(package, main))
        if etree.QName(root).localname != "document":
            raise RefusedFile(f"Phần {main} không phải thân của một văn bản Word.")
        if strict:
            content.judge(package, types, main, root)


def _main_part(package: zipfile.ZipFile, types: etree._Element) -> str:
    """The name of the document part. Raises RefusedFile for other Office files and for a file without one."""
    kinds = " ".join(each.get("ContentType", "") for each in types)
    if "wordprocessingml" not in kinds and "ms-word" not in kinds:
        for mark, product in _OTHER_OFFICE:
            if mark in kinds:
                raise RefusedFile(f"Đây là tệp {product}, không phải tệp Word .docx.")
    relations = parts.parse("_rels/.rels", parts.read(package, "_rels/.rels"))
    for relation in relations.iter(_RELATIONSHIP):
        if relation.get("Type", "").endswith(_MAIN):
            target = relation.get("Target", "").lstrip("/").removeprefix("./")
            if target not in package.namelist():
                raise RefusedFile("Tệp thiếu thân văn bản: mở bằng Word rồi lưu lại dạng .docx.")
            return str(target)
    raise RefusedFile("Đây không phải tệp Word .docx: không có thân văn bản.")
