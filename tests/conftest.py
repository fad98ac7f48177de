"""What every suite shares: which tests wait for a PostgreSQL server."""

from __future__ import annotations

import os

import pytest

pytest_plugins = ["tests.support.office"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip `postgres` tests where `.ci/postgres` has not named a server."""
    if os.environ.get("ANTHU_TEST_DATABASE", "").startswith("postgresql"):
        return
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: run it under .ci/postgres"))
