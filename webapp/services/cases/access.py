"""Who may write into a case, and when it is closed to everybody."""

from __future__ import annotations

from webapp.auth.permissions import Permission, allowed
from webapp.errors import Conflict, NotAllowed
from webapp.models import Case, User


def refuse_unless_editable(case: Case, actor: User) -> None:
    """Raise NotAllowed for a person who does not keep the case, Conflict when the case is closed."""
    if not allowed(actor, Permission.CASE_EDIT, case):
        raise NotAllowed(f"Hồ sơ {case.code} không phân công đồng chí; chỉ người được phân công ghi vào hồ sơ.")
    if case.state == "closed":
        raise Conflict(f"Hồ sơ {case.code} đã kết thúc, nộp lưu; không ghi thêm được nữa.")
