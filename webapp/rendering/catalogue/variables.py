"""Which names a Word template uses, beside which names it declares."""

from __future__ import annotations

from collections.abc import Collection

from webapp.rendering.catalogue.loader import DocTemplate
from webapp.rendering.catalogue.sources import BASE_VALUES

_HEAD = {"parent_org_name", "issuing_org_name", "doc_type_name", "subject_line"}
_SIGNED = {"place_name", "blank_date", "recipients"}
_TAGS = {"issue_date", "signer_title", "signer_name"}


def declaration_mistakes(template: DocTemplate, used: Collection[str]) -> list[str]:
    """One line for every name `used` in the Word file but not declared, declared but not used, or lacking in its frame.

    `used` are the top-level names of the file: `webapp.rendering.check.variables(template.docx)`.
    """
    place = f"{template.folder / 'template.docx'}"
    used = set(used)
    declared = {name for field in template.fields for name in field.names}
    unknown = used - declared - BASE_VALUES.keys()
    unused = [field.name for field in template.fields if used.isdisjoint(field.names)]
    return [
        *(f"{place}: “{name}” chưa khai báo trong template.toml" for name in sorted(unknown)),
        *(f"{place}: “{name}” đã khai báo mà mẫu không dùng" for name in sorted(unused)),
        *(f"{place}: thiếu phần “{BASE_VALUES[name]}” ({name})" for name in sorted(_needed(template) - used)),
        *(f"{place}: thiếu ô nội dung “{tag}”" for tag in sorted(_needed_tags(template) - template.tags)),
        *(f"{place}: thừa ô nội dung “{tag}”" for tag in sorted(template.tags - _needed_tags(template))),
    ]


def _needed(template: DocTemplate) -> set[str]:
    return _HEAD | (_SIGNED if template.meta.kind in ("official", "team") else set())


def _needed_tags(template: DocTemplate) -> set[str]:
    """Papers that are signed for somebody have all controls; minutes only their date; a ballot none."""
    if template.meta.kind == "ballot":
        return set()
    if template.meta.kind == "minutes":
        return {"issue_date"}
    return _TAGS | ({"doc_number"} if template.meta.registered else set())
