"""What can be done, and the one map that says who may do it.

`PERMISSIONS[p]` is a list of alternatives; each alternative is a tuple of predicates that must all hold.
A permission without a row refuses everybody.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from webapp.auth.predicates import (
    Predicate,
    administers,
    at_work,
    chairs,
    commission,
    follows_it_on,
    heads_the_body,
    in_office_of,
    involved,
    keeps_figures,
    keeps_mandates,
    keeps_records,
    leads_a_unit,
    leads_the_body,
    may_open_cases,
    settles,
    sits_on_the_body,
    standing,
    stands_in_the_commission,
    took_in,
)
from webapp.models import User


class Permission(StrEnum):
    """`noun:verb`, in the order of the alphabet."""

    ACCOUNT_KEEP = "account:keep"
    """Xem các tài khoản của cơ quan, khoá, mở lại, tắt xác thực hai lớp của người mất điện thoại."""
    CASE_DIRECT = "case:direct"
    """Tạm dừng, tiếp tục, kết thúc không kết luận, chuyển, nhập, mở lại một hồ sơ."""
    BOARD_VIEW = "board:view"
    """Xem bảng văn bản của cơ quan theo trạng thái."""
    CASE_EDIT = "case:edit"
    """Điền, sửa dữ kiện và tài liệu nhận được của một hồ sơ."""
    CASE_LIST = "case:list"
    """Xem danh sách hồ sơ mình được biết."""
    CASE_OPEN = "case:open"
    """Mở hồ sơ mới."""
    CASE_REOPEN = "case:reopen"
    """Mở lại hồ sơ đã kết thúc, có lý do: người đứng đầu."""
    CASE_VIEW = "case:view"
    """Xem một hồ sơ và mọi văn bản của nó."""
    DOCUMENT_CIRCULATE = "document:circulate"
    """Trình, duyệt, trả lại, ký, ban hành; người cụ thể do mẫu văn bản quy định (signer, approver)."""
    FIGURE_EDIT = "figure:edit"
    """Nhận báo cáo số liệu của cấp dưới, ghi số bằng tay bên cạnh số hệ thống đếm được."""
    FIGURE_VIEW = "figure:view"
    """Xem số liệu, biểu thống kê; hồ sơ đứng sau một con số chỉ mở được khi được biết hồ sơ ấy."""
    LAW_EDIT = "law:edit"
    """Sửa, bổ sung dữ liệu pháp lý của cơ quan, quay lại bản cũ."""
    LAW_VIEW = "law:view"
    """Đọc dữ liệu pháp lý: căn cứ, thời hạn, thẩm quyền, hình thức, ngày nghỉ."""
    MANDATE_KEEP = "mandate:keep"
    """Ghi người thay khi vắng mặt cho người khác, giao và chấm dứt thẩm quyền ký."""
    MANDATE_VIEW = "mandate:view"
    """Xem ai thay ai, ai được ký loại văn bản nào; ghi người thay cho chính mình."""
    ORGANISATION_EDIT = "organisation:edit"
    """Thêm, sửa, sáp nhập tổ chức đảng; thêm, sửa đảng viên; nhập từ Excel."""
    ORGANISATION_VIEW = "organisation:view"
    """Xem danh bạ tổ chức đảng, đảng viên."""
    PROCEDURE_VIEW = "procedure:view"
    """Đọc các quy trình."""
    LETTER_SENDER = "letter:sender"
    """Xem người gửi một đơn; mỗi lần xem đều được ghi lại."""
    LETTER_SETTLE = "letter:settle"
    """Phân loại, quyết định xử lý đơn, gắn đơn với hồ sơ."""
    LETTER_VIEW = "letter:view"
    """Xem sổ đơn thư (không có người gửi)."""
    LETTER_WRITE = "letter:write"
    """Ghi đơn thư nhận được."""
    REGISTER_ALLOW_LATE = "register:allow_late"
    """Cho phép cấp số chèn (15a)."""
    PROGRAMME_EDIT = "programme:edit"
    """Lập, nhập, điều chỉnh chương trình kiểm tra, giám sát; ghi chỉ tiêu cấp trên giao."""
    PROGRAMME_VIEW = "programme:view"
    """Xem chương trình kiểm tra, giám sát và chỉ tiêu."""
    REGISTER_VIEW = "register:view"
    """Xem sổ đăng ký văn bản đi, đến, bản sao, giao nhận."""
    REGISTER_WRITE = "register:write"
    """Giữ, huỷ số; đóng, mở dãy số; ghi dòng sổ, văn bản đến, bản sao, giao nhận."""
    SESSION_USE = "session:use"
    """Đã đăng nhập."""
    TEMPLATE_PUBLISH = "template:publish"
    """Nộp mẫu văn bản đã sửa, ban hành mẫu, quay lại mẫu cũ; thêm đoạn văn mẫu."""
    TEMPLATE_VIEW = "template:view"
    """Xem, tải mẫu văn bản và đoạn văn mẫu."""
    TOOL_USE = "tool:use"
    """Dùng công cụ chuyển Word sang PDF."""


_KNOWN_TO: list[tuple[Predicate, ...]] = [
    (in_office_of, involved),
    (in_office_of, commission),
    (in_office_of, keeps_records),
    (in_office_of, sits_on_the_body),
    (in_office_of, follows_it_on),
]
"""Who may know of a case: `queries.cases` says the same in SQL."""

PERMISSIONS: dict[Permission, list[tuple[Predicate, ...]]] = {
    Permission.ACCOUNT_KEEP: [(administers,)],
    Permission.CASE_DIRECT: [(in_office_of, standing), (in_office_of, leads_the_body)],
    Permission.BOARD_VIEW: [(commission,), (keeps_records,)],
    Permission.CASE_EDIT: [(in_office_of, involved)],
    Permission.CASE_LIST: [(at_work,)],
    Permission.CASE_OPEN: [(may_open_cases,), (leads_a_unit,)],
    Permission.CASE_REOPEN: [(in_office_of, chairs), (in_office_of, heads_the_body)],
    Permission.CASE_VIEW: _KNOWN_TO,
    # Only the door: which of these people may do which act, the template of the document says (auth.documents).
    Permission.DOCUMENT_CIRCULATE: _KNOWN_TO,
    Permission.FIGURE_EDIT: [(keeps_figures,)],
    Permission.FIGURE_VIEW: [(at_work,)],
    Permission.LAW_EDIT: [(administers,)],
    Permission.LAW_VIEW: [()],
    Permission.MANDATE_KEEP: [(keeps_mandates,)],
    Permission.MANDATE_VIEW: [(at_work,), (keeps_mandates,)],
    Permission.ORGANISATION_EDIT: [(keeps_records,), (may_open_cases,)],
    Permission.ORGANISATION_VIEW: [(at_work,)],
    Permission.PROCEDURE_VIEW: [()],
    Permission.LETTER_SENDER: [
        (in_office_of, took_in),
        (in_office_of, stands_in_the_commission),
        (in_office_of, settles),
    ],
    Permission.LETTER_SETTLE: [(stands_in_the_commission,)],
    Permission.LETTER_VIEW: [(keeps_records,), (commission,), (may_open_cases,)],
    Permission.LETTER_WRITE: [(keeps_records,), (may_open_cases,)],
    Permission.REGISTER_ALLOW_LATE: [(stands_in_the_commission,)],
    Permission.PROGRAMME_EDIT: [(keeps_figures,), (may_open_cases,)],
    Permission.PROGRAMME_VIEW: [(at_work,)],
    Permission.REGISTER_VIEW: [(keeps_records,), (commission,), (may_open_cases,)],
    Permission.REGISTER_WRITE: [(keeps_records,)],
    Permission.SESSION_USE: [()],
    Permission.TEMPLATE_PUBLISH: [(keeps_records,)],
    Permission.TEMPLATE_VIEW: [(at_work,)],
    Permission.TOOL_USE: [(at_work,)],
}


def allowed(actor: User | None, permission: Permission, thing: Any = None) -> bool:
    """May `actor` do this to `thing` (a case, or None for permissions that need no object)? Deny by default."""
    if actor is None or not actor.is_enabled:
        return False
    return any(all(holds(actor, thing) for holds in row) for row in PERMISSIONS.get(permission, []))
