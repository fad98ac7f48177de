"""The ledger of a case as Vietnamese sentences, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from webapp.models import Case, LedgerEntry
from webapp.queries.case_view import procedure_of
from webapp.queries.cases import list_timeline
from webapp.queries.labels import ACTIONS, lower_first
from webapp.queries.tools import Tools
from webapp.workflow.procedure import Procedure


@dataclass(frozen=True)
class Line:
    """One thing that happened. It ends with `subject`, which links to `document_id`, `upload_id` or `step`."""

    at: datetime
    who: str
    did: str
    subject: str = ""
    document_id: str = ""
    upload_id: str = ""
    step: str = ""
    reason: str = ""


_EXPORTS = {"bag": "tải gói lưu trữ của hồ sơ", "bound": "tải tập PDF của hồ sơ"}
_DOCUMENT_VERBS = {
    f"document_{kind}": f"{verb} bản {{version}} của" for kind, verb in ACTIONS.items() if kind != "issued"
}
_LIFE = {
    "case_suspended": "tạm dừng hồ sơ",
    "case_resumed": "tiếp tục hồ sơ, các hạn lùi {days} ngày",
    "case_closed_without_result": "kết thúc hồ sơ, không kết luận",
    "case_reopened": "mở lại hồ sơ",
    "case_merged": "nhập hồ sơ này vào {into}",
    "case_took_in": "nhập {code} vào hồ sơ này",
    "case_handed_over": "chuyển hồ sơ",
    "letter_tied": "gắn đơn thư với hồ sơ này",
    "letter_sender_read": "xem người gửi đơn",
    "copy_signed": "nhận bản ký của một văn bản",
    "incoming_received": "nhận văn bản đến số {number}",
    "incoming_forwarded": "chuyển văn bản đến",
    "papers_handed_over": "ghi giao nhận tài liệu",
    "team_set": "phân công phụ trách và đoàn",
}
"""What happens to the case as a whole; braces take the payload's value of that name."""
_STEP_VERBS = {"step_done": "hoàn thành bước", "step_skipped": "bỏ qua bước"}


def timeline(session: Session, tools: Tools, case: Case, *, limit: int | None = None) -> list[Line]:
    """Everything that happened to the case, or the newest `limit` things."""
    procedure = procedure_of(tools, case)
    return [_line(procedure, entry) for entry in list_timeline(session, case)[:limit]]


def _line(procedure: Procedure, entry: LedgerEntry) -> Line:
    said = entry.payload
    if entry.event in _DOCUMENT_VERBS or entry.event == "document_issued":
        return _document_line(entry, said)
    if entry.event in _STEP_VERBS:
        label = _step_label(procedure, str(said.get("step", "")))
        return Line(entry.at, entry.actor_name, _STEP_VERBS[entry.event], f"“{label}”",
                    step=str(said.get("step", "")), reason=str(said.get("reason") or ""))  # fmt: skip
    if entry.event == "paper_received":
        return Line(
            entry.at,
            entry.actor_name,
            "nhận tài liệu",
            f"“{said.get('filename', '')}”",
            upload_id=str(said.get("upload", "")),
        )
    if entry.event == "facts_changed":
        return _facts_line(procedure, entry, said)
    if entry.event == "secret_document_opened":
        return Line(entry.at, entry.actor_name, "mở văn bản bảo mật", str(said.get("title", "")),
                    document_id=str(said.get("document", "")))  # fmt: skip
    if entry.event == "restricted_facts_read":
        step = str(said.get("step", ""))
        return Line(entry.at, entry.actor_name, "xem dữ kiện bảo mật", f"“{_step_label(procedure, step)}”", step=step)
    if entry.event == "case_exported":
        return Line(entry.at, entry.actor_name, _EXPORTS.get(str(said.get("kind")), "tải hồ sơ lưu"))
    if entry.event in _LIFE:
        did = _LIFE[entry.event].format_map({key: said.get(key, "") for key in ("days", "into", "code", "number")})
        return Line(entry.at, entry.actor_name, did, reason=str(said.get("reason") or ""))
    if entry.event == "case_opened":
        return Line(entry.at, entry.actor_name, f"mở hồ sơ {said.get('code', '')}")
    return Line(entry.at, entry.actor_name, f"ghi việc “{entry.event.replace('_', ' ')}”")


def _document_line(entry: LedgerEntry, said: Mapping[str, Any]) -> Line:
    title, document_id = str(said.get("title") or "văn bản"), str(said.get("document", ""))
    if entry.event == "document_issued":
        did = f"ban hành Số {said['number']}" if said.get("number") else "hoàn tất, lưu"
    else:
        did = _DOCUMENT_VERBS[entry.event].format(version=said.get("version", ""))
    if said.get("on_behalf_of"):
        did = f"thay đồng chí {said['on_behalf_of']} theo {said['authority']} {did}"
    return Line(entry.at, entry.actor_name, did, title, document_id=document_id, reason=str(said.get("reason") or ""))


def _facts_line(procedure: Procedure, entry: LedgerEntry, said: Mapping[str, Any]) -> Line:
    keys = list(said.get("facts") or {})
    labels = {fact.key: fact.label for fact in procedure.facts()}
    named = "; ".join(lower_first(labels.get(key, key)) for key in keys[:3])
    more = f" và {len(keys) - 3} ô khác" if len(keys) > 3 else ""
    step = procedure.step_of_fact(keys[0]) if keys else None
    return Line(entry.at, entry.actor_name, "điền", f"{named}{more}", step=step.id if step else "")


def _step_label(procedure: Procedure, step_id: str) -> str:
    try:
        return procedure.step(step_id).label
    except KeyError:
        return step_id
