"""The law as an office uses it: its own versions of the files over those that came with the product."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.errors import DataFileError, NotFound
from webapp.models import LawVersion, User
from webapp.queries.templates import DiffLine, differences
from webapp.queries.tools import Tools
from webapp.rules import tables
from webapp.rules.law import FILES, Law, build_law
from webapp.rules.table_words import FILE_TITLES
from webapp.rules.tables import Table


def with_office_law(session: Session, tools: Tools, office_id: str) -> Tools:
    """The tools with the office's law in them; nothing is built again while nothing was changed.

    A version that a newer product no longer understands is left out with all others, and the page of the law says so:
    an office must not stand still because of one row.
    """
    newest = (
        select(LawVersion.file, func.max(LawVersion.no).label("no"))
        .where(LawVersion.office_id == office_id)
        .group_by(LawVersion.file)
        .subquery()
    )
    query = select(LawVersion.file, LawVersion.sha256).where(
        LawVersion.office_id == office_id, LawVersion.file == newest.c.file, LawVersion.no == newest.c.no
    )
    own = tuple(sorted((file, digest) for file, digest in session.execute(query)))
    if not own:
        return tools
    key = (tools.law.sha256, own)
    if (law := _built(key)) is None:
        law = _build(session, tools.law, office_id, own)
        _keep(key, law)
    return replace(tools, law=law)


_BUILT: dict[tuple[str, tuple[tuple[str, str], ...]], Law] = {}
_MOST = 64


def _built(key: tuple[str, tuple[tuple[str, str], ...]]) -> Law | None:
    return _BUILT.get(key)


def _keep(key: tuple[str, tuple[tuple[str, str], ...]], law: Law) -> None:
    if len(_BUILT) >= _MOST:
        _BUILT.clear()
    _BUILT[key] = law


def _build(session: Session, shipped: Law, office_id: str, own: tuple[tuple[str, str], ...]) -> Law:
    query = select(LawVersion.file, LawVersion.text).where(
        LawVersion.office_id == office_id, LawVersion.sha256.in_([digest for _, digest in own])
    )
    digests = dict(own)
    texts = {file: text for file, text in session.execute(query) if digest_of(text) == digests.get(file)}
    try:
        return build_law({**shipped.texts, **texts})
    except DataFileError:
        return shipped


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def list_versions(session: Session, viewer: User, file: str = "") -> list[LawVersion]:
    """The office's changes of the law, or of one file, newest first."""
    query = select(LawVersion).where(LawVersion.office_id == viewer.office_id).order_by(LawVersion.no.desc())
    return list(session.scalars(query.where(LawVersion.file == file) if file else query))


def get_version(session: Session, viewer: User, number: int) -> LawVersion:
    """Raises NotFound."""
    query = select(LawVersion).where(LawVersion.office_id == viewer.office_id, LawVersion.no == number)
    found = session.scalar(query)
    if found is None:
        raise NotFound(f"Dữ liệu pháp lý của cơ quan không có bản {number}.")
    return found


@dataclass(frozen=True)
class FileLine:
    """One file in the list: how many rows, how many nobody has read in the text of the law."""

    file: str
    key: str
    title: str
    rows: int
    unverified: int
    version: LawVersion | None


def file_lines(session: Session, tools: Tools, viewer: User) -> list[FileLine]:
    """Every file of the law in the order of the page."""
    newest = {version.file: version for version in reversed(list_versions(session, viewer))}
    lines = []
    for file, title in FILE_TITLES.items():
        rows = [row for found in tomllib.loads(tools.law.texts[file]).values() for row in found]
        unread = sum(row.get("verified") is False for row in rows)
        lines.append(FileLine(file, key_of(file), title, len(rows), unread, newest.get(file)))
    return lines


def broken_versions(session: Session, shipped: Law, viewer: User) -> list[str]:
    """Why the office's versions cannot be used with this product; nothing when they can."""
    texts = {version.file: version.text for version in reversed(list_versions(session, viewer))}
    try:
        if texts:
            build_law({**shipped.texts, **texts})
    except DataFileError as error:
        return error.details
    return []


