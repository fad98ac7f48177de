"""Where the value of a field may come from: a closed vocabulary, with the keys each kind of value has.

The product fills templates with plain values only. Dates arrive as text ("12/7/2021") with a `<name>_long` beside
("ngày 12 tháng 7 năm 2021").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BASE_VALUES: dict[str, str] = {
    "parent_org_name": "Tên cơ quan cấp trên trực tiếp (IN HOA)",
    "issuing_org_name": "Tên cơ quan ban hành (IN HOA)",
    "sub_unit_name": "Đoàn kiểm tra, ghi dưới dấu sao (IN HOA; để trống nếu không có)",
    "place_name": "Địa danh",
    "doc_symbol": "Ký hiệu, ví dụ QĐ/UBKTThU",
    "doc_type_name": "Tên loại văn bản (IN HOA)",
    "subject_line": "Trích yếu",
    "blank_date": "Ngày ban hành để trống",
    "legal_bases": "Các dòng căn cứ, đã có dấu cuối dòng",
    "sign_authority": "Quyền hạn ký",
    "recipients": "Các dòng nơi nhận, đã có dấu cuối dòng, dòng cuối là dòng lưu",
    "issuer_full": "Tên đầy đủ của cơ quan ban hành",
    "issuer_full_upper": "Tên đầy đủ của cơ quan ban hành (IN HOA)",
    "standing_full": "Tên đầy đủ của thường trực cơ quan ban hành",
    "committee_full": "Tên đầy đủ của cấp ủy",
    "verb": "Việc đang làm, chữ thường: kiểm tra, giám sát, giải quyết tố cáo …",
    "team_word": "Đoàn kiểm tra, Tổ kiểm tra, Đoàn giám sát …",
    "team_word_upper": "Đoàn kiểm tra, Tổ kiểm tra … (IN HOA)",
    "team_head": "Trưởng đoàn hoặc Tổ trưởng",
    "team_head_upper": "Trưởng đoàn hoặc Tổ trưởng (IN HOA)",
    "report_word": "báo cáo tự kiểm tra, báo cáo giải trình, bản tự kiểm điểm",
    "task": "Cả việc, chữ thường đầu câu: kiểm tra đồng chí …, <chức vụ>, <tổ chức>, khi có dấu hiệu vi phạm trong …",
    "task_first": "Cả việc như task, viết hoa chữ đầu",
    "task_short": "Việc và đối tượng, không chức vụ: kiểm tra đồng chí … khi có dấu hiệu vi phạm",
    "about": "về dấu hiệu vi phạm trong …; về việc …; để trống khi tên cuộc không nói",
    "meeting_word": "kỳ họp (của ủy ban kiểm tra) hoặc hội nghị (của cấp ủy, chi bộ)",
    "subject_called": "Đối tượng, gọi trong câu: đồng chí …; Chi bộ …; nhiều thì nối bằng dấu phẩy và chữ “và”",
    "subject_first": "Đối tượng như subject_called, viết hoa chữ đầu",
    "subject_body": "Tổ chức đảng quản lý đảng viên, hoặc chính tổ chức đảng là đối tượng",
    "subject_full": "Đối tượng kèm chức vụ, tổ chức đảng; nhiều thì cách nhau bằng dấu chấm phẩy",
    "subject_label": "đảng viên được kiểm tra; tổ chức đảng được giám sát; đảng viên bị tố cáo …",
    "subject_signs": "Chữ trên chỗ ký của đối tượng (IN HOA): ĐẢNG VIÊN ĐƯỢC KIỂM TRA, ĐẠI DIỆN TỔ CHỨC ĐẢNG",
    "subject_signed": "Họ tên dưới chỗ ký của đối tượng; để trống khi đại diện tự ghi",
    "executors": "Tổ chức đảng quản lý và đối tượng, để ghi ở điều thi hành",
    "subjects": "Mọi đối tượng: full_name, called, kind (member | organisation), posts, organisation",
}
"""Values every template gets without declaring them."""

BASE_ROWS: dict[str, tuple[str, ...]] = {"subjects": ("full_name", "called", "kind", "posts", "organisation")}
"""Base values that are lists of rows, with the keys of a row."""

SUBJECT_KEYS = (
    "full_name", "birth_date", "home_town", "party_card", "admitted_on", "official_on",
    "party_position", "government_position", "organisation", "posts",
)  # fmt: skip
TEAM_KEYS = ("name", "position", "role", "role_label")
PERSON_KEYS = ("name", "position")
DOCUMENT_KEYS = ("number", "date", "date_long", "title", "reference")
SESSION_KEYS = (
    "on", "on_long", "start_text", "end_text", "place", "chair", "recorder", "attendees", "proceedings", "conclusion",
)  # fmt: skip
VOTE_KEYS = (
    "entitled", "present", "issued", "collected", "valid", "invalid",
    "results", "carried", "carried_label", "sentence", "cumulated",
)  # fmt: skip
LISTS_INSIDE = {"session": ("attendees", "proceedings", "conclusion"), "vote": ("results",)}
RESULT_KEYS = ("label", "votes", "percent")


@dataclass(frozen=True)
class Computed:
    """A value the services compute by a named function: its type and what it yields."""

    type: str
    yields: str


COMPUTED: dict[str, Computed] = {
    "subject_line_of_inspection": Computed("text", "kiểm tra đồng chí … khi có dấu hiệu vi phạm trong … (tên cuộc)"),
    "subject_line_of_proposal": Computed("text", "đề nghị kiểm tra đồng chí … khi có dấu hiệu vi phạm trong …"),
    "subject_line_of_result": Computed("text", "kết quả kiểm tra đồng chí … khi có dấu hiệu vi phạm trong …"),
    "subject_line_of_conclusion": Computed("text", "kết luận kiểm tra đồng chí … khi có dấu hiệu vi phạm trong …"),
    "subject_line_of_discipline": Computed("text", "xem xét, thi hành kỷ luật đối với đồng chí …"),
    "subject_line_of_sanction": Computed("text", "thi hành kỷ luật đối với đồng chí …, <chức vụ>"),
    "subject_line_of_step": Computed("text", "tên bước, chữ thường đầu câu: hội nghị thông qua dự thảo …"),
    "subject_line_of_outline": Computed("text", "báo cáo giải trình; báo cáo tự kiểm tra: tên báo cáo của đối tượng"),
    "subject_line_of_calendar": Computed("text", "và phân công nhiệm vụ của Đoàn kiểm tra"),
    "subject_line_of_opening": Computed("text", "triển khai quyết định, kế hoạch kiểm tra"),
    "subject_line_of_working": Computed("text", "làm việc với đảng viên được kiểm tra"),
    "subject_line_of_programme": Computed("text", "kiểm tra, giám sát năm …"),
    "subject_line_of_deployment": Computed("text", "về việc triển khai quyết định, kế hoạch kiểm tra"),
    "subject_line_of_invitation": Computed("text", "làm việc về nội dung kiểm tra"),
    "subject_line_of_team_change": Computed("text", "thay đổi, bổ sung thành viên Đoàn kiểm tra"),
    "subject_line_of_extension": Computed("text", "gia hạn thời gian kiểm tra"),
    "subject_line_of_content_change": Computed("text", "bổ sung, điều chỉnh nội dung, đối tượng kiểm tra"),
    "subject_line_of_self_report": Computed("text", "giải trình về dấu hiệu vi phạm trong …; tự kiểm tra về việc …"),
    "subject_line_of_team_meeting": Computed("text", "họp Đoàn kiểm tra"),
    "subject_line_of_denunciation_report": Computed("text", "kết quả giải quyết tố cáo đối với đồng chí …"),
    "subject_line_of_periodic_report": Computed("text", "kết quả công tác kiểm tra, giám sát … <kỳ báo cáo>"),
    "subject_line_of_copy": Computed("text", "sao y bản chính; trích sao; sao lục"),
    "copy_recipients": Computed("text", "Nơi nhận bản sao: mỗi nơi một dòng"),
    "team_named": Computed("text", "Đoàn kiểm tra; Tổ giám sát …"),
    "team_members": Computed("text", "Thành viên Đoàn kiểm tra"),
    "working_rules": Computed("text", "Căn cứ Quy chế làm việc của <cơ quan ban hành>"),
    "self_review_considered": Computed(
        "text", "Xét tự kiểm điểm của đồng chí … và kết quả kiểm tra, xem xét, đề nghị của Đoàn kiểm tra"
    ),
    "committee_to_be_informed": Computed("text", "Thường trực <cấp ủy> (để báo cáo)"),
    "superior_to_be_informed": Computed("text", "<uỷ ban kiểm tra cấp trên> (để báo cáo)"),
    "commission_addressed": Computed("text", "<cơ quan ban hành>"),
    "subject_addressed": Computed("text", "Đồng chí <họ và tên>; tên tổ chức đảng: mỗi đối tượng một dòng"),
    "subject_party_body": Computed("text", "Tên tổ chức đảng quản lý đảng viên"),
    "commission_archive": Computed("text", "<cơ quan ban hành>, hồ sơ cuộc kiểm tra"),
    "addressee_word": Computed("text", "Kính gửi hoặc Kính trình, theo thể thức của ngày văn bản"),
    "findings": Computed("table", "no, content, nature, nature_label, facts, harm, cause: kết quả theo từng nội dung"),
    "ballot_options": Computed("table", "no, label: các ô trên phiếu theo đối tượng và chức vụ"),
    "effect_clause": Computed("text", "kể từ khi công bố; kể từ ngày ký: theo luật của ngày quyết định"),
    "complaint_clause": Computed("text", "trong thời hạn 01 tháng, kể từ ngày nhận được Quyết định"),
    "sanction_form": Computed("text", "cảnh cáo; cách chức <chức vụ>: hình thức kỷ luật đã biểu quyết, chữ thường"),
    "subject_line_of_submission": Computed("text", "đề nghị xem xét, quyết định việc … (tên cuộc)"),
    "subject_line_of_follow_up": Computed("text", "kết quả thực hiện kết luận … (tên cuộc)"),
    "subject_line_of_urging": Computed("text", "về việc thực hiện kết luận … (tên cuộc)"),
    "subject_line_of_proposal_ballot": Computed("text", "đề nghị thi hành kỷ luật đảng viên (tổ chức đảng)"),
    "subject_line_of_tally": Computed("text", "biểu quyết thi hành kỷ luật đảng viên (tổ chức đảng)"),
    "subject_line_of_proposal_tally": Computed("text", "biểu quyết đề nghị thi hành kỷ luật đảng viên (tổ chức đảng)"),
    "subject_line_of_discipline_proposal": Computed("text", "đề nghị thi hành kỷ luật đồng chí …"),
    "subject_line_of_suspension": Computed("text", "đình chỉ sinh hoạt đảng đối với đồng chí …"),
    "subject_line_of_suspension_change": Computed("text", "gia hạn (chấm dứt) đình chỉ … đối với …"),
    "subject_line_of_sanction_change": Computed("text", "chuẩn y (thay đổi, xoá bỏ) hình thức kỷ luật đối với …"),
    "subject_line_of_restoration": Computed("text", "xin lỗi, phục hồi quyền lợi của …"),
    "sanctioned": Computed("text", "đồng chí …, đảng viên dự bị, <chức vụ>, <tổ chức đảng>"),
    "proposal_vote": Computed("vote", "kết quả bỏ phiếu đề nghị kỷ luật"),
    "removal_on_ballot": Computed("bool", "phiếu có ô cách chức"),
    "vote_outcome": Computed("text", "câu kết luận của hội nghị sau khi bỏ phiếu; trống khi bước không có bỏ phiếu"),
    "sanction_change_clause": Computed("text", "Thay đổi hình thức kỷ luật đối với … tại Quyết định …: từ … thành …"),
    "suspension_measure": Computed("text", "đình chỉ sinh hoạt đảng; sinh hoạt cấp uỷ; hoạt động"),
    "suspension_term": Computed("text", "90 ngày, kể từ ngày … đến hết ngày …"),
    "suspension_of_committee": Computed(
        "text", "câu về việc đương nhiên bị đình chỉ sinh hoạt cấp uỷ; trống khi không"
    ),
    "suspension_is_extended": Computed("bool", "gia hạn đình chỉ; không thì là chấm dứt"),
    "subject_line_of_letter": Computed("text", "loại đơn, chữ thường: đơn khiếu nại kỷ luật đảng"),
    "subject_line_of_acceptance": Computed("text", "thụ lý (không thụ lý) đơn …"),
    "letter_sender_addressed": Computed("text", "Đồng chí … (khiếu nại); Người gửi đơn (tố cáo, không bao giờ có tên)"),
    "subject_line_of_complaint": Computed("text", "giải quyết khiếu nại kỷ luật đảng của …"),
    "subject_line_of_complaint_team": Computed("text", "thành lập Đoàn giải quyết khiếu nại kỷ luật đảng của …"),
    "subject_line_of_complaint_report": Computed("text", "kết quả giải quyết khiếu nại kỷ luật đảng của …"),
    "subject_line_of_denunciation": Computed("text", "giải quyết tố cáo đối với …"),
    "complaint_considered": Computed("text", "Xét đơn khiếu nại của đồng chí …"),
    "complaint_outcome": Computed("text", "Giữ nguyên (thay đổi, xoá bỏ) hình thức kỷ luật … tại Quyết định …"),
    "subject_line_of_file": Computed("text", "Hồ sơ … (tên cuộc)"),
    "subject_line_of_cover": Computed("text", "tên cuộc, chữ thường đầu câu: kiểm tra đồng chí …"),
    "subject_line_of_lessons": Computed("text", "họp rút kinh nghiệm của Đoàn …"),
    "subject_line_of_end_of_effect": Computed("text", "chấm dứt hiệu lực quyết định kỷ luật đối với …"),
    "file_entries": Computed("table", "no, number, date, title, author, original, copy, pages, note: mục lục hồ sơ"),
    "file_began_on": Computed("text", "ngày của văn bản, tài liệu đầu tiên trong hồ sơ"),
    "file_ended_on": Computed("text", "ngày của văn bản, tài liệu cuối cùng trong hồ sơ"),
    "total_pages_words": Computed("text", "số trang của hồ sơ, viết bằng chữ"),
    "contents_pages_words": Computed("text", "số trang của mục lục, viết bằng chữ"),
}
"""Functions of `services` a template may name; the cookbook in docs/doc_templates.md says how to add one."""

_FIXED: dict[str, tuple[str, tuple[str, ...] | None]] = {
    "case.title": ("text", None),
    "case.code": ("text", None),
    "case.topic": ("text", None),
    "subject": ("person", SUBJECT_KEYS),
    "team": ("people", TEAM_KEYS),
    "team.leader": ("person", TEAM_KEYS),
    "team.secretary": ("person", TEAM_KEYS),
    "member_in_charge": ("person", PERSON_KEYS),
    "commission": ("people", TEAM_KEYS),
    "session": ("session", SESSION_KEYS),
    "announced": ("document", DOCUMENT_KEYS),
    "vote": ("vote", VOTE_KEYS),
    **{f"subject.{key}": ("text", None) for key in SUBJECT_KEYS},
}

_FACT = re.compile(r"fact:[a-z][a-z0-9_]*")
_DOCUMENT = re.compile(r"document:[a-z][a-z0-9_]*")
_ALLOWED = (
    "case.title, case.code, case.topic, subject, subject.<thuộc tính>, team, team.leader, team.secretary, "
    "member_in_charge, commission, session, announced, vote, fact:<khoá>, document:<mã mẫu>, computed:<tên hàm>"
)


def source_mistake(source: str, type_: str) -> str | None:
    """Why a field of `type_` may not come from `source`; None when it may."""
    kind, _, name = source.partition(":")
    if _FACT.fullmatch(source):
        return None
    if _DOCUMENT.fullmatch(source):
        expected = "document"
    elif kind == "computed":
        if name not in COMPUTED:
            return f"không có hàm tính “{name}”; hiện có: {', '.join(COMPUTED)}"
        expected = COMPUTED[name].type
    elif source in _FIXED:
        expected = _FIXED[source][0]
    else:
        return f"nguồn “{source}” không có trong danh mục: {_ALLOWED}"
    if type_ in (expected, _date_instead_of(source)):
        return None
    return f"nguồn “{source}” cho kiểu {expected}, không phải {type_}"


def keys_of(source: str, type_: str) -> tuple[str, ...] | None:
    """The keys a value of this source has: of the dict itself, or of each row of a list; None for a plain value."""
    if source in _FIXED:
        return _FIXED[source][1]
    return {"session": SESSION_KEYS, "document": DOCUMENT_KEYS, "vote": VOTE_KEYS}.get(type_)


def blank_value(type_: str, source: str, policy: str) -> object:
    """What a field prints when it has no value: `policy` is "empty", "dots" or "khong"; lists and dicts go empty."""
    if type_ in ("lines", "table", "people"):
        return []
    if type_ in ("person", "session", "vote", "document"):
        lists = LISTS_INSIDE.get(type_, ())
        return {key: [] if key in lists else "" for key in keys_of(source, type_) or ()}
    if type_ == "bool":
        return False
    return {"empty": "", "dots": "…" * 20, "khong": "không"}[policy]


def _date_instead_of(source: str) -> str | None:
    return "date" if source in ("subject.birth_date", "subject.admitted_on", "subject.official_on") else None
