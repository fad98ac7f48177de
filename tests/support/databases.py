"""Databases that are copied whole, so that every test begins with a clean one and nothing is walked twice."""

from __future__ import annotations

import os
import shutil
from itertools import count
from pathlib import Path

from sqlalchemy import NullPool, create_engine, make_url, text

SERVER = os.environ.get("ANTHU_TEST_DATABASE", "")
"""Address of the PostgreSQL server to test on; empty: SQLite."""


class Databases:
    """New databases and copies: a SQLite file each, or a PostgreSQL database made from another as its template.

    A database must have no open connection while it is copied.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: list[str] = []
        self._numbers = count(1)

    def fresh(self) -> str:
        """The address of an empty database."""
        name = self._name()
        if not SERVER:
            return f"sqlite:///{self._folder / name}.db"
        return self._create(name, "template0")

    def copy(self, url: str) -> str:
        """The address of a copy of `url`."""
        name = self._name()
        if not SERVER:
            copied = self._folder / f"{name}.db"
            shutil.copyfile(str(make_url(url).database), copied)
            return f"sqlite:///{copied}"
        return self._create(name, str(make_url(url).database))

    def drop(self, url: str) -> None:
        name = str(make_url(url).database)
        if not SERVER:
            for suffix in ("", "-wal", "-shm"):
                Path(name + suffix).unlink(missing_ok=True)
            return
        self._on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._made.remove(name)

    def close(self) -> None:
        """Drop what is left."""
        for name in list(self._made):
            self._on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _name(self) -> str:
        return f"anthu_{os.getpid()}_{next(self._numbers)}"

    def _create(self, name: str, template: str) -> str:
        self._on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        self._made.append(name)
        return make_url(SERVER).set(database=name).render_as_string(hide_password=False)

    @staticmethod
    def _on_server(statement: str) -> None:
        engine = create_engine(SERVER, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text(statement))
