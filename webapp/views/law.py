"""The law as tables: read by everybody, changed by the administrator, each change a version one can go back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from webapp import clock
from webapp.auth.permissions import Permission
from webapp.errors import NotFound
from webapp.extensions.edge import actor, session, shipped_tools, tools
from webapp.forms.base import clean
from webapp.queries import law as query
from webapp.rules import tables
from webapp.rules.table_words import CODES, FILE_TITLES
from webapp.rules.tables import Table
from webapp.services.law import LawRefused, remove_row, roll_back, save_row
from webapp.views.access import route
from webapp.views.answers import Answer

blueprint = Blueprint("law", __name__)

_VIEW, _EDIT, _POST = Permission.LAW_VIEW, Permission.LAW_EDIT, ("POST",)
ONE = "/law/<file>"
ROW = f"{ONE}/<table>/<row>"


@route(blueprint, "/law", needs=_VIEW)
def index() -> Answer:
    """Every file of the law, and every change the office made."""
    lines = query.file_lines(session(), tools(), actor())
    broken = query.broken_versions(session(), shipped_tools().law, actor())
    return render_template(
        "law/list.html", lines=lines, versions=query.list_versions(session(), actor()), titles=FILE_TITLES,
        broken=broken, key_of=query.key_of,
    )  # fmt: skip


@route(blueprint, ONE, needs=_VIEW)
def show(file: str) -> Answer:
    name, known = query.file_of(file), tools().procedures
    titles = {code: known.current(code).title for code in known.codes()}
    views = query.table_views(tools().law, name, clock.today(), titles)
    return render_template(
        "law/show.html", key=file, title=FILE_TITLES[name], views=views,
        versions=query.list_versions(session(), actor(), name),
    )  # fmt: skip


@route(blueprint, ROW, needs=_EDIT)
def edit(file: str, table: str, row: str) -> Answer:
    """The form of one row; `new` begins with an empty one, or with a copy of the row named in the address."""
    one = query.table_of(query.file_of(file), table)
    source = row if row != "new" else request.args.get("copy", "")
    typed = tables.cells(one.columns, _row(one, source)) if source else {}
    if row == "new":
        typed |= {"verified": "no"} if one.dated and not source else {}
    return _form(file, one, row, typed, "")


@route(blueprint, ROW, needs=_EDIT, methods=_POST)
def save(file: str, table: str, row: str) -> Answer:
    one = query.table_of(query.file_of(file), table)
    typed = {column.name: clean(request.form.get(column.name)) for column in one.columns}
    note, seen = clean(request.form.get("note")), request.form.get("seen", "")
    try:
        if request.form.get("act") == "remove":
            remove_row(
                session(), tools(), shipped_tools().law, table=one, index=_index(row), seen=seen, note=note,
                actor=actor(),
            )  # fmt: skip
        else:
            save_row(
                session(), tools(), shipped_tools().law, table=one, index=None if row == "new" else _index(row),
                typed=typed, seen=seen, note=note, actor=actor(),
            )  # fmt: skip
    except LawRefused as error:
        return _form(file, one, row, typed, note, error.fields)
    flash("Đã ghi bản mới của dữ liệu pháp lý; văn bản đã ban hành giữ bản cũ.", "done")
    return redirect(url_for("law.show", file=file))


@route(blueprint, f"{ONE}/versions/<int:number>", needs=_VIEW)
def compare(file: str, number: int) -> Answer:
    """What a version changed: against the one before it, or against the one in use."""
    name = query.file_of(file)
    versions = query.list_versions(session(), actor(), name)
    one = next((version for version in versions if version.no == number), None)
    if one is None:
        raise NotFound(f"Bảng này không có bản {number}.")
    before = next((version.text for version in versions if version.no < number), shipped_tools().law.texts[name])
    return render_template(
        "law/compare.html", key=file, title=FILE_TITLES[name], one=one, in_use=one is versions[0],
        lines=query.changes_between(before, one.text),
    )  # fmt: skip


@route(blueprint, f"{ONE}/versions/<int:number>", needs=_EDIT, methods=_POST)
def back(file: str, number: int) -> Answer:
    """Use an earlier version again; 0 is the file of the product."""
    name = query.file_of(file)
    version = roll_back(
        session(), tools(), shipped_tools().law, file=name, number=number, note=clean(request.form.get("note")),
        actor=actor(),
    )  # fmt: skip
    flash(f"Đã quay lại; lần này ghi là bản {version.no}.", "done")
    return redirect(url_for("law.show", file=file))


def _index(row: str) -> int:
    if not (row.isascii() and row.isdigit()):
        raise NotFound("Không có dòng này.")
    return int(row)


def _row(one: Table, row: str) -> Mapping[str, Any]:
    rows = tables.rows_of(tools().law.texts[one.file], one.name)
    index = _index(row)
    if index >= len(rows):
        raise NotFound("Không có dòng này.")
    return rows[index]


def _form(
    file: str, one: Table, row: str, typed: Mapping[str, str], note: str, errors: Sequence[tuple[str, str]] = ()
) -> Any:
    wrong: dict[str, list[str]] = {}
    for column, sentence in errors:
        wrong.setdefault(column, []).append(sentence)
    page = render_template(
        "law/form.html", key=file, title=FILE_TITLES[one.file], table=one, row=row, typed=typed, note=note,
        seen=query.digest_of(tools().law.texts[one.file]), errors=errors, wrong=wrong,
        words={**CODES, **query.names_of(tools().law)},
    )  # fmt: skip
    return (page, 422) if errors else page
