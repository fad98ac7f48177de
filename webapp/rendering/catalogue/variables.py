"""Which names a Word template uses, beside which names it declares."""

from __future__ import annotations

import io

from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError

from webapp.rendering.catalogue.loader import DocTemplate
from webapp.rendering.catalogue.sources import BASE_VALUES

ALWAYS_PRINTED = {
    "official": {"parent_org_name", "issuing_org_name", "place_name", "doc_type_name", "subject_line"},
    "team": {"parent_org_name", "issuing_org_name", "place_name", "doc_type_name", "subject_line"},
    "minutes": {"parent_org_name", "issuing_org_name", "place_name", "doc_type_name", "subject_line"},
    "ballot": {"parent_org_name", "issuing_org_name", "doc_type_name", "subject_line"},
}


def used_names(docx: bytes) -> set[str]:
    """Names the template reads and does not bind itself. Raises jinja2.TemplateSyntaxError."""
    return set(DocxTemplate(io.BytesIO(docx)).get_undeclared_template_variables())


def declaration_mistakes(template: DocTemplate) -> list[str]:
    """One Vietnamese line for every name used but not declared, declared but not used, or absent from the head."""
    place = f"{template.folder / 'template.docx'}"
    try:
        used = used_names(template.docx)
    except TemplateError as error:
        return [f"{place}: cú pháp mẫu sai: {error}"]
    declared = {name for field in template.fields for name in field.names}
    unused = [field.name for field in template.fields if used.isdisjoint(field.names)]
    lacking = ALWAYS_PRINTED[template.meta.kind] - used
    unknown = used - declared - BASE_VALUES.keys()
    return [
        *(f"{place}: “{name}” chưa khai báo trong template.toml" for name in sorted(unknown)),
        *(f"{place}: “{name}” đã khai báo mà mẫu không dùng" for name in sorted(unused)),
        *(f"{place}: thiếu phần “{BASE_VALUES[name]}” ({name})" for name in sorted(lacking)),
    ]
