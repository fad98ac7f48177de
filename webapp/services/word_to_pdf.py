"""The clerk's tool: any Word file to PDF, with what could not be drawn. Results are kept an hour, for their owner."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from webapp import clock
from webapp.errors import DomainError, NotFound
from webapp.models import User
from webapp.queries.layout_findings import file_report, mended_file
from webapp.queries.tools import Tools
from webapp.rendering import guard
from webapp.rendering.convert import PdfOptions, Unrendered

_KEPT_SECONDS = 3600


@dataclass(frozen=True)
class Converted:
    """What came of one file. `problems`: what could not be drawn; `layout`: what the guide in force wants otherwise."""

    token: str
    name: str
    pages: int
    size: int
    milliseconds: int
    problems: list[str]
    guide: str
    layout: list[dict[str, Any]]


def convert_word(tools: Tools, folder: Path, *, data: bytes, name: str, actor: User) -> Converted:
    """Check the file, set its pages, keep the PDF for an hour. Raises DomainError with what is wrong with the file."""
    if not name.lower().endswith(".docx"):
        raise DomainError("Chỉ nhận tệp Word .docx; tệp .doc cũ thì mở bằng Word rồi lưu lại dạng .docx.")
    guard.admit(data, name=name)
    began = time.perf_counter()
    rendered = tools.renderer.render(data, PdfOptions(title=name.removesuffix(".docx"), created=clock.now()))
    spent = round((time.perf_counter() - began) * 1000)
    problems = [_problem(one) for one in rendered.unrendered]
    token = secrets.token_urlsafe(16)
    report = file_report(tools, data)
    layout = [{**asdict(each), "where": each.where} for each in report.findings]
    result = Converted(token, name, rendered.pages, len(rendered.pdf), spent, problems, report.guide, layout)
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    base = _base(folder, token, actor)
    base.with_suffix(".pdf").write_bytes(rendered.pdf)
    if report.fixable:
        base.with_suffix(".docx").write_bytes(mended_file(tools, data))
    base.with_suffix(".json").write_text(json.dumps(asdict(result), ensure_ascii=False), encoding="utf-8")
    return result


def _problem(one: Unrendered) -> str:
    where = [f"trang {one.page}"] if one.page else []
    return " · ".join([one.feature, *where, *([one.place] if one.place else [])])


def get_converted(folder: Path, token: str, actor: User) -> Converted:
    """The result of one conversion. Raises NotFound when it was swept away, or is somebody else's."""
    return Converted(**json.loads(_read(_base(folder, token, actor).with_suffix(".json"))))


def get_converted_pdf(folder: Path, token: str, actor: User) -> bytes:
    return _read(_base(folder, token, actor).with_suffix(".pdf"))


def get_mended_word(folder: Path, token: str, actor: User) -> bytes:
    """The file that was sent, its layout mended. Raises NotFound when nothing could be mended."""
    return _read(_base(folder, token, actor).with_suffix(".docx"))


def _base(folder: Path, token: str, actor: User) -> Path:
    """The owner's id is part of the name's hash, so nobody else can ask for it and no path can be smuggled in."""
    return folder / hashlib.sha256(f"{actor.id}/{token}".encode()).hexdigest()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFound("Kết quả này không còn; máy chỉ giữ một giờ. Đồng chí chuyển lại tệp.") from None


def _sweep(folder: Path) -> None:
    limit = time.time() - _KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
