"""The migrations make exactly the tables of the models, with the triggers, and hold whatever people write.

Run on SQLite, and once more on PostgreSQL by `make test-postgres`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import JSON, Engine, inspect, select, text

from tests.support.desk import Desk
from tests.support.office import Snapshots, engine_of
from webapp.cli.tables import bring_up_to_date
from webapp.config import ROOT
from webapp.models import Base, Case, Document, DocumentVersion, LedgerEntry, Upload
from webapp.models.base import plain
from webapp.services import ledger
from webapp.services.archive_check import verify_archive
from webapp.services.cases import NewCase, NewSubject

FROZEN = (
    "ledger_entry", "register_entry", "document_action", "document_version", "number_reservation", "void_number",
    "signed_copy",
)  # fmt: skip


@pytest.fixture
def migrated(snapshots: Snapshots) -> Iterator[Engine]:
    """A database made from nothing by the migrations."""
    engine = engine_of(snapshots.migrated())
    yield engine
    engine.dispose()


def _json_default(*given: Any) -> bool | None:
    """PostgreSQL cannot compare two values of type json, so their texts are; None leaves the rest to Alembic."""
    _, _, column, found, _, wanted = given
    if not isinstance(column.type, JSON):
        return None
    return (found or "").removesuffix("::json").strip("'") != (wanted or "").strip("'")


def test_from_nothing_the_migrations_make_the_tables_of_the_models(migrated: Engine) -> None:
    with migrated.connect() as connection:
        opts = {"compare_type": True, "compare_server_default": _json_default}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []


def test_constraints_too_are_those_of_the_models(migrated: Engine) -> None:
    found = inspect(migrated)
    for name, table in Base.metadata.tables.items():
        wanted = {str(one.name) for one in table.constraints if type(one).__name__ == "CheckConstraint"}
        assert {str(one["name"]) for one in found.get_check_constraints(name)} == wanted, name


def test_the_triggers_are_there(migrated: Engine) -> None:
    with migrated.connect() as connection:
        if migrated.dialect.name == "postgresql":
            names = connection.scalars(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
            assert set(names) == {*(f"{table}_frozen" for table in FROZEN), "document_issued_frozen"}
        else:
            names = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
            wanted = {f"{table}_no_{act}" for table in (*FROZEN, "document_issued") for act in ("update", "delete")}
            assert set(names) == wanted


def test_a_second_upgrade_does_nothing(office_app: Flask) -> None:
    with office_app.app_context():
        bring_up_to_date()
        bring_up_to_date()
        from webapp.extensions import db

        newest = max(path.name[:3] for path in (ROOT / "webapp/migrations").glob("[0-9]*.py"))
        assert db.session.scalars(text("SELECT version_num FROM alembic_version")).all() == [newest]


AWKWARD = {
    "ten thousand letters": "Kiểm tra đồng chí " + "ỗ" * 10_000,
    "marks apart": unicodedata.normalize("NFD", "Kiểm tra đồng chí Đỗ Thị Ưởng"),
    "emoji": "Kiểm tra 👩🏽‍⚖️ đồng chí 🇻🇳",
    "quotes and signs": "Kiểm tra 'đồng chí' \"A\" & <B> %s {C} \\ ; -- $1 :id ?",
    "lines": "Kiểm tra\nđồng chí\tA",
    "look-alikes": "Kiểm tra Ð đồng chí – “A” …\u00a0B",
}


@pytest.mark.parametrize("title", AWKWARD.values(), ids=AWKWARD)
def test_awkward_text_comes_back_as_it_went_in(desk: Desk, title: str) -> None:
    quyet = desk.person("Quyết")
    case = desk.opens(desk.person("Nguyệt"), NewCase(
        procedure="KT_DHVP_DV", title=title, initiator="commission", origin="letter",
        subjects=[NewSubject("member", title[:150], title[:200], {"home_town": title})],
        member_in_charge_id=quyet.id, team=[],
    ))  # fmt: skip
    desk.notes(quyet, signs_of_violation=title, content_items=[title.replace("\n", " ").replace("\t", " ")])
    desk.session.expire_all()
    said = plain(title)
    assert (case.title, case.subjects[0].details["home_town"]) == (said, said)
    assert desk.view.facts["signs_of_violation"] == said
    ledger.record(desk.session, office_id=desk.office.id, actor=quyet, event="facts_changed", text=title)
    desk.session.commit()
    desk.session.expire_all()
    assert desk.session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq.desc())).first().payload == {"text": said}  # type: ignore[union-attr]
    assert verify_archive(desk.session, desk.tools.store).ledger == ()


def test_a_full_case_reads_back_the_same_on_this_database(desk_at: Callable[[str], Desk]) -> None:
    desk = desk_at("open_inspection")
    desk.session.expire_all()
    for table in (Case, Document, DocumentVersion, Upload):
        rows = desk.session.scalars(select(table).order_by(table.id)).all()
        assert list(rows) == sorted(rows, key=lambda row: row.id)
    moments = [entry.at for entry in desk.session.scalars(select(LedgerEntry))]
    assert moments and all(moment.utcoffset() is not None and not moment.utcoffset() for moment in moments)
