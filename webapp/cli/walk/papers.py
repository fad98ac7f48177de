"""The papers the subject hands in, as Word files made from the facts: an explanatory report, a self-review."""

from __future__ import annotations

from io import BytesIO

from docx import Document

from webapp.cli.walk.facts import WalkedCase

_TITLES = {"subject_report": "BÁO CÁO GIẢI TRÌNH", "self_review": "BẢN TỰ KIỂM ĐIỂM"}


def paper(kind: str, case: WalkedCase) -> tuple[str, bytes]:
    """File name and bytes of the subject's own paper."""
    document = Document()
    document.add_heading(_TITLES[kind], level=1)
    document.add_paragraph(f"Họ và tên: {case.subject.full_name}. Sinh hoạt tại {case.subject.organisation}.")
    for number, content in enumerate(case.content, start=1):
        document.add_paragraph(f"{number}. {content}:")
        for finding in case.finding:
            if finding.item == number:
                document.add_paragraph(f"{finding.facts}. {finding.harm} {finding.cause}".strip())
    if kind == "self_review":
        document.add_paragraph(case.hearing.opinion + ".")
    out = BytesIO()
    document.save(out)
    return f"{_TITLES[kind].capitalize()} - {case.subject.full_name}.docx", out.getvalue()
