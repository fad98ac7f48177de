"""What is wrong with the answers that open a case: one sentence per mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from webapp.auth.predicates import LEADING_A_UNIT, may_open_cases
from webapp.models import Unit, User
from webapp.queries.labels import INITIATORS
from webapp.services.cases.newcase import NewCase
from webapp.workflow.procedure import Procedure


def wrong_answers(
    procedure: Procedure, others: Sequence[Procedure], answers: NewCase, office: set[str]
) -> Iterator[str]:
    """`office` holds the ids of the people with an open account in the office."""
    if not answers.title.strip():
        yield "Tên hồ sơ còn trống; ghi kiểm tra ai, về việc gì."
    yield from _wrong_kinds(procedure, others, answers)
    yield from _wrong_subjects([procedure, *others], answers)
    people = [user_id for user_id, _ in answers.team]
    if len(set(people)) < len(people):
        yield "Một người được ghi hai lần trong đoàn; mỗi người chỉ giữ một nhiệm vụ."
    if not {answers.member_in_charge_id, *people} <= office:
        yield "Thành viên phụ trách hoặc đoàn có người không thuộc cơ quan này, hoặc tài khoản đã đóng; chọn lại."


def _wrong_kinds(procedure: Procedure, others: Sequence[Procedure], answers: NewCase) -> Iterator[str]:
    """C11: each kind is one the body may open, and one that may stand beside the first."""
    for one in (procedure, *others):
        if answers.initiator not in one.initiators:
            said = INITIATORS.get(answers.initiator, f"Chủ thể “{answers.initiator}”")
            said = f"{said} không mở được loại việc “{one.title}”"
            able = ", ".join(INITIATORS[code].lower() for code in one.initiators)
            yield f"{said}; loại việc này do {able} tiến hành."
    for code in answers.kinds:
        if code not in procedure.combines:
            name = next((one.title for one in others if one.code == code), code)
            yield f"“{name}” không gộp được vào một hồ sơ với “{procedure.title}”; mở hồ sơ riêng."


def _wrong_subjects(procedures: Sequence[Procedure], answers: NewCase) -> Iterator[str]:
    if not answers.subjects:
        yield "Chưa có đối tượng; ghi họ tên đảng viên hoặc tên tổ chức đảng."
    targets = {target for one in procedures for target in one.targets} - {"decision"}
    for number, subject in enumerate(answers.subjects, start=1):
        if not subject.full_name.strip():
            yield f"Đối tượng thứ {number}: còn thiếu họ tên."
        target = "organisation" if subject.kind == "organisation" else "member"
        if targets and target not in targets:
            name = "tổ chức đảng" if target == "organisation" else "đảng viên"
            yield f"Đối tượng thứ {number} ({subject.full_name}): loại việc đã chọn không dùng cho {name}."
    named = Counter((" ".join(s.full_name.split()).casefold(), s.organisation.casefold()) for s in answers.subjects)
    for (name, _), times in named.items():
        if name and times > 1:
            yield f"“{name}” được ghi {times} lần; mỗi đối tượng ghi một lần."


def wrong_body(session: Session, answers: NewCase, actor: User) -> Iterator[str]:
    """A cell or an agency is named, is of this office, and its leaders open cases of their own unit only."""
    if answers.initiator in ("cell", "advisory_agency"):
        unit = session.get(Unit, answers.unit_id) if answers.unit_id else None
        if unit is None or unit.office_id != actor.office_id or unit.kind != answers.initiator:
            word = "chi bộ" if answers.initiator == "cell" else "cơ quan tham mưu"
            yield f"Chưa chọn {word} tiến hành; quản trị cơ quan khai báo {word} nếu danh sách chưa có."
    elif answers.unit_id:
        yield "Chỉ chi bộ, cơ quan tham mưu mới chọn đơn vị; bỏ trống ô đơn vị."
    if not may_open_cases(actor, None):
        own = {grant.unit_id for grant in actor.grants if grant.role in LEADING_A_UNIT}
        if not answers.unit_id or answers.unit_id not in own:
            yield "Đồng chí chỉ mở được hồ sơ của chi bộ, cơ quan mình phụ trách."
