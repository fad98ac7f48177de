"""Which names a Word template uses, beside which names it declares."""

from __future__ import annotations

from collections.abc import Collection

from webapp.rendering.catalogue.loader import DocTemplate
from webapp.rendering.catalogue.sources import BASE_VALUES

_BODY = {"parent_org_name", "issuing_org_name"}
_TITLE = {"doc_type_name", "subject_line"}
_SIGNED = {"place_name", "blank_date", "recipients"}
_NEEDED: dict[str, set[str]] = {
    "official": _BODY | _TITLE | _SIGNED,
    "team": _BODY | _TITLE | _SIGNED,
    "letter": _BODY | {"subject_line"} | _SIGNED,
    "personal": _TITLE,
}
"""What the frame of each kind prints; every other kind has a head and a title."""

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
    needed = _NEEDED.get(template.meta.kind, _BODY | _TITLE)
    return [
        *(f"{place}: “{name}” chưa khai báo trong template.toml" for name in sorted(unknown)),
        *(f"{place}: “{name}” đã khai báo mà mẫu không dùng" for name in sorted(unused)),
        *(f"{place}: thiếu phần “{BASE_VALUES[name]}” ({name})" for name in sorted(needed - used)),
        *(f"{place}: thiếu ô nội dung “{tag}”" for tag in sorted(_needed_tags(template) - template.tags)),
        *(f"{place}: thừa ô nội dung “{tag}”" for tag in sorted(template.tags - _allowed_tags(template))),
    ]


def _needed_tags(template: DocTemplate) -> set[str]:
    """Papers that are signed for somebody have all controls; minutes only their date; sheets what they like."""
    if template.meta.kind in ("ballot", "personal", "sheet"):
        return set()
    if template.meta.kind == "minutes":
        return {"issue_date"}
    return _TAGS | ({"doc_number"} if template.meta.registered else set())


def _allowed_tags(template: DocTemplate) -> set[str]:
    return _TAGS if template.meta.kind == "sheet" else _needed_tags(template)
