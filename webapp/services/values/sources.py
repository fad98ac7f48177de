"""Resolve the declared source of a field: the closed vocabulary of `webapp.rendering.catalogue.sources`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from webapp.services.values import texts
from webapp.services.values.computed import COMPUTED
from webapp.services.values.scope import Scope
from webapp.services.values.votes import vote
from webapp.workflow.facts import is_empty


def resolve(scope: Scope, source: str, kind: str) -> Any:
    """The value of `source`; a date comes as (short, long) text. Unknown sources cannot occur: loading refuses them."""
    prefix, _, name = source.partition(":")
    if prefix == "fact":
        return _fact(scope, name, kind)
    if prefix == "document":
        return scope.cite(name)
    if prefix == "computed":
        return COMPUTED[name](scope)
    if source.startswith("subject."):
        return _of_subject(scope, source.removeprefix("subject."), kind)
    return _fixed(scope, source)


def _of_subject(scope: Scope, name: str, kind: str) -> Any:
    if kind == "date":
        return texts.both_forms(getattr(scope.view.subject, name))
    return texts.subject(scope.view.subject)[name]


def _fixed(scope: Scope, source: str) -> Any:
    view = scope.view
    team = {member.role: member for member in reversed(view.team)}
    roles = texts.CELL_TEAM_ROLES if view.initiator == "cell" else texts.TEAM_ROLES
    found: dict[str, Callable[[], Any]] = {
        "case.title": lambda: view.title,
        "case.code": lambda: view.code,
        "case.topic": lambda: texts.topic(view.title),
        "subject": lambda: texts.subject(view.subject),
        "team": lambda: [texts.person(member, roles) for member in view.team],
        "team.leader": lambda: texts.person(team.get("leader"), roles),
        "team.secretary": lambda: texts.person(team.get("secretary"), roles),
        "member_in_charge": lambda: texts.person(view.member_in_charge),
        "commission": lambda: [texts.person(member) for member in view.commission],
        "session": scope.held,
        "announced": lambda: scope.cite(scope.paper.announces) if scope.paper.announces else {},
        "vote": lambda: vote(view),
    }
    return found[source]()


def _fact(scope: Scope, key: str, kind: str) -> Any:
    definition, value = scope.procedure.fact(key), scope.view.facts.get(key)
    if value is None or is_empty(definition, value):
        return None
    if kind == "date":
        return texts.both_forms(value)
    if definition.type == "session":
        return texts.session(value)
    if definition.type == "long_text":
        return texts.split_paragraphs(value)
    if definition.type == "table":
        return [_row(definition.columns, row) for row in value]
    if definition.type == "choice":
        return next((choice.label for choice in definition.choices if choice.value == value), value)
    return value


def _row(columns: Any, row: dict[str, Any]) -> dict[str, Any]:
    """A table row as text: dates short, choices by their label, empty cells as empty text."""
    out: dict[str, Any] = {}
    for column in columns:
        cell = row.get(column.name)
        if isinstance(cell, date):
            cell = texts.both_forms(cell)[0]
        if column.type == "long_text":
            cell = texts.split_paragraphs(cell)
        labels = {choice.value: choice.label for choice in getattr(column, "choices", ())}
        out[column.name] = labels.get(cell, "" if cell is None else cell)
    return out
