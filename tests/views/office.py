"""A small invented office to try the pages on, and a browser without a screen."""

from __future__ import annotations

import hashlib
import html
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from webapp import clock
from webapp.app import create_app
from webapp.archive.blobs import FolderStore
from webapp.cli.tables import bring_up_to_date
from webapp.config import Settings
from webapp.extensions import db
from webapp.models import Case, Role, User
from webapp.queries.tools import Tools, load_tools
from webapp.rendering.convert import PdfOptions, Rendered
from webapp.rendering.sheet import Sheet, read_sheet
from webapp.services.cases import NewCase, NewSubject, open_case
from webapp.services.offices import NewOffice, NewPerson, found_office

PASSWORD = "một mật khẩu dài"
TODAY = date(2021, 9, 16)
LETTERHEAD = {
    "commission": "Ủy ban Kiểm tra", "committee": "Thành ủy Thái Nguyên", "superior": "Tỉnh ủy Thái Nguyên",
    "level": "district", "symbol": "UBKTThU", "committee_symbol": "ThU", "place": "Thái Nguyên",
    "layout": "HD36_2018", "tone_marks": "new",
}  # fmt: skip
PEOPLE = {
    "chair": ("Trần Thị Hồng Nhung", Role.CHAIR),
    "deputy": ("Nguyễn Văn Quyết", Role.STANDING_DEPUTY),
    "leader": ("Phạm Đức Thịnh", Role.COMMISSION_MEMBER),
    "member": ("Hoàng Minh Tuấn", Role.COMMISSION_MEMBER),
    "officer": ("Đỗ Thị Ánh Nguyệt", Role.AREA_OFFICER),
    "official": ("Vũ Quốc Huy", Role.OFFICIAL),
    "stranger": ("Lý Thu Trang", Role.OFFICIAL),
    "clerk": ("Ngô Thị Yến", Role.RECORDS_CLERK),
    "administrator": ("Đinh Công Sơn", Role.ADMINISTRATOR),
}
"""Who is who. `stranger` works in the office but is on no case."""
ELSEWHERE = "outsider"
"""The chair of another office's commission."""


class PaperRenderer:
    """Stands in for the child process: a PDF that differs with its Word file, at once."""

    def render(self, docx: bytes, options: PdfOptions) -> Rendered:
        return Rendered(pdf=b"%PDF-1.7\n% " + hashlib.sha256(docx).hexdigest().encode(), pages=1, unrendered=())

    def read_sheet(self, data: bytes) -> Sheet:
        return read_sheet(data)

    def find_text(self, docx: bytes, text: str) -> tuple[int, float, float, float] | None:
        return (0, 300.0, 600.0, 842.0) if text else None


def settings_for(folder: Path) -> Settings:
    return Settings(
        instance=folder,
        secret_key="x" * 40,
        database=f"sqlite:///{folder / 'anthu.db'}",
        login_rate="10000 per minute",
        session_idle=timedelta(days=4000),
        session_life=timedelta(days=4000),
    )


def make_app(folder: Path, tools: Tools) -> Flask:
    """An application on `folder`, without a renderer of its own."""
    settings = settings_for(folder)
    app = create_app(settings, tools=replace(tools, store=FolderStore(settings.archive), renderer=PaperRenderer()))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


def load(folder: Path) -> Tools:
    return load_tools(settings_for(folder))


def found(app: Flask) -> str:
    """Two offices, and a case of the first; returns the id of the case."""
    with app.app_context(), clock.freeze(TODAY):
        bring_up_to_date()
        office = _office(LETTERHEAD, PEOPLE)
        _office(
            {**LETTERHEAD, "symbol": "UBKTHU", "committee": "Huyện ủy Đồng Hỷ"}, {ELSEWHERE: ("Hà Văn Lâm", Role.CHAIR)}
        )
        case = open_case(db.session, app.extensions["anthu.tools"], actor=person("officer"), answers=answers(office.id))
        db.session.commit()
        return case.id


def _office(letterhead: Mapping[str, str], people: Mapping[str, tuple[str, Role]]) -> Any:
    named = [NewPerson(name, role) for name, role in people.values()]
    new = NewOffice(letterhead, "nhiệm kỳ 2020-2025", date(2020, 8, 1), named, PASSWORD)
    return found_office(db.session, new=new)


def person(key: str) -> User:
    name = PEOPLE[key][0] if key in PEOPLE else "Hà Văn Lâm"
    return db.session.query(User).filter_by(full_name=name).one()


def answers(_office_id: str) -> NewCase:
    subject = NewSubject(
        "member", "Bùi Văn Thuận", "Đảng bộ xã Phúc Xuân & Quyết Thắng",
        {"party_position": "Đảng ủy viên", "birth_date": date(1974, 2, 9)},
    )  # fmt: skip
    return NewCase(
        procedure="KT_DHVP_DV",
        title="Kiểm tra đồng chí Bùi Văn Thuận khi có dấu hiệu vi phạm trong quản lý đất đai",
        initiator="commission",
        origin="monitoring",
        subjects=[subject],
        member_in_charge_id=person("deputy").id,
        team=[(person("leader").id, "leader"), (person("officer").id, "secretary"), (person("official").id, "member")],
    )


def copy_of(base: Path, target: Path) -> Path:
    """A fresh copy of a prepared instance."""
    shutil.copytree(base, target)
    return target


_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Browser:
    """One person at one browser; `post` brings the form's token along, as a page's form does."""

    app: Flask

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def token(self) -> str:
        page = self.client.get("/sign-in", follow_redirects=True).get_data(as_text=True)
        return _TOKEN.search(page)[1]  # type: ignore[index]

    def post(self, path: str, data: Mapping[str, Any] | None = None, **more: Any) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token(), **(data or {})}, **more)

    def sign_in(self, key: str) -> Browser:
        with self.app.app_context():
            username = person(key).username
        answer = self.post("/sign-in", {"username": username, "password": PASSWORD})
        assert answer.status_code == 302, answer.get_data(as_text=True)
        return self


def text(answer: TestResponse) -> str:
    """What a page says, without its tags, blanks run together."""
    page = re.sub(r"<(script|style)\b.*?</\1>", "", answer.get_data(as_text=True), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def stages_of(app: Flask, case_id: str) -> tuple[str, str]:
    """Stage and state of a case as the database has them."""
    with app.app_context():
        case = db.session.get_one(Case, case_id)
        return case.stage, case.state
