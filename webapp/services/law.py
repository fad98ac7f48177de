"""Change the office's law: one row at a time, a new version each, judged by the same strict loader as the files."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp import clock
from webapp.auth.permissions import Permission, allowed
from webapp.errors import Conflict, DataFileError, DomainError, NotAllowed, NotFound
from webapp.models import LawVersion, User
from webapp.queries.law import digest_of, get_version, list_versions
from webapp.queries.tools import Tools
from webapp.rules import tables
from webapp.rules.law import Law, build_law
from webapp.rules.table_words import COLUMNS, FILE_TITLES
from webapp.rules.tables import BadCell, Table
from webapp.services import ledger


class LawRefused(DomainError):
    """The change would make the law wrong; `fields` pairs columns with sentences, "" for what is elsewhere."""

    status = 422

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        super().__init__("Chưa lưu được.", details=[sentence for _, sentence in fields])
        self.fields = fields


def save_row(
    session: Session, tools: Tools, shipped: Law, *, table: Table, index: int | None, typed: Mapping[str, str],
    seen: str, note: str, actor: User,
) -> LawVersion:  # fmt: skip
    """Change a row, or add one when `index` is None. `seen` is the digest of the file the person looked at.

    Raises NotAllowed, Conflict, LawRefused with every mistake at once.
    """
    text = _begin(session, tools, table, seen, note, actor)
    try:
        row = tables.row_from(table.columns, typed)
    except BadCell as bad:
        raise LawRefused([(bad.column, bad.sentence)]) from bad
    count = len(tables.rows_of(text, table.name))
    if index is not None and not 0 <= index < count:
        raise NotFound("Không có dòng này.")
    new = tables.with_row(text, table.name, index, row)
    what = f"{table.title}: {'thêm' if index is None else 'sửa'} {_name(table, typed)}"
    place = (table.name, count if index is None else index)
    return _keep(session, tools, shipped, table.file, new, what, note, actor, place)


def remove_row(
    session: Session, tools: Tools, shipped: Law, *, table: Table, index: int, seen: str, note: str, actor: User
) -> LawVersion:
    """Take a row out of a plain list (a day off). A dated rule is never removed: it gets its last day instead."""
    text = _begin(session, tools, table, seen, note, actor)
    if table.dated:
        raise LawRefused([("", "Quy định có hiệu lực theo ngày thì không xoá: ghi ngày cuối ở ô “Đến hết”.")])
    rows = tables.rows_of(text, table.name)
    if not 0 <= index < len(rows):
        raise NotFound("Không có dòng này.")
    what = f"{table.title}: bỏ {_name(table, tables.cells(table.columns, rows[index]))}"
    return _keep(session, tools, shipped, table.file, tables.with_row(text, table.name, index, None), what, note, actor)


def roll_back(
    session: Session, tools: Tools, shipped: Law, *, file: str, number: int, note: str, actor: User
) -> LawVersion:
    """Use an earlier text of a file again, 0 being the one of the product: as a new version."""
    _refuse_reader(actor)
    _ask_for_note(note)
    old = get_version(session, actor, number) if number else None
    if old and old.file != file:
        raise NotFound(f"Bản {number} không phải của bảng này.")
    text = old.text if old else shipped.texts[file]
    newest = next(iter(list_versions(session, actor, file)), None)
    if text == (newest.text if newest else shipped.texts[file]):
        raise Conflict("Bản này đang được dùng.")
    what = f"{FILE_TITLES[file]}: quay lại {f'bản {number}' if number else 'bản đi kèm Án Thư'}"
    return _keep(session, tools, shipped, file, text, what, note, actor)


def _begin(session: Session, tools: Tools, table: Table, seen: str, note: str, actor: User) -> str:
    """The text to be changed, under the office's lock."""
    _refuse_reader(actor)
    _ask_for_note(note)
    ledger.lock(session, office_id=actor.office_id)
    newest = next(iter(list_versions(session, actor, table.file)), None)
    text = tools.law.texts[table.file]
    if seen != digest_of(text) or (newest and newest.sha256 != seen):
        raise Conflict("Người khác vừa sửa bảng này. Chưa lưu gì; mở lại để xem bản mới rồi sửa tiếp.")
    return text


def _refuse_reader(actor: User) -> None:
    if not allowed(actor, Permission.LAW_EDIT):
        raise NotAllowed("Dữ liệu pháp lý do quản trị hệ thống của cơ quan cập nhật.")


def _ask_for_note(note: str) -> None:
    if not note.strip():
        raise LawRefused([("note", "Chưa ghi lý do, văn bản làm căn cứ sửa.")])


def _keep(
    session: Session, tools: Tools, shipped: Law, file: str, text: str, what: str, note: str, actor: User,
    place: tuple[str, int] | None = None,
) -> LawVersion:  # fmt: skip
    try:
        law = build_law({**tools.law.texts, file: text})
    except DataFileError as error:
        raise LawRefused([_readable(line, file, place) for line in error.details]) from error
    ledger.lock(session, office_id=actor.office_id)
    last = session.scalar(select(func.max(LawVersion.no)).where(LawVersion.office_id == actor.office_id)) or 0
    version = LawVersion(
        office_id=actor.office_id, no=last + 1, file=file, text=text, sha256=digest_of(text), law_sha256=law.sha256,
        shipped_sha256=digest_of(shipped.texts[file]), summary=what[:1000], note=note.strip(), by_id=actor.id,
        at=clock.now(),
    )  # fmt: skip
    session.add(version)
    session.flush()
    ledger.record(
        session, office_id=actor.office_id, actor=actor, event="law_changed", file=file, number=version.no,
        summary=version.summary, note=version.note, law=law.sha256,
    )  # fmt: skip
    return version


_LINE = re.compile(r"^(?P<file>[\w]+\.toml):\d+: (?P<key>.*?): (?P<sentence>.*)$")


def _readable(line: str, file: str, place: tuple[str, int] | None) -> tuple[str, str]:
    """A mistake of the loader as the form says it: under its column when it is of the row at hand."""
    found = _LINE.match(line)
    if not found:
        return "", line
    here = f"{place[0]}[{place[1] + 1}]" if place else ""
    key, sentence = found["key"], found["sentence"]
    title = FILE_TITLES.get(found["file"], found["file"])
    if found["file"] == file and here and (key == here or key.startswith(f"{here}.")):
        column = key.removeprefix(here).lstrip(".")
        label = COLUMNS.get(column, column)
        return column, f"{label}: {sentence}." if label else f"{sentence}."
    return "", f"{title}, {key}: {sentence}."


def _name(table: Table, typed: Mapping[str, str]) -> str:
    """What a row is called in a sentence: its label, number, name or day."""
    for column in ("label", "number", "name", "title", "sentence", "event", "id"):
        if typed.get(column):
            return f"“{typed[column].splitlines()[0]}”"
    first = next((typed[column.name] for column in table.columns if typed.get(column.name)), "một dòng")
    return f"“{first.splitlines()[0]}”" if first else "một dòng"
