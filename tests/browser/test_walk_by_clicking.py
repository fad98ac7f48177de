"""Case A in the browser, as different people, ends with the same documents as in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser

from tests.browser.clicking import Clicker
from tests.browser.conftest import apart, new_app, serving
from tests.browser.desk import Desk
from webapp import clock
from webapp.cli.walk import SAMPLE
from webapp.cli.walk.facts import FactsFile, read_facts
from webapp.cli.walk.walker import SAMPLE_PASSWORD, office_of, walk_file
from webapp.extensions import db
from webapp.models import Case, Document
from webapp.services.archive_check import verify_archive
from webapp.services.offices import get_or_found_office

PEOPLE = {"officer": "nguyet.dta", "leader": "thinh.pd", "deputy": "quyet.nv", "clerk": "yen.nt", "chair": "nhung.tth"}
"""They draft; lead the team; approve and sign; number and issue; sign the minutes of the sessions they chair."""


def walked_in_the_terminal(folder: Path, facts: FactsFile) -> list[Any]:
    app = new_app(folder)
    with app.app_context():
        walk_file(db.session, app.extensions["anthu.tools"], facts)
    return documents(app)


def with_the_office(folder: Path, facts: FactsFile) -> Flask:
    app = new_app(folder)
    with app.app_context():
        get_or_found_office(db.session, new=office_of(facts))
        db.session.commit()
    return app


def damage(app: Flask) -> list[str]:
    with app.app_context():
        return verify_archive(db.session, app.extensions["anthu.tools"].store).problems


def documents(app: Flask) -> list[Any]:
    """What every document of the case is: number, day, title, signer, pages, and every value it prints."""
    with app.app_context():
        rows = db.session.query(Document).join(Case).order_by(Document.id)
        return [
            (
                row.template,
                row.state,
                row.number_text,
                row.issued_on,
                row.title,
                row.signed_by.full_name if row.signed_by else "",
                row.current.pages,
                row.current.values,
            )
            for row in rows
        ]


def test_the_case_is_walked_to_the_same_documents_as_in_the_terminal(chromium: Browser, tmp_path: Path) -> None:
    facts = read_facts(SAMPLE)
    app = apart(lambda: with_the_office(tmp_path / "browser", facts))
    with serving(app) as address:
        desks = {role: Desk(chromium, address, role, light=True) for role in PEOPLE}
        with clock.freeze(facts.walked[0].proposed_on):
            desks["officer"].open("/sign-in").look("sign-in")
            for role, username in PEOPLE.items():
                desks[role].sign_in(username, SAMPLE_PASSWORD)
        clicker = Clicker(desks, app.extensions["anthu.tools"], facts.walked[0])
        clicker.open_case()
        while step := clicker.next_step():
            clicker.take(step)
        desks["clerk"].open("/register").look("register")
        desks["deputy"].open(clicker.case).look("case-closed")
        assert desks["deputy"].has("Đã kết thúc"), desks["officer"].open(clicker.case).text()[:1500]
        assert [desk.complaints for desk in desks.values()] == [[]] * len(PEOPLE)
    assert apart(lambda: damage(app)) == []
    assert apart(lambda: documents(app)) == apart(lambda: walked_in_the_terminal(tmp_path / "terminal", facts))
