"""Fixtures every suite may use: an installation, the sample office, and case A standing at any step.

Named so that they never meet those of `tests/views`. PostgreSQL when ANTHU_TEST_DATABASE names a server, else SQLite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from tests.support.databases import SERVER, Databases
from tests.support.desk import Desk
from webapp import clock
from webapp.app import create_app
from webapp.cli.tables import bring_up_to_date
from webapp.cli.walk import SAMPLE
from webapp.cli.walk.dates import days_of_steps
from webapp.cli.walk.facts import FactsFile, read_facts
from webapp.cli.walk.walker import office_of, walk_case
from webapp.config import Settings
from webapp.models import database
from webapp.queries.tools import Tools, load_tools
from webapp.services.offices import found_office

SECRET = "bí mật chỉ dùng để thử".ljust(40, ".")
THE_END = "the end"
"""Stands for a step after the last one: the case is closed."""


@pytest.fixture(scope="session")
def sample_facts() -> FactsFile:
    """The sample office and case A."""
    return read_facts(SAMPLE)


@pytest.fixture(scope="session")
def office_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an installation in a temporary folder; replace `database` with one of your own."""
    return Settings(instance=tmp_path_factory.mktemp("instance"), secret_key=SECRET, database="sqlite://")


@pytest.fixture(scope="session")
def office_tools(office_settings: Settings) -> Iterator[Tools]:
    """The real law, procedures, templates, archive and renderer."""
    tools = load_tools(office_settings)
    yield tools
    tools.renderer.close()  # type: ignore[attr-defined]  # the pool has children to end; the protocol need not


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    made = Databases(tmp_path_factory.mktemp("databases"))
    yield made
    made.close()


class Snapshots:
    """Case A before each of its steps, walked once per session as far as anybody asked."""

    def __init__(self, databases: Databases, settings: Settings, tools: Tools, facts: FactsFile) -> None:
        self._databases, self._settings, self._tools, self._facts = databases, settings, tools, facts
        self._steps = [step.id for step in tools.procedures.current("KT_DHVP_DV").steps] + [THE_END]
        self._kept: dict[str, str] = {}
        self._served: dict[str, str] = {}

    def migrated(self) -> str:
        """Every table, no row."""
        if "migrated" not in self._kept:
            url = self._databases.fresh()
            app = create_app(replace(self._settings, database=url), tools=self._tools)
            with app.app_context():
                bring_up_to_date()
            let_go(app)
            self._kept["migrated"] = url
        return self._kept["migrated"]

    def founded(self) -> str:
        """The sample office and its people, no case."""
        if "founded" not in self._kept:
            url = self._databases.copy(self.migrated())
            with _session(url) as session:
                found_office(session, new=office_of(self._facts))
                session.commit()
            self._kept["founded"] = url
        return self._kept["founded"]

    def before(self, step: str) -> str:
        """Case A when `step` is the next to take."""
        if step not in self._kept:
            earlier = [one for one in self._steps[: self._steps.index(step)] if one in self._kept]
            url = self._databases.copy(self._kept[earlier[-1]] if earlier else self.founded())
            with _session(url) as session:
                office = Desk(session, self._tools).office.id
                walk_case(session, self._tools, office, self._facts.walked[0], until="" if step == THE_END else step)
            self._kept[step] = url
        return self._kept[step]

    def served(self, url: str) -> str:
        """A copy of a snapshot to open, so that the snapshot itself can be copied again."""
        if url not in self._served:
            self._served[url] = self._databases.copy(url)
        return self._served[url]


def let_go(app: Flask) -> None:
    """Close what the application holds open, so that its database can be copied."""
    from webapp.extensions import db

    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def engine_of(url: str) -> Engine:
    """An engine with the product's own discipline."""
    engine = create_engine(url)
    database.prepare(engine)
    return engine


class _session:
    """A session whose connections are all closed at the end."""

    def __init__(self, url: str) -> None:
        self._engine = engine_of(url)
        self._session = Session(self._engine)

    def __enter__(self) -> Session:
        return self._session

    def __exit__(self, *_: object) -> None:
        self._session.close()
        self._engine.dispose()


@pytest.fixture(scope="session")
def snapshots(
    databases: Databases, office_settings: Settings, office_tools: Tools, sample_facts: FactsFile
) -> Snapshots:
    return Snapshots(databases, office_settings, office_tools, sample_facts)


@pytest.fixture
def empty_database(databases: Databases) -> Iterator[str]:
    """The address of a database without tables."""
    url = databases.fresh()
    yield url
    databases.drop(url)


@pytest.fixture
def desk_on(databases: Databases, office_tools: Tools, snapshots: Snapshots) -> Iterator[Callable[..., Desk]]:
    """A desk on the given snapshot, which the test leaves as it was.

    `copied` asks for a database of its own on PostgreSQL too: for what reads in a transaction of its own.
    """
    with ExitStack() as stack:

        def opened(snapshot: str, *, copied: bool = False) -> Desk:
            if SERVER and not copied:
                return Desk(stack.enter_context(_undone(snapshots.served(snapshot))), office_tools)
            url = databases.copy(snapshot)
            stack.callback(databases.drop, url)
            return Desk(stack.enter_context(_session(url)), office_tools)

        yield opened


@contextmanager
def _undone(url: str) -> Iterator[Session]:
    """A session whose commits are savepoints of one transaction that is undone at the end: quicker than a copy."""
    engine = engine_of(url)
    with engine.connect() as connection:
        whole = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        whole.rollback()
    engine.dispose()


@pytest.fixture
def desk(desk_on: Callable[..., Desk], snapshots: Snapshots) -> Desk:
    """The sample office with its people and no case yet."""
    return desk_on(snapshots.founded(), copied=True)


@pytest.fixture
def desk_at(
    desk_on: Callable[..., Desk], snapshots: Snapshots, sample_facts: FactsFile, office_tools: Tools
) -> Iterator[Callable[..., Desk]]:
    """Case A before the given step, with the clock on that step's day (walked with the real services and renderer)."""
    facts = sample_facts.walked[0]
    days = days_of_steps(facts, office_tools.law.days)
    with ExitStack() as stack:

        def at(step: str, *, copied: bool = False) -> Desk:
            stack.enter_context(clock.freeze(days.get(step, facts.announced_on)))
            return desk_on(snapshots.before(step), copied=copied)

        yield at


@pytest.fixture
def office_app(office_settings: Settings, office_tools: Tools, empty_database: str, tmp_path: Path) -> Iterator[Flask]:
    """An application on an instance of its own without tables: commands are run with `test_cli_runner()`."""
    settings = replace(office_settings, instance=tmp_path / "instance", database=empty_database)
    tools = replace(office_tools, store=type(office_tools.store)(settings.archive))
    app = create_app(settings, tools=tools)
    yield app
    let_go(app)
