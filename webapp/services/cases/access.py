"""Who may write into a case, and when it takes nothing more."""

from __future__ import annotations

from webapp.auth.permissions import Permission, allowed
from webapp.errors import Conflict, NotAllowed
from webapp.models import Case, User

_AT_REST = {
    "closed": "đã kết thúc, nộp lưu; không ghi thêm được nữa",
    "suspended": "đang tạm dừng; tiếp tục hồ sơ rồi mới ghi thêm được",
    "merged": "đã nhập vào hồ sơ khác; ghi vào hồ sơ đó",
    "handed_over": "đã chuyển cơ quan, tổ chức khác; không ghi thêm được nữa",
}


def refuse_unless_editable(case: Case, actor: User) -> None:
    """Raise NotAllowed for a person who does not keep the case, Conflict when the case takes nothing more."""
    if not allowed(actor, Permission.CASE_EDIT, case):
        raise NotAllowed(f"Hồ sơ {case.code} không phân công đồng chí; chỉ người được phân công ghi vào hồ sơ.")
    refuse_at_rest(case)


def refuse_at_rest(case: Case) -> None:
    """Raise Conflict unless the case is under way."""
    if case.state != "open":
        raise Conflict(f"Hồ sơ {case.code} {_AT_REST[case.state]}.")
