"""An office to crash: case A walked to one act of one document, then copied as often as a test needs."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask
from sqlalchemy import Connection, Engine, Table, create_engine, func, select, text
from sqlalchemy.orm import Session

from webapp.app import create_app
from webapp.archive.blobs import FolderStore
from webapp.auth.documents import next_act
from webapp.cli.walk import SAMPLE, walker
from webapp.cli.walk.facts import read_facts
from webapp.config import Settings
from webapp.extensions import alembic, db
from webapp.models import Base, Case, Document, User, new_id
from webapp.models.database import prepare
from webapp.queries.tools import Tools
from webapp.rendering.convert import PdfOptions, Rendered

DECISION = "inspection_decision"
CLERK = "yen.nt"
# What belongs to one case, parents first.
PARTS = (
    "inspection_case", "case_subject", "team_member", "case_fact", "step_record", "upload",
    "document", "document_version", "document_action",
)  # fmt: skip


class QuickRenderer:
    """Stands in for the converter where thousands of pages would only cost time: one page that depends on the input."""

    def render(self, docx: bytes, options: PdfOptions) -> Rendered:
        return Rendered(b"%PDF-1.7\n" + hashlib.sha256(docx).hexdigest().encode(), 1, ())


class Reached(Exception):
    """The walk came to the act it should stop before."""


@dataclass(frozen=True)
class CrashOffice:
    """A database with its archive; `tools` renders quickly unless a test says otherwise."""

    settings: Settings
    tools: Tools

    def app(self) -> Flask:
        return create_app(self.settings, tools=self.tools)

    @contextmanager
    def at_work(self) -> Iterator[Session]:
        """A session of this process; no connection is left behind, so that a fork afterwards is safe."""
        engine = self.engine()
        with Session(engine) as session:
            yield session
        engine.dispose()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A bare connection, past every service."""
        engine = self.engine()
        with engine.begin() as connection:
            yield connection
        engine.dispose()

    def engine(self) -> Engine:
        engine = create_engine(self.settings.database)
        prepare(engine)
        return engine

    def with_tools(self, **changes: Any) -> CrashOffice:
        return replace(self, tools=replace(self.tools, **changes))

    def document_ids(self, state: str = "signed") -> list[str]:
        with self.at_work() as session:
            query = select(Document.id).where(Document.state == state, Document.template == DECISION)
            return list(session.scalars(query.order_by(Document.id)))

    def copy_case(self, times: int) -> None:
        """Copy the case with its unissued documents, as if as many others had come equally far."""
        with self.connection() as connection:
            there = connection.scalar(select(func.count()).select_from(Case)) or 0
            for number in range(there, there + times):
                _copy_case(connection, f"HS {number + 1000}/2021")


def walk_to(office: CrashOffice, act: str, template: str) -> None:
    """Walk case A with the real services until `template` waits for `act`; "" as act: until the case is closed."""

    def stopping(one: Any, document: Document | None) -> str:
        found = next_act(one, document)
        if (found, one.code) == (act, template):
            raise Reached
        return found

    with office.at_work() as session, patch.object(walker, "next_act", stopping):
        try:
            walker.walk_file(session, office.tools, read_facts(SAMPLE))
        except Reached:
            session.rollback()


def make_tables(office: CrashOffice) -> None:
    with office.app().app_context():
        alembic.upgrade()
    with office.app().app_context():
        db.engine.dispose()


def clear_tables(office: CrashOffice) -> None:
    """Empty a PostgreSQL database; row triggers refuse DELETE, so the tables are truncated."""
    names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with office.connection() as connection:
        connection.execute(text(f"TRUNCATE {names} CASCADE"))


def pour(source: CrashOffice, target: CrashOffice) -> None:
    """Copy every row and every stored file of one office into an empty one."""
    with source.connection() as old, target.connection() as new:
        for table in Base.metadata.sorted_tables:
            if rows := [dict(row) for row in old.execute(table.select()).mappings()]:
                new.execute(table.insert(), rows)
    shutil.copytree(source.settings.archive, target.settings.archive, dirs_exist_ok=True)


def _copy_case(connection: Connection, code: str) -> None:
    tables: dict[str, Table] = {name: Base.metadata.tables[name] for name in PARTS}
    waiting = select(Document.case_id).where(Document.template == DECISION, Document.state != "issued")
    ids = {connection.execute(waiting.order_by(Document.id.desc()).limit(1)).scalar_one(): new_id()}
    for name, table in tables.items():
        column = table.c.id if name == "inspection_case" else table.c.get("case_id", table.c.get("document_id"))
        query = select(table).where(column.in_([old for old in ids if old not in ids.values()])).order_by(table.c.id)
        for row in connection.execute(query).mappings().all():
            if name == "document" and row["state"] == "issued":
                continue
            ids[row["id"]] = ids.get(row["id"]) or new_id()
            new = {key: ids.get(value, value) if isinstance(value, str) else value for key, value in row.items()}
            if name == "inspection_case":
                new["code"] = code
            connection.execute(table.insert(), new)


def quick(settings: Settings, tools: Tools) -> CrashOffice:
    """An office with its own archive folder and the quick renderer."""
    return CrashOffice(settings, replace(tools, store=FolderStore(settings.archive), renderer=QuickRenderer()))


def settings_for(folder: Path, database: str = "") -> Settings:
    folder.mkdir(parents=True, exist_ok=True)
    return Settings(instance=folder, secret_key="k" * 40, database=database or f"sqlite:///{folder / 'anthu.db'}")


def clerk_of(session: Session) -> User:
    found: User = session.scalars(select(User).where(User.username == CLERK)).one()
    return found
