"""Write the lines of a programme while it is a draft; what was issued is changed by a programme that replaces it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from webapp.errors import Conflict, DomainError
from webapp.models import Programme, ProgrammeLine, User
from webapp.queries.tools import Tools
from webapp.services import ledger
from webapp.services.programmes import NewLine, line_row, refuse_stranger, wrong_line


def add_lines(
    session: Session, tools: Tools, *, programme: Programme, lines: Sequence[NewLine], actor: User
) -> list[ProgrammeLine]:
    """Put lines after those of a draft. Raises NotAllowed, Conflict for an issued one, DomainError with every mistake.

    Either all lines are kept or none.
    """
    _refuse_issued(programme, actor)
    if not lines:
        raise DomainError("Chưa có dòng nào để thêm.")
    _refuse_wrong(tools, programme, lines)
    start = max((line.position for line in programme.lines), default=0) + 1
    rows = [line_row(position, line) for position, line in enumerate(lines, start=start)]
    programme.lines.extend(rows)
    session.flush()  # the ledger names the new rows
    _record(session, programme, actor, "programme_lines_added", lines=[[row.id, row.content] for row in rows])
    return rows


def change_line(
    session: Session, tools: Tools, *, programme: Programme, line: ProgrammeLine, to: NewLine, actor: User
) -> ProgrammeLine:
    """Write a line of a draft anew; it keeps its place."""
    _refuse_issued(programme, actor)
    _refuse_wrong(tools, programme, [to])
    row = line_row(line.position, to)
    for name in _WRITTEN:
        setattr(line, name, getattr(row, name))
    session.flush()  # constraints speak before the ledger does
    _record(session, programme, actor, "programme_line_changed", line=line.id, content=line.content)
    return line


def remove_line(session: Session, *, programme: Programme, line: ProgrammeLine, actor: User) -> None:
    """Take a line out of a draft."""
    _refuse_issued(programme, actor)
    if line.cases:
        raise Conflict("Nội dung này đã có hồ sơ thực hiện nên không bỏ được.")
    programme.lines.remove(line)
    session.flush()  # constraints speak before the ledger does
    _record(session, programme, actor, "programme_line_removed", content=line.content)


_WRITTEN = (
    "kind", "topic", "content", "subjects", "lead", "year", "quarter", "months", "planned", "planned_organisations",
    "planned_members", "window",
)  # fmt: skip


def _refuse_issued(programme: Programme, actor: User) -> None:
    refuse_stranger(actor)
    if programme.state != "draft":
        raise Conflict(
            f"Chương trình đã ban hành với số {programme.document_number}; muốn thay đổi thì lập bản điều chỉnh."
        )


def _refuse_wrong(tools: Tools, programme: Programme, lines: Iterable[NewLine]) -> None:
    topics = {topic.code for topic in tools.statistics.topics}
    years = range(programme.first_year, programme.last_year + 1)
    wrong = [
        f"Dòng {number}: {sentence}"
        for number, line in enumerate(lines, start=1)
        for sentence in wrong_line(line, topics, years)
    ]
    if wrong:
        raise DomainError("Chưa ghi được nội dung của chương trình.", details=wrong)


def _record(session: Session, programme: Programme, actor: User, event: str, **told: Any) -> None:
    ledger.record(
        session, office_id=programme.office_id, actor=actor, event=event, programme=programme.id, **told
    )  # fmt: skip
