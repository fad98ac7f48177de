"""The invented authority, and a page to sign."""

from __future__ import annotations

import pytest

from tests.support.authority import Authority, a_page, an_authority


@pytest.fixture(scope="session")
def authority() -> Authority:
    return an_authority()


@pytest.fixture(scope="session")
def page() -> bytes:
    """A PDF as the product archives it."""
    return a_page()
