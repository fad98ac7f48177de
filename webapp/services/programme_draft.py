"""The Word draft of a programme: the office's template filled with the lines of the programme.

A programme belongs to no case, so its draft is finished in Word and signed on paper; the register gives it its number,
and `issue_programme` writes number and day down. What the lines do not say, purposes and organisation, is left to the
drafter as dotted lines.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from webapp.models import Office, Programme, ProgrammeLine
from webapp.queries.bodies import body_for
from webapp.queries.labels import PROGRAMME_KINDS, lower_first
from webapp.queries.tools import Tools
from webapp.rendering.fill import fill
from webapp.rendering.layout import compose_bases, compose_recipients, layout_on
from webapp.rules.bases import bases_for, citation_lines
from webapp.rules.dates_vi import blank_date
from webapp.services.documents.signing import sign_authority

TEMPLATE = "inspection_programme"
_TO_WRITE = ["…" * 24]
"""What the drafter writes in Word."""
_QUARTERS = ("I", "II", "III", "IV")


def draft_programme(tools: Tools, *, programme: Programme, office: Office, on: date) -> bytes:
    """The filled Word file, with the letterhead of the programme's holder and the legal bases of the day."""
    template = tools.catalogue.get(TEMPLATE)
    return fill(template.docx, _values(tools, programme, office, on)).docx


def period_words(programme: Programme) -> str:
    """`năm 2026`; `nhiệm kỳ 2025 - 2030`."""
    if programme.horizon == "year":
        return f"năm {programme.first_year}"
    return f"nhiệm kỳ {programme.first_year} - {programme.last_year}"


def _values(tools: Tools, programme: Programme, office: Office, on: date) -> dict[str, Any]:
    template, body = tools.catalogue.get(TEMPLATE), body_for(office, programme.holder)
    profile = layout_on(tools.layouts, on)
    bases = citation_lines(bases_for(tools.law, template.meta.law_topics, on))
    above = f"{office.commission} {office.superior} (để báo cáo)"
    to = [f"Thường trực {office.committee} (để báo cáo)", above, "Các tổ chức đảng có tên trong Chương trình"]
    period = period_words(programme)
    return {
        "parent_org_name": body.parent.upper(),
        "issuing_org_name": body.name.upper(),
        "place_name": office.place,
        "doc_symbol": f"{template.meta.type_code}/{body.symbol}",
        "doc_type_name": template.meta.type_name,
        "subject_line": f"kiểm tra, giám sát {period}",
        "blank_date": blank_date(on.year),
        "legal_bases": compose_bases(profile, bases),
        "sign_authority": sign_authority(template, body, ""),
        "recipients": compose_recipients(profile, to, body.acts_for or body.name),
        "issuer_full": body.full_name,
        "standing_full": body.standing,
        "programme_period": period,
        "plan_purposes": _TO_WRITE,
        "plan_requirements": _TO_WRITE,
        "inspection_tasks": _tasks(programme, "inspection"),
        "supervision_tasks": _tasks(programme, "supervision"),
        "commission_tasks": _TO_WRITE if programme.holder == "commission" else [],
        "plan_organisation": _TO_WRITE,
        "programme_lines": [_row(line) for line in programme.lines],
    }


def _tasks(programme: Programme, kind: str) -> list[str]:
    """`Kiểm tra Đảng uỷ A, Đảng uỷ B: quản lý trật tự xây dựng`."""
    found = []
    for line in programme.lines:
        if line.kind == kind:
            whom = f" {', '.join(line.subjects)}" if line.subjects else ""
            found.append(f"{PROGRAMME_KINDS[kind]}{whom}: {lower_first(line.content)}")
    return found or _TO_WRITE


def _row(line: ProgrammeLine) -> dict[str, str]:
    return {
        "kind": PROGRAMME_KINDS[line.kind],
        "subjects": ", ".join(line.subjects),
        "topic": line.content,
        "lead": line.lead,
        "quarter": _when(line),
        "note": line.window,
    }


def _when(line: ProgrammeLine) -> str:
    if line.months:
        return f"Tháng {', '.join(map(str, line.months))}/{line.year}"
    return f"Quý {_QUARTERS[line.quarter - 1]}/{line.year}" if line.quarter else f"Năm {line.year}"
