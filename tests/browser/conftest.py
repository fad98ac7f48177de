"""A real server in this process, so that its clock can be held, and the system's Chromium."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from tests.browser.desk import AXE, ROOT
from tests.views.office import settings_for
from webapp.app import create_app
from webapp.cli.tables import bring_up_to_date

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
Result = TypeVar("Result")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser a file: while it lives its event loop lives in this thread, over which other tests would trip."""
    vendor = ROOT / "webapp/static/vendor"
    for there, what in ((bool(CHROMIUM), "Chromium"), (AXE.exists(), "axe-core"), (vendor.exists(), "assets")):
        if not there:
            pytest.skip(f"needs {what}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def apart(work: Callable[[], Result]) -> Result:
    """Run in a thread of its own: Playwright keeps an event loop in this one, over which database sessions trip."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def new_app(folder: Path) -> Flask:
    """An application on an empty instance, with its own renderer and generous sessions: the clock leaps by weeks."""
    return apart(lambda: _new_app(folder))


def _new_app(folder: Path) -> Flask:
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app(replace(settings_for(folder), render_workers=1))
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    with app.app_context():
        bring_up_to_date()
    return app


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Answer on a free port; yields the address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
