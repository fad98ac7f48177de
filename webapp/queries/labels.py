"""Vietnamese names of the codes that rows hold, for pages."""

from __future__ import annotations

from collections.abc import Iterable

INITIATORS = {
    "commission": "Uỷ ban kiểm tra",
    "committee": "Cấp uỷ",
    "standing_board": "Ban thường vụ cấp uỷ",
    "cell": "Chi bộ",
    "advisory_agency": "Ban tham mưu, giúp việc cấp uỷ",
}
HOLDERS = {code: INITIATORS[code] for code in ("committee", "standing_board", "commission")}
"""Whose programmes there are."""
HORIZONS = {"year": "Chương trình năm", "term": "Chương trình toàn khoá"}
PROGRAMME_STATES = {"draft": "Dự thảo", "issued": "Đang thực hiện", "replaced": "Đã được điều chỉnh"}
PROGRAMME_KINDS = {"inspection": "Kiểm tra", "supervision": "Giám sát chuyên đề"}
TARGET_KINDS = {"count_min": "Số lượng ít nhất", "rate_min": "Tỷ lệ ít nhất (%)", "rotation": "Xoay vòng, hết lượt"}
OBJECT_KINDS = {"organisation": "Tổ chức đảng", "member": "Đảng viên", "inspection": "Cuộc"}
TASKS = {
    "inspection": "Kiểm tra theo Điều 30 Điều lệ Đảng",
    "supervision": "Giám sát chuyên đề",
    "suspected_violation": "Kiểm tra khi có dấu hiệu vi phạm",
    "inspection_duty": "Kiểm tra thực hiện nhiệm vụ kiểm tra, giám sát",
    "discipline_enforcement": "Kiểm tra thi hành kỷ luật trong Đảng",
    "finance": "Kiểm tra tài chính đảng",
    "dues": "Kiểm tra thu, nộp, sử dụng đảng phí",
    "discipline": "Thi hành kỷ luật",
    "denunciation": "Giải quyết tố cáo",
    "appeal": "Giải quyết khiếu nại kỷ luật đảng",
    "letter": "Tiếp nhận đơn thư",
}
"""What statistics count."""
ORIGINS = {
    "monitoring": "Nắm tình hình, theo dõi địa bàn",
    "letter": "Đơn thư, phản ánh của đảng viên, quần chúng",
    "programme": "Chương trình kiểm tra, giám sát",
    "superior": "Cấp trên giao",
    "agency": "Kiến nghị của cơ quan thanh tra, kiểm toán, điều tra",
    "press": "Báo chí phản ánh",
    "off_programme": "Ngoài chương trình, đột xuất",
    "handed_over": "Hồ sơ cơ quan, tổ chức khác chuyển đến",
    "proposal": "Cấp dưới đề nghị",
}
CHOSEN_ORIGINS = tuple(code for code in ORIGINS if code not in ("handed_over", "proposal"))
"""Origins a person chooses when opening a case; the others come with the case."""
CASE_STATES = {
    "open": "Đang làm",
    "suspended": "Đang tạm dừng",
    "closed": "Đã kết thúc",
    "merged": "Đã nhập vào hồ sơ khác",
    "handed_over": "Đã chuyển đi",
}
SUBJECT_KINDS = {
    "member": "Đảng viên chính thức",
    "probationary_member": "Đảng viên dự bị",
    "organisation": "Tổ chức đảng",
}
ROLES = {
    "chair": "Chủ nhiệm",
    "standing_deputy": "Phó Chủ nhiệm Thường trực",
    "deputy": "Phó Chủ nhiệm",
    "commission_member": "Uỷ viên uỷ ban kiểm tra",
    "area_officer": "Cán bộ theo dõi địa bàn",
    "official": "Cán bộ cơ quan uỷ ban kiểm tra",
    "secretary": "Bí thư cấp uỷ",
    "deputy_secretary": "Phó Bí thư cấp uỷ",
    "board_member": "Uỷ viên ban thường vụ",
    "committee_member": "Cấp uỷ viên",
    "cell_secretary": "Bí thư chi bộ",
    "cell_deputy": "Phó Bí thư chi bộ",
    "cell_member": "Đảng viên chi bộ",
    "agency_head": "Trưởng cơ quan tham mưu",
    "agency_deputy": "Phó trưởng cơ quan tham mưu",
    "records_clerk": "Văn thư",
    "statistics_officer": "Cán bộ thống kê",
    "administrator": "Quản trị hệ thống",
}
TEAM_ROLES = {
    "leader": "Trưởng đoàn",
    "deputy_leader": "Phó Trưởng đoàn",
    "secretary": "Thư ký",
    "member": "Thành viên",
}
DOCUMENT_STATES = {
    "drafting": "đang soạn",
    "consulting": "đang xin ý kiến",
    "submitted": "chờ duyệt",
    "format_check": "chờ thẩm định thể thức",
    "pending_approval": "chờ Thường trực duyệt",
    "collective": "chờ kết luận tập thể",
    "approved": "đã duyệt, chờ ký",
    "signed": "đã ký, chờ ban hành",
    "issued": "đã ban hành",
    "voided": "đã huỷ dự thảo",
}
DOCUMENT_MARKS = {
    "sealed": "đã đóng dấu",
    "announced": "đã công bố",
    "filed": "đã lưu hồ sơ",
    "recalled": "đã thu hồi",
    "superseded": "đã được thay thế",
}
ACTIONS = {
    "drafted": "soạn",
    "uploaded": "nộp từ Word",
    "fact_taken": "đưa giá trị sửa trong Word về hồ sơ từ",
    "fact_left": "để riêng trong văn bản giá trị sửa trong Word của",
    "resolved": "xử lý chỗ sửa theo dõi của",
    "asked": "xin ý kiến về",
    "opined": "góp ý",
    "closed": "kết thúc xin ý kiến về",
    "taken": "ghi tiếp thu, giải trình ý kiến về",
    "submitted": "trình",
    "withdrawn": "rút lại",
    "checked": "thẩm định thể thức",
    "approved": "duyệt",
    "decided": "ghi kết luận tập thể về",
    "forwarded": "chuyển",
    "returned": "trả lại",
    "undone": "hoàn tác việc vừa làm với",
    "signed": "ký",
    "issued": "ban hành",
    "sealed": "đóng dấu",
    "announced": "công bố",
    "filed": "lưu hồ sơ",
    "recalled": "thu hồi",
    "superseded": "thay thế",
    "voided": "huỷ dự thảo",
}
"""Kind of a line of the trail → its verb."""
DUE_EVENTS = {
    "subject_report": "Nhận báo cáo giải trình",
    "inspection_length": "Toàn cuộc kiểm tra",
    "self_review": "Nhận bản tự kiểm điểm",
    "decision_announced": "Công bố quyết định kỷ luật",
    "admin_discipline_request": "Đề nghị kỷ luật hành chính, đoàn thể",
}

