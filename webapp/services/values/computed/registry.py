"""The registry of named functions a template may take a value from, and words they share.

`webapp.rendering.catalogue.sources.COMPUTED` lists the names; every file of this folder holds one topic.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from webapp.services.values.scope import Scope
from webapp.services.values.texts import lower_first
from webapp.services.values.wording import called

COMPUTED: dict[str, Callable[[Scope], Any]] = {}


def computed(function: Callable[[Scope], Any]) -> Callable[[Scope], Any]:
    """Register a function under its own name."""
    COMPUTED[function.__name__] = function
    return function


def issuer(scope: Scope) -> str:
    """The issuing body in full: "Ủy ban Kiểm tra Thành ủy Thái Nguyên"."""
    return scope.view.body.full_name


def short(scope: Scope, name: str) -> str:
    """A body as its own neighbours call it: "Thành ủy" within Thái Nguyên."""
    office = scope.view.office
    return str(office[name]).removesuffix(str(office["place"])).strip()


def comrade(scope: Scope) -> str:
    """Those the case is about, as a sentence names them: "đồng chí …"; "Chi bộ … và đồng chí …"."""
    return called(scope.view.subjects)


def topic(scope: Scope) -> str:
    """The case's title in running text: "kiểm tra đồng chí … khi có dấu hiệu vi phạm trong …"."""
    return lower_first(scope.view.title)
