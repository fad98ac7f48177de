"""Who may open what: every endpoint has its permission, and every refusal is the right one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.views.office import Browser, text
from webapp.auth.permissions import Permission
from webapp.views.access import ACCESS, PUBLIC

SignIn = Callable[[str], Browser]
NOWHERE = "0" * 32
BODY = {
    "seen": "1", "reason": "x", "issued_on": "16/9/2021", "confirm": "ban hành", "template": "inspection_proposal",
}  # fmt: skip


def paths(app: Flask, case_id: str, document: str, method: str) -> list[tuple[str, str]]:
    """Endpoint and a real address of every rule that answers `method`."""
    known = {
        "case_id": case_id, "step_id": "propose", "upload_id": NOWHERE,
        "document_id": document.rsplit("/", 1)[-1], "kind": "pdf", "number": 1, "token": "x",
        "clause_id": NOWHERE, "code": "ballot", "organisation_id": NOWHERE, "member_id": NOWHERE, "act": "change",
        "book": "incoming", "series_id": NOWHERE, "user_id": NOWHERE, "letter_id": NOWHERE, "copy_id": NOWHERE,
        "incoming_id": NOWHERE,
        "import_id": NOWHERE, "file": "levels", "table": "level", "row": "0",
        "what": "withdraw", "mark": "filed", "opinion_id": NOWHERE, "offer_id": NOWHERE, "absence_id": NOWHERE,
        "mandate_id": NOWHERE, "programme_id": NOWHERE, "line_id": NOWHERE,
        "form": "member_discipline", "row_code": "total", "column": "total",
    }  # fmt: skip
    adapter = app.url_map.bind("localhost")
    found = []
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()) and rule.endpoint != "static":
            values = {name: known[name] for name in rule.arguments}
            found.append((rule.endpoint, adapter.build(rule.endpoint, values, method=method)))
    return sorted(found)


def test_every_endpoint_declares_its_access(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(ACCESS)


def test_every_declared_permission_exists() -> None:
    assert {needs for needs in ACCESS.values() if needs != PUBLIC} <= set(Permission)


def test_only_signing_in_and_out_is_public() -> None:
    public = {endpoint for endpoint, needs in ACCESS.items() if needs == PUBLIC}
    assert public == {"static", "session.sign_in", "session.begin", "session.sign_out"}


def test_an_endpoint_nobody_gave_a_permission_does_not_answer(app: Flask, sign_in: SignIn) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "bí mật")
    answer = sign_in("chair").get("/forgotten")
    assert (answer.status_code, "bí mật" in answer.get_data(as_text=True)) == (404, False)


def test_nobody_is_sent_to_sign_in(app: Flask, nobody: Browser, case_id: str, drafted: str) -> None:
    wrong = []
    for method, call in (("GET", nobody.get), ("POST", nobody.post)):
        for endpoint, path in paths(app, case_id, drafted, method):
            answer = call(path)
            if ACCESS[endpoint] != PUBLIC and not (answer.location or "").startswith("/sign-in"):
                wrong.append((method, endpoint, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("who", ["stranger", "outsider"])
def test_what_one_may_not_know_of_is_not_found(
    app: Flask, sign_in: SignIn, case_id: str, drafted: str, who: str
) -> None:
    browser, wrong = sign_in(who), []
    for method, call in (("GET", browser.get), ("POST", browser.post)):
        for endpoint, path in paths(app, case_id, drafted, method):
            if case_id in path or "/documents/" in path:
                body = BODY
                answer = call(path, body) if method == "POST" else call(path)
                if answer.status_code != 404:
                    wrong.append((method, endpoint, answer.status_code))
    assert wrong == []


def test_a_case_that_is_not_ones_own_reads_like_one_that_does_not_exist(sign_in: SignIn, case_id: str) -> None:
    browser = sign_in("stranger")
    theirs, none = browser.get(f"/cases/{case_id}"), browser.get(f"/cases/{NOWHERE}")
    assert (theirs.status_code, text(theirs)) == (none.status_code, text(none))  # only the form token differs


COLUMNS = ("chair", "leader", "member", "officer", "official", "clerk", "stranger", "administrator")
MATRIX = {
    # page → status by person, in the order of COLUMNS; the case is one the first six may know of
    "/": (200, 200, 200, 200, 200, 200, 200, 200),
    "/cases": (200, 200, 200, 200, 200, 200, 200, 403),
    "/cases/new": (200, 200, 200, 200, 200, 403, 200, 403),
    "/cases/{case}": (200, 200, 200, 200, 200, 200, 404, 404),
    "/cases/{case}/consistency": (200, 200, 200, 200, 200, 200, 404, 404),
    "/cases/{case}/history": (200, 200, 200, 200, 200, 200, 404, 404),
    "/cases/{case}/steps/propose": (200, 200, 200, 200, 200, 200, 404, 404),
    "/register": (200, 200, 200, 200, 200, 200, 200, 403),
    "/organisations": (200, 200, 200, 200, 200, 200, 200, 403),
    "/organisations/new": (200, 200, 200, 200, 200, 200, 200, 403),
    "/members": (200, 200, 200, 200, 200, 200, 200, 403),
    "/procedures": (200, 200, 200, 200, 200, 200, 200, 200),
    "/law": (200, 200, 200, 200, 200, 200, 200, 200),
    "/law/deadlines": (200, 200, 200, 200, 200, 200, 200, 200),
    "/law/deadlines/deadline/0": (403, 403, 403, 403, 403, 403, 403, 200),
    "/mandates": (200, 200, 200, 200, 200, 200, 200, 200),
    "/figures": (200, 200, 200, 200, 200, 200, 200, 403),
    "/figures/forms": (200, 200, 200, 200, 200, 200, 200, 403),
    "/figures/cases/{case}": (200, 200, 200, 200, 200, 200, 404, 404),
    "/programmes": (200, 200, 200, 200, 200, 200, 200, 403),
    "/programmes/new": (200, 200, 200, 200, 200, 403, 200, 403),
    "/targets": (200, 200, 200, 200, 200, 200, 200, 403),
    "/board": (200, 200, 200, 403, 403, 200, 403, 403),
    "/tools/word-to-pdf": (200, 200, 200, 200, 200, 200, 200, 403),
}


@pytest.mark.parametrize("who", COLUMNS)
def test_pages_open_by_role(sign_in: SignIn, case_id: str, who: str) -> None:
    browser = sign_in(who)
    seen = {path: browser.get(path.format(case=case_id)).status_code for path in MATRIX}
    assert seen == {path: row[COLUMNS.index(who)] for path, row in MATRIX.items()}


WRITING = {
    # who may fill the facts, finish the step, draft its document
    "chair": (302, 409, 403),  # the standing members keep every case, but the area officer writes the proposal
    "leader": (302, 409, 302),
    "member": (403, 403, 403),
    "officer": (302, 409, 302),
    "official": (302, 409, 302),
    "clerk": (403, 403, 403),
    "stranger": (404, 404, 404),
}


@pytest.mark.parametrize("who", list(WRITING))
def test_writing_by_role(sign_in: SignIn, case_id: str, who: str) -> None:
    browser, step = sign_in(who), f"/cases/{case_id}/steps/propose"
    statuses = (
        browser.post(step, {"working_days": "30"}).status_code,
        browser.post(f"{step}/perform").status_code,
        browser.post(f"{step}/documents", {"template": "inspection_proposal"}).status_code,
    )
    assert statuses == WRITING[who]