def key_of(file: str) -> str:
    return file.removesuffix(".toml")


def file_of(key: str) -> str:
    """The file with that key. Raises NotFound."""
    if f"{key}.toml" not in FILES:
        raise NotFound("Không có bảng dữ liệu pháp lý này.")
    return f"{key}.toml"


def table_of(file: str, name: str) -> Table:
    """Raises NotFound."""
    try:
        return tables.table(file, name)
    except KeyError:
        raise NotFound("Không có bảng dữ liệu pháp lý này.") from None


@dataclass(frozen=True)
class RowView:
    """One row as the page shows it: what it is called, what else it says, since when.

    `state` is current | future | past, empty in tables without dates; `verified` is None where nobody asks.
    """

    index: int
    heading: str
    parts: tuple[tuple[str, str], ...]
    validity: str
    state: str
    verified: bool | None
    source: str


@dataclass(frozen=True)
class TableView:
    """One table with its rows."""

    table: Table
    rows: tuple[RowView, ...]


_ASIDE = frozenset({"valid_from", "valid_to", "verified", "source"})
_HEADINGS = ("label", "sentence", "title", "number", "name", "on", "year", "off")
_ORDER = {"current": 0, "": 0, "future": 1, "past": 2}


def table_views(law: Law, file: str, on: date, procedures: Mapping[str, str]) -> list[TableView]:
    """Every table of a file; rows that hold today first, then those to come, then the past.

    `procedures` are the titles of the kinds of cases by code.
    """
    names = {**procedures, **names_of(law)}
    views = []
    for one in tables.tables(file):
        rows = [_row(one, names, index, row, on) for index, row in enumerate(tables.rows_of(law.texts[file], one.name))]
        views.append(TableView(one, tuple(sorted(rows, key=lambda row: _ORDER[row.state]))))
    return views


def _row(one: Table, names: Mapping[str, str], index: int, row: Mapping[str, object], on: date) -> RowView:
    said = {column.name: tables.words(column, row, names) for column in one.columns}
    start, end = row.get("valid_from"), row.get("valid_to")
    state = ""
    if isinstance(start, date):
        state = "future" if start > on else "past" if isinstance(end, date) and end < on else "current"
    verified = row.get("verified")
    main = next((name for name in _HEADINGS if row.get(name)), "")
    if main == "number":
        said[main], said["kind"] = f"{said['kind']} số {said[main]}", ""
    aside = {*_ASIDE, main, *(("name", "id") if main in ("label", "sentence") else ())}
    shown = [column for column in one.columns if column.name not in aside and said[column.name]]
    return RowView(
        index=index,
        heading=said.get(main, "") or "; ".join(said[column.name] for column in shown[:2]),
        parts=tuple((column.label, said[column.name]) for column in (shown if main else shown[2:])),
        validity=f"{said.get('valid_from', '')} – {said.get('valid_to') or 'nay'}" if one.dated else "",
        state=state,
        verified=bool(verified) if isinstance(verified, bool) else None,
        source=said.get("source", ""),
    )


def names_of(law: Law) -> dict[str, str]:
    """The names the law declares itself: bodies, targets, areas, levels, bases."""
    return _names(_ByDigest(law))


class _ByDigest:
    """A law as the key of a cache."""

    def __init__(self, law: Law) -> None:
        self.law = law

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByDigest) and self.law.sha256 == other.law.sha256

    def __hash__(self) -> int:
        return hash(self.law.sha256)


@lru_cache(maxsize=8)
def _names(key: _ByDigest) -> dict[str, str]:
    law = key.law
    found = {entry.name: entry.label for entry in law.levels}
    found |= {row.name: row.label for row in (*law.authority.body, *law.authority.target, *law.authority.area)}
    return found | {entry.id: f"{entry.kind} {entry.number}".strip() for entry in law.bases}


def changes_between(old: str, new: str) -> list[DiffLine]:
    """What differs between two versions of a file, whatever their comments and order of keys."""
    return differences(_plain(old), _plain(new))


def _plain(text: str) -> str:
    return tables.dump(tomllib.loads(text))
