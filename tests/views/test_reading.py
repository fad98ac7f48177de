"""Looking at a page changes nothing; every page carries the headers and opens without a defect."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event, inspect, text
from sqlalchemy.orm import Session

from tests.views.office import Browser
from tests.views.test_access import paths
from webapp.extensions import db

SignIn = Callable[[str], Browser]
READERS = ["chair", "deputy", "leader", "officer", "clerk"]


def rows(app: Flask) -> dict[str, int]:
    with app.app_context():
        names = inspect(db.engine).get_table_names()
        return {name: db.session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}


@pytest.mark.parametrize("who", READERS)
def test_get_never_commits(app: Flask, sign_in: SignIn, case_id: str, drafted: str, who: str) -> None:
    browser = sign_in(who)
    before = rows(app)
    commits: list[Session] = []
    note = commits.append
    event.listen(Session, "after_commit", note)
    try:
        for _, path in paths(app, case_id, drafted, "GET"):
            browser.get(path)
    finally:
        event.remove(Session, "after_commit", note)
    assert (commits, rows(app)) == ([], before)


@pytest.mark.parametrize("who", READERS)
def test_no_page_fails(app: Flask, sign_in: SignIn, case_id: str, drafted: str, who: str) -> None:
    browser = sign_in(who)
    found = {path: browser.get(path).status_code for _, path in paths(app, case_id, drafted, "GET")}
    assert {path: status for path, status in found.items() if status >= 500} == {}


def test_every_step_of_the_procedure_has_a_page(app: Flask, sign_in: SignIn, case_id: str) -> None:
    browser = sign_in("deputy")
    procedure = app.extensions["anthu.tools"].procedures.current("KT_DHVP_DV")
    found = {step.id: browser.get(f"/cases/{case_id}/steps/{step.id}").status_code for step in procedure.steps}
    assert set(found.values()) == {200}


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def test_every_page_carries_the_security_headers(app: Flask, sign_in: SignIn, case_id: str, drafted: str) -> None:
    browser = sign_in("deputy")
    for _, path in [*paths(app, case_id, drafted, "GET"), ("", "/no-such-page"), ("", "/static/anthu.css")]:
        answer = browser.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, path


def test_no_page_needs_what_the_policy_forbids(app: Flask, sign_in: SignIn, case_id: str, drafted: str) -> None:
    browser = sign_in("deputy")
    for _, path in paths(app, case_id, drafted, "GET"):
        page = browser.get(path)
        if page.mimetype == "text/html":
            html = page.get_data(as_text=True)
            assert " style=" not in html and "<style" not in html and " onclick=" not in html, path
            assert "<script>" not in html, path


def test_pages_are_not_kept_by_the_browser(sign_in: SignIn, case_id: str) -> None:
    assert sign_in("deputy").get(f"/cases/{case_id}").headers["Cache-Control"] == "no-store"
