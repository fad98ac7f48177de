"""The values every document gets: letterhead, bases, signature block, recipients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from webapp.rendering.catalogue.model import TemplateFile
from webapp.rendering.layout import compose_bases, compose_recipients
from webapp.rules.bases import Basis, citation_lines
from webapp.rules.dates_vi import blank_date
from webapp.services.documents.signing import sign_authority
from webapp.services.values.scope import Scope
from webapp.services.values.sources import resolve
from webapp.services.values.wording import words

_CONSIDERED = ("TTr", "BC")
"""A submission or a report is "considered" (xét), everything else is a ground (căn cứ)."""


def base_values(scope: Scope, bases: Sequence[Basis]) -> dict[str, Any]:
    """See `webapp.rendering.catalogue.sources.BASE_VALUES` for what each one is."""
    meta, office, body = scope.template.meta, scope.view.office, scope.view.body
    extra = [_said(scope, line) for line in meta.extra_bases]
    recipients = [line for said in meta.recipients for line in _said(scope, said).splitlines()]
    said = words(scope)
    return {
        **said,
        "parent_org_name": body.parent.upper(),
        "issuing_org_name": body.name.upper(),
        "sub_unit_name": said["team_word_upper"] if meta.kind == "team" or meta.sign_authority == "team" else "",
        "place_name": office["place"],
        "doc_symbol": _symbol(meta, body.symbol),
        "doc_type_name": meta.type_name,
        "subject_line": _said(scope, meta.subject_line),
        "blank_date": blank_date(scope.dated_on.year),
        "legal_bases": compose_bases(scope.profile, [*citation_lines(bases), *extra]),
        "sign_authority": sign_authority(scope.template, body, str(said["team_word"])),
        "recipients": compose_recipients(scope.profile, recipients, _said(scope, meta.archive_line))
        if recipients
        else [],
        "issuer_full": body.full_name,
        "issuer_full_upper": body.full_name.upper(),
        "standing_full": body.standing,
        "committee_full": str(office["committee"]),
    }


def _symbol(meta: TemplateFile, of_body: str) -> str:
    """`QĐ/UBKTThU`; of a State document `QĐ-TTr`, of a State letter the body alone. Empty without a number."""
    if not meta.type_code or meta.system == "party":
        return f"{meta.type_code}/{of_body}" if meta.type_code else ""
    return of_body if meta.kind == "letter" else f"{meta.type_code}-{of_body}"


def _said(scope: Scope, text: str) -> str:
    """Plain text, the answer of a named function, or the citation of another document of the case."""
    if text.startswith("computed:"):
        return str(resolve(scope, text, "text") or "")
    if text.startswith("document:"):
        code = text.removeprefix("document:")
        verb = "Xét" if scope.catalogue.get(code).meta.type_code in _CONSIDERED else "Căn cứ"
        return f"{verb} {scope.cite(code)['reference']}"
    return text
