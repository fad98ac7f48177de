"""`make bench`: how many documents a second the walk issues, where the time goes, and the case list at 10,000 cases.

Prints a Markdown table and writes it into docs/benchmarks.md. Wall times on a shared machine: compare within one run.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import insert, select

from tests.bench.report import machine, write_section
from webapp.app import create_app
from webapp.cli.tables import bring_up_to_date
from webapp.cli.walk import SAMPLE
from webapp.cli.walk.facts import read_facts
from webapp.cli.walk.walker import SAMPLE_PASSWORD, walk_file
from webapp.config import Settings
from webapp.extensions import db
from webapp.models import Case, Subject, User, new_id
from webapp.services.documents import drafting

WALKS = 5
CASES = 10_000
OPEN = 100  # what a commission has under way at once; the rest are closed
PAGES = 30

Spent = dict[str, list[float]]


def main() -> None:
    """Measure, print, write."""
    with tempfile.TemporaryDirectory(prefix="anthu-bench-") as folder:
        app = create_app(Settings.from_environment({"ANTHU_INSTANCE": folder}))
        with app.app_context():
            bring_up_to_date()
            rows = [*_walks(app), *_case_list(app)]
    lines = ["| phần | đo được |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]
    text = "\n".join([machine(), "", *lines])
    print(text)
    write_section("Đi hết một hồ sơ, và danh sách hồ sơ (make bench)", text)


def _walks(app: Flask) -> Iterator[tuple[str, str]]:
    """Walk the sample case several times under different titles, after one walk that warms everything up."""
    tools, facts = app.extensions["anthu.tools"], read_facts(SAMPLE)
    walk_file(db.session, tools, facts)
    spent: Spent = defaultdict(list)
    with _timed(tools, spent):
        begin = time.perf_counter()
        for number in range(WALKS):
            again = facts.walked[0].model_copy(update={"title": f"{facts.walked[0].title} ({number})"})
            walk_file(db.session, tools, facts.model_copy(update={"case": [again]}))
        total = time.perf_counter() - begin
    documents = 19 * WALKS
    yield "văn bản ban hành mỗi giây (cả vòng: soạn, duyệt, ký, cấp số, lưu)", f"{documents / total:.1f}"
    for part in ("điền mẫu", "chuyển PDF", "ghi kho", "commit"):
        times = spent[part]
        share = 100 * sum(times) / total
        median = 1000 * statistics.median(times)
        yield part, f"{median:.2f} ms trung vị, {len(times)} lần, {share:.0f}% thời gian"
    rest = 1 - sum(map(sum, spent.values())) / total
    yield "phần còn lại (quy trình, luật, truy vấn)", f"{100 * rest:.0f}% thời gian"


@contextmanager
def _timed(tools: Any, spent: Spent) -> Iterator[None]:
    """Put a stopwatch around each part for the time of the walk."""
    places = [
        (drafting, "fill", "điền mẫu"),
        (type(tools.renderer), "render", "chuyển PDF"),
        (type(tools.store), "put", "ghi kho"),
        (type(db.session()) if callable(db.session) else type(db.session), "commit", "commit"),
    ]
    kept = [(place, name, getattr(place, name)) for place, name, _ in places]
    for place, name, part in places:
        setattr(place, name, _stopwatch(getattr(place, name), spent[part]))
    try:
        yield
    finally:
        for place, name, original in kept:
            setattr(place, name, original)


def _stopwatch(function: Callable[..., Any], times: list[float]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        begin = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            times.append(time.perf_counter() - begin)

    return timed


def _case_list(app: Flask) -> Iterator[tuple[str, str]]:
    """Open 10,000 more cases in bulk and read the list as a person does."""
    one = db.session.scalars(select(Case)).first()
    assert one is not None
    columns = {c.name: getattr(one, c.name) for c in Case.__table__.columns}
    rows = [
        {**columns, "id": new_id(), "code": f"HS {n:05d}/2022", "state": "open" if n < OPEN else "closed"}
        for n in range(CASES)
    ]
    db.session.execute(insert(Case), rows)
    person = {c.name: getattr(one.subjects[0], c.name) for c in Subject.__table__.columns}
    db.session.execute(insert(Subject), [{**person, "id": new_id(), "case_id": row["id"]} for row in rows])
    db.session.commit()
    user = db.session.scalars(select(User).where(User.username == "quyet.nv")).one()
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    client.post("/sign-in", data={"username": user.username, "password": SAMPLE_PASSWORD})
    for name, path in (
        ("danh sách hồ sơ, trang 1", "/cases"),
        ("danh sách hồ sơ, trang 150", "/cases?page=150"),
        ("tìm trong danh sách", "/cases?words=Thuận"),
        ("việc của tôi", "/"),
        ("trang một hồ sơ", f"/cases/{one.id}"),
    ):
        times = [_get(client, path) for _ in range(PAGES)][3:]
        median = statistics.median(times)
        yield f"{name} ({CASES} hồ sơ)", f"{1000 * median:.0f} ms trung vị, {1 / median:.0f} trang/giây"


def _get(client: Any, path: str) -> float:
    begin = time.perf_counter()
    answer = client.get(path)
    spent = time.perf_counter() - begin
    assert answer.status_code == 200, (path, answer.status_code)
    return spent


if __name__ == "__main__":
    main()
