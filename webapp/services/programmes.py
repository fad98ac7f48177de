"""Make, import, issue and change programmes; open cases from their lines; write down targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.errors import Conflict, DomainError, NotAllowed
from webapp.models import Case, Programme, ProgrammeCase, ProgrammeLine, Target, User
from webapp.models.base import plain
from webapp.queries.tools import Tools
from webapp.services import ledger


@dataclass(frozen=True)
class NewLine:
    """A line as typed or imported. `planned` counts inspections (cuộc); the others the subjects of all of them."""

    kind: str
    content: str
    year: int
    topic: str = ""
    subjects: Sequence[str] = ()
    lead: str = ""
    quarter: int | None = None
    months: Sequence[int] = ()
    planned: int = 1
    planned_organisations: int = 0
    planned_members: int = 0
    window: str = ""


@dataclass(frozen=True)
class NewProgramme:
    """A programme of a holder: committee, standing_board or commission; of a term or of one year."""

    holder: str
    horizon: str
    first_year: int
    last_year: int
    title: str
    lines: Sequence[NewLine] = field(default_factory=tuple)


@dataclass(frozen=True)
class NewTarget:
    """A target as given: `value` is a number, or percent for a rate; `base` whom a rate or a rotation is of."""

    giver: str
    receiver: str
    task: str
    object_kind: str
    kind: str
    value: int
    year: int
    document_number: str
    document_on: date | None = None
    base: int = 0


def create_programme(
    session: Session, tools: Tools, *, new: NewProgramme, actor: User, replaces: Programme | None = None,
    reason: str = "",
) -> Programme:  # fmt: skip
    """Draft a programme, or the changed one of an issued one (`replaces`, with the reason of the change).

    Raises NotAllowed; DomainError with one sentence per wrong line, nothing kept then.
    """
    refuse_stranger(actor)
    wrong = [*_wrong_programme(tools, new)]
    if replaces is not None and not reason.strip():
        wrong.append("Điều chỉnh chương trình đã ban hành thì phải nêu lý do.")
    if wrong:
        raise DomainError("Chưa lập được chương trình.", details=wrong)
    programme = Programme(
        office_id=actor.office_id, holder=new.holder, horizon=new.horizon, first_year=new.first_year,
        last_year=new.last_year, title=plain(new.title.strip()), by_id=actor.id, at=clock.now(),
        replaces_id=replaces.id if replaces else None, change_reason=reason.strip(),
        lines=[line_row(position, _kept(line, replaces)) for position, line in enumerate(new.lines, start=1)],
    )  # fmt: skip
    session.add(programme)
    session.flush()  # the ledger names the new row
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="programme_drafted", programme=programme.id,
        title=programme.title, lines=len(new.lines), replaces=programme.replaces_id, reason=reason.strip(),
    )  # fmt: skip
    return programme


def issue_programme(
    session: Session, *, programme: Programme, number: str, on: date, actor: User, document_id: str | None = None
) -> Programme:
    """Put a programme in force with the number and day of its document; the one it replaces ends.

    Cases opened from a line of the replaced programme move to the line of the same place, so that nothing already done
    is lost from the count. Raises Conflict for one that is in force already, DomainError for a missing number.
    """
    refuse_stranger(actor)
    if programme.state != "draft":
        raise Conflict(f"Chương trình này đã ban hành với số {programme.document_number}; điều chỉnh bằng bản mới.")
    if not number.strip():
        raise DomainError("Chương trình ban hành thì phải có số văn bản.")
    if not programme.lines:
        raise DomainError("Chương trình chưa có nội dung nào; thêm ít nhất một cuộc rồi ban hành.")
    programme.state, programme.document_number, programme.issued_on = "issued", number.strip(), on
    programme.document_id = document_id
    if programme.replaces_id:
        _take_over(session, session.get_one(Programme, programme.replaces_id), programme)
    session.flush()  # constraints speak before the ledger does
    ledger.record(
        session, office_id=programme.office_id, actor=actor, event="programme_issued", programme=programme.id,
        number=programme.document_number, on=on, replaces=programme.replaces_id,
    )  # fmt: skip
    return programme


def link_case(session: Session, *, line: ProgrammeLine, case: Case, actor: User) -> ProgrammeCase:
    """Say that a case carries out a line. Raises Conflict when it already carries out one."""
    if not (allowed(actor, Permission.PROGRAMME_EDIT) and allowed(actor, Permission.CASE_EDIT, case)):
        raise NotAllowed(f"Hồ sơ {case.code} không phân công đồng chí; chỉ người được phân công gắn hồ sơ.")
    if session.scalar(select(ProgrammeCase).where(ProgrammeCase.case_id == case.id)):
        raise Conflict(f"Hồ sơ {case.code} đã gắn với một nội dung của chương trình; bỏ chỗ đã gắn trước.")
    return carry_out(session, line=line, case=case, actor=actor)


def carry_out(session: Session, *, line: ProgrammeLine, case: Case, actor: User) -> ProgrammeCase:
    """Write down that a case carries out a line; who asks for it has been let in already."""
    link = ProgrammeCase(line_id=line.id, case_id=case.id)
    line.cases.append(link)
    session.flush()  # the same case linked twice at once is refused by the database here
    ledger.record(
        session, office_id=case.office_id, actor=actor, event="case_programmed", case_id=case.id, line=line.id,
        content=line.content,
    )  # fmt: skip
    return link


def give_target(session: Session, *, new: NewTarget, actor: User) -> Target:
    """Write down a target of the superior. Raises NotAllowed, DomainError with every wrong field."""
    refuse_stranger(actor)
    if wrong := list(_wrong_target(new)):
        raise DomainError("Chưa ghi được chỉ tiêu.", details=wrong)
    target = Target(office_id=actor.office_id, by_id=actor.id, at=clock.now(), **vars(new))
    session.add(target)
    session.flush()  # constraints speak before the ledger does
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="target_given", target=target.id, task=new.task,
        value=new.value, kind=new.kind, year=new.year, document=new.document_number,
    )  # fmt: skip
    return target


def refuse_stranger(actor: User) -> None:
    """Raises NotAllowed for whoever keeps no programmes."""
    if not allowed(actor, Permission.PROGRAMME_EDIT):
        raise NotAllowed("Chỉ cán bộ theo dõi, tổng hợp và Uỷ viên Uỷ ban lập chương trình, ghi chỉ tiêu.")


def _kept(line: NewLine, earlier: Programme | None) -> NewLine:
    """A line that says the same as one of the programme it replaces keeps its topic and window."""
    for row in earlier.lines if earlier else ():
        if (row.kind, row.content) == (line.kind, plain(line.content.strip())):
            return replace(line, topic=line.topic or row.topic, window=line.window or row.window)
    return line


def line_row(position: int, line: NewLine) -> ProgrammeLine:
    """A line as its row."""
    return ProgrammeLine(
        position=position, kind=line.kind, topic=line.topic, content=plain(line.content.strip()),
        subjects=plain(list(line.subjects)), lead=plain(line.lead), year=line.year, quarter=line.quarter,
        months=sorted(line.months), planned=line.planned, planned_organisations=line.planned_organisations,
        planned_members=line.planned_members, window=plain(line.window),
    )  # fmt: skip


def _wrong_programme(tools: Tools, new: NewProgramme) -> Iterator[str]:
    if not new.title.strip():
        yield "Thiếu tên chương trình."
    if new.holder not in ("committee", "standing_board", "commission"):
        yield "Chọn chủ thể của chương trình: cấp uỷ, ban thường vụ hoặc uỷ ban kiểm tra."
    if new.horizon not in ("term", "year"):
        yield "Chọn chương trình toàn khoá hoặc chương trình năm."
    if new.last_year < new.first_year or (new.horizon == "year" and new.last_year != new.first_year):
        yield "Năm của chương trình chưa đúng: chương trình năm chỉ có một năm, năm cuối không trước năm đầu."
    topics = {topic.code for topic in tools.statistics.topics}
    for number, line in enumerate(new.lines, start=1):
        for sentence in wrong_line(line, topics, range(new.first_year, new.last_year + 1)):
            yield f"Dòng {number}: {sentence}"


def wrong_line(line: NewLine, topics: set[str], years: range) -> Iterator[str]:
    """One sentence per mistake of a line of a programme of these years."""
    if line.kind not in ("inspection", "supervision"):
        yield "chọn kiểm tra hoặc giám sát chuyên đề."
    if not line.content.strip():
        yield "thiếu nội dung kiểm tra, giám sát."
    if line.topic and line.topic not in topics:
        yield f"không có đề tài “{line.topic}” trong danh mục."
    if line.year not in years:
        yield f"năm {line.year} nằm ngoài chương trình."
    if line.quarter is not None and line.quarter not in range(1, 5):
        yield "quý ghi từ 1 đến 4."
    if any(month not in range(1, 13) for month in line.months):
        yield "tháng ghi từ 1 đến 12."
    if line.planned < 1 or line.planned_organisations < 0 or line.planned_members < 0:
        yield "số cuộc ghi từ 1 trở lên, số tổ chức đảng và đảng viên từ 0 trở lên."


def _wrong_target(new: NewTarget) -> Iterator[str]:
    if not new.giver.strip() or not new.receiver.strip():
        yield "Ghi rõ cấp giao và cấp nhận chỉ tiêu."
    if new.kind not in ("count_min", "rate_min", "rotation"):
        yield "Chọn loại chỉ tiêu: số lượng, tỷ lệ hoặc xoay vòng."
    if new.object_kind not in ("organisation", "member", "inspection"):
        yield "Chọn đơn vị tính: tổ chức đảng, đảng viên hoặc cuộc."
    if new.value < 0 or (new.kind == "rate_min" and new.value > 100):
        yield f"Mức giao {new.value} chưa đúng; số lượng từ 0 trở lên, tỷ lệ từ 0 đến 100."
    if not new.document_number.strip():
        yield "Ghi số văn bản giao chỉ tiêu."


def _take_over(session: Session, earlier: Programme, programme: Programme) -> None:
    """End the earlier programme; its cases go with the lines of the same content, or of the same place."""
    earlier.state = "replaced"
    for line in earlier.lines:
        same = [one for one in programme.lines if one.content == line.content]
        following = same or [one for one in programme.lines if one.position == line.position]
        for link in list(line.cases) if following else []:
            link.line_id = following[0].id
    session.flush()  # the lines are read anew below
    session.expire_all()
