"""Each test gets its own copy of one prepared office, on Thursday 16/9/2021."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.views import office
from tests.views.office import Browser
from webapp import clock
from webapp.queries.tools import Tools

SignIn = Callable[[str], Browser]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Tools]:
    """An instance folder with the office in it, the id of its case, and the tools loaded once."""
    folder = tmp_path_factory.mktemp("office") / "instance"
    folder.mkdir()
    tools = office.load(folder)
    return folder, office.found(office.make_app(folder, tools)), tools


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.freeze(office.TODAY):
        yield


@pytest.fixture
def app(prepared: tuple[Path, str, Tools], tmp_path: Path) -> Flask:
    return office.make_app(office.copy_of(prepared[0], tmp_path / "instance"), prepared[2])


@pytest.fixture
def case_id(prepared: tuple[Path, str, Tools]) -> str:
    return prepared[1]


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """A browser in which the named person is signed in."""
    return lambda key: Browser(app).sign_in(key)


@pytest.fixture
def nobody(app: Flask) -> Browser:
    return Browser(app)


FACTS = {
    "signs_of_violation": "Ký hợp đồng cho thuê đất công ích quá thời hạn",
    "content_items": "Việc quản lý đất đai\nViệc xử lý vi phạm trật tự xây dựng",
    "period_from": "1/1/2019",
    "period_to": "31-5-2021",
    "working_days": "45",
}
"""The first step as a person fills it."""


@pytest.fixture
def drafted(sign_in: SignIn, case_id: str) -> str:
    """The path of the first document of the case, drafted by the area officer."""
    officer = sign_in("officer")
    assert officer.post(f"/cases/{case_id}/steps/propose", FACTS).status_code == 302
    answer = officer.post(
        f"/cases/{case_id}/steps/propose/documents", {"template": "inspection_proposal", "dated_on": "16/9/2021"}
    )
    assert answer.status_code == 302, office.text(answer)
    return str(answer.location)


@pytest.fixture
def signed(sign_in: SignIn, drafted: str) -> str:
    """The first document, approved by the team leader and signed by the area officer."""
    officer = sign_in("officer")
    assert officer.post(f"{drafted}/submit", {"seen": "1"}).status_code == 302
    assert sign_in("leader").post(f"{drafted}/approve", {"seen": "1"}).status_code == 302
    answer = officer.post(f"{drafted}/sign", {"seen": "1"})
    assert answer.status_code == 302, office.text(answer)
    return drafted
