"""Bring in a workbook of organisations or members: look at all of it first, then write all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.orm import Session

from webapp import clock
from webapp.archive.blobs import FolderStore
from webapp.errors import Conflict, DomainError
from webapp.models import RosterImport, User
from webapp.rendering.sheet import Sheet, admit_sheet
from webapp.rendering.sheet.read import MAX_ROWS
from webapp.rules.law import Law
from webapp.rules.roster_sheets import COLUMNS, SheetKind, SheetProblem, kind_of, read_rows, sheet_problems
from webapp.services import ledger
from webapp.services.blobs import XLSX, note_blob
from webapp.services.roster.import_members import MemberPlan, plan_members
from webapp.services.roster.import_organisations import OrganisationPlan, plan_organisations
from webapp.services.roster.organisations import refuse_stranger

_KINDS = {"organisations": "tổ chức đảng", "members": "đảng viên"}


class ImportRefused(DomainError):
    """The workbook has mistakes; `details` names every row and column."""

    status = 422


class SheetReader(Protocol):
    """What reads a workbook outside this process (see `webapp.rendering.pool`)."""

    def read_sheet(self, data: bytes) -> Sheet: ...


@dataclass(frozen=True)
class ImportPlan:
    """What a workbook would do. Nothing is written while `errors` is not empty."""

    kind: SheetKind
    problems: tuple[SheetProblem, ...]
    work: OrganisationPlan | MemberPlan | None = None
    shown: tuple[str, ...] = field(default=())

    @property
    def errors(self) -> tuple[SheetProblem, ...]:
        return tuple(one for one in self.problems if one.severity == "error")

    @property
    def new(self) -> int:
        return len(self.work.new) if self.work else 0

    @property
    def known(self) -> int:
        """Rows the roster has already, just so."""
        return self.work.known if self.work else 0

    @property
    def what(self) -> str:
        return _KINDS[self.kind]


def plan_import(session: Session, law: Law, reader: SheetReader, *, data: bytes, actor: User) -> ImportPlan:
    """Read the workbook and say everything it would do and everything that is wrong with it. Raises RefusedFile."""
    refuse_stranger(actor)
    admit_sheet(data)
    sheet = reader.read_sheet(data)
    rows = [(number, [(cell.text, cell.kind) for cell in cells]) for number, cells in sheet.rows]
    kind = kind_of(rows[0][1]) if rows else None
    if kind is None:
        raise ImportRefused(_headings())
    read, problems = read_rows(kind, rows)
    problems = sheet_problems(sheet.merged, sheet.too_long, MAX_ROWS, len(rows) < 2) + problems
    whole = any(one.severity == "error" and one.row < 2 for one in problems)
    broken = {one.row for one in problems if one.severity == "error"}
    work: OrganisationPlan | MemberPlan | None = None
    if not whole:
        plan = plan_organisations if kind == "organisations" else plan_members
        work, wrong = plan(session, law, actor, read, broken)
        problems += wrong
    return ImportPlan(kind, tuple(sorted(problems, key=lambda one: (one.row, one.severity))), work, _shown(work))


def keep_import(
    session: Session, store: FolderStore, *, data: bytes, filename: str, plan: ImportPlan, actor: User
) -> RosterImport:
    """Keep a workbook without mistakes until somebody says yes to its preview."""
    refuse_stranger(actor)
    store.put(data)
    row = RosterImport(
        office_id=actor.office_id, kind=plan.kind, filename=filename[:200], sha256=note_blob(session, data, XLSX),
        row_count=plan.new, by_id=actor.id, at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def write_import(session: Session, *, kept: RosterImport, plan: ImportPlan, actor: User) -> int:
    """Write every new row in the caller's transaction; how many. Raises Conflict when it was written, ImportRefused
    when the roster has changed so that the workbook no longer fits."""
    refuse_stranger(actor)
    ledger.lock(session, office_id=actor.office_id)
    if kept.written_at:
        raise Conflict("Tệp này đã nhập xong; muốn nhập tệp khác thì tải lên lại.")
    refuse_mistakes(plan)
    assert plan.work is not None
    session.add_all(plan.work.rows(actor, clock.now()))
    kept.written_at = clock.now()
    session.flush()
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="roster_imported", kind=kept.kind, rows=plan.new,
        file=kept.sha256, filename=kept.filename,
    )  # fmt: skip
    return plan.new


def refuse_mistakes(plan: ImportPlan) -> None:
    if plan.errors:
        raise ImportRefused(
            f"Chưa nhập được: {len(plan.errors)} chỗ sai. Chưa ghi gì; sửa trong Excel rồi nhập lại.",
            details=[problem_line(one) for one in plan.errors],
        )


def problem_line(one: SheetProblem) -> str:
    place = f"Dòng {one.row}" if one.row else "Cả bảng"
    return f"{place}{f', cột {one.column}' if one.column else ''}: {one.sentence}"


def _headings() -> str:
    wanted = " hoặc ".join(", ".join(f"“{c.heading}”" for c in columns if c.required) for columns in COLUMNS.values())
    return f"Dòng 1 phải là tên cột như tệp mẫu: {wanted}. Tải tệp mẫu về rồi chép dữ liệu vào."


def _shown(work: OrganisationPlan | MemberPlan | None, most: int = 20) -> tuple[str, ...]:
    return tuple(_first(work.titles, most)) if work else ()


def _first(titles: Sequence[str], most: int) -> Iterable[str]:
    yield from titles[:most]
    if len(titles) > most:
        yield f"và {len(titles) - most} dòng khác"