SECRECY = {"none": "Thường", "mat": "Mật", "toi_mat": "Tối mật", "tuyet_mat": "Tuyệt mật"}
URGENCY = {"none": "Thường", "khan": "Khẩn", "thuong_khan": "Thượng khẩn", "hoa_toc": "Hoả tốc"}
LETTER_KINDS = {
    "denunciation": "Tố cáo",
    "complaint": "Khiếu nại kỷ luật",
    "mixed": "Vừa khiếu nại vừa tố cáo",
    "reflection": "Phản ánh, kiến nghị",
}
CHANNELS = {
    "post": "Gửi qua bưu điện",
    "direct": "Đưa trực tiếp",
    "forwarded": "Cơ quan khác chuyển",
    "box": "Hòm thư góp ý",
}
LETTER_OUTCOMES = {
    "pending": "Chưa xử lý",
    "accepted": "Thụ lý giải quyết",
    "refused": "Không thụ lý",
    "referred": "Chuyển cơ quan có thẩm quyền",
    "information": "Lưu làm thông tin theo dõi",
    "guided": "Hướng dẫn người gửi",
}
COPY_KINDS = {"true_copy": "Sao y bản chính", "extract": "Trích sao", "copy_of_copy": "Sao lục"}


def role_names(roles: Iterable[str]) -> tuple[str, ...]:
    """What a person is in the office, in the order of the list above."""
    held = set(roles)
    return tuple(name for code, name in ROLES.items() if code in held)


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
