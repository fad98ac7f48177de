"""The page of one template: what it is, the values it prints and how to write them into the Word file."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.models import Document, TemplateVersion, User
from webapp.queries.labels import lower_first
from webapp.queries.layout_findings import LayoutReport, template_report
from webapp.queries.templates import Use, cases_to_try, list_versions, uses_of
from webapp.queries.tools import Tools
from webapp.rendering.catalogue import BASE_VALUES, Catalogue, DocTemplate, Field
from webapp.rendering.check import variables
from webapp.workflow.actors import label_of

_SOURCES = {
    "case": "hồ sơ", "subject": "đối tượng của hồ sơ", "team": "đoàn", "commission": "uỷ ban",
    "member_in_charge": "thành viên phụ trách", "session": "buổi làm việc của bước",
    "announced": "văn bản được công bố",
    "vote": "kết quả kiểm phiếu", "computed": "Án Thư tự lập",
}  # fmt: skip
_BLANKS = {
    "refuse": "bắt buộc",
    "empty": "để trống được",
    "dots": "trống thì in dòng chấm",
    "khong": "trống thì in “không”",
}
_SAMPLES = {
    "": "Thường",
    "extreme": "Dài nhất",
    "cell": "Chi bộ",
    "committee": "Cấp uỷ",
    "organisation": "Tổ chức đảng",
}


@dataclass(frozen=True)
class VariableRow:
    """One value of the template: `tag` is what to type in Word, `printed` whether this file prints it."""

    name: str
    label: str
    tag: str
    origin: str
    blank: str
    help: str
    example: str
    printed: bool


@dataclass(frozen=True)
class TemplatePage:
    """Everything the page shows. `number` is the version in use, 0 the file that came with the product."""

    template: DocTemplate
    number: int
    versions: list[TemplateVersion]
    uses: tuple[Use, ...]
    fields: tuple[VariableRow, ...]
    base: tuple[VariableRow, ...]
    samples: tuple[tuple[str, str], ...]
    documents: list[Document]
    drafter: str
    approver: str
    signer: str
    layout: LayoutReport


def template_page(session: Session, tools: Tools, shipped: Catalogue, viewer: User, code: str) -> TemplatePage:
    """The template as the office uses it now. Raises UnknownTemplate."""
    template, versions = tools.catalogue.get(code), list_versions(session, viewer, code)
    printed, meta, steps = variables(template.docx), template.meta, _asking_steps(tools, code)
    return TemplatePage(
        template=template,
        number=next((version.no for version in versions if version.published_at), 0),
        versions=versions,
        uses=uses_of(tools, code),
        fields=tuple(
            _field_row(tools, steps, field, name, printed) for field in template.fields for name in field.names
        ),
        base=tuple(
            VariableRow(name, label, _tag(name, is_list=name in ("legal_bases", "recipients", "subjects")), "chung", "",
                        "", "", name in printed)
            for name, label in BASE_VALUES.items()
        ),
        samples=tuple((name, _SAMPLES.get(name, name)) for name in template.variants),
        documents=cases_to_try(session, viewer, code),
        drafter=label_of(meta.drafter),
        approver=label_of(meta.approver) if meta.approver else "",
        signer=label_of(meta.signer),
        layout=template_report(tools, template),
    )  # fmt: skip


def _field_row(
    tools: Tools, steps: dict[str, list[str]], field: Field, name: str, printed: set[str]
) -> VariableRow:
    long_form = " (viết đủ “ngày … tháng … năm …”)" if name != field.name else ""
    return VariableRow(
        name, field.label + long_form, _tag(name, is_list=field.is_list, columns=field.columns),
        _origin(tools, steps, field.source), _BLANKS[field.blank], field.help, field.example, name in printed,
    )  # fmt: skip


def _tag(name: str, *, is_list: bool, columns: list[str] | None = None) -> str:
    """What to type: a list needs a line before and a line after what is repeated."""
    if not is_list:
        return f"{{{{ {name} }}}}"
    inside = " ".join(f"{{{{ row.{column} }}}}" for column in columns or []) or "{{ row }}"
    return f"{{%p for row in {name} %}}\n{inside}\n{{%p endfor %}}"


def _asking_steps(tools: Tools, code: str) -> dict[str, list[str]]:
    """The labels of the steps that ask for each fact, over the newest procedures that draft the template."""
    found: dict[str, list[str]] = {}
    for procedure in (tools.procedures.current(kind) for kind in tools.procedures.codes()):
        if not any(paper.template == code for step in procedure.steps for paper in step.documents):
            continue
        for step in procedure.steps:
            for fact in step.facts:
                labels = found.setdefault(fact.key, [])
                if step.label not in labels:
                    labels.append(step.label)
    return found


def _origin(tools: Tools, steps: dict[str, list[str]], source: str) -> str:
    kind, _, rest = source.partition(":")
    if kind == "document":
        return f"văn bản khác: {lower_first(tools.catalogue.get(rest).title)}"
    if kind == "fact":
        quoted = [f"“{label}”" for label in steps.get(rest, ())]
        if not quoted:
            return "người soạn điền"  # no procedure asks for it yet; the key would tell an official nothing
        first = ", ".join(quoted[:-1])
        return f"điền ở bước {first} hoặc {quoted[-1]}, tuỳ quy trình" if first else f"điền ở bước {quoted[0]}"
    return _SOURCES.get(source.partition(".")[0].partition(":")[0], source)
