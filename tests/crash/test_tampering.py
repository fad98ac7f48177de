"""Whoever changes the archive, the ledger or the register past the product is found, and what he changed is named."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Update, inspect, text, update
from sqlalchemy.exc import DBAPIError

from tests.crash.office import CrashOffice
from webapp.models import LedgerEntry
from webapp.services.archive_check import Report, verify_archive

Begun = Callable[..., CrashOffice]
FROZEN = ("ledger_entry", "register_entry", "document_action", "document_version")
DAMAGES = ("flip", "truncate", "delete", "swap", "add")


@pytest.fixture
def kept(begun: Begun) -> CrashOffice:
    """An office with a case walked to its end."""
    return begun("", "nothing")


def test_a_whole_archive_has_nothing_to_report(kept: CrashOffice) -> None:
    report = report_of(kept)
    assert (report.problems, report.leftovers) == ([], ())
    assert report.blobs > 60 and report.entries > 100 and report.numbers == 7


def report_of(office: CrashOffice) -> Report:
    with office.at_work() as session:
        return verify_archive(session, office.tools.store)


def past_the_triggers(office: CrashOffice, *statements: str | Update) -> None:
    """Change the tables as somebody would who owns the database: the triggers go first."""
    with office.connection() as connection:
        drop_triggers(connection)
        for statement in statements:
            connection.execute(text(statement) if isinstance(statement, str) else statement)


def drop_triggers(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        return
    for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        connection.execute(text(f"DROP TRIGGER {name}"))


def damage(path: Path, kind: str, chance: random.Random, other: Path) -> None:
    data = bytearray(path.read_bytes())
    path.chmod(0o640)
    if kind == "flip":
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
    elif kind == "truncate":
        path.write_bytes(data[: chance.randrange(len(data))])
    elif kind == "delete":
        path.unlink()
    elif kind == "swap":
        path.write_bytes(other.read_bytes())
    else:
        path.with_name("0" * 64).write_bytes(b"not what the name says")


def test_every_damaged_missing_swapped_and_added_file_is_named(kept: CrashOffice) -> None:
    chance, store = random.Random(3), kept.tools.store
    names = list(store.names())
    hurt = chance.sample(names, 60)
    kinds = {name: DAMAGES[place % len(DAMAGES)] for place, name in enumerate(hurt)}
    healthy = [name for name in names if name not in kinds]
    for name, kind in kinds.items():
        damage(store.path(name), kind, chance, store.path(healthy[0]))
    report = report_of(kept)
    for name, kind in kinds.items():
        found = {"delete": report.missing, "add": report.added}.get(kind, report.damaged)
        mark = f"{name[:2]}/{name[2:4]}/{'0' * 64}" if kind == "add" else name[:12]
        assert [line for line in found if mark in line], f"{kind} {name}"
    assert len(report.problems) == len(kinds)


def test_a_damaged_file_is_named_by_its_document(kept: CrashOffice) -> None:
    with kept.connection() as connection:
        number, title, pdf = connection.execute(
            text("SELECT number_text, title, pdf_sha256 FROM document WHERE number_text <> '' ORDER BY id LIMIT 1")
        ).one()
    damage(kept.tools.store.path(pdf), "flip", random.Random(1), Path())
    [line] = report_of(kept).problems
    assert number in line and title in line


def columns() -> list[str]:
    # The id of a row is only its address: nothing refers to a ledger entry by it.
    return [column.name for column in LedgerEntry.__table__.columns if column.name != "id"]


def changed(name: str, row: dict[str, Any], office_id: str) -> Any:
    """Another value that the column would take."""
    if name == "seq":
        return row["seq"] + 100_000
    if name == "office_id":
        return office_id
    if name == "payload":
        return {"forged": True}
    if name == "at":
        return datetime(2001, 1, 1, tzinfo=UTC)
    return f"{row[name] or ''}x"[-32:]


@pytest.mark.parametrize("column", columns())
def test_a_changed_column_of_a_ledger_entry_is_named(kept: CrashOffice, column: str) -> None:
    chance = random.Random(column)
    with kept.connection() as connection:
        rows = connection.execute(text("SELECT * FROM ledger_entry ORDER BY seq")).mappings().all()
        row = dict(chance.choice(rows[1:-1]))
        other = second_office(connection, str(row["office_id"]))
    table = LedgerEntry.__table__
    past_the_triggers(
        kept, update(table).where(table.c.id == row["id"]).values({column: changed(column, row, other)})
    )  # fmt: skip
    named = report_of(kept).ledger
    where = row["seq"] + 1 if column in ("seq", "office_id", "hash") else row["seq"]
    assert [line for line in named if f"mục {where}" in line], named


def second_office(connection: Connection, first: str) -> str:
    """Another office to forge an entry into."""
    row = dict(connection.execute(text("SELECT * FROM office WHERE id = :id"), {"id": first}).mappings().one())
    row |= {"id": "another", "symbol": "UBKTX"}
    names = ", ".join(row)
    connection.execute(text(f"INSERT INTO office ({names}) VALUES ({', '.join(':' + n for n in row)})"), row)
    return "another"


REST = "at, actor_id, actor_name, event, case_id, payload, previous_hash, hash"
COPY = (
    f"INSERT INTO ledger_entry (id, office_id, seq, {REST}) SELECT 'forged', office_id, {{seq}}, {REST} "
    "FROM ledger_entry WHERE seq = 10"
)
FORGERIES = {
    "an entry deleted": (["DELETE FROM ledger_entry WHERE seq = 10"], "mục 11"),
    "the first entry deleted": (["DELETE FROM ledger_entry WHERE seq = 1"], "mục 2"),
    "an entry put in between": (
        ["UPDATE ledger_entry SET seq = -seq WHERE seq > 10", COPY.format(seq=11),
         "UPDATE ledger_entry SET seq = 1 - seq WHERE seq < 0"], "mục 11",
    ),
    "an entry put at the end": ([COPY.format(seq="(SELECT max(seq) + 1 FROM ledger_entry)")], "đuôi"),
    "two entries exchanged": (
        ["UPDATE ledger_entry SET seq = -10 WHERE seq = 10", "UPDATE ledger_entry SET seq = 10 WHERE seq = 20",
         "UPDATE ledger_entry SET seq = 20 WHERE seq = -10"], "mục 10",
    ),
    "the tail cut off": (["DELETE FROM ledger_entry WHERE seq > 40"], "đuôi"),
    "everything deleted": (["DELETE FROM ledger_entry"], "đuôi"),
    "the head deleted": (["DELETE FROM ledger_head"], "mất đầu chuỗi"),
    "ledger and head deleted": (["DELETE FROM ledger_entry", "DELETE FROM ledger_head"], "mất đầu chuỗi"),
    "the head set back": (["UPDATE ledger_head SET seq = seq - 1"], "đuôi"),
}  # fmt: skip


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_ledger_is_found(kept: CrashOffice, forgery: str) -> None:
    statements, mark = FORGERIES[forgery]
    past_the_triggers(kept, *statements)
    named = report_of(kept).ledger
    assert [line for line in named if mark in line], named


def test_a_tail_cut_off_with_the_head_set_to_match_shows_in_the_documents(kept: CrashOffice) -> None:
    past_the_triggers(
        kept, "DELETE FROM ledger_entry WHERE seq > 40",
        "UPDATE ledger_head SET seq = 40, hash = (SELECT hash FROM ledger_entry WHERE seq = 40)",
    )  # fmt: skip
    report = report_of(kept)
    assert report.ledger == () and any("sổ sự kiện không ghi" in line for line in report.register)


REGISTER = {
    "a number taken out": "DELETE FROM register_entry WHERE number = 1",
    "a number changed": "UPDATE register_entry SET number = number + 7 WHERE number = 2",
    "its text changed": "UPDATE register_entry SET number_text = '09-QĐ/UBKTThU' WHERE number = 2",
    "its title changed": "UPDATE register_entry SET title = 'Văn bản khác' WHERE number = 2",
    "its date changed": "UPDATE register_entry SET issued_on = '2020-01-01' WHERE number = 2",
    "the next number set back": "UPDATE series SET next_number = 1",
    "the document's number changed": (
        "UPDATE document SET number_text = '09-QĐ/UBKTThU' WHERE number_text = '02-QĐ/UBKTThU'"
    ),
    "the document's PDF replaced": "UPDATE document SET pdf_sha256 = docx_sha256 WHERE number_text = '02-QĐ/UBKTThU'",
    "the document's date changed": "UPDATE document SET issued_on = '2020-01-01' WHERE number_text = '02-QĐ/UBKTThU'",
    "an issue undone": (
        "UPDATE document SET state = 'signed', number_text = '', issued_on = NULL WHERE number_text = '02-QĐ/UBKTThU'"
    ),
    "files struck off the list": "DELETE FROM blob",
}  # fmt: skip


@pytest.mark.parametrize("forgery", REGISTER)
def test_a_forged_register_or_document_is_found(kept: CrashOffice, forgery: str) -> None:
    past_the_triggers(kept, REGISTER[forgery])
    assert report_of(kept).problems != []


@pytest.mark.parametrize("table", FROZEN)
@pytest.mark.parametrize("act", ["UPDATE {0} SET id = id", "DELETE FROM {0}"])
def test_the_database_itself_refuses_to_change_what_was_written(kept: CrashOffice, table: str, act: str) -> None:
    with kept.connection() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0
    with pytest.raises(DBAPIError, match="written once"), kept.connection() as connection:
        connection.execute(text(act.format(table)))


@pytest.mark.parametrize("act", ["UPDATE document SET title = 'khác'", "DELETE FROM document"])
def test_the_database_itself_keeps_an_issued_document(kept: CrashOffice, act: str) -> None:
    with pytest.raises(DBAPIError, match=r"issued document is fixed|written once"), kept.connection() as connection:
        connection.execute(text(f"{act} WHERE state = 'issued'"))


@pytest.mark.parametrize("table", FROZEN)
def test_a_written_row_cannot_be_replaced_either(kept: CrashOffice, table: str) -> None:
    """SQLite's INSERT OR REPLACE deletes the old row first, and would do so unseen."""
    if kept.settings.database.startswith("postgresql"):
        act = "INSERT INTO {0} SELECT * FROM {0} ON CONFLICT (id) DO UPDATE SET id = {0}.id"
    else:
        act = "INSERT OR REPLACE INTO {0} SELECT * FROM {0} LIMIT 1"
    with pytest.raises(DBAPIError, match="written once"), kept.connection() as connection:
        connection.execute(text(act.format(table)))


def test_the_ledger_has_every_table_the_triggers_guard(kept: CrashOffice) -> None:
    with kept.connection() as connection:
        assert set(FROZEN) <= set(inspect(connection).get_table_names())
