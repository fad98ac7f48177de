"""Start a new document template: a folder with a Word file that already has letterhead, frame and signature block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from webapp.errors import Conflict, DomainError
from webapp.rendering.layout import LayoutProfile
from webapp.rendering.scaffold import blocks, minutes
from webapp.rendering.scaffold.package import write_package
from webapp.rendering.scaffold.signatures import Signatory, signature_row, signer_block
from webapp.rendering.scaffold.tables import Column, ruled

TYPE_NAMES = {
    "QĐ": "QUYẾT ĐỊNH",
    "KH": "KẾ HOẠCH",
    "TB": "THÔNG BÁO",
    "BC": "BÁO CÁO",
    "TTr": "TỜ TRÌNH",
    "KL": "KẾT LUẬN",
    "HD": "HƯỚNG DẪN",
    "CTr": "CHƯƠNG TRÌNH",
    "CV": "CÔNG VĂN",
    "GM": "GIẤY MỜI",
    "GGT": "GIẤY GIỚI THIỆU",
}
_NAMES_WITHOUT_NUMBER = {
    "team": "LỊCH LÀM VIỆC",
    "minutes": "BIÊN BẢN",
    "ballot": "PHIẾU BIỂU QUYẾT",
    "sheet": "PHIẾU THEO DÕI",
    "personal": "BÁO CÁO",
}
_CODE = re.compile(r"[a-z][a-z0-9_]*")
KINDS = ("official", "letter", "team", "sheet", "personal", "minutes", "ballot")
_NUMBERED = ("official", "letter")


@dataclass(frozen=True)
class Plan:
    """What the new template is to be. `type_code` is "" for papers without a number."""

    code: str
    title: str
    type_code: str
    kind: str
    type_name: str

    @property
    def numbered(self) -> bool:
        return bool(self.type_code)


def plan_template(code: str, *, title: str, type_code: str, kind: str, type_name: str = "") -> Plan:
    """Judge the request. Raises DomainError naming every mistake."""
    name = type_name or TYPE_NAMES.get(type_code, "") or _NAMES_WITHOUT_NUMBER.get(kind, "")
    mistakes = []
    if not _CODE.fullmatch(code):
        mistakes.append("Mã mẫu chỉ gồm chữ thường không dấu, số và gạch dưới, bắt đầu bằng chữ.")
    if not title.strip():
        mistakes.append("Mẫu phải có tên.")
    if kind not in KINDS:
        mistakes.append(f"Loại mẫu phải là một trong: {', '.join(KINDS)}.")
    if kind in _NUMBERED and not type_code:
        mistakes.append("Văn bản có số phải có ký hiệu tên loại, ví dụ --type QĐ.")
    if kind in KINDS and kind not in _NUMBERED and type_code:
        mistakes.append("Giấy tờ của đoàn, giấy tờ cá nhân, biên bản, phiếu không có số: bỏ --type.")
    if not name:
        mistakes.append(f"Chưa biết tên loại của “{type_code}”: thêm --name, ví dụ --name “QUYẾT ĐỊNH”.")
    if mistakes:
        raise DomainError("Không tạo được mẫu mới.", details=mistakes)
    return Plan(code, title.strip(), type_code, kind, name)


def new_template(folder: Path, plan: Plan, profile: LayoutProfile) -> Path:
    """Write `folder`/<code>/ with its files; the expected texts are still empty. Raises Conflict when it exists."""
    target = folder / plan.code
    if target.exists():
        raise Conflict(f"Đã có mẫu “{plan.code}” trong {folder}.")
    docx = write_package(_blocks(plan, profile), profile, title=plan.title)
    target.mkdir(parents=True)
    (target / "template.docx").write_bytes(docx)
    (target / "template.toml").write_text(_template_toml(plan), encoding="utf-8")
    (target / "sample.toml").write_text(_sample_toml(plan), encoding="utf-8")
    (target / "extreme.toml").write_text(_extreme_toml(plan), encoding="utf-8")
    for name in ("expected.txt", "extreme.txt"):
        (target / name).write_text("", encoding="utf-8")
    return target


def _blocks(plan: Plan, profile: LayoutProfile) -> list[str]:
    gap, separator = profile.spacing.signature_gap_lines, profile.spacing.separator
    if plan.kind == "minutes":
        return _minutes(gap)
    if plan.kind == "ballot":
        head = [blocks.letterhead_without_place(), blocks.title_block(separator)]
        return [*head, blocks.body("{{ content }}"), blocks.before_table(), _boxes()]
    return [*_head(plan, separator), *_text(plan), _ending(plan, gap)]


def _head(plan: Plan, separator: str) -> list[str]:
    if plan.kind == "letter":
        return [blocks.letterhead(numbered=True, letter=True), blocks.addressee("Kính gửi", "{{ addressee }}")]
    if plan.kind == "personal":
        return [blocks.personal_head(), blocks.title_block(separator)]
    return [blocks.letterhead(numbered=plan.numbered, sub_unit=plan.kind == "team"), blocks.title_block(separator)]


def _ending(plan: Plan, gap: int) -> str:
    if plan.kind == "personal":
        return signature_row([Signatory("", ""), Signatory("NGƯỜI BÁO CÁO", "{{ author }}")], gap_lines=gap)
    if plan.kind == "sheet":
        return signature_row([Signatory("", ""), Signatory("NGƯỜI LẬP PHIẾU", "{{ author }}")], gap_lines=gap)
    if plan.kind == "team":
        return signer_block(gap_lines=gap, title="{{ team_head_upper }}")
    return signer_block(gap_lines=gap)


def _text(plan: Plan) -> list[str]:
    if plan.type_code == "QĐ":
        executing = "Các tổ chức, cá nhân có liên quan thi hành Quyết định này."
        articles = [blocks.article(1, "{{ content }}"), blocks.article(2, executing, last=True)]
        return [blocks.bases(), blocks.resolves(), *articles]
    bases = [blocks.bases()] if plan.kind == "official" else []
    return [*bases, blocks.heading("I. NỘI DUNG"), blocks.body("{{ content }}", last=True)]


def _minutes(gap: int) -> list[str]:
    signatories = [Signatory("NGƯỜI GHI BIÊN BẢN", minutes.RECORDER), Signatory("CHỦ TRÌ HỘI NGHỊ", minutes.CHAIR)]
    return [
        minutes.minutes_head(sub_unit=False),
        minutes.opening("{{ content }}"),
        blocks.heading("I. THÀNH PHẦN THAM DỰ"),
        minutes.attendance(),
        blocks.heading("II. DIỄN BIẾN"),
        minutes.course(),
        minutes.conclusion("III. KẾT LUẬN"),
        minutes.closing(),
        signature_row(signatories, gap_lines=gap),
    ]


def _boxes() -> str:
    number = Column("TT", 18, "{{ loop.index }}", centred=True)
    return ruled("row in options", [number, Column("Hình thức", 112, "{{ row }}"), Column("Đồng ý", 35, "")])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _template_toml(plan: Plan) -> str:
    unapproved = plan.kind in ("minutes", "ballot", "personal")
    signer = "body_standing" if plan.numbered else "team_leader"
    lines = {
        "code": plan.code,
        "title": plan.title,
        "working_id": "F00",
        "official_code": "",
        "type_code": plan.type_code,
        "type_name": plan.type_name,
        "subject_line": plan.title[0].lower() + plan.title[1:],
    }
    people = {
        "kind": plan.kind,
        "drafter": "team_secretary",
        "approver": "" if unapproved else signer,
        "signer": signer,
        "issuer": "records_clerk" if plan.numbered else signer,
        "sign_authority": {"official": "body", "letter": "body", "team": "team"}.get(plan.kind, "none"),
    }
    text = "".join(f"{key} = {_quoted(value)}\n" for key, value in lines.items())
    text += f'registered = {str(plan.numbered).lower()}\norientation = "portrait"\n'
    text += "".join(f"{key} = {_quoted(value)}\n" for key, value in people.items())
    text += 'law_topics = ["charter"]\n' if plan.numbered else "law_topics = []\n"
    return text + 'secrecy = "none"\nrecipients = []\narchive_line = "hồ sơ"\n' + _fields_toml(plan)


def _fields_toml(plan: Plan) -> str:
    field = '\n[[field]]\nname = "{}"\nlabel = "{}"\ntype = "{}"\nrequired = true\nblank = "refuse"\nsource = "{}"\n'
    text = field.format("content", "Nội dung", "long_text", "fact:content")
    if plan.kind == "letter":
        text += field.format("addressee", "Nơi nhận chính", "text", "fact:addressee")
    if plan.kind in ("personal", "sheet"):
        text += field.format("author", "Người viết, người lập", "text", "fact:author")
    if plan.kind == "minutes":
        text += field.format("session", "Buổi họp, làm việc", "session", "session")
    if plan.kind == "ballot":
        text += field.format("options", "Các ô trên phiếu", "lines", "fact:options")
    return text


def _sample_toml(plan: Plan) -> str:
    base = f"[base]\ndoc_type_name = {_quoted(plan.type_name)}\n"
    base += f"subject_line = {_quoted(plan.title[0].lower() + plan.title[1:])}\n"
    base += f"doc_symbol = {_quoted(plan.type_code + '/UBKTThU')}\n" if plan.numbered else ""
    values = '\n[values]\ncontent = "Nội dung mẫu: đất đai, xây dựng, diện tích 100 m²."\n'
    if plan.kind == "letter":
        values += 'addressee = "Đảng ủy xã Đồng Bẩm"\n'
    if plan.kind in ("personal", "sheet"):
        values += 'author = "Bùi Văn Thuận"\n'
    if plan.kind == "ballot":
        values += 'options = ["Không kỷ luật", "Khiển trách", "Cảnh cáo"]\n'
    return base + values + (_SESSION if plan.kind == "minutes" else "")


def _extreme_toml(plan: Plan) -> str:
    """The longest sample starts from sample.toml and says what differs: long names, all marks, thirty rows."""
    lists = {"minutes": '"session.attendees"', "ballot": "options"}
    text = f"repeat = {{ {lists[plan.kind]} = 30 }}\n\n" if plan.kind in lists else ""
    return text + '[values]\ncontent = "Nội dung mẫu: đất đai & xây dựng, diện tích < 100 m², “hẹp”; (rất) dài."\n'


_SESSION = """
[values.session]
on = "19/7/2021"
on_long = "ngày 19 tháng 7 năm 2021"
start_text = "8 giờ 00 phút"
end_text = "11 giờ 30 phút"
place = "Phòng họp số 2"
chair = "Phạm Đức Thịnh"
recorder = "Đỗ Thị Ánh Nguyệt"
attendees = [{ name = "Phạm Đức Thịnh", position = "Trưởng đoàn" }]
proceedings = ["Diễn biến của buổi họp."]
conclusion = ["Kết luận của người chủ trì."]
"""
