"""What a document prints: each value of a version as text, where it came from, what changed since another version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.models import Case, Document, DocumentVersion
from webapp.queries.secret import hidden_fields
from webapp.rendering.catalogue import DocTemplate
from webapp.rendering.compare import word_pieces
from webapp.rules.secrecy import MASK
from webapp.workflow.procedure import Procedure
from webapp.workflow.view import CaseView

_OWN_KEYS = ("full_name", "name", "number", "on", "entitled")
_LABELS = {
    "place": "tại", "chair": "chủ trì", "recorder": "ghi biên bản", "start_text": "từ", "end_text": "đến",
    "birth_date": "sinh", "home_town": "quê", "party_card": "số thẻ", "admitted_on": "vào Đảng",
    "official_on": "chính thức",
}  # fmt: skip
_LISTS = {
    "attendees": "Thành phần dự",
    "proceedings": "Nội dung, diễn biến",
    "conclusion": "Kết luận",
    "results": "Kết quả",
}
_SAID_ELSEWHERE = ("posts", "role", "on_long", "date_long", "no")


@dataclass(frozen=True)
class PrintedRow:
    """One value the document prints. `step` and `key` say where to mend it; `document_id` which document it quotes."""

    name: str
    label: str
    text: str
    origin: str
    step: str = ""
    key: str = ""
    document_id: str = ""
    is_empty: bool = False
    is_newer: bool = False


@dataclass(frozen=True)
class Change:
    """A value that differs between two versions: pieces of (same | ins | del, text)."""

    label: str
    pieces: tuple[tuple[str, str], ...]


def printed_rows(
    procedure: Procedure, view: CaseView, case: Case, document: Document, template: DocTemplate
) -> tuple[PrintedRow, ...]:
    """The declared fields of the template with the values of the newest version."""
    version, hidden = document.current, hidden_fields(procedure, document, template)
    changed = {fact.key for fact in case.facts if fact.changed_at > version.at}
    rows = []
    for field in template.fields:
        origin, step, key, document_id = _origin(procedure, view, document, field.source)
        rows.append(
            PrintedRow(
                name=field.name,
                label=field.label,
                text=masked(value_text(version.values.get(field.name)), field.name in hidden),
                origin=origin,
                step=step,
                key=key,
                document_id=document_id,
                is_empty=field.label in version.empty,
                is_newer=document.state not in ("signed", "issued") and key in changed,
            )
        )
    return tuple(rows)


def _origin(procedure: Procedure, view: CaseView, document: Document, source: str) -> tuple[str, str, str, str]:
    """Words, step, fact key and document id of a source."""
    kind, _, name = source.partition(":")
    if source == "session":
        need = next((n for n in procedure.step(document.step).documents if n.template == document.template), None)
        name = need.session if need and need.session else ""
    if source == "session" or kind == "fact":
        step = procedure.step_of_fact(name)
        return (f"bước “{step.label}”" if step else "dữ kiện của bước"), step.id if step else document.step, name, ""
    if kind == "document" or source == "announced":
        quoted = view.document(name) if name else None
        return "văn bản đã ban hành của hồ sơ", "", "", quoted.id if quoted else ""
    if kind == "computed" or source in ("vote", "commission"):
        return "tự lập từ hồ sơ và quy định", "", "", ""
    return "hồ sơ, mục Đối tượng và đoàn kiểm tra", "", "", ""


def value_text(value: Any) -> str:
    """A stored value as text for reading: rows become numbered lines, people a name with a position."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, Mapping):
        return _mapping_text(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        if all(isinstance(one, str) for one in value):
            return "\n".join(value)
        return "\n".join(f"{number}. {value_text(one)}" for number, one in enumerate(value, 1))
    return str(value)


def _mapping_text(value: Mapping[str, Any]) -> str:
    """One line of what is short, then each list under its heading."""
    said = {key: one for key, one in value.items() if _is_said(key, one)}
    own = [str(said[key]) for key in _OWN_KEYS if key in said]
    rest = [
        f"{_LABELS[key]} {one}" if key in _LABELS else value_text(one)
        for key, one in said.items()
        if key not in _OWN_KEYS and key not in _LISTS
    ]
    lists = [f"{heading}:\n{value_text(said[key])}" for key, heading in _LISTS.items() if key in said]
    return "\n".join(["; ".join([*own, *rest]), *lists]).strip()


def _is_said(key: str, one: Any) -> bool:
    return key not in _SAID_ELSEWHERE and not key.endswith("_long") and one not in (None, "", [], {})


def masked(text: str, is_hidden: bool) -> str:
    """The text, or the mask where it may not be shown; nothing stays nothing."""
    return MASK if text and is_hidden else text


def changes(
    template: DocTemplate, before: DocumentVersion, after: DocumentVersion, hidden: frozenset[str] = frozenset()
) -> tuple[Change, ...]:
    """Fields whose text differs between two versions, word by word; of `hidden` ones only that they differ."""
    found = []
    for field in template.fields:
        old, new = (value_text(version.values.get(field.name)) for version in (before, after))
        if old != new and field.name in hidden:
            found.append(Change(field.label, (("same", MASK),)))
        elif old != new:
            found.append(Change(field.label, tuple(word_pieces(old, new))))
    return tuple(found)
