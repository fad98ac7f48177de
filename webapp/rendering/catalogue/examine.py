"""Is a changed Word file fit to be the template it wants to be? Every mistake at once, and what it prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.errors import DomainError
from webapp.rendering import guard
from webapp.rendering.catalogue.loader import DocTemplate
from webapp.rendering.catalogue.sources import BASE_VALUES
from webapp.rendering.catalogue.variables import declaration_mistakes
from webapp.rendering.check import check_template, variables
from webapp.rendering.fill import fill
from webapp.rendering.layout import Layouts, guides_of
from webapp.rendering.text import read_text


@dataclass(frozen=True)
class Examination:
    """`problems` must be mended before the file is accepted; `texts`: what each sample prints, "" the ordinary one."""

    problems: tuple[str, ...]
    texts: dict[str, str]


def examine(template: DocTemplate, docx: bytes, layouts: Layouts) -> Examination:
    """Look at `docx` as a new version of `template`: package, tags, controls, every sample under every guide.

    Nothing of the file is run: only the allowed tags are filled, and those only once all of them are known to be good.
    """
    try:
        guard.admit(docx, name=f"{template.code}.docx")
    except DomainError as error:
        return Examination((error.sentence, *error.details), {})
    known = {name for field in template.fields for name in field.names} | BASE_VALUES.keys()
    if broken := check_template(docx, known):
        return Examination(tuple(str(problem) for problem in broken), {})
    changed = template.with_file(docx)
    problems = [*_lost_controls(template, changed), *_undeclared(changed)]
    texts: dict[str, str] = {}
    for name in changed.variants:
        try:
            texts[name] = read_text(fill(docx, changed.sample_values(name)).docx)
            for profile in guides_of(layouts, template.meta.system):
                fill(docx, changed.sample_values(name, profile))
        except DomainError as error:
            said = error.details or [error.sentence]
            problems += [f"Điền thử với dữ liệu mẫu “{name or 'thường'}” không được: {line}" for line in said]
    return Examination(tuple(dict.fromkeys(problems)), texts)


def _lost_controls(old: DocTemplate, new: DocTemplate) -> Iterator[str]:
    labels = {
        "doc_number": "số, ký hiệu",
        "issue_date": "ngày ban hành",
        "signer_title": "chức vụ người ký",
        "signer_name": "họ tên người ký",
    }
    for tag in sorted(old.tags - new.tags):
        yield (
            f"Mất ô “{labels.get(tag, tag)}” (ô nội dung {tag}): khi ban hành không ghi được vào đó. "
            "Chép lại ô này từ mẫu cũ, đừng gõ tay."
        )


def _undeclared(template: DocTemplate) -> Iterator[str]:
    for mistake in declaration_mistakes(template, variables(template.docx)):
        yield mistake.split(": ", 1)[-1]
